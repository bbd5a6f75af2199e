package org.sunshineledger.ledger.log.seal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sunshineledger.ledger.database.StartRefused;
import org.sunshineledger.ledger.journal.Journal;

/**
 * The thread that seals on one node of several, and on the others follows what is sealed. It stops
 * for good at a contradiction: a log that says nothing does less harm than one that says two
 * things.
 */
final class Sealer implements AutoCloseable {

  static final Logger LOG = LoggerFactory.getLogger(Sealer.class);

  /**
   * From one checkpoint to the next under load. Each costs a commit; and a commit is in the log
   * after at most this and the sealing itself.
   */
  static final Duration PACE = Duration.ofMillis(100);

  /** Where nothing comes, and for the lock of a node that has gone. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final DataSource dataSource;
  private final Journal journal;
  private final LogKeys keys;
  private final Consumer<Optional<SealedCheckpoint>> met;
  private final Consumer<SealedCheckpoint> published;
  private final Look look;
  private final SealingSession.Steps steps;
  private final Runnable wake = this::wake;
  private final Thread thread;
  private volatile boolean grown;
  private volatile boolean closing;
  private volatile boolean elected;
  private volatile @Nullable StartRefused refusal;
  private long sealedSize;

  /** Reads something in the session of a node that only follows. */
  @FunctionalInterface
  interface Look {

    void at(Connection database) throws SQLException;
  }

  /**
   * Starts.
   *
   * @param met is told, whenever a session begins, of the newest checkpoint that is stored there;
   *     throws {@link StartRefused} when it cannot be the newest
   * @param published is told of each checkpoint once it is stored, sizes growing, on one thread
   * @param look looks, while another node seals, for what else that one has stored
   */
  Sealer(
      DataSource dataSource,
      Journal journal,
      LogKeys keys,
      Consumer<Optional<SealedCheckpoint>> met,
      Consumer<SealedCheckpoint> published,
      Look look,
      SealingSession.Steps steps) {
    this.dataSource = dataSource;
    this.journal = journal;
    this.keys = keys;
    this.met = met;
    this.published = published;
    this.look = look;
    this.steps = steps;
    this.thread = Thread.ofPlatform().name("log-sealer").daemon().unstarted(this::run);
  }

  void start() {
    journal.whenGrown(wake);
    thread.start();
  }

  /** Called on the appender's thread: mostly the flag is set already, and nothing is done. */
  private void wake() {
    if (grown) return;
    grown = true;
    LockSupport.unpark(thread);
  }

  /** Whether this node seals now. */
  boolean isElected() {
    return elected;
  }

  /** Why it has stopped for good; null while it has not. */
  @Nullable StartRefused refusal() {
    return refusal;
  }

  /** Stops for good. */
  void refuse(StartRefused why) {
    if (refusal != null) return;
    refusal = why;
    closing = true;
    LOG.error("The log is stopped: {}", why.getMessage());
    LockSupport.unpark(thread);
  }

  private void run() {
    while (!closing) {
      try (Connection connection = dataSource.getConnection()) {
        SealingSession session = new SealingSession(connection, keys, steps);
        try {
          work(session);
        } finally {
          elected = false;
          session.end();
        }
      } catch (StartRefused e) {
        refusal = e;
        LOG.error("The log is stopped: {}", e.getMessage());
        return;
      } catch (SQLException e) {
        if (closing) return;
        LOG.warn("The sealer lost its connection (SQL state {}); trying again", e.getSQLState());
        rest(LOOK);
      } catch (RuntimeException e) {
        LOG.error("Sealing failed in an unforeseen way; trying again", e);
        rest(LOOK);
      }
    }
  }

  private void work(SealingSession session) throws SQLException {
    met.accept(session.newest());
    while (!closing && !session.elect()) {
      session.settled().ifPresent(this::publish);
      session.look(look);
      await(journal.knownSize() > sealedSize ? PACE : LOOK);
    }
    if (closing) return;
    elected = true;
    session.resume().ifPresent(this::publish);
    while (!closing) {
      long began = System.nanoTime();
      grown = false;
      long before = sealedSize;
      Optional<SealedCheckpoint> sealed = session.seal();
      sealed.ifPresent(this::publish);
      if (sealed.isEmpty()) await(LOOK);
      else if (sealed.get().size() - before < SealingSession.MOST_LEAVES)
        rest(PACE.minusNanos(System.nanoTime() - began));
    }
  }

  private void publish(SealedCheckpoint sealed) {
    sealedSize = sealed.size();
    published.accept(sealed);
  }

  /** Until there is something new, at most so long. */
  private void await(Duration most) {
    long until = System.nanoTime() + most.toNanos();
    for (long left = most.toNanos();
        !grown && !closing && left > 0;
        left = until - System.nanoTime()) LockSupport.parkNanos(this, left);
  }

  /** Even when there is something new. */
  private void rest(Duration time) {
    long until = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); !closing && left > 0; left = until - System.nanoTime())
      LockSupport.parkNanos(this, left);
  }

  @Override
  public void close() {
    closing = true;
    journal.forget(wake);
    LockSupport.unpark(thread);
    try {
      if (!thread.join(Duration.ofSeconds(10))) LOG.warn("The sealer is still at work");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
