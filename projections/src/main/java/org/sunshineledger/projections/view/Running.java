package org.sunshineledger.projections.view;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import javax.sql.DataSource;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.projections.view.FactSource.FactPage;
import org.sunshineledger.projections.view.Lag.Alarm;

/** One view at work: its processor, how far it is, and why it stands still if it does. */
final class Running<K, R extends Record> {

  private static final Logger log = LoggerFactory.getLogger(Running.class);

  /** How often a claim on the view's token is asked for, and renewed. */
  private static final long CLAIM_MILLIS = 1_000;

  private final View<K, R> view;
  private final ViewTable<K, R> table;
  private final AsOf<K, R> asOf;
  private final RowHistory<K, R> history;
  private final Live<K, R> live;
  private final FactSource source;
  private final Transactions transactions;
  private final Clock clock;
  private final PooledStreamingEventProcessor processor;
  private volatile @Nullable Alarm alarm;
  private volatile long foldedElsewhere;
  private volatile @Nullable FoldWatch watch;

  Running(
      View<K, R> view,
      ViewTable<K, R> table,
      Facts facts,
      DataSource dataSource,
      Transactions transactions,
      TokenStore tokens,
      ScheduledExecutorService coordinators,
      ScheduledExecutorService workers,
      Clock clock) {
    this.view = view;
    this.table = table;
    this.asOf = new AsOf<>(view, table, facts);
    this.history = new RowHistory<>(view, table, asOf);
    this.live = new Live<>(view, table, facts);
    this.source = new FactSource(dataSource, facts, live::holdsNothing, System::nanoTime);
    this.transactions = transactions;
    this.clock = clock;
    this.processor =
        PooledStreamingEventProcessor.builder()
            .name(view.name() + "_" + view.version())
            .eventHandlerInvoker(new Folding())
            .errorHandler(PropagatingErrorHandler.instance())
            .messageSource(source)
            .tokenStore(tokens)
            .transactionManager(transactions)
            .initialSegmentCount(1)
            // From the first fact on; the default would be a replay token, which has no use here.
            .initialToken(StreamableMessageSource::createTailToken)
            .tokenClaimInterval(CLAIM_MILLIS)
            .claimExtensionThreshold(CLAIM_MILLIS)
            .batchSize(1) // One message is a page of facts.
            .coordinatorExecutor(coordinators)
            .workerExecutor(workers)
            .build();
  }

  ViewTable<K, R> table() {
    return table;
  }

  Rebuilt<K, R> rebuilt() {
    return new Rebuilt<>(view, table);
  }

  AsOf<K, R> asOf() {
    return asOf;
  }

  RowHistory<K, R> history() {
    return history;
  }

  String name() {
    return view.name();
  }

  /** Whether it has ever followed the journal, here or on another node. */
  boolean wasStarted(Connection connection) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select from view.token_entry where processorname = ?")) {
      select.setString(1, processor.getName());
      try (ResultSet row = select.executeQuery()) {
        return row.next();
      }
    }
  }

  void start() {
    processor.start();
  }

  void stop() {
    processor.shutDown();
  }

  void grown(long head) {
    source.grown(head);
  }

  /** Whether this node folds it; where another one does, {@link #stored} tells how far that is. */
  boolean isFoldedHere() {
    // One that backs off after an error has let its claim go, though it still has a status.
    return processor.processingStatus().values().stream()
        .anyMatch(status -> !status.isErrorState());
  }

  /**
   * How far each processor has come by the tokens that are written, on whatever node, in numbers of
   * facts. It may have come further, past facts that change nothing for it, for a second at most.
   */
  static Map<String, Long> stored(Connection connection) throws SQLException {
    Map<String, Long> stored = new HashMap<>();
    try (PreparedStatement select =
            connection.prepareStatement(
                """
                select processorname, (convert_from(token, 'UTF8')::json ->> 'globalIndex')::bigint + 1
                from view.token_entry where token is not null
                """);
        ResultSet row = select.executeQuery()) {
      while (row.next()) stored.put(row.getString(1), row.getLong(2));
    }
    return stored;
  }

  void stored(Map<String, Long> byProcessor) {
    foldedElsewhere = byProcessor.getOrDefault(processor.getName(), 0L);
  }

  /** Number of facts its rows hold at the least. */
  long folded() {
    return Math.max(source.folded(), foldedElsewhere);
  }

  Lag lag(long head) {
    long folded = folded();
    return new Lag(view.name(), folded, Math.max(head, folded), alarm(folded));
  }

  /** One before what has been folded since is over, whichever node has folded it. */
  private @Nullable Alarm alarm(long folded) {
    @Nullable Alarm raised = alarm;
    return raised == null || raised.position() < folded ? null : raised;
  }

  void tell(FoldWatch one) {
    watch = one;
  }

  private void fold(FactPage page) {
    long began = System.nanoTime();
    Map<K, List<Fact>> touched;
    try {
      touched = live.touched(page.facts());
      if (touched.isEmpty()) UnhurriedTokens.nothingChanges();
      else fold(touched);
    } catch (SQLException | RuntimeException e) {
      raise(page, e);
      throw e instanceof RuntimeException unchecked
          ? unchecked
          : new FoldFailed(view.name(), "?", page.first(), e);
    }
    long next = page.facts().getLast().position() + 1;
    CurrentUnitOfWork.get()
        .afterCommit(_ -> {
          alarm = null;
          // Whoever sees them folded finds that it has been told of, too.
          if (!touched.isEmpty()) told(touched, System.nanoTime() - began);
          source.folded(next);
        });
  }

  private void told(Map<K, List<Fact>> touched, long nanos) {
    FoldWatch told = watch;
    if (told == null) return;
    try {
      told.folded(
          view.name(),
          () -> touched.values().stream().flatMap(List::stream).mapToLong(Fact::position),
          touched.size(),
          nanos);
    } catch (RuntimeException e) {
      log.warn("a watch over views failed", e);
    }
  }

  private void fold(Map<K, List<Fact>> touched) throws SQLException {
    try (Connection connection = transactions.getConnection()) {
      live.fold(connection, touched);
    }
  }

  /** Says it once for each position: the processor will come back to it ever more slowly. */
  private void raise(FactPage page, Exception e) {
    long position = e instanceof FoldFailed failed ? failed.position() : page.first();
    @Nullable Alarm standing = alarm;
    if (standing != null && standing.position() == position) return;
    alarm = new Alarm(position, String.valueOf(e.getMessage()), clock.instant());
    log.error("view {} stands still before position {}", view.name(), position, e);
  }

  private final class Folding implements EventHandlerInvoker {

    @Override
    public boolean canHandle(EventMessage<?> message, Segment segment) {
      return true;
    }

    @Override
    public void handle(EventMessage<?> message, Segment segment) {
      fold((FactPage) message.getPayload());
    }

    @Override
    public boolean supportsReset() {
      return false; // A changed fold is a new version with tables of its own.
    }
  }
}
