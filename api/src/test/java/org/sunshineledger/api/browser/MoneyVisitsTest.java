package org.sunshineledger.api.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.supervision.ClaimKind;
import org.sunshineledger.ledger.supervision.ClaimOperator;
import org.sunshineledger.ledger.supervision.ClaimOrder.RecordClaim;

@DisplayName("进度、资金、对账 Progress, money and reconciliation, as readers use them")
class MoneyVisitsTest extends TownVisits {

  private static final Pattern AMOUNT = Pattern.compile("-?[\\d,]+\\.\\d\\d");

  static Stream<Arguments> everyPageInBothLanguages() {
    return Stream.of(
            "/progress",
            "/progress/410185",
            "/funds",
            "/funds?region=410185",
            "/funds/%E9%83%91%E8%B4%A2%E9%A2%84%E3%80%942016%E3%80%957%E5%8F%B7",
            "/projects/XM-410185-1",
            "/funds/ageing",
            "/disclosures?region=410100",
            "/reconciliation",
            "/reconciliation/test-2016/C074")
        .flatMap(
            page -> Stream.of(Language.values()).map(language -> Arguments.of(page, language)));
  }

  @ParameterizedTest
  @MethodSource("everyPageInBothLanguages")
  void aPageWithADrawingIsSoundAndNeedsNoScriptForIt(String path, Language language) {
    try (Visit visit = visit(Screen.PHONE, language)) {
      Page page = visit.isSoundOnPhoneAndDesk(path).page();
      assertThat(page.locator("main svg:not([aria-hidden=true])").count())
          .as("a drawing says nothing that the table does not")
          .isZero();
      assertThat(page.locator("main svg a:not([tabindex='-1'])").count())
          .as("the keyboard goes by the table")
          .isZero();
    }
  }

  @Test
  void aClickOnACountyNarrowsTheFlowAndAnotherOpensItsProject() {
    try (Visit visit = visit(Screen.DESK, Language.ZH)) {
      Page page = visit.open("/funds");
      page.locator(".drawing a.box.COUNTY").first().locator("text").click();
      page.waitForURL("**/funds?region=410185*");
      assertThat(page.locator("h1").innerText()).contains("登封市");

      page.locator(".drawing a.box.PROJECT").first().locator("text").click();
      page.waitForURL("**/projects/XM-410185-1*");
      assertThat(page.locator("h1").innerText()).contains("养殖");
      visit.isSound();
    }
  }

  @Test
  void theTableBesideTheFlowHasARowForEachBandAndTheKeyboardNarrowsByIt() {
    try (Visit visit = visit(Screen.PHONE, Language.ZH)) {
      Page page = visit.open("/funds?region=410185");
      page.locator("details.beside").evaluate("it => it.open = true");
      List<String> table =
          page.locator(".flow table tbody tr").allTextContents().stream()
              .map(MoneyVisitsTest::amount)
              .toList();
      assertThat(table).contains("300,000.00", "200,000.00");
      assertThat(page.locator(".drawing .band").count())
          .as("all but what is below zero")
          .isEqualTo((int) table.stream().filter(amount -> !amount.startsWith("-")).count());

      Locator project = page.locator(".flow table a[href*='/projects/XM-410185-1']").first();
      project.focus();
      page.keyboard().press("Enter");
      page.waitForURL("**/projects/XM-410185-1*");
    }
  }

  private static String amount(String row) {
    return AMOUNT
        .matcher(row)
        .results()
        .map(MatchResult::group)
        .reduce((_, last) -> last)
        .orElseThrow();
  }

  @Test
  void aTileOfProgressOpensWhyAndWhyOpensWhatTheAuditorsHave() {
    try (Visit visit = visit(Screen.PHONE, Language.EN)) {
      Page page = visit.open("/progress");
      page.locator(".tile a", new Page.LocatorOptions().setHasText("登封市")).first().click();
      page.waitForURL("**/progress/410185*");

      assertThat(page.locator("#why").innerText()).contains("Where these figures come from");
      assertThat(page.locator("#why a[href^='/audit/difference']").count()).isOne();
      assertThat(page.locator("svg.year").count()).as("the region and its township").isEqualTo(2);
      visit.isSound();
    }
  }

