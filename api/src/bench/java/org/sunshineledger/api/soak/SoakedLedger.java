package org.sunshineledger.api.soak;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;
import org.sunshineledger.api.LedgerProcess;
import org.sunshineledger.ledger.database.EmbeddedDatabase;
import org.sunshineledger.ledger.database.Login;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The program in a process of its own, so that memory, threads and files are nobody else's, and
 * what the system, the JVM, the meters and the database say of it.
 */
final class SoakedLedger implements AutoCloseable {

  private static final Pattern USED = Pattern.compile("heap\\s+total .*?used (\\d+)K");
  private static final int LAST_WORDS = 20;
  private static final Pattern VIRTUAL =
      Pattern.compile("\\s(\\d+)\\s+\\d+\\s+java\\.lang\\.VirtualThread\\s");
  private static final Pattern TROUBLE = Pattern.compile("^\\S+ ERROR ");

  /**
   * Fields of /proc/[pid]/stat behind the name: user and system time, in hundredths of a second.
   */
  private static final int USER_TIME = 11;

  private static final int SYSTEM_TIME = 12;
  private static final double TICKS = 100;

  /** Fields of the first line of /proc/stat behind its name: idle, and waiting for a disk. */
  private static final int IDLE = 3;

  private static final int WAITING = 4;

  private static final double KB = 1024;
  private static final double MB = KB * KB;

  /** User, nice, system, idle, waiting, interrupts, soft interrupts, stolen: guests are in user. */
  private static final int PROCESSOR_TIMES = 8;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Path home;
  private final String password;
  private final LedgerProcess process;
  private final String address;
  private final String operators;

  /** At the last sample. */
  private double programSeconds;

  private long[] machine = new long[PROCESSOR_TIMES];
  private long moment;
  private boolean closed;

  private SoakedLedger(Path home, String password, LedgerProcess process)
      throws InterruptedException {
    this.home = home;
    this.password = password;
    this.process = process;
    this.operators = process.operators();
    this.address = process.address();
  }

  /**
   * Starts it with the scenario, which it loads behind its open doors.
   *
   * @param heap as the JVM takes it
   */
  static SoakedLedger start(Path home, String password, String heap)
      throws IOException, InterruptedException {
    LedgerProcess process =
        LedgerProcess.start(
            home,
            Map.of("LEDGER_SCENARIO_ENABLED", "true", "LEDGER_DEMO_PASSWORD", password),
            // All of the heap is resident from the first moment on: what the process grows by
            // afterwards is outside of it.
            List.of(
                "-Xms" + heap,
                "-Xmx" + heap,
                "-XX:+AlwaysPreTouch",
                "-XX:+UseG1GC",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:ErrorFile=target/hs_err_pid%p.log"));
    try {
      return new SoakedLedger(home, password, process);
    } catch (Throwable failed) {
      process.close();
      throw failed;
    }
  }

  String address() {
    return address;
  }

  String operators() {
    return operators;
  }

  /** Lines of its log that tell of a fault. */
  List<String> troubles() {
    return process.said().lines().filter(line -> TROUBLE.matcher(line).find()).toList();
  }

  /** The end of its log, for whoever finds it gone. */
  String lastWords() {
    List<String> lines = process.said().lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size()));
  }

  /** How many facts there are, and whether the scenario is loaded. */
  JsonNode front() {
    return JsonMapper.shared()
        .readTree(
            body(
                HttpRequest.newBuilder(URI.create(address + "/"))
                    .header("Accept", "application/json")));
  }

  long facts() {
    return front().path("logSize").asLong();
  }

