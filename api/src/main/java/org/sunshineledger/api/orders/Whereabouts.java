package org.sunshineledger.api.orders;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.sunshineledger.ledger.duty.OfficerOrder.EndPairing;
import org.sunshineledger.ledger.duty.OfficerOrder.Pair;
import org.sunshineledger.ledger.duty.OfficerOrder.RecordVisit;
import org.sunshineledger.ledger.fact.DocumentNumber;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.journal.FactCodec;
import org.sunshineledger.ledger.journal.Journal;
import org.sunshineledger.ledger.payment.PaymentLine;
import org.sunshineledger.ledger.region.RegionOrder.DefineRegion;
import org.sunshineledger.ledger.supervision.LeadId;
import org.sunshineledger.ledger.vault.SubjectId;

/** Which regions an order touches: those it names, and those of the streams it names. */
@Component
final class Whereabouts {

  /** A stream begins once and for all. */
  private static final int HOMES_HELD_AT_MOST = 50_000;

  private final Journal journal;
  private final FactCodec codec;
  private final Cache<String, RegionCode> homes =
      Caffeine.newBuilder().maximumSize(HOMES_HELD_AT_MOST).build();

  Whereabouts(Journal journal, FactCodec codec) {
    this.journal = journal;
    this.codec = codec;
  }

  /** Whether the stream has any fact. */
  boolean exists(String stream) {
    return journal.beginning(stream).isPresent();
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
    for (RecordComponent component : order.getClass().getRecordComponents())
      collect(component.getName(), value(order, component), regions, streams);
    for (String stream : streams) {
      RegionCode home = homeOf(stream);
      if (home != null) regions.add(home);
    }
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

  /** The smallest division of the stream's first fact, or null. */
  private @Nullable RegionCode homeOf(String stream) {
    @Nullable RegionCode known = homes.getIfPresent(stream);
    if (known != null) return known;
    @Nullable RegionCode home =
        journal
            .beginning(stream)
            .flatMap(first -> codec.decode(first).place().levels().findFirst())
            .orElse(null);
    if (home != null) homes.put(stream, home);
    return home;
  }

  private static @Nullable Object value(Order order, RecordComponent component) {
    try {
      return component.getAccessor().invoke(order);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("an order's fields can be read", e);
    }
  }
}
