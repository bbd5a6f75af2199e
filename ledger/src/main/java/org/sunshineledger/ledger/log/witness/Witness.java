package org.sunshineledger.ledger.log.witness;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sunshineledger.ledger.database.Replication;
import org.sunshineledger.ledger.log.ConsistencyProof;
import org.sunshineledger.ledger.log.MerkleTree;
import org.sunshineledger.ledger.log.TreeHead;
import org.sunshineledger.ledger.log.note.AddCheckpoint;
import org.sunshineledger.ledger.log.note.Checkpoint;
import org.sunshineledger.ledger.log.note.NotVerified;
import org.sunshineledger.ledger.log.note.NoteSignature;
import org.sunshineledger.ledger.log.note.SignedNote;
import org.sunshineledger.ledger.log.note.TrustPolicy;
import org.sunshineledger.ledger.log.note.VerifierKey;
import org.sunshineledger.ledger.log.witness.Answer.Refusal;

/**
 * A witness (见证人), C2SP tlog-witness: it remembers of each log it knows the newest checkpoint it
 * has cosigned, and cosigns only what goes on from there. It keeps no facts and judges none; who
 * trusts it knows that everybody is shown one history.
 *
 * <p>From several threads and several nodes at once: one checkpoint of a log is added after the
 * other, under a lock on its row, and is committed before its cosignature leaves.
 */
public final class Witness {

  private static final Logger LOG = LoggerFactory.getLogger(Witness.class);

  private static final String KNOW =
      "insert into witness.latest (origin) values (?) on conflict do nothing";

  private static final String LOCK =
      "select size, root, note from witness.latest where origin = ? for update";

  private static final String ADVANCE =
      """
      update witness.latest set size = ?, root = ?, note = ?, cosigned_at = ? where origin = ?
      """;

  private static final String FORK =
      """
      insert into witness.fork (origin, size, root, note, other, seen_at)
      values (?, ?, ?, ?, ?, ?) on conflict do nothing
      """;

  private static final String LATEST =
      """
      select latest.origin, size, note, cosigned_at,
        (select count(*) from witness.fork where fork.origin = latest.origin)
      from witness.latest order by latest.origin
      """;

  private final DataSource dataSource;
  private final WitnessKeys keys;
  private final Map<String, List<VerifierKey>> logs = new TreeMap<>();
  private final InstantSource clock;

