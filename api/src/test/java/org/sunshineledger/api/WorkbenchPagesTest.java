package org.sunshineledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@DisplayName("审计台、核账与重建")
class WorkbenchPagesTest extends OpenDoors {

  private static final String VILLAGE = "410185100901";
  private static final String BENCH = "/audit?region=410185&from=2014-04-30&to=2016-12-31";
  private static final String LI = "4101851009010001";
  private static final String DOSSIER = "/audit/households/" + LI + "?asOf=2016-12-31";
  private static final String CHAIN = "/inspection/households/" + LI + "/responsible?at=2014-06-01";

  private HttpResponse<String> html(String account, String path, String language) {
    return send(
        as(account, to(path)).header("Accept", "text/html").header("Cookie", "lang=" + language));
  }

  private JsonNode content(String account, String path) {
    HttpResponse<String> answer = send(as(account, to(path)).header("Accept", "application/json"));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json(answer).path("content");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/audit",
        BENCH,
        BENCH + "&view=responsibility",
        BENCH + "&knownFrom=2014-05-01&knownTo=9999-12-31",
        "/audit/checks",
        DOSSIER,
        DOSSIER + "&under=zhengzhou-2014.1",
      })
  void anAuditorReadsThemInBothLanguages(String path) {
    for (String language : List.of("zh", "en")) {
      HttpResponse<String> page = html("auditor", path, language);
      assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
      assertThat(page.body()).doesNotContain("??").doesNotContain("style=\"");
    }
    assertThat(content("auditor", path).isObject()).isTrue();
  }

  @Test
  void nobodyElseWorksAtTheBench() {
    assertThat(problem(data("/audit"))).isEqualTo("401 SIGN_IN");
    for (String other : List.of("clerk", "approver", "inspector", "admin"))
      assertThat(problem(send(as(other, to("/audit"))))).isEqualTo("403 NOT_YOUR_ROLE");
  }

  @Test
  void onlyAnAuditorIsLedToTheBench() {
    assertThat(navigation(as("auditor", to("/")))).contains("href=\"/audit\"");
    assertThat(navigation(as("inspector", to("/")))).doesNotContain("href=\"/audit\"");
    assertThat(navigation(to("/"))).doesNotContain("href=\"/audit\"");
  }

  @Test
  @DisplayName("A register number typed at the bench leads to the dossier as of the day")
  void aNumberThatIsTypedLeadsToTheDossier() {
    assertThat(led("auditor", "/audit/households?number=" + LI + "&asOf=2016-12-31"))
        .isEqualTo(DOSSIER);
  }

  @Test
  @DisplayName("A number that leads to no dossier comes back to the bench, in the same scope")
  void aNumberThatLeadsNowhereComesBackToTheBench() {
    String scope = "&asOf=2016-12-31&region=410185&view=money&from=2014-04-30";
    String back = led("auditor", "/audit/households?number=9999999999" + scope);
    JsonNode bench = content("auditor", back);

    assertThat(bench.at("/household/astray").asString()).isEqualTo("UNKNOWN");
    assertThat(bench.at("/region/code").asString()).isEqualTo("410185");
    assertThat(bench.at("/difference/asked/view").asString()).isEqualTo("money");
    assertThat(bench.at("/difference/asked/from").asString()).isEqualTo("2014-04-30");
    assertThat(html("auditor", back, "zh").body()).contains("账本里没有登记编号为 9999999999 的户");
    String inLetters = led("auditor", "/audit/households?number=%E6%9D%8E");
    assertThat(html("auditor", inLetters, "en").body()).contains("is no register number");
  }

  @Test
  void theBenchShowsOfItsScopeWhatThePagesOfEachQuestionShow() {
    JsonNode bench = content("auditor", BENCH);
    JsonNode difference =
        content(
            "auditor",
            "/audit/difference?view=progress&region=410185&from=2014-04-30&to=2016-12-31");
    JsonNode flags =
        content("auditor", "/audit/flags?region=410185&asOf=2016-12-31&from=2014-04-30");

    assertThat(bench.at("/difference/rows")).isEqualTo(difference.path("rows"));
    assertThat(bench.at("/irregular/facts")).isEqualTo(flags.path("facts"));
    assertThat(bench.at("/irregular/counts")).isEqualTo(flags.path("counts"));
    assertThat(bench.at("/names/" + VILLAGE).asString()).isEqualTo("测试村");
  }

  @Test
  void eachFieldThatDiffersLeadsToItsReasonAtTheMomentItHadItsValue() {
    String body = html("auditor", BENCH, "zh").body();
    Matcher why =
        Pattern.compile("data-beside=\"#why-answer\"[^>]*href=\"([^\"]+)\"").matcher(body);

    assertThat(why.find()).as(body).isTrue();
    String address = why.group(1).replace("&amp;", "&");
    assertThat(address).contains("asOf=2016-12-31");
    assertThat(html("auditor", address, "zh").body()).contains("id=\"why-answer\"");
  }

  @Test
  @DisplayName("A row of more than eight fields says how many of them are not shown")
  void aRowOfManyFieldsSaysHowManyAreNotShown() {
    int longRows = 0;
    for (JsonNode view : content("auditor", BENCH).at("/difference/views")) {
      String path = BENCH + "&view=" + view.asString();
      String body = html("auditor", path, "zh").body();
      assertThat(body).doesNotContain("还有 -", "还有 0 个字段");
      for (JsonNode row : content("auditor", path).at("/difference/rows")) {
        int fields = row.path("fields").size();
        if (fields <= 8) continue;
        assertThat(body).contains("还有 %,d 个字段".formatted(fields - 8));
        longRows++;
      }
    }
    assertThat(longRows).as("rows of more than eight fields").isPositive();
  }

  @Test
  void beforeTwoDaysAreChosenNothingIsCompared() {
    JsonNode bench = content("auditor", "/audit");

    assertThat(bench.path("compared").asBoolean()).isFalse();
    assertThat(bench.at("/difference/rows")).isEmpty();
    assertThat(bench.at("/region/code").asString()).isEqualTo("410100");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/audit?from=2016-12-31&to=2016-01-01",
        "/audit?region=41",
        "/audit?from=yesterday",
        "/audit?from=2016-01-01&knownFrom=yesterday",
      })
  void whatCannotBeAskedIsMalformed(String path) {
    assertThat(problem(send(as("auditor", to(path))))).isEqualTo("400 MALFORMED");
  }

  @Test
  void thePackageOfTheScopeIsTakenFromTheBench() {
    HttpResponse<byte[]> taken =
        raw(
            as("auditor", to("/audit/packages"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "region=410185&from=2014-04-30&to=2016-12-31")));

    assertThat(taken.statusCode()).isEqualTo(200);
    assertThat(taken.headers().firstValue("Content-Type").orElse("")).isEqualTo("application/zip");
  }

  private HttpResponse<String> start(String account, String what) {
    return send(
        as(account, to("/audit/checks/" + what))
            .header("Accept", "text/html")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("expect=")));
  }

  private JsonNode finished(String what) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() ->
            !content("auditor", "/audit/checks")
                .at("/" + what + "/status")
                .asString()
                .equals("RUNNING"));
    return content("auditor", "/audit/checks").path(what);
  }

  @Test
  void theAdministratorStartsAndTheAuditorWatches() {
    for (String what : List.of("fsck", "rebuild")) {
      HttpResponse<String> started = start("admin", what);
      assertThat(started.statusCode()).as(started.body()).isEqualTo(303);
      assertThat(started.headers().firstValue("Location").orElse("")).endsWith("/audit/checks");
      assertThat(finished(what).path("status").asString()).isEqualTo("FINISHED");
    }
    assertThat(finished("fsck").at("/report/sound").asBoolean()).isTrue();
    String ofTheAuditor = html("auditor", "/audit/checks", "zh").body();
    assertThat(ofTheAuditor).contains("账本完好", "由管理员开始").doesNotContain("开始核账");
    assertThat(html("admin", "/audit/checks", "zh").body()).contains("开始核账", "_csrf");
  }

  @Test
  void nobodyButTheAdministratorStarts() {
    for (String other : List.of("auditor", "inspector", "clerk"))
      for (String what : List.of("fsck", "rebuild"))
        assertThat(start(other, what).statusCode()).isEqualTo(403);
    assertThat(problem(send(as("clerk", to("/audit/checks"))))).isEqualTo("403 NOT_YOUR_ROLE");
    assertThat(problem(data("/audit/checks"))).isEqualTo("401 SIGN_IN");
  }

  @Test
  void theDossierHasBothTracksThePlansSideBySideAndWhoAnswered() {
    JsonNode dossier = content("auditor", DOSSIER);
    String body = html("auditor", DOSSIER, "zh").body();

    assertThat(dossier.at("/steps/0/daysLate").asLong()).isPositive();
    assertThat(dossier.at("/tiers/0/duties/0/officer").asString()).isEqualTo("BF-1");
    assertThat(body)
        .contains("何时记录", "第 1 版", "第 2 版", "＋ 增加", "－ 减少", "某BF-1", "结对干部没有走访记录")
        .contains("/audit/households/" + LI + ".prov.json?asOf=2016-12-31");
  }

  @Test
  void theDossierIsThereAsProvForWhoMayReadIt() {
    String path = "/audit/households/" + LI + ".prov.json?asOf=2016-12-31";
    HttpResponse<String> prov = send(as("auditor", to(path)));

    assertThat(prov.statusCode()).isEqualTo(200);
    assertThat(json(prov).at("/prefix/sl").asString()).isEqualTo("urn:sunshine-ledger:");
    assertThat(json(prov).path("wasAssociatedWith")).isNotEmpty();
    assertThat(problem(send(as("clerk", to(path))))).isEqualTo("403 NOT_YOUR_ROLE");
    assertThat(problem(data(path))).isEqualTo("401 SIGN_IN");
  }

  @Test
  void theChainMarksWhatWasNotTheSameOnTheOtherDay() {
    JsonNode chain = content("inspector", CHAIN + "&against=2014-05-15");
    String body = html("inspector", CHAIN + "&against=2014-05-15", "zh").body();

    assertThat(chain.path("changed").asInt()).isEqualTo(1);
    assertThat(chain.at("/tiers/0/fresh/0").asLong())
        .isEqualTo(chain.at("/tiers/0/duties/0/position").asLong());
    assertThat(body).contains("与 2014-05-15 不同", "＋ 新到");
    assertThat(content("inspector", CHAIN).path("changed").asInt()).isZero();
  }

  @Test
  void theTurnsOfTheChainLeadToTheDayAndWhatItChanged() {
    JsonNode days = content("inspector", CHAIN).path("days");
    String body = html("inspector", CHAIN, "zh").body();

    assertThat(days.path("turns").valueStream().map(JsonNode::asString))
        .contains("2014-04-01", "2014-05-31");
    assertThat(days.path("before").asString()).isEqualTo("2014-05-31");
    assertThat(body).contains("at=2014-05-31&amp;against=2014-05-30");
  }

  @Test
  void againstADayBeforeItsFirstFactNothingCanBeCompared() {
    JsonNode chain = content("inspector", CHAIN + "&against=2010-01-01");

    assertThat(chain.path("knownThen").asBoolean()).isFalse();
    assertThat(chain.path("changed").asInt()).isZero();
  }
}
