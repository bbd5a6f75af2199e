package org.sunshineledger.ledger.journal;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.journal.Append.ClaimStep;
import org.sunshineledger.ledger.journal.Append.Idempotency;
import org.sunshineledger.ledger.journal.Append.NewFact;
import org.sunshineledger.ledger.journal.Append.SideRow;
import org.sunshineledger.ledger.journal.Appender.Waiting;

/** One transaction of the journal: lock, look, decide, write, commit, answer. */
final class AppendTransaction {

  /** Nodes take turns on this advisory lock. */
  static final long LOCK = 0x53_55_4E_4C_45_44_47_52L;

  /** How far the last fact may lead the database's clock before appends are turned away. */
  private static final Duration MAX_LEAD = Duration.ofSeconds(2);

  private static final String COPY_FACTS =
      """
      copy journal.event (position, recorded_at, id, stream, sequence, type, salt, detail, leaf)
      from stdin (format binary)
      """;

  private record ClaimKey(String kind, String key) {}

  private record ClaimState(int turn, String holder, boolean held) {
    static final ClaimState NEVER_TAKEN = new ClaimState(-1, "", false);
  }

  private record ClaimRow(ClaimKey claim, ClaimState state, long position) {}

  private record Known(Sha256 body, Receipt receipt) {}

  private final Connection database;
  private final List<Waiting> batch;

  private long size;
  private Instant recordedAt = Instant.MIN;
  private final Map<String, Long> sequences = new HashMap<>();
  private final Map<ClaimKey, ClaimState> claims = new HashMap<>();
  private final Map<String, Known> keys = new HashMap<>();

  private final List<StoredFact> facts = new ArrayList<>();
  private final List<ClaimRow> claimRows = new ArrayList<>();
  private final Map<String, Known> newKeys = new LinkedHashMap<>();
  private final Map<String, List<@Nullable Object[]>> sideRows = new LinkedHashMap<>();
  private final List<Runnable> answers = new ArrayList<>();

  AppendTransaction(Connection database, List<Waiting> batch) {
    this.database = database;
    this.batch = batch;
  }

  /** Returns the size of the journal afterwards. Callers hear nothing before the commit. */
  long run() throws SQLException {
    takeLock();
    Duration lead = readHead();
    if (lead.compareTo(MAX_LEAD) > 0) {
      database.rollback();
      JournalUnavailable behind =
          new JournalUnavailable(
              "the database's clock is %d ms behind the last fact".formatted(lead.toMillis()),
              lead.minus(MAX_LEAD));
      batch.forEach(waiting -> waiting.refuse(behind));
      return size;
    }
    readSequences();
    readClaims();
    readKeys();
    for (Waiting waiting : batch) decide(waiting);
    if (facts.isEmpty() && claimRows.isEmpty() && newKeys.isEmpty() && sideRows.isEmpty()) {
      database.rollback();
    } else {
      insertFacts();
      insertClaims();
      insertSideRows();
      insertKeys();
      notifyOthers();
      database.commit();
    }
    answers.forEach(Runnable::run);
    return size;
  }

  private void takeLock() throws SQLException {
    try (PreparedStatement statement =
        database.prepareStatement("select pg_advisory_xact_lock(?)")) {
      statement.setLong(1, LOCK);
      statement.execute();
    }
  }

