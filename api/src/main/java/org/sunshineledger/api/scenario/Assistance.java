package org.sunshineledger.api.scenario;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.api.scenario.Family.Aid;
import org.sunshineledger.api.scenario.Family.Change;
import org.sunshineledger.ledger.duty.EndReason;
import org.sunshineledger.ledger.duty.OfficerOrder.EndPairing;
import org.sunshineledger.ledger.duty.OfficerOrder.Pair;
import org.sunshineledger.ledger.duty.PairingScope;
import org.sunshineledger.ledger.fact.Actor;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.household.DeliveryResult;
import org.sunshineledger.ledger.household.HouseholdOrder.AdoptPlan;
import org.sunshineledger.ledger.household.HouseholdOrder.DeliverMeasure;
import org.sunshineledger.ledger.household.HouseholdOrder.Person;
import org.sunshineledger.ledger.household.HouseholdOrder.RevisePlan;
import org.sunshineledger.ledger.household.PlanRevisionReason;
import org.sunshineledger.ledger.household.PovertyCause;
import org.sunshineledger.ledger.plan.HouseholdMeasure;
import org.sunshineledger.ledger.plan.MeasureId;
import org.sunshineledger.ledger.plan.MeasureKind;
import org.sunshineledger.ledger.plan.PersonMeasure;

/** Who helps a household and with what: pairing, the N+2 plan, its revision, its measures. */
final class Assistance {

  private final Setting setting;
  private final Map<HouseholdId, Integer> measures = new HashMap<>();
  private final Map<HouseholdId, Actor> helpers = new HashMap<>();
  private int paired;

  Assistance(Setting setting) {
    this.setting = setting;
  }

  void pair(Family family, LocalDate day) {
    RegionCode county = setting.countyOn(day);
    Actor appointer = setting.cast.county(county, Post.PARTY_SECRETARY);
    int perOfficer = setting.hamlet.block().householdsPerOfficer();
    Actor helper = setting.cast.helper(setting.village(), county, 1 + paired / perOfficer);
    if (paired++ % perOfficer == 0) setting.cast.appoint(setting.telling, appointer, helper, day);
    setting.telling.tell(
        appointer, day, new Pair(helper.officer(), PairingScope.HOUSEHOLD, family.id().stream()));
    helpers.put(family.id(), helper);
  }

  void endPairing(Family family, LocalDate day, EndReason reason) {
    Actor helper = helpers.remove(family.id());
    if (helper == null) throw new IllegalStateException("nobody is paired with " + family.id());
    setting.telling.tell(
        setting.cast.county(helper.region(), Post.PARTY_SECRETARY),
        day,
        new EndPairing(helper.officer(), PairingScope.HOUSEHOLD, family.id().stream(), reason));
  }

  /** 八千, 1 January 2016: helpers of 新郑 go, helpers of the airport zone come. */
  void pairAnew(List<Family> families, LocalDate ends, LocalDate begins) {
    paired = 0;
    for (Family family : families) endPairing(family, ends, EndReason.REGION_MOVED);
    for (Family family : families) pair(family, begins);
  }

  void adoptPlan(Family family, LocalDate day) {
    List<PersonMeasure> forPersons = new ArrayList<>();
    for (Person person : family.members())
      forPersons.add(new PersonMeasure(nextMeasure(family), person.member(), kind(family, person)));
    List<HouseholdMeasure> forHousehold = new ArrayList<>();
    forHousehold.add(new HouseholdMeasure(nextMeasure(family), MeasureKind.INDUSTRY_SUPPORT));
    // One plan in a hundred names a single measure for the household: N+1, to be flagged.
    if (setting.random.nextInt(100) > 0 || family.receives(Aid.ALLOWANCE_2015))
      forHousehold.add(new HouseholdMeasure(nextMeasure(family), secondMeasure(family)));
    setting.telling.tell(
        setting.clerk(),
        day,
        new AdoptPlan(
            family.id(),
            helperOf(family),
            forPersons,
            forHousehold,
            setting.hamlet.number() % 5 == 0 ? 2017 : 2016));
  }

  /** In villages where the plan came first, the helper it names is the one to come. */
  private OfficerId helperOf(Family family) {
    Actor helper = helpers.get(family.id());
    if (helper == null) throw new IllegalStateException("nobody is paired with " + family.id());
    return helper.officer();
  }

