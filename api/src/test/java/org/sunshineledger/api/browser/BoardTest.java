package org.sunshineledger.api.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunshineledger.api.scenario.LoadedScenario;

@DisplayName("公示栏，村民用起来 The board, as a villager uses it")
class BoardTest {

  /** One of Baqian, with a notice of identification open on the day. */
  private static final String VILLAGE = "410173202901";

  private static final String OPEN_ON = "2015-09-10";

  @ParameterizedTest
  @CsvSource({"PHONE,ZH", "DESK,EN", "PHONE,EN", "DESK,ZH"})
  void heFindsHisVillageFromTheFrontPageOn(Screen screen, Language language) {
    try (Visit visit = Visit.to(LoadedScenario.once().address(), screen, language)) {
      visit.open("/");
      visit.find("main h2 a").first().click();
      for (String place : List.of("登封市", "登封甲乡（合成）", "登封甲乡01村（合成）"))
        visit.find("a[data-list=divisions]:text-is('" + place + "')").click();

      assertThat(visit.page().url()).matches(".*/boards/[0-9]{12}");
      assertThat(visit.find("main .path a").count()).isGreaterThanOrEqualTo(4);
      assertThat(visit.find("main").innerText()).contains("12317");
      visit.isSound();
    }
  }

  @ParameterizedTest
  @CsvSource({"PHONE,EN", "DESK,ZH", "PHONE,ZH", "DESK,EN"})
  void onAChosenDayHeReadsWhatIsOpenHowLongAndTheMaskedList(Screen screen, Language language) {
    try (Visit visit = Visit.to(LoadedScenario.once().address(), screen, language)) {
      visit.open("/boards/" + VILLAGE);
      visit.find("form.day input[name=asOf]").fill(OPEN_ON);
      visit.find("form.day button").click();

      assertThat(visit.page().url()).contains("asOf=" + OPEN_ON);
      Locator open = visit.find("tr[data-list=open-notices]");
      assertThat(open.count()).isPositive();
      assertThat(open.first().innerText())
          .containsPattern(language == Language.ZH ? "\\d+ 天" : "\\d+ day");
      open.first().locator("a").first().click();
      assertThat(visit.page().url()).contains("/notices/");
      visit.isSound();
    }
  }

  @Test
  void everyListAndFigureOpensItsFactsAndItsProof() {
    try (Visit visit = Visit.to(LoadedScenario.once().address(), Screen.DESK, Language.ZH)) {
      visit.open("/boards/410185");
      // Seven lists less that of poor villages, which only a village has.
      assertThat(visit.find("details:has(> summary[title])").count()).isEqualTo(6);
      assertThat(visit.find("main").innerText()).contains("共 114 个项目");
      visit.find("tr[data-list=announcements] a[data-is=position]").first().click();

      assertThat(visit.page().url()).contains("/log/facts/");
      assertThat(visit.find("a[href$='.tlog-proof']").count()).isEqualTo(1);
    }
  }

  /** What stands in no list that is verified says so, and opens what is behind it all the same. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/boards/410185?asOf=2016-10-17",
        "/boards/410185901?asOf=2016-10-17",
        "/boards/" + VILLAGE + "?asOf=" + OPEN_ON
      })
  void everyFigureIsADoorAndEveryDoorOpens(String path) {
    try (Visit visit = Visit.to(LoadedScenario.once().address(), Screen.DESK, Language.ZH)) {
      visit.open(path);
      assertThat(texts(visit, FIGURES + ".filter(e => !e.querySelector('a[href]'))")).isEmpty();

      List<String> doors =
          texts(visit, FIGURES + ".map(e => e.querySelector('a[href]').getAttribute('href'))");
      assertThat(doors).isNotEmpty();
      for (String door : new TreeSet<>(doors)) {
        int part = door.indexOf('#');
        if (part == 0) assertThat(visit.find(door).count()).as(door).isEqualTo(1);
        else {
          String address = part < 0 ? door : door.substring(0, part);
          var answer = visit.page().request().get(address);
          assertThat(answer.status()).as(door).isEqualTo(200);
          if (part > 0)
            assertThat(answer.text()).contains("id=\"" + door.substring(part + 1) + "\"");
        }
      }
    }
  }

  @Test
  void whatOpensAFigureIsWhatItIsMadeOf() {
    try (Visit visit = Visit.to(LoadedScenario.once().address(), Screen.DESK, Language.ZH)) {
      visit.open("/boards/410185?asOf=2016-10-17");
      assertThat(visit.find("#counts dl.figures dd a").first().getAttribute("href"))
          .isEqualTo("#standings");
      assertThat(visit.find("#standings a[href^='/lists/standings']").count()).isEqualTo(1);
      assertThat(visit.find("#counted a[href^='/lists/']").count()).isEqualTo(3);
      assertThat(visit.find("a[href^='/funds?region=410185']:has-text('元')").count()).isPositive();
      assertThat(visit.find("td[data-is^='told.causes'] a[href^='/progress/410185']").count())
          .isPositive();
    }
  }

  private static final String FIGURES =
      "[...document.querySelectorAll('main .amount:not(th), main dd')]"
          + ".filter(e => /\\d/.test(e.textContent))";

  @SuppressWarnings("unchecked")
  private static List<String> texts(Visit visit, String script) {
    return (List<String>)
        visit.page().evaluate("() => " + script + ".map(e => e.textContent ?? e)");
  }

  @Test
  void withTheKeyboardAloneHeSkipsToTheTextAndVerifies() {
    try (Visit visit = Visit.to(LoadedScenario.once().address(), Screen.DESK, Language.ZH)) {
      visit.open("/boards/410185");
      visit.page().keyboard().press("Tab");
      assertThat(visit.page().evaluate("document.activeElement.className")).isEqualTo("skip");
      visit.find("#verify [data-verify]").focus();
      visit.page().keyboard().press("Enter");
      visit.find("#verify[data-result] [data-verify]:enabled").waitFor();

      assertThat(visit.find("#verify [role=status]").innerText()).contains("三步都一致");
    }
  }
}
