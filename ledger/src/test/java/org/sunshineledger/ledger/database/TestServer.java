package org.sunshineledger.ledger.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** One real, durable PostgreSQL for all tests of a JVM, with a migrated database to copy. */
public final class TestServer {

  private static final String TEMPLATE = "sunshine_ledger";
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final EmbeddedDatabase server;

  private TestServer(EmbeddedDatabase server) {
    this.server = server;
  }

  public static TestServer shared() {
    return Shared.SERVER;
  }

  /** Started when the first test asks for it. */
  private static final class Shared {
    static final TestServer SERVER = start();
  }

  private static TestServer start() {
    try {
      Path home = Files.createTempDirectory("sunshine-ledger-test");
      EmbeddedDatabase server = EmbeddedDatabase.start(home, binaries(), 0, settings());
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(() -> {
                server.close();
                delete(home);
              }));
      Schema.migrate(server.owner().dataSource());
      return new TestServer(server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What the tests need, who connect often, and {@code -Dserver.settings=name=value,…} beside it.
   */
  private static Map<String, String> settings() {
    Map<String, String> settings =
        new HashMap<>(Map.of("max_connections", "220", "scram_iterations", "1"));
    String given = System.getProperty("server.settings", "");
    if (!given.isEmpty())
      for (String setting : given.split(",", -1)) {
        String[] pair = setting.split("=", 2);
        settings.put(pair[0], pair[1]);
      }
    return settings;
  }

  /** Unpacked once for all test runs of this user. */
  public static Path binaries() {
    return Path.of(
        System.getProperty("java.io.tmpdir"), "embedded-pg-" + System.getProperty("user.name"));
  }

  /** A new, empty, migrated database. Copied as files it costs half of what its pages would. */
  public String create() {
    String name = "test_" + NUMBER.incrementAndGet();
    sql("create database %s template %s strategy file_copy".formatted(name, TEMPLATE));
    return name;
  }

  public void drop(String database) {
    sql("drop database %s with (force)".formatted(database));
  }

  public Login app(String database) {
    return server.login("ledger_app", database);
  }

  public Login owner(String database) {
    return server.login("ledger_owner", database);
  }

  public Login reader(String database) {
    return server.login("ledger_reader", database);
  }

  public Login superuser(String database) {
    return server.login("postgres", database);
  }

  private void sql(String statement) {
    try (Connection connection = superuser("postgres").connect();
        Statement sql = connection.createStatement()) {
      sql.execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
