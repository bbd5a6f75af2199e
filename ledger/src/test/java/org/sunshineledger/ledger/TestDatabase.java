package org.sunshineledger.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.security.SecureRandom;
import java.time.Clock;
import javax.sql.DataSource;
import org.sunshineledger.ledger.database.Login;
import org.sunshineledger.ledger.database.TestServer;
import org.sunshineledger.ledger.vault.MasterKey;
import org.sunshineledger.ledger.vault.Vault;

/**
 * A new, empty, migrated database on the real PostgreSQL that all tests of the JVM share. History
 * cannot be emptied, so each test takes a database of its own and closes it.
 */
public final class TestDatabase implements AutoCloseable {

  /** Good for nothing but tests. */
  public static final String MASTER_KEY_TEXT = "c3Vuc2hpbmUtbGVkZ2VyLXRlc3QtbWFzdGVyLWtleSE";

  public static final MasterKey MASTER_KEY = MasterKey.of(MASTER_KEY_TEXT);

  private final TestServer server = TestServer.shared();
  private final String name = server.create();
  private final HikariDataSource app = pool(server.app(name), 16);

  private TestDatabase() {}

  public static TestDatabase create() {
    return new TestDatabase();
  }

  /** A pool as {@code ledger_app}. */
  public DataSource app() {
    return app;
  }

  public Login appLogin() {
    return server.app(name);
  }

  public Login ownerLogin() {
    return server.owner(name);
  }

  /** As {@code ledger_owner}, without a pool. */
  public DataSource owner() {
    return server.owner(name).dataSource();
  }

  /** As {@code ledger_reader}, without a pool. */
  public DataSource reader() {
    return server.reader(name).dataSource();
  }

  /** As {@code postgres}, without a pool. */
  public DataSource superuser() {
    return server.superuser(name).dataSource();
  }

  public Vault vault() {
    return new Vault(app, MASTER_KEY, new SecureRandom());
  }

  /** The whole ledger on this database; close it before the database. */
  public Ledger ledger(Clock clock) {
    return new Ledger(app, clock, vault(), new SecureRandom());
  }

  private static HikariDataSource pool(Login login, int size) {
    HikariConfig config = new HikariConfig();
    // As the application does.
    config.setJdbcUrl(login.url() + "?prepareThreshold=-1");
    config.setUsername(login.username());
    config.setPassword(login.password());
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(1);
    return new HikariDataSource(config);
  }

  @Override
  public void close() {
    app.close();
    server.drop(name);
  }
}
