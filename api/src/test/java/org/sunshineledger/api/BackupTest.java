package org.sunshineledger.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunshineledger.api.start.FsckCommand;
import org.sunshineledger.ledger.Ledger;
import org.sunshineledger.ledger.auditpackage.AuditPackages;
import org.sunshineledger.ledger.auditpackage.Scope;
import org.sunshineledger.ledger.database.EmbeddedDatabase;
import org.sunshineledger.ledger.database.Login;
import org.sunshineledger.ledger.database.Schema;
import org.sunshineledger.ledger.database.Secrets;
import org.sunshineledger.ledger.database.TestServer;
import org.sunshineledger.ledger.duty.OfficerOrder.RegisterOfficer;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.Mode;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.household.HouseholdOrder.ApplyForRegister;
import org.sunshineledger.ledger.household.HouseholdOrder.Person;
import org.sunshineledger.ledger.household.HouseholdOrder.RefuseIdentification;
import org.sunshineledger.ledger.household.PovertyCause;
import org.sunshineledger.ledger.household.RefusalReason;
import org.sunshineledger.ledger.household.Relationship;
import org.sunshineledger.ledger.household.Stage;
import org.sunshineledger.ledger.log.TreeHead;
import org.sunshineledger.ledger.log.seal.LogKeys;
import org.sunshineledger.ledger.log.seal.NotedCheckpoint;
import org.sunshineledger.ledger.log.seal.TransparencyLog;
import org.sunshineledger.ledger.vault.ErasureList;
import org.sunshineledger.ledger.vault.MasterKey;
import org.sunshineledger.ledger.vault.ProtectionBasis;
import org.sunshineledger.ledger.vault.SubjectId;
import org.sunshineledger.ledger.vault.Vault;
import org.sunshineledger.ledger.vault.VaultOrder.ErasePersonalData;

/** The scripts of {@code docker/backup}, as its README runs them. */
@DisplayName("备份与恢复: a ledger that is copied while it works, and put back")
class BackupTest {

  private static final HouseholdId WANG = new HouseholdId("4101851009010077");
  private static final SubjectId THE_HEAD = SubjectId.of(WANG, new MemberId("01"));
  private static final int MASTER_KEY_BYTES = 32;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Path SCRIPTS =
      Path.of("").toAbsolutePath().resolveSibling("docker").resolve("backup");