  /** The city's planning campaign of spring 2016: something more for every household. */
  void revisePlan(Family family, LocalDate day) {
    List<PersonMeasure> forPersons = new ArrayList<>();
    Person newborn = family.newborn();
    if (newborn != null)
      forPersons.add(
          new PersonMeasure(nextMeasure(family), newborn.member(), MeasureKind.HEALTH_AID));
    MeasureId training = family.receives(Aid.TRAINING_2016) ? nextMeasure(family) : null;
    if (training != null)
      forPersons.add(
          new PersonMeasure(training, family.head().member(), MeasureKind.SKILLS_TRAINING));
    List<HouseholdMeasure> forHousehold =
        newborn != null
            ? List.of()
            : List.of(
                new HouseholdMeasure(
                    nextMeasure(family),
                    family.receives(Aid.RELOCATION) ? MeasureKind.RELOCATION : MeasureKind.RELIEF));
    setting.telling.tell(
        setting.clerk(),
        day,
        new RevisePlan(
            family.id(),
            forPersons,
            forHousehold,
            List.of(),
            newborn == null
                ? PlanRevisionReason.POLICY_CHANGED
                : PlanRevisionReason.HEAD_COUNT_CHANGED,
            setting.townshipSecretary(),
            2016));
    if (training != null)
      deliver(family, training, day.plusDays(60), DeliveryResult.DELIVERED, family.head().member());
  }

  /** 低保兜底: the second measure of the first plan, in 2015. */
  void payAllowance(Family family, LocalDate day) {
    if (family.receives(Aid.ALLOWANCE_2015))
      deliver(
          family,
          new MeasureId("%02d".formatted(family.members().size() + 2)),
          day,
          DeliveryResult.DELIVERED,
          family.head().member());
  }

  /** Delivers the measures of the head, and of the others in a second year. */
  void deliver(Family family, LocalDate day, int firstMeasure, int lastMeasure) {
    for (int measure = firstMeasure; measure <= lastMeasure; measure++) {
      LocalDate delivered = day.plusDays(setting.random.nextInt(40));
      // A few are ticked off without the household's signature.
      MemberId signer = setting.random.nextInt(40) == 0 ? null : family.head().member();
      deliver(
          family,
          new MeasureId("%02d".formatted(measure)),
          delivered,
          setting.random.nextInt(12) == 0
              ? DeliveryResult.PARTLY_DELIVERED
              : DeliveryResult.DELIVERED,
          signer);
    }
  }

  private void deliver(
      Family family,
      MeasureId measure,
      LocalDate day,
      DeliveryResult result,
      @Nullable MemberId signer) {
    setting.telling.tell(
        setting.clerk(), day, new DeliverMeasure(family.id(), measure, result, signer));
  }

  /** How many of the first plan's person measures can be delivered: not to one who has died. */
  static int livingMembers(Family family) {
    return family.change() == Change.DEATH ? family.members().size() - 1 : family.members().size();
  }

  private MeasureId nextMeasure(Family family) {
    return new MeasureId("%02d".formatted(measures.merge(family.id(), 1, Integer::sum)));
  }

  /** Whether the second measure of the family's first plan is 低保兜底. */
  static boolean isOwedAllowance(Family family) {
    return secondMeasure(family) == MeasureKind.SUBSISTENCE_ALLOWANCE;
  }

  private static MeasureKind secondMeasure(Family family) {
    return switch (family.cause()) {
      case ILLNESS, DISABILITY, LACK_OF_LABOUR -> MeasureKind.SUBSISTENCE_ALLOWANCE;
      case LACK_OF_FUNDS -> MeasureKind.MICROCREDIT;
      default -> MeasureKind.TRANSFER_EMPLOYMENT;
    };
  }

  private static MeasureKind kind(Family family, Person person) {
    return switch (person.relationship()) {
      case HEAD ->
          family.cause() == PovertyCause.ILLNESS
              ? MeasureKind.HEALTH_AID
              : MeasureKind.SKILLS_TRAINING;
      case SPOUSE -> MeasureKind.SKILLS_TRAINING;
      case SON, DAUGHTER ->
          family.cause() == PovertyCause.SCHOOLING
              ? MeasureKind.YULU_SUBSIDY
              : MeasureKind.EDUCATION_AID;
      case GRANDCHILD -> MeasureKind.EDUCATION_AID;
      default -> MeasureKind.HEALTH_AID;
    };
  }
}
