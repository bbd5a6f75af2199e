package org.sunshineledger.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.sunshineledger.ledger.fact.Actor;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.Mode;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Origin;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.journal.StoredFact;
import org.sunshineledger.ledger.log.seal.TransparencyLog;
import org.sunshineledger.ledger.notice.NoticeKind;
import org.sunshineledger.ledger.notice.NoticeOrder.PostNotice;
import org.sunshineledger.ledger.notice.PublishedDocument;
import org.sunshineledger.ledger.region.RegionLevel;
import org.sunshineledger.ledger.rules.Act;
import tools.jackson.databind.JsonNode;

@DisplayName("公众的异议和举报")
class ObjectionsTest extends OpenDoors {

  private static final String SECRET = "这户人家在县城有楼房，还有一辆车。";
  private static final String NAME = "某村民";
  private static final String PHONE = "0371-00000000";
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  @Autowired private TransparencyLog log;

  private final LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
  private NoticeId notice = new NoticeId("NONE-1");

  @BeforeEach
  void aNoticeHangs() {
    notice = posted("DEMO-CLERK");
  }

  private NoticeId posted(String by) {
    NoticeId posted = new NoticeId("OBJECT-" + NUMBERS.incrementAndGet());
    ledger
        .orders()
        .submit(
            new PostNotice(
                posted,
                NoticeKind.EXIT,
                RegionLevel.TOWNSHIP,
                TownOnTheLedger.TOWNSHIP,
                List.of(),
                List.of(),
                today.plusDays(8),
                new PublishedDocument(
                    "退出公示",
                    List.of("户主", "人数", "脱贫年度"),
                    List.of(List.of("李**", "3", "2016")),
                    null,
                    "mask-1",
                    true,
                    "ab".repeat(32))),
            new Act(
                today,
                new Actor(new OfficerId(by), Post.CLERK, "测试机关", TownOnTheLedger.DENGFENG),
                List.of(),
                null,
                List.of(),
                Mode.LIVE,
                Origin.SYNTHETIC,
                UUID.randomUUID(),
                null),
            null);
    viewsHaveCaughtUp();
    return posted;
  }

