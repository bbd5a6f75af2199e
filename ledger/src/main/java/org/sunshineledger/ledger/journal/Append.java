package org.sunshineledger.ledger.journal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Supplier;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Place;
import org.sunshineledger.ledger.fact.Sha256;

/**
 * One atomic thing to be written: facts of one or several streams, guards on the streams that were
 * read to decide, unique claims, an idempotency key, and side rows of other schemas. All of it is
 * committed, or none.
 *
 * <p>It is collected on the root unit of work, by one thread. What a nested unit of work adds is
 * taken back when that unit is rolled back.
 */
public final class Append {

  /** The most a fact's detail may weigh: 1 MiB. */
  public static final int MAX_DETAIL_BYTES = 1 << 20;

  private static final String APPEND = Append.class.getName();
  private static final String MARK = APPEND + ".mark";

  /** A fact without the position and time that only the appender knows. */
  record NewFact(
      UUID id,
      String stream,
      long sequence,
      String type,
      byte[] salt,
      byte[] detail,
      byte[] commitment) {

    /** Hashes the detail, on the caller's thread rather than the one that all wait for. */
    NewFact(UUID id, String stream, long sequence, String type, byte[] salt, byte[] detail) {
      this(id, stream, sequence, type, salt, detail, StoredFact.commitment(salt, detail));
    }

    /** As {@link StoredFact#leaf()} of this fact there and then. */
    byte[] leafAt(Instant recordedAt) {
      return StoredFact.leaf(id, recordedAt, commitment);
    }
  }

  record ClaimStep(String kind, String key, String holder, boolean taken) {}

  record SideRow(String insert, @Nullable Object[] values) {}

  /**
   * A row of another schema of which one append may have many: those of one insert go in one
   * statement. The same object put twice is one row; two that say the same are two.
   *
   * @param insert takes one array for each value, e.g. {@code insert into … select * from
   *     unnest(?::text[], ?::bytea[])}
   * @param values texts and bytes
   */
  public record BulkRow(String insert, Object... values) {}

  record Idempotency(String key, Sha256 body) {}

  private final List<NewFact> facts = new ArrayList<>();
  private final Map<String, Long> guards = new LinkedHashMap<>();
  private final List<ClaimStep> claims = new ArrayList<>();
  private final List<SideRow> sideRows = new ArrayList<>();
  private final List<BulkRow> bulkRows = new ArrayList<>();
  private final Map<String, Place> begun = new HashMap<>();
  private final Map<Object, Object> notes = new LinkedHashMap<>();
  private final ReadAhead ahead;
  private final boolean onTrial;
  private List<ClaimStep> wouldTake = List.of();
  private @Nullable Idempotency idempotency;
  private @Nullable Receipt receipt;
  private long detailBytes;
  private boolean restsOnMemory;
  private int idsMade;

  public Append() {
    this(ReadAhead.NOTHING, false);
  }

  private Append(ReadAhead ahead, boolean onTrial) {
    this.ahead = ahead;
    this.onTrial = onTrial;
  }

  /** One whose decision may rest on streams that were read before it began. */
  public static Append after(ReadAhead ahead) {
    return new Append(ahead, false);
  }

  /** The same, and nothing of it will be written. */
  public static Append onTrial(ReadAhead ahead) {
    return new Append(ahead, true);
  }

  /** Whether nothing of it will be written: what is made for its rows is made for nothing. */
  public boolean isOnTrial() {
    return onTrial;
  }

  ReadAhead ahead() {
    return ahead;
  }

  /**
   * The append of the running root unit of work.
   *
   * @throws IllegalStateException outside of a unit of work
   */
  public static Append current() {
    UnitOfWork<?> here = CurrentUnitOfWork.get();
    Append append = here.root().getOrComputeResource(APPEND, _ -> new Append());
    if (!here.isRoot()) append.takeBackOnRollback(here);
    return append;
  }

  /**
   * Makes this the append of the running root unit of work, which has none yet.
   *
   * @throws IllegalStateException outside of a unit of work
   */
  public void becomeCurrent() {
    CurrentUnitOfWork.get().root().resources().put(APPEND, this);
  }

  static @Nullable Append currentOrNull() {
    return CurrentUnitOfWork.isStarted()
        ? CurrentUnitOfWork.get().root().getResource(APPEND)
        : null;
  }

  private void takeBackOnRollback(UnitOfWork<?> nested) {
    nested.getOrComputeResource(
        MARK,
        _ -> {
          int claimsBefore = claims.size();
          int sideRowsBefore = sideRows.size();
          int bulkRowsBefore = bulkRows.size();
          nested.onRollback(_ -> {
            truncate(claims, claimsBefore);
            truncate(sideRows, sideRowsBefore);
            truncate(bulkRows, bulkRowsBefore);
          });
          return true;
        });
  }

