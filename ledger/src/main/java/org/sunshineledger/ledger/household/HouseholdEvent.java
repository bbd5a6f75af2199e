package org.sunshineledger.ledger.household;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Event;
import org.sunshineledger.ledger.fact.FactType;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.OverrideReason;
import org.sunshineledger.ledger.fact.Overriding;
import org.sunshineledger.ledger.fact.PaymentId;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.fact.Visibility;
import org.sunshineledger.ledger.plan.HouseholdMeasure;
import org.sunshineledger.ledger.plan.MeasureId;
import org.sunshineledger.ledger.plan.MeasureKind;
import org.sunshineledger.ledger.plan.PersonMeasure;
import org.sunshineledger.ledger.vault.Commitment;

/**
 * Everything that can be said about one household, on the stream {@code household/{number}}.
 *
 * <p>{@code headCount} and {@code status} are those after the fact: a view counts persons without
 * looking anything up.
 */
public sealed interface HouseholdEvent extends Event {

  HouseholdId household();

  @Override
  default Visibility visibility() {
    return Visibility.RESTRICTED;
  }

  @Override
  default Optional<Event> overriding(String rule, OfficerId authority, OverrideReason reason) {
    return Optional.of(new RuleOverridden(household(), rule, authority, reason));
  }

  /** 农户申请. {@code group} is the number of the village group (村民小组). */
  @FactType("household.household-applied.v1")
  record HouseholdApplied(
      HouseholdId household,
      RegionCode village,
      int group,
      List<Member> members,
      List<PovertyCause> claimedCauses)
      implements HouseholdEvent {}

  /** 四议两公开, one stage: how many were {@code expected}, {@code present} and in favour. */
  @FactType("household.village-deliberated.v1")
  record VillageDeliberated(
      HouseholdId household, Deliberation stage, int expected, int present, int yes)
      implements HouseholdEvent {}

  /** 数据比对: what was compared, and what stands against the household until it is settled. */
  @FactType("household.cross-checked.v1")
  record CrossChecked(
      HouseholdId household, List<CrossCheckSource> sources, List<CrossCheckHit> hits)
      implements HouseholdEvent {}

  /** 疑点核实. */
  @FactType("household.cross-check-hit-settled.v1")
  record CrossCheckHitSettled(HouseholdId household, HitId hit, HitOutcome outcome)
      implements HouseholdEvent {}

  /** 近亲属备案: a member and an officer are near relatives; who signs from now on is compared. */
  @FactType("household.kinship-declared.v1")
  record KinshipDeclared(HouseholdId household, MemberId member, OfficerId officer, Kinship kinship)
      implements HouseholdEvent {}

  /**
   * 入户调查: income per head of {@code year} beside the line it was compared with.
   *
   * @param expected what of the income per head is not received yet; null for nothing
   * @param comparedWith which line that was; null in facts of before it was said
   */
  @FactType("household.income-surveyed.v1")
  record IncomeSurveyed(
      HouseholdId household,
      int year,
      Money perCapita,
      List<IncomePart> parts,
      Money line,
      List<OfficerId> surveyors,
      int headCount,
      RegisterStatus status,
      @Nullable Money expected,
      @Nullable ComparedLine comparedWith)
      implements HouseholdEvent {}

  /** 民主评议. {@code eligible} members of the meeting, of whom {@code present} came. */
  @FactType("household.village-reviewed.v1")
  record VillageReviewed(
      HouseholdId household,
      int eligible,
      int present,
      int yes,
      int no,
      int abstain,
      @Nullable Sha256 minutes)
      implements HouseholdEvent {}

  /** 乡镇审核, after the first notice. */
  @FactType("household.township-audited.v1")
  record TownshipAudited(HouseholdId household, ReviewResult result, @Nullable NoticeId firstNotice)
      implements HouseholdEvent {}

  /** 县级复核, after the second notice. */
  @FactType("household.county-reviewed.v1")
  record CountyReviewed(HouseholdId household, ReviewResult result, @Nullable NoticeId secondNotice)
      implements HouseholdEvent {}

  /**
   * 认定: one main cause, up to two others. The announcement is null while none is out.
   *
   * @param basis why it is poor enough; null in facts of before it was said
   * @param exception why it was identified although a confirmed hit speaks against it; null for no
   *     exception
   */
  @FactType("household.household-identified.v1")
  record HouseholdIdentified(
      HouseholdId household,
      PovertyCause mainCause,
      List<PovertyCause> otherCauses,
      HouseholdCategory category,
      PovertyStandard standard,
      int headCount,
      @Nullable NoticeId announcement,
      @Nullable IdentificationBasis basis,
      @Nullable ExceptionReason exception)
      implements HouseholdEvent {}

  /** 不予认定. */
  @FactType("household.identification-refused.v1")
  record IdentificationRefused(HouseholdId household, Stage stage, RefusalReason reason)
      implements HouseholdEvent {}

  /** 回头看、再核实. */
  @FactType("household.household-reverified.v1")
  record HouseholdReverified(
      HouseholdId household, ReverificationOutcome outcome, int headCount, RegisterStatus status)
      implements HouseholdEvent {}

  /** 剔除: a correction of the register, never counted as an exit. */
  @FactType("household.household-removed.v1")
  record HouseholdRemoved(
      HouseholdId household, RemovalReason reason, int headCount, RegisterStatus statusBefore)
      implements HouseholdEvent {}

  @FactType("household.member-joined.v1")
  record MemberJoined(
      HouseholdId household, Member member, JoinReason reason, int headCount, RegisterStatus status)
      implements HouseholdEvent {}

