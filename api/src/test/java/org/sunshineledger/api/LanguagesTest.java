package org.sunshineledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sunshineledger.ledger.rules.Rule;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("The language of an answer")
class LanguagesTest extends OpenDoors {

  private static final String LI = TownOnTheLedger.LI.number();
  private static final String REVERIFY = "/households/" + LI + "/reverify";
  private static final String DAY = "2026-01-06";

  private final ResourceBundle chinese =
      ResourceBundle.getBundle("messages", Locale.SIMPLIFIED_CHINESE);
  private final ResourceBundle english = ResourceBundle.getBundle("messages", Locale.ENGLISH);

  private HttpRequest.Builder posted(String account, String path, String body) {
    return as(account, to(path))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body.replace('\'', '"')));
  }

  private HttpRequest.Builder confirmed(String day) {
    return posted(
        "reviewer", REVERIFY, "{'occurredOn':'%s','order':{'outcome':'CONFIRMED'}}".formatted(day));
  }

  /** One of each way in which a request is turned away. */
  private Map<String, Supplier<HttpRequest.Builder>> turnedAway() {
    Map<String, Supplier<HttpRequest.Builder>> requests = new LinkedHashMap<>();
    requests.put("400 MALFORMED", () -> posted("reviewer", REVERIFY, "{'occurredOn':'soon'}"));
    requests.put("400 MALFORMED body", () -> posted("reviewer", REVERIFY, "{"));
    requests.put(
        "400 MALFORMED fields",
        () -> posted("reviewer", REVERIFY, "{'occurredOn':'soon','x':1,'order':{}}"));
    requests.put("400 MALFORMED If-Match", () -> confirmed(DAY).header("If-Match", "1"));
    requests.put("400 MALFORMED parameter", () -> to("/boards/410185?asOf=soon"));
    requests.put("400 MALFORMED missing", () -> to("/log/consistency?from=1"));
    requests.put("401 SIGN_IN", () -> to("/audit/flags"));
    requests.put("401 SIGN_IN order", () -> to(REVERIFY).POST(BodyPublishers.ofString("{}")));
    requests.put("403 NOT_YOUR_ROLE", () -> as("clerk", to("/audit/flags")));
    requests.put("403 NOT_YOUR_ROLE order", () -> posted("auditor", REVERIFY, "{}"));
    requests.put("403 OUTSIDE_YOUR_REGION", () -> as("payer", to("/households/" + LI)));
    requests.put("404 UNKNOWN_ADDRESS", () -> to("/nowhere"));
    requests.put(
        "404 UNKNOWN_ORDER", () -> posted("reviewer", "/households/" + LI + "/vanish", "{}"));
    requests.put("404 UNKNOWN_SUBJECT", () -> as("clerk", to("/households/99999999")));
    requests.put("404 UNKNOWN_PLACE", () -> to("/boards/999999"));
    requests.put("404 UNKNOWN_FACT", () -> to("/log/facts/99999999"));
    requests.put("404 UNKNOWN_EDITION", () -> to("/rules/none-2014.1"));
    requests.put("404 UNKNOWN_VIEW", () -> as("auditor", to("/audit/views/none?region=410185")));
    requests.put(
        "405 WRONG_METHOD",
        () -> as("reviewer", to(REVERIFY)).method("PUT", BodyPublishers.noBody()));
    requests.put("406 NOT_ACCEPTABLE", () -> to("/progress").header("Accept", "image/png"));
    requests.put(
        "409 NOT_EXITED",
        () ->
            posted(
                "approver",
                "/households/" + LI + "/record-relapse",
                "{'occurredOn':'%s','order':{'cause':'DISASTER','standard':'NATIONAL'}}"
                    .formatted(DAY)));
    requests.put("412 MOVED_ON", () -> confirmed(DAY).header("If-Match", "\"999\""));
    requests.put(
        "413 TOO_LARGE",
        () -> posted("reviewer", REVERIFY, "{'basis':'%s'}".formatted("x".repeat(2 << 20))));
    requests.put(
        "415 WRONG_MEDIA_TYPE",
        () ->
            as("reviewer", to(REVERIFY))
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{}")));
    requests.put(
        "422 KEY_REUSED", () -> confirmed("2026-01-07").header("Idempotency-Key", "languages-1"));
    return requests;
  }

  @TestFactory
  Stream<DynamicTest> everyProblemIsToldInTheLanguageThatIsAskedFor() {
    assertThat(send(confirmed("2026-01-06").header("Idempotency-Key", "languages-1")).statusCode())
        .isIn(200, 201);
    return turnedAway().entrySet().stream()
        .map(each ->
            DynamicTest.dynamicTest(
                each.getKey(), () -> isToldInBothLanguages(each.getKey(), each.getValue())));
  }

  /** Each request has a trace of its own. */
  private JsonNode withoutItsTrace(HttpResponse<String> problem) {
    ObjectNode told = (ObjectNode) json(problem);
    assertThat(told.remove("traceId")).isNotNull();
    return told;
  }

  private void isToldInBothLanguages(String name, Supplier<HttpRequest.Builder> request) {
    String problem = String.join(" ", List.of(name.split(" ", -1)).subList(0, 2));
    HttpResponse<String> unasked = send(request.get());
    HttpResponse<String> inChinese = send(request.get().header("Accept-Language", "zh-CN"));
    HttpResponse<String> inEnglish = send(request.get().header("Accept-Language", "en-GB, en"));

    assertThat(problem(unasked)).isEqualTo(problem);
    assertThat(problem(inChinese)).isEqualTo(problem);
    assertThat(problem(inEnglish)).isEqualTo(problem);
    String code = problem.substring(4);
    assertThat(json(inEnglish).path("title").asString()).isEqualTo(title(code, english));
    assertThat(json(inChinese).path("title").asString()).isEqualTo(title(code, chinese));
    assertThat(withoutItsTrace(unasked)).isEqualTo(withoutItsTrace(inChinese));
    assertThat(inEnglish.headers().firstValue("Content-Language")).contains("en");
    assertThat(unasked.headers().firstValue("Content-Language")).contains("zh-CN");
    for (String told : Set.of("detail", "remedy"))
      assertThat(json(inEnglish).path(told).asString(""))
          .as(told)
          .doesNotContainPattern("\\p{IsHan}");
    for (JsonNode field : json(inEnglish).path("fields"))
      assertThat(field.path("detail").asString()).doesNotContainPattern("\\p{IsHan}");
  }

  private static String title(String code, ResourceBundle bundle) {
    for (Rule rule : Rule.values())
      if (rule.name().equals(code))
        return bundle.getLocale().equals(Locale.ENGLISH) ? rule.english() : rule.chinese();
    return bundle.getString("fault." + code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/nowhere         |         | en            | en",
        "/nowhere         |         | en-US,zh;q=0.5| en",
        "/nowhere         |         | fr, en;q=0.8, zh;q=0.9 | zh-CN",
        "/nowhere         |         | fr            | zh-CN",
        "/nowhere         |         | *             | zh-CN",
        "/nowhere         |         | ;;q=,,!!      | zh-CN",
        "/nowhere         | lang=zh | en            | zh-CN",
        "/nowhere         | lang=en | zh            | en",
        "/nowhere         | lang=fr | en            | en",
        "/nowhere         | lang=fr |               | zh-CN",
        "/nowhere         | lang=\"%%\" | en        | en",
        "/nowhere?lang=en | lang=zh | zh            | en",
        "/nowhere?lang=zh | lang=en | en            | zh-CN",
        "/nowhere?lang=fr | lang=en | zh            | en",
        "/progress?lang=en|         |               | en",
        "/progress        |         | en            | en"
      })
  void theAddressIsAskedFirstThenTheCookieThenTheHeader(
      String address, String cookie, String header, String language) {
    HttpRequest.Builder request = to(address).header("Accept", "application/json");
    if (cookie != null) request.header("Cookie", cookie);
    if (header != null) request.header("Accept-Language", header);

    HttpResponse<String> answer = send(request);

    assertThat(answer.statusCode()).isIn(200, 404);
    assertThat(answer.headers().firstValue("Content-Language")).contains(language);
  }

  @Test
  void aBrowserIsSpokenToInChineseUntilItsReaderChooses() {
    HttpRequest.Builder request =
        to("/progress").header("Accept", "text/html").header("Accept-Language", "en-US,en;q=0.9");

    assertThat(send(request).body()).contains("lang=\"zh-CN\"");
  }
}