  /**
   * @param dataSource logs in as {@code ledger_app}, on a migrated database
   * @param known its logs are those that are cosigned; its witnesses and quorum are not looked at
   * @throws SQLException when the database is out of reach
   */
  public Witness(DataSource dataSource, WitnessKeys keys, TrustPolicy known, InstantSource clock)
      throws SQLException {
    this.dataSource = dataSource;
    this.keys = keys;
    this.clock = clock;
    for (TrustPolicy.Party log : known.logs())
      logs.computeIfAbsent(log.key().name(), _ -> new ArrayList<>()).add(log.key());
    try (Connection database = dataSource.getConnection();
        PreparedStatement statement = database.prepareStatement(KNOW)) {
      for (String origin : logs.keySet()) {
        statement.setString(1, origin);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** The witness's public keys, for policies of readers. */
  public List<VerifierKey> verifierKeys() {
    return keys.verifierKeys();
  }

  /**
   * Answers a log that asks for a cosignature.
   *
   * @param body of {@code add-checkpoint}
   * @throws SQLException when the database is out of reach; then nothing was cosigned
   */
  public Answer add(byte[] body) throws SQLException {
    AddCheckpoint asked;
    Checkpoint checkpoint;
    try {
      asked = AddCheckpoint.parse(body);
      checkpoint = Checkpoint.parse(asked.checkpoint().text());
    } catch (IllegalArgumentException e) {
      return new Answer.Refused(Refusal.MALFORMED, String.valueOf(e.getMessage()));
    }
    List<VerifierKey> trusted = logs.get(checkpoint.origin());
    if (trusted == null) return new Answer.Refused(Refusal.UNKNOWN_LOG, checkpoint.origin());
    SignedNote signed;
    try {
      // Only what the log signed is kept and shown: anybody could have written the rest.
      signed =
          new SignedNote(
              asked.checkpoint().text(),
              asked.checkpoint().verify(trusted).stream()
                  .map(SignedNote.Verified::signature)
                  .toList());
    } catch (NotVerified e) {
      return new Answer.Refused(Refusal.NOT_SIGNED, String.valueOf(e.getMessage()));
    }
    if (asked.oldSize() > checkpoint.size())
      return new Answer.Refused(
          Refusal.MALFORMED,
          "the old size %d is above %d".formatted(asked.oldSize(), checkpoint.size()));
    try (Connection database = dataSource.getConnection()) {
      return atomically(database, asked, checkpoint, signed);
    }
  }

  /** The row of the log is locked from before it is compared until the new one is committed. */
  private Answer atomically(
      Connection database, AddCheckpoint asked, Checkpoint checkpoint, SignedNote signed)
      throws SQLException {
    database.setAutoCommit(false);
    try {
      Latest latest = lock(database, checkpoint.origin());
      Answer answer = answer(database, latest, asked, checkpoint, signed);
      Replication.commit(database);
      return answer;
    } finally {
      database.rollback();
      database.setAutoCommit(true);
    }
  }

  /**
   * What was cosigned last.
   *
   * @param root and {@code note} null while nothing was
   */
  private record Latest(long size, byte @Nullable [] root, byte @Nullable [] note) {}

  private static Latest lock(Connection database, String origin) throws SQLException {
    try (PreparedStatement statement = database.prepareStatement(LOCK)) {
      statement.setString(1, origin);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) throw new IllegalStateException("the row of a known log is gone");
        return new Latest(row.getLong(1), row.getBytes(2), row.getBytes(3));
      }
    }
  }

  private Answer answer(
      Connection database,
      Latest latest,
      AddCheckpoint asked,
      Checkpoint checkpoint,
      SignedNote signed)
      throws SQLException {
    if (latest.note() != null && latest.size() == checkpoint.size())
      noteFork(database, latest.root(), latest.note(), checkpoint, signed);
    if (asked.oldSize() != latest.size()) return new Answer.OtherSize(latest.size());
    byte[] from = latest.root() == null ? MerkleTree.emptyRootHash() : latest.root();
    if (checkpoint.size() == 0 && !Arrays.equals(checkpoint.rootHash(), from))
      return new Answer.Refused(Refusal.NOT_CONSISTENT, "a log of nothing has one root only");
    if (!proves(asked, checkpoint, from))
      return new Answer.Refused(
          Refusal.NOT_CONSISTENT,
          "the proof does not lead from %s to %s"
              .formatted(TreeHead.of(latest.size(), from), checkpoint.head()));
    Instant now = Instant.ofEpochSecond(clock.instant().getEpochSecond());
    List<NoteSignature> cosignatures = keys.cosign(signed.text(), now);
    advance(database, checkpoint, signed.with(cosignatures), now);
    return new Answer.Cosigned(cosignatures);
  }

  private static boolean proves(AddCheckpoint asked, Checkpoint checkpoint, byte[] from) {
    return new ConsistencyProof(asked.oldSize(), checkpoint.size(), asked.proof())
        .proves(from, checkpoint.rootHash());
  }

  /** Both are signed by the log: whatever else it says, it has shown two histories. */
  private void noteFork(
      Connection database,
      byte @Nullable [] root,
      byte[] note,
      Checkpoint checkpoint,
      SignedNote signed)
      throws SQLException {
    if (Arrays.equals(root, checkpoint.rootHash())) return;
    try (PreparedStatement statement = database.prepareStatement(FORK)) {
      statement.setString(1, checkpoint.origin());
      statement.setLong(2, checkpoint.size());
      statement.setBytes(3, checkpoint.rootHash());
      statement.setBytes(4, signed.bytes());
      statement.setBytes(5, note);
      statement.setObject(6, clock.instant().atOffset(ZoneOffset.UTC));
      if (statement.executeUpdate() > 0)
        LOG.error(
            "The log {} has signed two roots for its first {} facts; both are kept in witness.fork",
            checkpoint.origin(),
            checkpoint.size());
    }
  }

  private static void advance(
      Connection database, Checkpoint checkpoint, SignedNote note, Instant at) throws SQLException {
    try (PreparedStatement statement = database.prepareStatement(ADVANCE)) {
      statement.setLong(1, checkpoint.size());
      statement.setBytes(2, checkpoint.rootHash());
      statement.setBytes(3, note.bytes());
      statement.setObject(4, at.atOffset(ZoneOffset.UTC));
      statement.setString(5, checkpoint.origin());
      statement.executeUpdate();
    }
  }

  /**
   * A log that is cosigned, or once was.
   *
   * @param size of the newest checkpoint, 0 while there is none
   * @param note with the log's signatures and the witness's; null while there is none
   * @param cosignedAt to the second; null while there is none
   * @param forks how often it was seen to sign two roots for one size
   */
  public record Known(
      String origin,
      long size,
      @Nullable SignedNote note,
      @Nullable Instant cosignedAt,
      long forks) {

    /** Of the newest checkpoint; null while there is none. */
    public @Nullable TreeHead head() {
      return note == null ? null : Checkpoint.parse(note.text()).head();
    }

    /** Where the standard has it shown, below the witness's own address. */
    public String address() {
      return WitnessClient.originHash(origin) + "/checkpoint";
    }
  }

  /** All logs, by their origins. */
  public List<Known> known() throws SQLException {
    List<Known> known = new ArrayList<>();
    try (Connection database = dataSource.getConnection();
        PreparedStatement statement = database.prepareStatement(LATEST);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        byte[] note = row.getBytes(3);
        OffsetDateTime at = row.getObject(4, OffsetDateTime.class);
        known.add(
            new Known(
                row.getString(1),
                row.getLong(2),
                note == null ? null : SignedNote.parse(note),
                at == null ? null : at.toInstant(),
                row.getLong(5)));
      }
    }
    return known;
  }

  /** The newest checkpoint of the log whose origin has this SHA-256, in lower-case hexadecimal. */
  public Optional<SignedNote> latest(String originHash) throws SQLException {
    return known().stream()
        .filter(each -> WitnessClient.originHash(each.origin()).equals(originHash))
        .flatMap(each -> Optional.ofNullable(each.note()).stream())
        .findFirst();
  }
}
