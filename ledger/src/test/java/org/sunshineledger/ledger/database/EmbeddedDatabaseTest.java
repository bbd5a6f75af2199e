package org.sunshineledger.ledger.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The embedded database")
class EmbeddedDatabaseTest {

  @TempDir Path folder;

  private EmbeddedDatabase start() {
    return start(Map.of());
  }

  private EmbeddedDatabase start(Map<String, String> settings) {
    return EmbeddedDatabase.start(home(), TestServer.binaries(), 0, settings);
  }

  private Path home() {
    return folder.resolve("data");
  }

  private static String ask(Login login, String sql) throws SQLException {
    try (Connection connection = login.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getString(1) : "";
    }
  }

  private static void run(Login login, String sql) throws SQLException {
    try (Connection connection = login.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static final String PLANT =
      "insert into journal.idempotency values ('k', decode(repeat('00', 32), 'hex'), 0, 0)";

  @Test
  void isDurableAndKeepsItsDataAcrossRestarts() throws SQLException {
    try (EmbeddedDatabase database = start()) {
      Schema.migrate(database.owner().dataSource());
      assertThat(ask(database.app(), "show fsync")).isEqualTo("on");
      assertThat(ask(database.app(), "show synchronous_commit")).isEqualTo("on");
      assertThat(ask(database.app(), "select version()")).startsWith("PostgreSQL 18");
      run(database.app(), PLANT);
    }
    try (EmbeddedDatabase database = start()) {
      Schema.migrate(database.owner().dataSource());
      assertThat(ask(database.app(), "select key from journal.idempotency")).isEqualTo("k");
    }
  }

  @Test
  void letsNobodyInWithoutAPassword() throws IOException {
    try (EmbeddedDatabase database = start()) {
      for (Login login :
          List.of(database.superuser(), database.owner(), database.app(), database.reader())) {
        Login guess = new Login(login.url(), login.username(), "guess");
        assertThatThrownBy(guess::connect)
            .isInstanceOfSatisfying(
                SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
        assertThat(login.toString()).doesNotContain(login.password());
      }
      try (Stream<Path> secrets = Files.list(home().resolve("secrets"))) {
        assertThat(secrets.toList())
            .hasSize(4)
            .allSatisfy(secret ->
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                    .isEqualTo("rw-------"));
      }
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home())))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void runsTheLedgerWithoutAnyPrivilege() throws SQLException {
    try (EmbeddedDatabase database = start()) {
      Schema.migrate(database.owner().dataSource());
      assertThat(
              ask(
                  database.app(),
                  """
                  select rolsuper or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls
                  from pg_roles where rolname = current_user
                  """))
          .isEqualTo("f");
      run(database.app(), "create table view.anything (n int)");
      run(database.app(), "drop table view.anything");
      for (String forbidden :
          List.of(
              "create table journal.anything (n int)",
              "create table public.anything (n int)",
              "drop table journal.event",
              "alter table journal.event disable trigger append_only",
              "select pg_read_file('/etc/passwd')"))
        assertThatThrownBy(() -> run(database.app(), forbidden))
            .as(forbidden)
            .isInstanceOfSatisfying(
                SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
    }
  }

  @Test
  void refusesToStartWhereCommitsCouldBeLost() {
    for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes"))
      assertThatThrownBy(() -> start(Map.of(setting, "off")).close())
          .isInstanceOfSatisfying(
              StartRefused.class,
              refused -> {
                assertThat(refused.description()).contains(setting + " = off");
                assertThat(refused.action()).contains(setting + " = on");
              });
    start().close();
  }

  @Test
  void refusesToStartWhereAStandbyWouldTakeOverWithoutWhatWasAcknowledged() {
    for (String less : List.of("local", "remote_write"))
      assertThatThrownBy(() ->
              start(Map.of("synchronous_commit", less, "synchronous_standby_names", "b")).close())
          .isInstanceOfSatisfying(
              StartRefused.class,
              refused ->
                  assertThat(refused.description()).contains("synchronous_commit = " + less));
  }

  @Test
  void refusesASecondStartOnTheSameFolderAndLeavesTheFirstAlone() throws SQLException {
    try (EmbeddedDatabase first = start()) {
      assertThatThrownBy(this::start)
          .isInstanceOf(StartRefused.class)
          .hasMessageContaining("in use");
      assertThat(ask(first.app(), "select 1")).isEqualTo("1");
    }
  }

  @Test
  void refusesATakenPort() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() ->
              EmbeddedDatabase.start(home(), TestServer.binaries(), taken.getLocalPort(), Map.of()))
          .isInstanceOf(StartRefused.class)
          .hasMessageContaining("Port %d is taken".formatted(taken.getLocalPort()));
    }
  }

