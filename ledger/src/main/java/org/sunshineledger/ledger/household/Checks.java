package org.sunshineledger.ledger.household;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.duty.PairingScope;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Signer.Capacity;
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
import org.sunshineledger.ledger.household.Incomes.Surveyed;
import org.sunshineledger.ledger.plan.HouseholdMeasure;
import org.sunshineledger.ledger.plan.MeasureId;
import org.sunshineledger.ledger.plan.MeasureKind;
import org.sunshineledger.ledger.plan.PersonMeasure;
import org.sunshineledger.ledger.policy.PolicyId;
import org.sunshineledger.ledger.rules.Age;
import org.sunshineledger.ledger.rules.Attendance;
import org.sunshineledger.ledger.rules.BenefitCycles;
import org.sunshineledger.ledger.rules.DecidingLevels.Decision;
import org.sunshineledger.ledger.rules.Months;
import org.sunshineledger.ledger.rules.NPlusTwo;
import org.sunshineledger.ledger.rules.PovertyLines;
import org.sunshineledger.ledger.rules.Procedure.Step;
import org.sunshineledger.ledger.rules.RelocationTariff;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.Ruling;
import org.sunshineledger.ledger.rules.Tariffs;
import org.sunshineledger.ledger.rules.YearsOnRegister;
import org.sunshineledger.ledger.vault.Commitment;
import org.sunshineledger.ledger.vault.PersonalField;

/**
 * What must hold of a fact before it is recorded, in the order of a household's life and, within
 * one fact, in the order an official checks it.
 */
final class Checks {

  private static final int OTHER_CAUSES_AT_MOST = 2;

  private final Household household;
  private final Ruling ruling;
  private final Elsewhere elsewhere;
  private final LocalDate day;

  Checks(Household household, Ruling ruling, Elsewhere elsewhere) {
    this.household = household;
    this.ruling = ruling;
    this.elsewhere = elsewhere;
    this.day = ruling.day();
  }

  void judge(HouseholdEvent fact) {
    switch (fact) {
      case HouseholdApplied it -> judge(it);
      case IncomeSurveyed it -> judge(it);
      case VillageDeliberated it -> judge(it);
      case CrossChecked it -> judge(it);
      case CrossCheckHitSettled it -> judge(it);
      case KinshipDeclared it -> requireMember(it.member());
      case VillageReviewed it -> judge(it);
      case TownshipAudited it -> judge(it);
      case CountyReviewed it -> judge(it);
      case HouseholdIdentified it -> judge(it);
      case IdentificationRefused _ -> requireApplied();
      case HouseholdReverified it -> judge(it);
      case HouseholdRemoved it -> judge(it);
      case MemberJoined it -> judge(it);
      case MemberLeft it -> requireMember(it.member());
      case MemberDetailsCorrected it -> requireMember(it.member());
      case PlanAdopted it -> judge(it);
      case PlanRevised it -> judge(it);
      case MeasureDelivered it -> judge(it);
      case MeasureCancelled it -> judge(it);
      case BenefitCredited it -> judge(it);
      case BenefitAcknowledged it -> judge(it);
      case BenefitReversed _ -> {}
      case ExitProposed it -> judge(it);
      case ExitVerified _ -> judgeVerification();
      case ExitConfirmed it -> judge(it);
      case ExitDisputed it -> {
        requireMember(it.signer().member());
        requirePending();
      }
      case HouseholdExited it -> judge(it);
      case RelapseRecorded _ -> ruling.require(household.hasExited(day), Rule.NOT_EXITED);
      case RuleOverridden _ -> {}
    }
  }

  // 识别

  private void judge(HouseholdApplied fact) {
    ruling.require(household.mayApply(), Rule.ALREADY_EXISTS, fact.household().stream());
    ruling.require(!fact.members().isEmpty(), Rule.NO_MEMBERS);
    Set<MemberId> numbers = new HashSet<>();
    for (Member each : fact.members())
      ruling.require(numbers.add(each.member()), Rule.MEMBER_TWICE, each.member().number());
  }

  private void judge(IncomeSurveyed fact) {
    if (household.hasApplied()) requireBeforeIfListed(Step.SURVEY);
    ruling.require(!fact.surveyors().isEmpty(), Rule.SIGNATURE_MISSING);
    ruling.require(!fact.parts().isEmpty(), Rule.INCOME_PARTS_MISSING);
    int year = household.lineOf(fact.year(), ruling).year();
    ruling.require(year == fact.year(), Rule.LINE_OF_ANOTHER_YEAR, fact.year() + " with " + year);
  }