  private HttpRequest.Builder posting(String path, String body) {
    return to(path)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  private HttpResponse<String> object(String body) {
    return send(posting("/notices/" + notice + "/objections", body));
  }

  private JsonNode objected() {
    HttpResponse<String> answer =
        object(
            """
            {"grounds":"OWNS_VEHICLE_OR_HOUSE","text":"%s","name":"%s","phone":"%s"}\
            """
                .formatted(SECRET, NAME, PHONE));
    assertThat(answer.statusCode()).isEqualTo(201);
    return json(answer);
  }

  private static boolean isAbsent(JsonNode node) {
    return node.isNull() || node.isMissingNode();
  }

  private String state(JsonNode receipt) {
    return json(data(receipt.path("status").asString())).at("/content/state").asString();
  }

  /** As an auditor of the county reads it. */
  private JsonNode access(String subject) {
    viewsHaveCaughtUp();
    return json(send(
            as("auditor", to("/audit/accesses?subject=" + subject))
                .header("Accept", "application/json")))
        .at("/content/accesses/0");
  }

  private Fact fact(long position) {
    return ledger.journal().at(position).map(ledger.codec()::decode).orElseThrow();
  }

  @Nested
  @DisplayName("异议")
  class Objections {

    @Test
    void anObjectionIsTakenAndItsReceiptNamesAFactThatProvesItself() {
      JsonNode receipt = objected();

      long position = receipt.path("position").asLong();
      StoredFact stored = ledger.journal().at(position).orElseThrow();
      assertThat(receipt.path("receipt").asString()).matches("([A-Z2-7]{4}-){6}[A-Z2-7]{2}");
      assertThat(receipt.path("state").asString()).isEqualTo("RECEIVED");
      byte[] salt = Base64.getDecoder().decode(receipt.path("salt").asString());
      byte[] detail = receipt.path("detail").asString().getBytes(UTF_8);
      assertThat(new String(stored.entry(), UTF_8))
          .endsWith(Base64.getEncoder().encodeToString(Sha256.of(salt, detail).bytes()) + "\n");
      Awaitility.await().until(() -> log.size() > position);
      String proof = json(data(receipt.path("status").asString())).at("/content/proof").asString();
      assertThat(send(to(proof)).statusCode()).isEqualTo(200);
    }

    @Test
    void nothingOfWhatWasSaidNorTheReceiptIsInAnyFact() {
      JsonNode receipt = objected();

      for (StoredFact row : ledger.journal().stream(notice.stream()))
        assertThat(new String(row.detail(), UTF_8))
            .doesNotContain(SECRET, NAME, PHONE, receipt.path("receipt").asString())
            .doesNotContain(receipt.path("receipt").asString().replace("-", ""));
      Fact raised = fact(receipt.path("position").asLong() - 1);
      assertThat(raised.envelope().actor().officer()).isEqualTo(new OfficerId("PUBLIC-DOOR"));
      assertThat(raised.envelope().actor().post()).isEqualTo(Post.PUBLIC);
    }

    @Test
    void everybodySeesTheEntryAndOnlyStaffThatThereIsAnObjection() {
      JsonNode receipt = objected();
      String entry = receipt.path("entry").asString();

      assertThat(isAbsent(json(data(entry)).at("/content/detail"))).isTrue();
      assertThat(isAbsent(json(data("/notices/" + notice)).at("/content/objections"))).isTrue();
      assertThat(page("/notices/" + notice).body())
          .doesNotContain("OWNS_VEHICLE")
          .contains("/notices/" + notice + "/objections");
      JsonNode shown = ofStaff("reviewer").at("/content/objections/0");
      assertThat(shown.path("state").asString()).isEqualTo("RECEIVED");
      assertThat(shown.path("sealed").asBoolean()).isTrue();
      assertThat(shown.toString()).doesNotContain(SECRET, NAME);
      assertThat(isAbsent(ofStaff("payer").at("/content/objections"))).isTrue();
    }

    private JsonNode ofStaff(String account) {
      return json(send(as(account, to("/notices/" + notice)).header("Accept", "application/json")));
    }

    @Test
    void onlyAnInspectorOpensItAndThatIsOnRecordFirst() {
      JsonNode receipt = objected();
      String opening =
          """
          {"occurredOn":"%s","order":{"objection":"01","fields":["TEXT","NAME","PHONE"],
           "purpose":"OBJECTION"}}\
          """
              .formatted(today);
      String path = "/notices/" + notice + "/open-objection";

      for (String account : List.of("clerk", "reviewer", "approver", "auditor", "admin"))
        assertThat(problem(order(account, path, opening))).isEqualTo("403 NOT_YOUR_ROLE");
      JsonNode opened = json(order("inspector", path, opening));

      assertThat(opened.at("/values/TEXT").asString()).isEqualTo(SECRET);
      assertThat(opened.at("/values/NAME").asString()).isEqualTo(NAME);
      assertThat(opened.at("/values/PHONE").asString()).isEqualTo(PHONE);
      long position = Long.parseLong(opened.at("/facts/0").asString().replace("/log/facts/", ""));
      assertThat(fact(position).type()).isEqualTo("notice.objection-opened.v1");
      assertThat(fact(position).envelope().actor().officer())
          .isEqualTo(new OfficerId("DEMO-INSPECTOR"));
      JsonNode access = access("notice/" + notice + "/01");
      assertThat(access.path("type").asString()).isEqualTo("notice.objection-opened.v1");
      assertThat(access.path("position").asLong()).isEqualTo(position);
      assertThat(access.path("officer").asString()).isEqualTo("DEMO-INSPECTOR");
      assertThat(access.path("purpose").asString()).isEqualTo("OBJECTION");
      assertThat(access.toString()).doesNotContain(SECRET, NAME, PHONE);
      assertThat(state(receipt)).isEqualTo("LOOKED_INTO");
    }

    @Test
    void whoPostedANoticeDoesNotOpenWhatIsSaidOfIt() {
      notice = posted("DEMO-INSPECTOR");
      objected();

      HttpResponse<String> refused =
          order(
              "inspector",
              "/notices/" + notice + "/open-objection",
              """
              {"occurredOn":"%s","order":{"objection":"01","fields":["NAME"],
               "purpose":"OBJECTION"}}\
              """
                  .formatted(today));

      assertThat(problem(refused)).isEqualTo("409 INVESTIGATOR_ACTED");
    }

    @ParameterizedTest
    @CsvSource({"true, UPHELD", "false, DISMISSED"})
    void whatBecameOfItIsToldByTheReceiptAndNotByWhom(boolean upheld, String state) {
      JsonNode receipt = objected();
      HttpResponse<String> resolved =
          order(
              "reviewer",
              "/notices/" + notice + "/resolve-objection",
              """
              {"occurredOn":"%s","order":{"objection":"01","upheld":%s,
               "investigators":["XZ-1"]}}\
              """
                  .formatted(today, upheld));
      assertThat(resolved.statusCode()).isEqualTo(201);

      assertThat(state(receipt)).isEqualTo(state);
      String status = data(receipt.path("status").asString()).body();
      assertThat(status).doesNotContain("XZ-1", "DEMO-REVIEWER", SECRET, NAME);
    }

    @Test
    void anOpenObjectionOfThePublicKeepsTheNoticeFromClosing() {
      objected();
      objected();

      assertThat(ledger.journal().stream(notice.stream()).stream().map(StoredFact::type))
          .containsExactly(
              "notice.notice-posted.v1",
              "notice.objection-raised.v1",
              "notice.objection-sealed.v1",
              "notice.objection-raised.v1",
              "notice.objection-sealed.v1");
    }

    @Test
    void anAnnouncementTakesNone() {
      notice = TownOnTheLedger.ALLOCATION;

      assertThat(problem(object("{\"grounds\":\"OTHER\",\"text\":\"不对\"}")))
          .isEqualTo("409 NOTICE_NOT_OPEN");
      assertThat(page("/notices/" + notice + "/objections").body()).contains("/reports?region=");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "[]",
          "null",
          "{}",
          "{\"grounds\":\"OTHER\"}",
          "{\"grounds\":\"OTHER\",\"text\":\" \"}",
          "{\"text\":\"暗语\"}",
          "{\"grounds\":6,\"text\":\"暗语\"}",
          "{\"grounds\":\"NONE\",\"text\":\"暗语\"}",
          "{\"grounds\":\"OTHER\",\"text\":7}",
          "{\"grounds\":\"OTHER\",\"text\":\"a\\u0000b\"}",
          "{\"grounds\":\"OTHER\",\"text\":\"a\\ud800b\"}",
          "{\"grounds\":\"OTHER\",\"text\":\"暗语\",\"phone\":\"call me\"}",
          "{\"grounds\":\"OTHER\",\"text\":\"暗语\",\"name\":\"a\\nb\"}",
          "{\"grounds\":\"OTHER\",\"text\":\"暗语\",\"officer\":\"DEMO-CLERK\"}",
          "{\"grounds\":\"OTHER\",\"text\":\"暗语\",\"text\":\"对\"}",
          "{\"grounds\":\"OTHER\",\"text\":[[[[[[\"暗语\"]]]]]]}"
        })
    void whatIsNoObjectionIsMalformedAndNothingOfItIsRepeated(String body) {
      HttpResponse<String> refused = object(body);

      assertThat(problem(refused)).isEqualTo("400 MALFORMED");
      assertThat(refused.body()).doesNotContain("call me", "暗语", "DEMO-CLERK");
    }

    @Test
    void aStatementHasTwoThousandCharactersAndNotOneMore() {
      String body = "{\"grounds\":\"OTHER\",\"text\":\"%s\"}";

      assertThat(object(body.formatted("字".repeat(2_000))).statusCode()).isEqualTo(201);
      assertThat(problem(object(body.formatted("字".repeat(2_001))))).isEqualTo("400 MALFORMED");
      assertThat(problem(object(body.formatted("x".repeat(1 << 16))))).isEqualTo("413 TOO_LARGE");
    }

    @Test
    void aNoticeThatIsNotThereTakesNone() {
      notice = new NoticeId("NONE-1");

      assertThat(problem(object("{\"grounds\":\"OTHER\",\"text\":\"不对\"}")))
          .isEqualTo("404 UNKNOWN_SUBJECT");
    }

    @Test
    void whoHandsInTooMuchWaitsAndOthersDoNot() {
      String body = "{\"grounds\":\"OTHER\",\"text\":\"不对\"}";
      String path = "/notices/" + notice + "/objections";
      for (int i = 0; i < 30; i++)
        assertThat(from("127.0.0.21", posting(path, body)).statusCode()).isEqualTo(201);

      HttpResponse<String> refused = from("127.0.0.21", posting(path, body));

      assertThat(problem(refused)).isEqualTo("429 TOO_MANY_STATEMENTS");
      assertThat(refused.headers().firstValueAsLong("Retry-After")).isPresent();
      assertThat(from("127.0.0.22", posting(path, body)).statusCode()).isEqualTo(201);
    }
  }

