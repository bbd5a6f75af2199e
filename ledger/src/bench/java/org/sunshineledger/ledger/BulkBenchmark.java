package org.sunshineledger.ledger;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.sunshineledger.ledger.journal.BareCopy;
import org.sunshineledger.ledger.journal.JournalStorageEngine;
import org.sunshineledger.ledger.journal.StoredFact;

/** Many facts in one append, of events that are decided. */
final class BulkBenchmark {

  /** An import's portion, and the longest payment list of one order. */
  private static final int[] LENGTHS = {1_000, 5_000};

  private static final int FACTS_OF_A_ROUND = 40_000;

  private final Benchmark benchmark;

  BulkBenchmark(Benchmark benchmark) {
    this.benchmark = benchmark;
  }

  void run() throws SQLException {
    String database = benchmark.database();
    benchmark.makeAxonSchema(database);
    StockAxon stock = new StockAxon(benchmark.pool(database, 8, "&currentSchema=axon"), 0);
    stock.makeTables();
    BareDatabase bare = new BareDatabase(benchmark.pool(database, 8, ""), 0);
    bare.makeTables();
    OurLedger ours = new OurLedger(benchmark.pool(database, 20, ""), 0);
    HikariDataSource copyPool = benchmark.pool(database, 2, "");
    AtomicLong number = new AtomicLong();
    for (int facts : LENGTHS) {
      double[] medians =
          Benchmark.alternating(
              FACTS_OF_A_ROUND / facts,
              facts,
              () -> append(number, facts, OurLedger::id, ours::append),
              () -> append(number, facts, StockAxon::id, stock::append),
              () -> copy(bare, copyPool, number, facts));
      String name = "bulk-" + facts;
      Benchmark.print(name, "facts/s", medians[0], "stock", medians[1]);
      Benchmark.print(name + "-against-copy", "facts/s", medians[0], "copy", medians[2]);
    }
    ours.close();
    stock.close();
    bare.close();
    copyPool.close();
    benchmark.drop(database);
  }

  /** Events that are decided beforehand: encoded, written, committed. */
  private static Runnable append(
      AtomicLong number,
      int facts,
      Supplier<String> ids,
      Consumer<List<? extends EventMessage<?>>> contender) {
    List<EventMessage<?>> events = events(ids, "bulk-" + number.getAndIncrement(), 0, facts);
    return () -> contender.accept(events);
  }

  /** A folder's events from a sequence on, so many, with ids as the contender makes them. */
  static List<EventMessage<?>> events(Supplier<String> ids, String folder, int from, int count) {
    Folder.Facts facts = new Folder.Facts();
    String stream = "folder/" + folder;
    return IntStream.range(from, from + count)
        .<EventMessage<?>>mapToObj(sequence ->
            new GenericDomainEventMessage<>(
                "folder",
                stream,
                sequence,
                facts.event(stream, sequence),
                MetaData.with(JournalStorageEngine.ENVELOPE, facts.envelope()),
                ids.get(),
                Instant.now()))
        .toList();
  }

  /** Facts that are encoded beforehand, in a commit of the same length. */
  private static Runnable copy(
      BareDatabase bare, HikariDataSource pool, AtomicLong number, int count) {
    List<StoredFact> facts = new ArrayList<>();
    long run = number.getAndIncrement();
    for (int j = 0; j < count; j++) facts.add(at(bare.fact((int) run, j), run * 10_000 + j));
    return () -> {
      try (Connection connection = pool.getConnection()) {
        BareCopy.into("view.bare", connection, facts);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    };
  }

  private static StoredFact at(StoredFact fact, long position) {
    return new StoredFact(
        position,
        fact.recordedAt(),
        fact.id(),
        fact.stream(),
        fact.sequence(),
        fact.type(),
        fact.salt(),
        fact.detail());
  }
}
