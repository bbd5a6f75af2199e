package org.sunshineledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunshineledger.api.security.Role;
import org.sunshineledger.ledger.fact.Fact;
import tools.jackson.databind.JsonNode;

@DisplayName("两个时点的差别与一个数的由来")
class DifferencePagesTest extends OpenDoors {

  private static final String VILLAGE = "410185100901";
  private static final String LI = "household/" + TownOnTheLedger.LI.number();

  private static final String DIFFERENCE =
      "/audit/difference?view=progress&from=2014-04-30&to=2016-12-31";
  private static final String WHY = "/audit/why?view=progress&asOf=2016-12-31&key=" + VILLAGE;

  private static final String ROWS = "/audit/rows?view=progress&asOf=2016-12-31";

  /** One of 新密; all that happened, happened in 登封. */
  private static final String ELSEWHERE = "auditor-xinmi";

  @BeforeEach
  void anotherCountyHasAnAuditorToo() {
    account(ELSEWHERE, "XINMI-AUDITOR", Role.AUDITOR, "410183");
  }

  private JsonNode content(String path) {
    HttpResponse<String> answer =
        send(as("auditor", to(path)).header("Accept", "application/json"));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json(answer).path("content");
  }

  private List<Fact> household() {
    return ledger.journal().stream(LI).stream().map(ledger.codec()::decode).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/audit/difference",
        DIFFERENCE,
        DIFFERENCE + "&region=410185",
        DIFFERENCE + "&key=410185100901",
        "/audit/why",
        WHY,
        WHY + "&field=events",
        "/audit/rows",
        ROWS,
        ROWS + "&key=410185100901",
        "/audit/boards/410185?knownAt=9999-12-31",
        "/audit/money/410185?knownAt=9999-12-31",
        "/audit/flags?knownAt=9999-12-31",
      })
  void anAuditorReadsThemInBothLanguages(String path) {
    for (String language : List.of("zh", "en")) {
      HttpResponse<String> page =
          send(
              as("auditor", to(path))
                  .header("Accept", "text/html")
                  .header("Cookie", "lang=" + language));
      assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
      assertThat(page.body()).doesNotContain("??");
    }
    assertThat(content(path).isObject()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        DIFFERENCE,
        WHY,
        ROWS,
        "/audit/views/progress/410185100901",
        "/audit/boards/410185"
      })
  void nobodyElseDoes(String path) {
    assertThat(problem(data(path))).isEqualTo("401 SIGN_IN");
    for (String other : List.of("clerk", "approver", "inspector", "admin"))
      assertThat(problem(send(as(other, to(path))))).isEqualTo("403 NOT_YOUR_ROLE");
  }

  @Test
  void aRegionIsComparedByTheRowsOfItsVillages() {
    JsonNode shown = content(DIFFERENCE + "&region=" + VILLAGE);

    assertThat(shown.at("/counts/ADDED").asLong() + shown.at("/counts/CHANGED").asLong())
        .isEqualTo(1);
    assertThat(shown.at("/rows/0/key").asString()).isEqualTo(VILLAGE);
    assertThat(shown.at("/rows/0/fields")).isNotEmpty();
    assertThat(shown.path("withheld").asLong()).isZero();
    assertThat(shown.path("cut").asBoolean()).isFalse();
    assertThat(
            content("/audit/difference?view=progress&from=2016-12-31&to=2016-12-31").path("rows"))
        .isEmpty();
  }

  @Test
  void whatIsShownOfADifferenceLeadsToItsReason() {
    JsonNode fields = content(DIFFERENCE + "&key=" + VILLAGE).at("/rows/0/fields");
    assertThat(fields).isNotEmpty();
    for (JsonNode field : fields.valueStream().toList()) {
      JsonNode why = content(WHY + "&field=" + encoded(field.path("path").asString()));
      assertThat(why.path("value")).isEqualTo(field.path("after"));
      assertThat(why.path("lines")).isNotEmpty();
    }
  }

  @Test
  @DisplayName("Fields are named and said in words, with the path as a title")
  void fieldsAreNamedAndSaidInWords() {
    String row = "&view=responsibility&key=" + LI;
    String difference = html("/audit/difference?from=2014-04-30&to=2016-12-31" + row);
    String rows = html("/audit/rows?asOf=2016-12-31" + row);
    String why = html("/audit/why?asOf=2016-12-31&field=duties" + row);

    for (String body : List.of(difference, rows, why))
      assertThat(body)
          .contains("title=\"duties", ">谁负责</option>")
          .doesNotContain("<code>duties", ">responsibility<", "??");
    for (String body : List.of(difference, rows))
      assertThat(body).contains("class=\"value\"").doesNotContain("{&quot;");
    assertThat(why).contains("原样（JSON）");
  }

  @Test
  @DisplayName("Every field of every row of the town has a word in both languages")
  void everyFieldHasAWord() {
    Set<String> names = new TreeSet<>();
    for (JsonNode view : content("/audit/rows").path("views"))
      content("/audit/views/" + view.asString() + "?region=410185&asOf=2016-12-31&limit=500")
          .path("rows")
          .forEach(row -> collect(row.path("row"), names));
    for (String key : List.of(LI, "fund/" + TownOnTheLedger.FUND.text(), "project/XM-410185-1"))
      for (String view : List.of("money", "disclosure", "board", "responsibility")) {
        HttpResponse<String> row =
            send(
                as("auditor", to("/audit/rows?view=" + view + "&key=" + encoded(key)))
                    .header("Accept", "application/json"));
        if (row.statusCode() == 200)
          json(row).at("/content/rows").forEach(each -> collect(each.path("row"), names));
      }
    assertThat(names).hasSizeGreaterThan(20);
    for (Locale language : List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
      ResourceBundle words = ResourceBundle.getBundle("messages", language);
      assertThat(names).as(language.toString()).allMatch(name -> words.containsKey("csv." + name));
    }
  }

  /** Keys of maps are codes, days and numbers; names begin with a small letter. */
  private static void collect(JsonNode value, Set<String> names) {
    value
        .propertyStream()
        .forEach(each -> {
          if (each.getKey().matches("[a-z][A-Za-z]*")) names.add(each.getKey());
          collect(each.getValue(), names);
        });
    if (value.isArray()) value.forEach(item -> collect(item, names));
  }

  private String html(String path) {
    HttpResponse<String> page =
        send(as("auditor", to(path)).header("Accept", "text/html").header("Cookie", "lang=zh"));
    assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
    return page.body();
  }

  @Test
  void eachFactSaysWhatItWasAndWhereItsProofIs() {
    JsonNode shown = content("/audit/why?view=responsibility&asOf=2016-12-31&key=" + LI);
    JsonNode line = shown.at("/lines/0");
    long position = line.path("position").asLong();

    assertThat(shown.path("facts").asInt()).isEqualTo(shown.path("lines").size());
    assertThat(line.path("address").asString()).isEqualTo("/log/facts/" + position);
    assertThat(line.path("proof").asString())
        .isEqualTo("/log/proofs/%d.tlog-proof".formatted(position));
    assertThat(line.at("/actor/officer").asString()).isNotEmpty();
    for (String language : List.of("zh", "en"))
      assertThat(
              send(as("auditor", to("/audit/why?view=responsibility&key=" + LI))
                      .header("Accept", "text/html")
                      .header("Cookie", "lang=" + language))
                  .body())
          .contains("/log/facts/" + position);
  }

  @Test
  void aPositionIsALedgerThatStoppedThere() {
    String field = content(DIFFERENCE + "&key=" + VILLAGE).at("/rows/0/fields/0/path").asString();
    long last = position(content(WHY + "&field=" + encoded(field)).path("lines"));
    String before = "&position=" + last;
    String after = "&position=" + (last + 1);

    assertThat(content(WHY + after).path("lines").size())
        .isEqualTo(content(WHY + before).path("lines").size() + 1);
    assertThat(
            content(
                    "/audit/difference?view=progress&key=%s&from=2016-12-31&to=2016-12-31"
                            .formatted(VILLAGE)
                        + "&positionFrom=%d&positionTo=%d".formatted(last, last + 1))
                .path("rows"))
        .hasSize(1);
    long recorded = household().getLast().position();
    assertThat(dossier("&position=" + recorded).size() + 1)
        .isEqualTo(dossier("&position=" + (recorded + 1)).size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/audit/cases?position=40",
        "/audit/flags?position=40",
        "/audit/money/410185?position=40",
        "/audit/boards/410185?position=40",
        "/audit/rows?view=region&key=410185100901&position=40",
        "/audit/views/region?region=410185&position=40",
        "/audit/why?view=region&key=410185100901&position=40",
        "/inspection/gaps?position=40",
        "/inspection/leads?position=40",
        "/inspection/red-flags?position=40",
        "/inspection/officers/DEMO-APPROVER?position=40",
        "/inspection/villages/410185100901/responsible?position=40",
      })
  void aPageSaysHowFewFactsCount(String path) {
    String reader = path.startsWith("/audit") ? "auditor" : "inspector";
    HttpResponse<String> page = send(as(reader, to(path)).header("Accept", "text/html"));

    assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
    assertThat(page.body()).contains("只计账本前 40 条");
    assertThat(
            send(as(reader, to(path.replace("position=40", ""))).header("Accept", "text/html"))
                .body())
        .doesNotContain("只计账本前");
  }

  @Test
  void aBoardOfEarlierKnowledgeSaysThatItTellsNoCauses() {
    String now = board("/audit/boards/410185?asOf=2016-10-17");
    String then = board("/audit/boards/410185?asOf=2016-10-17&position=40");

    assertThat(now).contains("截至月末公布").doesNotContain("只按现在所知公布");
    assertThat(then).contains("只按现在所知公布").doesNotContain("截至月末公布");
  }

  private String board(String path) {
    HttpResponse<String> page = send(as("auditor", to(path)).header("Accept", "text/html"));
    assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
    return page.body();
  }

  private JsonNode dossier(String known) {
    return content("/audit/households/" + TownOnTheLedger.LI + "?asOf=2030-12-31" + known)
        .path("steps");
  }

  private static long position(JsonNode lines) {
    return lines.get(lines.size() - 1).path("position").asLong();
  }

  private static String encoded(String field) {
    return URLEncoder.encode(field, StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/audit/difference?view=nothing&from=2016-01-01 404 UNKNOWN_VIEW",
        "/audit/why?view=nothing&key=410185100901 404 UNKNOWN_VIEW",
        "/audit/rows?view=nothing&key=410185100901 404 UNKNOWN_VIEW",
        "/audit/views/nothing 404 UNKNOWN_VIEW",
        "/audit/views/progress/410185999999 404 UNKNOWN_SUBJECT",
        "/audit/views/region/410185100901?asOf=2013-12-31 404 UNKNOWN_SUBJECT",
        "/audit/views/progress?region=410199 404 UNKNOWN_PLACE",
        "/audit/views/progress?limit=0 400 MALFORMED",
        "/audit/rows?view=progress&region=410185&key=x 400 MALFORMED",
        "/audit/boards/410199 404 UNKNOWN_PLACE",
        "/audit/boards/410185?asOf=9999-12-31 400 MALFORMED",
        "/audit/boards/410185?position=9&knownAt=2016-10-17 400 MALFORMED",
        "/audit/difference?view=progress&from=2016-01-01&key=410185999999 404 UNKNOWN_SUBJECT",
        "/audit/difference?view=progress&from=2016-01-01&region=410199 404 UNKNOWN_PLACE",
        "/audit/why?view=progress&key=410185999999 404 UNKNOWN_SUBJECT",
        "/audit/why?view=progress&key=x 404 UNKNOWN_SUBJECT",
        "/audit/difference?view=progress 400 MALFORMED",
        "/audit/difference?view=progress&from=yesterday 400 MALFORMED",
        "/audit/difference?view=progress&from=2016-01-01&region=410185&key=x 400 MALFORMED",
        "/audit/why?view=progress&key=410185100901&field=a..b 400 MALFORMED",
        "/audit/why?view=progress&key=410185100901&position=-1 400 MALFORMED",
        "/audit/why?view=progress&key=410185100901&position=99999999 400 MALFORMED",
        "/audit/why?view=progress&key=410185100901&position=9&knownAt=2016-10-17 400 MALFORMED",
        "/audit/cases?position=9&knownAt=2016-10-17 400 MALFORMED",
      })
  void whatCannotBeAskedIsNotAnswered(String line) {
    String path = line.substring(0, line.indexOf(' '));

    assertThat(problem(send(as("auditor", to(path))))).isEqualTo(line.substring(path.length() + 1));
  }

  @Test
  void anUnknownViewNamesThoseThereAre() {
    HttpResponse<String> answer = send(as("auditor", to("/audit/why?view=nothing&key=x")));

    assertThat(json(answer).path("detail").asString()).contains("progress").contains("redflags");
  }

  @Test
  void anAuditorOfAnotherCountyReadsNoRestrictedRow() {
    assertThat(problem(send(as(ELSEWHERE, to(DIFFERENCE + "&region=410185")))))
        .isEqualTo("403 OUTSIDE_YOUR_REGION");
    assertThat(problem(send(as(ELSEWHERE, to(DIFFERENCE + "&key=" + VILLAGE)))))
        .isEqualTo("403 OUTSIDE_YOUR_REGION");
    assertThat(problem(send(as(ELSEWHERE, to("/audit/why?view=responsibility&key=" + LI)))))
        .isEqualTo("403 OUTSIDE_YOUR_REGION");
    assertThat(problem(send(as(ELSEWHERE, to("/audit/views/responsibility/" + LI)))))
        .isEqualTo("403 OUTSIDE_YOUR_REGION");
    assertThat(problem(send(as(ELSEWHERE, to("/audit/views/progress?region=410185")))))
        .isEqualTo("403 OUTSIDE_YOUR_REGION");
    HttpResponse<String> open =
        send(
            as(ELSEWHERE, to("/audit/why?view=region&key=" + VILLAGE))
                .header("Accept", "application/json"));
    assertThat(json(open).at("/content/facts").asInt())
        .as("divisions are everybody's")
        .isPositive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "responsibility household/4101851009010001",
        "redflags household/4101851009010001",
        "responsibility officer/XZ-1",
        "money project/XM-410185-1",
        "money fund/郑财预〔2016〕7号",
        "progress 410185100901",
        "responsibility region/410185100",
        "disclosure 410185",
        "board 410100",
      })
  void everyRowIsThereAsOfAnyMoment(String line) {
    String view = line.substring(0, line.indexOf(' '));
    String key = line.substring(line.indexOf(' ') + 1);
    String address = "/audit/views/%s/%s".formatted(view, encoded(key).replace("%2F", "/"));
    JsonNode now = content(address).at("/rows/0");
    JsonNode facts =
        content("/audit/why?view=%s&key=%s".formatted(view, encoded(key))).path("lines");

    assertThat(now.path("key").asString()).isEqualTo(key);
    assertThat(now.path("row").isObject()).isTrue();
    assertThat(now.path("facts").asInt()).isEqualTo(facts.size()).isPositive();
    assertThat(content("/audit/rows?view=%s&key=%s".formatted(view, encoded(key))).at("/rows/0"))
        .isEqualTo(now);
    long first =
        facts.valueStream().mapToLong(each -> each.path("position").asLong()).min().orElseThrow();
    assertThat(content(address + "?position=" + (first + 1)).at("/rows/0/facts").asInt())
        .isEqualTo(1);
    assertThat(problem(send(as("auditor", to(address + "?position=" + first)))))
        .isEqualTo("404 UNKNOWN_SUBJECT");
    String day = facts.get(0).path("occurredOn").asString();
    assertThat(content(address + "?asOf=" + day).at("/rows/0/occurredOn").asString())
        .isEqualTo(day);
    String recorded = facts.get(0).path("recordedAt").asString();
    assertThat(content(address + "?knownAt=" + encoded(recorded)).at("/rows/0/facts").asInt())
        .isPositive();
  }

  @Test
  void theRowsOfARegionComeInTheOrderOfTheirKeysPageByPage() {
    JsonNode all = content("/audit/views/responsibility?region=410185&limit=500");
    List<String> keys = keys(all);
    List<String> paged = new ArrayList<>();
    String next = "/audit/views/responsibility?region=410185&limit=1";
    while (!next.isEmpty()) {
      JsonNode page = content(next);
      assertThat(page.path("rows")).hasSize(1);
      paged.addAll(keys(page));
      next = page.path("next").asString("");
    }

    assertThat(keys).isSorted().contains(LI, "region/410185", "region/410185100");
    assertThat(all.path("next").isNull()).isTrue();
    assertThat(all.path("withheld").asInt()).isZero();
    assertThat(paged).isEqualTo(keys);
  }

  private static List<String> keys(JsonNode shown) {
    return shown.path("rows").valueStream().map(row -> row.path("key").asString()).toList();
  }

  @Test
  void aRegionIsComparedByTheRowsOfItsHouseholdsToo() {
    JsonNode shown =
        content(
            "/audit/difference?view=responsibility&region=410185100&from=2013-12-31&to=2016-12-31");

    assertThat(keys(shown)).contains(LI, "region/410185100");
  }

  @Test
  void aBoardAsKnownIsTheOneThatHungThen() {
    String board = "/audit/boards/%s?position=".formatted(VILLAGE);
    long posted =
        ledger.journal().stream("notice/" + TownOnTheLedger.OPEN_NOTICE).getFirst().position();

    assertThat(content(board + posted).path("open")).isEmpty();
    assertThat(content(board + (posted + 1)).path("open")).hasSize(1);
    assertThat(content("/audit/boards/" + VILLAGE).at("/board/open"))
        .isEqualTo(json(data("/boards/" + VILLAGE)).at("/content/board/open"));
  }

  @Test
  void moneyAndFlagsAreToldAsTheyWereKnown() {
    long appropriated =
        ledger.journal().stream(TownOnTheLedger.FUND.stream()).getFirst().position();
    String money = "/audit/money/410185?position=";
    assertThat(content(money + appropriated).at("/ledger/funds")).isEmpty();
    assertThat(content(money + (appropriated + 1)).at("/ledger/funds")).hasSize(1);

    JsonNode flags = content("/audit/flags?region=410185&limit=500");
    long first =
        flags
            .path("lines")
            .valueStream()
            .mapToLong(line -> line.at("/irregularity/flag/position").asLong())
            .min()
            .orElseThrow();
    assertThat(content("/audit/flags?region=410185&position=" + first).path("facts").asLong())
        .isZero();
    assertThat(content("/audit/flags?region=410185&position=" + (first + 1)).path("facts").asLong())
        .isEqualTo(1);
    assertThat(
            content("/audit/flags?region=410185&under=zhengzhou-2014.1&position=" + first)
                .path("same"))
        .isEmpty();
  }
}
