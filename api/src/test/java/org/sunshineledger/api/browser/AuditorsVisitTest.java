package org.sunshineledger.api.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sunshineledger.api.security.Role;

@DisplayName("审计：审计台与户档案 An auditor at the workbench and over a dossier")
class AuditorsVisitTest extends TownVisits {

  private static final String TOWNSHIP = "410185100";
  private static final String DOSSIER = "/audit/households/4101851009010001?asOf=2016-12-31";

  static Stream<Arguments> everyWay() {
    return InspectorsVisitTest.everyWay();
  }

  private Visit signedIn(String account, Screen screen, Language language) {
    return visit(screen, language).signIn(account, PASSWORD);
  }

  /** A township and two days, chosen in the form. */
  private static Page compared(Visit visit) {
    Page page = visit.page();
    page.locator("header nav a[href='/audit']").click();
    assertThat(page.locator("form.scope")).isVisible();
    visit.isSound();
    page.locator("form.scope input[name=region]").fill(TOWNSHIP);
    page.locator("form.scope input[name=from]").fill("2014-04-30");
    page.locator("form.scope input[name=to]").fill("2016-12-31");
    page.locator("form.scope > button").click();
    assertThat(page.locator("h1")).containsText("测试乡");
    return page;
  }

  @ParameterizedTest
  @MethodSource("everyWay")
  void theReasonOpensBesideTheFieldAndThePlaceIsKept(Screen screen, Language language) {
    try (Visit visit = signedIn("auditor", screen, language)) {
      Page page = compared(visit);
      visit.isSound();
      assertThat(page.locator(".fields .added").first()).isVisible();
      Locator why = page.locator("a.why").first();
      String address = page.url();
      why.click();
      Locator panel = page.locator("#beside");
      assertThat(panel.locator("table tbody tr").first()).isVisible();
      assertThat(why).hasAttribute("aria-current", "true");
      visit.isSound();

      panel.locator("table a[href^='/log/facts/']").first().click();
      assertThat(panel.locator("h1")).isVisible();
      visit.isSound();
      panel.locator(".bar button").first().click();
      assertThat(panel.locator("table tbody tr").first()).isVisible();
      assertThat(page.url()).isEqualTo(address);

      page.keyboard().press("Escape");
      assertThat(panel).isHidden();
      assertThat(why).isFocused();
    }
  }

  @Test
  void withoutScriptsTheReasonIsALink() {
    try (Visit visit = signedIn("auditor", Screen.DESK, Language.ZH)) {
      visit.context().route("**/static/*.js", Route::abort);
      Page page = visit.open("/audit?region=" + TOWNSHIP + "&from=2014-04-30&to=2016-12-31");
      page.locator("a.why").first().click();
      assertThat(page.locator("main #why-answer table")).isVisible();
    }
  }

  @ParameterizedTest
  @EnumSource
  void thePackageOfTheScopeIsDownloaded(Language language) {
    try (Visit visit = signedIn("auditor", Screen.DESK, language)) {
      Page page = compared(visit);
      Locator form = page.locator("form[action='/audit/packages']");
      assertThat(form.locator("button"))
          .hasText(language == Language.ZH ? "打包下载" : "Make and download");
      Download taken = page.waitForDownload(() -> form.locator("button").click());

      assertThat(taken.suggestedFilename()).startsWith("audit-package-410185100-").endsWith(".zip");
      assertThat(taken.failure()).isNull();
    }
  }

  /** One that is under way; a check of so small a ledger is over before anybody sees it. */
  private static void underWay(Route route) {
    APIResponse answer = route.fetch();
    route.fulfill(
        new Route.FulfillOptions()
            .setResponse(answer)
            .setBody(answer.text().replace("data-running=\"false\"", "data-running=\"true\"")));
  }

  @ParameterizedTest
  @MethodSource("everyWay")
  void theAdministratorStartsACheckAndTheAuditorSeesItEnd(Screen screen, Language language) {
    isStartedAndSeenToEnd("fsck", screen, language);
  }

  @ParameterizedTest
  @MethodSource("everyWay")
  void heStartsARebuildAndTheAuditorSeesItEnd(Screen screen, Language language) {
    isStartedAndSeenToEnd("rebuild", screen, language);
  }

  private static Locator check(Page page, String check) {
    return page.locator(".check").nth(check.equals("fsck") ? 0 : 1);
  }

