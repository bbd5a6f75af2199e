package org.sunshineledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.notice.NoticeKind;
import org.sunshineledger.ledger.notice.NoticeOrder.Announce;
import org.sunshineledger.ledger.notice.PublishedDocument;
import org.sunshineledger.ledger.region.RegionLevel;
import org.sunshineledger.ledger.supervision.ClaimKind;
import org.sunshineledger.ledger.supervision.ClaimOperator;
import org.sunshineledger.ledger.supervision.ClaimOrder.RecordClaim;

class PagesTest extends OpenDoors {

  private static final String LI = TownOnTheLedger.LI.number();

  static List<String> publicPages() {
    return List.of(
        "/",
        "/boards/410000",
        "/boards/410100",
        "/boards/410185",
        "/boards/410185100901",
        "/boards/410185100901?asOf=2016-10-17",
        "/notices/" + TownOnTheLedger.ALLOCATION,
        "/notices/" + TownOnTheLedger.OPEN_NOTICE,
        "/progress",
        "/progress?asOf=2016-10-17",
        "/progress?year=2015",
        "/progress/410185",
        "/progress/410185100901?year=2016&asOf=2016-10-17",
        "/funds",
        "/funds?region=410000",
        "/funds?region=410185",
        "/funds?region=410185100901&asOf=2016-10-17",
        "/funds/" + encoded(TownOnTheLedger.FUND.text()),
        "/funds/ageing",
        "/projects",
        "/projects/XM-410185-1",
        "/disclosures",
        "/disclosures?region=410185&matter=PROJECT_APPROVAL&status=OVERDUE",
        "/mutual-aid",
        "/tariffs?squareMetres=75",
        "/reconciliation",
        "/reconciliation?verdict=NOT_REPLAYABLE",
        "/reconciliation/test-2016/C074",
        "/disclosures?month=2018-01-15",
        "/disclosures?due=2018-03-27",
        "/rules",
        "/rules/zhengzhou-2014.1",
        "/rules/national-2014.1?on=2014-05-01",
        "/log/facts/0",
        "/regions/410185",
        "/officers/BF-1",
        "/regions/410185100901/facts",
        "/projects/XM-410185-1/facts",
        "/login");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @MethodSource("publicPages")
  void everybodyReadsItInBothLanguages(String path) {
    HttpResponse<String> chinese = page(path);
    HttpResponse<String> english =
        send(to(path).header("Accept", "text/html").header("Cookie", "lang=en"));

    assertThat(chinese.statusCode()).isEqualTo(200);
    assertThat(chinese.body()).contains("lang=\"zh-CN\"").doesNotContain("??");
    assertThat(english.statusCode()).isEqualTo(200);
    assertThat(english.body()).contains("lang=\"en\"").contains("unwitnessed").doesNotContain("??");
  }

  @ParameterizedTest
  @MethodSource("publicPages")
  void noPublicPageNamesAHousehold(String path) {
    assertThat(page(path).body()).doesNotContain(LI);
    assertThat(data(path).body()).doesNotContain(LI);
  }

  @ParameterizedTest
  @MethodSource("publicPages")
  void thePageFetchesNothingFromElsewhere(String path) {
    HttpResponse<String> page = page(path);

    assertThat(page.body()).doesNotContainPattern("(src|href)=\"(https?:)?//");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .startsWith("default-src 'none'");
    assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(page.headers().firstValue("Set-Cookie").filter(c -> c.contains("JSESSIONID")))
        .as("a reader is not followed")
        .satisfies(cookie -> assertThat(cookie.isEmpty() || path.equals("/login")).isTrue());
  }

  @Test
  void theSameAddressGivesJson() {
    var answer = json(data("/boards/410185"));

    assertThat(answer.path("logSize").asLong()).isEqualTo(ledger.journal().size());
    assertThat(answer.at("/checkpoint/size").asLong()).isPositive();
    assertThat(answer.at("/checkpoint/root").asString()).hasSize(44);
    assertThat(answer.at("/checkpoint/witnesses")).isEmpty();
    assertThat(answer.at("/content/board/region/name").asString()).isEqualTo("登封市");
  }

  @Test
  void theLanguageIsKeptInACookie() {
    HttpResponse<String> chosen = page("/?lang=en");

    assertThat(chosen.body()).contains("Sunshine Ledger");
    assertThat(chosen.headers().firstValue("Set-Cookie").orElse("")).startsWith("lang=en");
  }

  @Test
  void theBoardSaysHowLongAnObjectionIsInTime() {
    assertThat(page("/boards/410185100901").body())
        .contains("现有 1 项公示，最近一项距截止 9 天。")
        .contains("12317")
        .contains("合成数据");
  }

  @Test
  void theNoticeIsCheckedAgainstItsDigestAndItsSumsAreDoneAgain() {
    var content = json(data("/notices/" + TownOnTheLedger.ALLOCATION)).path("content");

    assertThat(content.path("digestMatches").asBoolean()).isTrue();
    assertThat(content.path("rowsMatch").asBoolean()).isTrue();
    assertThat(content.path("sums").toString())
        .contains("\"name\":\"中央 小计\",\"terms\":\"24 + 1903\",\"computed\":\"1927\"")
        .contains("\"name\":\"全部 总计\",\"terms\":\"1927 + 10\",\"computed\":\"1937\"");
    assertThat(content.path("sums").get(3).path("holds").asBoolean()).isFalse();
    assertThat(content.path("sums").get(4).path("holds").asBoolean())
        .as("one higher document number under two of the city")
        .isFalse();
  }

  @Test
  void aFailedSumStandsOnTopAsOneCanRedoIt() {
    assertThat(page("/reconciliation").body()).contains("948 − 748 = 200 ≠ 216");
  }

  @Test
  void aReplayedNothingIsAFigureThatOpensItsFactsLikeAnyOther() {
    // A report is good for some seconds, in which a source that was not there may come.
    assertThat(page("/reconciliation?source=nothing-2016").statusCode()).isIn(200, 404);
    recorded(
        new RecordClaim(
            "nothing-2016",
            "C001",
            TownOnTheLedger.DENGFENG,
            "persons.subsistence_allowance.2016",
            "person",
            ClaimKind.ACTUAL,
            LocalDate.of(2016, 10, 17),
            ClaimOperator.EQUAL,
            BigDecimal.valueOf(5)));
    viewsHaveCaughtUp();

    assertThat(page("/reconciliation?source=nothing-2016").body())
        .contains("<a href=\"/reconciliation/nothing-2016/C001#why\">0</a>");
    assertThat(page("/reconciliation/nothing-2016/C001").body())
        .contains("公布 5，重放 0，差 -5")
        .contains("限制公开")
        .contains("/audit/views/progress?region=410185");
  }

  private void announce(String id, RegionLevel level, RegionCode by, RegionCode of, int rows) {
    recorded(
        new Announce(
            new NoticeId(id),
            NoticeKind.EXIT,
            level,
            by,
            List.of(),
            List.of(of),
            new PublishedDocument(
                "退出公告",
                List.of("户主", "人数", "脱贫年度"),
                Collections.nCopies(rows, List.of("李**", "3", "2014")),
                null,
                "mask-1",
                true,
                "ab".repeat(32))));
    viewsHaveCaughtUp();
  }

  @Test
  @DisplayName("Every figure of the progress opens why it is what it is")
  void everyFigureOfTheProgressOpensWhyItIsWhatItIs() {
    String all = page("/progress?year=2014&asOf=2016-10-17").body();
    String one = page("/progress/410185?year=2014&asOf=2016-10-17").body();

    assertThat(all)
        .as("on the register at the end of a year, and of a month")
        .contains(
            "href=\"/boards/410100?asOf=2014-12-31\"", "href=\"/boards/410100?asOf=2014-06-30\"")
        .as("exits of a month, of the city and of a county")
        .contains("/progress/410100?year=2014&amp;asOf=2014-06-30#why-exits")
        .contains("/progress/410185?year=2014&amp;asOf=2014-06-30#why-exits")
        .as("planned")
        .contains("/progress/410185?year=2014&amp;asOf=2016-10-17#why-planned")
        .doesNotContainPattern("<td class=\"amount\">[0-9]")
        .doesNotContain("??");
    assertThat(one)
        .contains("href=\"/boards/410185?asOf=2014-06-30\"")
        .contains(
            "id=\"why-exits\"", "id=\"why-registered\"", "id=\"why-planned\"", "id=\"why-told\"")
        .contains("/lists/standings?region=410185&amp;asOf=2016-10-17")
        .contains("/lists/progress-years?region=410185&amp;asOf=2016-10-17")
        .contains("限制公开")
        .doesNotContain("??");
    for (String list : List.of("standings", "progress-years"))
      assertThat(send(to("/lists/" + list + "?region=410185&asOf=2016-10-17")).statusCode())
          .isEqualTo(200);
    assertThat(page("/progress/410185100901?year=2014").body())
        .as("causes and measures of a village are not told")
        .doesNotContain("id=\"why-told\"");
  }

  @ParameterizedTest
  @DisplayName("Documents and projects can be asked for as of any day")
  @ValueSource(strings = {"/funds/FUND", "/projects", "/projects/XM-410185-1"})
  void documentsAndProjectsCanBeAskedForAsOfAnyDay(String path) {
    String asked = path.replace("FUND", encoded(TownOnTheLedger.FUND.text()));

    assertThat(page(asked + "?asOf=2016-10-17").body())
        .containsPattern("<input type=\"date\" name=\"asOf\" value=\"2016-10-17\"")
        .doesNotContain("name=\"knownAt\"", "??");
  }

  /** What a city announces of many places says nothing of how many exited in one of them. */
  @Test
  void anAnnouncementFromAboveIsNotHeldAgainstTheExitsOfAPlaceItNames() {
    String here = "/progress/" + TownOnTheLedger.XINMI + "?year=2014";
    announce("410183-TC-1", RegionLevel.COUNTY, TownOnTheLedger.XINMI, TownOnTheLedger.XINMI, 2);
    assertThat(json(data(here)).at("/content/comparable").asBoolean()).isTrue();
    assertThat(page(here).body()).contains("不一致");

    announce("410100-TC-1", RegionLevel.CITY, TownOnTheLedger.CITY, TownOnTheLedger.XINMI, 7);

    assertThat(json(data(here)).at("/content/announcedHouseholds").asInt()).isEqualTo(9);
    assertThat(json(data(here)).at("/content/comparable").asBoolean()).isFalse();
    assertThat(page(here).body()).contains("两个数不相比").doesNotContain("不一致");
    assertThat(json(data("/progress/410100?year=2014")).at("/content/comparable").asBoolean())
        .as("for the city itself they are all from here")
        .isTrue();
  }

  @Test
  @DisplayName("The first page leads each reader to where he begins")
  void theFirstPageLeadsEachReaderToWhereHeBegins() {
    for (String language : List.of("zh", "en"))
      assertThat(page("/?lang=" + language).body())
          .contains(
              "href=\"/audit\"",
              "href=\"/inspection\"",
              "href=\"/staff\"",
              "href=\"/orders\"",
              "href=\"/imports\"",
              "href=\"/help\"")
          .doesNotContain("/responsible?at=", "/audit/households/");
  }

  @Nested
  class WhatIsNotThere {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "/nothing 404 UNKNOWN_ADDRESS",
          "/boards/999999 404 UNKNOWN_PLACE",
          "/boards/abc 400 MALFORMED",
          "/boards/410100?asOf=yesterday 400 MALFORMED",
          "/notices/NONE-1 404 UNKNOWN_SUBJECT",
          "/notices/NONE-1/qr.svg?size=1 404 UNKNOWN_SUBJECT",
          "/funds/x 400 MALFORMED",
          "/disclosures?from=-1 400 MALFORMED",
          "/disclosures?month=1000-01-01 400 MALFORMED",
          "/progress?year=1999 400 MALFORMED",
          "/progress?year=3000 400 MALFORMED",
          "/progress/999999 404 UNKNOWN_PLACE",
          "/funds?region=999999 404 UNKNOWN_PLACE",
          "/reconciliation?verdict=PERHAPS 400 MALFORMED",
          "/reconciliation/test-2016/C999 404 UNKNOWN_SUBJECT",
          "/reconciliation/nobody/C070 404 UNKNOWN_SUBJECT",
          "/log/facts/99999999 404 UNKNOWN_FACT",
          "/log/facts/-1 400 MALFORMED",
          "/rules/nowhere-1 404 UNKNOWN_EDITION",
          "/rules/henan-2014.1?on=then 400 MALFORMED",
          "/households 405 WRONG_METHOD"
        })
    void isAProblemWithItsCode(String line) {
      String path = line.substring(0, line.indexOf(' '));

      assertThat(problem(data(path))).isEqualTo(line.substring(path.length() + 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mutual-aid?lang=en&=1", "/mutual-aid?year=%ff"})
    void isAlsoWhatIsAskedForInLettersThatAreNone(String path) {
      for (HttpResponse<String> answer : List.of(page(path), data(path))) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("MALFORMED");
      }
    }

    @Test
    void isAlsoAPageThatIsAskedForByANameNobodyCanMean() {
      HttpResponse<String> page = page("/mutual-aid?%F1%94%8E%8A=1");

      assertThat(page.statusCode()).isEqualTo(400);
      assertThat(page.body()).contains("MALFORMED");
    }

    @Test
    void isAPageForABrowser() {
      HttpResponse<String> answer = page("/boards/999999");

      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.body()).contains("UNKNOWN_PLACE").contains("请核对行政区划代码和日期");
    }

    @Test
    void noFormatButTwo() {
      assertThat(problem(send(to("/funds").header("Accept", "image/png"))))
          .isEqualTo("406 NOT_ACCEPTABLE");
    }
  }