  private static void truncate(List<?> list, int size) {
    if (list.size() > size) list.subList(size, list.size()).clear();
  }

  /**
   * The decision holds only while the stream is still at {@code sequence}; -1 for a stream that
   * does not exist. The first guard on a stream stays: if it moved between two reads, the append
   * fails.
   */
  public Append guard(String stream, long sequence) {
    guards.putIfAbsent(stream, sequence);
    return this;
  }

  /** At which sequence a stream must still be; empty for one that was not read. */
  public OptionalLong guardOn(String stream) {
    Long sequence = guards.get(stream);
    return sequence == null ? OptionalLong.empty() : OptionalLong.of(sequence);
  }

  /** The sequence of the last fact for a stream; where there is none, the one it is guarded at. */
  public OptionalLong lastOf(String stream) {
    for (NewFact fact : facts.reversed())
      if (fact.stream().equals(stream)) return OptionalLong.of(fact.sequence());
    return guardOn(stream);
  }

  /** As a guard on what was remembered, not read: it may have moved on before it was used. */
  Append guardRemembered(String stream, long sequence) {
    restsOnMemory = true;
    return guard(stream, sequence);
  }

  /**
   * Takes something that may be held once only, e.g. {@code ("person-on-register", fingerprint,
   * "household/4101…")}. The append fails with {@link ClaimTaken} when anybody holds it, the same
   * holder included.
   */
  public Append claim(String kind, String key, String holder) {
    claims.add(new ClaimStep(kind, key, holder, true));
    return this;
  }

  /** Gives it back. Nothing happens when this holder does not hold it. */
  public Append release(String kind, String key, String holder) {
    claims.add(new ClaimStep(kind, key, holder, false));
    return this;
  }

  /**
   * A row of another schema that stands or falls with the facts.
   *
   * @param insert an insert with one question mark for each value; rows of one text go in one
   *     batch, in the order in which the texts first came
   */
  public Append sideRow(String insert, @Nullable Object... values) {
    sideRows.add(new SideRow(insert, values));
    return this;
  }

  /** The same for one of many; written after those that come alone. */
  public Append sideRow(BulkRow row) {
    bulkRows.add(row);
    return this;
  }

  /** Makes the append happen once: a second one with this key writes nothing. */
  public Append once(String key, Sha256 body) {
    idempotency = new Idempotency(key, body);
    return this;
  }

  /** Something to be remembered for the length of this append, made when it is first asked for. */
  public <T> T note(Object key, Class<T> type, Supplier<T> made) {
    return type.cast(notes.computeIfAbsent(key, _ -> made.get()));
  }

  /** Where the facts stand; empty until they are committed. */
  public Optional<Receipt> receipt() {
    return Optional.ofNullable(receipt);
  }

  Append fact(NewFact fact) {
    if (fact.detail().length > MAX_DETAIL_BYTES)
      throw new DetailTooLarge(fact.type(), fact.detail().length);
    guard(fact.stream(), fact.sequence() - 1);
    facts.add(fact);
    detailBytes += fact.detail().length;
    return this;
  }

  /** One of the facts is the first of a stream, and happened there. */
  void begins(String stream, Place place) {
    begun.put(stream, place);
  }

  /** Where the streams begin whose first fact is among these. */
  Map<String, Place> begun() {
    return begun;
  }

  List<NewFact> facts() {
    return facts;
  }

  /** Whether a guarded stream may have been behind the journal when it was used. */
  public boolean restsOnMemory() {
    return restsOnMemory;
  }

  Map<String, Long> guards() {
    return guards;
  }

  List<ClaimStep> claims() {
    return claims;
  }

  /**
   * The decision is made, and nothing of it will be written: what it would take is known from here
   * on, though its unit of work takes back what it collected.
   */
  public void concludeTrial() {
    wouldTake = claims.stream().filter(step -> step.taken() && !releases(step)).toList();
  }

  /** What it would take, and not give back itself; nothing before the trial is concluded. */
  List<ClaimStep> wouldTake() {
    return wouldTake;
  }

  private boolean releases(ClaimStep taking) {
    return claims.contains(new ClaimStep(taking.kind(), taking.key(), taking.holder(), false));
  }

  List<SideRow> sideRows() {
    return sideRows;
  }

  List<BulkRow> bulkRows() {
    return bulkRows;
  }

  @Nullable Idempotency idempotency() {
    return idempotency;
  }

  long detailBytes() {
    return detailBytes;
  }

  int nextIdNumber() {
    return idsMade++;
  }

  void committed(Receipt receipt) {
    this.receipt = receipt;
  }

  boolean isEmpty() {
    return facts.isEmpty() && claims.isEmpty() && sideRows.isEmpty() && bulkRows.isEmpty();
  }
}
