package org.sunshineledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.sunshineledger.ledger.database.EmbeddedDatabase;
import org.sunshineledger.projections.region.DivisionView;
import tools.jackson.databind.JsonNode;

@DisplayName("The rebuild of views of a running ledger")
class RebuildEndpointTest extends OpenDoors {

  private static final String REBUILD = "/actuator/rebuild";

  @Autowired private EmbeddedDatabase database;

  private HttpResponse<String> start(String body) {
    return operation("admin", REBUILD, body);
  }

  private JsonNode state() {
    return json(send(as("admin", toOperators(REBUILD).header("Accept", "application/json"))));
  }

  private JsonNode report() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> !state().path("status").asString().equals("RUNNING"));
    assertThat(state().path("status").asString()).as("%s", state()).isEqualTo("FINISHED");
    assertThat(state().path("percent").asInt()).isEqualTo(100);
    return state().path("report");
  }

  private void tamper(String sql) throws SQLException {
    try (Connection connection = database.app().connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  @DisplayName("gives the same, or names the rows that stood otherwise and mends them")
  void sameThenNot() throws SQLException {
    HttpResponse<String> started = start("{}");
    assertThat(started.statusCode()).isEqualTo(202);
    JsonNode same = report();
    assertThat(same.path("same").asBoolean()).as("%s", same).isTrue();
    assertThat(same.path("size").asLong()).isEqualTo(ledger.journal().size());
    assertThat(same.path("views")).hasSizeGreaterThan(10);

    tamper(
        "delete from view.region_%d where key = '410185'".formatted(new DivisionView().version()));
    assertThat(start("{\"names\":\"region, board\"}").statusCode()).isEqualTo(202);
    JsonNode mended = report();
    assertThat(mended.path("same").asBoolean()).isFalse();
    assertThat(mended.at("/views/0/view").asString()).isEqualTo("region");
    assertThat(mended.at("/views/0/differing/0").asString()).isEqualTo("410185");
    assertThat(mended.at("/views/1/differing")).isEmpty();
    assertThat(page("/boards/410185").statusCode()).isEqualTo(200);
  }

  @Test
  @DisplayName("is for administrators, and of views that there are")
  void refused() {
    assertThat(problem(start("{\"names\":\"nonsense\"}"))).isEqualTo("400 MALFORMED");
    assertThat(problem(operation("auditor", REBUILD, "{}"))).isEqualTo("403 NOT_YOUR_ROLE");
  }
}
