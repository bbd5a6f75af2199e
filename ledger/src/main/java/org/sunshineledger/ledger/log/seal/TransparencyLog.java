package org.sunshineledger.ledger.log.seal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.database.StartRefused;
import org.sunshineledger.ledger.journal.Journal;
import org.sunshineledger.ledger.journal.JournalUnavailable;
import org.sunshineledger.ledger.journal.StoredFact;
import org.sunshineledger.ledger.log.ConsistencyProof;
import org.sunshineledger.ledger.log.EntryBundle;
import org.sunshineledger.ledger.log.HashReader;
import org.sunshineledger.ledger.log.InclusionProof;
import org.sunshineledger.ledger.log.MerkleTree;
import org.sunshineledger.ledger.log.TilePath;
import org.sunshineledger.ledger.log.TileReader;
import org.sunshineledger.ledger.log.Tiles;
import org.sunshineledger.ledger.log.TreeHead;
import org.sunshineledger.ledger.log.TreeNode;
import org.sunshineledger.ledger.log.note.SignedNote;
import org.sunshineledger.ledger.log.note.TlogProof;
import org.sunshineledger.ledger.log.note.VerifierKey;

/**
 * The transparency log over a journal: it seals in the background, or follows the node that does,
 * and gives out what a published checkpoint covers, and nothing else.
 *
 * <p>All methods may be called from any thread. Reads throw {@link JournalUnavailable} when the
 * database is out of reach, and {@link StartRefused} when what is stored contradicts the
 * checkpoint.
 */
public final class TransparencyLog implements AutoCloseable {

  private final DataSource dataSource;
  private final Journal journal;
  private final LogKeys keys;
  private final Sealer sealer;
  private final TileReader tiles = this::read;
  private final Set<Consumer<SignedNote>> listeners = new CopyOnWriteArraySet<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition published = lock.newCondition();
  private volatile @Nullable SealedCheckpoint current;

  private TransparencyLog(
      DataSource dataSource, Journal journal, LogKeys keys, SealingSession.Steps steps) {
    this.dataSource = dataSource;
    this.journal = journal;
    this.keys = keys;
    this.sealer = new Sealer(dataSource, journal, keys, this::publish, steps);
  }

  /**
   * Looks whether facts, tiles and the last checkpoint agree, and begins to seal.
   *
   * @param dataSource a pool that logs in as {@code ledger_app}; the log keeps one connection of it
   * @param journal open as long as the log is
   * @throws StartRefused when they do not agree, or the keys are of another log; nothing was signed
   */
  public static TransparencyLog open(DataSource dataSource, Journal journal, LogKeys keys) {
    return open(dataSource, journal, keys, (_, _) -> {});
  }

  /** The same with somebody who is told of every step of sealing. */
  static TransparencyLog open(
      DataSource dataSource, Journal journal, LogKeys keys, SealingSession.Steps steps) {
    TransparencyLog log = new TransparencyLog(dataSource, journal, keys, steps);
    try (Connection connection = dataSource.getConnection()) {
      SealingSession.inspect(connection, keys).ifPresent(log::publish);
    } catch (SQLException e) {
      throw unavailable(e);
    }
    log.sealer.start();
    return log;
  }

  private void publish(SealedCheckpoint sealed) {
    lock.lock();
    try {
      SealedCheckpoint before = current;
      if (before != null && before.size() >= sealed.size()) return;
      current = sealed;
      published.signalAll();
    } finally {
      lock.unlock();
    }
    for (Consumer<SignedNote> listener : listeners) {
      try {
        listener.accept(sealed.note());
      } catch (RuntimeException e) {
        // Sealing goes on, whatever becomes of those who look on.
        Sealer.LOG.warn("A listener to checkpoints failed", e);
      }
    }
  }

  /** The log's name. */
  public String origin() {
    return keys.origin();
  }

  /** The log's public keys, the current one first; each signs every checkpoint. */
  public List<VerifierKey> verifierKeys() {
    return keys.verifierKeys();
  }

  /** The newest checkpoint; empty in the first moment of a new log. */
  public Optional<SignedNote> checkpoint() {
    return Optional.ofNullable(current).map(SealedCheckpoint::note);
  }

  /** Size and root of the newest checkpoint. */
  public Optional<TreeHead> head() {
    return Optional.ofNullable(current).map(SealedCheckpoint::head);
  }

  /** How many facts are in the newest checkpoint. */
  public long size() {
    return head().map(TreeHead::size).orElse(0L);
  }

  /** Whether this node is the one that seals. */
  public boolean isSealing() {
    return sealer.isElected();
  }

  /** Why nothing is sealed any more; empty as long as the log goes on. */
  public Optional<StartRefused> refusal() {
    return Optional.ofNullable(sealer.refusal());
  }

