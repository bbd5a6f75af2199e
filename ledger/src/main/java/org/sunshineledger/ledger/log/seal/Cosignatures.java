package org.sunshineledger.ledger.log.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.log.note.NoteSignature;
import org.sunshineledger.ledger.log.note.SignedNote;
import org.sunshineledger.ledger.log.note.TrustPolicy;
import org.sunshineledger.ledger.log.note.VerifierKey;

/** What of a log its witnesses have cosigned, kept in a table and judged by a policy. */
final class Cosignatures {

  /** Back to where there was a quorum; each is a second, as witnesses are asked. */
  private static final int MOST = 64;

  private static final String ADD =
      """
      insert into log.cosignature (witness, size, line) values (?, ?, ?) on conflict do nothing
      """;

  private static final String NEWEST =
      """
      select note, array_agg(line order by witness)
      from log.checkpoint join log.cosignature using (size)
      where size > ? group by size, note order by size desc limit ?
      """;

  private static final String FIRST_AFTER =
      "select signed_at from log.checkpoint where size > ? order by size limit 1";

  private final LogKeys keys;
  private final TrustPolicy policy;
  private final InstantSource clock;
  private volatile Testimony testimony = Testimony.NONE;

  /** A newer checkpoint than the testimony's that some have cosigned; null for none. */
  private volatile @Nullable SealedCheckpoint attested;

  Cosignatures(LogKeys keys, TrustPolicy policy, InstantSource clock) {
    this.keys = keys;
    this.policy = policy;
    this.clock = clock;
  }

  Testimony testimony() {
    return testimony;
  }

  /** The checkpoint with the cosignatures it has, where some are known. */
  SealedCheckpoint with(SealedCheckpoint sealed) {
    SealedCheckpoint some = attested;
    if (some != null && some.size() == sealed.size()) return some;
    Testimony known = testimony;
    return known.checkpoint() != null && known.size() == sealed.size()
        ? SealedCheckpoint.of(known.checkpoint())
        : sealed;
  }

  /** Whether the quorum has been away for too long. */
  boolean isOverdue() {
    return testimony.isOverdue(clock.instant());
  }

  /** A checkpoint was sealed. */
  synchronized void sealed(long size) {
    Testimony known = testimony;
    if (known.since() == null && size > known.size())
      testimony = known.waitingSince(clock.instant());
  }

  /** Keeps what a witness has signed; what is there already stays. */
  static void add(Connection database, long size, Collection<SignedNote.Verified> cosignatures)
      throws SQLException {
    try (PreparedStatement statement = database.prepareStatement(ADD)) {
      for (SignedNote.Verified each : cosignatures) {
        statement.setString(1, name(each.key()));
        statement.setLong(2, size);
        statement.setString(3, each.signature().toString());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static String name(VerifierKey key) {
    return key.name() + "+" + HexFormat.of().toHexDigits(key.id());
  }

  /** The size this witness has cosigned last, as far as this log knows; 0 for none. */
  static long lastBy(Connection database, Collection<VerifierKey> witness) throws SQLException {
    try (PreparedStatement statement =
        database.prepareStatement(
            "select coalesce(max(size), 0) from log.cosignature where witness = any(?)")) {
      statement.setArray(
          1,
          database.createArrayOf(
              "text", witness.stream().map(Cosignatures::name).toArray(String[]::new)));
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** Looks at what was added since, here or by another node. */
  synchronized void refresh(Connection database) throws SQLException {
    Testimony known = testimony;
    SealedCheckpoint some = null;
    Set<String> partly = new LinkedHashSet<>();
    try (PreparedStatement statement = database.prepareStatement(NEWEST)) {
      statement.setLong(1, known.checkpoint() == null ? -1 : known.size());
      statement.setInt(2, MOST);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          SealedCheckpoint cosigned =
              cosigned(row.getBytes(1), (String[]) row.getArray(2).getArray());
          TrustPolicy.Standing standing = policy.judge(cosigned.note());
          if (standing.witnesses().isEmpty()) continue;
          if (standing.quorum()) {
            known =
                new Testimony(
                    cosigned.note(), cosigned.size(), standing.witnesses(), Set.of(), null);
            break;
          }
          partly.addAll(standing.witnesses());
          if (some == null) some = cosigned;
        }
      }
    }
    attested = some;
    testimony =
        new Testimony(
            known.checkpoint(),
            known.size(),
            known.witnesses(),
            partly,
            firstAfter(database, known.checkpoint() == null ? -1 : known.size()));
  }

  private SealedCheckpoint cosigned(byte[] note, String[] lines) {
    SignedNote signed = keys.complete(SignedNote.parse(note));
    List<NoteSignature> held = Arrays.stream(lines).flatMap(line -> held(signed, line)).toList();
    return SealedCheckpoint.of(signed.with(held));
  }

  /** One that does not hold is passed over by itself: the others are none the worse for it. */
  private Stream<NoteSignature> held(SignedNote signed, String line) {
    try {
      NoteSignature signature = NoteSignature.parseLines((line + "\n").getBytes(UTF_8)).getFirst();
      if (policy.witnesses().values().stream()
          .anyMatch(witness -> witness.key().verifies(signed.text(), signature)))
        return Stream.of(signature);
    } catch (IllegalArgumentException e) {
      Sealer.LOG.debug("A stored cosignature is malformed", e);
    }
    return Stream.empty();
  }

  private static @Nullable Instant firstAfter(Connection database, long size) throws SQLException {
    try (PreparedStatement statement = database.prepareStatement(FIRST_AFTER)) {
      statement.setLong(1, size);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getObject(1, OffsetDateTime.class).toInstant() : null;
      }
    }
  }
}
