package org.sunshineledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunshineledger.api.security.Role;
import tools.jackson.databind.JsonNode;

@DisplayName("责任追究")
class ResponsibilityPagesTest extends OpenDoors {

  private static final String LI = TownOnTheLedger.LI.number();

  static List<String> pages() {
    return List.of(
        "/inspection",
        "/inspection?household=none&officer=none&at=2016-09-04",
        "/inspection/households/" + LI + "/responsible?at=2016-09-04",
        "/inspection/exits/" + LI + "/responsible?at=2016-09-04",
        "/inspection/villages/410185100901/responsible",
        "/inspection/projects/XM-410185-1/responsible",
        "/inspection/funds/"
            + URLEncoder.encode(TownOnTheLedger.FUND.text(), StandardCharsets.UTF_8)
            + "/responsible",
        "/inspection/notices/" + TownOnTheLedger.OPEN_NOTICE + "/responsible",
        "/inspection/officers/BF-1",
        "/inspection/officers/DEMO-APPROVER?part=APPROVED",
        "/inspection/gaps",
        "/inspection/gaps?region=410185&asOf=2014-06-01&kind=NOBODY_PAIRED");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void anInspectorReadsItInBothLanguagesAndAsData(String path) {
    for (String language : List.of("zh", "en")) {
      HttpResponse<String> page =
          send(
              as("inspector", to(path))
                  .header("Accept", "text/html")
                  .header("Cookie", "lang=" + language));
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.body()).doesNotContain("??");
    }
    HttpResponse<String> data =
        send(as("inspector", to(path)).header("Accept", "application/json"));
    assertThat(data.statusCode()).isEqualTo(200);
    assertThat(json(data).at("/content").isObject()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void nobodyElseDoes(String path) {
    assertThat(problem(data(path))).isEqualTo("401 SIGN_IN");
    for (String other : List.of("auditor", "clerk", "approver", "admin"))
      assertThat(problem(send(as(other, to(path))))).isEqualTo("403 NOT_YOUR_ROLE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/inspection/households/9999999999/responsible",
        "/inspection/exits/9999999999/responsible",
        "/inspection/villages/410185999999/responsible",
        "/inspection/projects/XM-NONE/responsible",
        "/inspection/payments/PAY-NONE/responsible",
        "/inspection/notices/GS-NONE/responsible",
        "/inspection/officers/NOBODY-1",
      })
  void whatTheLedgerDoesNotKnowIsNotFound(String path) {
    assertThat(problem(send(as("inspector", to(path))))).isEqualTo("404 UNKNOWN_SUBJECT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/inspection/households/abc/responsible",
        "/inspection/villages/x/responsible",
        "/inspection/officers/%E6%9D%8E",
        "/inspection/gaps?region=41",
        "/inspection/gaps?kind=NONE",
        "/inspection/gaps?knownAt=yesterday",
      })
  void whatCannotBeANumberIsMalformed(String path) {
    assertThat(problem(send(as("inspector", to(path))))).isEqualTo("400 MALFORMED");
  }

  @Test
  @DisplayName("A number and a day lead to who answered, and an officer's number to the record")
  void aNumberThatIsTypedLeadsToItsPage() {
    assertThat(led("inspector", "/inspection/households?number=%20" + LI + "&at=2016-09-04"))
        .isEqualTo("/inspection/households/" + LI + "/responsible?at=2016-09-04");
    assertThat(led("inspector", "/inspection/officers?number=bf-1&at=2016-09-04"))
        .isEqualTo("/inspection/officers/BF-1?asOf=2016-09-04");
  }

  @ParameterizedTest
  @DisplayName("A number that leads nowhere comes back with the reason")
  @CsvSource({
    "households?number=&at=2016-09-04, household, NO_NUMBER, 不是登记编号",
    "households?number=%E6%9D%8E&at=2016-09-04, household, NO_NUMBER, 不是登记编号",
    "households?number=9999999999&at=2016-09-04, household, UNKNOWN, 账本里没有登记编号为 9999999999 的户",
    "households?number=4101851009010001&at=2010-01-01, household, NOT_YET, 到 2010-01-01 为止",
    "officers?number=x&at=2016-09-04, officer, NO_NUMBER, 不是干部编号",
    "officers?number=NOBODY-1&at=2016-09-04, officer, UNKNOWN, 账本里没有编号为 NOBODY-1 的干部",
    "officers?number=BF-1&at=2010-01-01, officer, NOT_YET, 到 2010-01-01 为止",
  })
  void aNumberThatLeadsNowhereComesBack(String asked, String kind, String why, String said) {
    String back = led("inspector", "/inspection/" + asked);

    assertThat(back).startsWith("/inspection?" + kind + "=");
    assertThat(content(back).at("/" + kind + "/astray").asString()).isEqualTo(why);
    assertThat(send(as("inspector", to(back)).header("Accept", "text/html")).body())
        .contains("role=\"alert\"", said);
  }

  @Test
  @DisplayName("An inspector is led to the desk from every page, and from there to each list")
  void anInspectorBeginsAtTheDesk() {
    String desk = send(as("inspector", to("/inspection")).header("Accept", "text/html")).body();

    assertThat(navigation(as("inspector", to("/")))).contains("href=\"/inspection\"");
    assertThat(navigation(as("auditor", to("/")))).doesNotContain("href=\"/inspection\"");
    for (String list :
        List.of(
            "/audit/flags",
            "/inspection/red-flags",
            "/inspection/gaps",
            "/inspection/leads",
            "/audit/cases")) {
      assertThat(desk).contains("href=\"" + list + "\"");
      assertThat(send(as("inspector", to(list)).header("Accept", "text/html")).statusCode())
          .isEqualTo(200);
    }
  }

  /** One of 新密; all that happened, happened in 登封. */
  private static final String ELSEWHERE = "inspector-xinmi";

  @BeforeEach
  void anotherCountyHasAnInspectorToo() {
    account(ELSEWHERE, "XINMI-INSPECTOR", Role.INSPECTOR, "410183");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/inspection/households/LI/responsible?at=2016-09-04",
        "/inspection/households/LI/responsible.prov.json?at=2016-09-04",
        "/inspection/exits/LI/responsible?at=2016-09-04",
        "/inspection/villages/410185100901/responsible",
        "/inspection/projects/XM-410185-1/responsible",
        "/inspection/officers/DEMO-APPROVER",
        "/inspection/officers/DEMO-APPROVER.prov.json",
        "/inspection/gaps?region=410185",
        "/inspection/red-flags?region=410185",
        "/inspection/leads?region=410185",
        "/audit/cases?region=410185",
      })
  void anInspectorOfAnotherCountyIsTurnedAway(String path) {
    assertThat(problem(send(as(ELSEWHERE, to(path.replace("LI", LI))))))
        .isEqualTo("403 OUTSIDE_YOUR_REGION");
  }

  @Test
  void anInspectorOfAnotherCountyReadsOfAnOfficerWhatLiesThere() {
    var record =
        json(send(
                as(ELSEWHERE, to("/inspection/officers/DEMO-PAYER"))
                    .header("Accept", "application/json")))
            .path("content");

    assertThat(record.at("/inCharge/0/duty/target").asString()).isEqualTo("region/410183");
  }

  @Test
  void theStepsNameWhoRecordedAndWhoSigned() {
    var steps =
        content("/inspection/exits/" + LI + "/responsible?at=2016-12-31").at("/answer/steps");

    assertThat(steps.findValuesAsString("type"))
        .containsExactly(
            "household.exit-proposed.v1",
            "household.exit-verified.v1",
            "household.exit-confirmed.v1");
    assertThat(steps.get(0).at("/actor/officer").asString()).isNotEmpty();
  }

  @Test
  void theOfficeForTheMainCauseAnswersToo() {
    var department =
        content("/inspection/households/" + LI + "/responsible?at=2016-09-01")
            .at("/answer/department");

    assertThat(department.path("office").asString()).isEqualTo("登封市卫生和计划生育委员会");
    assertThat(department.path("cause").asString()).isEqualTo("ILLNESS");
  }

  @Test
  void daysBeforeThePairingAreAGapWithTheFactThatEndsIt() {
    var findings = content("/inspection/gaps?region=410185&asOf=2016-09-01").at("/findings");

    assertThat(findings.get(0).at("/finding/kind").asString()).isEqualTo("NOBODY_PAIRED");
    assertThat(findings.get(0).at("/finding/from").asString()).isEqualTo("2014-05-11");
    assertThat(findings.get(0).at("/finding/to").asString()).isEqualTo("2014-05-31");
    assertThat(findings.get(0).at("/finding/positions").size()).isEqualTo(1);
  }

  @Test
  void whatWasNotYetRecordedWasNotKnown() {
    assertThat(
            problem(
                send(
                    as(
                        "inspector",
                        to(
                            "/inspection/households/"
                                + LI
                                + "/responsible?at=2016-09-01&knownAt=2016-09-01T00:00:00Z")))))
        .isEqualTo("404 UNKNOWN_SUBJECT");
  }

  @Test
  void aDayIsKnownUntilItsEndAndAnEmptyFieldAsksForAllThatIsKnown() {
    String asked = "/inspection/households/" + LI + "/responsible?at=2016-09-01&knownAt=";
    LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));

