package org.sunshineledger.ledger.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.journal.Sayings.Saying.Said;

/**
 * Callers of one node that append without pause: one fact or several, to one stream or several,
 * most with an idempotency key, then with a claim and a side row too. What was not acknowledged
 * they ask for again: under the same key, or under a new name when it had none.
 */
final class Callers implements AutoCloseable {

  static final String CLAIM = "drill";

  /** Where side rows go; the test makes it. */
  static final String SIDE_TABLE = "create table view.drill_side (append text not null)";

  private static final String SIDE_ROW = "insert into view.drill_side values (?)";
  private static final int SHARED_STREAMS = 3;

  /** What a caller was told, and the ids of the facts it had asked for. */
  record Acknowledged(String append, long first, long last, boolean repeated, List<UUID> ids) {

    /** One line, without spaces within a word. */
    String line() {
      return "%s %d %d %b %s"
          .formatted(
              append,
              first,
              last,
              repeated,
              ids.stream().map(UUID::toString).collect(Collectors.joining(",")));
    }

    static Acknowledged of(String line) {
      String[] words = line.split(" ", -1);
      return new Acknowledged(
          words[0],
          Long.parseLong(words[1]),
          Long.parseLong(words[2]),
          Boolean.parseBoolean(words[3]),
          Arrays.stream(words[4].split(",", -1)).map(UUID::fromString).toList());
    }

    String caller() {
      return append.substring(0, append.indexOf('/'));
    }

    int number() {
      return Integer.parseInt(append.split("/", -1)[1]);
    }
  }

  private final Journal journal;
  private final int life;
  private final Consumer<Acknowledged> told;
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicInteger conflicts = new AtomicInteger();
  private final AtomicInteger unavailable = new AtomicInteger();
  private final AtomicLong longestNanos = new AtomicLong();
  private final Consumer<Throwable> failed;
  private volatile boolean closed;

  /**
   * Starts them.
   *
   * @param life tells what this object asks for from what an earlier one asked for that was killed
   * @param from each caller and the number of its next append
   * @param share whether some callers write to streams that are everybody's
   * @param failed hears of what no caller should have heard
   */
  Callers(
      Journal journal,
      int life,
      Map<String, Integer> from,
      boolean share,
      Consumer<Acknowledged> told,
      Consumer<Throwable> failed) {
    this.failed = failed;
    this.journal = journal;
    this.life = life;
    this.told = told;
    int ordinal = 0;
    for (Map.Entry<String, Integer> each : from.entrySet()) {
      Caller caller = new Caller(each.getKey(), share && ordinal++ % 2 == 0);
      threads.add(Thread.ofVirtual().start(() -> caller.run(each.getValue())));
    }
  }

  int conflicts() {
    return conflicts.get();
  }

  /** How often a caller was told that the journal takes nothing now. */
  int timesUnavailable() {
    return unavailable.get();
  }

  /** The longest any caller waited for an answer, of whatever kind. */
  long longestSeconds() {
    return TimeUnit.NANOSECONDS.toSeconds(longestNanos.get());
  }

  /** Every caller hears of what it asked for last, and asks for no more. */
  void stop() {
    closed = true;
    try {
      for (Thread thread : threads) thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stop();
  }

  private final class Caller {

    private final String name;
    private final boolean shares;
    private final Map<String, Long> lastKnown = new HashMap<>();
    private final Set<String> stale = new HashSet<>();
    private int attempt;

    Caller(String name, boolean shares) {
      this.name = name;
      this.shares = shares;
    }

    void run(int from) {
      try {
        for (int number = from; !closed; number++) untilAcknowledged(number);
      } catch (RuntimeException | Error e) {
        failed.accept(e);
      }
    }

    private void untilAcknowledged(int number) {
      do {
        long before = System.nanoTime();
        try {
          boolean isKeyed = number % 3 != 0;
          String title =
              isKeyed ? name + "/" + number : "%s/%d/%d.%d".formatted(name, number, life, attempt);
          Append append = append(title, isKeyed ? 1 + number % 5 : 1);
          if (isKeyed)
            append
                .once(title, Sha256.of(title.getBytes(UTF_8)))
                .claim(CLAIM, title, "drill/" + name)
                .sideRow(SIDE_ROW, title);
          acknowledge(title, append, journal.append(append));
          return;
        } catch (Conflict moved) {
          conflicts.incrementAndGet();
          stale.addAll(lastKnown.keySet());
        } catch (JournalUnavailable unknown) {
          unavailable.incrementAndGet();
          stale.addAll(lastKnown.keySet());
          attempt++;
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        } finally {
          longestNanos.accumulateAndGet(System.nanoTime() - before, Math::max);
        }
      } while (!closed);
    }

    private Append append(String title, int parts) {
      String own = "drill/" + name;
      String other = shares ? "drill/shared-" + parts % SHARED_STREAMS : own + "-second";
      Append append = new Append();
      Map<String, Long> last = new HashMap<>();
      for (int part = 0; part < parts; part++) {
        String stream = part % 2 == 0 ? other : own;
        long sequence = last.computeIfAbsent(stream, this::lastOf) + 1;
        last.put(stream, sequence);
        append.fact(Sayings.fact(stream, sequence, new Said(title, part, parts)));
      }
      return append;
    }

    private long lastOf(String stream) {
      long known = lastKnown.getOrDefault(stream, -1L);
      if (known >= 0 && !stale.remove(stream)) return known;
      List<StoredFact> since = journal.stream(stream, Math.max(known, 0));
      if (since.isEmpty() && known >= 0)
        throw new IllegalStateException("acknowledged and gone: %s %d".formatted(stream, known));
      long last = since.isEmpty() ? -1 : since.getLast().sequence();
      lastKnown.put(stream, last);
      return last;
    }

    private void acknowledge(String title, Append append, Receipt receipt) {
      if (!receipt.repeated())
        for (Append.NewFact fact : append.facts()) lastKnown.put(fact.stream(), fact.sequence());
      told.accept(
          new Acknowledged(
              title,
              receipt.first(),
              receipt.last(),
              receipt.repeated(),
              append.facts().stream().map(Append.NewFact::id).toList()));
    }
  }
}
