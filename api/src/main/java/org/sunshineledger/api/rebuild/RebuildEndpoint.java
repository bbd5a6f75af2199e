package org.sunshineledger.api.rebuild;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
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
import org.sunshineledger.projections.view.RebuildReport;
import org.sunshineledger.projections.view.RebuildRunning;
import org.sunshineledger.projections.view.Views;

/**
 * {@code /actuator/rebuild}: POST builds views anew behind the open doors, GET tells how it stands
 * and how the new tables differed from the old ones. One at a time in all nodes.
 */
@Component
@WebEndpoint(id = "rebuild")
public final class RebuildEndpoint {

  private static final Logger log = LoggerFactory.getLogger(RebuildEndpoint.class);

  private final Views views;
  private final Clock clock;
  private volatile RebuildState state = RebuildState.never();

  RebuildEndpoint(Views views, Clock clock) {
    this.views = views;
    this.clock = clock;
  }

  @ReadOperation
  public RebuildState state() {
    return state;
  }

  /**
   * Starts a rebuild and returns at once.
   *
   * @param names of views with commas between them; left out: all
   * @throws Faulty when one is running, or there is no such view
   */
  @WriteOperation
  public synchronized WebEndpointResponse<RebuildState> start(@Nullable String names) {
    List<String> wanted = names == null ? views.names() : wanted(names);
    RebuildState before = state;
    if (before.status() == RebuildState.Status.RUNNING)
      throw Faulty.of(Fault.REBUILD_RUNNING, "%d / %d".formatted(before.done(), before.of()));
    Instant started = clock.instant();
    RebuildState now = RebuildState.running(started, wanted, 0, 0);
    state = now;
    Thread _ = Thread.ofPlatform().name("rebuild").daemon().start(() -> rebuild(wanted, started));
    return new WebEndpointResponse<>(now, HttpStatus.ACCEPTED.value());
  }

  private List<String> wanted(String names) {
    List<String> wanted =
        Arrays.stream(names.split(",", -1)).map(String::strip).distinct().toList();
    for (String name : wanted)
      if (!views.names().contains(name))
        throw Faulty.malformed("names", String.join(", ", views.names()));
    return wanted;
  }

  private void rebuild(List<String> wanted, Instant started) {
    try {
      RebuildReport report =
          views.rebuild(
              wanted, (done, of) -> state = RebuildState.running(started, wanted, done, of));
      tell(report);
      state = state.finished(report);
    } catch (RebuildRunning e) {
      state = state.failed("Another node builds views anew.");
    } catch (RuntimeException e) {
      log.error("the rebuild of views failed; the old tables stay", e);
      state = state.failed("It failed for a reason that stands in the log; nothing was changed.");
    }
  }

  private static void tell(RebuildReport report) {
    if (report.isSame()) {
      log.info(
          "重建 {} views are the same when built anew of {} facts",
          report.views().size(),
          report.size());
      return;
    }
    for (RebuildReport.Outcome each : report.views())
      if (each.failure() != null || !each.differing().isEmpty())
        log.error(
            "重建 View {} stood otherwise than its facts: {} rows, {}",
            each.view(),
            each.differing().size(),
            each.failure() == null ? "mended" : "not built");
  }
}
