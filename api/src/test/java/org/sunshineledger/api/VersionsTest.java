package org.sunshineledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What an order is answered, and how the next one says what its sender has seen. */
@DisplayName("Versions of a stream over HTTP")
class VersionsTest extends ProcedureDoors {

  private static final String CONFIRMED = "{'outcome':'CONFIRMED'}";

  private Family applied(int number) {
    Family family = new Family(number);
    on("2015-03-01");
    family.applies(VILLAGE);
    return family;
  }

  private HttpResponse<String> survey(Family family, int yuan, String... headers) {
    return post(
        "clerk",
        family.path + "survey-income",
        "{'occurredOn':'2015-03-01','order':{'year':2014,'surveyors':['DEMO-CLERK'],'parts':[{'kind':'FARMING','amount':%d}]}}"
            .formatted(yuan * 100L)
            .replace('\'', '"'),
        headers);
  }

  private HttpResponse<String> post(String account, String path, String body, String... headers) {
    HttpRequest.Builder request = as(account, to(path)).header("Content-Type", "application/json");
    for (int i = 0; i < headers.length; i += 2) request.header(headers[i], headers[i + 1]);
    return send(request.POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> facts(String account, String path) {
    return send(as(account, to(path)).header("Accept", "application/json"));
  }

  private static String tag(HttpResponse<String> answer) {
    return answer.headers().firstValue("ETag").orElse("none");
  }

  @Test
  void anOrderIsAnsweredWithItsFactsTheirProofsAndTheVersionAfterIt() {
    Family li = applied(20_001);

    HttpResponse<String> answer = survey(li, 4_000);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    JsonNode taken = json(answer);
    long position = taken.path("first").asLong();
    assertThat(taken.path("stream").asString()).isEqualTo("household/" + li.number);
    assertThat(taken.path("version").asLong()).isEqualTo(1);
    assertThat(tag(answer)).isEqualTo("\"1\"");
    assertThat(taken.path("facts").toString()).isEqualTo("[\"/log/facts/%d\"]".formatted(position));
    String proof = taken.path("proofs").path(0).asString();
    assertThat(proof).isEqualTo("/log/proofs/%d.tlog-proof".formatted(position));
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> assertThat(send(to(proof)).body()).startsWith("c2sp.org/tlog-proof@v1\n"));
  }

  @Test
  void theVersionIsThatOfTheOrdersOwnStreamWhereItTouchesSeveral() {
    String fund = "登财预〔2016〕71号";
    String path = "/funds/" + URLEncoder.encode(fund, StandardCharsets.UTF_8);
    on("2016-02-01");
    taken(
        "finance",
        "/funds",
        "'fund':'%s','sourceLevel':'COUNTY','purpose':'INDUSTRY','year':2016,'region':'410185','amount':5000"
            .formatted(fund));

    HttpResponse<String> passedOn =
        give(
            "finance",
            path + "/pass-down-fund",
            "'region':'410185100','document':'测财预〔2016〕71号','purpose':'INDUSTRY','amount':1000");

    assertThat(passedOn.statusCode()).as(passedOn.body()).isEqualTo(201);
    assertThat(json(passedOn).path("facts")).hasSize(2);
    assertThat(tag(passedOn)).isEqualTo("\"1\"").isEqualTo(tag(data(path + "/facts")));
  }

  @Test
  void anOrderForTheVersionItsSenderHasSeenIsTaken() {
    Family li = applied(20_002);
    String seen = tag(facts("clerk", li.path.substring(0, li.path.length() - 1)));

    HttpResponse<String> first = survey(li, 4_000, "If-Match", seen);
    HttpResponse<String> second = survey(li, 4_100, "If-Match", tag(first));

    assertThat(seen).isEqualTo("\"0\"");
    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(second.statusCode()).isEqualTo(201);
    assertThat(tag(second)).isEqualTo("\"2\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"0\"",
        "\"2\"",
        "W/\"1\"",
        "\"01\"",
        "\"x\"",
        "\"\"",
        "\"0\", \"7\"",
        "\"99999999999999999999\""
      })
  void anOrderForAnotherVersionIsNotCarriedOut(String seen) {
    Family li = applied(20_100 + Math.floorMod(seen.hashCode(), 800));
    survey(li, 4_000);
    long before = ledger.journal().size();

    HttpResponse<String> refused = survey(li, 4_100, "If-Match", seen);

    assertThat(problem(refused)).isEqualTo("412 MOVED_ON");
    assertThat(json(refused).path("field").asString()).isEqualTo("If-Match");
    assertThat(json(refused).path("detail").asString()).isEqualTo("现为第 1 版");
    assertThat(tag(refused)).isEqualTo("\"1\"");
    assertThat(ledger.journal().size()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1", "\"1", "\"1\" \"2\"", "\"1\",", ",\"1\"", "*,\"1\"", "w/\"1\"", "''"})
  void aHeaderThatIsNoListOfTagsIsMalformed(String header) {
    Family li = applied(21_000 + Math.floorMod(header.hashCode(), 800));

    HttpResponse<String> refused = survey(li, 4_000, "If-Match", header);

    assertThat(problem(refused)).isEqualTo("400 MALFORMED");
    assertThat(json(refused).path("field").asString()).isEqualTo("If-Match");
  }

  @Test
  void anyOfSeveralVersionsWillDoAndAStarMeansWhicheverThereIs() {
    Family li = applied(20_003);
    assertThat(survey(li, 4_000, "If-Match", "\"7\", \"0\"").statusCode()).isEqualTo(201);
    assertThat(survey(li, 4_100, "If-Match", "*").statusCode()).isEqualTo(201);
    assertThat(survey(li, 4_200, "If-Match", "\"5\"", "If-Match", "\"2\"").statusCode())
        .isEqualTo(201);
  }

  @ParameterizedTest
  @CsvSource({"*", "'\"0\"'"})
  void whatIsToBeginCannotHaveBeenSeen(String seen) {
    on("2015-03-01");
    HttpResponse<String> refused =
        post(
            "admin",
            "/officers",
            "{\"occurredOn\":\"2015-03-01\",\"order\":{\"officer\":\"NEU-1\",\"name\":\"某某\"}}",
            "If-Match",
            seen);

    assertThat(problem(refused)).isEqualTo("412 MOVED_ON");
    assertThat(ledger.journal().stream("officer/NEU-1")).isEmpty();
  }

  @Test
  void aRepeatedOrderIsAnsweredTheSameWhereverItsStreamIsByNow() {
    Family li = applied(20_004);
    String[] headers = {"Idempotency-Key", "survey-20004", "If-Match", "\"0\""};

    HttpResponse<String> first = survey(li, 4_000, headers);
    survey(li, 4_100);
    HttpResponse<String> again = survey(li, 4_000, headers);

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(tag(again)).isEqualTo(tag(first)).isEqualTo("\"1\"");
    assertThat(json(again).path("facts")).isEqualTo(json(first).path("facts"));
    assertThat(json(again).path("proofs")).isEqualTo(json(first).path("proofs"));
    assertThat(json(again).path("version")).isEqualTo(json(first).path("version"));
  }

  @Test
  void aPassedVersionIsSaidBeforeWhatTheRulesSay() {
    Family li = applied(20_005);
    survey(li, 4_000);
    String reverify =
        "{'occurredOn':'2015-03-01','order':%s}".formatted(CONFIRMED).replace('\'', '"');

    assertThat(problem(post("reviewer", li.path + "reverify", reverify, "If-Match", "\"0\"")))
        .isEqualTo("412 MOVED_ON");
    assertThat(problem(post("reviewer", li.path + "reverify", reverify, "If-Match", "\"1\"")))
        .isEqualTo("409 NOT_ON_REGISTER");
  }

  @Test
  void ofManyWhoSawTheSameVersionOneGoesOn() {
    Family li = applied(20_006);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<Integer>> answers =
          IntStream.range(0, 8)
              .mapToObj(i ->
                  CompletableFuture.supplyAsync(
                      () -> survey(li, 4_000 + i, "If-Match", "\"0\"").statusCode(), threads))
              .toList();
      assertThat(answers.stream().map(CompletableFuture::join))
          .containsOnly(201, 412)
          .containsOnlyOnce(201);
    }
    assertThat(ledger.journal().stream("household/" + li.number)).hasSize(2);
  }

