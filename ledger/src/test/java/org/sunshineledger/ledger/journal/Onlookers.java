package org.sunshineledger.ledger.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.sunshineledger.ledger.TestDatabase;
import org.sunshineledger.ledger.fact.Fact;

/**
 * A node that only reads, in both ways there are: pages from a position on, and a streaming
 * processor. Both look all the time, so that they see whatever can be seen.
 */
final class Onlookers implements AutoCloseable {

  private record Seen(long position, String stream, long sequence) {}

  private final Journal journal;
  private final List<Seen> byPages = new CopyOnWriteArrayList<>();
  private final List<Seen> byProcessor = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);
  private final PooledStreamingEventProcessor processor;
  private final Thread pages;
  private volatile boolean closed;

  Onlookers(TestDatabase database) {
    journal = new Journal(database.app());
    processor =
        PooledStreamingEventProcessor.builder()
            .name("onlooker")
            .eventHandlerInvoker(
                SimpleEventHandlerInvoker.builder().eventHandlers(new Reader(byProcessor)).build())
            .messageSource(Sayings.eventStore(journal))
            .tokenStore(new InMemoryTokenStore())
            .transactionManager(NoTransactionManager.instance())
            .coordinatorExecutor(threads)
            .workerExecutor(threads)
            .initialSegmentCount(1)
            .batchSize(7)
            .build();
    processor.start();
    pages = Thread.ofVirtual().start(this::readPages);
  }

  /** Axon finds the handler by its annotation and its first parameter. */
  @SuppressWarnings({"UnusedMethod", "UnusedVariable"})
  private record Reader(List<Seen> seen) {
    @EventHandler
    void on(Sayings.Saying event, EventMessage<?> message) {
      Fact fact = JournalStorageEngine.factOf(message);
      seen.add(new Seen(fact.position(), fact.stream(), fact.sequence()));
    }
  }

  private void readPages() {
    long next = 0;
    while (!closed) {
      for (StoredFact fact : journal.read(next, 5)) {
        byPages.add(new Seen(fact.position(), fact.stream(), fact.sequence()));
        next = fact.position() + 1;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }

  void sawNothing() {
    assertThat(byPages).isEmpty();
    assertThat(byProcessor).isEmpty();
  }

  /** Both saw every fact, once, in order of position; and each stream in its own order. */
  void sawAllOf(int facts) throws Exception {
    for (List<Seen> seen : List.of(byPages, byProcessor)) {
      Patience.until("%d facts are seen".formatted(facts), () -> seen.size() >= facts);
      assertThat(seen)
          .extracting(Seen::position)
          .containsExactlyElementsOf(LongStream.range(0, facts).boxed().toList());
      Map<String, List<Long>> streams = new HashMap<>();
      for (Seen each : seen)
        streams.computeIfAbsent(each.stream(), _ -> new ArrayList<>()).add(each.sequence());
      streams.forEach((stream, sequences) ->
          assertThat(sequences)
              .as(stream)
              .containsExactlyElementsOf(LongStream.range(0, sequences.size()).boxed().toList()));
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      pages.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    processor.shutDown();
    threads.shutdownNow();
    journal.close();
  }
}
