package org.sunshineledger.api.scenario;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Views as if they had never been started. */
final class Emptied {

  private Emptied() {}

  /**
   * Empties the tables of all views, which nobody follows meanwhile.
   *
   * @param connection of a superuser
   */
  static void views(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("truncate view.token_entry");
      tables(statement);
    }
  }

  /**
   * The same, but as if they had been started and had folded nothing yet: they are followed from
   * the first fact on, and not built.
   *
   * @param connection of a superuser
   */
  static void toBeFollowed(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("update view.token_entry set token = null, tokentype = null, owner = null");
      tables(statement);
    }
  }

  private static void tables(Statement statement) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (ResultSet row =
        statement.executeQuery(
            """
            select quote_ident(tablename) from pg_tables
             where schemaname = 'view' and tablename ~ '^[a-z]+_[0-9]+(_trail)?$'
            """)) {
      while (row.next()) tables.add("view." + row.getString(1));
    }
    statement.execute("truncate " + String.join(", ", tables));
  }
}
