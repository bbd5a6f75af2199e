package org.sunshineledger.projections.redflags;

import static java.util.Comparator.comparing;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.rules.ExclusionSignals.Signal;

/**
 * A red flag was hit.
 *
 * @param subject tells two of one flag and fact apart: an officer, a member, a hit, a digest
 * @param questioned what may not be as it should, in the order of days; never empty
 * @param grounds positions of the facts it shows from
 * @param days what the flag counts, or null
 */
record Suspicion(
    RedFlag flag,
    SortedSet<RegionCode> villages,
    String subject,
    List<Questioned> questioned,
    List<Long> grounds,
    @Nullable OfficerId officer,
    @Nullable MemberId member,
    @Nullable Signal signal,
    @Nullable Integer days) {

  /** The order of a list: newest first. */
  static final Comparator<Suspicion> NEWEST_FIRST =
      comparing(Suspicion::cursor, HitCursor.NEWEST_FIRST);

  Suspicion {
    questioned = questioned.stream().distinct().sorted(Questioned.ORDER).toList();
    grounds = grounds.stream().distinct().sorted().toList();
  }

  /** One fact, or all facts of one meeting. */
  record Questioned(LocalDate on, List<Long> positions) {

    private static final Comparator<Questioned> ORDER =
        comparing(Questioned::on).thenComparing(each -> each.positions().getFirst());

    Questioned {
      positions = List.copyOf(positions);
    }

    static Questioned of(Trace trace) {
      return of(trace.at());
    }

    static Questioned of(Dated fact) {
      return new Questioned(fact.on(), List.of(fact.position()));
    }
  }

  LocalDate on() {
    return questioned.getLast().on();
  }

  HitCursor cursor() {
    return new HitCursor(on(), questioned.getLast().positions().getFirst(), flag, subject);
  }

  Stream<Long> positionsInQuestion() {
    return questioned.stream().flatMap(each -> each.positions().stream());
  }

  boolean touches(Collection<RegionCode> some) {
    return villages.stream().anyMatch(some::contains);
  }

  /**
   * One fact that was found wanting is enough; that nothing was found must be said of all of them,
   * or what came later would be settled by what was looked into before.
   */
  Settlement settlement(Map<Long, Settlement> settled) {
    List<Settlement> each = questioned.stream().map(some -> furthest(some, settled)).toList();
    if (each.contains(Settlement.FOUND)) return Settlement.FOUND;
    if (each.contains(Settlement.UNDER_INQUIRY)) return Settlement.UNDER_INQUIRY;
    return each.contains(Settlement.SUSPECTED) ? Settlement.SUSPECTED : Settlement.UNFOUNDED;
  }

  /** Who looks into a meeting cites one of its facts. */
  private static Settlement furthest(Questioned some, Map<Long, Settlement> settled) {
    List<Settlement> all =
        some.positions().stream()
            .map(position -> settled.getOrDefault(position, Settlement.SUSPECTED))
            .toList();
    for (Settlement far : List.of(Settlement.FOUND, Settlement.UNDER_INQUIRY, Settlement.UNFOUNDED))
      if (all.contains(far)) return far;
    return Settlement.SUSPECTED;
  }
}