  @Nested
  @DisplayName("网页表单")
  class Forms {

    private HttpResponse<String> submit(String form, String fields) {
      HttpResponse<String> shown = page(form);
      Matcher token = TOKEN.matcher(shown.body());
      assertThat(token.find()).isTrue();
      String session =
          shown.headers().allValues("Set-Cookie").stream()
              .filter(cookie -> cookie.startsWith("JSESSIONID"))
              .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
              .findFirst()
              .orElseThrow();
      return send(
          form(form.replaceAll("\\?.*", ""), fields + "&_csrf=" + token.group(1))
              .header("Cookie", session));
    }

    private HttpRequest.Builder form(String path, String fields) {
      return to(path)
          .header("Accept", "text/html")
          .header("Content-Type", "application/x-www-form-urlencoded")
          .POST(HttpRequest.BodyPublishers.ofString(fields));
    }

    private static String encoded(String text) {
      return URLEncoder.encode(text, UTF_8);
    }

    @Test
    void whoFillsInTheFormIsLedToHisReceiptInBothLanguages() {
      HttpResponse<String> sent =
          submit(
              "/notices/" + notice + "/objections",
              "grounds=OTHER&text=" + encoded("第一行\r\n第二行") + "&name=&phone=&website=");

      assertThat(sent.statusCode()).isEqualTo(303);
      String receipt = sent.headers().firstValue("Location").orElseThrow();
      HttpResponse<String> shown = page(receipt);
      assertThat(shown.body()).contains("已收到", receipt.substring("/objections/".length()));
      assertThat(shown.body()).contains("Receipt of an objection or report");
      assertThat(page(receipt + "?lang=en").body()).contains("received", "异议、举报回执");
      assertThat(shown.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    }

    @Test
    void aFormOfAForeignPageIsTurnedAway() {
      HttpResponse<String> refused =
          send(form("/notices/" + notice + "/objections", "grounds=OTHER&text=x"));

      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.body()).contains("STALE_FORM");
    }

