package org.sunshineledger.ledger.region;

import java.time.LocalDate;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Envelope;
import org.sunshineledger.ledger.fact.Place;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.region.RegionEvent.RegionDefined;
import org.sunshineledger.ledger.region.RegionEvent.RegionRenamed;
import org.sunshineledger.ledger.region.RegionEvent.RegionTransferred;
import org.sunshineledger.ledger.region.RegionOrder.DefineRegion;
import org.sunshineledger.ledger.region.RegionOrder.RenameRegion;
import org.sunshineledger.ledger.region.RegionOrder.TransferRegion;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.Ruling;

/** One division through time: its name and its parent. */
public class Region {

  @AggregateIdentifier private @Nullable String stream;
  private @Nullable RegionLevel level;
  private String name = "";
  private final NavigableMap<LocalDate, Optional<RegionCode>> parents = new TreeMap<>();

  Region() {}

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(DefineRegion order, Ruling ruling, Divisions divisions) {
    RegionCode parent = order.parent();
    ruling.at(
        parent == null ? Place.NOWHERE : below(divisions.placeOf(parent, ruling.day()), order));
    ruling.require(stream == null, Rule.ALREADY_EXISTS, order.stream());
    ruling.require(
        (parent == null ? null : divisions.levelOf(parent)) == order.level().above(),
        Rule.PARENT_NOT_ABOVE,
        String.valueOf(parent));
    ruling.record(new RegionDefined(order.region(), order.name(), order.level(), parent));
    divisions.changed();
  }

  private static Place below(Place parent, DefineRegion order) {
    return switch (order.level()) {
      case VILLAGE -> new Place(order.region(), parent.township(), parent.county(), parent.city());
      case TOWNSHIP -> new Place(null, order.region(), parent.county(), parent.city());
      case COUNTY -> new Place(null, null, order.region(), parent.city());
      case CITY -> new Place(null, null, null, order.region());
      case PROVINCE -> Place.NOWHERE;
    };
  }

  @CommandHandler
  void handle(RenameRegion order, Ruling ruling, Divisions divisions) {
    ruling.at(divisions.placeOf(order.region(), ruling.day()));
    ruling.require(!name.equals(order.name()), Rule.NOTHING_CHANGES);
    ruling.record(new RegionRenamed(order.region(), order.name()));
  }

  @CommandHandler
  void handle(TransferRegion order, Ruling ruling, Divisions divisions) {
    Optional<RegionCode> from = parentOn(ruling.day());
    RegionCode parent = from.orElse(null);
    if (parent == null) {
      ruling.require(false, Rule.UNKNOWN_REGION, order.region().code());
      return;
    }
    ruling.at(divisions.placeOf(order.to(), ruling.day()));
    ruling.require(
        divisions.levelOf(order.to()) == divisions.levelOf(parent),
        Rule.PARENT_NOT_ABOVE,
        order.to().code());
    ruling.require(!parent.equals(order.to()), Rule.NOTHING_CHANGES);
    ruling.record(new RegionTransferred(order.region(), parent, order.to()));
    divisions.changed();
  }

  /** The parent on the day; empty at the top and before the division was defined. */
  public Optional<RegionCode> parentOn(LocalDate day) {
    Map.Entry<LocalDate, Optional<RegionCode>> parent = parents.floorEntry(day);
    return parent == null ? Optional.empty() : parent.getValue();
  }

  public boolean existsOn(LocalDate day) {
    return parents.floorEntry(day) != null;
  }

  public RegionLevel level() {
    if (level == null) throw new IllegalStateException("not defined");
    return level;
  }

  @EventSourcingHandler
  void on(RegionDefined event, @MetaDataValue(Ruling.ENVELOPE) Envelope envelope) {
    stream = "region/" + event.region();
    level = event.level();
    name = event.name();
    parents.put(envelope.occurredOn(), Optional.ofNullable(event.parent()));
  }

  @EventSourcingHandler
  void on(RegionRenamed event) {
    name = event.name();
  }

  @EventSourcingHandler
  void on(RegionTransferred event, @MetaDataValue(Ruling.ENVELOPE) Envelope envelope) {
    parents.put(envelope.occurredOn(), Optional.of(event.to()));
  }
}
