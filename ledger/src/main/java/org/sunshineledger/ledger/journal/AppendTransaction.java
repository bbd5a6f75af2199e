package org.sunshineledger.ledger.journal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.sunshineledger.ledger.database.Replication;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.journal.Append.ClaimStep;
import org.sunshineledger.ledger.journal.Append.Idempotency;
import org.sunshineledger.ledger.journal.Append.NewFact;
import org.sunshineledger.ledger.journal.Appender.Waiting;

/** One transaction of the journal: lock, look, decide, write, commit, answer. */
final class AppendTransaction {

  /** Nodes take turns on this advisory lock. */
  static final long LOCK = 0x53_55_4E_4C_45_44_47_52L;

  /** How far the last fact may lead the database's clock before appends are turned away. */
  static final Duration MAX_LEAD = Duration.ofSeconds(2);

  private static final String HEAD =
      """
      select clock_timestamp(), last.position, last.recorded_at
      from (values (1)) as one
      left join lateral
        (select position, recorded_at from journal.event order by position desc limit 1)
        as last on true
      """;

  private static final String SEQUENCES =
      """
      select asked.stream,
        (select event.sequence from journal.event
         where event.stream = asked.stream order by event.sequence desc limit 1)
      from unnest(?::text[]) as asked (stream)
      """;

  private static final String CLAIMS =
      """
      select last.kind, last.key, last.turn, last.holder, last.held
      from unnest(?::text[], ?::text[]) as asked (kind, key)
      cross join lateral
        (select * from journal.claim
         where claim.kind = asked.kind and claim.key = asked.key
         order by turn desc limit 1) as last
      """;

  private static final String KEYS =
      """
      select known.key, known.body_hash, known.first_position, known.last_position
      from unnest(?::text[]) as asked (key)
      join journal.idempotency as known on known.key = asked.key
      """;

  private record ClaimKey(String kind, String key) {}

  private record ClaimState(int turn, String holder, boolean held) {
    static final ClaimState NEVER_TAKEN = new ClaimState(-1, "", false);
  }

  private record Known(Sha256 body, Receipt receipt) {}

  private final Connection database;
  private final List<Waiting> batch;
  private final boolean tellOthers;

  private long size;
  private Instant recordedAt = Instant.MIN;

  /** By how much the last fact leads the database's clock. */
  private Duration lead = Duration.ZERO;

  private boolean commitSent;

  /** Whether somebody is told of what was written before. */
  private boolean tellsOfThePast;

  private final Map<String, Long> sequences = new HashMap<>();
  private final Map<ClaimKey, ClaimState> claims = new HashMap<>();
  private final Map<String, Known> keys = new HashMap<>();

  private final NewRows rows = new NewRows();
  private final List<Runnable> answers = new ArrayList<>();

  /**
   * @param tellOthers whether another node listens
   */
  AppendTransaction(Connection database, List<Waiting> batch, boolean tellOthers) {
    this.database = database;
    this.batch = batch;
    this.tellOthers = tellOthers;
  }

  /** Returns the size of the journal afterwards. Callers hear nothing before the commit. */
  long run() throws SQLException {
    lockAndLook();
    if (lead.compareTo(MAX_LEAD) > 0) {
      database.rollback();
      JournalUnavailable behind =
          new JournalUnavailable(
              "the database's clock is %d ms behind the last fact".formatted(lead.toMillis()),
              lead.minus(MAX_LEAD));
      batch.forEach(waiting -> waiting.refuse(behind));
      return size;
    }
    for (Waiting waiting : batch) decide(waiting);
    if (!rows.isEmpty()) {
      commitSent = true;
      rows.writeAndCommit(database, recordedAt, tellOthers);
    } else if (tellsOfThePast) {
      commitSent = true;
      new Pipeline(database).then(Replication.SETTLE).then("commit").run();
    } else {
      database.rollback();
    }
    answers.forEach(Runnable::run);
    return size;
  }

  /**
   * Whether the commit was sent: when the connection breaks then, nobody knows what became of it.
   */
  boolean isCommitSent() {
    return commitSent;
  }

  /** One way to the server and back. The lock comes first: what is read after it stays true. */
  private void lockAndLook() throws SQLException {
    Pipeline look = new Pipeline(database);
    look.read(Pipeline.NOTHING, "select pg_advisory_xact_lock(?)", LOCK);
    look.read(this::readHead, HEAD);
    String[] streams = guardedStreams();
    if (streams.length > 0) look.read(this::readSequences, SEQUENCES, (Object) streams);
    List<ClaimKey> asked = claimsAsked();
    if (!asked.isEmpty())
      look.read(
          this::readClaims,
          CLAIMS,
          asked.stream().map(ClaimKey::kind).toArray(String[]::new),
          asked.stream().map(ClaimKey::key).toArray(String[]::new));
    String[] once = keysAsked();
    if (once.length > 0) look.read(this::readKeys, KEYS, (Object) once);
    look.run();
  }

