package org.sunshineledger.ledger.fsck;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.journal.FactCodec;
import org.sunshineledger.ledger.log.TreeHead;
import org.sunshineledger.ledger.log.note.VerifierKey;

/**
 * Reads the whole journal in one snapshot and checks every column against the detail and the
 * digest, positions for gaps, time and streams for their order, claims and idempotency keys against
 * themselves, the log's tiles and checkpoints against the facts, and the guards against changes. It
 * only reads.
 *
 * <p>What was changed together with its digest is found by the log, and what was changed together
 * with the log by a root that was written down before, and by nothing else.
 */
public final class Fsck {

  /** One thread reads, and one checks what is read; the server takes its part of the cores too. */
  private static final int CHECKERS = 1;

  /** How many pages may wait to be checked: they are what the check keeps in memory. */
  private static final int PAGES_AHEAD = 3;

  private final DataSource dataSource;
  private final FactCodec codec;
  private final List<VerifierKey> keys;

  /** Knows no key of the log: signatures are not verified. */
  public Fsck(DataSource dataSource, FactCodec codec) {
    this(dataSource, codec, List.of());
  }

  /**
   * @param dataSource logs in as a role that may read schemas {@code journal} and {@code log}; one
   *     connection is taken for each check
   * @param codec knows the types of this version
   * @param keys of the log, those that are out of use too: signatures by others are not verified
   */
  public Fsck(DataSource dataSource, FactCodec codec, List<VerifierKey> keys) {
    this.dataSource = dataSource;
    this.codec = codec;
    this.keys = List.copyOf(keys);
  }

  /**
   * Checks everything; takes some seconds for each million facts, and ends early when the calling
   * thread is interrupted.
   *
   * @param noted what the journal was at an earlier size, or null: its first facts must still have
   *     that root
   * @throws CouldNotCheck when the journal cannot be read to its end
   */
  public Report check(@Nullable TreeHead noted, Progress progress) {
    long began = System.nanoTime();
    try (Connection snapshot = dataSource.getConnection()) {
      snapshot.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      snapshot.setReadOnly(true);
      snapshot.setAutoCommit(false);
      Findings findings = new Findings();
      Inspection inspection = new Inspection(snapshot, findings, noted, progress);
      inspection.run();
      new Surroundings(snapshot, findings).check();
      return new Report(
          inspection.facts,
          inspection.root.head(),
          noted,
          inspection.log.outcome(),
          findings.first(),
          findings.count(),
          Duration.ofNanos(System.nanoTime() - began));
    } catch (SQLException e) {
      throw CouldNotCheck.because(e);
    }
  }

  /** The way through the facts of one snapshot. */
  private final class Inspection {

    private final Connection snapshot;
    private final Findings findings;
    private final @Nullable TreeHead noted;
    private final Progress progress;
    private final FactCheck factCheck = new FactCheck(codec);
    private final Succession succession;
    private final Root root;
    private final LogCheck log;
    private final long total;
    private long facts;

    Inspection(Connection snapshot, Findings findings, @Nullable TreeHead noted, Progress progress)
        throws SQLException {
      this.snapshot = snapshot;
      this.findings = findings;
      this.noted = noted;
      this.progress = progress;
      this.root = new Root(findings, noted);
      // The first query of the transaction: it takes the snapshot.
      try (Statement statement = snapshot.createStatement();
          ResultSet row =
              statement.executeQuery(
                  "select clock_timestamp(), coalesce(max(position) + 1, 0) from journal.event")) {
        if (!row.next()) throw new SQLException("no row", "02000");
        Instant now = row.getObject(1, OffsetDateTime.class).toInstant();
        this.succession = new Succession(findings, now);
        this.total = row.getLong(2);
      }
      this.log = LogCheck.open(snapshot, keys, total, findings);
    }

    void run() throws SQLException {
      progress.checked(0, total);
      try (log;
          ExecutorService checkers =
              Executors.newFixedThreadPool(
                  CHECKERS, Thread.ofPlatform().name("fsck-", 0).daemon().factory());
          Rows rows = new Rows(snapshot)) {
        Queue<Future<FactCheck.Checked>> ahead = new ArrayDeque<>();
        for (List<Row> page = rows.page(); !page.isEmpty(); page = rows.page()) {
          List<Row> read = page;
          ahead.add(checkers.submit(() -> factCheck.check(read)));
          read.forEach(succession::follow);
          if (ahead.size() > PAGES_AHEAD) take(ahead.remove());
        }
        while (!ahead.isEmpty()) take(ahead.remove());
        log.end();
      }
      long wanted = Math.max(noted == null ? 0 : noted.size(), log.size());
      if (wanted > succession.nextPosition())
        findings.add(Finding.at(succession.nextPosition(), Finding.Code.POSITION_MISSING));
    }

    private void take(Future<FactCheck.Checked> page) throws SQLException {
      FactCheck.Checked checked = outcomeOf(page);
      root.append(checked.leaves());
      log.append(checked.leaves());
      findings.addAll(checked.findings());
      facts += checked.leaves().size();
      progress.checked(facts, Math.max(facts, total));
    }

    private static FactCheck.Checked outcomeOf(Future<FactCheck.Checked> page) {
      try {
        // A page that is ready is given out to an interrupted thread too.
        if (Thread.currentThread().isInterrupted()) throw new InterruptedException();
        return page.get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CouldNotCheck("The check was stopped.", e);
      } catch (ExecutionException e) {
        throw new IllegalStateException("a page could not be checked", e.getCause());
      }
    }
  }
}