  @Test
  void staffReadTheFactsOfAHouseholdInTheirOrder() {
    Family li = applied(20_007);
    survey(li, 4_000);

    HttpResponse<String> answer = facts("clerk", "/households/" + li.number);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(tag(answer)).isEqualTo("\"1\"");
    JsonNode content = json(answer).path("content");
    assertThat(content.path("version").asLong()).isEqualTo(1);
    assertThat(content.path("next").isNull()).isTrue();
    assertThat(content.path("facts").valueStream().map(each -> each.path("type").asString()))
        .containsExactly("household.household-applied.v1", "household.income-surveyed.v1");
    JsonNode second = content.path("facts").path(1);
    assertThat(second.path("sequence").asLong()).isEqualTo(1);
    assertThat(second.path("occurredOn").asString()).isEqualTo("2015-03-01");
    long position = second.path("position").asLong();
    assertThat(second.path("entry").asString()).isEqualTo("/log/facts/" + position);
    assertThat(second.path("proof").asString()).endsWith("/" + position + ".tlog-proof");
    HttpResponse<String> page =
        send(as("clerk", to("/households/" + li.number)).header("Accept", "text/html"));
    assertThat(page.body()).contains("现为第 1 版", "农户申请", "入户调查").doesNotContain("??");
    assertThat(json(facts("clerk", "/households/" + li.number + "/facts")).path("content"))
        .isEqualTo(content);
    assertThat(json(facts("clerk", "/households/" + li.number + "?from=1")).at("/content/facts"))
        .hasSize(1);
  }

