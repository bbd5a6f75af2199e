package org.sunshineledger.projections.responsibility;

import static java.util.Comparator.comparing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Post;

/** Finds gaps and overlaps in terms of office up to a day. */
final class Findings {

  /** 一把手 and the like: posts of a place that one person holds at a time. */
  private static final Set<Post> HELD_BY_ONE =
      EnumSet.of(
          Post.PARTY_SECRETARY,
          Post.GOVERNMENT_HEAD,
          Post.POVERTY_OFFICE_HEAD,
          Post.VILLAGE_SECRETARY,
          Post.VILLAGE_COMMITTEE_HEAD);

  private static final Comparator<Duty> BY_FIRST_DAY =
      comparing(Duty::from).thenComparingLong(Duty::position);

  private Findings() {}

  /** The stretches of care that no pairing covers. */
  static List<Finding> pairing(
      String household, List<Interval> care, List<Duty> pairings, LocalDate asOf) {
    List<Duty> sorted =
        pairings.stream()
            .filter(duty -> duty.kind() == Duty.Kind.PAIRING && !duty.from().isAfter(asOf))
            .sorted(BY_FIRST_DAY)
            .toList();
    List<Finding> found = new ArrayList<>();
    for (Interval each : care)
      found.addAll(
          uncovered(
              Finding.Kind.NOBODY_PAIRED,
              household,
              null,
              each.from(),
              cut(each.to(), asOf),
              sorted,
              asOf));
    return found;
  }

  /**
   * What is wrong with the terms at one place: from the first holder of a post on there has to be
   * one, and only one.
   */
  static List<Finding> posts(String place, List<Duty> duties, LocalDate asOf) {
    List<Finding> found = new ArrayList<>();
    for (Post post : HELD_BY_ONE) {
      List<Duty> terms =
          duties.stream()
              .filter(duty -> duty.post() == post && !duty.from().isAfter(asOf))
              .sorted(BY_FIRST_DAY)
              .toList();
      if (terms.isEmpty()) continue;
      found.addAll(
          uncovered(
              Finding.Kind.POST_VACANT,
              place,
              post,
              terms.getFirst().from(),
              asOf.plusDays(1),
              terms,
              asOf));
      found.addAll(heldTwice(place, post, terms, asOf));
    }
    return found;
  }

  private static List<Finding> uncovered(
      Finding.Kind kind,
      String target,
      @Nullable Post post,
      LocalDate from,
      LocalDate end,
      List<Duty> sorted,
      LocalDate asOf) {
    List<Finding> found = new ArrayList<>();
    LocalDate free = from;
    @Nullable Long last = null;
    for (Duty term : sorted) {
      LocalDate begins = term.from().isAfter(end) ? end : term.from();
      // What begins after the end did not end the gap.
      Long ending = term.from().isAfter(end) ? null : term.position();
      if (free.isBefore(begins))
        found.add(new Finding(kind, target, post, free, begins, positions(last, ending)));
      LocalDate ends = cut(term.to(), asOf);
      if (ends.isAfter(end)) ends = end;
      if (ends.isAfter(free)) {
        free = ends;
        last = term.ended();
      }
    }
    if (free.isBefore(end))
      found.add(new Finding(kind, target, post, free, end, positions(last, null)));
    return found;
  }

  private static List<Finding> heldTwice(
      String place, Post post, List<Duty> sorted, LocalDate asOf) {
    List<Finding> found = new ArrayList<>();
    for (int i = 0; i < sorted.size(); i++)
      for (int j = i + 1; j < sorted.size(); j++) {
        Duty one = sorted.get(i);
        Duty other = sorted.get(j);
        LocalDate end = min(cut(one.to(), asOf), cut(other.to(), asOf));
        if (!one.officer().equals(other.officer()) && other.from().isBefore(end))
          found.add(
              new Finding(
                  Finding.Kind.POST_HELD_TWICE,
                  place,
                  post,
                  other.from(),
                  end,
                  List.of(one.position(), other.position())));
      }
    return found;
  }

  private static List<Long> positions(@Nullable Long first, @Nullable Long second) {
    return Stream.<@Nullable Long>of(first, second).flatMap(Stream::ofNullable).toList();
  }

  private static LocalDate cut(@Nullable LocalDate to, LocalDate asOf) {
    LocalDate end = asOf.plusDays(1);
    return to == null || to.isAfter(end) ? end : to;
  }

  private static LocalDate min(LocalDate one, LocalDate other) {
    return one.isBefore(other) ? one : other;
  }
}
