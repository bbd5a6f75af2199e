package org.sunshineledger.api.board;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.util.FileSystemUtils;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.sunshineledger.api.SunshineLedger;
import tools.jackson.databind.json.JsonMapper;

/**
 * A board of the whole scenario against a file of its size from the same server, asked by wrk in
 * turn; then the board while a process of clerks has orders recorded; then how long a fact takes to
 * the board.
 */
final class BoardsBenchmark {

  private static final String NAME = "boards";

  /** 登封: the county with most facts. */
  private static final String COUNTY = "410185";

  private static final String BOARD = "/boards/" + COUNTY;

  private static final String FILE = "/static-bench/board.html";
  private static final String PASSWORD = "bench-" + System.nanoTime();
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
  private static final int SECONDS = Integer.getInteger("bench.seconds", 10);
  private static final int CONNECTIONS = Integer.getInteger("bench.connections", 32);
  private static final int ORDERS_A_SECOND = 200;
  private static final int AS_FAST_AS_IT_GOES = 1_000_000;
  private static final int WARM_ORDERS = Integer.getInteger("bench.warm", 20_000);

  private static final int MOST_WARM_ROUNDS = Integer.getInteger("bench.warm.rounds", 30);

  /** Of the time. */
  private static final double COMPILING_AT_REST = 0.03;

  private static final CompilationMXBean COMPILER = ManagementFactory.getCompilationMXBean();

  /** 登封甲乡: in its villages the demonstration's clerk records. */
  private static final String TOWNSHIP = "410185901";

  private static final int VILLAGES = 100;
  private static final int FIRST_VILLAGE = 100;

  private static final int LOOKS = 30;
  private static final int STALE_MILLIS = 1_000;
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
  private static final Pattern P99 = Pattern.compile("99%\\s+([0-9.]+)(us|ms|s)");
  private static final Pattern BAD = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");

  private final HttpClient client =
      HttpClient.newBuilder().executor(Executors.newVirtualThreadPerTaskExecutor()).build();
  private final Path home;
  private final String address;

  private BoardsBenchmark(Path home, int port) {
    this.home = home;
    this.address = "http://127.0.0.1:" + port;
    awaitScenario();
  }