  @Test
  void saysAtOnceWhatTheServerObjectsTo() {
    long before = System.nanoTime();
    assertThatThrownBy(() -> start(Map.of("shared_buffers", "much")))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("shared_buffers");
    assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - before)).isLessThan(20);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    start().close();
  }

  @Test
  void beginsAnewWhenTheFirstStartWasCutOff() throws Exception {
    start().close();
    Files.delete(home().resolve("postgres/sunshine-ledger.ready"));
    try (EmbeddedDatabase database = start()) {
      assertThat(ask(database.app(), "select 1")).isEqualTo("1");
    }
    try (Stream<Path> all = Files.list(home())) {
      assertThat(all.map(path -> path.getFileName().toString()))
          .anyMatch(name -> name.startsWith("postgres.half-made-"));
    }
  }

  @Test
  void keepsEverythingThroughKillMinusNine() throws Exception {
    Process other = startElsewhere();
    try (BufferedReader said = other.inputReader()) {
      assertThat(said.lines().filter(line -> line.equals(Elsewhere.READY)).findFirst()).isPresent();
      assertThatThrownBy(this::start)
          .isInstanceOf(StartRefused.class)
          .hasMessageContaining("in use");
      other.destroyForcibly().waitFor();
    }
    long orphan = postmaster();
    assertThat(ProcessHandle.of(orphan)).isPresent();
    try (EmbeddedDatabase database = start()) {
      assertThat(ask(database.app(), "select key from journal.idempotency")).isEqualTo("k");
      assertThat(postmaster()).isNotEqualTo(orphan);
      assertThat(ProcessHandle.of(orphan).filter(ProcessHandle::isAlive)).isEmpty();
    }
  }

  private long postmaster() throws IOException {
    return Long.parseLong(Files.readAllLines(home().resolve("postgres/postmaster.pid")).getFirst());
  }

  private Process startElsewhere() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Elsewhere.class.getName(),
            home().toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Another JVM that starts the database, commits one row, and waits to be killed. */
  static final class Elsewhere {

    static final String READY = "committed";

    private Elsewhere() {}

    public static void main(String[] args) throws Exception {
      EmbeddedDatabase database =
          EmbeddedDatabase.start(Path.of(args[0]), TestServer.binaries(), 0, Map.of());
      Schema.migrate(database.owner().dataSource());
      run(database.app(), PLANT);
      try (PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true)) {
        out.println(READY);
        new CountDownLatch(1).await();
      }
    }
  }

  @Test
  void saysInOneLineThatTheServerEndedByItself() throws IOException {
    try (EmbeddedDatabase database = start()) {
      CompletableFuture<String> told = new CompletableFuture<>();
      database.whenItEnds(told::complete);

      Orphan.serverOn(home().resolve("postgres")).orElseThrow().destroyForcibly();

      assertThat(told)
          .succeedsWithin(Duration.ofSeconds(20))
          .asString()
          .contains("Nothing acknowledged is lost")
          .doesNotContain("\n");
    }
  }

  @Test
  void saysNothingWhenItIsClosed() throws IOException, InterruptedException {
    CountDownLatch told = new CountDownLatch(1);
    try (EmbeddedDatabase database = start()) {
      database.whenItEnds(_ -> told.countDown());
    }

    assertThat(told.await(2, TimeUnit.SECONDS)).isFalse();
  }
}
