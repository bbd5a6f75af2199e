package org.sunshineledger.api.orders;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonValue;
import java.io.ByteArrayInputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockHttpServletRequest;
import org.sunshineledger.api.NotedReadings;
import org.sunshineledger.api.OpenDoors;
import org.sunshineledger.api.orders.Examples.Example;
import org.sunshineledger.api.orders.FormFields.Making;
import org.sunshineledger.api.security.Role;
import org.sunshineledger.api.web.Texts;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.Order;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("办理表单 Forms of orders")
@ExtendWith(OutputCaptureExtension.class)
class FormsTest extends OpenDoors {

  private static final String LI = "4101851009010001";
  private static final String REVERIFY = "/households/" + LI + "/reverify";
  private static final String EXIT = "/households/" + LI + "/exit-household";

  @Autowired private FormFields fields;
  @Autowired private OrderLabels labels;
  @Autowired private Texts texts;

  private final JsonMapper json = JsonMapper.shared();

  private record Given(Door door, Class<? extends Order> order) {}

  private static Stream<Given> allOrders() {
    return Arrays.stream(Door.values())
        .flatMap(door -> door.orders().map(order -> new Given(door, order)));
  }

  @TestFactory
  Stream<DynamicTest> everyOrderHasAFormForWhoMayGiveIt() {
    return allOrders()
        .map(given ->
            DynamicTest.dynamicTest(
                given.order().getSimpleName(),
                () -> {
                  String role = Permissions.rolesFor(given.order()).iterator().next().key();
                  String address =
                      "/orders/%s/%s".formatted(given.door().path(), Door.nameOf(given.order()));
                  for (String language : List.of("zh", "en")) {
                    HttpResponse<String> form =
                        send(
                            as(role, to(address + "?lang=" + language))
                                .header("Accept", "text/html"));
                    assertThat(form.statusCode()).as(address).isEqualTo(200);
                    assertThat(form.body())
                        .contains("name=\"occurredOn\"", "name=\"_key\"", "action=\"" + address)
                        .doesNotContain("??");
                  }
                }));
  }

  @Test
  void everyFieldAndEveryConstantHasAWord() {
    List<String> missing = new ArrayList<>();
    allOrders().forEach(given -> collect(given.order(), missing));
    collect(OrderBody.class, missing);
    assertThat(missing).isEmpty();
  }

  private void collect(Class<?> record, List<String> missing) {
    for (RecordComponent component : record.getRecordComponents()) {
      String label = labels.labelOf(record, component.getName());
      if (label.equals(component.getName()) && !component.getName().equals("order"))
        missing.add(record.getSimpleName() + "." + component.getName());
      for (Class<?> type : types(component.getGenericType())) {
        if (type.isEnum())
          for (Object constant : Objects.requireNonNull(type.getEnumConstants())) {
            Enum<?> word = (Enum<?>) constant;
            if (labels.wordOf(word).equals(word.name())) missing.add(type + "." + word);
          }
        else if (type.isRecord() && !isOneValue(type)) collect(type, missing);
      }
    }
  }

  private static List<Class<?>> types(Type type) {
    return switch (type) {
      case ParameterizedType generic ->
          Arrays.stream(generic.getActualTypeArguments())
              .flatMap(it -> types(it).stream())
              .toList();
      case Class<?> plain -> List.of(plain);
      default -> List.of();
    };
  }

  private static boolean isOneValue(Class<?> record) {
    return Arrays.stream(record.getRecordComponents())
        .anyMatch(each -> each.getAccessor().isAnnotationPresent(JsonValue.class));
  }

  /** The years of the example town, each order filled into its form. */
  @TestFactory
  Stream<DynamicTest> aFormBecomesWhatAProgramWouldHaveSent() {
    return Examples.read(json).stream()
        .map(example ->
            DynamicTest.dynamicTest(
                example.order() + " " + example.title(), () -> comesToTheSame(example)));
  }

