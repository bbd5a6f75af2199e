package org.sunshineledger.ledger.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLWarning;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What is behind a failure of the database")
class DatabaseAwayTest {

  @ParameterizedTest
  @ValueSource(strings = {"08001", "08003", "08006", "25006", "57P01", "57P02", "57P03", "53300"})
  void isThatNoneIsThere(String state) {
    assertThat(DatabaseAway.isBehind(new SQLException("gone", state))).isTrue();
    assertThat(
            DatabaseAway.isBehind(
                new IllegalStateException("a page", new SQLException("gone", state))))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"23505", "42601", "40001", "57014", "22003"})
  void isSomethingElse(String state) {
    assertThat(DatabaseAway.isBehind(new SQLException("wrong", state))).isFalse();
  }

  @Test
  void isAPoolThatGotNoConnection() {
    assertThat(DatabaseAway.isBehind(new SQLTransientConnectionException("not in time"))).isTrue();
    assertThat(DatabaseAway.isBehind(new IllegalStateException("ours"))).isFalse();
    assertThat(DatabaseAway.isBehind(new SQLException("without a state"))).isFalse();
    assertThat(DatabaseAway.isBehind(null)).isFalse();
  }

  @Test
  void aCommitThatIsWarnedOfIsNoWholeOne() throws SQLException {
    Replication.requireWhole(null);
    Replication.requireWhole(new SQLWarning("a notice", "00000"));
    SQLWarning two = new SQLWarning("a notice", "00000");
    two.setNextWarning(new SQLWarning("canceling wait", "01000"));
    assertThatThrownBy(() -> Replication.requireWhole(two))
        .isInstanceOfSatisfying(
            SQLException.class, told -> assertThat(told.getSQLState()).isEqualTo("40003"));
  }
}
