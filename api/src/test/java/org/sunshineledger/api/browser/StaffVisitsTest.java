package org.sunshineledger.api.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("经办人的一天 A clerk's day")
class StaffVisitsTest extends TownVisits {

  private static final AtomicInteger NUMBERS = new AtomicInteger(7000);

  private final LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));

  static Stream<Arguments> screensAndLanguages() {
    return Stream.of(
        Arguments.of(Screen.PHONE, Language.ZH),
        Arguments.of(Screen.PHONE, Language.EN),
        Arguments.of(Screen.DESK, Language.ZH),
        Arguments.of(Screen.DESK, Language.EN));
  }

  /** GB 11643: of nobody, as no division has the code 990000. */
  private static String idNumber(int person) {
    String digits = "99000019600101%03d".formatted(person % 1000);
    int[] weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (int i = 0; i < weights.length; i++)
      sum += weights[i] * Character.digit(digits.charAt(i), 10);
    return digits + "10X98765432".charAt(sum % 11);
  }

  @ParameterizedTest
  @MethodSource("screensAndLanguages")
  void aClerkIsRefusedInPlainWordsMendsItAndFindsTheFact(Screen screen, Language language) {
    int number = NUMBERS.incrementAndGet();
    String household = "410185100901%04d".formatted(number);
    try (Visit visit = visit(screen, language)) {
      visit.signIn("clerk", PASSWORD);
      assertThat(visit.page().url()).as("he begins with what waits").endsWith("/staff");
      visit.isSound();
      visit.open("/orders");
      visit.isSound();
      visit.find("a[href='/orders/households/apply-for-register']").click();
      visit.isSound();

      Page form = visit.page();
      form.fill("[name='occurredOn']", today.plusDays(3).toString());
      form.fill("[name='order.household']", household);
      form.fill("[name='order.village']", "410185100901");
      form.fill("[name='order.group']", "2");
      form.fill("[name='order.members[0].member']", "01");
      form.selectOption("[name='order.members[0].relationship']", "HEAD");
      form.check("[name='order.claimedCauses'][value='ILLNESS']");
      submit(visit);
      visit.find(".refusal").waitFor();

      // Two fields are missing, each is named on top and marked where it is.
      assertThat(visit.complaints()).isNotEmpty().allMatch(each -> each.contains("400"));
      assertThat(visit.find(".refusal ul a").count()).isEqualTo(2);
      visit.find(".refusal ul a").first().click();
      assertThat(form.evaluate("document.activeElement.name")).isEqualTo("order.members[0].name");
      assertThat(form.inputValue("[name='order.household']")).isEqualTo(household);
      visit.isSound();

      form.fill("[name='order.members[0].name']", "某某");
      form.fill("[name='order.members[0].idNumber']", idNumber(number));
      submit(visit);
      visit.find(".refusal:has-text('DATED_IN_THE_FUTURE')").waitFor();
      assertThat(visit.complaints()).isNotEmpty().allMatch(each -> each.contains("422"));
      assertThat(visit.find(".refusal").innerText()).contains("DATED_IN_THE_FUTURE", "先发生、后记录");
      assertThat(visit.find(".refusal a[href='/rules#DATED_IN_THE_FUTURE']").count()).isEqualTo(1);
      visit.isSound();

      form.fill("[name='occurredOn']", today.toString());
      submit(visit);
      visit.find("h1 .mark.good").waitFor();
      visit.isSound();
      Locator link = visit.find("main dl a[href^='/log/facts/']").first();
      String fact = String.valueOf(link.getAttribute("href"));
      link.click();
      form.waitForURL("**/log/facts/*");
      assertThat(visit.find("main").innerText()).contains(household);

      viewsHaveCaughtUp();
      visit.open("/staff");
      assertThat(visit.find("main table").last().locator("a[href='" + fact + "']").count())
          .as("among what was done today")
          .isEqualTo(1);
      visit.isSound();
      assertThat(whatWaits(visit)).contains("household/" + household);
      visit.open("/households/" + household + "/facts");
      visit.find("a[href='/households/" + household + "/survey-income']").click();
      visit.find("button[name='_add'][value='order.parts']").click();
      visit.find("[name='order.parts[1].amount']").waitFor();
      visit.isSound();
    }
  }

  /** Of an application, whichever step the local procedure takes first. */
  private static String whatWaits(Visit visit) {
    StringBuilder all = new StringBuilder();
    for (String task : List.of("SURVEY", "DELIBERATE", "CROSS_CHECK", "VILLAGE_REVIEW")) {
      visit.open("/staff?task=" + task);
      all.append(visit.find("main").innerText());
    }
    return all.toString();
  }

  private static void submit(Visit visit) {
    Locator buttons = visit.find("form.order > p button[type='submit']");
    buttons.last().click();
  }

  @ParameterizedTest
  @MethodSource("screensAndLanguages")
  void aListWithABadRowIsSeenThroughBeforeItIsRecorded(Screen screen, Language language) {
    int one = NUMBERS.incrementAndGet();
    int other = NUMBERS.incrementAndGet();
    String list =
        "户编号,村代码,村民组,与户主关系,姓名,证件号码,致贫原因,日期\n"
            + "410185100901%04d,410185100901,2,户主,某某,99%09d,因病,2016-03-01\n".formatted(one, one)
            + "410185100901%04d,410185100901,2,远亲的朋友,某某,99%09d,因病,2016-03-01\n"
                .formatted(other, other);
    try (Visit visit = visit(screen, language)) {
      visit.signIn("clerk", PASSWORD);
      visit.open("/imports");
      visit.isSound();
      Locator form = visit.find("form[action='/imports/register']");
      form.locator("input[type=file]")
          .setInputFiles(
              new FilePayload("list.csv", "text/csv", list.getBytes(StandardCharsets.UTF_8)));
      form.locator("summary").click();
      form.locator("input[name=backfill]").check();
      form.locator("button[type=submit]").click();

      // The page moves by itself to what was found.
      visit.page().waitForURL("**/imports/*-*");
      gone(visit, "#progress");
      assertThat(visit.find("#preview").innerText()).contains("2016-03-01");
      assertThat(visit.find("main table").last().innerText()).as("the bad row").contains("3");
      visit.isSound();
      visit.find("form[action$='/record']:has(input[value='LINE_BY_LINE']) button").click();
      gone(visit, "form[action$='/record']");
      gone(visit, "#progress");
      visit.isSound();
      assertThat(visit.find("p.lead").innerText()).contains("1");
      viewsHaveCaughtUp();
      visit.open("/households/410185100901%04d/facts".formatted(one));
      assertThat(visit.find("main tbody tr").count()).isPositive();
    }
  }

  private static void gone(Visit visit, String selector) {
    visit
        .find(selector)
        .first()
        .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
  }

  @ParameterizedTest
  @MethodSource("screensAndLanguages")
  void helpIsThereForEverybody(Screen screen, Language language) {
    try (Visit visit = visit(screen, language)) {
      visit.open("/");
      visit.find("footer a[href='/help']").click();
      visit.isSound();
      for (String reader : new String[] {"villager", "auditor", "inspector", "staff", "witness"}) {
        visit.open("/help/" + reader);
        assertThat(visit.find("ol.steps > li").count()).isGreaterThan(4);
        visit.isSound();
      }
      visit.open("/help/glossary");
      visit.isSound();
      visit.open("/rules#HOUSEHOLD_HAS_NOT_CONFIRMED");
      assertThat(visit.find("section.refused:target").innerText())
          .contains("HOUSEHOLD_HAS_NOT_CONFIRMED");
    }
  }
}
