package org.sunshineledger.api.start;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.sunshineledger.ledger.publication.Publications;

/**
 * Destroys published lists on their day: at the start and every hour from then on, on each node.
 * The doors do not wait for it: from its day on they give no document out.
 */
@Component
final class Withdrawals {

  private static final Logger log = LoggerFactory.getLogger(Withdrawals.class);

  private final Publications publications;
  private final ScheduledExecutorService hourly =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("withdrawals").daemon().factory());

  Withdrawals(Publications publications) {
    this.publications = publications;
  }

  @EventListener(ApplicationReadyEvent.class)
  void start() {
    var _ = hourly.scheduleWithFixedDelay(this::withdraw, 0, 1, TimeUnit.HOURS);
  }

  private void withdraw() {
    try {
      int withdrawn = publications.withdrawDue();
      if (withdrawn > 0) log.info("{} published documents were withdrawn on their day", withdrawn);
    } catch (RuntimeException e) {
      // The next hour tries again, and meanwhile the doors look at the day themselves.
      log.warn("due documents could not be withdrawn: {}", e.getMessage());
    }
  }

  @EventListener(ContextClosedEvent.class)
  void stop() {
    hourly.shutdownNow();
  }
}
