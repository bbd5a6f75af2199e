package org.sunshineledger.api.web;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.sunshineledger.api.OpenDoors;

/** Whoever follows a link stays at the moment he asked for. */
@DisplayName("页内链接不丢时点")
class MomentLinksTest extends OpenDoors {

  private static final Pattern LINK = Pattern.compile("href=\"(/[^\"#]*)\"");
  private static final Set<String> MOMENT = Set.of("asOf", "at", "knownAt", "position");

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  private RequestMappingHandlerMapping mapping;

  /** Between the head of the page, which begins anew, and its foot. */
  private static String main(String page) {
    return page.substring(page.indexOf("<main"), page.indexOf("</main>"));
  }

  private static List<String> links(String html) {
    List<String> links = new ArrayList<>();
    for (Matcher link = LINK.matcher(html); link.find(); )
      links.add(link.group(1).replace("&amp;", "&"));
    return links;
  }

  private static String path(String link) {
    return link.contains("?") ? link.substring(0, link.indexOf('?')) : link;
  }

  /** Names of what the link says of its moment. */
  private static Set<String> said(String link) {
    return Arrays.stream(link.substring(path(link).length()).split("[?&]", -1))
        .map(each -> each.contains("=") ? each.substring(0, each.indexOf('=')) : each)
        .filter(MOMENT::contains)
        .collect(toSet());
  }

  private String read(String reader, String path) {
    HttpResponse<String> page =
        send((reader.isEmpty() ? to(path) : as(reader, to(path))).header("Accept", "text/html"));
    assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
    return page.body();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "auditor /audit/households/4101851009010001?asOf=2016-12-31&",
        "auditor /audit/boards/410185100?asOf=2016-12-31&",
        "auditor /audit/money/410185?asOf=2016-12-31&",
        "auditor /audit/flags?asOf=2016-12-31&",
        "auditor /audit/why?view=region&key=410185100901&asOf=2016-12-31&",
        "auditor /audit/rows?view=region&region=410185&asOf=2016-12-31&",
        "inspector /audit/flags?asOf=2016-12-31&",
        "inspector /inspection/gaps?asOf=2016-12-31&",
        "inspector /inspection/officers/XZ-1?asOf=2016-12-31&",
        "inspector /inspection/households/4101851009010001/responsible?at=2016-12-31&",
        "inspector /inspection/villages/410185100901/responsible?at=2016-12-31&",
      })
  void aLinkKeepsToTheDayAndToWhatWasKnown(String line) {
    String reader = line.substring(0, line.indexOf(' '));
    String path = line.substring(line.indexOf(' ') + 1);
    AskedOf pages = new AskedOf(mapping);
    long size = ledger.journal().size();
    for (String known : List.of("position=" + size, "knownAt=9999-12-31")) {
      String html = main(read(reader, path + known));
      String name = known.substring(0, known.indexOf('='));
      int kept = 0;
      for (String link : links(html)) {
        Set<String> there = pages.at(path(link));
        boolean backToToday = path(link).equals(path(path));
        if (!backToToday && (there.contains("asOf") || there.contains("at")))
          assertThat(said(link)).as(link).containsAnyOf("asOf", "at");
        if (!there.contains(name)) continue;
        assertThat(link).containsOnlyOnce(name + "=").contains(known);
        kept++;
      }
      assertThat(kept).as("links on %s", path).isPositive();
      assertThat(html).as("the form").contains("name=\"" + name + "\"");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/boards/410185?asOf=2016-12-31",
        "/funds?asOf=2016-12-31",
        "/funds/ageing?asOf=2016-12-31",
        "/funds/%E9%83%91%E8%B4%A2%E9%A2%84%E3%80%942016%E3%80%957%E5%8F%B7?asOf=2016-12-31",
        "/projects?asOf=2016-12-31",
        "/projects/XM-410185-1?asOf=2016-12-31",
        "/disclosures?asOf=2016-12-31",
        "/progress?asOf=2016-12-31",
        "/progress/410185?asOf=2016-12-31",
      })
  void publicPagesKeepToTheirDay(String path) {
    AskedOf pages = new AskedOf(mapping);
    List<String> days =
        links(main(read("", path))).stream()
            .filter(link -> pages.at(path(link)).contains("asOf"))
            .filter(link -> !link.equals("/boards/410185"))
            .toList();

    assertThat(days).isNotEmpty().allSatisfy(link -> assertThat(said(link)).contains("asOf"));
  }

  /** Each link of progress that can be asked for a year names one, and the day goes along. */
  @ParameterizedTest
  @ValueSource(strings = {"/progress", "/progress/410185"})
  void progressKeepsToItsDayAndItsYear(String first) {
    AskedOf pages = new AskedOf(mapping);
    Set<String> seen = new HashSet<>();
    Deque<String> next = new ArrayDeque<>(List.of(first + "?asOf=2016-12-31&year=2015"));
    while (!next.isEmpty() && seen.size() < 12) {
      String path = next.remove();
      if (!seen.add(path)) continue;
      String html = main(read("", path));
      assertThat(html).as("the form").containsPattern("name=\"year\"");
      for (String link : links(html)) {
        if (!pages.at(path(link)).contains("year")) continue;
        assertThat(link).as("on %s", path).contains("asOf=2016-12-31").containsPattern("year=20");
        next.add(link);
      }
    }
    assertThat(seen).hasSizeGreaterThan(2);
  }

  @Test
  void theFormOfAnotherDayKeepsTheYearThatWasAskedForAndNoOther() {
    assertThat(main(read("", "/progress?asOf=2016-12-31&year=2015")))
        .containsPattern("<input type=\"hidden\" name=\"year\" value=\"2015\"");
    assertThat(main(read("", "/progress?asOf=2016-12-31"))).doesNotContain("name=\"year\"");
    assertThat(main(read("", "/progress?asOf=2014-05-01&year=2016"))).contains("2016");
  }

  @Test
  void theWayBackToTodayNamesNoDay() {
    assertThat(links(main(read("", "/boards/410185?asOf=2016-12-31"))))
        .contains("/boards/410185", "/boards/410185100?asOf=2016-12-31");
  }

  @Test
  void thePageInTheOtherLanguageIsAskedForTheSame() {
    assertThat(links(read("auditor", "/audit/why?view=region&key=410185100901&position=9&lang=zh")))
        .anySatisfy(link ->
            assertThat(link)
                .startsWith("/audit/why?lang=en")
                .contains("&view=region", "&key=410185100901", "&position=9")
                .doesNotContain("lang=zh"));
  }

  @Test
  void whatALinkSaysItselfHolds() {
    String difference =
        "/audit/difference?view=region&region=410185&from=2013-12-31&to=2016-12-31&positionTo=9";

    assertThat(links(main(read("auditor", difference))))
        .filteredOn(link -> link.startsWith("/audit/why"))
        .isNotEmpty()
        .allSatisfy(link ->
            assertThat(link).contains("asOf=2016-12-31", "position=9").doesNotContain("knownAt"));
  }
}