  private void comesToTheSame(Example example) {
    Given given =
        allOrders()
            .filter(each -> each.order().getSimpleName().equals(example.order()))
            .findFirst()
            .orElseThrow();
    Map<String, List<String>> filledIn = new LinkedHashMap<>();
    fill(OrderBody.class, example.body(), "", filledIn);
    JsonNode order = example.body().path("order");
    fill(given.order(), order, "order.", filledIn);
    MockHttpServletRequest request = new MockHttpServletRequest();
    filledIn.forEach((name, values) -> request.setParameter(name, values.toArray(String[]::new)));
    FormValues values = FormValues.sent(request, texts);
    Making making = new Making(values, Map.of());
    boolean isInAddress = example.id() != null && !order.has(given.door().id());
    List<FormField> beside = new ArrayList<>(fields.beside(making));
    beside.addFirst(fields.day(making));
    ObjectNode body = FormField.object(beside);
    body.set(
        "order",
        FormField.object(
            fields.ofOrder(given.order(), isInAddress ? given.door().id() : null, making)));

    ObjectNode expected = (ObjectNode) example.body().deepCopy();
    if (!expected.has("order")) expected.putObject("order");
    assertThat(json.readTree(body.toString())).isEqualTo(expected);
    assertThat(values.unknown()).isEmpty();
  }

  /** Types what a person would type. */
  private static void fill(
      Class<?> record, JsonNode node, String path, Map<String, List<String>> into) {
    for (RecordComponent component : record.getRecordComponents()) {
      JsonNode value = node.get(component.getName());
      if (value == null || value.isNull() || component.getType() == JsonNode.class) continue;
      fill(component.getGenericType(), value, path + component.getName(), into);
    }
  }

  private static void fill(Type type, JsonNode value, String path, Map<String, List<String>> into) {
    if (type instanceof ParameterizedType list) {
      Type element = list.getActualTypeArguments()[0];
      if (element instanceof Class<?> it && it.isEnum())
        into.put(path, value.valueStream().map(JsonNode::asString).toList());
      else if (element instanceof Class<?> it && it.isRecord() && !isOneValue(it))
        for (int i = 0; i < value.size(); i++)
          fill(it, value.get(i), "%s[%d].".formatted(path, i), into);
      else
        into.put(
            path,
            List.of(
                value
                    .valueStream()
                    .map(line ->
                        line.isArray()
                            ? line.valueStream()
                                .map(JsonNode::asString)
                                .collect(Collectors.joining("\t"))
                            : line.asString())
                    .collect(Collectors.joining("\n"))));
    } else if (type instanceof Class<?> it && it.isRecord() && !isOneValue(it))
      fill(it, value, path + ".", into);
    else if (type == Money.class)
      into.put(path, List.of(BigDecimal.valueOf(value.longValue(), 2).toPlainString()));
    else into.put(path, List.of(value.asString()));
  }

  private HttpResponse<String> form(String account, String address, String... namesAndValues) {
    return send(request(account, address, namesAndValues));
  }

