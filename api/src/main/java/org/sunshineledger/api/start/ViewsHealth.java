package org.sunshineledger.api.start;

import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.sunshineledger.projections.view.Lag;
import org.sunshineledger.projections.view.Lag.Alarm;

/**
 * DOWN while a view stands still before a fact it cannot fold: what everybody reads of it is no
 * longer what the journal says. A view that is merely behind catches up by itself.
 */
final class ViewsHealth implements HealthIndicator {

  private final Supplier<List<Lag>> lags;

  ViewsHealth(Supplier<List<Lag>> lags) {
    this.lags = lags;
  }

  /** One view; the cause of an alarm may name a row, and so stays in the log of the program. */
  record Stopped(long position, long behind, Instant since) {}

  @Override
  public Health health() {
    Health.Builder health = Health.up();
    for (Lag lag : lags.get()) {
      Alarm alarm = lag.alarm();
      if (alarm != null)
        health
            .down()
            .withDetail(lag.view(), new Stopped(alarm.position(), lag.behind(), alarm.since()));
    }
    return health.build();
  }
}
