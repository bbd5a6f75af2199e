package org.sunshineledger.ledger.journal;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.axonframework.common.lock.NullLockFactory;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.SnapshotTrigger;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.LockAwareAggregate;
import org.sunshineledger.ledger.journal.Memory.Remembered;
import org.sunshineledger.ledger.journal.Snapshots.Snapshot;

/**
 * Aggregates of one type: remembered from their last order, or folded from their stream, the long
 * ones from a snapshot on. Conflicts are found by the journal, across nodes too.
 */
public final class JournalRepository<T> extends EventSourcingRepository<T> {

  private final Class<T> type;
  private final JournalEventStore store;
  private final Memory memory;
  private final int longStream;
  private final Snapshots snapshots;
  private final String registered;

  /**
   * @param parameters what the aggregate's handlers may ask for
   */
  public static <T> JournalRepository<T> of(
      Class<T> type, JournalEventStore store, ParameterResolverFactory parameters) {
    Builder<T> builder =
        EventSourcingRepository.builder(type)
            .eventStore(store)
            .lockFactory(NullLockFactory.INSTANCE)
            .parameterResolverFactory(parameters)
            .snapshotTriggerDefinition(_ -> new SinceSnapshot(-1));
    return new JournalRepository<>(builder, type, store);
  }

  private JournalRepository(Builder<T> builder, Class<T> type, JournalEventStore store) {
    super(builder);
    this.type = type;
    this.store = store;
    this.memory = store.memory();
    this.longStream = store.recall().facts();
    this.snapshots = store.snapshots();
    this.registered = JournalRepository.class.getName() + "." + type.getName();
  }

  /** Remembers with which fact an aggregate's snapshot ends. */
  private static final class SinceSnapshot implements SnapshotTrigger {

    private long snapshot;

    SinceSnapshot(long snapshot) {
      this.snapshot = snapshot;
    }

    @Override
    public void eventHandled(EventMessage<?> message) {
      if (message instanceof SnapshotMessage<?> found) snapshot = found.getSequenceNumber();
    }

    @Override
    public void initializationFinished() {}
  }

  /** Stands for all facts up to its sequence. */
  private static final class SnapshotMessage<T> extends GenericDomainEventMessage<T> {

    private static final long serialVersionUID = 1L;

    SnapshotMessage(String stream, Snapshot<T> snapshot) {
      super(kindOf(stream), stream, snapshot.sequence(), snapshot.root());
    }

    private static String kindOf(String stream) {
      return stream.substring(0, Math.max(0, stream.indexOf('/')));
    }
  }

  @Override
  protected EventSourcedAggregate<T> doLoadWithLock(String stream, Long expectedVersion) {
    rememberAfterCommit();
    Append append = Append.current();
    // What this unit of work has read already it may have changed as well.
    Optional<Remembered> remembered =
        append.guards().containsKey(stream) ? Optional.empty() : memory.take(stream);
    if (remembered.isEmpty()) return super.doLoadWithLock(stream, expectedVersion);
    Remembered known = remembered.get();
    append.guardRemembered(stream, known.sequence());
    return EventSourcedAggregate.reconstruct(
        type.cast(known.root()),
        aggregateModel(),
        known.sequence(),
        false,
        store,
        new SinceSnapshot(known.snapshot()));
  }

  @Override
  protected EventSourcedAggregate<T> doCreateNewForLock(Callable<T> made) throws Exception {
    rememberAfterCommit();
    return super.doCreateNewForLock(made);
  }

  /** Reads those of them that are not remembered, because each will be asked for next. */
  public void open(Collection<String> streams) {
    Append append = Append.current();
    List<String> unknown =
        streams.stream()
            .distinct()
            .filter(stream -> !append.guards().containsKey(stream) && !memory.has(stream))
            .toList();
    if (unknown.size() > 1) store.readTogether(unknown, longStream);
  }

  @Override
  protected DomainEventStream readEvents(String stream) {
    Optional<DomainEventStream> together =
        store.readTogether(stream).or(() -> store.fromAhead(stream));
    if (together.isPresent()) return together.get();
    Optional<DomainEventStream> whole = store.readWhenShorter(stream, longStream);
    if (whole.isPresent()) return whole.get();
    return snapshots
        .of(stream, type)
        .map(snapshot ->
            DomainEventStream.concat(
                DomainEventStream.of(new SnapshotMessage<>(stream, snapshot)),
                store.readEvents(stream, snapshot.sequence() + 1)))
        .orElseGet(() -> store.readEvents(stream));
  }

  /**
   * Only what the whole unit of work has brought to its end; what a part took back is not there.
   */
  private void rememberAfterCommit() {
    UnitOfWork<?> root = CurrentUnitOfWork.get().root();
    root.getOrComputeResource(
        registered,
        _ -> {
          root.afterCommit(unit -> managedAggregates(unit).forEach(this::remember));
          return true;
        });
  }

  private void remember(String stream, LockAwareAggregate<T, EventSourcedAggregate<T>> managed) {
    EventSourcedAggregate<T> aggregate = managed.getWrappedAggregate();
    Long version = aggregate.version();
    if (version == null) return;
    long snapshot = ((SinceSnapshot) aggregate.getSnapshotTrigger()).snapshot;
    if (version - snapshot >= longStream) {
      snapshots.keep(stream, version, aggregate.getAggregateRoot());
      snapshot = version;
    }
    memory.put(stream, new Remembered(aggregate.getAggregateRoot(), version, snapshot));
  }
}
