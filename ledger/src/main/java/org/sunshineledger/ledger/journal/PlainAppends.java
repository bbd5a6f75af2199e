package org.sunshineledger.ledger.journal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sunshineledger.ledger.journal.Append.Idempotency;
import org.sunshineledger.ledger.journal.Append.NewFact;
import org.sunshineledger.ledger.journal.Appender.Waiting;

/**
 * The transaction of most batches, in one way to the server and back: appends of few facts that get
 * in nobody's way. The server itself looks whether every guard holds, no key was used and the clock
 * is right; numbers, stamps and writes all of it, or nothing. Where it wrote nothing, {@link
 * AppendTransaction} finds out for whom, and why.
 */
final class PlainAppends {

  private static final String WRITE =
      """
      select journal.append_plain(
        turn => ?, most_lead => ? * interval '1 ms',
        guard_streams => ?, guard_sequences => ?,
        ids => ?, streams => ?, sequences => ?, types => ?, salts => ?, details => ?,
        commitments => ?,
        keys => ?, bodies => ?, firsts => ?, lasts => ?,
        channel => nullif(?, ''))
      """;

  private final List<Waiting> batch;
  private final Map<String, Long> guards = new HashMap<>();
  private final Set<String> written = new HashSet<>();
  private final Set<String> keys = new HashSet<>();
  private final List<NewFact> facts = new ArrayList<>();
  private long positionBefore;
  private boolean wrote;

  PlainAppends(List<Waiting> batch) {
    this.batch = batch;
  }

  /** Whether the batch is one of those; asked once, first. */
  boolean fits() {
    long bytes = 0;
    for (Waiting waiting : batch) {
      bytes += waiting.append().detailBytes();
      if (bytes > NewRows.MOST_BYTES_OF_AN_INSERT || !fits(waiting.append())) return false;
    }
    return facts.size() <= NewRows.MOST_ROWS_OF_AN_INSERT;
  }

  private boolean fits(Append append) {
    if (append.facts().isEmpty()
        || !append.claims().isEmpty()
        || !append.sideRows().isEmpty()
        || !append.bulkRows().isEmpty()) return false;
    Idempotency once = append.idempotency();
    if (once != null && !keys.add(once.key())) return false;
    Map<String, Long> next = new HashMap<>();
    for (NewFact fact : append.facts()) {
      long before =
          next.getOrDefault(fact.stream(), append.guards().getOrDefault(fact.stream(), -2L));
      if (fact.sequence() != before + 1) return false;
      next.put(fact.stream(), fact.sequence());
    }
    for (Map.Entry<String, Long> guard : append.guards().entrySet()) {
      Long other = guards.putIfAbsent(guard.getKey(), guard.getValue());
      boolean writes = next.containsKey(guard.getKey());
      if (other != null
          && (writes || written.contains(guard.getKey()) || !other.equals(guard.getValue())))
        return false;
    }
    written.addAll(next.keySet());
    facts.addAll(append.facts());
    return true;
  }

  /**
   * Writes and commits everything, or nothing.
   *
   * @return the size of the journal afterwards, -1 when nothing was written
   */
  long run(Connection database, boolean tellOthers) throws SQLException {
    Pipeline pipeline = new Pipeline(database);
    write(pipeline, tellOthers ? Arrivals.CHANNEL : "");
    pipeline.then("commit").run();
    if (!wrote) return -1;
    long next = positionBefore + 1;
    for (Waiting waiting : batch) {
      long first = next;
      next += waiting.append().facts().size();
      waiting.outcome().complete(new Receipt(first, next - 1, false));
    }
    return next;
  }

  private void write(Pipeline pipeline, String channel) {
    int count = facts.size();
    String[] ids = new String[count];
    String[] streams = new String[count];
    long[] sequences = new long[count];
    String[] types = new String[count];
    byte[][] salts = new byte[count][];
    byte[][] details = new byte[count][];
    String[] commitments = new String[count];
    for (int i = 0; i < count; i++) {
      NewFact fact = facts.get(i);
      ids[i] = fact.id().toString();
      streams[i] = fact.stream();
      sequences[i] = fact.sequence();
      types[i] = fact.type();
      salts[i] = fact.salt();
      details[i] = fact.detail();
      commitments[i] = Base64.getEncoder().encodeToString(fact.commitment());
    }
    List<String> onceKeys = new ArrayList<>();
    List<byte[]> bodies = new ArrayList<>();
    List<Long> first = new ArrayList<>();
    List<Long> last = new ArrayList<>();
    long place = 1;
    for (Waiting waiting : batch) {
      Idempotency once = waiting.append().idempotency();
      long end = place + waiting.append().facts().size();
      if (once != null) {
        onceKeys.add(once.key());
        bodies.add(once.body().bytes());
        first.add(place);
        last.add(end - 1);
      }
      place = end;
    }
    pipeline.read(
        this::readPosition,
        WRITE,
        AppendTransaction.LOCK,
        AppendTransaction.MAX_LEAD.toMillis(),
        guards.keySet().toArray(String[]::new),
        guards.values().stream().mapToLong(Long::longValue).toArray(),
        ids,
        streams,
        sequences,
        types,
        salts,
        details,
        commitments,
        onceKeys.toArray(String[]::new),
        bodies.toArray(byte[][]::new),
        first.stream().mapToLong(Long::longValue).toArray(),
        last.stream().mapToLong(Long::longValue).toArray(),
        channel);
  }

  private void readPosition(ResultSet row) throws SQLException {
    if (!row.next()) throw new SQLException("a function without a value");
    positionBefore = row.getLong(1);
    wrote = !row.wasNull();
  }
}