  /** The file stands beside the server's other files. No other program may find this. */
  static class Beside implements WebMvcConfigurer {

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
      registry
          .addResourceHandler("/static-bench/**")
          .addResourceLocations(Path.of(System.getProperty("ledger.home")).toUri() + "files/");
    }
  }

  /** What wrk found. */
  private record Run(double rate, double p99Millis) {}

  public static void main(String[] args) throws IOException, InterruptedException {
    if (!List.of(System.getProperty("bench", "").split(",", -1)).contains(NAME)) return;
    Path home = Files.createTempDirectory("boards-bench-");
    System.setProperty("ledger.home", home.toString());
    System.setProperty("LEDGER_DEMO_PASSWORD", PASSWORD);
    System.setProperty("server.port", "0");
    System.setProperty("management.server.port", "0");
    var server =
        (ServletWebServerApplicationContext)
            SpringApplication.run(new Class<?>[] {SunshineLedger.class, Beside.class}, args);
    try {
      new BoardsBenchmark(home, Objects.requireNonNull(server.getWebServer()).getPort()).run();
    } finally {
      server.close();
      FileSystemUtils.deleteRecursively(home);
    }
    System.exit(0);
  }

  private void run() throws IOException, InterruptedException {
    String board = get(BOARD, "text/html");
    Files.createDirectories(home.resolve("files"));
    Files.writeString(home.resolve("files/board.html"), board);
    wrk(BOARD);
    wrk(FILE);
    List<Run> boards = new ArrayList<>();
    List<Run> files = new ArrayList<>();
    List<Run> whileOrdered = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      files.add(wrk(FILE));
      boards.add(wrk(BOARD));
    }
    System.out.printf(
        "BENCH boards bytes=%d connections=%d board=%.0f/s file=%.0f/s ratio=%.2f%n",
        board.getBytes(UTF_8).length,
        CONNECTIONS,
        median(boards, Run::rate),
        median(files, Run::rate),
        median(boards, Run::rate) / median(files, Run::rate));
    double recorded = 0;
    boards.clear();
    defineVillages();
    try (Clerks.Started clerks = Clerks.start(address, PASSWORD, villages())) {
      warm(clerks);
      for (int round = 0; round < ROUNDS; round++) {
        boards.add(wrk(BOARD));
        clerks.work(ORDERS_A_SECOND);
        whileOrdered.add(wrk(BOARD));
        recorded += clerks.rest() / ROUNDS;
      }
    }
    System.out.printf(
        "BENCH boards.orders orders=%.0f/s board=%.0f/s p99=%.1fms quiet.p99=%.1fms ratio=%.2f%n",
        recorded,
        median(whileOrdered, Run::rate),
        median(whileOrdered, Run::p99Millis),
        median(boards, Run::p99Millis),
        median(whileOrdered, Run::p99Millis) / median(boards, Run::p99Millis));
    stale();
  }

  /**
   * As many as a large township has: did all orders meet in the scenario's three, each would come
   * to thousands of officers and households, which no village has.
   */
  private void defineVillages() {
    for (String village : villages())
      order(
          "/regions",
          "{\"region\":\"%s\",\"name\":\"试测村\",\"level\":\"VILLAGE\",\"parent\":\"%s\"}"
              .formatted(village, TOWNSHIP));
  }

  private static List<String> villages() {
    return IntStream.range(0, VILLAGES).mapToObj(n -> TOWNSHIP + (FIRST_VILLAGE + n)).toList();
  }

  /**
   * Orders are to be as warm as boards are, and the compiler, which would have a fifth of a core
   * for minutes, is to be done with both.
   */
  private void warm(Clerks.Started clerks) throws IOException, InterruptedException {
    long began = System.nanoTime();
    clerks.work(AS_FAST_AS_IT_GOES);
    long given = 0;
    while (given < WARM_ORDERS) {
      LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
      given = clerks.recorded();
    }
    double _ = clerks.rest();
    int rounds = 0;
    double compiling;
    do {
      long from = System.nanoTime();
      long compiled = COMPILER.getTotalCompilationTime();
      clerks.work(ORDERS_A_SECOND);
      Run _ = wrk(BOARD);
      double _ = clerks.rest();
      rounds++;
      compiling =
          (COMPILER.getTotalCompilationTime() - compiled) * 1e6 / (System.nanoTime() - from);
    } while (compiling > COMPILING_AT_REST && rounds < MOST_WARM_ROUNDS);
    System.out.printf(
        "WARM %d orders and %d rounds in %.0f s; the compiler works %.1f %% of the time%n",
        given, rounds, (System.nanoTime() - began) / 1e9, 100 * compiling);
  }

  private void awaitScenario() {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!JsonMapper.shared()
        .readTree(get("/", "application/json"))
        .at("/content/loading/finished")
        .asBoolean()) {
      if (System.nanoTime() > end) throw new IllegalStateException("the scenario is not loaded");
      LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
    }
  }

  private Run wrk(String path) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                "wrk",
                "-t1",
                "-c" + CONNECTIONS,
                "-d" + SECONDS + "s",
                "--latency",
                "-H",
                "Accept: text/html",
                address + path)
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) throw new IllegalStateException(said);
    Matcher bad = BAD.matcher(said);
    if (bad.find()) throw new IllegalStateException(path + ": " + bad.group());
    Matcher rate = found(RATE, said);
    Matcher p99 = found(P99, said);
    double unit =
        switch (p99.group(2)) {
          case "us" -> 0.001;
          case "ms" -> 1;
          default -> 1_000;
        };
    return new Run(Double.parseDouble(rate.group(1)), Double.parseDouble(p99.group(1)) * unit);
  }

  private static Matcher found(Pattern pattern, String said) {
    Matcher matcher = pattern.matcher(said);
    if (!matcher.find()) throw new IllegalStateException(said);
    return matcher;
  }

  private static double median(List<Run> runs, ToDoubleFunction<Run> of) {
    List<Double> sorted = runs.stream().map(of::applyAsDouble).sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  private String get(String path, String accept) {
    return answer(HttpRequest.newBuilder(URI.create(address + path)).header("Accept", accept));
  }

  private String answer(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
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

  /** An order of the administrator's, who may give those of all regions and officers. */
  private void order(String path, String order) {
    String _ = answer(Clerks.order(address, PASSWORD, "admin", path, order));
  }

  /** From the answer to an order to the board that shows it. */
  private void stale() {
    List<Double> waits = new ArrayList<>();
    for (int look = 0; look < LOOKS; look++) {
      String officer = "BENCH-STALE-" + look;
      String name = "试" + look;
      order("/officers", "{\"officer\":\"%s\",\"name\":\"%s\"}".formatted(officer, name));
      order(
          "/officers/" + officer + "/take-post",
          "{\"post\":\"PARTY_SECRETARY\",\"office\":\"试测\",\"region\":\"%s\"}".formatted(COUNTY));
      long recorded = System.nanoTime();
      while (!get(BOARD, "text/html").contains(name)) Thread.onSpinWait();
      waits.add((System.nanoTime() - recorded) / 1e6);
    }
    waits.sort(Comparator.naturalOrder());
    if (waits.getLast() > STALE_MILLIS)
      throw new IllegalStateException("a board was stale for %.0f ms".formatted(waits.getLast()));
    System.out.printf(
        "BENCH boards.stale median=%.0fms max=%.0fms of=%d%n",
        waits.get(LOOKS / 2), waits.getLast(), LOOKS);
  }
}