  @Test
  void theFactsOfAHouseholdAreForStaffOfItsRegionWhoWorkWithIt() {
    Family li = applied(20_008);
    String path = "/households/" + li.number;

    assertThat(problem(data(path))).isEqualTo("401 SIGN_IN");
    assertThat(problem(data("/households/99999999"))).isEqualTo("401 SIGN_IN");
    assertThat(page(path).statusCode()).as("a browser is shown the login").isEqualTo(302);
    assertThat(problem(facts("admin", path))).isEqualTo("403 NOT_YOUR_ROLE");
    assertThat(problem(facts("admin", "/households/99999999"))).isEqualTo("403 NOT_YOUR_ROLE");
    assertThat(problem(facts("clerk", "/households/99999999"))).isEqualTo("404 UNKNOWN_SUBJECT");
    assertThat(problem(facts("clerk", "/leads/XS-1"))).isEqualTo("403 NOT_YOUR_ROLE");
    assertThat(problem(facts("clerk", "/persons/" + li.number + "-01")))
        .isEqualTo("403 NOT_YOUR_ROLE");
    assertThat(problem(facts("clerk", path + "?from=-1"))).isEqualTo("400 MALFORMED");
    assertThat(problem(facts("clerk", path + "?from=x"))).isEqualTo("400 MALFORMED");
    assertThat(problem(facts("clerk", "/households/" + "9".repeat(300))))
        .isEqualTo("404 UNKNOWN_SUBJECT");
  }

  @Test
  void ofAnOfficerEverybodyReadsWhatIsPublicAndStaffTheRest() {
    Family li = applied(20_009);
    taken(
        "admin",
        "/officers/XZ-1/pair",
        "'scope':'HOUSEHOLD','target':'household/%s'".formatted(li.number));

    HttpResponse<String> everybody = data("/officers/XZ-1");
    HttpResponse<String> clerk = facts("clerk", "/officers/XZ-1");

    assertThat(everybody.statusCode()).isEqualTo(200);
    assertThat(tag(everybody)).isEqualTo("none");
    assertThat(everybody.body()).doesNotContain("officer.paired").doesNotContain(li.number);
    assertThat(json(everybody).at("/content/version").isNull()).isTrue();
    assertThat(json(everybody).at("/content/facts/0/sequence").isNull()).isTrue();
    assertThat(clerk.body()).contains("officer.paired.v1");
    assertThat(tag(clerk))
        .isEqualTo("\"%d\"".formatted(ledger.journal().stream("officer/XZ-1").size() - 1));
  }

  @Test
  void whatIsForEverybodyHasItsVersionForEverybody() {
    HttpResponse<String> region = data("/regions/410185");

    assertThat(region.statusCode()).isEqualTo(200);
    assertThat(tag(region)).isEqualTo("\"0\"");
    assertThat(problem(data("/regions/999999"))).isEqualTo("404 UNKNOWN_SUBJECT");
    assertThat(problem(data("/funds/none/facts"))).isEqualTo("404 UNKNOWN_SUBJECT");
  }
}