  @Test
  void aSumThatFailsStandsOnTopAndEachFigureInItOpensItsFacts() {
    try (Visit visit = visit(Screen.DESK, Language.ZH)) {
      Page page = visit.open("/reconciliation?source=test-2016");
      assertThat(page.locator(".sums").first().innerText()).contains("948 − 748 = 200 ≠ 216");
      page.locator(".sums a", new Page.LocatorOptions().setHasText("C074")).first().click();
      page.waitForURL("**/reconciliation/test-2016/C074");
      assertThat(page.locator("main").innerText()).contains("216", "948 − 748 = 200 ≠ 216");

      page.locator("dl.figures a[href^='/log/facts/']").click();
      page.waitForURL("**/log/facts/*");
      visit.isSound();
    }
  }

  private void claim(String id, String metric) {
    recorded(
        new RecordClaim(
            "verdicts-2016",
            id,
            new RegionCode("410185"),
            metric,
            "person",
            ClaimKind.ACTUAL,
            LocalDate.of(2016, 10, 17),
            ClaimOperator.EQUAL,
            BigDecimal.valueOf(5)));
  }

  @Test
  void figuresAreFilteredByVerdict() {
    claim("C001", "persons.subsistence_allowance.2016");
    claim("C002", "persons.nobody_counts");
    claim("C003", "persons.nobody_counts_either");
    viewsHaveCaughtUp();
    // A report is kept for seconds.
    Awaitility.await()
        .until(() -> data("/reconciliation?source=verdicts-2016").statusCode() == 200);

    try (Visit visit = visit(Screen.DESK, Language.EN)) {
      Page page = visit.open("/reconciliation?source=verdicts-2016");
      assertThat(page.locator("tbody tr").count()).isEqualTo(3);
      page.locator(".filter a[href*='verdict=NOT_REPLAYABLE']").click();
      page.waitForURL("**verdict=NOT_REPLAYABLE*");

      assertThat(page.locator("tbody tr td:first-child").allTextContents())
          .containsExactly("C002", "C003");
      assertThat(page.locator(".filter strong").innerText()).isEqualTo("not replayable");

      page.locator(".filter a[href*='verdict=CONTRADICTED']").click();
      page.waitForURL("**verdict=CONTRADICTED*");
      assertThat(page.locator("tbody tr td:first-child").allTextContents()).containsExactly("C001");
      visit.isSound();
    }
  }

  @Test
  void aDayOfTheCalendarLeadsToWhatFallsDueOnIt() {
    HttpResponse<String> issued =
        order(
            "admin",
            "/policies",
            """
            {"occurredOn": "2019-06-03", "order": {"policy": "CALENDAR-2019", "issuer": "登封市政府",
             "region": "410185", "title": "产业扶持方案", "sector": "INDUSTRY"}}
            """);
    assertThat(issued.statusCode()).as(issued.body()).isEqualTo(201);
    viewsHaveCaughtUp();

    try (Visit visit = visit(Screen.PHONE, Language.ZH)) {
      Page page = visit.open("/disclosures?region=410185");
      assertThat(page.locator("table.days thead th").count()).isEqualTo(7);
      Locator day = page.locator("table.days a").first();
      String items = day.innerText();
      day.click();
      page.waitForURL("**due=*");

      assertThat(page.locator("#list").innerText()).contains("共 " + items);
      assertThat(page.locator("#list ~ .wide tbody tr").count())
          .isEqualTo(Integer.parseInt(items.replaceAll("\\D", "")));
      visit.isSound();
    }
  }

  @Test
  void theOtherLanguageKeepsThePlace() {
    try (Visit visit = visit(Screen.PHONE, Language.ZH)) {
      Page page = visit.open("/funds?region=410185");
      page.locator("a.language").click();
      page.waitForURL("**lang=en*");

      assertThat(page.url()).contains("region=410185");
      assertThat(page.locator("h1").innerText()).isEqualTo("登封市: funds");
    }
  }
}
