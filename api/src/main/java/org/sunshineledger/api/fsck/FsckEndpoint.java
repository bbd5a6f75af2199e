package org.sunshineledger.api.fsck;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.ledger.fsck.CouldNotCheck;
import org.sunshineledger.ledger.fsck.Finding;
import org.sunshineledger.ledger.fsck.Fsck;
import org.sunshineledger.ledger.fsck.Report;
import org.sunshineledger.ledger.log.TreeHead;

/**
 * {@code /actuator/fsck}: POST starts a check of the whole journal behind the open doors, GET tells
 * how it stands. One at a time on each node.
 */
@Component
@WebEndpoint(id = "fsck")
public final class FsckEndpoint implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(FsckEndpoint.class);

  /** A page of facts is checked in far less. */
  private static final Duration STOP_WAIT = Duration.ofSeconds(5);

  private final Fsck fsck;
  private final Clock clock;
  private volatile FsckState state = FsckState.never();
  private volatile @Nullable Thread running;
  private volatile boolean closing;

  FsckEndpoint(Fsck fsck, Clock clock) {
    this.fsck = fsck;
    this.clock = clock;
  }

  @ReadOperation
  public FsckState state() {
    return state;
  }

  /**
   * Starts a check and returns at once.
   *
   * @param expect {@code size:root} that was noted earlier, or null
   * @throws Faulty when one is running, or {@code expect} is of another form
   */
  @WriteOperation
  public synchronized WebEndpointResponse<FsckState> start(@Nullable String expect) {
    TreeHead noted = expect == null ? null : noted(expect);
    FsckState before = state;
    if (before.status() == FsckState.Status.RUNNING)
      throw Faulty.of(Fault.CHECK_RUNNING, "%d / %d".formatted(before.checked(), before.total()));
    Instant started = clock.instant();
    FsckState now = FsckState.running(started, 0, 0);
    state = now;
    // Not a virtual one: its interrupt would break the connection.
    running = Thread.ofPlatform().name("fsck").daemon().start(() -> check(noted, started));
    return new WebEndpointResponse<>(now, HttpStatus.ACCEPTED.value());
  }

  private static TreeHead noted(String expect) {
    try {
      return TreeHead.parse(expect);
    } catch (IllegalArgumentException e) {
      throw Faulty.malformed("expect", String.valueOf(e.getMessage()));
    }
  }

  private void check(@Nullable TreeHead noted, Instant started) {
    try {
      Report report =
          fsck.check(noted, (checked, total) -> state = FsckState.running(started, checked, total));
      tell(report);
      state = state.finished(report);
    } catch (CouldNotCheck e) {
      if (!closing) log.warn("未能核账 Not checked: {}", e.getMessage());
      state = state.failed(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      log.error("the check of the journal failed", e);
      state = state.failed("It failed for a reason that stands in the log.");
    }
  }

  private static void tell(Report report) {
    if (report.isSound()) {
      log.info("核账 The journal is sound: {} facts, {}", report.facts(), report.head());
    } else {
      Finding first = report.findings().getFirst();
      log.error(
          "核账 The journal is not sound: {} findings, the first {} at position {}",
          report.findingCount(),
          first.code(),
          first.position());
    }
  }

  /** A check that is under way ends at its next page. */
  @Override
  public void close() {
    closing = true;
    Thread thread = running;
    if (thread == null) return;
    thread.interrupt();
    try {
      thread.join(STOP_WAIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
