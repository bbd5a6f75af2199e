package org.sunshineledger.ledger.log.seal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.database.Replication;
import org.sunshineledger.ledger.database.StartRefused;
import org.sunshineledger.ledger.log.MerkleTree;
import org.sunshineledger.ledger.log.TilePath;
import org.sunshineledger.ledger.log.Tiles;
import org.sunshineledger.ledger.log.TreeHead;
import org.sunshineledger.ledger.log.note.Checkpoint;
import org.sunshineledger.ledger.log.note.NotVerified;
import org.sunshineledger.ledger.log.note.SignedNote;

/**
 * One database session that may seal: it holds the lock by which one node is elected, and writes in
 * the session that holds it, so whoever loses the lock can write nothing any more.
 *
 * <p>What is signed leaves this session only after its commit. For one thread.
 */
final class SealingSession {

  /** The node that holds this advisory lock seals. */
  static final long LOCK = 0x53_55_4E_53_45_41_4C_53L;

  /** So many leaves at once, 128 kB of hashes: a long journal is sealed in steps. */
  static final int MOST_LEAVES = 4_096;

  /**
   * A server that says nothing for so long is given up. Longer than the session waits for a lock.
   */
  private static final int MILLIS_OF_SILENCE = 15_000;

  /** Of the triggers that let history only grow. */
  private static final String RESTRICTED = "23001";

  /** What was done; after each the process may end. */
  enum Step {
    ELECTED,
    RESUMED,
    READ,
    HASHED,
    SIGNED,
    TILES_WRITTEN,
    CHECKPOINT_WRITTEN,
    COMMITTED
  }

  /** Is told of every step. */
  @FunctionalInterface
  interface Steps {

    /**
     * @param head what is being sealed; the last one where nothing is yet
     */
    void done(Step step, TreeHead head);
  }

  /**
   * A session asks something every second. One that says nothing for 5 s is of a node that hangs,
   * or of a machine that is gone without having closed it, and the server ends it: else it would
   * keep the lock for hours, and nothing would be sealed.
   */
  private static final String SESSION =
      """
      set lock_timeout = '10s';
      set idle_in_transaction_session_timeout = '10s';
      set idle_session_timeout = '5s'
      """;

  private static final String LAST =
      "select size, root, note from log.checkpoint order by size desc limit 1";

  /** In one value: as rows, 4,096 of them cost the server and the driver more than the hashing. */
  private static final String LEAVES =
      """
      select count(*), coalesce(max(position), -1), string_agg(leaf, ''::bytea order by position)
      from journal.event where position >= ? and position < ?
      """;

  private static final String FIRST_GAP =
      """
      select min(wanted) from generate_series(?::bigint, ?::bigint) as wanted
      where not exists (select from journal.event where position = wanted)
      """;

  /** Takes what nobody took; the chain of checkpoints lets only one go on from each. */
  private static final String CHECKPOINT =
      "insert into log.checkpoint (size, previous, root, note) values (?, ?, ?, ?)";

  private static final TreeHead NOTHING = TreeHead.of(0, MerkleTree.emptyRootHash());

  private final Connection database;
  private final LogKeys keys;
  private final Steps steps;
  private @Nullable Edge edge;
  private @Nullable SealedCheckpoint last;

  /**
   * Of the last checkpoint that is known to stay, also where a standby takes the server's place.
   */
  private long settledSize = -1;

  SealingSession(Connection database, LogKeys keys, Steps steps) throws SQLException {
    this.database = database;
    this.keys = keys;
    this.steps = steps;
    try (Statement statement = database.createStatement()) {
      statement.execute(SESSION);
    }
    database.setAutoCommit(false);
    database.setNetworkTimeout(Runnable::run, MILLIS_OF_SILENCE);
  }

  /** Whether this session is the one that seals now. Another may be from the moment it ends. */
  boolean elect() throws SQLException {
    boolean elected;
    try (PreparedStatement statement =
        database.prepareStatement("select pg_try_advisory_lock(?)")) {
      statement.setLong(1, LOCK);
      try (ResultSet row = statement.executeQuery()) {
        elected = row.next() && row.getBoolean(1);
      }
    }
    database.commit();
    if (elected) steps.done(Step.ELECTED, NOTHING);
    return elected;
  }

