package org.sunshineledger.api.soak;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.springframework.util.FileSystemUtils;
import org.sunshineledger.api.soak.Times.Group;
import org.sunshineledger.api.soak.Times.Spread;
import tools.jackson.databind.JsonNode;

/**
 * An hour of everything at once, at a pace that leaves two cores about half idle: does the program
 * keep what it should give back, or get slower? Ends with 1 when it does, when anything is answered
 * otherwise than it should be, or when the journal is not sound afterwards.
 *
 * <p>The load runs a sixth of the time before anything is looked at, so that whatever is made once
 * is there. Then the program comes to rest, is loaded for the whole time, and comes to rest again.
 */
final class SoakBenchmark {

  private static final String NAME = "soak";
  private static final double MINUTES =
      Double.parseDouble(System.getProperty("bench.minutes", "60"));

  /** All that is asked in a second, beside the usual. */
  private static final double PACE = Double.parseDouble(System.getProperty("bench.pace", "1"));

  private static final String HEAP = System.getProperty("bench.heap", "512m");
  private static final double WARM_MINUTES = MINUTES / 6;

  private static final double ORDERS_A_SECOND = 20;
  private static final double BOARDS_A_SECOND = 100;

  /** A minute, or less where there are only a few. */
  private static final Duration BETWEEN_SAMPLES =
      Duration.ofMillis((long) Math.min(60_000, MINUTES * 60_000 / 8));

  /** Longer than a connection is kept that nobody uses. */
  private static final int LOOKS_AT_REST = 7;

  private static final Duration LOOK = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final Duration PATIENCE_AT_REST = Duration.ofMinutes(5);

  private static final double LONG_ENOUGH_FOR_A_WHOLE_LOG = 5;

  /** The newest facts may not be sealed yet when somebody asks for their proof. */
  private static final int UNSEALED = 1_000;

  private static final int SHOWN = 30;

  private final SoakedLedger ledger;
  private final Path table = Path.of("target", "soak.csv");
  private final Times times = new Times();
  private final Doors doors;
  private final Reading reading;
  private final Writing writing;
  private final Staff staff;