  @FactType("household.member-left.v1")
  record MemberLeft(
      HouseholdId household,
      MemberId member,
      LeaveReason reason,
      int headCount,
      RegisterStatus status)
      implements HouseholdEvent {}

  /** 更正: a personal field was wrong; both commitments stay readable for ever. */
  @FactType("household.member-details-corrected.v1")
  record MemberDetailsCorrected(
      HouseholdId household, MemberId member, Commitment before, Commitment after)
      implements HouseholdEvent {}

  /** 制定帮扶计划. The helper is null in facts of before it was said. */
  @FactType("household.plan-adopted.v1")
  record PlanAdopted(
      HouseholdId household,
      int version,
      List<PersonMeasure> forPersons,
      List<HouseholdMeasure> forHousehold,
      int targetExitYear,
      @Nullable OfficerId helper)
      implements HouseholdEvent {}

  /** 计划调整: the older versions stay visible. */
  @FactType("household.plan-revised.v1")
  record PlanRevised(
      HouseholdId household,
      int version,
      List<PersonMeasure> addedForPersons,
      List<HouseholdMeasure> addedForHousehold,
      List<MeasureId> removed,
      PlanRevisionReason reason,
      OfficerId approver,
      int targetExitYear)
      implements HouseholdEvent {}

  /**
   * 措施落实. {@code member} is null for a measure of the whole household; {@code acknowledgedBy} is
   * the member who signed for it, or null.
   */
  @FactType("household.measure-delivered.v1")
  record MeasureDelivered(
      HouseholdId household,
      MeasureId measure,
      MeasureKind kind,
      @Nullable MemberId member,
      DeliveryResult result,
      @Nullable MemberId acknowledgedBy)
      implements HouseholdEvent {}

  /**
   * 措施取消: it will not be carried out, and stands in the plan no more. {@code kind}, {@code member}
   * and {@code acknowledgedBy} are as when it is delivered.
   */
  @FactType("household.measure-cancelled.v1")
  record MeasureCancelled(
      HouseholdId household,
      MeasureId measure,
      MeasureKind kind,
      @Nullable MemberId member,
      CancellationReason reason,
      @Nullable MemberId acknowledgedBy)
      implements HouseholdEvent {}

  /**
   * 资金到户, the other half of {@code FundDisbursed} in the same append. {@code member} is null for a
   * benefit of the whole household; {@code period} is a year or school year, e.g. {@code 2015}.
   */
  @FactType("household.benefit-credited.v1")
  record BenefitCredited(
      HouseholdId household,
      Programme programme,
      String period,
      @Nullable MemberId member,
      Money amount,
      ProjectCode project,
      PaymentId payment,
      int line)
      implements HouseholdEvent {}

  /** 签收: {@code signer} is the member who signed for a line of the payment. */
  @FactType("household.benefit-acknowledged.v1")
  record BenefitAcknowledged(HouseholdId household, PaymentId payment, int line, MemberId signer)
      implements HouseholdEvent {}

  /** 退回、追回 of a credited benefit, or of a part of it. */
  @FactType("household.benefit-reversed.v1")
  record BenefitReversed(
      HouseholdId household,
      Programme programme,
      String period,
      @Nullable MemberId member,
      Money amount,
      ProjectCode project,
      PaymentId payment,
      int line,
      ReversalReason reason)
      implements HouseholdEvent {}

  /**
   * 拟退出: income of {@code year} and the six guarantees.
   *
   * @param comparedWith which line the income was compared with; null in facts of before it was
   *     said
   */
  @FactType("household.exit-proposed.v1")
  record ExitProposed(
      HouseholdId household,
      int year,
      Money perCapita,
      Money line,
      Guarantees guarantees,
      @Nullable ComparedLine comparedWith)
      implements HouseholdEvent {}

  /** 核实 by the village committee and the work team, who sign in the envelope. */
  @FactType("household.exit-verified.v1")
  record ExitVerified(HouseholdId household, ReviewResult result) implements HouseholdEvent {}

  /**
   * 双认定, one fact for each party. {@code office} for GOVERNMENT, {@code signer} for HOUSEHOLD; the
   * other is null.
   */
  @FactType("household.exit-confirmed.v1")
  record ExitConfirmed(
      HouseholdId household,
      ConfirmingParty party,
      @Nullable String office,
      @Nullable HouseholdSigner signer)
      implements HouseholdEvent {}

  /** 不认可: ends this attempt; the household stays on the register. */
  @FactType("household.exit-disputed.v1")
  record ExitDisputed(HouseholdId household, HouseholdSigner signer, DisputeGrounds grounds)
      implements HouseholdEvent {}

  /** 退出公告、销号; benefits may go on until {@code policyKeptUntil}, 脱贫不脱政策. */
  @FactType("household.household-exited.v1")
  record HouseholdExited(
      HouseholdId household, @Nullable NoticeId notice, LocalDate policyKeptUntil, int headCount)
      implements HouseholdEvent {}

  /** 返贫: the same household on the same stream. */
  @FactType("household.relapse-recorded.v1")
  record RelapseRecorded(
      HouseholdId household, PovertyCause cause, PovertyStandard standard, int headCount)
      implements HouseholdEvent {}

  /** 特批: a named authority let this rule be broken by the fact before it. */
  @FactType("household.rule-overridden.v1")
  record RuleOverridden(
      HouseholdId household, String rule, OfficerId authority, OverrideReason reason)
      implements HouseholdEvent, Overriding {}
}