  /** Starts what the operators' port does beside the load, or asks how far it is. */
  JsonNode operation(String name, boolean start) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(operators + "/actuator/" + name))
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder().encodeToString(("admin:" + password).getBytes(UTF_8)));
    if (start)
      request
          .header("Content-Type", "application/json")
          .POST(HttpRequest.BodyPublishers.ofString("{}"));
    return JsonMapper.shared().readTree(body(request));
  }

  /** What stays after a full collection, in MB. */
  double collectedHeap() {
    Matcher used = USED.matcher(jcmd("GC.run\nGC.heap_info"));
    if (!used.find()) throw new IllegalStateException("the JVM does not tell its heap");
    return Double.parseDouble(used.group(1)) / KB;
  }

  /**
   * How many there are of what lives on the heap, which takes a while. A dump of the threads would
   * say more, but JDK 25 may die of it while virtual threads come and go (JDK-8364343).
   */
  double virtualThreads() {
    Matcher counted = VIRTUAL.matcher(jcmd("GC.class_histogram"));
    return counted.find() ? Double.parseDouble(counted.group(1)) : 0;
  }

  /**
   * All but what the load knows: times and answers.
   *
   * @param collecting measures the heap
   */
  Sample sample(DoubleSupplier collecting) {
    Sample sample = new Sample();
    // First what the program does of itself.
    String meters = body(HttpRequest.newBuilder(URI.create(operators + "/actuator/prometheus")));
    sample
        .with(Figure.FACTS, (double) facts())
        .with(Figure.OUTSIDE_HEAP, outsideHeap(meters))
        .with(Figure.RSS, status("VmRSS") / KB)
        .with(Figure.THREADS, status("Threads"))
        .with(Figure.POOLED, figures(meters, "hikaricp_connections{").sum())
        .with(Figure.BACKENDS, backends())
        .with(Figure.VIEW_LAG, figures(meters, "ledger_view_lag{").max().orElseThrow())
        .with(Figure.SEAL_LAG, figures(meters, "ledger_seal_lag ").max().orElseThrow());
    files(sample);
    processors(sample);
    return sample.with(Figure.HEAP, collecting.getAsDouble());
  }

  private static double outsideHeap(String meters) {
    return (figures(meters, "jvm_memory_used_bytes{area=\"nonheap\"").sum()
            + figures(meters, "jvm_buffer_memory_used_bytes{").sum())
        / MB;
  }

  private static DoubleStream figures(String meters, String beginning) {
    return meters
        .lines()
        .filter(line -> line.startsWith(beginning))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)));
  }

  private double status(String field) {
    return read(proc("status"))
        .lines()
        .filter(line -> line.startsWith(field + ":"))
        .map(line -> line.replaceAll("\\D", ""))
        .mapToDouble(Double::parseDouble)
        .findFirst()
        .orElseThrow();
  }

  private void files(Sample sample) {
    int files = 0;
    int sockets = 0;
    try (Stream<Path> open = Files.list(proc("fd"))) {
      for (Path each : open.toList()) {
        files++;
        if (leadsToASocket(each)) sockets++;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    sample.with(Figure.FILES, files).with(Figure.SOCKETS, sockets);
  }

  private static boolean leadsToASocket(Path file) {
    try {
      return Files.readSymbolicLink(file).toString().startsWith("socket:");
    } catch (IOException closedMeanwhile) {
      return false;
    }
  }

  private double backends() {
    Login login = EmbeddedDatabase.appOfRunning(home).orElseThrow();
    try (Connection connection = login.connect();
        Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                """
                select count(*) from pg_stat_activity
                where backend_type = 'client backend' and pid <> pg_backend_pid()
                """)) {
      boolean _ = found.next();
      return found.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Since the last sample: cores of the program, and the share of all that was not idle. */
  private void processors(Sample sample) {
    String stat = read(proc("stat"));
    String[] own = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    double seconds =
        (Double.parseDouble(own[USER_TIME]) + Double.parseDouble(own[SYSTEM_TIME])) / TICKS;
    String all = read(Path.of("/proc/stat")).lines().findFirst().orElseThrow();
    long[] times =
        Arrays.stream(all.split("\\s+", -1))
            .skip(1)
            .limit(PROCESSOR_TIMES)
            .mapToLong(Long::parseLong)
            .toArray();
    long now = System.nanoTime();
    if (moment != 0) {
      sample.with(Figure.CORES, (seconds - programSeconds) / ((now - moment) / 1e9));
      double idle = times[IDLE] + times[WAITING] - machine[IDLE] - machine[WAITING];
      double whole = Arrays.stream(times).sum() - (double) Arrays.stream(machine).sum();
      sample.with(Figure.BUSY, 1 - idle / whole);
    }
    programSeconds = seconds;
    machine = times;
    moment = now;
  }

  private Path proc(String file) {
    return Path.of("/proc", String.valueOf(process.pid()), file);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Commands, each on a line. */
  private String jcmd(String commands) {
    try {
      Process asked =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                  String.valueOf(process.pid()),
                  commands)
              .redirectErrorStream(true)
              .start();
      String said = new String(asked.getInputStream().readAllBytes(), UTF_8);
      if (asked.waitFor() != 0) throw new IllegalStateException(said);
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private String body(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer =
          client.send(
              request.timeout(Duration.ofMinutes(1)).build(),
              HttpResponse.BodyHandlers.ofString(UTF_8));
      if (answer.statusCode() >= 300)
        throw new IllegalStateException(answer.statusCode() + " " + answer.body());
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Asks it to end, so that its database ends with it, and removes what it kept. */
  @Override
  public synchronized void close() {
    if (closed) return;
    closed = true;
    try {
      process.stop();
      boolean _ = FileSystemUtils.deleteRecursively(home);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      process.close();
    }
  }
}
