package org.sunshineledger.api.scenario;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Views as if they had never been started. */
final class Emptied {

  /** The advisory lock of the node that builds views. */
  static final long LOCK_OF_A_REBUILD = 0x53_55_4E_52_45_42_4CL;

  private Emptied() {}

  /**
   * Empties the tables of all views, which nobody follows meanwhile.
   *
   * @param connection of a superuser
   */
  static void views(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      List<String> tables = new ArrayList<>();
      try (ResultSet row =
          statement.executeQuery(
              """
              select quote_ident(tablename) from pg_tables
               where schemaname = 'view' and tablename ~ '^[a-z]+_[0-9]+(_trail)?$'
              """)) {
        while (row.next()) tables.add("view." + row.getString(1));
      }
      statement.execute("truncate view.token_entry, " + String.join(", ", tables));
    }
  }
}
