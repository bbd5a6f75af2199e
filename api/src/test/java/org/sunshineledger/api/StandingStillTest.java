package org.sunshineledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.sunshineledger.projections.money.MoneyView;
import tools.jackson.databind.JsonNode;

@DisplayName("一个视图停在一条账实之前")
class StandingStillTest extends OpenDoors {

  private static final String HEALTH = "/actuator/health";
  private static final String TABLE = "view.money_" + new MoneyView().version();
  private static final String BALANCED = "<span class=\"mark good\">借贷相等</span>";

  @Autowired private DataSource database;

  private void told(String statement) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }

  /** Until the view may write again it can be read, and follows no fact. */
  @AfterEach
  void goesOn() throws SQLException {
    told("grant insert, update on %s to current_user".formatted(TABLE));
    viewsHaveCaughtUp();
  }

  @Test
  void isSaidByTheHealthAndOnEveryPageThatIsMadeOfIt() throws SQLException {
    assertThat(data(HEALTH).statusCode()).isEqualTo(200);
    assertThat(page("/funds").body()).contains(BALANCED).doesNotContain("停止更新");
    long before = ledger.journal().size();

    told("revoke insert, update on %s from current_user".formatted(TABLE));
    HttpResponse<String> appropriated =
        order(
            "finance",
            "/funds",
            """
            {"occurredOn":"2020-03-02","order":{"fund":"郑财预〔2020〕77号","sourceLevel":"CITY",
            "purpose":"GENERAL","year":2020,"region":"410100","amount":1000000}}
            """);
    assertThat(appropriated.statusCode()).as(appropriated.body()).isEqualTo(201);
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> data(HEALTH).statusCode() == 503);

    assertThat(json(data(HEALTH)).path("status").asString()).isEqualTo("DOWN");
    assertThat(json(data(HEALTH)).path("components").isMissingNode())
        .as("everybody learns that something is down, not what")
        .isTrue();
    JsonNode money =
        json(send(as("admin", to(HEALTH)).header("Accept", "application/json")))
            .at("/components/views/details/money");
    assertThat(money.path("position").asLong()).isEqualTo(before);
    assertThat(money.path("behind").asLong()).isPositive();

    assertThat(figure("ledger_view_parked{view=\"money\"}")).isEqualTo(1);
    assertThat(figure("ledger_view_lag{view=\"money\"}")).isPositive();
    assertThat(figure("ledger_view_parked{view=\"board\"}")).isZero();

    JsonNode funds = json(data("/funds"));
    assertThat(funds.path("folded").asLong()).isEqualTo(before);
    assertThat(funds.path("logSize").asLong()).isGreaterThan(before);
    assertThat(funds.path("standing").toString()).isEqualTo("[\"money\"]");
    assertThat(page("/funds").body())
        .contains("停止更新")
        .contains("前 %,d 条借贷相等".formatted(before))
        .doesNotContain(BALANCED);
    assertThat(page("/projects/XM-410185-1").body()).contains("停止更新").doesNotContain(BALANCED);
    assertThat(json(data("/boards/410185")).path("standing").toString()).contains("money");
    assertThat(json(data("/disclosures")).path("standing")).isEmpty();
    assertThat(page("/rules").body()).doesNotContain("停止更新");

    goesOn();
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> data(HEALTH).statusCode() == 200);
    assertThat(page("/funds").body()).contains(BALANCED).doesNotContain("停止更新");
  }
}