  private HttpRequest.Builder request(String account, String address, String... namesAndValues) {
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2)
      pairs.add(
          URLEncoder.encode(namesAndValues[i], UTF_8)
              + "="
              + URLEncoder.encode(namesAndValues[i + 1], UTF_8));
    return posted(as(account, to(address)), ofText(String.join("&", pairs)));
  }

  private static String[] filledIn(String day, String key) {
    return new String[] {"occurredOn", day, "order.outcome", "CONFIRMED", "_key", key};
  }

  @Test
  void aFormThatIsSentTwiceIsRecordedOnce() {
    String key = UUID.randomUUID().toString();
    long before = ledger.journal().size();

    HttpResponse<String> first = form("reviewer", REVERIFY, filledIn("2026-01-08", key));
    HttpResponse<String> second = form("reviewer", REVERIFY, filledIn("2026-01-08", key));
    HttpResponse<String> other = form("reviewer", REVERIFY, filledIn("2026-01-09", key));

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(first.body())
        .contains("已登记", "/log/facts/" + before, "/log/proofs/" + before + ".tlog-proof")
        .contains("/households/" + LI + "/facts");
    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(second.body()).contains("此前已登记", "/log/facts/" + before);
    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(other.body()).contains("KEY_REUSED").doesNotContain(key);
    assertThat(ledger.journal().size()).isEqualTo(before + 1);
  }

  @Test
  void aRefusalComesBackInPlainWordsWithWhatWasTyped() {
    long before = ledger.journal().size();

    HttpResponse<String> refused =
        form(
            "approver",
            EXIT,
            "occurredOn",
            "2026-01-05",
            "order.notice",
            "SL-TYPED-1",
            "basis",
            "登政〔2026〕5号");

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body())
        .contains("没有登记", "怎么办", "贫困户本人", "双认定")
        .contains("/rules#HOUSEHOLD_HAS_NOT_CONFIRMED")
        .contains("value=\"SL-TYPED-1\"", "value=\"登政〔2026〕5号\"", "value=\"2026-01-05\"");
    assertThat(ledger.journal().size()).as("nothing was appended").isEqualTo(before);
  }

  @Test
  void whatIsWrongWithAFieldStandsBesideIt() {
    HttpResponse<String> refused = form("reviewer", REVERIFY, "occurredOn", "gestern");

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body())
        .contains("href=\"#occurredOn\"", "id=\"occurredOn-wrong\"", "href=\"#", "MALFORMED");
  }

  @Test
  void aRowIsAddedAndTakenAwayWithoutAScriptAndNothingIsRecorded() {
    long before = ledger.journal().size();
    String address = "/orders/households/apply-for-register";

    HttpResponse<String> longer =
        form(
            "clerk",
            address,
            "order.members[0].member",
            "01",
            "order.members[0].relationship",
            "HEAD",
            "order.group",
            "2",
            "_add",
            "order.members");
    HttpResponse<String> shorter =
        form(
            "clerk",
            address,
            "order.members[0].member",
            "01",
            "order.members[1].member",
            "02",
            "_remove",
            "order.members[0]");

    assertThat(longer.statusCode()).isEqualTo(200);
    assertThat(longer.body())
        .contains("name=\"order.members[1].member\"")
        .containsPattern("value=\"HEAD\"[^>]*selected")
        .containsPattern("name=\"order.group\" value=\"2\"");
    assertThat(shorter.body())
        .containsPattern("name=\"order.members\\[0]\\.member\" value=\"02\"")
        .doesNotContain("order.members[1]");
    assertThat(ledger.journal().size()).isEqualTo(before);
  }

  @Test
  void whatIsTypedOfAPersonIsInNoLogAndNoAddress(CapturedOutput output) {
    HttpResponse<String> refused =
        form(
            "clerk",
            "/orders/households/apply-for-register",
            "occurredOn",
            "2026-01-05",
            "order.household",
            "not a number",
            "order.village",
            "410185100901",
            "order.members[0].member",
            "01",
            "order.members[0].relationship",
            "HEAD",
            "order.members[0].name",
            "某无名氏",
            "order.members[0].idNumber",
            "990000196001010019");

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).as("what was typed is kept").contains("某无名氏", "990000196001010019");
    assertThat(refused.headers().map().toString()).doesNotContain("990000196001010019");
    assertThat(output.getAll()).doesNotContain("某无名氏", "990000196001010019");
  }

  @Test
  void personalDataIsShownOnceAfterTheFactThatItWasAskedFor() {
    long before = ledger.journal().size();

    HttpResponse<String> opened =
        form(
            "approver",
            "/persons/" + LI + "-01/open-personal-data",
            "occurredOn",
            LocalDate.now(ZoneId.of("Asia/Shanghai")).toString(),
            "order.fields",
            "NAME",
            "order.purpose",
            "IDENTIFICATION",
            "basis",
            "登扶〔2026〕1号");

    assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);
    assertThat(opened.body()).contains("李某某", "/log/facts/" + before);
    assertThat(opened.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    assertThat(ledger.journal().size()).isEqualTo(before + 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "order.unheardOf | x",
        "order | {}",
        "mode | BACKWARDS",
        "order.outcome | <script>alert(1)</script>",
        "evidence[0].bytes | many",
        "evidence[5].sha256 | 1",
        "signers[99999].officer | BF-1",
        "signers[-1].officer | BF-1",
        "signers[0] | BF-1",
        "order.outcome.x | CONFIRMED",
        "basis | 0123456789012345678901234567890123456789012345678901234567890123456789",
        "occurredOn | 0000-00-00",
        "_key | short",
        "occurredOn | 9999-12-31"
      })
  void whatNobodySendsWhoMeansWellIsTurnedAway(String name, String value) {
    long before = ledger.journal().size();
    Map<String, String> sent = new LinkedHashMap<>();
    sent.put("occurredOn", "2026-01-06");
    sent.put("order.outcome", "CONFIRMED");
    sent.put(name, value);

    HttpResponse<String> refused =
        form(
            "reviewer",
            REVERIFY,
            sent.entrySet().stream()
                .flatMap(each -> Stream.of(each.getKey(), each.getValue()))
                .toArray(String[]::new));

    assertThat(refused.statusCode()).isBetween(400, 499);
    assertThat(refused.body()).doesNotContain("<script>alert");
    assertThat(ledger.journal().size()).isEqualTo(before);
  }

  private static String[] withSigners(int rows, String... others) {
    List<String> fields = new ArrayList<>(List.of(others));
    for (int i = 0; i < rows; i++) {
      fields.add("signers[" + i + "].officer");
      fields.add("BF-" + i);
    }
    return fields.toArray(String[]::new);
  }

  @Test
  void aFullTableTakesNoMoreRowsAndLosesNone() {
    String day = "2026-01-06";
    HttpResponse<String> last =
        form("reviewer", REVERIFY, withSigners(99, "occurredOn", day, "_add", "signers"));
    HttpResponse<String> full =
        form("reviewer", REVERIFY, withSigners(100, "occurredOn", day, "_add", "signers"));

    assertThat(last.statusCode()).isEqualTo(200);
    assertThat(last.body()).contains("name=\"signers[99].officer\"").contains("最多 100 行");
    assertThat(full.statusCode()).isEqualTo(200);
    assertThat(full.body())
        .contains("value=\"BF-0\"", "value=\"BF-99\"", "value=\"" + day + "\"")
        .doesNotContain("signers[100]")
        .doesNotContain("name=\"_add\" value=\"signers\"");
  }

  @Test
  void moreRowsThanAFormHasAreTurnedAway() {
    HttpResponse<String> refused =
        form("reviewer", REVERIFY, withSigners(150, "occurredOn", "2026-01-06"));
    HttpResponse<String> longer =
        form("reviewer", REVERIFY, withSigners(101, "occurredOn", "2026-01-06", "_add", "signers"));

    assertThat(List.of(refused, longer))
        .allSatisfy(each -> {
          assertThat(each.statusCode()).isEqualTo(400);
          assertThat(each.body())
              .contains("MALFORMED", "signers")
              .doesNotContain("<form class=\"order");
        });
  }

  @Test
  void whatFitsAsJsonFitsAsAForm() {
    String basis = "登".repeat(60_000);
    HttpResponse<String> read = form("reviewer", REVERIFY, filledInWith(basis));
    HttpResponse<String> ofASession = send(inSession(signIn("reviewer"), basis));
    HttpResponse<String> asJson = form("reviewer", REVERIFY, filledInWith("x".repeat(1_500_000)));
    HttpResponse<String> endless =
        send(posted(as("reviewer", to(REVERIFY)), inPieces("basis=" + "x".repeat(3_200_000))));

    assertThat(List.of(read, ofASession))
        .allSatisfy(refused -> {
          assertThat(refused.statusCode()).isEqualTo(400);
          assertThat(refused.body()).contains("MALFORMED", "value=\"" + basis + "\"");
        });
    assertThat(asJson.statusCode()).isEqualTo(413);
    assertThat(asJson.body()).contains("TOO_LARGE", "value=\"xxx");
    assertThat(endless.statusCode()).isEqualTo(413);
    assertThat(endless.body()).contains("TOO_LARGE");
  }

  private static String[] filledInWith(String basis) {
    return new String[] {"occurredOn", "2026-01-06", "order.outcome", "CONFIRMED", "basis", basis};
  }

  private HttpRequest.Builder inSession(Session session, String basis) {
    return of(
        session,
        "occurredOn=2026-01-06&basis=%s&_csrf=%s"
            .formatted(URLEncoder.encode(basis, UTF_8), session.token()));
  }

  /** Without saying how much it is. */
  private static HttpRequest.BodyPublisher inPieces(String body) {
    return HttpRequest.BodyPublishers.ofInputStream(
        () -> new ByteArrayInputStream(body.getBytes(UTF_8)));
  }

  @Test
  void aLongFormOfNobodyAndOneThatIsForEverybodyIsNotRead() {
    HttpRequest.BodyPublisher tooLong = ofText("text=" + "x".repeat(70_000));
    for (HttpRequest.BodyPublisher body : List.of(tooLong, inPieces("text=x"))) {
      for (String address : List.of("/reports", "/notices/SL-1/objections", "/login"))
        assertThat(send(posted(to(address), body)))
            .as(address)
            .returns(413, HttpResponse::statusCode)
            .satisfies(refused -> assertThat(refused.body()).contains("TOO_LARGE"));
      assertThat(send(posted(to(REVERIFY), body)))
          .as("who is not signed in may send none of any length")
          .returns(401, HttpResponse::statusCode)
          .satisfies(refused -> assertThat(refused.body()).contains("SIGN_IN"));
    }
    assertThat(send(posted(as("reviewer", to("/reports")), tooLong)).statusCode())
        .as("whoever sends it")
        .isEqualTo(413);
    assertThat(
            send(posted(as("reviewer", to(REVERIFY)), tooLong).header("Origin", "http://x.test"))
                .statusCode())
        .as("before the password is known")
        .isEqualTo(401);
    assertThat(
            send(posted(to(REVERIFY).header("Authorization", "Basic eDp5"), tooLong)).statusCode())
        .as("a wrong password")
        .isEqualTo(401);
    assertThat(send(posted(to("/reports"), ofText("text=x"))).statusCode())
        .as("a short one is read, and has no token")
        .isEqualTo(403);
  }

  private static HttpRequest.BodyPublisher ofText(String body) {
    return HttpRequest.BodyPublishers.ofString(body);
  }

  private static HttpRequest.Builder posted(
      HttpRequest.Builder request, HttpRequest.BodyPublisher body) {
    return request
        .header("Accept", "text/html")
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(body);
  }

  @Test
  void aFormOfASessionNeedsTheTokenOfThatSession() {
    Session reviewer = signIn("reviewer");
    Session auditor = signIn("auditor");
    String body = "occurredOn=2026-01-06&order.outcome=UNHEARD_OF";
    long before = ledger.journal().size();

    HttpResponse<String> without = send(of(reviewer, body));
    HttpResponse<String> foreign = send(of(reviewer, body + "&_csrf=" + auditor.token()));
    HttpResponse<String> own = send(of(reviewer, body + "&_csrf=" + reviewer.token()));

    assertThat(List.of(without, foreign))
        .allSatisfy(refused -> {
          assertThat(refused.statusCode()).isEqualTo(403);
          assertThat(refused.body()).contains("STALE_FORM");
        });
    assertThat(own.statusCode()).isEqualTo(400);
    assertThat(own.body()).as("it was looked at").contains("MALFORMED");
    assertThat(ledger.journal().size()).isEqualTo(before);
  }

  private HttpRequest.Builder of(Session session, String body) {
    return posted(to(REVERIFY).header("Cookie", session.cookie()), ofText(body));
  }

  @Test
  void aFormOfNobodyAndOneFromElsewhereNeedAToken() {
    String body = "occurredOn=2026-01-06&order.outcome=CONFIRMED";
    HttpResponse<String> anonymous = send(posted(to(REVERIFY), ofText(body)));
    HttpResponse<String> fromElsewhere =
        send(
            request("reviewer", REVERIFY, "occurredOn", "2026-01-06", "order.outcome", "CONFIRMED")
                .header("Sec-Fetch-Site", "cross-site"));

    assertThat(anonymous.statusCode()).isEqualTo(403);
    assertThat(fromElsewhere.statusCode()).isEqualTo(403);
    assertThat(fromElsewhere.body()).contains("STALE_FORM");
  }

  @Test
  void aPasswordThatABrowserKeptLetsNoPageThatNamesItsOriginPostAForm() {
    long before = ledger.journal().size();
    String[] fields = {"occurredOn", "2026-01-06", "order.outcome", "UNHEARD_OF"};

    for (String origin : List.of("http://elsewhere.test", "null"))
      assertThat(send(request("reviewer", REVERIFY, fields).header("Origin", origin)))
          .returns(403, HttpResponse::statusCode)
          .satisfies(refused -> assertThat(refused.body()).contains("STALE_FORM"));
    assertThat(form("reviewer", REVERIFY, fields).statusCode()).as("a program").isEqualTo(400);
    assertThat(
            send(request("reviewer", REVERIFY, fields)
                    .header("Origin", "http://127.0.0.1")
                    .header("Sec-Fetch-Site", "same-origin"))
                .statusCode())
        .as("a form of our own")
        .isEqualTo(400);
    assertThat(order("reviewer", REVERIFY, "{}").statusCode())
        .as("an order as JSON")
        .isEqualTo(400);
    assertThat(ledger.journal().size()).isEqualTo(before);
  }

  @Test
  void whoMayNotGiveAnOrderDoesNotSeeItsForm() {
    HttpResponse<String> notHis = send(as("clerk", to(EXIT)).header("Accept", "text/html"));
    HttpResponse<String> noSuchOrder =
        send(as("clerk", to("/households/" + LI + "/abolish")).header("Accept", "text/html"));
    HttpResponse<String> noSuchHousehold =
        send(
            as("clerk", to("/households/4101851009019999/survey-income"))
                .header("Accept", "text/html"));
    HttpResponse<String> anonymous = page("/projects/XM-410185-1/start-project");

    assertThat(notHis.statusCode()).isEqualTo(403);
    assertThat(noSuchOrder.statusCode()).isEqualTo(404);
    assertThat(noSuchHousehold.statusCode()).isEqualTo(404);
    assertThat(anonymous.statusCode()).isEqualTo(302);
    assertThat(anonymous.headers().firstValue("Location").orElse("")).endsWith("/login");
  }

  @Test
  void aPageOfTheLedgerLeadsToTheOrdersOfItsReader() {
    HttpResponse<String> clerks =
        send(as("clerk", to("/households/" + LI + "/facts")).header("Accept", "text/html"));
    HttpResponse<String> everybodys = page("/projects/XM-410185-1/facts");
    HttpResponse<String> measure =
        send(
            as("clerk", to("/households/" + LI + "/deliver-measure?order.result=DELIVERED"))
                .header("Accept", "text/html"));

    assertThat(clerks.body())
        .contains("/households/" + LI + "/survey-income")
        .doesNotContain("/exit-household\"");
    assertThat(everybodys.body()).doesNotContain("/start-project");
    assertThat(measure.body())
        .as("measures and members can be chosen")
        .contains("<option value=\"01\"")
        .containsPattern("value=\"DELIVERED\"[^>]*selected");
  }

  /** Whoever reads what is restricted is noted, so the log says how often it was read. */
  @Test
  void whatCanBeChosenIsReadOnceAndOnlyForAnOrderThatChooses() {
    try (NotedReadings noted = new NotedReadings()) {
      HttpResponse<String> chooses =
          form("clerk", "/households/" + LI + "/deliver-measure", "occurredOn", "gestern");
      assertThat(chooses.statusCode()).isEqualTo(400);
      HttpResponse<String> doesNot = form("reviewer", REVERIFY, "occurredOn", "gestern");
      assertThat(doesNot.statusCode()).isEqualTo(400);
      assertThat(noted.said())
          .filteredOn(said -> said.contains("what can be chosen of household/" + LI))
          .hasSize(1);
    }
  }

  @Test
  void theRolesOrdersAreListed() {
    for (Role role : Role.values()) {
      HttpResponse<String> listed =
          send(as(role.key(), to("/orders")).header("Accept", "text/html"));
      assertThat(listed.statusCode()).isEqualTo(200);
      allOrders()
          .filter(given -> Permissions.rolesFor(given.order()).contains(role))
          .forEach(given ->
              assertThat(listed.body())
                  .contains(
                      "/orders/%s/%s\""
                          .formatted(given.door().path(), Door.nameOf(given.order()))));
    }
  }
}
