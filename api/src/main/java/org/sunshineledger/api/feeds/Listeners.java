package org.sunshineledger.api.feeds;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.api.web.ReaderAddress;

/**
 * How many may listen at once: each of them keeps a connection, and all of them together must not
 * keep the others out.
 */
@Component
final class Listeners {

  private static final Duration LATER = Duration.ofSeconds(30);

  private final int most;
  private final int mostOfOneAddress;
  private final Duration heartbeat;
  private final Map<String, Integer> seated = new HashMap<>();
  private int all;
  private final List<Runnable> whenLeaving = new CopyOnWriteArrayList<>();
  private volatile boolean leaving;

  /**
   * @param most {@code ledger.feeds.listeners}
   * @param mostOfOneAddress {@code ledger.feeds.listeners-per-address}
   * @param heartbeat {@code ledger.feeds.heartbeat}: after so long without news a listener is told
   *     that there is none, so that either side finds out when the other has gone
   */
  Listeners(
      @Value("${ledger.feeds.listeners}") int most,
      @Value("${ledger.feeds.listeners-per-address}") int mostOfOneAddress,
      @Value("${ledger.feeds.heartbeat}") Duration heartbeat) {
    this.most = most;
    this.mostOfOneAddress = mostOfOneAddress;
    this.heartbeat = heartbeat;
  }

  /** A place among those who listen; to be left by whoever took it. */
  interface Seat extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * @throws Faulty with LISTENERS_FULL or TOO_MANY_LISTENERS
   */
  synchronized Seat take(@Nullable String address) {
    String reader = ReaderAddress.of(address);
    if (leaving || all >= most) throw Faulty.later(Fault.LISTENERS_FULL, LATER);
    if (seated.getOrDefault(reader, 0) >= mostOfOneAddress)
      throw Faulty.later(Fault.TOO_MANY_LISTENERS, LATER);
    all++;
    seated.merge(reader, 1, Integer::sum);
    return () -> leave(reader);
  }

  private synchronized void leave(String reader) {
    all--;
    seated.computeIfPresent(reader, (_, count) -> count == 1 ? null : count - 1);
  }

  /** Of a new listener. */
  Heartbeat heartbeat() {
    return new Heartbeat(heartbeat);
  }

  /** Whether the program stops: who listens is to be let go, or the stop would wait for him. */
  boolean areLeaving() {
    return leaving;
  }

  /** Comes before the web server waits for its last requests. */
  @EventListener
  void leave(ContextClosedEvent closed) {
    leaving = true;
    whenLeaving.forEach(Runnable::run);
  }

  /** Wakes those who wait, so that they see that the program stops. */
  void whenLeaving(Runnable wake) {
    whenLeaving.add(wake);
  }
}