    assertThat(send(as("inspector", to(asked))).statusCode()).isEqualTo(200);
    assertThat(send(as("inspector", to(asked + today.plusDays(1)))).statusCode()).isEqualTo(200);
    assertThat(problem(send(as("inspector", to(asked + today.minusDays(2))))))
        .isEqualTo("404 UNKNOWN_SUBJECT");
  }

  @Test
  void everyAnswerIsThereAsProv() {
    for (String path :
        List.of(
            "/inspection/households/" + LI + "/responsible.prov.json?at=2016-09-04",
            "/inspection/projects/XM-410185-1/responsible.prov.json",
            "/inspection/officers/BF-1.prov.json")) {
      HttpResponse<String> prov = send(as("inspector", to(path)));
      assertThat(prov.statusCode()).as(path).isEqualTo(200);
      assertThat(json(prov).at("/prefix/sl").asString()).isEqualTo("urn:sunshine-ledger:");
      assertThat(json(prov).path("wasAssociatedWith").isEmpty()).isFalse();
      assertThat(problem(data(path))).isEqualTo("401 SIGN_IN");
    }
  }

  @Test
  void anOfficersRecordSaysWhatHappenedInHisTime() {
    var record = content("/inspection/officers/BF-1?asOf=2016-12-31");

    assertThat(record.path("inCharge").findValuesAsString("target"))
        .contains("household/" + LI, "region/410185");
    assertThat(record.at("/counts/SIGNED").asInt()).isPositive();
  }

  private JsonNode content(String path) {
    return json(send(as("inspector", to(path)).header("Accept", "application/json")))
        .path("content");
  }
}
