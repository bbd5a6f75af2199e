package org.sunshineledger.api.scenario;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.sunshineledger.api.SunshineLedger;
import org.sunshineledger.ledger.Ledger;
import org.sunshineledger.ledger.TestDatabase;
import org.sunshineledger.ledger.log.seal.TransparencyLog;
import org.sunshineledger.projections.Projections;

/**
 * The whole Zhengzhou scenario, loaded once for all tests of a run, and the program on it. Its
 * facts are counted: who adds one takes a town of {@code OpenDoors} instead.
 */
public final class LoadedScenario {

  public static final String PASSWORD = "open-sesame-2016";

  private static final Clock CLOCK = Clock.system(ZoneId.of("Asia/Shanghai"));
  private static @Nullable LoadedScenario loaded;

  private final TestDatabase database = TestDatabase.create();
  private final Ledger ledger = database.ledger(CLOCK);
  private final Projections views = new Projections(database.app(), ledger.codec(), CLOCK);
  private final ScenarioProgress progress = new ScenarioProgress();
  private final Path home = home();
  private @Nullable ConfigurableApplicationContext doors;

  private LoadedScenario() {
    views.start();
    ledger.countPoorBy(views.poorPersons());
    new ScenarioLoader(ledger, progress, CLOCK).load();
    await().atMost(Duration.ofMinutes(5)).until(views.views()::isCaughtUp);
  }

  /** The scenario; the first who asks for it waits for some minutes. It goes with the JVM. */
  public static synchronized LoadedScenario once() {
    LoadedScenario ready = loaded;
    if (ready == null) {
      ready = new LoadedScenario();
      loaded = ready;
    }
    return ready;
  }

  /** Whose the first stream of this kind is, e.g. the code of a village for {@code village}. */
  public String first(String kind) {
    return found(
        """
        select stream from journal.event
        where starts_with(stream, ?) order by position limit 1
        """,
        kind + "/");
  }

  /**
   * Whose the first fact of this type is.
   *
   * @param begin of its stream, e.g. {@code household/410185}
   */
  public String firstWith(String begin, String type) {
    return found(
        """
        select stream from journal.event
        where starts_with(stream, ?) and type = ? order by position limit 1
        """,
        begin,
        type);
  }

  private String found(String sql, String... parameters) {
    try (Connection connection = database.app().getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) select.setString(i + 1, parameters[i]);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next())
          throw new IllegalArgumentException("the scenario has no " + List.of(parameters));
        String stream = row.getString(1);
        return stream.substring(stream.indexOf('/') + 1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  TestDatabase database() {
    return database;
  }

  Ledger ledger() {
    return ledger;
  }

  Projections views() {
    return views;
  }

  ScenarioProgress progress() {
    return progress;
  }

  /** Where the program answers, e.g. {@code http://127.0.0.1:40001}, with all facts sealed. */
  public synchronized String address() {
    ConfigurableApplicationContext open = doors;
    if (open == null) {
      // A browser asks for more past days than one reader may.
      open = open("--ledger.past-days.at-once=1000000");
      doors = open;
      TransparencyLog log = open.getBean(TransparencyLog.class);
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> log.checkpoint().isPresent() && log.size() == ScenarioLoader.FACTS);
    }
    return "http://127.0.0.1:" + port(open);
  }

  /** The program on this ledger; whoever opened it closes it. */
  ConfigurableApplicationContext open(String... settings) {
    return new SpringApplicationBuilder(SunshineLedger.class)
        .run(
            Stream.concat(
                    Stream.of(
                        "--server.port=0",
                        "--management.server.port=0",
                        // One log has one key, however many programs serve it.
                        "--ledger.home=" + home,
                        "--ledger.scenario.enabled=false",
                        "--spring.datasource.url=" + database.appLogin().url(),
                        "--spring.datasource.password=" + database.appLogin().password(),
                        "--spring.flyway.password=" + database.ownerLogin().password(),
                        "--LEDGER_MASTER_KEY=" + TestDatabase.MASTER_KEY_TEXT,
                        "--LEDGER_DEMO_PASSWORD=" + PASSWORD),
                    Stream.of(settings))
                .toArray(String[]::new));
  }

  /** The port of the operators. */
  static int operators(ConfigurableApplicationContext doors) {
    return doors.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
  }

  static int port(ConfigurableApplicationContext doors) {
    return Objects.requireNonNull(((WebServerApplicationContext) doors).getWebServer()).getPort();
  }

  private static Path home() {
    try {
      return Files.createTempDirectory(Path.of("target").toAbsolutePath(), "scenario-home-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
