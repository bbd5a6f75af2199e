package org.sunshineledger.api.orders;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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
import org.sunshineledger.ledger.region.RegionLevel;
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
    return Named.by(order).regions(beginnings::of);
  }

  /** Looks up together where the streams began that these orders name. */
  Together together(Collection<? extends Order> orders) {
    Set<String> streams = new HashSet<>();
    for (Order order : orders) {
      streams.add(order.stream());
      streams.addAll(Named.by(order).streams());
    }
    return new Together(beginnings.of(streams));
  }

  /** As it was when several orders were asked about. */
  record Together(Map<String, Place> beginnings) {

    /** Whether the stream of one of the orders had any fact. */
    boolean exists(String stream) {
      return beginnings.containsKey(stream);
    }

    /** Empty for one of the orders that has no place. */
    Set<RegionCode> of(Order order) {
      return Named.by(order).regions(stream -> Optional.ofNullable(beginnings.get(stream)));
    }
  }

  /** What an order names: regions, and streams that are somewhere. */
  private record Named(Set<RegionCode> regions, List<String> streams) {

    static Named by(Order order) {
      Named named = new Named(new LinkedHashSet<>(), new ArrayList<>());
      if (order instanceof DefineRegion define) {
        // The division itself does not exist yet; it is its parent's affair. Of a city and a
        // province, in whose parents nobody holds a post, see Admission.
        if (define.parent() != null && define.level().compareTo(RegionLevel.CITY) > 0)
          named.regions.add(define.parent());
      } else {
        named.collect(order);
      }
      return named;
    }

    private void collect(Order order) {
      // A pairing or a visit is the affair of whom it helps; the officer may be at home above.
      boolean isPairing =
          order instanceof Pair || order instanceof EndPairing || order instanceof RecordVisit;
      if (!isPairing) streams.add(order.stream());
      for (RecordComponent component : COMPONENTS.get(order.getClass()))
        collect(component.getName(), value(order, component));
    }

    private void collect(String name, @Nullable Object value) {
      switch (value) {
        case RegionCode region -> regions.add(region);
        case ProjectCode project -> streams.add(project.stream());
        case DocumentNumber fund -> streams.add(fund.stream());
        case LeadId lead -> streams.add(lead.stream());
        case HouseholdId household -> streams.add(household.stream());
        case SubjectId subject -> streams.add(subject.household().stream());
        case PaymentLine line -> streams.add(line.household().stream());
        case String target when name.equals("target") -> streams.add(target);
        case List<?> list -> list.forEach(each -> collect(name, each));
        case null, default -> {
          // Says nothing about a place.
        }
      }
    }

    /** Those it names, and those where its streams began. */
    Set<RegionCode> regions(Function<String, Optional<Place>> beginning) {
      Set<RegionCode> all = new LinkedHashSet<>(regions);
      for (String stream : streams)
        beginning.apply(stream).flatMap(Whereabouts::home).ifPresent(all::add);
      return all;
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
