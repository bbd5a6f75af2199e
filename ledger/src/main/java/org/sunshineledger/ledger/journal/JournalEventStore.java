package org.sunshineledger.ledger.journal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStore;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Axon's event store on the journal. Its streams share pages of decoded facts, so that several
 * processors at about the same place read and decode them once; they wake at once when facts
 * arrive.
 */
public final class JournalEventStore extends AbstractEventStore {

  private static final String STAGED = JournalEventStore.class.getName() + ".staged";

  private static final String READ_TOGETHER = JournalEventStore.class.getName() + ".readTogether";

  /** A household has some tens of facts; hundreds of long streams at once would fill the heap. */
  private static final int MOST_FACTS_AHEAD = 48;

  private final JournalStorageEngine engine;
  private final Arrivals arrivals;
  private final Pages pages;
  private final Recall recall;
  private final Memory memory;
  private final Snapshots snapshots;

  public static JournalEventStore on(Journal journal, JournalStorageEngine engine) {
    return on(journal, engine, Recall.USUAL);
  }

  public static JournalEventStore on(Journal journal, JournalStorageEngine engine, Recall recall) {
    return new JournalEventStore(new Builder().on(engine), journal, engine, recall);
  }

  private JournalEventStore(
      Builder builder, Journal journal, JournalStorageEngine engine, Recall recall) {
    super(builder);
    this.recall = recall;
    this.memory = new Memory(recall);
    this.engine = engine;
    this.arrivals = journal.arrivals();
    this.pages = new Pages(engine);
    this.snapshots = journal.snapshots();
  }

  Recall recall() {
    return recall;
  }

  Memory memory() {
    return memory;
  }

  Snapshots snapshots() {
    return snapshots;
  }

  /** How many snapshots could not be read since the start; their streams were read instead. */
  public long unreadableSnapshots() {
    return snapshots.unreadable();
  }

  /** The whole stream with what is staged for it; empty when it has that many facts or more. */
  Optional<DomainEventStream> readWhenShorter(String stream, int facts) {
    return engine
        .readWhenShorter(stream, facts)
        .map(stored ->
            DomainEventStream.concat(
                stored, DomainEventStream.of(stagedDomainEventMessages(stream))));
  }

  /** Reads these streams at once and keeps them for the rest of the running unit of work. */
  void readTogether(Collection<String> streams, int facts) {
    ReadTogether together =
        CurrentUnitOfWork.get()
            .root()
            .getOrComputeResource(READ_TOGETHER, _ -> new ReadTogether(new HashMap<>()));
    engine
        .readWhenShorter(streams, facts)
        .forEach((stream, found) -> {
          if (!found.isEmpty()) together.byStream().put(stream, found);
        });
  }

  /**
   * Reads at once the short ones of these streams that are not remembered, for orders that begin
   * later and will ask for them.
   */
  public ReadAhead readAhead(Collection<String> streams) {
    List<String> unknown =
        streams.stream().distinct().filter(stream -> !memory.has(stream)).toList();
    return unknown.isEmpty()
        ? ReadAhead.NOTHING
        : new ReadAhead(engine.readWhenShorter(unknown, MOST_FACTS_AHEAD));
  }

  /** What was read before the running append began; empty when it was not, or was given out. */
  Optional<DomainEventStream> fromAhead(String stream) {
    if (!CurrentUnitOfWork.isStarted()) return Optional.empty();
    Append append = Append.current();
    // What was read since then is newer, and is what the append is guarded at.
    if (append.guards().containsKey(stream)) return Optional.empty();
    return append
        .ahead()
        .take(stream)
        .map(found -> {
          long last = found.isEmpty() ? -1 : found.getLast().getSequenceNumber();
          append.guardRemembered(stream, last);
          return DomainEventStream.concat(
              DomainEventStream.of(found.stream(), () -> last),
              DomainEventStream.of(stagedDomainEventMessages(stream)));
        });
  }

  /** What was read with others; empty when it was not, or was asked for before. */
  Optional<DomainEventStream> readTogether(String stream) {
    ReadTogether together =
        CurrentUnitOfWork.isStarted()
            ? CurrentUnitOfWork.get().root().getResource(READ_TOGETHER)
            : null;
    List<DomainEventMessage<?>> found =
        together == null ? null : together.byStream().remove(stream);
    if (found == null) return Optional.empty();
    long last = found.getLast().getSequenceNumber();
    JournalStorageEngine.guard(stream, last);
    return Optional.of(
        DomainEventStream.concat(
            DomainEventStream.of(found.stream(), () -> last),
            DomainEventStream.of(stagedDomainEventMessages(stream))));
  }

