package org.sunshineledger.api.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.sunshineledger.api.OpenDoors;
import org.sunshineledger.ledger.database.Lookups;

@DisplayName("Connections for short questions")
class LookupsTest extends OpenDoors {

  @Autowired private Lookups lookups;
  @Autowired private DataSource dataSource;

  @Test
  void planOnceWhatTheOthersPlanForEachValue() throws SQLException {
    assertThat(planning(lookups.dataSource())).isEqualTo("force_generic_plan");
    assertThat(planning(dataSource)).isEqualTo("force_custom_plan");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stream = $1 and sequence = 0",
        "stream = $1 and sequence >= $2 order by sequence",
        "stream = $1 and position <= $2 order by sequence desc limit 1"
      })
  void findAStreamByItsOwnIndexThoughThereIsLittleYet(String where) throws SQLException {
    try (Connection connection = lookups.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "prepare asked (text, bigint) as select detail from journal.event where " + where);
      try (ResultSet plan = statement.executeQuery("explain execute asked ('village/1', 1)")) {
        plan.next();
        StringBuilder said = new StringBuilder(plan.getString(1));
        while (plan.next()) said.append(plan.getString(1));
        assertThat(said.toString()).contains("event_stream_sequence_key").contains("stream = $1");
      } finally {
        statement.execute("deallocate asked");
      }
    }
  }

  private static String planning(DataSource pool) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("show plan_cache_mode")) {
      row.next();
      return row.getString(1);
    }
  }
}