  private void readHead(ResultSet row) throws SQLException {
    if (!row.next()) throw new SQLException("no row", "02000");
    Instant now = instant(row, 1);
    long last = row.getLong(2);
    boolean isEmpty = row.wasNull();
    size = isEmpty ? 0 : last + 1;
    Instant before = isEmpty ? now : instant(row, 3);
    recordedAt = before.isAfter(now) ? before : now;
    lead = Duration.between(now, before);
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private String[] guardedStreams() {
    return batch.stream()
        .flatMap(waiting -> waiting.append().guards().keySet().stream())
        .distinct()
        .toArray(String[]::new);
  }

  private void readSequences(ResultSet row) throws SQLException {
    while (row.next()) {
      String stream = row.getString(1);
      long last = row.getLong(2);
      sequences.put(stream, row.wasNull() ? -1 : last);
    }
  }

  private List<ClaimKey> claimsAsked() {
    return batch.stream()
        .flatMap(waiting -> waiting.append().claims().stream())
        .map(step -> new ClaimKey(step.kind(), step.key()))
        .distinct()
        .toList();
  }

  private void readClaims(ResultSet row) throws SQLException {
    while (row.next())
      claims.put(
          new ClaimKey(row.getString(1), row.getString(2)),
          new ClaimState(row.getInt(3), row.getString(4), row.getBoolean(5)));
  }

  private String[] keysAsked() {
    return batch.stream()
        .map(waiting -> waiting.append().idempotency())
        .filter(Objects::nonNull)
        .map(Idempotency::key)
        .distinct()
        .toArray(String[]::new);
  }

  private void readKeys(ResultSet row) throws SQLException {
    while (row.next())
      keys.put(
          row.getString(1),
          new Known(
              new Sha256(HexFormat.of().formatHex(row.getBytes(2))),
              new Receipt(row.getLong(3), row.getLong(4), true)));
  }

  /** Takes the append into this transaction, or remembers why not. */
  private void decide(Waiting waiting) {
    Append append = waiting.append();
    if (append.isEmpty()) tellsOfThePast = true;
    Idempotency once = append.idempotency();
    if (once != null) {
      Known known = keys.get(once.key());
      if (known != null) {
        tellsOfThePast = true;
        answers.add(
            known.body().equals(once.body())
                ? () -> waiting.outcome().complete(known.receipt())
                : () -> waiting.refuse(new KeyReused(once.key())));
        return;
      }
    }
    Map<ClaimKey, ClaimState> after = new LinkedHashMap<>();
    List<NewRows.ClaimRow> steps = new ArrayList<>();
    try {
      checkGuards(append);
      checkClaims(append, after, steps);
    } catch (AppendRefused refused) {
      answers.add(() -> waiting.refuse(refused));
      return;
    }
    claims.putAll(after);
    steps.forEach(rows::add);
    Receipt receipt = number(append);
    append.sideRows().forEach(rows::add);
    append.bulkRows().forEach(rows::add);
    if (once != null) {
      keys.put(
          once.key(), new Known(once.body(), new Receipt(receipt.first(), receipt.last(), true)));
      rows.add(once, receipt);
    }
    answers.add(() -> waiting.outcome().complete(receipt));
  }

  private void checkGuards(Append append) {
    append
        .guards()
        .forEach((stream, expected) -> {
          long found = sequences.getOrDefault(stream, -1L);
          if (found != expected) throw new Conflict(stream, expected, found);
        });
    Map<String, Long> next = new HashMap<>();
    for (NewFact fact : append.facts()) {
      long before = next.getOrDefault(fact.stream(), sequences.getOrDefault(fact.stream(), -1L));
      if (fact.sequence() != before + 1)
        throw new Conflict(fact.stream(), fact.sequence() - 1, before);
      next.put(fact.stream(), fact.sequence());
    }
  }

  private void checkClaims(
      Append append, Map<ClaimKey, ClaimState> after, List<NewRows.ClaimRow> steps) {
    long position = append.facts().isEmpty() ? -1 : size;
    for (ClaimStep step : append.claims()) {
      ClaimKey claim = new ClaimKey(step.kind(), step.key());
      ClaimState before =
          after.getOrDefault(claim, claims.getOrDefault(claim, ClaimState.NEVER_TAKEN));
      if (step.taken() && before.held()) throw new ClaimTaken(step.kind(), step.key());
      if (!step.taken() && !(before.held() && before.holder().equals(step.holder()))) continue;
      ClaimState now = new ClaimState(before.turn() + 1, step.holder(), step.taken());
      after.put(claim, now);
      steps.add(
          new NewRows.ClaimRow(
              step.kind(), step.key(), now.turn(), now.holder(), now.held(), position));
    }
  }

  private Receipt number(Append append) {
    if (append.facts().isEmpty()) return Receipt.WITHOUT_FACTS;
    long first = size;
    for (NewFact fact : append.facts()) {
      rows.add(size++, fact);
      sequences.put(fact.stream(), fact.sequence());
    }
    return new Receipt(first, size - 1, false);
  }
}
