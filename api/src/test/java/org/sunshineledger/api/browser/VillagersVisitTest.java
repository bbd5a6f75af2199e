package org.sunshineledger.api.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("村民：举报和回执 A villager reports something and reads his receipt")
class VillagersVisitTest extends TownVisits {

  /** Once, as all tests hand in from one address, of which not many are taken. */
  @Test
  @DisplayName("what is handed in has a receipt, which is found again by its number in every way")
  void theReceiptIsFoundByItsNumber() {
    String number = handedIn();
    for (Language language : Language.values())
      try (Visit visit = visit(Screen.PHONE, language)) {
        visit.isSoundOnPhoneAndDesk("/objections").on(Screen.PHONE);
        Page page = visit.page();
        page.locator("main input[name=receipt]").fill(number);
        page.locator("main form button").click();
        assertThat(page.locator(".number code")).hasText(number);
        assertThat(page.locator(".lead .mark"))
            .hasText(language == Language.ZH ? "已收到" : "received");
        visit.isSound().on(Screen.DESK).isSound();
      }
  }

  private String handedIn() {
    try (Visit visit = visit(Screen.PHONE, Language.ZH)) {
      Page page = visit.open("/reports?region=410185");
      visit.isSound();
      page.locator("form.statement textarea").fill("发放名单上的人不是我们村的。");
      page.locator("form.statement button").click();
      assertThat(page).hasURL(Pattern.compile(".*/reports/[^?]+"));
      visit.isSound();
      return page.locator(".number code").innerText();
    }
  }

  @Test
  @DisplayName("the form of an objection is there while a notice is open")
  void theFormOfAnObjection() {
    for (Language language : Language.values())
      try (Visit visit = visit(Screen.PHONE, language)) {
        visit.isSoundOnPhoneAndDesk("/notices/410185100901-GS-1/objections");
        assertThat(visit.find("form.statement textarea")).isVisible();
      }
  }
}
