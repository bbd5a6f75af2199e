package org.sunshineledger.ledger.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * Whether the server keeps what it acknowledged. A ledger that loses acknowledged facts when the
 * power goes is none, so it does not start on such a server.
 */
public final class Durability {

  private static final Map<String, Set<String>> KEEPS =
      Map.of(
          "fsync", Set.of("on"),
          "full_page_writes", Set.of("on"),
          "synchronous_commit", Set.of("on", "local", "remote_write", "remote_apply"));

  /** Where a standby is to take over: it must have on its disk what was acknowledged. */
  private static final Set<String> KEEPS_ON_THE_STANDBY = Set.of("on", "remote_apply");

  private Durability() {}

  /**
   * Asks the server, in a session like those of the ledger.
   *
   * @throws StartRefused when a setting loses acknowledged commits, or the server cannot be asked
   */
  public static void require(DataSource dataSource) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      for (Map.Entry<String, Set<String>> each : new TreeMap<>(KEEPS).entrySet())
        require(each.getKey(), each.getValue(), statement);
      if (!shown("synchronous_standby_names", statement).isEmpty())
        require("synchronous_commit", KEEPS_ON_THE_STANDBY, statement);
    } catch (SQLException e) {
      throw new StartRefused(
          "The database cannot be reached (SQL state %s).".formatted(e.getSQLState()),
          "Check SPRING_DATASOURCE_URL, the password, and that the server runs.",
          e);
    }
  }

  private static void require(String setting, Set<String> allowed, Statement statement)
      throws SQLException {
    String value = shown(setting, statement);
    if (!allowed.contains(value))
      throw new StartRefused(
          "The database runs with %s = %s: it would lose acknowledged facts."
              .formatted(setting, value),
          "Set %s = on, for the server and for role ledger_app, and start again."
              .formatted(setting));
  }

  private static String shown(String setting, Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("show " + setting)) {
      return row.next() ? row.getString(1) : "unknown";
    }
  }
}
