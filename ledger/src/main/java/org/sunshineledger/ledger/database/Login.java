package org.sunshineledger.ledger.database;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * One role's way into the database.
 *
 * @param url JDBC address without user and password
 */
public record Login(String url, String username, String password) {

  /** A new connection at each call. */
  public DataSource dataSource() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url);
    source.setUser(username);
    source.setPassword(password);
    return source;
  }

  public Connection connect() throws SQLException {
    return dataSource().getConnection();
  }

  /** Without the password. */
  @Override
  public String toString() {
    return username + " at " + url;
  }
}