  private final SecureRandom random = new SecureRandom();
  private final LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));

  @TempDir Path folder;

  /** PostgreSQL's own client is all that the scripts want beside a shell. */
  @BeforeEach
  void thereIsAClient() {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(":", -1))
            .anyMatch(each -> Files.isExecutable(Path.of(each, "psql"))),
        "psql is not installed: nothing of backups is tested");
  }

  /** A ledger in a home folder, without its doors. */
  private final class Open implements AutoCloseable {

    final EmbeddedDatabase database;
    final HikariDataSource app;
    final Vault vault;
    final Ledger ledger;
    final TransparencyLog log;

    Open(Path home) throws IOException {
      Path secrets = home.resolve("secrets");
      database = EmbeddedDatabase.start(home);
      Schema.migrate(database.owner().dataSource());
      HikariConfig pool = new HikariConfig();
      pool.setJdbcUrl(database.app().url() + "?prepareThreshold=-1");
      pool.setUsername(database.app().username());
      pool.setPassword(database.app().password());
      app = new HikariDataSource(pool);
      vault =
          new Vault(
              app,
              List.of(
                  MasterKey.of(
                      Secrets.in(secrets.resolve("master.key"), MASTER_KEY_BYTES, random))),
              random,
              ErasureList.in(secrets.resolve("erased.list")));
      ledger = new Ledger(app, Clock.systemUTC(), vault, random);
      log =
          TransparencyLog.open(
              app,
              ledger.journal(),
              LogKeys.in(secrets.resolve("log.key"), LogKeys.DEFAULT_ORIGIN, random),
              NotedCheckpoint.in(secrets.resolve("checkpoint")));
    }

    void record(Order order) {
      TownOnTheLedger.also(ledger, today, order, Mode.LIVE);
    }

    TreeHead sealed() throws InterruptedException {
      assertThat(log.awaitSize(ledger.journal().size(), PATIENCE)).isTrue();
      return log.head().orElseThrow();
    }

    @Override
    public void close() {
      log.close();
      ledger.close();
      app.close();
      database.close();
    }
  }

  private Path home(String name) throws IOException {
    Path home = Files.createDirectories(folder.resolve(name));
    // Unpacked once for all tests.
    Files.createSymbolicLink(
        home.resolve("postgres-bin"), Files.createDirectories(TestServer.binaries()));
    return home;
  }

  /** Runs a script as an operator does; what it says. */
  private String run(Path home, Login server, String script, Path first, Object... more)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(SCRIPTS.resolve(script).toString(), "" + first));
    for (Object each : more) command.add(each.toString());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    URI address = URI.create(server.url().substring("jdbc:".length()));
    builder.environment().put("PGHOST", address.getHost());
    builder.environment().put("PGPORT", Integer.toString(address.getPort()));
    builder.environment().put("PGUSER", "postgres");
    builder.environment().put("PGPASSWORD", superuserPassword(home));
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as("%s: %s", script, said).isZero();
    return said;
  }

  private static String superuserPassword(Path home) throws IOException {
    return Files.readString(home.resolve("secrets").resolve("postgres.password")).strip();
  }

  private static String ask(Path home, Login server, String sql) throws IOException, SQLException {
    try (Connection connection =
            DriverManager.getConnection(server.url(), "postgres", superuserPassword(home));
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  @Test
  void aCopyKnowsWhetherItIsAllThereWasAndErasesWhatWasErasedSince() throws Exception {
    Path home = home("ledger");
    Path archive = folder.resolve("wal");
    try (EmbeddedDatabase database = EmbeddedDatabase.start(home)) {
      run(home, database.app(), "archive-on.sh", archive);
    }
    Path backup = folder.resolve("2016-10-17");
    String moment;
    TreeHead past;
    TreeHead newest;
    try (Open open = new Open(home)) {
      TownOnTheLedger.build(open.ledger);
      open.record(
          new ApplyForRegister(
              WANG,
              TownOnTheLedger.VILLAGE,
              1,
              List.of(
                  new Person(new MemberId("01"), Relationship.HEAD, "王某某", "990000195501010023")),
              List.of(PovertyCause.ILLNESS)));
      open.record(
          new RefuseIdentification(WANG, Stage.VILLAGE_REVIEW, RefusalReason.INCOME_ABOVE_LINE));

      int during =
          whileRecording(
              open,
              () -> run(home, open.database.app(), "backup.sh", home.resolve("postgres"), backup));

      assertThat(during).as("facts that came while it was copied").isGreaterThan(10);
      past = open.sealed();
      moment = ask(home, open.database.app(), "select clock_timestamp()");
      assertThat(open.vault.keysOf(THE_HEAD.inVault())).hasSize(1);
      open.record(new ErasePersonalData(THE_HEAD, ProtectionBasis.PURPOSE_ENDED));
      open.record(new RegisterOfficer(new OfficerId("LAST"), "某某"));
      newest = open.sealed();
      assertThat(open.vault.keysOf(THE_HEAD.inVault())).isEmpty();
    }
    assertThat(backup.resolve("NEEDS")).content().contains("LEDGER_LOG_KEY", "erased.list");

    allOfIt(restored("whole", backup, archive), newest);
    olderThanPublished(restored("past", backup, archive, "time=" + moment), past, newest);
  }

  /** No server is asked. */
  private static Login none() {
    return new Login("jdbc:postgresql://127.0.0.1:1/none", "", "");
  }

  private interface Work {
    Object done() throws Exception;
  }

  /** How many facts were recorded meanwhile. */
  private static int whileRecording(Open open, Work work) throws Exception {
    AtomicBoolean enough = new AtomicBoolean();
    AtomicInteger recorded = new AtomicInteger();
    try (ExecutorService clerk = Executors.newSingleThreadExecutor()) {
      Future<?> facts =
          clerk.submit(() -> {
            while (!enough.get())
              open.record(
                  new RegisterOfficer(new OfficerId("NEW-" + recorded.incrementAndGet()), "某某"));
          });
      try {
        Object _ = work.done();
      } finally {
        enough.set(true);
      }
      facts.get();
    }
    return recorded.get();
  }

  /** A home with the backup, and with the secrets, which were never in it. */
  private Path restored(String name, Path backup, Path archive, String... moment)
      throws IOException, InterruptedException {
    Path home = home(name);
    Path from = folder.resolve("ledger").resolve("secrets");
    Path to = Files.createDirectory(home.resolve("secrets"));
    try (Stream<Path> secrets = Files.list(from)) {
      for (Path each : secrets.toList()) Files.copy(each, to.resolve(each.getFileName()));
    }
    Object[] more =
        Stream.concat(Stream.of(archive, home.resolve("postgres")), Stream.of(moment)).toArray();
    String _ = run(folder.resolve("ledger"), none(), "restore.sh", backup, more);
    return home;
  }

  private record Answer(int exitCode, String text) {}

  private static Answer fsck(Path home, String... more) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int exitCode =
        FsckCommand.run(
            Stream.concat(Stream.of("--ledger.home=" + home), Stream.of(more))
                .toArray(String[]::new),
            new PrintStream(bytes, true, UTF_8));
    return new Answer(exitCode, bytes.toString(UTF_8));
  }

  private void allOfIt(Path home, TreeHead newest) throws Exception {
    Answer checked = fsck(home, "--expect=" + newest);
    assertThat(checked.exitCode()).as(checked.text()).isZero();
    assertThat(checked.text()).contains("still have the root that was noted");
    try (Open open = new Open(home)) {
      assertThat(open.sealed()).isEqualTo(newest);
      assertThat(open.log.refusal()).isEmpty();
      assertThat(verified(open)).contains("OK: %d entries".formatted(newest.size()));
      open.record(new RegisterOfficer(new OfficerId("GOES-ON"), "某某"));
      assertThat(open.sealed().size()).isEqualTo(newest.size() + 1);
    }
  }

  private void olderThanPublished(Path home, TreeHead past, TreeHead newest) throws Exception {
    Answer checked = fsck(home, "--expect=" + newest);
    assertThat(checked.exitCode()).as(checked.text()).isEqualTo(1);
    assertThat(checked.text()).contains("1 findings", "POSITION_MISSING");

    try (LedgerProcess program = LedgerProcess.start(home, Map.of())) {
      assertThat(program.awaitEnd()).as(program.said()).isEqualTo(1);
      assertThat(program.said())
          .contains("1 erased keys had come back and are destroyed")
          .contains("over %d facts is published".formatted(newest.size()))
          .contains("only %d are sealed in this database".formatted(past.size()))
          .contains("docker/backup/README.md")
          .doesNotContain("is open");
    }

    // The operator has decided that what came after is lost.
    Files.delete(home.resolve("secrets").resolve("checkpoint"));
    try (Open open = new Open(home)) {
      assertThat(open.log.head()).as("what was signed meanwhile").contains(past);
      assertThat(open.vault.keysOf(THE_HEAD.inVault())).isEmpty();
      open.record(new RegisterOfficer(new OfficerId("ANEW"), "某某"));
      assertThat(open.sealed().size()).isEqualTo(past.size() + 1);
    }
  }

  /** By the verifier that travels with every package. */
  private String verified(Open open) throws IOException, InterruptedException {
    Path zip = folder.resolve("package.zip");
    try (OutputStream out = Files.newOutputStream(zip)) {
      var _ =
          new AuditPackages(open.ledger.journal(), open.ledger.codec(), open.log, null)
              .write(Scope.WHOLE, _ -> true, (_, _) -> {}, out);
    }
    AuditorsVerifier.Verdict verdict =
        AuditorsVerifier.run(
            folder, zip.toString(), "--vkey", open.log.verifierKeys().getFirst().toString());
    assertThat(verdict.status()).as(verdict.said()).isZero();
    return verdict.said();
  }
}