  @Nested
  class WhoMayReadAHousehold {

    private final String dossier = "/audit/households/" + LI;
    private final String responsible =
        "/inspection/households/" + LI + "/responsible?at=2016-09-01";

    @Test
    void nobodyWithoutSigningIn() {
      assertThat(problem(data(dossier))).isEqualTo("401 SIGN_IN");
      assertThat(page(responsible).statusCode()).isEqualTo(302);
    }

    @Test
    void auditorsTheDossierAndInspectorsTheChain() {
      HttpResponse<String> read = send(as("auditor", to(dossier)).header("Accept", "text/html"));
      assertThat(read.statusCode()).isEqualTo(200);
      assertThat(read.body()).contains(LI).contains("补录").doesNotContain("??");

      HttpResponse<String> chain =
          send(as("inspector", to(responsible)).header("Accept", "text/html"));
      assertThat(chain.statusCode()).isEqualTo(200);
      assertThat(chain.body()).contains("某BF-1").contains("某XZ-1").doesNotContain("??");
    }

    @Test
    void theDossierAlsoInspectorsAndStaffButTheChainNobodyElse() {
      for (String reader : List.of("inspector", "clerk", "approver"))
        assertThat(send(as(reader, to(dossier))).statusCode()).as(reader).isEqualTo(200);
      for (String other : List.of("auditor", "clerk"))
        assertThat(problem(send(as(other, to(responsible))))).isEqualTo("403 NOT_YOUR_ROLE");
    }

    @Test
    void anUnknownHouseholdIsNotFound() {
      assertThat(problem(send(as("auditor", to("/audit/households/123456")))))
          .isEqualTo("404 UNKNOWN_SUBJECT");
      assertThat(problem(send(as("auditor", to("/audit/households/abc")))))
          .isEqualTo("400 MALFORMED");
    }

    @Test
    void theEntryIsForAllAndTheDetailForThoseOfTheRegion() {
      String fact =
          "/log/facts/"
              + ledger.journal().stream(TownOnTheLedger.LI.stream()).getFirst().position();

      assertThat(json(data(fact)).at("/content/detail").isNull()).isTrue();
      assertThat(json(data(fact)).at("/content/entry").asString())
          .startsWith("sunshine-ledger/v1\n");
      assertThat(detail("clerk", fact)).as("of the county").isTrue();
      assertThat(detail("payer", fact)).as("of another county").isFalse();
      assertThat(detail("admin", fact)).as("without business there").isFalse();
    }

    private boolean detail(String account, String fact) {
      return json(send(as(account, to(fact)).header("Accept", "application/json")))
          .at("/content/detail/matches")
          .asBoolean(false);
    }
  }
}
