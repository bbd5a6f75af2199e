package org.sunshineledger.ledger.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL that comes with the program and keeps its data across restarts.
 *
 * <p>Its home folder, readable by its owner only, holds {@code postgres} (the data), {@code
 * postgres-bin} (the binaries), {@code postgres.log} and {@code secrets} (a password for each
 * role). One process at a time uses a home folder.
 */
public final class EmbeddedDatabase implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);

  private static final String DATABASE = "sunshine_ledger";
  private static final String SUPERUSER = "postgres";
  private static final String OWNER = "ledger_owner";
  private static final String APP = "ledger_app";
  private static final String READER = "ledger_reader";
  private static final int PASSWORD_BYTES = 24;

  /** Recovery after a power cut replays up to {@code max_wal_size} before it lets anybody in. */
  private static final Duration STARTUP_WAIT = Duration.ofSeconds(60);

  private static final long BYTES_TO_START = 256L << 20;

  private static final String DATA = "postgres";
  private static final int PORT_LINE = 3;

  /** In the data folder once the roles are made: what lacks it has never held a fact. */
  private static final String READY = "sunshine-ledger.ready";

  /** What the library switches off comes first; the rest fits 2 cores and a 1 GB heap beside it. */
  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("fsync", "on"),
          Map.entry("synchronous_commit", "on"),
          Map.entry("full_page_writes", "on"),
          Map.entry("listen_addresses", "127.0.0.1"),
          Map.entry("unix_socket_directories", ""),
          Map.entry("max_connections", "60"),
          Map.entry("shared_buffers", "128MB"),
          Map.entry("wal_buffers", "16MB"),
          Map.entry("max_wal_size", "2GB"),
          Map.entry("min_wal_size", "256MB"),
          Map.entry("checkpoint_timeout", "15min"),
          Map.entry("jit", "off"),
          Map.entry("timezone", "UTC"));

  /** How much of the end of the server's log is read for the reason of its end, in bytes. */
  private static final long LAST_WORDS = 8_192;

  private final FileChannel lock;
  private final EmbeddedPostgres server;
  private final Map<String, String> passwords;
  private final Path data;
  private volatile boolean closing;

  private EmbeddedDatabase(
      FileChannel lock, EmbeddedPostgres server, Map<String, String> passwords, Path data) {
    this.lock = lock;
    this.server = server;
    this.passwords = passwords;
    this.data = data;
  }

  /** Whether the home folder holds a database; where it does not, a start makes one. */
  public static boolean isIn(Path home) {
    return Files.exists(home.resolve(DATA).resolve(READY));
  }

  /**
   * Starts on a free port; makes the database and its roles when there are none.
   *
   * @param home made when it does not exist
   * @throws StartRefused when it cannot start; nothing is lost
   */
  public static EmbeddedDatabase start(Path home) {
    return start(home, home.resolve("postgres-bin"), 0, Map.of());
  }

  /**
   * Starts with more to choose.
   *
   * @param binaries where the server's programs are unpacked; may serve several homes
   * @param port 0 for a free one
   * @param settings of the server, over the usual ones
   */
  static EmbeddedDatabase start(Path home, Path binaries, int port, Map<String, String> settings) {
    Path folder = home.toAbsolutePath().normalize();
    FileChannel lock = null;
    try {
      makeHome(folder);
      lock = lock(folder);
      EmbeddedDatabase database =
          start(lock, folder, binaries.toAbsolutePath().normalize(), port, settings);
      lock = null;
      return database;
    } catch (AccessDeniedException e) {
      throw noPermission(folder, e);
    } catch (IOException e) {
      throw couldNotStart(folder, e);
    } finally {
      if (lock != null) release(lock);
    }
  }

  private static EmbeddedDatabase start(
      FileChannel lock, Path home, Path binaries, int port, Map<String, String> settings)
      throws IOException {
    requireRoom(home);
    requireFree(port);
    Path data = home.resolve(DATA);
    Orphan.stop(data);
    setAsideIfHalfMade(data);
    Map<String, String> passwords = passwords(home.resolve("secrets"));
    boolean isNew = Files.notExists(data.resolve(READY));
    EmbeddedPostgres server =
        launch(home, data, binaries, port, settings, password(passwords, SUPERUSER));
    EmbeddedDatabase database = new EmbeddedDatabase(lock, server, passwords, data);
    try {
      if (isNew) database.bootstrap();
      Durability.require(database.app().dataSource());
      return database;
    } catch (SQLException | IOException | RuntimeException e) {
      server.close();
      if (e instanceof StartRefused refused) throw refused;
      throw couldNotStart(home, e);
    }
  }

  /**
   * The login of the ledger's own role at the server that another process runs in the folder; empty
   * when none does.
   */
  public static Optional<Login> appOfRunning(Path home) {
    Path folder = home.toAbsolutePath().normalize();
    Path data = folder.resolve(DATA);
    try {
      if (!isIn(folder) || Orphan.serverOn(data).isEmpty()) return Optional.empty();
      // Process, folder, start, port: the first lines of the server's own note.
      String port = Files.readAllLines(data.resolve("postmaster.pid")).get(PORT_LINE).strip();
      String password = Files.readString(passwordFile(folder.resolve("secrets"), APP)).strip();
      return Optional.of(
          new Login("jdbc:postgresql://127.0.0.1:%s/%s".formatted(port, DATABASE), APP, password));
    } catch (IOException | IndexOutOfBoundsException e) {
      throw couldNotStart(folder, e);
    }
  }

  /** For migrations, and for nothing else. */
  public Login owner() {
    return login(OWNER, DATABASE);
  }

  /** For the running ledger. */
  public Login app() {
    return login(APP, DATABASE);
  }

  /** For whoever only reads. */
  public Login reader() {
    return login(READER, DATABASE);
  }

  Login superuser() {
    return login(SUPERUSER, DATABASE);
  }

  Login login(String role, String database) {
    return new Login(
        "jdbc:postgresql://127.0.0.1:%d/%s".formatted(server.getPort(), database),
        role,
        password(passwords, role));
  }

  /**
   * Calls back when the server ends by itself, as it does when the disk is full; not after {@link
   * #close}. What was acknowledged is on the disk in any case.
   *
   * @param told receives what happened and what to do, in one line
   * @throws IOException when the server has ended already
   */
  public void whenItEnds(Consumer<String> told) throws IOException {
    ProcessHandle postmaster =
        Orphan.serverOn(data).orElseThrow(() -> new IOException("the server has ended"));
    var _ =
        postmaster
            .onExit()
            .thenRun(() -> {
              if (!closing) told.accept(obituary());
            });
  }

  private String obituary() {
    Path home = data.toAbsolutePath().getParent();
    Path serverLog = data.resolveSibling("postgres.log");
    String last;
    try {
      last = StartWatch.said(serverLog, Math.max(0, Files.size(serverLog) - LAST_WORDS));
    } catch (IOException e) {
      last = "";
    }
    return last.contains("No space left on device")
        ? "The disk under %s is full. Nothing acknowledged is lost: free some space and start again."
            .formatted(home)
        : "PostgreSQL ended by itself. Nothing acknowledged is lost: see %s and start again."
            .formatted(serverLog);
  }

  /** Stops the server: what was acknowledged is on the disk in any case. */
  @Override
  public void close() {
    closing = true;
    try {
      server.close();
      Orphan.stop(data);
    } catch (IOException e) {
      log.warn("PostgreSQL did not stop cleanly; the next start will see to it: {}", e.toString());
    } finally {
      release(lock);
    }
  }

  private static void makeHome(Path home) throws IOException {
    if (Files.isDirectory(home)) return;
    Files.createDirectories(home.getParent() == null ? home : home.getParent());
    Files.createDirectory(
        home, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  private static FileChannel lock(Path home) throws IOException {
    FileChannel channel =
        FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock != null) return channel;
    channel.close();
    throw inUse(home);
  }

  private static void release(FileChannel lock) {
    try {
      lock.close();
    } catch (IOException e) {
      log.debug("The lock file would not close", e);
    }
  }

  static StartRefused inUse(Path folder) {
    return new FolderInUse(folder);
  }

  private static StartRefused noPermission(Path home, IOException e) {
    return new StartRefused(
        "No permission for %s.".formatted(e.getMessage()),
        "Give the user who starts the ledger the folder %s, and always start it as that user."
            .formatted(home),
        e);
  }

  private static void requireRoom(Path home) throws IOException {
    long free = Files.getFileStore(home).getUsableSpace();
    if (free < BYTES_TO_START)
      throw new StartRefused(
          "The disk under %s is full: %d MB free.".formatted(home, free >> 20),
          "Free at least %d MB and start again.".formatted(BYTES_TO_START >> 20));
  }

  private static void requireFree(int port) {
    if (port == 0) return;
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      log.trace("Port {} is free", socket.getLocalPort());
    } catch (IOException e) {
      throw new StartRefused(
          "Port %d is taken.".formatted(port),
          "Stop what listens there, or choose another port.",
          e);
    }
  }

  /** A first start that was killed leaves a folder that no server can open. */
  private static void setAsideIfHalfMade(Path data) throws IOException {
    if (Files.notExists(data) || Files.exists(data.resolve(READY))) return;
    Path aside = data.resolveSibling("postgres.half-made-" + System.currentTimeMillis());
    Files.move(data, aside);
    log.warn("A first start had not finished; its folder is now {}", aside.getFileName());
  }

  private static Map<String, String> passwords(Path secrets) throws IOException {
    if (Files.notExists(secrets))
      Files.createDirectory(
          secrets,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    SecureRandom random = new SecureRandom();
    Map<String, String> passwords = new HashMap<>();
    for (String role : List.of(SUPERUSER, OWNER, APP, READER))
      passwords.put(role, Secrets.in(passwordFile(secrets, role), PASSWORD_BYTES, random));
    return passwords;
  }

  private static Path passwordFile(Path secrets, String role) {
    return secrets.resolve(role + ".password");
  }

  private static String password(Map<String, String> passwords, String role) {
    return Objects.requireNonNull(passwords.get(role), role);
  }

  private static EmbeddedPostgres launch(
      Path home,
      Path data,
      Path binaries,
      int port,
      Map<String, String> settings,
      String superuserPassword)
      throws IOException {
    Files.createDirectories(binaries);
    File serverLog = home.resolve("postgres.log").toFile();
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setOverrideWorkingDirectory(binaries.toFile())
            .setRegisterShutdownHook(false)
            .setPGStartupWait(STARTUP_WAIT)
            .setPort(port)
            .setConnectConfig("password", superuserPassword)
            .setOutputRedirector(ProcessBuilder.Redirect.appendTo(serverLog))
            .setErrorRedirector(ProcessBuilder.Redirect.appendTo(serverLog))
            // Passed on to initdb. The builtin provider sorts the same on every machine.
            .setLocaleConfig("locale-provider", "builtin")
            .setLocaleConfig("builtin-locale", "C.UTF-8")
            .setLocaleConfig("locale", "C")
            .setLocaleConfig("auth-host", "scram-sha-256")
            .setLocaleConfig("auth-local", "scram-sha-256")
            .setLocaleConfig("pwfile", passwordFile(home.resolve("secrets"), SUPERUSER).toString())
            .setDataDirectoryCustomizer(EmbeddedDatabase::writeHostBasedAccess);
    SETTINGS.forEach(builder::setServerConfig);
    settings.forEach(builder::setServerConfig);
    long before = Files.exists(serverLog.toPath()) ? Files.size(serverLog.toPath()) : 0;
    try (StartWatch watch = new StartWatch(serverLog.toPath(), before)) {
      EmbeddedPostgres server = builder.start();
      if (!watch.hasGivenUp()) return server;
      server.close();
      throw refusal(home, serverLog.toPath(), before, new IOException("it gave up"));
    } catch (IOException | RuntimeException | ExceptionInInitializerError e) {
      throw refusal(home, serverLog.toPath(), before, e);
    }
  }

  /** Nobody without a password, nobody from another machine. */
  private static void writeHostBasedAccess(File data) {
    try {
      Files.writeString(
          data.toPath().resolve("pg_hba.conf"),
          """
          # Written at every start.
          host all ledger_owner,ledger_app,ledger_reader 127.0.0.1/32 scram-sha-256
          host all postgres                              127.0.0.1/32 scram-sha-256
          """);
    } catch (IOException e) {
      throw couldNotStart(data.toPath().getParent(), e);
    }
  }

  /** Says in one line what the server said in its log since the start. */
  private static StartRefused refusal(Path home, Path serverLog, long before, Throwable cause)
      throws IOException {
    if (cause instanceof StartRefused refused) return refused;
    String said = StartWatch.said(serverLog, before);
    if (said.contains("No space left on device"))
      return new StartRefused(
          "The disk under %s is full.".formatted(home), "Free some space and start again.", cause);
    if (said.contains("Permission denied"))
      return new StartRefused(
          "No permission for the data folder %s.".formatted(home),
          "Start the ledger as the user who made it.",
          cause);
    String fatal =
        said.lines()
            .filter(line -> line.contains("FATAL:") || line.contains("error:"))
            .findFirst()
            .orElse(String.valueOf(cause.getMessage()));
    return new StartRefused(
        "PostgreSQL did not start: " + fatal, "See %s.".formatted(serverLog), cause);
  }

  private static StartRefused couldNotStart(@Nullable Path home, Exception cause) {
    return new StartRefused(
        "The database in %s could not be started: %s.".formatted(home, cause.getMessage()),
        "See postgres.log in that folder.",
        cause);
  }

  /** Makes roles and database; repeated from the start when it was cut off. */
  private void bootstrap() throws SQLException, IOException {
    try (Connection connection = login(SUPERUSER, "postgres").connect();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + DATABASE);
    }
    try (Connection connection = superuser().connect();
        Statement statement = connection.createStatement()) {
      statement.execute(rolesSql());
      // Hashed here: the server never sees the password, and cannot log it.
      for (String role : List.of(OWNER, APP, READER))
        connection
            .unwrap(PGConnection.class)
            .alterUserPassword(role, password(passwords, role).toCharArray(), "scram-sha-256");
    }
    Files.writeString(data.resolve(READY), "The roles and the database are made.\n");
  }

  private static String rolesSql() throws IOException {
    try (InputStream in = EmbeddedDatabase.class.getResourceAsStream("/db/roles.sql")) {
      if (in == null) throw new IOException("db/roles.sql is not on the class path");
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
