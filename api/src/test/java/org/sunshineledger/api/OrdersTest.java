package org.sunshineledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrdersTest extends OpenDoors {

  private static final String EXIT = "/households/" + TownOnTheLedger.LI + "/exit-household";
  private static final String REVERIFY = "/households/" + TownOnTheLedger.LI + "/reverify";

  @Test
  void anExitWithoutTheHouseholdsConfirmationIsRefusedWithItsCode() {
    long before = ledger.journal().size();

    HttpResponse<String> refused =
        order("approver", EXIT, "{\"occurredOn\":\"2026-01-05\",\"order\":{}}");

    assertThat(problem(refused)).isEqualTo("409 HOUSEHOLD_HAS_NOT_CONFIRMED");
    assertThat(json(refused).path("source").asString()).contains("双认定");
    assertThat(json(refused).path("remedy").asString()).contains("贫困户本人");
    assertThat(ledger.journal().size()).as("nothing was appended").isEqualTo(before);
  }

  @Test
  void aTakenOrderAnswersWithItsFacts() {
    HttpResponse<String> taken =
        order(
            "reviewer",
            REVERIFY,
            "{\"occurredOn\":\"2026-01-05\",\"order\":{\"outcome\":\"CONFIRMED\"}}");

    assertThat(taken.statusCode()).isEqualTo(201);
    String fact = json(taken).path("facts").get(0).asString();
    assertThat(taken.headers().firstValue("Location")).contains(fact);
    String detail =
        json(send(as("auditor", to(fact)).header("Accept", "application/json")))
            .at("/content/detail/bytes")
            .asString();
    assertThat(detail)
        .contains("\"officer\":\"DEMO-REVIEWER\"")
        .contains("\"mode\":\"LIVE\"")
        .contains("\"origin\":\"ENTERED\"");
  }

  @Test
  void anIdempotencyKeyRecordsOnceAndOnlyTheSame() {
    String body = "{\"occurredOn\":\"2026-01-06\",\"order\":{\"outcome\":\"CONFIRMED\"}}";

    HttpResponse<String> first = withKey("key-2026-0001", body);
    long size = ledger.journal().size();
    HttpResponse<String> second = withKey("key-2026-0001", body);
    HttpResponse<String> other = withKey("key-2026-0001", body.replace("01-06", "01-07"));

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(json(second).path("first")).isEqualTo(json(first).path("first"));
    assertThat(problem(other)).isEqualTo("422 KEY_REUSED");
    assertThat(ledger.journal().size()).isEqualTo(size);
  }

  private HttpResponse<String> withKey(String key, String body) {
    return send(
        as("reviewer", to(REVERIFY))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{                                                              | body",
        "[]                                                             | ",
        "{\"order\":{\"outcome\":\"CONFIRMED\"}}                          | occurredOn",
        "{\"occurredOn\":\"yesterday\",\"order\":{}}                      | occurredOn",
        "{\"occurredOn\":\"1900-01-01\",\"order\":{\"outcome\":\"CONFIRMED\"}} | occurredOn",
        "{\"occurredOn\":\"2026-01-05\",\"order\":[]}                     | order",
        "{\"occurredOn\":\"2026-01-05\",\"order\":{}}                     | order.outcome",
        "{\"occurredOn\":\"2026-01-05\",\"order\":{\"outcome\":\"GOOD\"}}   | order.outcome",
        "{\"occurredOn\":\"2026-01-05\",\"order\":{\"outcome\":1}}         | order.outcome",
        "{\"occurredOn\":\"2026-01-05\",\"actor\":{},\"order\":{\"outcome\":\"CONFIRMED\"}} |"
            + " actor",
        "{\"occurredOn\":\"2026-01-05\",\"order\":{\"outcome\":\"CONFIRMED\",\"x\":1}} | order.x",
        "{\"occurredOn\":\"2026-01-05\",\"order\":{\"household\":\"1234\",\"outcome\":\"CONFIRMED\"}}"
            + " | order.household",
        "{\"occurredOn\":\"2026-01-05\",\"signers\":[{\"officer\":\"BF-1\"}],\"order\":{\"outcome\":\"CONFIRMED\"}}"
            + " | signers[0].capacity",
        "{\"occurredOn\":\"2026-01-05\",\"basis\":\"a\\u0000b\",\"order\":{\"outcome\":\"CONFIRMED\"}}"
            + " | basis"
      })
  void aMalformedOrderNamesTheField(String body, String field) {
    long before = ledger.journal().size();

    HttpResponse<String> refused = order("reviewer", REVERIFY, body);

    assertThat(problem(refused)).isEqualTo("400 MALFORMED");
    assertThat(json(refused).path("field").asString("")).isEqualTo(field == null ? "" : field);
    assertThat(ledger.journal().size()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "officers | admin   | {'officer':'ZJ-0001','name':'440524188001010014'} | order.name",
        "officers | admin   | {'officer':'ZJ440524188001010014','name':'某'} | order.officer",
        "payments | finance | {'payment':'FK-0009','project':'XM-0001','fund':'X〔2016〕1号',"
            + "'programme':'INDUSTRY_GRANT','period':'这个月','lines':[],'controlTotal':0} | order",
        "payments | finance | {'payment':'FK-0009','project':'XM-0001','fund':'X〔2016〕1号',"
            + "'programme':'INDUSTRY_GRANT','period':'2016','lines':[],"
            + "'controlTotal':9223372036854775807} | order.controlTotal"
      })
  void whatNoFactMayHoldIsMalformed(String kind, String role, String order, String field) {
    long before = ledger.journal().size();

    HttpResponse<String> refused =
        order(
            role,
            "/" + kind,
            "{\"occurredOn\":\"2026-01-05\",\"order\":" + order.replace('\'', '"') + "}");

    assertThat(problem(refused)).isEqualTo("400 MALFORMED");
    assertThat(json(refused).path("field").asString("")).isEqualTo(field);
    assertThat(refused.body()).doesNotContain("440524188001010014");
    assertThat(ledger.journal().size()).isEqualTo(before);
  }

  @Test
  void severalWrongFieldsAreAllNamedWithWhatIsWrong() {
    HttpResponse<String> refused =
        order(
            "finance",
            "/funds",
            """
            {"occurredOn":"2026-01-05","order":{"fund":"郑财预〔2026〕1号","sourceLevel":"SOME",
            "purpose":"GENERAL","year":"2026","amount":9000000000000000000,"colour":1}}
            """);

    assertThat(problem(refused)).isEqualTo("400 MALFORMED");
    assertThat(json(refused).path("field").asString()).isEqualTo("order.sourceLevel");
    assertThat(
            json(refused).path("fields").valueStream().map(each -> each.path("field").asString()))
        .containsExactly(
            "order.sourceLevel", "order.year", "order.region", "order.amount", "order.colour");
    assertThat(json(refused).at("/fields/3/detail").asString()).isEqualTo("金额过大");
    assertThat(json(refused).path("detail").asString()).contains("order.region: 缺少这一项");
  }

  @Test
  void aFigureBeyondALongIsTooMuchMoneyToo() {
    HttpResponse<String> refused =
        order(
            "finance",
            "/funds",
            """
            {"occurredOn":"2026-01-05","order":{"fund":"郑财预〔2026〕1号","sourceLevel":"CITY",
            "purpose":"GENERAL","year":2026,"region":"410100","amount":99999999999999999999}}
            """);

    assertThat(problem(refused)).isEqualTo("400 MALFORMED");
    assertThat(json(refused).path("field").asString()).isEqualTo("order.amount");
    assertThat(json(refused).path("detail").asString()).isEqualTo("金额过大");
    assertThat(json(refused).path("fields").isMissingNode()).isTrue();
  }

  @Test
  void eachRoleGivesItsOwnOrders() {
    assertThat(problem(order("clerk", EXIT, "{}"))).isEqualTo("403 NOT_YOUR_ROLE");
    assertThat(problem(order("auditor", EXIT, "{}"))).isEqualTo("403 NOT_YOUR_ROLE");
  }

  @Test
  void staffActOnlyInsideTheirRegion() {
    String village =
        """
        {"occurredOn":"2026-01-05","order":
          {"village":"410183100901","level":"CITY","ruralPopulation":900}}
        """;
    ledgerHasVillageInXinmi();

    assertThat(problem(order("approver", "/villages", village)))
        .isEqualTo("403 OUTSIDE_YOUR_REGION");
  }

  private void ledgerHasVillageInXinmi() {
    if (!ledger.journal().stream("region/410183100").isEmpty()) return;
    assertThat(define("410183100", "TOWNSHIP", "410183").statusCode()).isEqualTo(201);
    assertThat(define("410183100901", "VILLAGE", "410183100").statusCode()).isEqualTo(201);
  }

  private HttpResponse<String> define(String code, String level, String parent) {
    return order(
        "admin",
        "/regions",
        """
        {"occurredOn":"2014-01-01","order":
          {"region":"%s","name":"新密","level":"%s","parent":"%s"}}
        """
            .formatted(code, level, parent));
  }

  @Test
  void whatIsNotThereIsNotFound() {
    String body = "{\"occurredOn\":\"2026-01-05\",\"order\":{\"outcome\":\"CONFIRMED\"}}";

    assertThat(problem(order("reviewer", "/households/99999999/reverify", body)))
        .isEqualTo("404 UNKNOWN_SUBJECT");
    assertThat(problem(order("reviewer", "/households/99999999/vanish", body)))
        .isEqualTo("404 UNKNOWN_ORDER");
    assertThat(
            problem(
                order(
                    "clerk",
                    "/households",
                    """
                    {"occurredOn":"2026-01-05","order":{"household":"777788889999",
                     "village":"999999999999","group":1,"claimedCauses":["ILLNESS"],
                     "members":[{"member":"01","relationship":"HEAD","name":"王某某",
                                 "idNumber":"990000195501010023"}]}}
                    """)))
        .isEqualTo("404 UNKNOWN_REGION");
  }

  @Test
  void onlyJsonAndNotTooMuchOfIt() {
    HttpRequest.Builder text =
        as("reviewer", to(REVERIFY))
            .header("Content-Type", "text/plain")
            .POST(HttpRequest.BodyPublishers.ofString("{}"));
    assertThat(problem(send(text))).isEqualTo("415 WRONG_MEDIA_TYPE");

    String large = "{\"basis\":\"" + "x".repeat(2 << 20) + "\"}";
    assertThat(problem(order("reviewer", REVERIFY, large))).isEqualTo("413 TOO_LARGE");
  }

  @Test
  void nobodyActsWithoutSigningIn() {
    HttpRequest.Builder anonymous =
        to(REVERIFY)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{}"));

    HttpResponse<String> refused = send(anonymous);

    assertThat(problem(refused)).isEqualTo("401 SIGN_IN");
    assertThat(refused.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Basic");
  }

  @Test
  void paperHistoryNeedsAnOpenBackfill() {
    String body =
        """
        {"occurredOn":"2015-02-01","mode":"BACKFILL","order":
          {"fund":"郑财预〔2015〕9号","sourceLevel":"CITY","purpose":"INDUSTRY","year":2015,
           "region":"410183","amount":10000}}
        """;

    assertThat(problem(order("finance", "/funds", body))).isEqualTo("409 BACKFILL_NOT_OPEN");
  }
}
