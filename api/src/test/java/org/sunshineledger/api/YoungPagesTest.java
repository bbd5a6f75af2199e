package org.sunshineledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Pages that are given again, in the whole program: to whom, and to whom not. */
@DisplayName("Young pages")
@TestPropertySource(properties = "ledger.young-pages-again=true")
class YoungPagesTest extends OpenDoors {

  private static final String BOARD = "/boards/410185";

  @Test
  void theNameOfWhoIsSignedInReachesNobodyElse() {
    HttpResponse<String> before = page(BOARD);
    HttpResponse<String> clerk = send(as("clerk", to(BOARD).header("Accept", "text/html")));
    HttpResponse<String> after = page(BOARD);

    assertThat(before.headers().firstValue("ETag")).isPresent();
    assertThat(clerk.body()).contains(">clerk<");
    assertThat(clerk.headers().firstValue("ETag")).isEmpty();
    assertThat(after.body()).doesNotContain(">clerk<").contains("/login");
  }

  @Test
  void aProgramGetsTheLanguageItAsksFor() {
    for (int i = 0; i < 2; i++) {
      assertThat(problemIn("en")).contains("Content-Language: en");
      assertThat(problemIn("zh")).contains("Content-Language: zh-CN");
    }
  }

  private String problemIn(String language) {
    return "Content-Language: "
        + send(to(BOARD).header("Accept", "application/json").header("Accept-Language", language))
            .headers()
            .firstValue("Content-Language")
            .orElse("");
  }

  @Test
  void aTableIsAFileEachTime() {
    for (int i = 0; i < 2; i++)
      assertThat(data(BOARD + "?format=csv").headers().firstValue("Content-Disposition").orElse(""))
          .contains(".csv");
  }

  @Test
  void whoSaysTwiceWhatHeWantsDoesNotChooseForOthers() {
    HttpResponse<String> his = send(to(BOARD).header("Accept", "*/*").header("Accept", "text/csv"));
    HttpResponse<String> others = send(to(BOARD).header("Accept", "*/*"));

    assertThat(his.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
    assertThat(others.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
  }
}
