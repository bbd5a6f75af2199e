package org.sunshineledger.ledger.log.seal;

import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.database.Replication;
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
import org.sunshineledger.ledger.log.note.NotVerified;
import org.sunshineledger.ledger.log.note.SignedNote;
import org.sunshineledger.ledger.log.note.TlogProof;
import org.sunshineledger.ledger.log.note.TrustPolicy;
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
  private final @Nullable Cosignatures cosignatures;
  private final NotedCheckpoint noted;
  private final Sealer sealer;
  private final TileReader tiles = this::read;
  private final Set<Consumer<SignedNote>> listeners = new CopyOnWriteArraySet<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition published = lock.newCondition();
  private volatile @Nullable SealedCheckpoint current;

  /** What was published does not become less. */
  private final AtomicLong publishedSize = new AtomicLong(-1);

  private TransparencyLog(
      DataSource dataSource,
      Journal journal,
      LogKeys keys,
      @Nullable Cosignatures cosignatures,
      NotedCheckpoint noted,
      SealingSession.Steps steps) {
    this.dataSource = dataSource;
    this.journal = journal;
    this.keys = keys;
    this.cosignatures = cosignatures;
    this.noted = noted;
    this.sealer =
        new Sealer(dataSource, journal, keys, this::meet, this::publish, this::look, steps);
  }

  /**
   * Looks whether facts, tiles and the last checkpoint agree, and begins to seal.
   *
   * @param dataSource a pool that logs in as {@code ledger_app}; the log keeps one connection of it
   * @param journal open as long as the log is
   * @throws StartRefused when they do not agree, or the keys are of another log; nothing was signed
   */
  public static TransparencyLog open(DataSource dataSource, Journal journal, LogKeys keys) {
    return open(dataSource, journal, keys, NotedCheckpoint.NOWHERE);
  }

  /**
   * The same of a log that keeps outside the database how far it has published.
   *
   * @param noted whatever it holds must be in the database
   */
  public static TransparencyLog open(
      DataSource dataSource, Journal journal, LogKeys keys, NotedCheckpoint noted) {
    return open(dataSource, journal, keys, null, noted, (_, _) -> {});
  }

  /**
   * The same of a log that others witness.
   *
   * @param policy whose cosignatures count, and how many are a quorum
   * @param clock says for how long the quorum has been away
   * @throws StartRefused also when the policy does not list one of the keys
   */
  public static TransparencyLog open(
      DataSource dataSource,
      Journal journal,
      LogKeys keys,
      NotedCheckpoint noted,
      TrustPolicy policy,
      InstantSource clock) {
    if (policy.logs().stream().noneMatch(log -> keys.verifierKeys().contains(log.key())))
      throw new StartRefused(
          "The policy does not list the log %s by one of its keys.".formatted(keys.origin()),
          "Add the line: log " + keys.verifierKeys().getFirst());
    return open(
        dataSource, journal, keys, new Cosignatures(keys, policy, clock), noted, (_, _) -> {});
  }

  /** The same with somebody who is told of every step of sealing. */
  static TransparencyLog open(
      DataSource dataSource, Journal journal, LogKeys keys, SealingSession.Steps steps) {
    return open(dataSource, journal, keys, null, NotedCheckpoint.NOWHERE, steps);
  }

  private static TransparencyLog open(
      DataSource dataSource,
      Journal journal,
      LogKeys keys,
      @Nullable Cosignatures cosignatures,
      NotedCheckpoint noted,
      SealingSession.Steps steps) {
    TransparencyLog log =
        new TransparencyLog(dataSource, journal, keys, cosignatures, noted, steps);
    // Read before the database: another node that keeps the same file may publish meanwhile.
    @Nullable SealedCheckpoint published = noted.read(keys).orElse(null);
    try (Connection connection = dataSource.getConnection()) {
      Optional<SealedCheckpoint> newest = SealingSession.inspect(connection, keys);
      if (published != null) log.requireHeld(published.head(), newest);
      Replication.settle(connection);
      newest.ifPresent(log::publish);
      log.look(connection);
    } catch (SQLException e) {
      throw unavailable(e);
    } catch (UncheckedIOException e) {
      throw new StartRefused(
          "The log cannot be published: %s.".formatted(e.getMessage()),
          "Let the ledger write into that folder, and see that its disk is not full.",
          e);
    }
    log.sealer.start();
    return log;
  }

  /**
   * What was published must be the beginning of what is stored, also when the server behind the
   * connection is another one than before, or its data were put back under it.
   */
  private void meet(Optional<SealedCheckpoint> stored) {
    SealedCheckpoint before = current;
    if (before != null) requireHeld(before.head(), stored);
  }

  private void requireHeld(TreeHead published, Optional<SealedCheckpoint> stored) {
    long sealed = stored.map(SealedCheckpoint::size).orElse(0L);
    if (published.size() > sealed) throw Contradiction.putBack(published, sealed);
    TreeHead ours =
        stored
            .map(SealedCheckpoint::head)
            .filter(head -> head.size() == published.size())
            .orElseGet(() ->
                TreeHead.of(published.size(), ofSize(published.size()).root(published.size())));
    if (!ours.equals(published)) throw Contradiction.otherThanPublished(published, ours);
  }

  /** On one thread at a time. */
  private void publish(SealedCheckpoint sealed) {
    SealedCheckpoint before = current;
    if (before != null && before.size() >= sealed.size()) return;
    // From here on somebody may have seen it: a database that does not hold it is not this log's.
    noted.note(sealed);
    lock.lock();
    try {
      current = sealed;
      if (cosignatures != null) cosignatures.sealed(sealed.size());
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

  private void look(Connection database) throws SQLException {
    if (cosignatures != null) cosignatures.refresh(database);
  }

  /**
   * The newest checkpoint, with the cosignatures it has; empty in the first moment of a new log.
   */
  public Optional<SignedNote> checkpoint() {
    return Optional.ofNullable(current).map(this::cosigned).map(SealedCheckpoint::note);
  }

  private SealedCheckpoint cosigned(SealedCheckpoint sealed) {
    return cosignatures == null ? sealed : cosignatures.with(sealed);
  }

  /** How far outsiders vouch for the log; empty where it has no policy. */
  public Optional<Testimony> testimony() {
    return Optional.ofNullable(cosignatures).map(Cosignatures::testimony);
  }

  /**
   * The checkpoint to show everybody: the newest one that a quorum has cosigned, and when the
   * quorum has been away for a while, the newest one though it is not witnessed. It never goes
   * back.
   */
  public Optional<SignedNote> published() {
    SealedCheckpoint newest = current;
    if (newest == null) return Optional.empty();
    SealedCheckpoint shown = cosigned(newest);
    if (cosignatures != null && !cosignatures.isOverdue()) {
      SignedNote witnessed = cosignatures.testimony().checkpoint();
      if (witnessed != null) {
        SealedCheckpoint earlier = SealedCheckpoint.of(witnessed);
        if (earlier.size() >= publishedSize.get()) shown = earlier;
      }
    }
    publishedSize.accumulateAndGet(shown.size(), Math::max);
    return Optional.of(shown.note());
  }

  /**
   * Keeps what a witness has signed.
   *
   * @param size of the checkpoint
   * @param by what holds of its signatures below that checkpoint
   */
  public void cosigned(long size, Collection<SignedNote.Verified> by) {
    try (Connection connection = dataSource.getConnection()) {
      Cosignatures.add(connection, size, by);
      look(connection);
    } catch (SQLException e) {
      throw unavailable(e);
    }
  }

  /** The size a witness has cosigned last, as far as this log knows; 0 for none. */
  public long lastCosigned(Collection<VerifierKey> witness) {
    try (Connection connection = dataSource.getConnection()) {
      return Cosignatures.lastBy(connection, witness);
    } catch (SQLException e) {
      throw unavailable(e);
    }
  }

  /**
   * Holds something against the log that this log has signed itself and does not know, and stops
   * the sealer for good when it contradicts what is stored.
   *
   * @param shown a checkpoint somebody else has kept
   * @return whether it does
   */
  public boolean confront(SignedNote shown) {
    SealedCheckpoint theirs;
    try {
      var _ = shown.verify(keys.verifierKeys());
      theirs = SealedCheckpoint.of(shown);
    } catch (NotVerified | IllegalArgumentException e) {
      // Whoever it is by, it is nothing this log has said.
      return false;
    }
    if (!theirs.checkpoint().origin().equals(keys.origin())) return false;
    long sealed = storedSize();
    if (theirs.size() > sealed) {
      sealer.refuse(Contradiction.signedMore(theirs.head(), sealed));
      return true;
    }
    // What another node has sealed, this one follows within a second.
    if (theirs.size() > size()) return false;
    TreeHead ours = head(theirs.size());
    if (ours.equals(theirs.head())) return false;
    sealer.refuse(Contradiction.witnessed(theirs.head(), ours));
    return true;
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
   * The proof file of the fact at a position: by the newest witnessed checkpoint, and where that
   * does not cover it, by the newest; empty where that does not either.
   */
  public Optional<TlogProof> proof(long position) {
    SealedCheckpoint covering = covering(position);
    if (covering == null) return Optional.empty();
    HashReader reader = ofSize(covering.size());
    TlogProof proof =
        new TlogProof(null, InclusionProof.of(position, covering.size(), reader), covering.note());
    byte[] leafHash = reader.hashes(List.of(new TreeNode(0, position))).getFirst();
    // A tile in the middle may have been changed since it was hashed up.
    if (!proof.proves(leafHash)) throw Contradiction.leafDiffers(covering.head(), position);
    return Optional.of(proof);
  }

  private long storedSize() {
    try (Connection connection = dataSource.getConnection()) {
      return SealingSession.newest(connection, keys).map(SealedCheckpoint::size).orElse(0L);
    } catch (SQLException e) {
      throw unavailable(e);
    }
  }

  private @Nullable SealedCheckpoint covering(long position) {
    SealedCheckpoint newest = current;
    if (newest == null || position < 0 || position >= newest.size()) return null;
    SignedNote witnessed = cosignatures == null ? null : cosignatures.testimony().checkpoint();
    if (witnessed == null) return cosigned(newest);
    SealedCheckpoint earlier = SealedCheckpoint.of(witnessed);
    return position < earlier.size() ? earlier : cosigned(newest);
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
