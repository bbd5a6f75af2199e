package org.sunshineledger.api.start;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.sunshineledger.ledger.database.DatabaseAway;

/**
 * Asks for a connection again and again for a while. A pool that got none waits ever longer until
 * it tries the next time, up to five seconds, in which a database that is back would be left alone.
 */
final class SoonAgain extends DelegatingDataSource {

  private static final Duration PATIENCE = Duration.ofSeconds(8);
  private static final Duration PAUSE = Duration.ofMillis(200);

  /**
   * @param server what to ask; says itself after how long it gives up one attempt
   */
  SoonAgain(DataSource server) {
    super(server);
  }

  @Override
  public Connection getConnection() throws SQLException {
    long began = System.nanoTime();
    while (true) {
      try {
        return super.getConnection();
      } catch (SQLException e) {
        if (!DatabaseAway.isBehind(e) || System.nanoTime() - began > PATIENCE.toNanos()) throw e;
      }
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new SQLException("no connection was wanted any more", "08001", e);
      }
    }
  }
}
