package org.sunshineledger.ledger.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.journal.Append.BulkRow;
import org.sunshineledger.ledger.journal.Append.Idempotency;
import org.sunshineledger.ledger.journal.Append.NewFact;
import org.sunshineledger.ledger.journal.Append.SideRow;

/** What one transaction adds to the journal and beside it, once it is decided. */
final class NewRows {

  /** Up to here one insert is quicker than a copy, which takes two more ways to the server. */
  static final int MOST_ROWS_OF_AN_INSERT = 400;

  static final long MOST_BYTES_OF_AN_INSERT = 1L << 20;

  private static final String INSERT_FACTS =
      """
      insert into journal.event
        (position, recorded_at, id, stream, sequence, type, salt, detail, leaf)
      select position, ?, id::uuid, stream, sequence, type, salt, detail, leaf
      from (
        select unnest(?::bigint[]) as position, unnest(?::text[]) as id,
          unnest(?::text[]) as stream, unnest(?::bigint[]) as sequence, unnest(?::text[]) as type,
          unnest(?::bytea[]) as salt, unnest(?::bytea[]) as detail, unnest(?::bytea[]) as leaf
      ) as fact
      """;

  private static final String INSERT_CLAIMS =
      """
      insert into journal.claim (kind, key, turn, holder, held, position)
      select unnest(?::text[]), unnest(?::text[]), unnest(?::int[]), unnest(?::text[]),
        unnest(?::boolean[]), nullif(unnest(?::bigint[]), -1)
      """;

  private static final String INSERT_KEYS =
      """
      insert into journal.idempotency (key, body_hash, first_position, last_position)
      select unnest(?::text[]), unnest(?::bytea[]), unnest(?::bigint[]), unnest(?::bigint[])
      """;

  private static final String COPY_FACTS =
      """
      copy journal.event (position, recorded_at, id, stream, sequence, type, salt, detail, leaf)
      from stdin (format binary)
      """;

  private record Numbered(long position, NewFact fact) {}

  record ClaimRow(String kind, String key, int turn, String holder, boolean held, long position) {}

  private record KeyRow(String key, Sha256 body, Receipt receipt) {}

  private final List<Numbered> facts = new ArrayList<>();
  private final List<ClaimRow> claims = new ArrayList<>();
  private final List<KeyRow> keys = new ArrayList<>();
  private final Map<String, List<@Nullable Object[]>> sideRows = new LinkedHashMap<>();
  private final Map<String, Set<BulkRow>> bulkRows = new LinkedHashMap<>();
  private long detailBytes;

  void add(long position, NewFact fact) {
    facts.add(new Numbered(position, fact));
    detailBytes += fact.detail().length;
  }

  void add(ClaimRow claim) {
    claims.add(claim);
  }

  void add(Idempotency once, Receipt receipt) {
    keys.add(new KeyRow(once.key(), once.body(), receipt));
  }

  void add(SideRow row) {
    sideRows.computeIfAbsent(row.insert(), _ -> new ArrayList<>()).add(row.values());
  }

  void add(BulkRow row) {
    bulkRows.computeIfAbsent(row.insert(), _ -> new LinkedHashSet<>()).add(row);
  }

  boolean isEmpty() {
    return facts.isEmpty()
        && claims.isEmpty()
        && keys.isEmpty()
        && sideRows.isEmpty()
        && bulkRows.isEmpty();
  }

  /** One way to the server and back, the commit included; more for what is large or not ours. */
  void writeAndCommit(Connection database, Instant recordedAt, boolean tellOthers)
      throws SQLException {
    Pipeline write = new Pipeline(database);
    if (isLarge()) copyFacts(database, recordedAt);
    else if (!facts.isEmpty()) insertFacts(write, recordedAt);
    insertSideRows(database);
    bulkRows.forEach((insert, rows) -> insertBulk(write, insert, List.copyOf(rows)));
    if (!claims.isEmpty()) insertClaims(write);
    if (!keys.isEmpty()) insertKeys(write);
    if (!facts.isEmpty() && tellOthers)
      write.read(
          Pipeline.NOTHING,
          "select pg_notify(?, ?)",
          Arrivals.CHANNEL,
          Long.toString(facts.getLast().position() + 1));
    write.then("commit");
    write.run();
  }

