package org.sunshineledger.ledger;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.Place;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.journal.FactCodec;
import org.sunshineledger.ledger.journal.Journal;
import org.sunshineledger.ledger.journal.StoredFact;
import org.sunshineledger.ledger.policy.PolicyEvent.BackfillClosed;
import org.sunshineledger.ledger.policy.PolicyEvent.BackfillOpened;
import org.sunshineledger.ledger.region.Divisions;
import org.sunshineledger.ledger.region.Region;
import org.sunshineledger.ledger.region.RegionEvent;
import org.sunshineledger.ledger.region.RegionLevel;
import org.sunshineledger.ledger.region.RegionTree;
import org.sunshineledger.ledger.rules.Jurisdiction;
import org.sunshineledger.ledger.rules.Refused;
import org.sunshineledger.ledger.rules.Rule;

/**
 * The divisions and the open backfills as the journal has them, kept in memory and brought up to
 * date after a change on this node, or within a second of one on another.
 */
final class Gazetteer implements Jurisdiction, Divisions {

  private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();
  private static final String CHANGED = Gazetteer.class.getName() + ".changed";

  private final Journal journal;
  private final FactCodec codec;
  private final Streams streams;
  private final RegionTree tree = new RegionTree();
  private final Map<String, RegionCode> openBackfills = new HashMap<>();
  private long nextPosition;
  private long readAt;
  private volatile boolean stale = true;

  Gazetteer(Journal journal, FactCodec codec, Streams streams) {
    this.journal = journal;
    this.codec = codec;
    this.streams = streams;
  }

  @Override
  public synchronized Place placeOf(RegionCode region, LocalDate on) {
    if (!changedInThisOrder()) {
      refresh();
      Optional<Place> place = tree.placeOf(region, on);
      if (place.isPresent()) return place.get();
    }
    return placeByStreams(region, on);
  }

  @Override
  public synchronized RegionLevel levelOf(RegionCode region) {
    refresh();
    return tree.levelOf(region).orElseGet(() -> streams.ofRegion(region, Region::level));
  }

  @Override
  public synchronized boolean backfillIsOpen(Place place) {
    refresh();
    return openBackfills.values().stream().anyMatch(place::within);
  }

  @Override
  public void changed() {
    UnitOfWork<?> root = CurrentUnitOfWork.get().root();
    root.getOrComputeResource(
        CHANGED,
        _ -> {
          root.afterCommit(_ -> stale = true);
          return true;
        });
  }

  private static boolean changedInThisOrder() {
    return CurrentUnitOfWork.isStarted()
        && CurrentUnitOfWork.get().root().getResource(CHANGED) != null;
  }

  /** Within an order that changes divisions, what is staged counts. */
  private Place placeByStreams(RegionCode region, LocalDate on) {
    if (!CurrentUnitOfWork.isStarted()) throw new Refused(Rule.UNKNOWN_REGION, region.code());
    return streams.ofRegion(
        region,
        found -> {
          if (!found.existsOn(on)) throw new Refused(Rule.UNKNOWN_REGION, region.code());
          Place above =
              found.parentOn(on).map(parent -> placeByStreams(parent, on)).orElse(Place.NOWHERE);
          return switch (found.level()) {
            case VILLAGE -> new Place(region, above.township(), above.county(), above.city());
            case TOWNSHIP -> new Place(null, region, above.county(), above.city());
            case COUNTY -> new Place(null, null, region, above.city());
            case CITY -> new Place(null, null, null, region);
            case PROVINCE -> Place.NOWHERE;
          };
        });
  }

  private void refresh() {
    long now = System.nanoTime();
    if (!stale && now - readAt < FRESH_NANOS) return;
    stale = false;
    for (StoredFact stored : journal.divisionsAndBackfills(nextPosition)) {
      apply(codec.decode(stored));
      nextPosition = stored.position() + 1;
    }
    readAt = now;
  }

  private void apply(Fact fact) {
    switch (fact.event()) {
      case RegionEvent event -> tree.apply(fact.occurredOn(), event);
      case BackfillOpened opened -> openBackfills.put(fact.stream(), opened.region());
      case BackfillClosed _ -> openBackfills.remove(fact.stream());
      default -> {}
    }
  }
}
