package org.sunshineledger.api.orders;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.sunshineledger.ledger.duty.OfficerOrder.EndPairing;
import org.sunshineledger.ledger.duty.OfficerOrder.Pair;
import org.sunshineledger.ledger.duty.OfficerOrder.RecordVisit;
import org.sunshineledger.ledger.fact.DocumentNumber;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.fact.Place;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.journal.Beginnings;
import org.sunshineledger.ledger.payment.PaymentLine;
import org.sunshineledger.ledger.region.RegionOrder.DefineRegion;
import org.sunshineledger.ledger.supervision.LeadId;
import org.sunshineledger.ledger.vault.SubjectId;

/** Which regions an order touches: those it names, and those of the streams it names. */
@Component
final class Whereabouts {

  /** Of each kind of order once: its class makes them anew each time. */
  private static final ClassValue<List<RecordComponent>> COMPONENTS =
      new ClassValue<>() {
        @Override
        protected List<RecordComponent> computeValue(Class<?> order) {
          return List.of(order.getRecordComponents());
        }
      };

  private final Beginnings beginnings;

  Whereabouts(Beginnings beginnings) {
    this.beginnings = beginnings;
  }

  /** Whether the stream has any fact. */
  boolean exists(String stream) {
    return beginnings.of(stream).isPresent();
  }

  /** Empty for an order that has no place, such as registering an officer. */
  Set<RegionCode> of(Order order) {
    Set<RegionCode> regions = new LinkedHashSet<>();
    if (order instanceof DefineRegion define) {
      // The division itself does not exist yet; it is its parent's affair.
      if (define.parent() != null) regions.add(define.parent());
      return regions;
    }
    List<String> streams = new ArrayList<>();
    // A pairing or a visit is the affair of whom it helps; the officer may be at home above.
    boolean isPairing =
        order instanceof Pair || order instanceof EndPairing || order instanceof RecordVisit;
    if (!isPairing) streams.add(order.stream());
    for (RecordComponent component : COMPONENTS.get(order.getClass()))
      collect(component.getName(), value(order, component), regions, streams);
    for (String stream : streams)
      beginnings.of(stream).flatMap(Whereabouts::home).ifPresent(regions::add);
    return regions;
  }

  private static void collect(
      String name, @Nullable Object value, Set<RegionCode> regions, List<String> streams) {
    switch (value) {
      case RegionCode region -> regions.add(region);
      case ProjectCode project -> streams.add(project.stream());
      case DocumentNumber fund -> streams.add(fund.stream());
      case LeadId lead -> streams.add(lead.stream());
      case HouseholdId household -> streams.add(household.stream());
      case SubjectId subject -> streams.add(subject.household().stream());
      case PaymentLine line -> streams.add(line.household().stream());
      case String target when name.equals("target") -> streams.add(target);
      case List<?> list -> list.forEach(each -> collect(name, each, regions, streams));
      case null, default -> {
        // Says nothing about a place.
      }
    }
  }

  /** The smallest division of where a stream began; a stream may have none. */
  private static Optional<RegionCode> home(Place beginning) {
    return beginning.levels().findFirst();
  }

  private static @Nullable Object value(Order order, RecordComponent component) {
    try {
      return component.getAccessor().invoke(order);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("an order's fields can be read", e);
    }
  }
}