  private SoakBenchmark(SoakedLedger ledger, String password, Path folder)
      throws InterruptedException {
    this.ledger = ledger;
    this.doors = new Doors(ledger.address(), password, times);
    this.reading = new Reading(doors);
    List<String> villages = reading.villages(Staff.TOWNSHIP);
    this.writing = new Writing(doors, reading.regions(), villages);
    this.staff = new Staff(doors, ledger, folder, villages);
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    if (!List.of(System.getProperty("bench", "").split(",", -1)).contains(NAME)) return;
    // Less than the program keeps a connection: who sends an order on one that is just being
    // closed does not know whether it was heard.
    System.setProperty("jdk.httpclient.keepalive.timeout", "15");
    // This process says nothing by a logger, and need not tell how it would.
    System.setProperty(
        "logback.statusListenerClass", "ch.qos.logback.core.status.NopStatusListener");
    Path folder = Files.createTempDirectory("soak-bench-");
    byte[] random = new byte[18];
    new SecureRandom().nextBytes(random);
    String password = Base64.getUrlEncoder().encodeToString(random);
    List<String> faults;
    try (SoakedLedger ledger = SoakedLedger.start(folder.resolve("home"), password, HEAP)) {
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(ledger::close));
      try {
        faults = run(ledger, password, folder);
      } catch (RuntimeException broken) {
        System.out.println("LAST WORDS " + ledger.lastWords());
        throw broken;
      }
    } finally {
      boolean _ = FileSystemUtils.deleteRecursively(folder);
    }
    faults.forEach(fault -> System.out.println("FAULT " + fault));
    System.out.printf("BENCH soak faults=%d%n", faults.size());
    System.exit(faults.isEmpty() ? 0 : 1);
  }

  private static List<String> run(SoakedLedger ledger, String password, Path folder)
      throws IOException, InterruptedException {
    double emptyHeap = ledger.collectedHeap();
    long emptyFacts = ledger.facts();
    awaitScenario(ledger);
    double mbAFact = (ledger.collectedHeap() - emptyHeap) / (ledger.facts() - emptyFacts);
    return new SoakBenchmark(ledger, password, folder).run(mbAFact);
  }

  private static void awaitScenario(SoakedLedger ledger) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!ledger.front().at("/content/loading/finished").asBoolean()) {
      if (System.nanoTime() > end) throw new IllegalStateException("the scenario is not loaded");
      LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
    }
  }

  private List<String> run(double mbAFact) throws IOException {
    Files.createDirectories(table.getParent());
    Files.writeString(table, Sample.header() + "\n");
    System.out.printf(
        "MACHINE cores=%d heap=%s java=%s regions=%d facts=%,d%n",
        Runtime.getRuntime().availableProcessors(),
        HEAP,
        Runtime.version(),
        reading.regions().size(),
        ledger.facts());
    List<Sample> _ = loaded(WARM_MINUTES);
    Sample before = atRest();
    Files.writeString(table, Sample.header() + "\n");
    List<Sample> samples = loaded(MINUTES);
    Sample after = atRest();
    Judgement judgement = new Judgement(samples, before, after, mbAFact);
    judgement.print();
    System.out.printf(
        "BENCH soak.asked %s imported-households=%d told=%d streamed=%d%n",
        times.asked(), staff.imported(), reading.told(), reading.streamed());
    List<String> faults = judgement.faults();
    unexpected(faults);
    sound(faults);
    return faults;
  }

  private void unexpected(List<String> faults) {
    times.unexpected().entrySet().stream()
        .limit(SHOWN)
        .forEach(each -> System.out.printf("UNEXPECTED %d× %s%n", each.getValue(), each.getKey()));
    if (times.strange() > 0) faults.add(times.strange() + " answers were not the expected ones");
    if (reading.told() == 0) faults.add("no listener was told of anything");
    if (reading.streamed() == 0) faults.add("no fact came over the stream");
    List<String> troubles = ledger.troubles();
    if (!troubles.isEmpty())
      faults.add(
          "%d lines of the log tell of a fault: %s"
              .formatted(troubles.size(), troubles.getFirst()));
  }

  /** The check of the journal at the operators' port. */
  private void sound(List<String> faults) {
    JsonNode _ = ledger.operation("fsck", true);
    long end = System.nanoTime() + PATIENCE.toNanos();
    JsonNode state = ledger.operation("fsck", false);
    while (state.path("status").asString().equals("RUNNING") && System.nanoTime() < end) {
      LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
      state = ledger.operation("fsck", false);
    }
    System.out.printf("BENCH soak.fsck %s%n", state.path("report"));
    if (!state.at("/report/sound").asBoolean()) faults.add("fsck: " + state);
  }

  /** Samples of a load of so many minutes. */
  private List<Sample> loaded(double minutes) throws IOException {
    List<Sample> samples = new ArrayList<>();
    reading.reached(ledger.facts() - UNSEALED);
    Pace pace = new Pace(times);
    try (pace) {
      begin(pace, minutes);
      // From here on the processors are counted.
      Sample _ = ledgerSample();
      for (Group group : Group.values()) {
        Spread _ = times.spread(group);
      }
      long began = System.nanoTime();
      long lasts = (long) (minutes * Duration.ofMinutes(1).toNanos());
      for (long due = BETWEEN_SAMPLES.toNanos(); due <= lasts; due += BETWEEN_SAMPLES.toNanos()) {
        long left;
        while ((left = began + due - System.nanoTime()) > 0) LockSupport.parkNanos(left);
        Sample sample = sample((System.nanoTime() - began) / 60e9);
        samples.add(sample);
        Files.writeString(table, sample.line() + "\n", UTF_8, StandardOpenOption.APPEND);
      }
      long left;
      while ((left = began + lasts - System.nanoTime()) > 0) LockSupport.parkNanos(left);
    }
    return samples;
  }

  private Sample ledgerSample() {
    return ledger.sample(() -> times.leftOut(ledger::collectedHeap));
  }

  private Sample sample(double minute) {
    Sample sample = ledgerSample().with(Figure.MINUTE, minute);
    Spread orders = times.spread(Group.ORDERS);
    Spread boards = times.spread(Group.BOARDS);
    Spread others = times.spread(Group.OTHERS);
    reading.reached((long) sample.of(Figure.FACTS) - UNSEALED);
    return sample
        .with(Figure.ORDERS, orders.answers())
        .with(Figure.ORDERS_P50, orders.p50())
        .with(Figure.ORDERS_P99, orders.p99())
        .with(Figure.BOARDS, boards.answers())
        .with(Figure.BOARDS_P50, boards.p50())
        .with(Figure.BOARDS_P99, boards.p99())
        .with(Figure.OTHERS, others.answers())
        .with(Figure.OTHERS_P50, others.p50())
        .with(Figure.OTHERS_P99, others.p99())
        .with(Figure.UNEXPECTED, (double) times.strange());
  }

  private void begin(Pace pace, double minutes) {
    pace.each("order", ORDERS_A_SECOND * PACE, writing::order)
        .each("board", BOARDS_A_SECOND * PACE, reading::board)
        .each("past day", 0.5 * PACE, reading::pastDay)
        .each("page", PACE, reading::page)
        .each("table", 0.1 * PACE, reading::table)
        .each("notice", PACE, reading::notice)
        .each("feed or sheet", PACE, reading::ofARegion)
        .each("log", 8 * PACE, reading::log)
        .each("turned away", PACE, writing::bad)
        .each("session", 0.05 * PACE, staff::session)
        .each("notice posted", often(5, minutes), writing::notice)
        .each("objection", often(0.5, minutes), writing::objection)
        .each("report", often(2, minutes), writing::report)
        .alone("list", often(5, minutes), staff::list)
        .alone("package", often(5, minutes), staff::auditPackage)
        .always("listener", (_, _) -> reading.listen(pace))
        .always("stream", (_, _) -> reading.stream(pace));
    // All views, and the whole log, take a minute: nothing to warm up with.
    if (minutes < MINUTES) return;
    Pace _ = pace.alone("views rebuilt", often(20, minutes), staff::rebuild);
    if (minutes >= LONG_ENOUGH_FOR_A_WHOLE_LOG) {
      Pace _ = pace.alone("log verified", often(15, minutes), staff::verify);
    }
  }

  /** Once in so many minutes, and three times in a run that is too short for it. */
  private static double often(double everyMinutes, double minutes) {
    return 1 / (Math.min(everyMinutes, minutes / 3) * 60);
  }

  /** How the program is once nobody wants anything: waits until it does not change any more. */
  private Sample atRest() {
    doors.hangUp();
    long end = System.nanoTime() + PATIENCE_AT_REST.toNanos();
    Sample last = ledgerSample();
    int alike = 0;
    while (alike < LOOKS_AT_REST && System.nanoTime() < end) {
      LockSupport.parkNanos(LOOK.toNanos());
      Sample now = ledgerSample();
      alike = isAlike(last, now) ? alike + 1 : 0;
      last = now;
    }
    if (alike < LOOKS_AT_REST) System.out.println("it does not come to rest: " + last.line());
    return last.with(Figure.VIRTUAL_THREADS, ledger.virtualThreads());
  }

  private static boolean isAlike(Sample last, Sample now) {
    return now.of(Figure.VIEW_LAG) == 0
        && now.of(Figure.SEAL_LAG) == 0
        && now.of(Figure.FILES) == last.of(Figure.FILES)
        && now.of(Figure.THREADS) == last.of(Figure.THREADS);
  }
}
