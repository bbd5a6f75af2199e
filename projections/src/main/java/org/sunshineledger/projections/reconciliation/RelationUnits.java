package org.sunshineledger.projections.reconciliation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.supervision.ClaimUnit;
import org.sunshineledger.projections.reconciliation.Relation.Term;

/**
 * Holds the units of a relation together. Every term must come to one and the same unit, scale
 * included; the figures are not looked at. A bare number is a plain number where that will do;
 * where it will not, it has the unit that its term lacks, as the 25 of {@code C057 <= 25 * C052} is
 * in square metres a person, unless it would only turn one scale into another and is not the factor
 * between the two.
 */
final class RelationUnits {

  /** Which units were read into it, or which two do not go together. */
  record Judged(List<Reading> readings, @Nullable UnitMismatch mismatch) {

    static Judged mixed(UnitMismatch mismatch) {
      return new Judged(List.of(), mismatch);
    }
  }

  /** A unit that a term may have, and the claim that stands in for something to give it. */
  private record Candidate(ClaimUnit unit, @Nullable Reading standIn) {}

  /** A term, without its numbers, and the units it may have: its own first. */
  private record Typed(Term term, List<Candidate> candidates) {

    ClaimUnit own() {
      return candidates.getFirst().unit();
    }

    Optional<Candidate> as(ClaimUnit unit) {
      return candidates.stream().filter(each -> each.unit().equals(unit)).findFirst();
    }

    UnitMismatch against(Typed other, ClaimUnit unit) {
      return new UnitMismatch(
          other.term().toString(), unit.toString(), term.toString(), own().toString());
    }
  }

  private RelationUnits() {}

  /** Requires that every claim it names is there. */
  static Judged judge(Relation relation, Map<String, Claim> claims) {
    for (String id : relation.claims()) {
      Claim claim = Objects.requireNonNull(claims.get(id), id);
      if (Counted.units(claim).isEmpty()) return Judged.mixed(UnitMismatch.unknown(claim));
    }
    List<Typed> terms = relation.terms().stream().map(term -> typed(term, claims)).toList();
    List<Typed> settled = settled(terms);
    if (settled.isEmpty()) return new Judged(List.of(), null);

    Typed first = settled.getFirst();
    Optional<ClaimUnit> common = common(settled);
    if (common.isEmpty()) return Judged.mixed(firstOther(settled).against(first, first.own()));

    ClaimUnit unit = common.get();
    List<Reading> readings = new ArrayList<>();
    for (Typed term : terms) {
      Optional<Candidate> fitting = term.as(unit);
      if (fitting.isPresent()) {
        Reading standIn = fitting.get().standIn();
        if (standIn != null) readings.add(standIn);
        continue;
      }
      Optional<Reading> number = reading(term, unit);
      if (number.isEmpty()) return Judged.mixed(term.against(first, unit));
      readings.add(number.get());
    }
    return new Judged(List.copyOf(readings), null);
  }

  /**
   * Those whose unit is no question: without numbers, or all with a claim where none is without.
   */
  private static List<Typed> settled(List<Typed> terms) {
    List<Typed> bare = terms.stream().filter(each -> each.term().number() == null).toList();
    return bare.isEmpty()
        ? terms.stream().filter(each -> each.term().claims().findAny().isPresent()).toList()
        : bare;
  }

  private static Optional<ClaimUnit> common(List<Typed> settled) {
    return settled.stream()
        .flatMap(term -> term.candidates().stream())
        .map(Candidate::unit)
        .filter(unit -> settled.stream().allMatch(term -> term.as(unit).isPresent()))
        .findFirst();
  }

  private static Typed firstOther(List<Typed> settled) {
    ClaimUnit own = settled.getFirst().own();
    return settled.stream().filter(term -> term.as(own).isEmpty()).findFirst().orElseThrow();
  }

  private static Typed typed(Term term, Map<String, Claim> claims) {
    List<Candidate> candidates = new ArrayList<>();
    candidates.add(new Candidate(ClaimUnit.RATIO, null));
    for (String id : term.claims().toList()) {
      List<ClaimUnit> units = Counted.units(Objects.requireNonNull(claims.get(id), id));
      List<Candidate> with = new ArrayList<>();
      for (Candidate before : candidates)
        with.add(new Candidate(before.unit().times(units.getFirst()), before.standIn()));
      // One claim of a term may stand in for something, or a product could be made to be anything.
      ClaimUnit before = candidates.getFirst().unit();
      for (ClaimUnit instead : units.subList(1, units.size()))
        with.add(new Candidate(before.times(instead), new Reading(id, instead.toString())));
      candidates = with;
    }
    return new Typed(term, List.copyOf(candidates));
  }

  /** The unit its number must have for the term to be in {@code unit}; empty where none will do. */
  private static Optional<Reading> reading(Typed term, ClaimUnit unit) {
    BigDecimal number = term.term().number();
    if (number == null) return Optional.empty();
    boolean alone = term.term().claims().findAny().isEmpty();
    ClaimUnit lacking = unit.per(term.own());
    boolean rescales = lacking.isNumber() && !alone;
    if (rescales && lacking.convert(number, ClaimUnit.RATIO).compareTo(BigDecimal.ONE) != 0)
      return Optional.empty();
    String spelled = rescales ? unit + " / " + term.own() : lacking.toString();
    return Optional.of(new Reading(Relation.plain(number), spelled));
  }
}