    @Test
    void aMachineThatFillsInEveryFieldIsTurnedAway() {
      HttpResponse<String> refused =
          submit("/reports?region=410185", "region=410185&text=x&website=http://x");

      assertThat(refused.statusCode()).isEqualTo(400);
    }

    @Test
    void whoReadsANoticeGetsNoSession() {
      assertThat(page("/notices/" + notice).headers().allValues("Set-Cookie"))
          .noneMatch(cookie -> cookie.startsWith("JSESSIONID"));
    }

    @Test
    void aNumberThatIsTypedLeadsToItsReceipt() {
      String typed =
          objected().path("receipt").asString().toLowerCase(Locale.ROOT).replace("-", " ");

      HttpResponse<String> led =
          send(to("/objections?receipt=" + encoded(typed)).header("Accept", "text/html"));

      assertThat(led.statusCode()).isEqualTo(303);
      assertThat(page(led.headers().firstValue("Location").orElseThrow()).statusCode())
          .isEqualTo(200);
      assertThat(page("/objections").statusCode()).isEqualTo(200);
    }
  }

  @Nested
  @DisplayName("举报")
  class Reports {

    private JsonNode reported() {
      HttpResponse<String> answer =
          send(
              posting(
                  "/reports",
                  """
                  {"region":"410185","positions":[3],"text":"%s","name":"%s"}\
                  """
                      .formatted(SECRET, NAME)));
      assertThat(answer.statusCode()).isEqualTo(201);
      return json(answer);
    }