  private record ReadTogether(Map<String, List<DomainEventMessage<?>>> byStream) {}

  /** How many facts the running root unit of work has led to so far. */
  public int stagedCount() {
    Staged staged = staged();
    return staged == null ? 0 : staged.events.size();
  }

  /** The ids of those facts, without the first {@code from}. */
  public List<UUID> stagedIds(int from) {
    Staged staged = staged();
    if (staged == null) return List.of();
    return staged.events.stream()
        .skip(from)
        .map(event -> UUID.fromString(event.getIdentifier()))
        .toList();
  }

  private static @Nullable Staged staged() {
    return CurrentUnitOfWork.isStarted()
        ? CurrentUnitOfWork.get().root().getResource(STAGED)
        : null;
  }

  @Override
  public void publish(List<? extends EventMessage<?>> events) {
    super.publish(events);
    if (!CurrentUnitOfWork.isStarted()) return;
    UnitOfWork<?> here = CurrentUnitOfWork.get();
    Staged staged = here.root().getOrComputeResource(STAGED, _ -> new Staged());
    staged.takeBackOnRollback(here);
    for (EventMessage<?> event : events)
      if (event instanceof DomainEventMessage<?> ofStream) staged.add(ofStream);
  }

  /** The same as Axon's, without its search through all staged events at every stream read. */
  @Override
  protected Stream<? extends DomainEventMessage<?>> stagedDomainEventMessages(String stream) {
    Staged staged = staged();
    return staged == null ? Stream.empty() : staged.of(stream);
  }

  @Override
  public TrackingEventStream openStream(@Nullable TrackingToken token) {
    TrackingToken from = token == null ? null : WrappedToken.unwrapLowerBound(token);
    return new FactStream(JournalStorageEngine.nextPosition(from));
  }

  /** Events of the running root unit of work that are not written yet. */
  private static final class Staged {

    private static final String MARK = STAGED + ".mark";

    private final List<DomainEventMessage<?>> events = new ArrayList<>();
    private final Map<String, List<DomainEventMessage<?>>> byStream = new HashMap<>();

    void add(DomainEventMessage<?> event) {
      events.add(event);
      byStream.computeIfAbsent(event.getAggregateIdentifier(), _ -> new ArrayList<>()).add(event);
    }

    Stream<DomainEventMessage<?>> of(String stream) {
      return List.copyOf(byStream.getOrDefault(stream, List.of())).stream();
    }

    void takeBackOnRollback(UnitOfWork<?> unit) {
      unit.getOrComputeResource(
          MARK,
          _ -> {
            int before = events.size();
            unit.onRollback(_ -> truncate(before));
            return before;
          });
    }

    private void truncate(int size) {
      while (events.size() > size) {
        String stream = events.removeLast().getAggregateIdentifier();
        byStream.computeIfPresent(
            stream,
            (_, ofStream) -> {
              ofStream.removeLast();
              return ofStream;
            });
      }
    }
  }

  /** One processor's way through the journal; used by one thread. */
  private final class FactStream implements TrackingEventStream {

    private long next;
    private List<TrackedEventMessage<?>> page = List.of();
    private @Nullable Runnable callback;

    FactStream(long next) {
      this.next = next;
    }

    private @Nullable TrackedEventMessage<?> look() {
      int index = (int) (next % Pages.LENGTH);
      if (index == 0 && !page.isEmpty() && positionOf(page.getFirst()) != next) page = List.of();
      if (index >= page.size()) {
        long size = arrivals.size();
        if (size <= next) return null;
        page = pages.load(next, size);
      }
      return index < page.size() ? page.get(index) : null;
    }

    private static long positionOf(TrackedEventMessage<?> message) {
      return message.trackingToken().position().orElseThrow();
    }

    @Override
    public Optional<TrackedEventMessage<?>> peek() {
      return Optional.ofNullable(look());
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
      return look() != null || (arrivals.awaitFact(next, timeout, unit) && look() != null);
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
      TrackedEventMessage<?> message = look();
      while (message == null) {
        arrivals.awaitFact(next, Integer.MAX_VALUE, TimeUnit.SECONDS);
        message = look();
      }
      next++;
      return message;
    }

    @Override
    public boolean setOnAvailableCallback(Runnable callback) {
      this.callback = callback;
      arrivals.whenGrown(callback);
      return true;
    }

    @Override
    public void close() {
      if (callback != null) arrivals.forget(callback);
    }
  }

  /** Axon's builder of the class above cannot be made from outside of it. */
  private static final class Builder extends AbstractEventStore.Builder {
    Builder on(JournalStorageEngine engine) {
      storageEngine(engine);
      return this;
    }
  }
}
