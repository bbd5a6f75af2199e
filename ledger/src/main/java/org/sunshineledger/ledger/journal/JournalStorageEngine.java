package org.sunshineledger.ledger.journal;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Envelope;
import org.sunshineledger.ledger.fact.Event;
import org.sunshineledger.ledger.fact.Fact;

/**
 * Axon's storage on the journal. Appending only collects; everything of one root unit of work is
 * written at once when that unit commits. Reading a stream inside a unit of work guards it.
 */
public final class JournalStorageEngine implements EventStorageEngine {

  /** Where an event message carries its {@link Envelope}. */
  public static final String ENVELOPE = "envelope";

  private static final String FACT = "fact";
  private static final String FLUSH = JournalStorageEngine.class.getName() + ".flush";
  private static final int PAGE = 2_048;
  private static final int SALT_BYTES = 32;
  private static final int LONG_LIST = 256;

  private final Journal journal;
  private final FactCodec codec;
  private final SecureRandom random;
  private final Beginnings beginnings;

  public JournalStorageEngine(Journal journal, FactCodec codec, SecureRandom random) {
    this.journal = journal;
    this.codec = codec;
    this.random = random;
    this.beginnings = new Beginnings(journal, codec);
  }

  public Beginnings beginnings() {
    return beginnings;
  }

  /** The fact a message was read from. */
  public static Fact factOf(EventMessage<?> message) {
    if (message.getMetaData().get(FACT) instanceof Fact fact) return fact;
    throw new IllegalArgumentException("not read from the journal: " + message.getIdentifier());
  }

  @Override
  public void appendEvents(List<? extends EventMessage<?>> events) {
    if (events.isEmpty()) return;
    Append append = Append.current();
    encoded(events).forEach(append::fact);
    for (EventMessage<?> event : events)
      if (event instanceof DomainEventMessage<?> first
          && first.getSequenceNumber() == 0
          && first.getMetaData().get(ENVELOPE) instanceof Envelope envelope)
        append.begins(first.getAggregateIdentifier(), envelope.place());
    flushOnCommit(CurrentUnitOfWork.get().root());
  }

  /** A long list is encoded on all cores, as its caller waits for all of it. */
  private List<Append.NewFact> encoded(List<? extends EventMessage<?>> events) {
    return events.size() < LONG_LIST
        ? events.stream().map(this::encoded).toList()
        : events.parallelStream().map(this::encoded).toList();
  }

  private Append.NewFact encoded(EventMessage<?> message) {
    if (!(message instanceof DomainEventMessage<?> event)
        || !(event.getPayload() instanceof Event payload))
      throw new IllegalArgumentException("not an event of a stream: " + message.getPayloadType());
    if (!(event.getMetaData().get(ENVELOPE) instanceof Envelope envelope))
      throw new IllegalArgumentException("an event without envelope: " + message.getPayloadType());
    UUID id = UUID.fromString(event.getIdentifier());
    String stream = event.getAggregateIdentifier();
    long sequence = event.getSequenceNumber();
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    byte[] detail = codec.encode(id, stream, sequence, envelope, payload);
    String type = codec.types().nameOf(payload.getClass());
    return new Append.NewFact(id, stream, sequence, type, salt, detail);
  }

  /** Writes the unit's append when it commits; asking twice writes once. */
  public void flushOnCommit(UnitOfWork<?> root) {
    root.getOrComputeResource(
        FLUSH,
        _ -> {
          root.onCommit(_ -> {
            Append append = Append.current();
            Receipt receipt = journal.append(append);
            append.committed(receipt);
            if (!receipt.repeated()) beginnings.committed(append);
          });
          return true;
        });
  }

  @Override
  public DomainEventStream readEvents(String stream, long firstSequence) {
    return guarded(stream, firstSequence, journal.stream(stream, firstSequence));
  }

  /** All events of a stream; empty when it has that many facts or more, and then not guarded. */
  Optional<DomainEventStream> readWhenShorter(String stream, int facts) {
    List<StoredFact> rows = journal.stream(stream, 0, facts);
    return rows.size() < facts ? Optional.of(guarded(stream, 0, rows)) : Optional.empty();
  }

