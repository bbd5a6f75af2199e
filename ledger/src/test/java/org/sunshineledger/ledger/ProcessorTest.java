package org.sunshineledger.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.journal.JournalStorageEngine;
import org.sunshineledger.ledger.journal.Tokens;
import org.sunshineledger.ledger.rules.Act;

@DisplayName("A streaming processor")
@Isolated("it measures how soon a reader is woken")
class ProcessorTest {

  private static final String NAME = "test-view";

  private final TestDatabase database = TestDatabase.create();
  private final Ledger ledger = Tally.ledger(database);
  private final TokenStore tokens = Tokens.store(database.app()::getConnection);
  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(4);

  @AfterEach
  void close() {
    threads.shutdownNow();
    ledger.close();
    database.close();
  }

  /** Remembers what it is told; Axon finds the handlers by their annotations. */
  @SuppressWarnings("UnusedMethod")
  private static final class Reader {

    private final List<Fact> facts = new CopyOnWriteArrayList<>();
    private volatile CountDownLatch awaited = new CountDownLatch(0);
    private final AtomicInteger resets = new AtomicInteger();

    @EventHandler
    void on(Tally.TallyEvent event, EventMessage<?> message) {
      Fact fact = JournalStorageEngine.factOf(message);
      assertThat(fact.event()).isEqualTo(event);
      facts.add(fact);
      awaited.countDown();
    }

    @ResetHandler
    void forget() {
      facts.clear();
      resets.incrementAndGet();
    }

    void expect(int more) {
      awaited = new CountDownLatch(more);
    }

    void await() throws InterruptedException {
      assertThat(awaited.await(10, TimeUnit.SECONDS)).as("facts in time").isTrue();
    }
  }

  private PooledStreamingEventProcessor processor(Reader reader) {
    return PooledStreamingEventProcessor.builder()
        .name(NAME)
        .eventHandlerInvoker(SimpleEventHandlerInvoker.builder().eventHandlers(reader).build())
        .messageSource(ledger.eventStore())
        .tokenStore(tokens)
        .transactionManager(NoTransactionManager.instance())
        .coordinatorExecutor(threads)
        .workerExecutor(threads)
        .initialSegmentCount(1)
        .batchSize(2_000)
        .build();
  }

  private void count(int times) {
    Act act = OrdersTest.act();
    ledger
        .orders()
        .together(
            null,
            batch ->
                IntStream.range(0, times).forEach(_ -> batch.submit(new Tally.Count("a", 0), act)));
  }

  private void open() {
    ledger.orders().submit(new Tally.Open("a"), OrdersTest.act(), null);
  }

  @Test
  void readsEveryFactInOrderAcrossPages() throws Exception {
    open();
    count(3_000);
    Reader reader = new Reader();
    reader.expect(3_001);
    PooledStreamingEventProcessor processor = processor(reader);
    processor.start();
    reader.await();
    assertThat(reader.facts)
        .extracting(Fact::position)
        .containsExactlyElementsOf(LongStream.rangeClosed(0, 3_000).boxed().toList());
    processor.shutDown();
  }

  @Test
  void isWokenByAnAppendOfThisNode() throws Exception {
    open();
    Reader reader = new Reader();
    reader.expect(1);
    PooledStreamingEventProcessor processor = processor(reader);
    processor.start();
    reader.await();
    reader.expect(1);
    long before = System.nanoTime();
    count(1);
    reader.await();
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(900));
    processor.shutDown();
  }

  @Test
  void isWokenByAnAppendOfAnotherNode() throws Exception {
    open();
    Reader reader = new Reader();
    reader.expect(1);
    PooledStreamingEventProcessor processor = processor(reader);
    processor.start();
    reader.await();
    reader.expect(1);
    try (Ledger other = Tally.ledger(database)) {
      other.orders().submit(new Tally.Count("a", 1), OrdersTest.act(), null);
    }
    reader.await();
    assertThat(reader.facts).hasSize(2);
    processor.shutDown();
  }

  @Test
  void readsOnWhereItStopped() throws Exception {
    open();
    Reader reader = new Reader();
    reader.expect(1);
    PooledStreamingEventProcessor processor = processor(reader);
    processor.start();
    reader.await();
    processor.shutDown();
    count(1);
    Reader next = new Reader();
    next.expect(1);
    PooledStreamingEventProcessor again = processor(next);
    again.start();
    next.await();
    assertThat(next.facts).extracting(Fact::position).containsExactly(1L);
    again.shutDown();
  }

  @Test
  void canBeResetAndReadsAllAgain() throws Exception {
    open();
    count(9);
    Reader reader = new Reader();
    reader.expect(10);
    PooledStreamingEventProcessor processor = processor(reader);
    processor.start();
    reader.await();
    processor.shutDown();

    reader.expect(10);
    processor.resetTokens();
    assertThat(tokens.fetchToken(NAME, Segment.ROOT_SEGMENT.getSegmentId()))
        .isInstanceOf(ReplayToken.class);
    tokens.releaseClaim(NAME, Segment.ROOT_SEGMENT.getSegmentId());
    processor.start();
    reader.await();
    assertThat(reader.resets).hasValue(1);
    assertThat(reader.facts).hasSize(10);
    processor.shutDown();
  }

  @Test
  void canBeginAtAMoment() throws SQLException {
    open();
    count(1);
    TrackingToken head = ledger.eventStore().createHeadToken();
    assertThat(head).isEqualTo(new GlobalSequenceTrackingToken(1));
    assertThat(ledger.eventStore().createTailToken())
        .isEqualTo(new GlobalSequenceTrackingToken(-1));
    assertThat(ledger.eventStore().createTokenAt(ledger.journal().at(1).orElseThrow().recordedAt()))
        .isEqualTo(new GlobalSequenceTrackingToken(0));
  }
}
