package org.sunshineledger.projections.progress;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.Mode;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.household.HouseholdEvent;
import org.sunshineledger.ledger.household.HouseholdEvent.BenefitAcknowledged;
import org.sunshineledger.ledger.household.HouseholdEvent.BenefitCredited;
import org.sunshineledger.ledger.household.HouseholdEvent.BenefitReversed;
import org.sunshineledger.ledger.household.HouseholdEvent.CountyReviewed;
import org.sunshineledger.ledger.household.HouseholdEvent.CrossCheckHitSettled;
import org.sunshineledger.ledger.household.HouseholdEvent.CrossChecked;
import org.sunshineledger.ledger.household.HouseholdEvent.ExitConfirmed;
import org.sunshineledger.ledger.household.HouseholdEvent.ExitDisputed;
import org.sunshineledger.ledger.household.HouseholdEvent.ExitProposed;
import org.sunshineledger.ledger.household.HouseholdEvent.ExitVerified;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdApplied;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdExited;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdIdentified;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdRemoved;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdReverified;
import org.sunshineledger.ledger.household.HouseholdEvent.IdentificationRefused;
import org.sunshineledger.ledger.household.HouseholdEvent.IncomeSurveyed;
import org.sunshineledger.ledger.household.HouseholdEvent.KinshipDeclared;
import org.sunshineledger.ledger.household.HouseholdEvent.MeasureCancelled;
import org.sunshineledger.ledger.household.HouseholdEvent.MeasureDelivered;
import org.sunshineledger.ledger.household.HouseholdEvent.MemberDetailsCorrected;
import org.sunshineledger.ledger.household.HouseholdEvent.MemberJoined;
import org.sunshineledger.ledger.household.HouseholdEvent.MemberLeft;
import org.sunshineledger.ledger.household.HouseholdEvent.PlanAdopted;
import org.sunshineledger.ledger.household.HouseholdEvent.PlanRevised;
import org.sunshineledger.ledger.household.HouseholdEvent.RelapseRecorded;
import org.sunshineledger.ledger.household.HouseholdEvent.RuleOverridden;
import org.sunshineledger.ledger.household.HouseholdEvent.TownshipAudited;
import org.sunshineledger.ledger.household.HouseholdEvent.VillageDeliberated;
import org.sunshineledger.ledger.household.HouseholdEvent.VillageReviewed;
import org.sunshineledger.ledger.plan.HouseholdMeasure;
import org.sunshineledger.ledger.plan.MeasureKind;
import org.sunshineledger.ledger.village.VillageEvent;
import org.sunshineledger.ledger.village.VillageEvent.VillageExitProposed;
import org.sunshineledger.ledger.village.VillageEvent.VillageExited;
import org.sunshineledger.ledger.village.VillageEvent.VillageIndicatorsSurveyed;
import org.sunshineledger.ledger.village.VillageEvent.VillageListed;
import org.sunshineledger.ledger.village.VillageEvent.VillageRelapsed;
import org.sunshineledger.projections.progress.Step.What;
import org.sunshineledger.projections.progress.VillageProgress.Listing;
import org.sunshineledger.projections.view.View;

/** How far is each village: who is on the register, who reached the line, who left it, and when? */
public final class ProgressView implements View<RegionCode, VillageProgress> {

  private static final VillageProgress EMPTY =
      new VillageProgress(new TreeMap<>(), List.of(), null, false);

