package org.sunshineledger.api.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sunshineledger.api.scenario.LoadedScenario;

/** How fast a page is depends on what else the machine does, so that is asserted when asked for. */
@DisplayName("公开页面的分量 What a public page weighs")
class WeightTest {

  private static final int MOST_BYTES = 200_000;
  private static final int MOST_MILLIS = 1_000;

  /** How often a page is opened again; the median of them counts. */
  private static final int AGAIN = 9;

  static List<String> pages() {
    return PublicAddresses.all();
  }

  /** All that travels for the first visit: the page, its style, scripts and pictures, as sent. */
  @ParameterizedTest
  @MethodSource("pages")
  void isUnderTwoHundredKilobytes(String path) {
    try (Visit visit = firstVisit()) {
      Weight weight = weighed(visit, path);

      assertThat(weight.requests()).isPositive();
      assertThat(weight.bytes()).as(path).isPositive().isLessThan(MOST_BYTES);
    }
  }

  /**
   * With {@code -Dinteractive=true}. Cold is the first time that anybody asks, with a browser that
   * has nothing of the program yet; warm is when both have been asked before. What it prints are
   * rows of "How fast" in api/README.
   */
  @ParameterizedTest
  @MethodSource("pages")
  @EnabledIfSystemProperty(named = "interactive", matches = "true")
  void isInteractiveWithinASecond(String path) {
    try (Visit visit = firstVisit()) {
      Weight weight = weighed(visit, path);
      long cold = interactive(visit.page());
      long warm =
          Stream.generate(() -> interactive(visit.open(path)))
              .limit(AGAIN)
              .sorted()
              .toList()
              .get(AGAIN / 2);

      System.out.printf("| `%s` | %,d | %,d | %,d |%n", path, weight.bytes(), cold, warm);
      assertThat(warm).as(path).isLessThan(MOST_MILLIS);
    }
  }

  private static Visit firstVisit() {
    return Visit.to(LoadedScenario.once().address(), Screen.PHONE, Language.ZH);
  }

  private record Weight(int requests, int bytes) {}

  private static Weight weighed(Visit visit, String path) {
    List<Request> requests = new ArrayList<>();
    visit.context().onRequestFinished(requests::add);
    visit.open(path);
    visit.page().waitForLoadState();
    // To ask for their sizes lets the browser tell of more.
    List<Request> sent = List.copyOf(requests);
    int bytes = 0;
    for (Request request : sent)
      bytes += request.sizes().responseBodySize + request.sizes().responseHeadersSize;
    return new Weight(sent.size(), bytes);
  }

  /** Milliseconds from the click until the page has been read and its scripts have begun. */
  private static long interactive(Page page) {
    return ((Number)
            page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"))
        .longValue();
  }
}
