package org.sunshineledger.ledger.household;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.fact.PaymentId;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.plan.HouseholdMeasure;
import org.sunshineledger.ledger.plan.MeasureId;
import org.sunshineledger.ledger.plan.PersonMeasure;
import org.sunshineledger.ledger.vault.PersonalField;

/** What can be ordered of a household, in the order of its life. */
public sealed interface HouseholdOrder extends Order {

  HouseholdId household();

  @Override
  default String stream() {
    return household().stream();
  }

  /** A member as the form names him; the values go to the vault, commitments into the fact. */
  record Person(MemberId member, Relationship relationship, String name, String idNumber) {

    private static final int LONGEST_NAME = 40;
    private static final int LONGEST_NUMBER = 24;

    /** The message names no value: it may reach a log. */
    public Person {
      if (name.isBlank() || name.length() > LONGEST_NAME)
        throw new IllegalArgumentException("a name has 1 to 40 characters");
      if (idNumber.isBlank() || idNumber.length() > LONGEST_NUMBER)
        throw new IllegalArgumentException("a number has 1 to 24 characters");
    }
  }

  record ApplyForRegister(
      HouseholdId household,
      RegionCode village,
      int group,
      List<Person> members,
      List<PovertyCause> claimedCauses)
      implements HouseholdOrder {}

  record Deliberate(HouseholdId household, Deliberation stage, int expected, int present, int yes)
      implements HouseholdOrder {}

  record CrossCheck(HouseholdId household, List<CrossCheckSource> sources, List<CrossCheckHit> hits)
      implements HouseholdOrder {}

  record SettleHit(HouseholdId household, HitId hit, HitOutcome outcome)
      implements HouseholdOrder {}

  record DeclareKinship(HouseholdId household, MemberId member, OfficerId officer, Kinship kinship)
      implements HouseholdOrder {}

  /** Income per head is computed from the parts, never typed in. */
  record SurveyIncome(
      HouseholdId household, int year, List<IncomePart> parts, List<OfficerId> surveyors)
      implements HouseholdOrder {}

  /** Of an application, or of an exit when the household is on the register. */
  record ReviewInVillage(
      HouseholdId household,
      int eligible,
      int present,
      int yes,
      int no,
      int abstain,
      @Nullable Sha256 minutes)
      implements HouseholdOrder {}

  /** The notice is the one the procedure asks for just before this step, if it asks for any. */
  record AuditByTownship(HouseholdId household, ReviewResult result, @Nullable NoticeId firstNotice)
      implements HouseholdOrder {}

  /** The notice is the one the procedure asks for just before this step, if it asks for any. */
  record ReviewByCounty(HouseholdId household, ReviewResult result, @Nullable NoticeId secondNotice)
      implements HouseholdOrder {}

  record IdentifyHousehold(
      HouseholdId household,
      PovertyCause mainCause,
      List<PovertyCause> otherCauses,
      HouseholdCategory category,
      PovertyStandard standard,
      @Nullable NoticeId announcement,
      IdentificationBasis basis,
      @Nullable ExceptionReason exception)
      implements HouseholdOrder {}

  record RefuseIdentification(HouseholdId household, Stage stage, RefusalReason reason)
      implements HouseholdOrder {}

  record Reverify(HouseholdId household, ReverificationOutcome outcome) implements HouseholdOrder {}

  record RemoveHousehold(HouseholdId household, RemovalReason reason) implements HouseholdOrder {}

  record AddMember(HouseholdId household, Person person, JoinReason reason)
      implements HouseholdOrder {}

  record RemoveMember(HouseholdId household, MemberId member, LeaveReason reason)
      implements HouseholdOrder {}

  record CorrectMemberDetails(
      HouseholdId household, MemberId member, PersonalField field, String value)
      implements HouseholdOrder {}

  /** The helper must be paired with the household: first who, then what (domain.md PL-3). */
  record AdoptPlan(
      HouseholdId household,
      OfficerId helper,
      List<PersonMeasure> forPersons,
      List<HouseholdMeasure> forHousehold,
      int targetExitYear)
      implements HouseholdOrder {}

  record RevisePlan(
      HouseholdId household,
      List<PersonMeasure> addForPersons,
      List<HouseholdMeasure> addForHousehold,
      List<MeasureId> remove,
      PlanRevisionReason reason,
      OfficerId approver,
      int targetExitYear)
      implements HouseholdOrder {}

  record DeliverMeasure(
      HouseholdId household,
      MeasureId measure,
      DeliveryResult result,
      @Nullable MemberId acknowledgedBy)
      implements HouseholdOrder {}

  /** What has been delivered cannot be cancelled, and N+2 must still hold without it. */
  record CancelMeasure(
      HouseholdId household,
      MeasureId measure,
      CancellationReason reason,
      @Nullable MemberId acknowledgedBy)
      implements HouseholdOrder {}

  /** Income per head is that of the last survey of {@code year}. */
  record ProposeExit(HouseholdId household, int year, Guarantees guarantees)
      implements HouseholdOrder {}

  record VerifyExit(HouseholdId household, ReviewResult result) implements HouseholdOrder {}

  record ConfirmExit(HouseholdId household, ConfirmingParty party, @Nullable HouseholdSigner signer)
      implements HouseholdOrder {}

  record AcknowledgeBenefit(HouseholdId household, PaymentId payment, int line, MemberId signer)
      implements HouseholdOrder {}

  record DisputeExit(HouseholdId household, HouseholdSigner signer, DisputeGrounds grounds)
      implements HouseholdOrder {}

  record ExitHousehold(HouseholdId household, @Nullable NoticeId notice)
      implements HouseholdOrder {}

  record RecordRelapse(HouseholdId household, PovertyCause cause, PovertyStandard standard)
      implements HouseholdOrder {}
}