  @Override
  public String name() {
    return "progress";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public boolean reads(String type) {
    return (type.startsWith("household.") && !type.startsWith("household.benefit-"))
        || type.startsWith("village.");
  }

  /** Steps stand in a dated list of their own household: where a fact comes does not matter. */
  @Override
  public boolean inAnyOrder() {
    return true;
  }

  @Override
  public Stream<RegionCode> keys(Fact fact) {
    return switch (fact.event()) {
      case HouseholdApplied applied -> Stream.of(applied.village());
      case HouseholdEvent event when !steps(fact, event).isEmpty() ->
          Stream.ofNullable(fact.place().village());
      case VillageEvent event when listing(fact, event).isPresent() -> Stream.of(event.village());
      default -> Stream.empty();
    };
  }

  @Override
  public VillageProgress fold(@Nullable VillageProgress row, RegionCode key, Fact fact) {
    return fold(row, key, List.of(fact));
  }

  /** A village has many households: they are copied once. */
  @Override
  public VillageProgress fold(@Nullable VillageProgress row, RegionCode key, List<Fact> facts) {
    VillageProgress before = row == null ? EMPTY : row;
    NavigableMap<String, List<Step>> households = new TreeMap<>(before.households());
    List<Listing> listings = new ArrayList<>(before.listings());
    @Nullable LocalDate lastBackfilled = before.lastBackfilled();
    boolean synthetic = before.synthetic();
    for (Fact fact : facts) {
      if (fact.event() instanceof HouseholdEvent event)
        households.compute(
            event.household().number(),
            (_, steps) -> inTheirOrder(steps == null ? List.of() : steps, steps(fact, event)));
      if (fact.event() instanceof VillageEvent event)
        listing(fact, event).ifPresent(listing -> insert(listings, listing));
      lastBackfilled = lastBackfilled(lastBackfilled, fact);
      synthetic |= fact.isSynthetic();
    }
    return new VillageProgress(households, listings, lastBackfilled, synthetic);
  }

  private static @Nullable LocalDate lastBackfilled(@Nullable LocalDate before, Fact fact) {
    if (fact.envelope().mode() != Mode.BACKFILL) return before;
    return before == null || fact.occurredOn().isAfter(before) ? fact.occurredOn() : before;
  }

  private static List<Step> inTheirOrder(List<Step> steps, List<Step> news) {
    List<Step> more = new ArrayList<>(steps);
    for (Step step : news) insert(more, step);
    return List.copyOf(more);
  }

  private static <T extends Comparable<T>> void insert(List<T> sorted, T item) {
    int at = Collections.binarySearch(sorted, item);
    if (at < 0) sorted.add(-at - 1, item);
  }

  private static List<Step> steps(Fact fact, HouseholdEvent event) {
    return switch (event) {
      case HouseholdApplied it -> one(fact, What.APPLIED, it.members().size(), null);
      case IncomeSurveyed it ->
          one(
              fact,
              it.perCapita().compareTo(it.line()) >= 0
                  ? What.SURVEYED_AT_LINE
                  : What.SURVEYED_BELOW_LINE,
              it.headCount(),
              null);
      case HouseholdIdentified it ->
          one(fact, What.IDENTIFIED, it.headCount(), it.mainCause().name());
      case IdentificationRefused _ -> one(fact, What.REFUSED, -1, null);
      case HouseholdReverified it -> one(fact, What.REVERIFIED, it.headCount(), it.status().name());
      case HouseholdRemoved it -> one(fact, What.REMOVED, it.headCount(), null);
      case MemberJoined it -> one(fact, What.MEMBERS, it.headCount(), null);
      case MemberLeft it -> one(fact, What.MEMBERS, it.headCount(), null);
      case PlanAdopted it -> planned(fact, it.targetExitYear(), it.forHousehold());
      case PlanRevised it -> planned(fact, it.targetExitYear(), it.addedForHousehold());
      case MeasureDelivered it ->
          one(
              fact,
              What.DELIVERED,
              -1,
              it.member() == null ? it.kind().name() : it.kind() + "/" + it.member());
      case ExitProposed _ -> one(fact, What.PROPOSED, -1, null);
      case ExitDisputed _ -> one(fact, What.DISPUTED, -1, null);
      case HouseholdExited it -> one(fact, What.EXITED, it.headCount(), null);
      case RelapseRecorded it -> one(fact, What.RELAPSED, it.headCount(), it.cause().name());
      case VillageDeliberated _,
          MeasureCancelled _,
          CrossChecked _,
          CrossCheckHitSettled _,
          KinshipDeclared _,
          RuleOverridden _,
          VillageReviewed _,
          TownshipAudited _,
          CountyReviewed _,
          MemberDetailsCorrected _,
          BenefitCredited _,
          BenefitAcknowledged _,
          BenefitReversed _,
          ExitVerified _,
          ExitConfirmed _ ->
          List.of();
    };
  }

  private static List<Step> planned(Fact fact, int year, List<HouseholdMeasure> measures) {
    Step plan =
        new Step(fact.occurredOn(), fact.position(), What.PLANNED, -1, Integer.toString(year));
    boolean moves = measures.stream().anyMatch(each -> each.kind() == MeasureKind.RELOCATION);
    return moves
        ? List.of(
            plan, new Step(fact.occurredOn(), fact.position(), What.RELOCATION_PLANNED, -1, null))
        : List.of(plan);
  }

  private static List<Step> one(Fact fact, What what, int headCount, @Nullable String detail) {
    return List.of(new Step(fact.occurredOn(), fact.position(), what, headCount, detail));
  }

  private static Optional<Listing> listing(Fact fact, VillageEvent event) {
    return switch (event) {
      case VillageListed it ->
          Optional.of(
              new Listing(
                  fact.occurredOn(),
                  fact.position(),
                  true,
                  it.level(),
                  null,
                  it.ruralPopulation(),
                  null,
                  fact.isSynthetic()));
      case VillageExited it ->
          Optional.of(
              new Listing(
                  fact.occurredOn(),
                  fact.position(),
                  false,
                  null,
                  it.poorPersons(),
                  it.ruralPopulation(),
                  it.notice(),
                  fact.isSynthetic()));
      case VillageRelapsed it ->
          Optional.of(
              new Listing(
                  fact.occurredOn(),
                  fact.position(),
                  true,
                  it.level(),
                  null,
                  it.ruralPopulation(),
                  null,
                  fact.isSynthetic()));
      case VillageIndicatorsSurveyed _, VillageExitProposed _, VillageEvent.RuleOverridden _ ->
          Optional.empty();
    };
  }

  @Override
  public String text(RegionCode key) {
    return key.code();
  }

  @Override
  public RegionCode key(String text) {
    return new RegionCode(text);
  }

  @Override
  public Class<VillageProgress> rowType() {
    return VillageProgress.class;
  }
}