  private void judge(VillageDeliberated fact) {
    // The last stage publishes what became of it, which is known once the household is registered.
    boolean isOutcome = fact.stage() == Deliberation.RESULT_PUBLISHED;
    if (!(isOutcome && household.isOnRegister(day))) requireApplied();
    household.identification.judge(fact, household.incomes, ruling, elsewhere);
    requireSignature(null);
  }

  private void judge(CrossChecked fact) {
    ruling.require(household.identification.areNew(fact.hits()), Rule.ALREADY_EXISTS);
    for (CrossCheckHit hit : fact.hits()) if (hit.member() != null) requireMember(hit.member());
    if (household.hasApplied()) requireBeforeIfListed(Step.CROSS_CHECK);
  }

  private void judge(CrossCheckHitSettled fact) {
    ruling.require(
        household.identification.isOpen(fact.hit()), Rule.HIT_UNKNOWN, fact.hit().number());
    requireSignature(Capacity.INVESTIGATOR);
  }

  private void judge(VillageReviewed fact) {
    ruling.require(Vote.addsUp(fact), Rule.VOTES_DO_NOT_ADD_UP);
    ruling.require(
        ruling.meets(
            Rule.REVIEW_WITHOUT_QUORUM,
            Attendance.class,
            attendance -> attendance.isReached(fact.eligible(), fact.present())),
        Rule.REVIEW_WITHOUT_QUORUM);
    // On the register it is the review of an exit, which the proposal rests on.
    if (!household.isOnRegister(day)) {
      requireApplied();
      requireListedAndBefore(Step.VILLAGE_REVIEW, null);
    }
    requireNoRelative();
    requireSignature(Capacity.REVIEW_CHAIR);
  }

  private void judge(TownshipAudited fact) {
    ruling.requireLevel(Decision.TOWNSHIP_AUDIT);
    requireAnother(household.reviewedBy);
    requireApplied();
    if (fact.result() == ReviewResult.PASSED)
      requireListedAndBefore(Step.TOWNSHIP_AUDIT, fact.firstNotice());
    requireNoRelative();
    requireSignature(Capacity.TOWNSHIP_AUDITOR);
  }

  private void judge(CountyReviewed fact) {
    ruling.requireLevel(Decision.COUNTY_REVIEW);
    requireAnother(household.auditedBy);
    requireApplied();
    if (fact.result() == ReviewResult.PASSED)
      requireListedAndBefore(Step.COUNTY_REVIEW, fact.secondNotice());
    requireNoRelative();
    requireSignature(Capacity.COUNTY_REVIEWER);
  }

  private void judge(HouseholdIdentified fact) {
    ruling.requireLevel(Decision.IDENTIFICATION);
    Set<PovertyCause> causes = new HashSet<>(fact.otherCauses());
    ruling.require(
        fact.otherCauses().size() <= OTHER_CAUSES_AT_MOST
            && causes.size() == fact.otherCauses().size()
            && !causes.contains(fact.mainCause()),
        Rule.TOO_MANY_CAUSES);
    requireApplied();
    household.identification.judgeDecision(fact, household.incomes, ruling, elsewhere);
  }

  // 动态调整

  private void judge(HouseholdReverified fact) {
    boolean falseExit = fact.outcome() == ReverificationOutcome.FALSE_EXIT;
    ruling.require(
        falseExit || household.isOnRegister(day) || household.hasExited(day), Rule.NOT_ON_REGISTER);
    ruling.require(!falseExit || household.hasExited(day), Rule.NOT_EXITED);
  }

  private void judge(HouseholdRemoved fact) {
    ruling.requireLevel(Decision.REMOVAL);
    requireAnother(household.reverifiedBy);
    requireOnRegister();
    ruling.require(
        household.isFoundWronglyIncluded()
            || fact.reason() != RemovalReason.NOT_ELIGIBLE_FROM_THE_START,
        Rule.NOT_FOUND_WRONGLY_INCLUDED);
  }

  private void judge(MemberJoined fact) {
    MemberId member = fact.member().member();
    ruling.require(!household.dossier.everHad(member), Rule.MEMBER_TWICE, member.number());
    ruling.require(!household.isClosed(), Rule.NOT_ON_REGISTER);
    Set<MemberId> members = new HashSet<>(household.dossier.members());
    members.add(member);
    // A birth does not void the plan, but it asks for one measure more.
    ruling.expect(
        !household.plan.isAdoptedBy(day) || isNPlusTwo(members, List.of(), List.of(), List.of()),
        Rule.PLAN_BELOW_N_PLUS_2);
  }

