package org.sunshineledger.api.watch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.journal.AppendWatch;
import org.sunshineledger.ledger.journal.Receipt;
import org.sunshineledger.projections.view.Views;

/** The ledger's own meters. Names and tags are published: add, never rename. */
final class Meters implements AppendWatch {

  /** No append waits longer: 15 s for the writer to begin, and its own times. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  private static final Duration[] WAITS = {
    Duration.ofMillis(1),
    Duration.ofMillis(2),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(15)
  };

  private static final double[] SIZES = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 5_000};

  private final MeterRegistry registry;
  private final DistributionSummary groups;
  private final Timer waits;
  private final Map<Class<? extends Order>, Counter> orders = new ConcurrentHashMap<>();

  Meters(MeterRegistry registry) {
    this.registry = registry;
    this.groups =
        DistributionSummary.builder("ledger.append.group.size")
            .description("Facts that were committed together")
            .serviceLevelObjectives(SIZES)
            .register(registry);
    this.waits =
        Timer.builder("ledger.append.wait")
            .description("From the call of an append until it is durable")
            .serviceLevelObjectives(WAITS)
            .maximumExpectedValue(LONGEST_WAIT)
            .register(registry);
  }

  void watch(Sealing sealing) {
    Gauge.builder("ledger.seal.lag", sealing, Sealing::behind)
        .description("Facts that no checkpoint covers")
        .register(registry);
    TimeGauge.builder("ledger.seal.age", sealing, TimeUnit.NANOSECONDS, Sealing::nanosWaited)
        .description("For how long no checkpoint came though facts wait for one")
        .register(registry);
  }

  void watch(Views views) {
    for (String view : views.names()) {
      Gauge.builder("ledger.view.lag", views, each -> each.lag(view).behind())
          .description("Facts that a view has not folded")
          .tag("view", view)
          .register(registry);
      Gauge.builder("ledger.view.parked", views, each -> each.lag(view).alarm() == null ? 0 : 1)
          .description("1 while a view stands still before a fact it cannot fold")
          .tag("view", view)
          .register(registry);
    }
  }

  @Override
  public void committed(long facts) {
    groups.record((double) facts);
  }

  @Override
  public void durable(Receipt receipt, long nanos) {
    waits.record(nanos, TimeUnit.NANOSECONDS);
  }

  void recorded(Class<? extends Order> order) {
    orders.computeIfAbsent(order, this::counter).increment();
  }

  private Counter counter(Class<? extends Order> order) {
    return Counter.builder("ledger.orders")
        .description("Orders that led to facts")
        .tag("order", order.getSimpleName())
        .register(registry);
  }
}
