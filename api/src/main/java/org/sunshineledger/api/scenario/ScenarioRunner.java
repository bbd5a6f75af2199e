package org.sunshineledger.api.scenario;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.sunshineledger.ledger.Ledger;

/**
 * Loads the scenario in the background once pages answer. Set {@code ledger.scenario.enabled=false}
 * for a ledger of your own.
 */
@Component
class ScenarioRunner {

  private static final Logger LOG = LoggerFactory.getLogger(ScenarioRunner.class);

  private final Ledger ledger;
  private final ScenarioProgress progress;
  private final Clock clock;
  private final boolean enabled;
  private volatile boolean stopping;

  ScenarioRunner(
      Ledger ledger,
      ScenarioProgress progress,
      Clock clock,
      @Value("${ledger.scenario.enabled:true}") boolean enabled) {
    this.ledger = ledger;
    this.progress = progress;
    this.clock = clock;
    this.enabled = enabled;
  }

  @EventListener(ApplicationReadyEvent.class)
  void start() {
    if (enabled) Thread.ofPlatform().name("scenario").daemon().start(this::load);
    else progress.finish();
  }

  @EventListener(ContextClosedEvent.class)
  void stop() {
    stopping = true;
  }

  private void load() {
    try {
      new ScenarioLoader(ledger, progress, clock).load();
      progress.finish();
    } catch (RuntimeException e) {
      // What was told so far is committed; the next start goes on from there.
      if (stopping) return;
      progress.fail();
      LOG.error("The scenario stopped while loading ({}). Start again to go on.", e.toString(), e);
    }
  }
}