  // 帮扶

  private void judge(PlanAdopted fact) {
    requireOnRegister();
    OfficerId helper = fact.helper();
    ruling.require(
        helper == null
            || elsewhere.isPaired(helper, PairingScope.HOUSEHOLD, fact.household().stream(), day),
        Rule.NO_OFFICER_PAIRED);
    ruling.require(!household.plan.isAdopted(), Rule.PLAN_ALREADY_ADOPTED);
    requireNewNumbers(fact.forPersons(), fact.forHousehold());
    // What an earlier plan had goes with it.
    requireNPlusTwo(fact.forPersons(), fact.forHousehold(), household.plan.measures());
    requireFitting(fact.forPersons(), fact.forHousehold());
  }

  private void judge(PlanRevised fact) {
    requireOnRegister();
    ruling.require(household.plan.isAdoptedBy(day), Rule.NO_PLAN);
    requireNewNumbers(fact.addedForPersons(), fact.addedForHousehold());
    for (MeasureId removed : fact.removed())
      ruling.require(
          household.plan.measure(removed) != null, Rule.MEASURE_UNKNOWN, removed.number());
    requireNPlusTwo(fact.addedForPersons(), fact.addedForHousehold(), fact.removed());
    requireFitting(fact.addedForPersons(), fact.addedForHousehold());
    ruling.require(!fact.approver().equals(recorder()), Rule.APPROVER_RECORDS);
  }

  private void requireNewNumbers(
      List<PersonMeasure> forPersons, List<HouseholdMeasure> forHousehold) {
    ruling.require(household.plan.areNew(forPersons, forHousehold), Rule.MEASURE_NUMBER_USED);
    for (PersonMeasure each : forPersons)
      ruling.require(
          household.dossier.has(each.member()), Rule.MEASURE_FOR_NOBODY, each.measure().number());
  }

  private void requireNPlusTwo(
      List<PersonMeasure> forPersons,
      List<HouseholdMeasure> forHousehold,
      Collection<MeasureId> removed) {
    ruling.require(
        isNPlusTwo(household.dossier.members(), forPersons, forHousehold, removed),
        Rule.PLAN_BELOW_N_PLUS_2);
  }

  private boolean isNPlusTwo(
      Set<MemberId> members,
      List<PersonMeasure> forPersons,
      List<HouseholdMeasure> forHousehold,
      Collection<MeasureId> removed) {
    return ruling.meets(
        Rule.PLAN_BELOW_N_PLUS_2,
        NPlusTwo.class,
        enough -> household.plan.meets(enough, members, forPersons, forHousehold, removed));
  }

  /** Each measure has its policy, its member the age, and the household the need for it. */
  private void requireFitting(List<PersonMeasure> forPersons, List<HouseholdMeasure> forHousehold) {
    ruling.require(arePolicyBacked(forPersons, forHousehold), Rule.MEASURE_WITHOUT_POLICY);
    ruling.require(areOldEnough(forPersons), Rule.TOO_YOUNG_TO_WORK);
    Collection<MeasureKind> kinds = new ArrayList<>();
    for (PersonMeasure each : forPersons) kinds.add(each.kind());
    for (HouseholdMeasure each : forHousehold) kinds.add(each.kind());
    ruling.require(
        !kinds.contains(MeasureKind.SUBSISTENCE_ALLOWANCE) || needsAllowance(),
        Rule.ALLOWANCE_ABOVE_LINE);
  }

  private boolean arePolicyBacked(
      List<PersonMeasure> forPersons, List<HouseholdMeasure> forHousehold) {
    if (!ruling.isInForce(Rule.MEASURE_WITHOUT_POLICY)) return true;
    for (PersonMeasure each : forPersons)
      if (!isPolicyBacked(each.kind(), each.policy())) return false;
    for (HouseholdMeasure each : forHousehold)
      if (!isPolicyBacked(each.kind(), each.policy())) return false;
    return true;
  }

  private boolean isPolicyBacked(MeasureKind kind, @Nullable PolicyId policy) {
    return policy != null && elsewhere.isInForce(policy, kind.sector(), day);
  }

  private boolean areOldEnough(List<PersonMeasure> forPersons) {
    return ruling.meets(
        Rule.TOO_YOUNG_TO_WORK,
        Age.class,
        age ->
            forPersons.stream()
                .filter(each -> each.kind() == MeasureKind.TRANSFER_EMPLOYMENT)
                .allMatch(each -> isOfAge(each.member(), age)));
  }