  /**
   * Tells of every checkpoint from now on, once it is stored. On the sealing thread: be quick.
   * Under load some sizes are passed over by a node that only follows.
   */
  public void whenPublished(Consumer<SignedNote> listener) {
    listeners.add(listener);
  }

  /** Does not tell this one any more. */
  public void forget(Consumer<SignedNote> listener) {
    listeners.remove(listener);
  }

  /** Whether a checkpoint covers so many facts, waiting for one at most so long. */
  public boolean awaitSize(long size, Duration most) throws InterruptedException {
    long nanos = most.toNanos();
    lock.lockInterruptibly();
    try {
      while (current == null || size() < size) {
        if (nanos <= 0) return false;
        nanos = published.awaitNanos(nanos);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * The bytes of a tile of hashes or a bundle of entries; empty for what the newest checkpoint does
   * not cover. Partial ones of every width are there, also of widths that no checkpoint ended at.
   */
  public Optional<byte[]> tile(TilePath tile) {
    TreeHead covering = head().orElse(null);
    if (covering == null || !Tiles.covers(covering.size(), tile)) return Optional.empty();
    if (tile.isEntries()) return Optional.of(bundle(tile, covering));
    return Optional.of(hashes(tile, covering));
  }

  private byte[] hashes(TilePath tile, TreeHead covering) {
    byte[] hashes = read(List.of(tile)).get(tile);
    if (hashes == null) throw Contradiction.tileMissing(covering);
    return hashes;
  }

  /** Made from the journal, and given out only where it is what the log holds. */
  private byte[] bundle(TilePath tile, TreeHead covering) {
    byte[] leafHashes = hashes(new TilePath(0, tile.index(), tile.width()), covering);
    List<StoredFact> facts = journal.read(tile.first(), tile.width());
    List<byte[]> entries = new ArrayList<>();
    for (int i = 0; i < tile.width(); i++) {
      byte[] entry = i < facts.size() ? facts.get(i).entry() : new byte[0];
      int from = i * MerkleTree.HASH_BYTES;
      byte[] logged = Arrays.copyOfRange(leafHashes, from, from + MerkleTree.HASH_BYTES);
      if (!Arrays.equals(MerkleTree.leafHash(entry), logged))
        throw Contradiction.leafDiffers(covering, tile.first() + i);
      entries.add(entry);
    }
    return EntryBundle.encode(entries);
  }

  /**
   * That the fact at a position is in the log of that size.
   *
   * @throws IllegalArgumentException unless 0 &lt;= position &lt; size &lt;= {@link #size}
   */
  public InclusionProof inclusion(long position, long size) {
    requirePublished(size);
    return InclusionProof.of(position, size, ofSize(size));
  }

  /**
   * That the log of one size is the beginning of the log of another.
   *
   * @throws IllegalArgumentException unless 0 &lt;= from &lt;= to &lt;= {@link #size}
   */
  public ConsistencyProof consistency(long from, long to) {
    requirePublished(to);
    return ConsistencyProof.of(from, to, ofSize(to));
  }

  /**
   * Size and root as they were, also at sizes no checkpoint ended at.
   *
   * @throws IllegalArgumentException unless 0 &lt;= size &lt;= {@link #size}
   */
  public TreeHead head(long size) {
    requirePublished(size);
    return TreeHead.of(size, ofSize(size).root(size));
  }

  /**
   * The proof file of the fact at a position; empty where the newest checkpoint does not cover it.
   */
  public Optional<TlogProof> proof(long position) {
    SealedCheckpoint covering = current;
    if (covering == null || position < 0 || position >= covering.size()) return Optional.empty();
    HashReader reader = ofSize(covering.size());
    TlogProof proof =
        new TlogProof(null, InclusionProof.of(position, covering.size(), reader), covering.note());
    byte[] leafHash = reader.hashes(List.of(new TreeNode(0, position))).getFirst();
    // A tile in the middle may have been changed since it was hashed up.
    if (!proof.proves(leafHash)) throw Contradiction.leafDiffers(covering.head(), position);
    return Optional.of(proof);
  }

  private void requirePublished(long size) {
    if (size > size())
      throw new IllegalArgumentException(
          "no checkpoint covers %d facts, the newest %d".formatted(size, size()));
  }

  private HashReader ofSize(long size) {
    return tiles.ofSize(size);
  }

  private Map<TilePath, byte[]> read(Collection<TilePath> wanted) {
    try (Connection connection = dataSource.getConnection()) {
      return TileStore.read(connection, wanted);
    } catch (SQLException e) {
      throw unavailable(e);
    }
  }

  private static JournalUnavailable unavailable(SQLException e) {
    return new JournalUnavailable(
        "the log could not be read (SQL state %s)".formatted(e.getSQLState()),
        Duration.ofSeconds(1));
  }

  /** Ends sealing; what is published can still be read. */
  @Override
  public void close() {
    sealer.close();
  }
}
