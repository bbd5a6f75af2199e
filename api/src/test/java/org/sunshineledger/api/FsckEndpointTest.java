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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.sunshineledger.ledger.database.EmbeddedDatabase;
import tools.jackson.databind.JsonNode;

@DisplayName("The check of a running ledger")
class FsckEndpointTest extends OpenDoors {

  private static final String FSCK = "/actuator/fsck";
  private static final String NEW_ROOT = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

  @Autowired private EmbeddedDatabase database;

  private HttpResponse<String> start(String body) {
    return operation("admin", FSCK, body);
  }

  private JsonNode state() {
    HttpResponse<String> answer =
        send(as("admin", toOperators(FSCK).header("Accept", "application/json")));
    assertThat(answer.statusCode()).isEqualTo(200);
    return json(answer);
  }

  private JsonNode finished() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> state().path("status").asString().equals("FINISHED"));
    return state();
  }

  private void asOwner(String... statements) throws SQLException {
    try (Connection connection = database.owner().connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (String each : statements) statement.execute(each);
      connection.commit();
    }
  }

  @Test
  @DisplayName("tells size and root, and compares them with those of an earlier one")
  void sound() {
    HttpResponse<String> started = start("{}");
    assertThat(started.statusCode()).isEqualTo(202);
    assertThat(json(started).path("status").asString()).isEqualTo("RUNNING");

    JsonNode report = finished().path("report");
    assertThat(report.path("sound").asBoolean()).isTrue();
    assertThat(report.path("findings")).isEmpty();
    assertThat(report.path("size").asLong()).isEqualTo(ledger.journal().size());
    assertThat(report.path("root").asString()).hasSize(44);
    assertThat(report.path("checkpoints").asLong()).isPositive();
    assertThat(report.path("verified").asLong()).isEqualTo(report.path("checkpoints").asLong());
    assertThat(state().path("percent").asInt()).isEqualTo(100);

    String noted = report.path("size").asLong() + ":" + report.path("root").asString();
    start("{\"expect\":\"%s\"}".formatted(noted));
    assertThat(finished().at("/report/expected").asString()).isEqualTo(noted);
    assertThat(state().at("/report/sound").asBoolean()).isTrue();

    start("{\"expect\":\"1:%s\"}".formatted(NEW_ROOT));
    assertThat(finished().at("/report/findings/0/code").asString()).isEqualTo("ROOT_DIFFERS");
    assertThat(state().at("/report/findings/0/position").asLong()).isZero();
  }

  @Test
  @DisplayName("names what is wrong in both languages, and nothing of what the fact says")
  void damaged() throws SQLException {
    String flip =
        """
        update journal.event set leaf = set_byte(leaf, 7, get_byte(leaf, 7) # 1) where position = 3
        """;
    String off = "alter table journal.event disable trigger append_only";
    String on = "alter table journal.event enable always trigger append_only";
    asOwner(off, flip, on);
    try {
      start("{}");
      JsonNode report = finished().path("report");
      assertThat(report.path("sound").asBoolean()).isFalse();
      assertThat(report.path("findingCount").asLong()).isEqualTo(1);
      JsonNode finding = report.path("findings").path(0);
      assertThat(finding.path("position").asLong()).isEqualTo(3);
      assertThat(finding.path("code").asString()).isEqualTo("LEAF_DIFFERS");
      assertThat(finding.path("chinese").asString()).contains("摘要");
      assertThat(finding.path("english").asString()).contains("digest");
      assertThat(finding.propertyNames())
          .containsExactlyInAnyOrder("code", "position", "about", "chinese", "english");
    } finally {
      asOwner(off, flip, on);
    }
  }

  @Test
  @DisplayName("is one at a time")
  void oneAtATime() throws SQLException {
    try (Connection connection = database.owner().connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      // Nobody reads the facts until this is taken back.
      statement.execute("lock table journal.event in access exclusive mode");
      assertThat(start("{}").statusCode()).isEqualTo(202);
      HttpResponse<String> second = start("{}");
      assertThat(problem(second)).isEqualTo("409 CHECK_RUNNING");
      assertThat(json(second).path("remedy").asString()).contains("GET");
      assertThat(state().path("status").asString()).isEqualTo("RUNNING");
      assertThat(state().path("percent").asInt()).isZero();
      connection.rollback();
    }
    assertThat(finished().at("/report/facts").asLong()).isEqualTo(ledger.journal().size());
  }

  @Test
  @DisplayName("wants an expected root in its one form")
  void malformed() {
    HttpResponse<String> refused = start("{\"expect\":\"5:abc\"}");

    assertThat(problem(refused)).isEqualTo("400 MALFORMED");
    assertThat(json(refused).path("field").asString()).isEqualTo("expect");
  }

  @ParameterizedTest
  @ValueSource(strings = {"auditor", "inspector", "clerk"})
  @DisplayName("is the administrator's alone")
  void othersMayNot(String account) {
    assertThat(problem(operation(account, FSCK, "{}"))).isEqualTo("403 NOT_YOUR_ROLE");
    assertThat(problem(send(as(account, toOperators(FSCK))))).isEqualTo("403 NOT_YOUR_ROLE");
  }

  @Test
  @DisplayName("is nobody's who has not signed in")
  void anonymous() {
    assertThat(problem(send(toOperators(FSCK).header("Accept", "application/json"))))
        .isEqualTo("401 SIGN_IN");
  }
}