  /** Whoever's day of birth is not to be had is taken to be old enough. */
  private boolean isOfAge(MemberId member, Age age) {
    return elsewhere
        .bornOn(household.dossier.commitment(member, PersonalField.ID_NUMBER))
        .map(born -> age.isReachedBy(born, day))
        .orElse(true);
  }

  private boolean needsAllowance() {
    Surveyed income = household.incomes.latest(day);
    return income == null
        || ruling.meets(
            Rule.ALLOWANCE_ABOVE_LINE,
            PovertyLines.class,
            lines -> income.perCapita().compareTo(lines.of(income.year()).yuan()) < 0);
  }

  private void judge(MeasureDelivered fact) {
    MemberId signer = fact.acknowledgedBy();
    if (signer != null) requireMember(signer);
    ruling.require(household.plan.isAdoptedBy(day), Rule.NO_PLAN);
    ruling.require(signer != null, Rule.NOT_ACKNOWLEDGED);
  }

  /** A household's plan changes with its signature (domain.md PL-7). */
  private void judge(MeasureCancelled fact) {
    MemberId signer = fact.acknowledgedBy();
    if (signer != null) requireMember(signer);
    ruling.require(household.plan.isAdoptedBy(day), Rule.NO_PLAN);
    ruling.require(
        !household.plan.isDelivered(fact.measure()),
        Rule.MEASURE_DELIVERED,
        fact.measure().number());
    requireNPlusTwo(List.of(), List.of(), List.of(fact.measure()));
    ruling.require(signer != null, Rule.NOT_ACKNOWLEDGED);
  }

  private void judge(BenefitCredited fact) {
    MemberId member = fact.member();
    String line = "line " + fact.line();
    ruling.require(member == null || household.dossier.everHad(member), Rule.MEMBER_UNKNOWN, line);
    // 死亡、迁出后领取: the money is gone, so it can be true.
    ruling.require(member == null || household.dossier.hadOn(member, day), Rule.PAYEE_LEFT, line);
    ruling.require(
        ruling.meets(
            Rule.PAYEE_NOT_OF_PROGRAMME,
            BenefitCycles.class,
            cycles -> cycles.mayBePaidTo(fact.programme().name(), member != null)),
        Rule.PAYEE_NOT_OF_PROGRAMME,
        line);
    ruling.require(
        household.isOnRegister(day) || household.isWithinKeptPolicy(day),
        Rule.PAYEE_NOT_ELIGIBLE,
        line);
    ruling.require(household.identification.areSettled(), Rule.PAID_DESPITE_OPEN_HIT, line);
    ruling.require(!isPaid(fact, fact.programme()), Rule.BENEFIT_ALREADY_PAID, line);
    ruling.require(
        ruling.meets(
            Rule.AMOUNT_NOT_THE_TARIFF,
            Tariffs.class,
            tariffs ->
                Stream.of(Programme.values())
                    .filter(other -> tariffs.exclude(fact.programme().name(), other.name()))
                    .noneMatch(other -> isPaid(fact, other))),
        Rule.BENEFITS_EXCLUDE_EACH_OTHER,
        line);
    ruling.require(
        ruling.meets(
            Rule.AMOUNT_NOT_THE_TARIFF,
            Tariffs.class,
            tariffs -> tariffs.agree(fact.programme().name(), fact.amount())),
        Rule.AMOUNT_NOT_THE_TARIFF,
        line);
    ruling.require(
        fact.programme() != Programme.RELOCATION_SUBSIDY
            || ruling.meets(
                Rule.RELOCATION_NOT_THE_TARIFF,
                RelocationTariff.class,
                tariff -> tariff.subsidy(household.dossier.headCount()).equals(fact.amount())),
        Rule.RELOCATION_NOT_THE_TARIFF,
        line);
  }

  /**
   * Whether who is paid now was paid for a month of this period under the programme. A person takes
   * what he was paid with him when he marries into another household, or applies once more.
   */
  private boolean isPaid(BenefitCredited fact, Programme programme) {
    BenefitCycles cycles =
        ruling
            .termsInForce(Rule.PAYEE_NOT_OF_PROGRAMME, BenefitCycles.class)
            .orElse(BenefitCycles.NONE);
    Months months = cycles.monthsOf(fact.programme().name(), fact.period());
    MemberId member = fact.member();
    if (household.benefits.havePaid(programme, months, member, cycles)) return true;
    if (member == null || cycles.isOfTheHousehold(programme.name())) return false;
    Commitment idNumber = household.dossier.idNumber(member);
    return idNumber != null
        && elsewhere.isTrueUnderAnotherNumber(
            idNumber,
            Dossier.subject(fact.household(), member),
            (other, as) -> other.benefits.havePaid(programme, months, as, cycles));
  }