  private boolean isLarge() {
    return facts.size() > MOST_ROWS_OF_AN_INSERT || detailBytes > MOST_BYTES_OF_AN_INSERT;
  }

  private void insertFacts(Pipeline write, Instant recordedAt) {
    int count = facts.size();
    String[] ids = new String[count];
    String[] streams = new String[count];
    long[] sequencesOfFacts = new long[count];
    String[] types = new String[count];
    byte[][] salts = new byte[count][];
    byte[][] details = new byte[count][];
    byte[][] leaves = new byte[count][];
    for (int i = 0; i < count; i++) {
      NewFact fact = facts.get(i).fact();
      ids[i] = fact.id().toString();
      streams[i] = fact.stream();
      sequencesOfFacts[i] = fact.sequence();
      types[i] = fact.type();
      salts[i] = fact.salt();
      details[i] = fact.detail();
      leaves[i] = fact.leafAt(recordedAt);
    }
    write.then(
        INSERT_FACTS,
        recordedAt,
        facts.stream().mapToLong(Numbered::position).toArray(),
        ids,
        streams,
        sequencesOfFacts,
        types,
        salts,
        details,
        leaves);
  }

  private void copyFacts(Connection database, Instant recordedAt) throws SQLException {
    try (BinaryCopy rows = new BinaryCopy(database, COPY_FACTS)) {
      for (Numbered each : facts)
        rows.row(9)
            .bigint(each.position())
            .timestamp(recordedAt)
            .uuid(each.fact().id())
            .text(each.fact().stream())
            .bigint(each.fact().sequence())
            .text(each.fact().type())
            .bytea(each.fact().salt())
            .bytea(each.fact().detail())
            .bytea(each.fact().leafAt(recordedAt));
      rows.end();
    }
  }

  private void insertSideRows(Connection database) throws SQLException {
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

  private static void insertBulk(Pipeline write, String insert, List<BulkRow> rows) {
    Object[] columns = new Object[rows.getFirst().values().length];
    for (int i = 0; i < columns.length; i++) columns[i] = column(rows, i);
    write.then(insert, columns);
  }

  private static Object column(List<BulkRow> rows, int index) {
    Object[] values = rows.stream().map(row -> row.values()[index]).toArray();
    return values[0] instanceof byte[]
        ? Arrays.copyOf(values, values.length, byte[][].class)
        : Arrays.copyOf(values, values.length, String[].class);
  }

  private void insertClaims(Pipeline write) {
    int count = claims.size();
    String[] kinds = new String[count];
    String[] claimed = new String[count];
    int[] turns = new int[count];
    String[] holders = new String[count];
    boolean[] held = new boolean[count];
    long[] positions = new long[count];
    for (int i = 0; i < count; i++) {
      ClaimRow row = claims.get(i);
      kinds[i] = row.kind();
      claimed[i] = row.key();
      turns[i] = row.turn();
      holders[i] = row.holder();
      held[i] = row.held();
      positions[i] = row.position();
    }
    write.then(INSERT_CLAIMS, kinds, claimed, turns, holders, held, positions);
  }

  private void insertKeys(Pipeline write) {
    write.then(
        INSERT_KEYS,
        keys.stream().map(KeyRow::key).toArray(String[]::new),
        keys.stream().map(row -> row.body().bytes()).toArray(byte[][]::new),
        keys.stream().mapToLong(row -> row.receipt().first()).toArray(),
        keys.stream().mapToLong(row -> row.receipt().last()).toArray());
  }
}