  /**
   * All events of each of these streams in one question, decoded on all cores: none of a stream
   * that is not there. A stream with so many facts or more is left out. Nothing is guarded yet.
   */
  Map<String, List<DomainEventMessage<?>>> readWhenShorter(Collection<String> streams, int facts) {
    Map<String, List<DomainEventMessage<?>>> byStream = new HashMap<>();
    List<GenericTrackedDomainEventMessage<Event>> read =
        journal.beginnings(streams, facts).parallelStream().map(this::message).toList();
    for (String stream : streams) byStream.put(stream, new ArrayList<>());
    for (DomainEventMessage<?> each : read)
      byStream.computeIfAbsent(each.getAggregateIdentifier(), _ -> new ArrayList<>()).add(each);
    byStream.values().removeIf(found -> found.size() >= facts);
    return byStream;
  }

  private DomainEventStream guarded(String stream, long firstSequence, List<StoredFact> rows) {
    long last = rows.isEmpty() ? firstSequence - 1 : rows.getLast().sequence();
    guard(stream, last);
    return DomainEventStream.of(rows.stream().map(this::message), () -> last);
  }

  static void guard(String stream, long last) {
    if (CurrentUnitOfWork.isStarted()) Append.current().guard(stream, last);
  }

  @Override
  public Stream<? extends TrackedEventMessage<?>> readEvents(
      @Nullable TrackingToken token, boolean mayBlock) {
    return Stream.iterate(
            read(nextPosition(token), PAGE),
            page -> !page.isEmpty(),
            page -> read(nextPosition(page.getLast().trackingToken()), PAGE))
        .flatMap(List::stream);
  }

  /** At most {@code limit} messages from a position on; empty at the end. */
  List<GenericTrackedDomainEventMessage<Event>> read(long fromPosition, int limit) {
    return journal.read(fromPosition, limit).stream().map(this::message).toList();
  }

  /** The position after the token: 0 for null. */
  static long nextPosition(@Nullable TrackingToken token) {
    if (token == null) return 0;
    if (token instanceof GlobalSequenceTrackingToken sequence) return sequence.getGlobalIndex() + 1;
    throw new IllegalArgumentException("not a token of the journal: " + token);
  }

  private GenericTrackedDomainEventMessage<Event> message(StoredFact row) {
    Fact fact = codec.decode(row);
    MetaData metaData = MetaData.from(Map.of(ENVELOPE, fact.envelope(), FACT, fact));
    return new GenericTrackedDomainEventMessage<>(
        new GlobalSequenceTrackingToken(fact.position()),
        kindOf(fact.stream()),
        fact.stream(),
        fact.sequence(),
        new GenericMessage<>(fact.id().toString(), fact.event(), metaData),
        fact::recordedAt);
  }

  /** {@code household} of {@code household/4101…}. */
  private static String kindOf(String stream) {
    return stream.substring(0, Math.max(0, stream.indexOf('/')));
  }

  @Override
  public Optional<Long> lastSequenceNumberFor(String stream) {
    OptionalLong last = journal.lastSequence(stream);
    return last.isPresent() ? Optional.of(last.getAsLong()) : Optional.empty();
  }

  /** Before the first fact. */
  @Override
  public TrackingToken createTailToken() {
    return new GlobalSequenceTrackingToken(-1);
  }

  /** At the last fact. */
  @Override
  public TrackingToken createHeadToken() {
    return new GlobalSequenceTrackingToken(journal.size() - 1);
  }

  /** Before the first fact that was recorded at this moment or later. */
  @Override
  public TrackingToken createTokenAt(Instant moment) {
    OptionalLong before = journal.positionAt(moment.minusNanos(1));
    return new GlobalSequenceTrackingToken(before.orElse(-1));
  }

  /** The repositories see to their snapshots themselves. */
  @Override
  public Optional<DomainEventMessage<?>> readSnapshot(String stream) {
    return Optional.empty();
  }

  @Override
  public void storeSnapshot(DomainEventMessage<?> snapshot) {
    throw new UnsupportedOperationException("the ledger keeps no snapshots");
  }
}