  /**
   * The last checkpoint that was signed; empty when none was.
   *
   * @throws StartRefused when it is damaged, or of another log
   */
  Optional<SealedCheckpoint> newest() throws SQLException {
    Optional<SealedCheckpoint> newest = newest(database, keys);
    database.commit();
    return newest;
  }

  /**
   * The same, once it stays: another session may have committed it and not have been told yet that
   * the standby has it too, and what is shown can never be taken back.
   */
  Optional<SealedCheckpoint> settled() throws SQLException {
    Optional<SealedCheckpoint> newest = newest(database, keys);
    settle(newest);
    return newest;
  }

  private void settle(Optional<SealedCheckpoint> found) throws SQLException {
    long size = found.map(SealedCheckpoint::size).orElse(-1L);
    if (size > settledSize) Replication.settle(database);
    else database.commit();
    settledSize = size;
  }

  /** Lets another read in this session. */
  void look(Sealer.Look look) throws SQLException {
    look.at(database);
    database.commit();
  }

  /**
   * The same as {@link #settled}, and what it rests on is looked at: the tiles of the right edge
   * must hash to its root, and their leaves be those of the journal. To seal, one goes on from
   * there.
   *
   * @throws StartRefused when they do not
   */
  Optional<SealedCheckpoint> resume() throws SQLException {
    Optional<SealedCheckpoint> newest = newest(database, keys);
    last = newest.orElse(null);
    edge = last == null ? Edge.EMPTY : soundEdge(database, last.head());
    settle(newest);
    steps.done(Step.RESUMED, last == null ? NOTHING : last.head());
    return newest;
  }