    private String lead(JsonNode receipt) {
      return fact(receipt.path("position").asLong()).stream().replace("lead/", "");
    }

    @Test
    void aReportIsALeadForTheInspectorAndForNobodyElse() {
      JsonNode receipt = reported();
      String lead = lead(receipt);
      viewsHaveCaughtUp();

      JsonNode shown =
          json(
              send(
                  as("inspector", to("/inspection/leads/" + lead))
                      .header("Accept", "application/json")));
      assertThat(shown.at("/content/lead/source").asString()).isEqualTo("REPORT");
      assertThat(shown.at("/content/told").asString()).isEqualTo("RECEIVED");
      for (String account : List.of("clerk", "reviewer", "approver", "auditor", "admin")) {
        JsonNode leaf =
            json(
                send(
                    as(account, to(receipt.path("entry").asString()))
                        .header("Accept", "application/json")));
        assertThat(isAbsent(leaf.at("/content/detail"))).as(account).isTrue();
      }
    }

    @Test
    void theInspectorOpensItAndDisposesOfItAndTheReceiptSaysHowFarItIs() {
      JsonNode receipt = reported();
      String leads = "/leads/" + lead(receipt);
      assertThat(state(receipt)).isEqualTo("RECEIVED");

      JsonNode opened =
          json(
              order(
                  "inspector",
                  leads + "/open-report",
                  """
                  {"occurredOn":"%s","order":{"fields":["TEXT","NAME","PHONE"],
                   "purpose":"INSPECTION"}}\
                  """
                      .formatted(today)));
      assertThat(opened.at("/values/TEXT").asString()).isEqualTo(SECRET);
      assertThat(opened.at("/values/PHONE").isMissingNode()).isTrue();
      assertThat(state(receipt)).isEqualTo("LOOKED_INTO");
      viewsHaveCaughtUp();
      assertThat(
              send(as("auditor", to("/audit/accesses")).header("Accept", "application/json"))
                  .body())
          .as("who is under inquiry works in the same offices")
          .doesNotContain(lead(receipt));

      HttpResponse<String> closed =
          order(
              "inspector",
              leads + "/dispose-lead",
              """
              {"occurredOn":"%s","order":{"disposition":"CLOSED"}}\
              """
                  .formatted(today));
      assertThat(closed.statusCode()).isEqualTo(201);
      assertThat(state(receipt)).isEqualTo("CONCLUDED");
      assertThat(data(receipt.path("status").asString()).body())
          .doesNotContain("DEMO-INSPECTOR", SECRET);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "{\"region\":\"999999\",\"text\":\"x\"}|404 UNKNOWN_PLACE",
          "{\"region\":\"x\",\"text\":\"x\"}|400 MALFORMED",
          "{\"text\":\"x\"}|400 MALFORMED",
          "{\"region\":\"410185\",\"text\":\"x\",\"positions\":[-1]}|400 MALFORMED",
          "{\"region\":\"410185\",\"text\":\"x\",\"positions\":[1,1]}|400 MALFORMED",
          "{\"region\":\"410185\",\"text\":\"x\",\"positions\":[9999999]}|404 CITED_FACT_UNKNOWN"
        })
    void aReportOfNowhereOrOfNothingIsTurnedAway(String body, String problem) {
      assertThat(problem(send(posting("/reports", body)))).isEqualTo(problem);
    }

    @Test
    void aReceiptOfOneKindIsNoneOfTheOther() {
      String number = reported().path("receipt").asString();

      assertThat(problem(data("/objections/" + number))).isEqualTo("404 UNKNOWN_RECEIPT");
      assertThat(problem(data("/reports/" + "A".repeat(26)))).isEqualTo("404 UNKNOWN_RECEIPT");
      assertThat(problem(data("/reports/1"))).isEqualTo("404 UNKNOWN_RECEIPT");
    }
  }
}
