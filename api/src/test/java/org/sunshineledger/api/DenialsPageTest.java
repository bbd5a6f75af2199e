package org.sunshineledger.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.sunshineledger.api.security.Denials;
import tools.jackson.databind.JsonNode;

@DisplayName("拒绝记录")
class DenialsPageTest extends OpenDoors {

  @Autowired private Denials denials;
  @Autowired private JdbcClient db;

  private List<JsonNode> listed(String reader, String query) {
    denials.write();
    HttpResponse<String> answer =
        send(as(reader, to("/audit/denials" + query)).header("Accept", "application/json"));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return StreamSupport.stream(json(answer).path("content").path("denials").spliterator(), false)
        .toList();
  }

  /** Who is turned away has his answer before it is noted. */
  private List<JsonNode> listedWith(String code, String address, String reader) {
    Predicate<JsonNode> is =
        each ->
            each.path("code").asString().equals(code)
                && each.path("address").asString().equals(address);
    return Awaitility.await().until(() -> listed(reader, ""), list -> list.stream().anyMatch(is));
  }

  private static int times(List<JsonNode> listed) {
    return listed.stream().mapToInt(each -> each.path("times").asInt()).sum();
  }

  private HttpResponse<String> withPassword(String account, String password, String path) {
    String credentials = account + ":" + password;
    return send(
        to(path)
            .header("Accept", "application/json")
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder()
                        .encodeToString(credentials.getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void aRoleThatMayNotIsOnRecordWithoutTheHouseholdsNumber() {
    assertThat(
            send(as("payer", to("/audit/households/" + TownOnTheLedger.LI + "/plans")))
                .statusCode())
        .isEqualTo(403);

    assertThat(listedWith("NOT_YOUR_ROLE", "/audit/households/{}/plans", "auditor"))
        .anySatisfy(each -> {
          assertThat(each.path("account").asString()).isEqualTo("payer");
          assertThat(each.path("officer").asString()).isEqualTo("DEMO-PAYER");
          assertThat(each.path("code").asString()).isEqualTo("NOT_YOUR_ROLE");
          assertThat(each.path("method").asString()).isEqualTo("GET");
          assertThat(each.path("address").asString()).isEqualTo("/audit/households/{}/plans");
          assertThat(each.path("network").asString()).isEqualTo("127.0.0.0/24");
          assertThat(each.path("firstAt").asString()).isNotBlank();
        })
        .allSatisfy(
            each -> assertThat(each.toString()).doesNotContain(TownOnTheLedger.LI.number()));
  }

  @Test
  void aWrongPasswordIsOnRecordWithTheAccountWhereThereIsOne() {
    withPassword("approver", "wrong-password", "/audit/flags");
    withPassword("my-password-by-mistake", "approver", "/audit/flags");
    withPassword("null\u0000byte", "x", "/audit/flags");

    List<JsonNode> all =
        Awaitility.await()
            .until(
                () -> listed("admin", ""),
                list ->
                    list.stream().anyMatch(each -> isWrongPasswordOf("approver", each))
                        && list.stream().anyMatch(each -> isWrongPasswordOf("", each)));
    assertThat(all.toString()).doesNotContain("my-password-by-mistake");
    assertThat(listed("auditor", ""))
        .as("without an account it is of no region")
        .allSatisfy(each -> assertThat(each.path("account").asString()).isNotBlank());
  }

  private static boolean isWrongPasswordOf(String account, JsonNode denial) {
    return denial.path("account").asString("").equals(account)
        && denial.path("code").asString().equals("SIGN_IN");
  }

  @Test
  void whoLooksOutsideHisRegionAndAFormWithoutItsTokenAreOnRecord() {
    send(as("auditor", to("/audit/accesses?region=410100")).header("Accept", "application/json"));
    send(
        as("inspector", to("/inspection/leads?region=410000"))
            .header("Accept", "application/json"));
    send(to("/logout").header("Accept", "text/html").POST(HttpRequest.BodyPublishers.noBody()));

    assertThat(listedWith("STALE_FORM", "/logout", "admin")).isNotEmpty();
  }

  @Test
  void whoIsMadeToWaitIsOnRecordAndAFloodIsCounted() {
    for (int i = 0; i < 30; i++) from("127.0.9.9", wrong("reviewer", to("/audit/flags")));

    Awaitility.await().until(() -> times(flood()) == 30);
    List<JsonNode> flood = flood();
    assertThat(flood)
        .extracting(each -> each.path("code").asString())
        .contains("SIGN_IN", "TOO_MANY_ATTEMPTS");
    assertThat(flood).hasSizeLessThan(10);
  }

  private List<JsonNode> flood() {
    return listed("admin", "").stream()
        .filter(each -> each.path("account").asString().equals("reviewer"))
        .filter(each -> each.path("network").asString().equals("127.0.9.0/24"))
        .toList();
  }

  private static HttpRequest.Builder wrong(String account, HttpRequest.Builder request) {
    String credentials = account + ":not-the-password";
    return request
        .header("Accept", "application/json")
        .header(
            "Authorization",
            "Basic "
                + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
  }

  private void recorded(int rows, String day) {
    int _ =
        db.sql(
                """
                insert into access.denial
                  (first_at, last_at, times, account, officer, region, method, address, code, network)
                select (?::date + time '12:00') at time zone 'Asia/Shanghai',
                  (?::date + time '12:00') at time zone 'Asia/Shanghai', number, 'clerk',
                  'DEMO-CLERK', '410185', 'GET', '/audit/flags', 'NOT_YOUR_ROLE', '127.0.0.0/24'
                from generate_series(1, ?) as number
                """)
            .param(day)
            .param(day)
            .param(rows)
            .update();
  }

  private JsonNode content(String address) {
    return json(send(as("auditor", to(address)).header("Accept", "application/json")))
        .path("content");
  }

  @Test
  void whatDoesNotFitOnAPageIsOnTheNextAndAllOfItInATable() {
    recorded(1_100, "2001-02-03");
    String asked = "/audit/denials?region=410185&from=2001-02-03&to=2001-02-03";

    List<Integer> seen = new ArrayList<>();
    List<Integer> pages = new ArrayList<>();
    for (String next = asked; next != null; ) {
      JsonNode page = content(next);
      page.path("denials").forEach(each -> seen.add(each.path("times").asInt()));
      pages.add(page.path("denials").size());
      next = page.path("next").isString() ? page.path("next").asString() : null;
    }

    assertThat(pages).containsExactly(500, 500, 100);
    assertThat(seen).hasSize(1_100).isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(send(as("auditor", to(asked)).header("Accept", "text/html")).body())
        .contains("&amp;after=");
    assertThat(send(as("auditor", to(asked + "&format=csv"))).body().lines())
        .as("the heading and all rows")
        .hasSize(1 + 1_100);
  }

  @Test
  void aFullLastPageHasNoNext() {
    recorded(500, "2001-02-04");

    assertThat(
            content("/audit/denials?region=410185&from=2001-02-04&to=2001-02-04")
                .path("next")
                .isString())
        .isFalse();
  }

  @Test
  void whoWatchesReadsItAndNobodyElse() {
    for (String account : List.of("clerk", "reviewer", "approver", "finance", "payer", "inspector"))
      assertThat(send(as(account, to("/audit/denials"))).statusCode()).as(account).isEqualTo(403);
    assertThat(data("/audit/denials").statusCode()).isEqualTo(401);
    Awaitility.await()
        .untilAsserted(() ->
            assertThat(
                    send(as("auditor", to("/audit/denials")).header("Accept", "text/html")).body())
                .contains("拒绝记录", "NOT_YOUR_ROLE"));
    assertThat(problem(send(as("auditor", to("/audit/denials?from=2020-01-02&to=2020-01-01")))))
        .isEqualTo("400 MALFORMED");
  }

  @Test
  void nothingIsEverTakenOutOfIt() {
    listed("admin", "");
    for (String sql :
        List.of(
            "delete from access.denial",
            "update access.denial set code = 'NOTHING'",
            "truncate access.denial"))
      assertThatThrownBy(() -> db.sql(sql).update())
          .as(sql)
          .hasStackTraceContaining("permission denied");
  }
}