  /** The last checkpoint that was signed, in a session of any kind. */
  static Optional<SealedCheckpoint> newest(Connection database, LogKeys keys) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery(LAST)) {
      return row.next()
          ? Optional.of(sound(row.getLong(1), row.getBytes(2), row.getBytes(3), keys))
          : Optional.empty();
    }
  }

  private static SealedCheckpoint sound(long size, byte[] root, byte[] note, LogKeys keys) {
    SealedCheckpoint stored;
    try {
      stored = SealedCheckpoint.of(SignedNote.parse(note));
    } catch (IllegalArgumentException e) {
      throw Contradiction.rowDamaged(size, e);
    }
    TreeHead beside = TreeHead.of(size, root);
    if (!stored.head().equals(beside))
      throw Contradiction.rowDamaged(
          size,
          new IllegalArgumentException(
              "its note says %s, its columns %s".formatted(stored.head(), beside)));
    if (!stored.checkpoint().origin().equals(keys.origin()))
      throw Contradiction.otherOrigin(size, stored.checkpoint().origin(), keys.origin());
    try {
      return SealedCheckpoint.of(keys.complete(stored.note()));
    } catch (NotVerified e) {
      throw Contradiction.otherKey(size, keys.origin(), e);
    }
  }

  /**
   * Looks at the last checkpoint and what it rests on, as {@link #resume}, in a session of any
   * kind.
   */
  static Optional<SealedCheckpoint> inspect(Connection database, LogKeys keys) throws SQLException {
    Optional<SealedCheckpoint> newest = newest(database, keys);
    if (newest.isPresent()) soundEdge(database, newest.get().head());
    return newest;
  }

  private static Edge soundEdge(Connection database, TreeHead signed) throws SQLException {
    long size = signed.size();
    long facts = facts(database);
    if (facts < size) throw Contradiction.journalTooShort(signed, facts);
    List<TilePath> tiles = Tiles.edge(size);
    Edge found = new Edge(size, TileStore.read(database, tiles));
    if (!found.isWhole()) throw Contradiction.tileMissing(signed);
    TreeHead derived = TreeHead.of(size, found.rootHash());
    if (!derived.equals(signed)) throw Contradiction.roots(signed, derived);
    if (size > 0) requireLeaves(database, signed);
    return found;
  }

  private static long facts(Connection database) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet row =
            statement.executeQuery("select coalesce(max(position) + 1, 0) from journal.event")) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  /** The last facts under a checkpoint are those of the last tile. */
  private static void requireLeaves(Connection database, TreeHead signed) throws SQLException {
    TilePath tile = Tiles.holding(0, signed.size() - 1, signed.size());
    byte[] hashes = TileStore.read(database, List.of(tile)).get(tile);
    if (hashes == null) throw Contradiction.tileMissing(signed);
    List<byte[]> leaves = leaves(database, tile.first(), tile.width());
    for (int i = 0; i < tile.width(); i++) {
      int from = i * MerkleTree.HASH_BYTES;
      if (i >= leaves.size()
          || !Arrays.equals(
              leaves.get(i), 0, MerkleTree.HASH_BYTES, hashes, from, from + MerkleTree.HASH_BYTES))
        throw Contradiction.leafDiffers(signed, tile.first() + i);
    }
  }

  private static List<byte[]> leaves(Connection database, long from, int most) throws SQLException {
    try (PreparedStatement statement = database.prepareStatement(LEAVES)) {
      statement.setLong(1, from);
      statement.setLong(2, from + most);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        long count = row.getLong(1);
        long last = row.getLong(2);
        if (count == 0) return List.of();
        if (last - from + 1 != count) throw Contradiction.gap(firstGap(database, from, last));
        byte[] all = row.getBytes(3);
        List<byte[]> leaves = new ArrayList<>(Math.toIntExact(count));
        for (int at = 0; at < all.length; at += MerkleTree.HASH_BYTES)
          leaves.add(Arrays.copyOfRange(all, at, at + MerkleTree.HASH_BYTES));
        return leaves;
      }
    }
  }

  private static long firstGap(Connection database, long from, long last) throws SQLException {
    try (PreparedStatement statement = database.prepareStatement(FIRST_GAP)) {
      statement.setLong(1, from);
      statement.setLong(2, last);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /**
   * Seals what has come since, at most {@link #MOST_LEAVES} facts; a log without a checkpoint gets
   * one even where there is nothing to seal. Only when elected and resumed; after an exception the
   * session is of no use any more.
   *
   * @return empty when there is nothing new
   */
  Optional<SealedCheckpoint> seal() throws SQLException {
    Edge before = edge;
    if (before == null) throw new IllegalStateException("what there is has not been looked at");
    SealedCheckpoint previous = last;
    List<byte[]> leaves = leaves(database, before.size(), MOST_LEAVES);
    if (leaves.isEmpty() && previous != null) {
      database.commit();
      return Optional.empty();
    }
    edge = null;
    steps.done(Step.READ, previous == null ? NOTHING : previous.head());
    Edge.Growth growth = before.grow(leaves);
    Edge after = growth.edge();
    TreeHead head = TreeHead.of(after.size(), after.rootHash());
    steps.done(Step.HASHED, head);
    SealedCheckpoint sealed =
        SealedCheckpoint.of(keys.sign(new Checkpoint(keys.origin(), head).text()));
    steps.done(Step.SIGNED, head);
    writeTiles(growth, head);
    steps.done(Step.TILES_WRITTEN, head);
    write(sealed, previous);
    steps.done(Step.CHECKPOINT_WRITTEN, head);
    Replication.commit(database);
    edge = after;
    last = sealed;
    steps.done(Step.COMMITTED, head);
    return Optional.of(sealed);
  }

  private void writeTiles(Edge.Growth growth, TreeHead head) throws SQLException {
    try {
      TileStore.write(database, growth.written());
    } catch (SQLException e) {
      if (RESTRICTED.equals(e.getSQLState())) throw Contradiction.tilesAhead(head, e);
      throw e;
    }
  }

  private void write(SealedCheckpoint sealed, @Nullable SealedCheckpoint previous)
      throws SQLException {
    try (PreparedStatement statement = database.prepareStatement(CHECKPOINT)) {
      statement.setLong(1, sealed.size());
      statement.setObject(2, previous == null ? null : previous.size(), Types.BIGINT);
      statement.setBytes(3, sealed.checkpoint().rootHash());
      statement.setBytes(4, sealed.note().bytes());
      statement.executeUpdate();
    }
  }

  /** Lets another seal, and gives the connection back as it was. */
  void end() {
    try (Statement statement = database.createStatement()) {
      database.rollback();
      statement.execute("select pg_advisory_unlock_all()");
      statement.execute("reset all");
      database.commit();
    } catch (SQLException e) {
      // With the connection the lock is gone too.
      Sealer.LOG.debug("The sealing session is gone (SQL state {})", e.getSQLState());
    }
  }
}
