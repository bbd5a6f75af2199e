package org.sunshineledger.api.start;

import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.sunshineledger.api.scenario.ScenarioLoader;
import org.sunshineledger.api.scenario.ScenarioProgress;
import org.sunshineledger.ledger.Ledger;
import org.sunshineledger.projections.view.Views;

/**
 * Loads the scenario behind the open doors, and shows on the console how far it is: a bar on a
 * terminal, a line for every tenth elsewhere.
 */
@Component
final class ScenarioRun {

  private static final Logger log = LoggerFactory.getLogger(ScenarioRun.class);

  private static final long LOOK_EVERY_MILLIS = 500;

  private final Ledger ledger;
  private final Views views;
  private final ScenarioProgress progress;
  private final Clock clock;
  private final boolean enabled;
  private final ScheduledExecutorService lookout =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("scenario-lookout").daemon().factory());
  private volatile @Nullable ScheduledFuture<?> looking;
  private volatile boolean told;
  private final ProgressBar bar = new ProgressBar("郑州 2016", log);

  ScenarioRun(
      Ledger ledger,
      Views views,
      ScenarioProgress progress,
      Clock clock,
      @Value("${ledger.scenario.enabled}") boolean enabled) {
    this.ledger = ledger;
    this.views = views;
    this.progress = progress;
    this.clock = clock;
    this.enabled = enabled;
    if (!enabled) progress.finish();
  }

  @EventListener(ApplicationReadyEvent.class)
  void start() {
    if (!enabled) return;
    Thread.ofPlatform().name("scenario").daemon().start(this::load);
    looking =
        lookout.scheduleWithFixedDelay(
            this::look, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  @EventListener(ContextClosedEvent.class)
  void stop() {
    lookout.shutdownNow();
  }

  private void load() {
    try {
      new ScenarioLoader(ledger, progress, clock).load();
      progress.enter(ScenarioProgress.Phase.VIEWS);
      told = true;
    } catch (RuntimeException e) {
      // A ledger that is closing while the scenario loads finishes it at the next start.
      if (!lookout.isShutdown()) {
        progress.fail();
        log.error(
            "The scenario stopped at {} facts ({}). Start again: it goes on from there.",
            progress.done(),
            e.toString());
        log.debug("The scenario stopped", e);
      }
    }
  }

  private void look() {
    try {
      if (told && views.isCaughtUp()) progress.finish();
      bar.show(progress.percent(), progress.done(), progress.total());
      ScheduledFuture<?> task = looking;
      if (task != null && (progress.isFinished() || progress.hasFailed())) task.cancel(false);
    } catch (RuntimeException e) {
      log.warn("the scenario's progress cannot be shown: {}", e.toString());
    }
  }
}