  /** Reads size and time, and returns by how much the last fact leads the database's clock. */
  private Duration readHead() throws SQLException {
    try (PreparedStatement statement =
            database.prepareStatement(
                """
                select clock_timestamp(), last.position, last.recorded_at
                from (values (1)) as one
                left join lateral
                  (select position, recorded_at from journal.event order by position desc limit 1)
                  as last on true
                """);
        ResultSet row = statement.executeQuery()) {
      if (!row.next()) throw new SQLException("no row", "02000");
      Instant now = instant(row, 1);
      long last = row.getLong(2);
      boolean isEmpty = row.wasNull();
      size = isEmpty ? 0 : last + 1;
      Instant before = isEmpty ? now : instant(row, 3);
      recordedAt = before.isAfter(now) ? before : now;
      return Duration.between(now, before);
    }
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private void readSequences() throws SQLException {
    Set<String> streams = new LinkedHashSet<>();
    for (Waiting waiting : batch) streams.addAll(waiting.append().guards().keySet());
    if (streams.isEmpty()) return;
    try (PreparedStatement statement =
        database.prepareStatement(
            """
            select asked.stream,
              (select max(event.sequence) from journal.event where event.stream = asked.stream)
            from unnest(?) as asked (stream)
            """)) {
      statement.setArray(1, texts(streams.toArray(String[]::new)));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          String stream = row.getString(1);
          long last = row.getLong(2);
          sequences.put(stream, row.wasNull() ? -1 : last);
        }
      }
    }
  }

  private void readClaims() throws SQLException {
    Set<ClaimKey> asked = new LinkedHashSet<>();
    for (Waiting waiting : batch)
      for (ClaimStep step : waiting.append().claims())
        asked.add(new ClaimKey(step.kind(), step.key()));
    if (asked.isEmpty()) return;
    try (PreparedStatement statement =
        database.prepareStatement(
            """
            select last.kind, last.key, last.turn, last.holder, last.held
            from unnest(?, ?) as asked (kind, key)
            cross join lateral
              (select * from journal.claim
               where claim.kind = asked.kind and claim.key = asked.key
               order by turn desc limit 1) as last
            """)) {
      statement.setArray(1, texts(asked.stream().map(ClaimKey::kind).toArray(String[]::new)));
      statement.setArray(2, texts(asked.stream().map(ClaimKey::key).toArray(String[]::new)));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next())
          claims.put(
              new ClaimKey(row.getString(1), row.getString(2)),
              new ClaimState(row.getInt(3), row.getString(4), row.getBoolean(5)));
      }
    }
  }

  private void readKeys() throws SQLException {
    Set<String> asked = new LinkedHashSet<>();
    for (Waiting waiting : batch) {
      Idempotency once = waiting.append().idempotency();
      if (once != null) asked.add(once.key());
    }
    if (asked.isEmpty()) return;
    try (PreparedStatement statement =
        database.prepareStatement(
            """
            select key, body_hash, first_position, last_position
            from journal.idempotency where key = any (?)
            """)) {
      statement.setArray(1, texts(asked.toArray(String[]::new)));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next())
          keys.put(
              row.getString(1),
              new Known(
                  new Sha256(HexFormat.of().formatHex(row.getBytes(2))),
                  new Receipt(row.getLong(3), row.getLong(4), true)));
      }
    }
  }

  private Array texts(String[] values) throws SQLException {
    return database.createArrayOf("text", values);
  }

  /** Takes the append into this transaction, or remembers why not. */
  private void decide(Waiting waiting) {
    Append append = waiting.append();
    Idempotency once = append.idempotency();
    if (once != null) {
      Known known = keys.get(once.key());
      if (known != null) {
        answers.add(
            known.body().equals(once.body())
                ? () -> waiting.outcome().complete(known.receipt())
                : () -> waiting.refuse(new KeyReused(once.key())));
        return;
      }
    }
    Map<ClaimKey, ClaimState> after = new LinkedHashMap<>();
    List<ClaimRow> steps = new ArrayList<>();
    try {
      checkGuards(append);
      checkClaims(append, after, steps);
    } catch (AppendRefused refused) {
      answers.add(() -> waiting.refuse(refused));
      return;
    }
    claims.putAll(after);
    claimRows.addAll(steps);
    Receipt receipt = number(append);
    for (SideRow row : append.sideRows())
      sideRows.computeIfAbsent(row.insert(), _ -> new ArrayList<>()).add(row.values());
    if (once != null) {
      keys.put(
          once.key(), new Known(once.body(), new Receipt(receipt.first(), receipt.last(), true)));
      newKeys.put(once.key(), new Known(once.body(), receipt));
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

  private void checkClaims(Append append, Map<ClaimKey, ClaimState> after, List<ClaimRow> steps) {
    long position = append.facts().isEmpty() ? -1 : size;
    for (ClaimStep step : append.claims()) {
      ClaimKey claim = new ClaimKey(step.kind(), step.key());
      ClaimState before =
          after.getOrDefault(claim, claims.getOrDefault(claim, ClaimState.NEVER_TAKEN));
      if (step.taken() && before.held()) throw new ClaimTaken(step.kind(), step.key());
      if (!step.taken() && !(before.held() && before.holder().equals(step.holder()))) continue;
      ClaimState now = new ClaimState(before.turn() + 1, step.holder(), step.taken());
      after.put(claim, now);
      steps.add(new ClaimRow(claim, now, position));
    }
  }

  private Receipt number(Append append) {
    if (append.facts().isEmpty()) return Receipt.WITHOUT_FACTS;
    long first = size;
    for (NewFact fact : append.facts()) {
      facts.add(fact.at(size++, recordedAt));
      sequences.put(fact.stream(), fact.sequence());
    }
    return new Receipt(first, size - 1, false);
  }

  private void insertFacts() throws SQLException {
    if (facts.isEmpty()) return;
    try (BinaryCopy rows = new BinaryCopy(database, COPY_FACTS)) {
      for (StoredFact fact : facts)
        rows.row(9)
            .bigint(fact.position())
            .timestamp(fact.recordedAt())
            .uuid(fact.id())
            .text(fact.stream())
            .bigint(fact.sequence())
            .text(fact.type())
            .bytea(fact.salt())
            .bytea(fact.detail())
            .bytea(fact.leaf());
      rows.end();
    }
  }

  private void insertClaims() throws SQLException {
    if (claimRows.isEmpty()) return;
    try (PreparedStatement statement =
        database.prepareStatement(
            """
            insert into journal.claim (kind, key, turn, holder, held, position)
            values (?, ?, ?, ?, ?, nullif(?, -1))
            """)) {
      for (ClaimRow row : claimRows) {
        statement.setString(1, row.claim().kind());
        statement.setString(2, row.claim().key());
        statement.setInt(3, row.state().turn());
        statement.setString(4, row.state().holder());
        statement.setBoolean(5, row.state().held());
        statement.setLong(6, row.position());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private void insertSideRows() throws SQLException {
    for (Map.Entry<String, List<@Nullable Object[]>> each : sideRows.entrySet()) {
      try (PreparedStatement statement = database.prepareStatement(each.getKey())) {
        for (@Nullable Object[] values : each.getValue()) {
          for (int i = 0; i < values.length; i++) statement.setObject(i + 1, values[i]);
          statement.addBatch();
        }
        statement.executeBatch();
      }
    }
  }

  private void insertKeys() throws SQLException {
    if (newKeys.isEmpty()) return;
    try (PreparedStatement statement =
        database.prepareStatement(
            """
            insert into journal.idempotency (key, body_hash, first_position, last_position)
            values (?, ?, ?, ?)
            """)) {
      for (Map.Entry<String, Known> each : newKeys.entrySet()) {
        statement.setString(1, each.getKey());
        statement.setBytes(2, each.getValue().body().bytes());
        statement.setLong(3, each.getValue().receipt().first());
        statement.setLong(4, each.getValue().receipt().last());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private void notifyOthers() throws SQLException {
    if (facts.isEmpty()) return;
    try (Statement statement = database.createStatement()) {
      statement.execute("notify " + Arrivals.CHANNEL + ", '" + size + "'");
    }
  }
}
