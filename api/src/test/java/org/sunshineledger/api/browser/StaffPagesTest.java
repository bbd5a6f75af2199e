package org.sunshineledger.api.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import com.microsoft.playwright.Locator;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sunshineledger.api.scenario.LoadedScenario;
import org.sunshineledger.api.security.Role;

@DisplayName("工作人员的页面，两种语言，手机和桌面 Staff pages, in both languages, on a phone and a desk")
class StaffPagesTest {

  /** What some role has been shown, by language. */
  private static final Set<String> SHOWN = ConcurrentHashMap.newKeySet();

  private static final Set<String> BY_ROLE =
      Set.of("/staff", "/orders", "/imports", "/audit/checks");

  static Stream<Arguments> everyRoleInBothLanguages() {
    return Stream.of(Role.values())
        .flatMap(
            role -> Stream.of(Language.values()).map(language -> Arguments.of(role, language)));
  }

  private static Visit signedIn(Role role, Screen screen, Language language) {
    return Visit.to(LoadedScenario.once().address(), screen, language)
        .signIn(role.key(), LoadedScenario.PASSWORD);
  }

  @Test
  @DisplayName("a page that is not for everybody is opened here, or is named as one that is not")
  void everyPageHasAnExample() {
    assertThat(StaffAddresses.exemplified())
        .as("give the new page an example address in StaffAddresses")
        .containsExactlyInAnyOrderElementsOf(StaffAddresses.mapped());
  }

  /** One tab for all of them: a page is not to depend on the one before it. */
  @ParameterizedTest
  @MethodSource("everyRoleInBothLanguages")
  @DisplayName("each page of a role is sound")
  void everyPageOfARoleIsSound(Role role, Language language) {
    try (Visit visit = signedIn(role, Screen.PHONE, language)) {
      List<String> pages = StaffAddresses.of(role);
      assertThat(pages).isNotEmpty();
      assertAll(pages.stream().map(page -> () -> isSound(visit, language, page)));
    }
  }

  /**
   * A page is looked at closely for the first role that reads it, and where it offers something
   * else to the others, for them too, but only where there is the least room.
   */
  private static void isSound(Visit visit, Language language, String page) {
    if (SHOWN.add(language + " " + page)) visit.isSoundOnPhoneAndDesk(page);
    else if (language == Language.EN && BY_ROLE.contains(page))
      visit.on(Screen.PHONE).isLaidOut(page);
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  @DisplayName("the clock of a lead says how many days are left, and then how many too many")
  void leadsHaveClocks(Language language) {
    boolean chinese = language == Language.ZH;
    try (Visit visit = signedIn(Role.INSPECTOR, Screen.PHONE, language)) {
      visit.open("/inspection/leads?asOf=2016-09-08");
      assertThat(visit.find("main tbody tr")).hasCount(5);
      assertThat(visit.find("main tbody .mark.good"))
          .hasText(Collections.nCopies(4, chinese ? "✓ 按期" : "✓ in time").toArray(String[]::new));
      assertThat(row(visit, "XS-2016-0004").locator(".mark.soon"))
          .containsText(chinese ? "只剩 4 天" : "only 4 days left");
      visit.open("/inspection/leads?asOf=2016-09-20");
      assertThat(row(visit, "XS-2016-0004").locator(".mark.bad"))
          .containsText(chinese ? "逾期 8 天" : "8 days overdue");
      row(visit, "XS-2016-0001").locator("a").first().click();

      // The one that ended in a decision.
      assertThat(visit.find("h1")).containsText("XS-2016-0001");
      assertThat(visit.find("main table").first().locator("tbody tr")).hasCount(1);
      assertThat(visit.find("main dl .mark.good")).containsText(chinese ? "按期" : "in time");
      assertThat(visit.find("main tbody a[href^='/log/facts/']").first()).isVisible();
      visit.isSound();
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  @DisplayName("so does the clock of an audit, which names the lead that its finding became")
  void auditsHaveClocks(Language language) {
    boolean chinese = language == Language.ZH;
    try (Visit visit = signedIn(Role.INSPECTOR, Screen.DESK, language)) {
      visit.open("/audit/cases?asOf=2016-09-10");
      assertThat(visit.find("main tbody tr")).hasCount(1);
      assertThat(row(visit, "SJ-2016-0001").locator(".mark").last())
          .containsText(chinese ? "还剩 30 天" : "30 days left");
      visit.open("/audit/cases?asOf=2016-10-17");
      assertThat(row(visit, "SJ-2016-0001").locator(".mark.good"))
          .containsText(chinese ? "按期" : "in time");
      row(visit, "SJ-2016-0001").locator("a").first().click();

      assertThat(visit.find("h1")).containsText("SJ-2016-0001");
      assertThat(visit.find("main dl .mark.good")).hasCount(2);
      assertThat(visit.find("main tbody tr:has(code:text-is('XS-2016-0005'))")).hasCount(1);
      visit.isSound();
      visit.open("/inspection/leads/XS-2016-0005");
      visit.find("main dl a[href*='/audit/cases/SJ-2016-0001']").click();
      assertThat(visit.find("h1")).containsText("SJ-2016-0001");
    }
  }

  @Test
  @DisplayName("the workbench says how many fields of a row it leaves out")
  void fieldsThatAreLeftOutAreCounted() {
    try (Visit visit = signedIn(Role.AUDITOR, Screen.DESK, Language.EN)) {
      visit.open("/audit?region=410185901&from=2014-12-31&to=2016-12-31");
      Locator more = visit.find("section.row a[href^='/audit/difference']").first();
      assertThat(more).hasText(Pattern.compile("[1-9][\\d,]* more fields"));
      int leftOut = Integer.parseInt(more.innerText().replaceAll("\\D", ""));
      more.click();
      visit.page().waitForURL(Pattern.compile(".*/audit/difference\\?.*"));

      assertThat(visit.find("main tbody tr")).hasCount(Math.min(100, 8 + leftOut));
    }
  }

  private static Locator row(Visit visit, String number) {
    return visit.find("main tbody tr:has(a:text-is('%s'))".formatted(number));
  }
}