  private void isStartedAndSeenToEnd(String check, Screen screen, Language language) {
    AtomicBoolean isUnderWay = new AtomicBoolean(true);
    try (Visit admin = signedIn("admin", screen, language);
        Visit auditor = signedIn("auditor", screen, language)) {
      auditor
          .context()
          .route(
              "**/audit/checks",
              route -> {
                if (isUnderWay.get()) underWay(route);
                else route.resume();
              });
      Page watching = auditor.open("/audit/checks");
      assertThat(watching.locator("#checks")).hasAttribute("data-running", "true");
      assertThat(watching.locator("main form")).hasCount(0);

      Page starting = admin.open("/audit/checks");
      admin.isSound();
      starting.locator("form[action='/audit/checks/%s'] button".formatted(check)).click();
      // The page that he is led to looks again by itself.
      assertThat(check(starting, check).locator(".mark.good")).isVisible();
      assertThat(starting.locator("#checks progress")).hasCount(0);
      String started = check(starting, check).locator("p[role=status] .quiet").innerText();

      isUnderWay.set(false);
      assertThat(watching.locator("#checks")).hasAttribute("data-running", "false");
      assertThat(check(watching, check).locator("p[role=status] .quiet")).hasText(started);
      assertThat(check(watching, check).locator(".mark.good")).isVisible();
      assertThat(check(watching, check).locator("p.quiet"))
          .containsText(language == Language.ZH ? "毫秒" : "ms");
      auditor.isSound();
    }
  }

  @Test
  void theWatchingOutlastsAServerThatIsBusyOnce() {
    AtomicInteger asked = new AtomicInteger();
    try (Visit auditor = signedIn("auditor", Screen.DESK, Language.ZH)) {
      auditor
          .context()
          .route(
              "**/audit/checks",
              route -> {
                switch (asked.incrementAndGet()) {
                  case 1 -> underWay(route);
                  case 2 -> route.fulfill(new Route.FulfillOptions().setStatus(503));
                  default -> route.resume();
                }
              });
      auditor.open("/audit/checks");

      auditor.find("#checks[data-running=false]").waitFor();
      assertThat(asked.get()).isGreaterThan(2);
    }
  }

  @ParameterizedTest
  @MethodSource("everyWay")
  void aDossierNamesTheVisitsOfThoseWhoWerePairedWithTheHousehold(
      Screen screen, Language language) {
    BaqianTown.in(ledger);
    String auditor = "auditor-baqian";
    account(auditor, "BAQIAN-AUDITOR", Role.AUDITOR, BaqianTown.CITY.code());
    viewsHaveCaughtUp();
    boolean chinese = language == Language.ZH;
    String dossier = "/audit/households/" + BaqianTown.HOUSEHOLD + "?asOf=";
    try (Visit visit = signedIn(auditor, screen, language)) {
      Page page = visit.open(dossier + "2015-03-05");
      Locator visits = page.locator("#visits");
      assertThat(visits.locator("li")).hasCount(1);
      assertThat(visits.locator("li"))
          .containsText("2015-03-05 " + (chinese ? "了解情况" : "Seeing how things are"));
      assertThat(visits.locator("a[href='/officers/BAQIAN-XZ-3']")).hasText("某新郑干部");
      visit.isSound();
      visits.locator("a[href^='/log/facts/']").click();
      assertThat(page.locator("main")).containsText("BAQIAN-XZ-3");

      visit.open(dossier + "2015-03-04");
      assertThat(visits.locator("li")).hasCount(0);
      assertThat(visits).containsText(chinese ? "没有走访记录" : "recorded no visit");
    }
  }

  @ParameterizedTest
  @MethodSource("everyWay")
  void aDossierTellsAWholeLifeOnTwoTracks(Screen screen, Language language) {
    try (Visit visit = signedIn("auditor", screen, language)) {
      Page page = visit.open("/audit/flags?region=" + TOWNSHIP);
      visit.isSound();
      page.locator("table a[href^='/audit/households/']").first().click();
      assertThat(page.locator("ol.tracks > li").nth(5)).isVisible();
      visit.open(DOSSIER);
      assertThat(page.locator("table.versions th[scope=col]")).hasCount(3);
      assertThat(page.locator("table.versions td.removed")).hasCount(1);
      assertThat(page.locator("#answering .chain > li").first()).containsText("某BF-1");
      visit.isSound();

      page.locator("input[name=asOf]").fill("2014-05-15");
      page.locator("form.day button").click();
      assertThat(page.locator("ol.tracks > li")).hasCount(2);
      assertThat(page.locator("#answering .chain > li").first()).not().containsText("某BF-1");
      visit.isSound();
    }
  }
}
