package org.sunshineledger.projections.dossier;

import java.time.LocalDate;
import java.time.Month;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.household.HouseholdEvent.BenefitCredited;
import org.sunshineledger.ledger.household.HouseholdEvent.BenefitReversed;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdApplied;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdRemoved;
import org.sunshineledger.ledger.household.HouseholdEvent.MeasureCancelled;
import org.sunshineledger.ledger.household.HouseholdEvent.MemberLeft;
import org.sunshineledger.ledger.household.Programme;
import org.sunshineledger.ledger.plan.MeasureId;
import org.sunshineledger.ledger.plan.MeasureKind;
import org.sunshineledger.projections.progress.ProgressQuery;
import org.sunshineledger.projections.view.Moment;

/**
 * 应享未享: what a plan promised a member for a year that is over, and nobody was paid (RF-NOT-ENJOYED,
 * domain.md section 4.6).
 */
public final class NotEnjoyed {

  /** What is due once a year to whom the plan names for it (PL-11). */
  private static final Map<MeasureKind, Programme> YEARLY =
      Map.of(
          MeasureKind.YULU_SUBSIDY, Programme.YULU_SUBSIDY,
          MeasureKind.UNIVERSITY_GRANT, Programme.UNIVERSITY_GRANT);

  private final Dossiers dossiers;
  private final ProgressQuery progress;

  public NotEnjoyed(Dossiers dossiers, ProgressQuery progress) {
    this.dossiers = dossiers;
    this.progress = progress;
  }

  /**
   * One benefit that was due.
   *
   * @param plan position of the version of the plan that promised it
   */
  public record Due(
      HouseholdId household, MemberId member, Programme programme, long plan, boolean synthetic) {}

  /** The last year that is over at the end of the day. */
  public static int lastYear(LocalDate day) {
    return day.plusDays(1).getYear() - 1;
  }

  /** Of a village's households, by their numbers; reads the stream of each. */
  public List<Due> in(RegionCode village, Moment moment) {
    return progress.villagesOfHouseholds().entrySet().stream()
        .filter(each -> each.getValue().equals(village))
        .map(each -> new HouseholdId(each.getKey()))
        .sorted(Comparator.comparing(HouseholdId::toString))
        .flatMap(household -> dossiers.of(household, moment).stream())
        .flatMap(dossier -> of(dossier, lastYear(moment.asOf())))
        .toList();
  }

  /** What stood in the plan when the year ended, for a member who was there, less what was paid. */
  static Stream<Due> of(Dossier dossier, int year) {
    LocalDate end = LocalDate.of(year, Month.DECEMBER, 31);
    List<Fact> facts =
        dossier.facts().stream().filter(fact -> !fact.occurredOn().isAfter(end)).toList();
    @Nullable PlanVersion plan = inForce(facts);
    if (plan == null) return Stream.of();
    Set<MemberId> left = left(facts);
    Set<MeasureId> cancelled = cancelled(facts);
    return plan.measures().stream()
        .filter(measure -> !cancelled.contains(measure.measure()))
        .flatMap(measure -> {
          @Nullable Programme programme = YEARLY.get(measure.kind());
          @Nullable MemberId member = measure.member();
          return programme == null || member == null || left.contains(member)
              ? Stream.of()
              : Stream.of(
                  new Due(
                      dossier.household(), member, programme, plan.position(), plan.synthetic()));
        })
        .filter(due -> paid(dossier, due, year) <= 0)
        .distinct();
  }

  /** A new application ends a plan, and so does the removal from the register. */
  private static @Nullable PlanVersion inForce(List<Fact> facts) {
    List<PlanVersion> versions = Plans.of(facts);
    if (versions.isEmpty()) return null;
    PlanVersion last = versions.getLast();
    boolean ended =
        facts.stream()
            .filter(fact -> fact.position() > last.position())
            .map(Fact::event)
            .anyMatch(
                event -> event instanceof HouseholdApplied || event instanceof HouseholdRemoved);
    return ended ? null : last;
  }

  /** A number is used once in the life of a household. */
  private static Set<MeasureId> cancelled(List<Fact> facts) {
    Set<MeasureId> cancelled = new HashSet<>();
    for (Fact fact : facts)
      if (fact.event() instanceof MeasureCancelled it) cancelled.add(it.measure());
    return cancelled;
  }

  private static Set<MemberId> left(List<Fact> facts) {
    Set<MemberId> left = new HashSet<>();
    for (Fact fact : facts) if (fact.event() instanceof MemberLeft it) left.add(it.member());
    return left;
  }

  /** In fen, whenever it was paid: what counts is the year it was paid for. */
  private static long paid(Dossier dossier, Due due, int year) {
    String prefix = Integer.toString(year);
    long fen = 0;
    for (Fact fact : dossier.facts())
      switch (fact.event()) {
        case BenefitCredited it
            when it.programme() == due.programme()
                && due.member().equals(it.member())
                && it.period().startsWith(prefix) ->
            fen += it.amount().fen();
        case BenefitReversed it
            when it.programme() == due.programme()
                && due.member().equals(it.member())
                && it.period().startsWith(prefix) ->
            fen -= it.amount().fen();
        default -> {
          // Says nothing of this benefit.
        }
      }
    return fen;
  }
}
