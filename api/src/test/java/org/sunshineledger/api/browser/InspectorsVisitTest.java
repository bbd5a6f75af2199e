package org.sunshineledger.api.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sunshineledger.api.security.Role;

@DisplayName("纪检：谁负责 An inspector walks the chain of who answered")
class InspectorsVisitTest extends TownVisits {

  private static final String INSPECTOR = "inspector-baqian";
  private static final String GAPS = "/inspection/gaps?asOf=2016-12-31&kind=NOBODY_PAIRED";

  static Stream<Arguments> everyWay() {
    return Stream.of(
        Arguments.of(Screen.DESK, Language.ZH),
        Arguments.of(Screen.PHONE, Language.ZH),
        Arguments.of(Screen.DESK, Language.EN),
        Arguments.of(Screen.PHONE, Language.EN));
  }

  @BeforeEach
  void baqianStands() {
    BaqianTown.in(ledger);
    account(INSPECTOR, BaqianTown.INSPECTOR, Role.INSPECTOR, BaqianTown.CITY.code());
    viewsHaveCaughtUp();
  }

  private Visit inspector(Screen screen, Language language) {
    return visit(screen, language).signIn(INSPECTOR, PASSWORD);
  }

  /** From the gap that began with the transfer to the day of the transfer. */
  private static Page onTheDayOfTheTransfer(Visit visit) {
    Page page = visit.open(GAPS);
    page.locator("table a[href*='at=2016-01-01']").first().click();
    assertThat(page.locator("h1")).containsText("2016-01-01");
    return page;
  }

  private static Locator box(Page page, int tier) {
    return page.locator(".chain.linked > li").nth(tier);
  }

  @ParameterizedTest
  @MethodSource("everyWay")
  void fromTurnToTurnTheBoxesThatChangedAreMarked(Screen screen, Language language) {
    try (Visit visit = inspector(screen, language)) {
      Page page = onTheDayOfTheTransfer(visit);
      assertThat(page.locator(".chain.linked > li")).hasCount(5);
      assertThat(page.locator(".chain.linked > li.changed")).hasCount(0);
      visit.isSound();

      page.locator("a[rel=next]").click();
      assertThat(page.locator("h1")).containsText("2016-01-22");
      assertThat(page.locator(".chain.linked > li.changed")).hasCount(1);
      assertThat(box(page, 0).locator(".fresh")).containsText("某港区干部");
      visit.isSound();

      page.locator("a[rel=prev]").click();
      assertThat(page.locator("h1")).containsText("2016-01-01");
      assertThat(page.locator(".chain.linked > li.changed")).hasCount(2);
      assertThat(box(page, 0).locator(".gone del")).containsText("某新郑干部");
      assertThat(box(page, 3)).containsText("测试港区");
      assertThat(box(page, 3)).containsText("测试新郑");
      assertThat(box(page, 3).locator(".gone del")).hasCount(2);
      assertThat(box(page, 3).locator(".fresh")).hasCount(2);
      visit.isSound();
    }
  }

  @Test
  void theSliderMovesTheDayAndKeepsTheOneBeforeBesideIt() {
    try (Visit visit = inspector(Screen.DESK, Language.ZH)) {
      Page page = onTheDayOfTheTransfer(visit);
      Locator slider = page.locator("label.slider input");
      slider.focus();
      slider.press("ArrowLeft");

      assertThat(page.locator("h1")).containsText("2015-12-31");
      assertThat(page.locator("input[name=at]")).hasValue("2015-12-31");
      assertThat(page.locator("input[name=against]")).hasValue("2016-01-01");
      assertThat(slider).isFocused();
      assertThat(page.locator(".chain.linked > li.changed")).hasCount(2);
      assertThat(box(page, 0).locator(".fresh")).containsText("某新郑干部");
      assertThat(page.url()).contains("at=2015-12-31").contains("against=2016-01-01");
      visit.isSound();
    }
  }

  @Test
  void withoutScriptsTheFormMovesTheDay() {
    try (Visit visit = inspector(Screen.DESK, Language.ZH)) {
      visit.context().route("**/static/*.js", route -> route.abort());
      Page page = onTheDayOfTheTransfer(visit);
      assertThat(page.locator("label.slider")).isHidden();
      page.locator("input[name=at]").fill("2015-12-31");
      page.locator("input[name=against]").fill("2016-01-01");
      page.locator("#days button").click();

      assertThat(page.locator("h1")).containsText("2015-12-31");
      assertThat(page.locator(".chain.linked > li.changed")).hasCount(2);
    }
  }

  @ParameterizedTest
  @MethodSource("everyWay")
  void anOfficersRecordAndTheListsAreSound(Screen screen, Language language) {
    try (Visit visit = inspector(screen, language)) {
      Page page = onTheDayOfTheTransfer(visit);
      box(page, 3).locator("strong a").first().click();
      assertThat(page.locator("h1 code")).containsText("BAQIAN-GQ");
      visit.isSound();
      for (String list : new String[] {GAPS, "/inspection/leads", "/audit/cases", "/audit/flags"}) {
        visit.open(list);
        visit.isSound();
      }
    }
  }

  @Test
  void theProvenanceIsDownloaded() {
    try (Visit visit = inspector(Screen.DESK, Language.ZH)) {
      Page page = onTheDayOfTheTransfer(visit);

      assertThat(
              page.waitForDownload(() -> page.locator("a[download]").first().click())
                  .suggestedFilename())
          .endsWith(".json");
    }
  }
}