  private void judge(BenefitAcknowledged fact) {
    requireMember(fact.signer());
    Benefits.Credit credit = household.benefits.of(fact.payment(), fact.line());
    ruling.require(
        credit != null && !credit.on().isAfter(day) && credit.left().isPositive(),
        Rule.LINE_UNKNOWN,
        "line " + fact.line());
    ruling.require(credit == null || !credit.acknowledged(), Rule.ACKNOWLEDGED_ALREADY);
  }

  // 退出

  private void judge(ExitProposed fact) {
    household.exit.requireReviewWon(ruling);
    requireOnRegister();
    ruling.require(!household.isExitUnderWay(), Rule.EXIT_PENDING);
    household.exit.requireReviewed(ruling);
    LocalDate identified = household.identifiedOn();
    ruling.require(
        identified == null
            || ruling.meets(
                Rule.IDENTIFIED_TOO_RECENTLY,
                YearsOnRegister.class,
                years -> years.arePassed(identified, day)),
        Rule.IDENTIFIED_TOO_RECENTLY);
    ExitProcedure.requireMeans(fact, household.incomes, ruling);
  }

  private void judgeVerification() {
    requireNoRelative();
    ruling.require(
        ExitProcedure.bothHaveSigned(ruling.act(), Capacity.VILLAGE_COMMITTEE, Capacity.WORK_TEAM),
        Rule.SIGNATURE_MISSING);
    requirePending();
  }

  private void judge(ExitConfirmed fact) {
    HouseholdSigner signer = fact.signer();
    if (signer != null) requireMember(signer.member());
    requirePending();
    boolean isAdult =
        signer == null
            || signer.byAgent()
            || ruling.meets(Rule.SIGNER_UNDER_AGE, Age.class, age -> isOfAge(signer.member(), age));
    household.exit.judge(fact, ruling, isAdult);
  }

  private void judge(HouseholdExited fact) {
    ruling.requireLevel(Decision.EXIT);
    requireAnother(household.exitProposedBy);
    requireOnRegister();
    requirePending();
    household.exit.judge(fact, ruling, elsewhere);
  }

  // What several of them ask.

  private void requireMember(MemberId member) {
    ruling.require(household.dossier.has(member), Rule.MEMBER_UNKNOWN, member.number());
  }

  private void requireApplied() {
    ruling.require(household.hasApplied(), Rule.NOT_APPLIED);
  }

  private void requireListedAndBefore(Step step, @Nullable NoticeId notice) {
    household.identification.requireListed(step, ruling);
    household.identification.requireBefore(step, notice, household.incomes, ruling, elsewhere);
  }

  /** What is done although no procedure asks for it has no place in one. */
  private void requireBeforeIfListed(Step step) {
    household.identification.requireBefore(step, null, household.incomes, ruling, elsewhere);
  }

  private void requireOnRegister() {
    ruling.require(household.isOnRegister(day), Rule.NOT_ON_REGISTER);
  }

  private void requirePending() {
    ruling.require(household.isExitPending(day), Rule.EXIT_NOT_PROPOSED);
  }

  /** 不相容职务分离: somebody else than who recorded the step that is looked at now. */
  private void requireAnother(@Nullable OfficerId recorded) {
    ruling.require(!recorder().equals(recorded), Rule.RECORDER_REVIEWS);
  }

  private void requireSignature(@Nullable Capacity capacity) {
    ruling.require(
        ruling.act().signers().stream()
            .anyMatch(signer -> capacity == null || signer.capacity() == capacity),
        Rule.SIGNATURE_MISSING);
  }

  /** 回避: neither who signs nor who records is a near relative of a member. */
  private void requireNoRelative() {
    Set<OfficerId> kin = household.dossier.kin();
    ruling.require(
        !kin.contains(recorder())
            && ruling.act().signers().stream().noneMatch(each -> kin.contains(each.officer())),
        Rule.RELATIVE_SIGNED);
  }

  private OfficerId recorder() {
    return ruling.act().actor().officer();
  }
}
