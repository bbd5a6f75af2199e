package org.sunshineledger.api.watch;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.Tracer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.sunshineledger.ledger.journal.Receipt;
import org.sunshineledger.projections.view.FoldWatch;

/**
 * Spans of what follows from an order: its append, in the trace of the request, and what each view
 * made of its facts, in a trace of its own that is linked to it. A fact says nothing of traces, so
 * the node that took an order remembers for a while which positions were whose. Of a request that
 * is not sampled nothing is remembered, and then a view costs one look at an empty map a page.
 */
final class Trails implements FoldWatch {

  /** Appends that are remembered; a view that is further behind links to none. */
  static final int REMEMBERED = 4_096;

  /** More would be dropped by the limits of a span anyway. */
  private static final int MOST_LINKS = 100;

  private record Trail(long last, SpanContext append) {}

  private final Tracer tracer;
  private final InstantSource clock;

  /** By the first position of each append. */
  private final NavigableMap<Long, Trail> trails = new ConcurrentSkipListMap<>();

  private final AtomicInteger remembered = new AtomicInteger();

  Trails(Tracer tracer, InstantSource clock) {
    this.tracer = tracer;
    this.clock = clock;
  }

  /** On the thread of the caller, whose span is the request's. */
  void durable(Receipt receipt, long nanos) {
    if (!Span.current().getSpanContext().isSampled()) return;
    Instant end = clock.instant();
    Span append =
        tracer
            .spanBuilder("ledger.append")
            .setStartTimestamp(end.minusNanos(nanos))
            .setAttribute("ledger.position", receipt.first())
            .setAttribute("ledger.facts", receipt.count())
            .startSpan();
    append.end(end);
    remember(receipt, append.getSpanContext());
  }

  private void remember(Receipt receipt, SpanContext append) {
    trails.put(receipt.first(), new Trail(receipt.last(), append));
    if (remembered.incrementAndGet() > REMEMBERED && trails.pollFirstEntry() != null)
      remembered.decrementAndGet();
  }

  @Override
  public void folded(String view, Supplier<LongStream> positions, int rows, long nanos) {
    if (trails.isEmpty()) return;
    Set<SpanContext> appends = new LinkedHashSet<>();
    positions
        .get()
        .forEach(position -> {
          Map.Entry<Long, Trail> trail = trails.floorEntry(position);
          if (trail != null && position <= trail.getValue().last())
            appends.add(trail.getValue().append());
        });
    if (appends.isEmpty()) return;
    Instant end = clock.instant();
    SpanBuilder fold =
        tracer
            .spanBuilder("ledger.fold")
            .setNoParent()
            .setStartTimestamp(end.minus(Duration.ofNanos(nanos)))
            .setAttribute("ledger.view", view)
            .setAttribute("ledger.rows", rows);
    appends.stream().limit(MOST_LINKS).forEach(fold::addLink);
    fold.startSpan().end(end);
  }
}
