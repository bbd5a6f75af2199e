package org.sunshineledger.ledger.household;

import static java.time.Month.APRIL;
import static java.time.Month.AUGUST;
import static java.time.Month.JUNE;
import static java.time.Month.MAY;
import static java.time.Month.NOVEMBER;
import static java.time.Month.OCTOBER;
import static org.sunshineledger.ledger.Deed.APPROVER;
import static org.sunshineledger.ledger.Deed.CLERK;
import static org.sunshineledger.ledger.Deed.HELPER;
import static org.sunshineledger.ledger.Deed.REVIEWER;
import static org.sunshineledger.ledger.Deed.live;
import static org.sunshineledger.ledger.fact.Evidence.Kind.FINGERPRINT_FORM;
import static org.sunshineledger.ledger.fact.Evidence.Kind.PHOTOGRAPH;
import static org.sunshineledger.ledger.fact.Evidence.Kind.SIGNED_FORM;
import static org.sunshineledger.ledger.fact.Signer.Capacity.COUNTY_REVIEWER;
import static org.sunshineledger.ledger.fact.Signer.Capacity.REVIEW_CHAIR;
import static org.sunshineledger.ledger.fact.Signer.Capacity.TOWNSHIP_AUDITOR;
import static org.sunshineledger.ledger.fact.Signer.Capacity.VILLAGE_COMMITTEE;
import static org.sunshineledger.ledger.fact.Signer.Capacity.WORK_TEAM;
import static org.sunshineledger.ledger.household.ConfirmingParty.GOVERNMENT;
import static org.sunshineledger.ledger.household.ConfirmingParty.HOUSEHOLD;
import static org.sunshineledger.ledger.household.ReviewResult.PASSED;
import static org.sunshineledger.ledger.household.ReviewResult.REJECTED;
import static org.sunshineledger.ledger.plan.MeasureKind.EDUCATION_AID;
import static org.sunshineledger.ledger.plan.MeasureKind.HEALTH_AID;
import static org.sunshineledger.ledger.plan.MeasureKind.INDUSTRY_SUPPORT;
import static org.sunshineledger.ledger.plan.MeasureKind.MICROCREDIT;
import static org.sunshineledger.ledger.plan.MeasureKind.TRANSFER_EMPLOYMENT;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sunshineledger.ledger.Deed;
import org.sunshineledger.ledger.EmptyVault;
import org.sunshineledger.ledger.Judging;
import org.sunshineledger.ledger.duty.PairingScope;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Signer.Capacity;
import org.sunshineledger.ledger.household.HouseholdEvent.ExitConfirmed;
import org.sunshineledger.ledger.household.HouseholdEvent.ExitDisputed;
import org.sunshineledger.ledger.household.HouseholdEvent.ExitProposed;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdExited;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdIdentified;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdRemoved;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdReverified;
import org.sunshineledger.ledger.household.HouseholdEvent.IdentificationRefused;
import org.sunshineledger.ledger.household.HouseholdEvent.IncomeSurveyed;
import org.sunshineledger.ledger.household.HouseholdEvent.MeasureCancelled;
import org.sunshineledger.ledger.household.HouseholdEvent.MeasureDelivered;
import org.sunshineledger.ledger.household.HouseholdEvent.MemberLeft;
import org.sunshineledger.ledger.household.HouseholdEvent.PlanAdopted;
import org.sunshineledger.ledger.household.HouseholdEvent.PlanRevised;
import org.sunshineledger.ledger.household.HouseholdEvent.RelapseRecorded;
import org.sunshineledger.ledger.household.HouseholdEvent.TownshipAudited;
import org.sunshineledger.ledger.household.HouseholdOrder.AddMember;
import org.sunshineledger.ledger.household.HouseholdOrder.AdoptPlan;
import org.sunshineledger.ledger.household.HouseholdOrder.ApplyForRegister;
import org.sunshineledger.ledger.household.HouseholdOrder.AuditByTownship;
import org.sunshineledger.ledger.household.HouseholdOrder.CancelMeasure;
import org.sunshineledger.ledger.household.HouseholdOrder.ConfirmExit;
import org.sunshineledger.ledger.household.HouseholdOrder.CorrectMemberDetails;
import org.sunshineledger.ledger.household.HouseholdOrder.DeliverMeasure;
import org.sunshineledger.ledger.household.HouseholdOrder.DisputeExit;
import org.sunshineledger.ledger.household.HouseholdOrder.ExitHousehold;
import org.sunshineledger.ledger.household.HouseholdOrder.IdentifyHousehold;
import org.sunshineledger.ledger.household.HouseholdOrder.Person;
import org.sunshineledger.ledger.household.HouseholdOrder.ProposeExit;
import org.sunshineledger.ledger.household.HouseholdOrder.RecordRelapse;
import org.sunshineledger.ledger.household.HouseholdOrder.RefuseIdentification;
import org.sunshineledger.ledger.household.HouseholdOrder.RemoveHousehold;
import org.sunshineledger.ledger.household.HouseholdOrder.RemoveMember;
import org.sunshineledger.ledger.household.HouseholdOrder.Reverify;
import org.sunshineledger.ledger.household.HouseholdOrder.ReviewByCounty;
import org.sunshineledger.ledger.household.HouseholdOrder.ReviewInVillage;
import org.sunshineledger.ledger.household.HouseholdOrder.RevisePlan;
import org.sunshineledger.ledger.household.HouseholdOrder.SurveyIncome;
import org.sunshineledger.ledger.household.HouseholdOrder.VerifyExit;
import org.sunshineledger.ledger.notice.NoticeKind;
import org.sunshineledger.ledger.plan.HouseholdMeasure;
import org.sunshineledger.ledger.plan.MeasureId;
import org.sunshineledger.ledger.plan.MeasureKind;
import org.sunshineledger.ledger.plan.PersonMeasure;
import org.sunshineledger.ledger.policy.PolicyId;
import org.sunshineledger.ledger.policy.Sector;
import org.sunshineledger.ledger.rules.PovertyLines;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.Ruling;
import org.sunshineledger.ledger.vault.Commitment;
import org.sunshineledger.ledger.vault.PersonalField;

/** The Li family of 八千, from the application in 2014 to the relapse in 2017. */
@DisplayName("建档立卡贫困户")
class HouseholdTest {

  private static final HouseholdId LI = new HouseholdId("4101732022010001");
  private static final MemberId HEAD = new MemberId("01");
  private static final MemberId SON = new MemberId("02");
  private static final MemberId GRANDCHILD = new MemberId("03");

  private static final NoticeId FIRST = new NoticeId("GS-1");
  private static final NoticeId SECOND = new NoticeId("GS-2");
  private static final NoticeId ANNOUNCEMENT = new NoticeId("GG-1");
  private static final NoticeId EXIT_NOTICE = new NoticeId("TC-1");
  private static final NoticeId LATE_ANNOUNCEMENT = new NoticeId("GG-2");
  private static final PolicyId EDUCATION_PLAN = new PolicyId("ZZ-2016-N1");
  private static final NoticeId OBJECTED_TO = new NoticeId("GS-9");

  private static final LocalDate APPLIED = LocalDate.of(2014, APRIL, 1);
  private static final LocalDate SURVEYED = LocalDate.of(2014, APRIL, 5);
  private static final LocalDate REVIEWED = LocalDate.of(2014, APRIL, 12);
  private static final LocalDate AUDITED = LocalDate.of(2014, APRIL, 24);
  private static final LocalDate COUNTY_REVIEWED = LocalDate.of(2014, MAY, 10);
  private static final LocalDate IDENTIFIED = LocalDate.of(2014, MAY, 15);
  private static final LocalDate PLANNED = LocalDate.of(2014, JUNE, 1);
  private static final LocalDate AUTUMN = LocalDate.of(2016, OCTOBER, 20);
  private static final LocalDate PROPOSED = LocalDate.of(2016, NOVEMBER, 1);
  private static final LocalDate VERIFIED = LocalDate.of(2016, NOVEMBER, 5);
  private static final LocalDate CONFIRMED = LocalDate.of(2016, NOVEMBER, 8);
  private static final LocalDate EXITED = LocalDate.of(2016, NOVEMBER, 22);
  private static final LocalDate RELAPSED = LocalDate.of(2017, MAY, 1);

  /** What hangs in the village, closed clean but for one; and the helper's pairing. */
  private static final Elsewhere VILLAGE_AT_LARGE =
      new Elsewhere() {
        private record Posted(NoticeKind kind, LocalDate until, boolean clean) {}

        private static final Posted NOTHING =
            new Posted(NoticeKind.FUND_ALLOCATION, LocalDate.MAX, false);

        private final Map<NoticeId, Posted> posted =
            Map.of(
                FIRST,
                new Posted(NoticeKind.IDENTIFICATION_FIRST, AUDITED.minusDays(3), true),
                SECOND,
                new Posted(NoticeKind.IDENTIFICATION_SECOND, COUNTY_REVIEWED.minusDays(3), true),
                ANNOUNCEMENT,
                new Posted(NoticeKind.IDENTIFICATION, IDENTIFIED.minusDays(1), true),
                LATE_ANNOUNCEMENT,
                new Posted(NoticeKind.IDENTIFICATION, COUNTY_REVIEWED.plusDays(31), true),
                EXIT_NOTICE,
                new Posted(NoticeKind.EXIT, EXITED.minusDays(1), true),
                OBJECTED_TO,
                new Posted(NoticeKind.IDENTIFICATION_FIRST, AUDITED.minusDays(3), false));

        @Override
        public boolean closedClean(
            @Nullable NoticeId notice,
            NoticeKind kind,
            String subject,
            LocalDate since,
            Ruling ruling) {
          return announcedOn(notice, kind, subject, ruling.day()) != null
              && notice != null
              && posted.getOrDefault(notice, NOTHING).clean();
        }

        @Override
        public @Nullable LocalDate announcedOn(
            @Nullable NoticeId notice, NoticeKind kind, String subject, LocalDate by) {
          if (notice == null || subject.isEmpty()) return null;
          Posted found = posted.getOrDefault(notice, NOTHING);
          return found.kind() == kind && !found.until().isAfter(by) ? found.until() : null;
        }

        // Only the helper, with the Li family, from the day after the identification.
        @Override
        public boolean isPaired(
            OfficerId officer, PairingScope scope, String target, LocalDate day) {
          return officer.equals(HELPER)
              && scope == PairingScope.HOUSEHOLD
              && target.equals(LI.stream())
              && day.isAfter(IDENTIFIED);
        }

        // One plan, issued in spring 2016.
        @Override
        public boolean isInForce(PolicyId policy, Sector sector, LocalDate day) {
          return policy.equals(EDUCATION_PLAN)
              && sector == Sector.EDUCATION
              && !day.isBefore(LocalDate.of(2016, APRIL, 1));
        }

        @Override
        public boolean isRestricted(HouseholdId household, MemberId member) {
          return false;
        }

        @Override
        public Optional<LocalDate> bornOn(@Nullable Commitment idNumber) {
          return Optional.empty();
        }

        @Override
        public boolean isTrueUnderAnotherNumber(
            Commitment idNumber, String subject, BiPredicate<Household, MemberId> holds) {
          return false;
        }
      };

  private final Judging<Household> household =
      Judging.of(Household.class, VILLAGE_AT_LARGE, EmptyVault.create());

  // The deeds of the life, in their order.

  private static Person person(MemberId member, Relationship relationship, String idNumber) {
    return new Person(member, relationship, "李某", idNumber);
  }

  private static final Person LI_HEAD = person(HEAD, Relationship.HEAD, "410184196001010013");
  private static final Person LI_SON = person(SON, Relationship.SON, "410184199601010010");

  private static Deed apply(Person... members) {
    return live(
        APPLIED,
        new ApplyForRegister(
            LI, Judging.VILLAGE, 3, List.of(members), List.of(PovertyCause.ILLNESS)));
  }

  private static Deed applied() {
    return apply(LI_HEAD, LI_SON);
  }

  private static Deed surveyed(LocalDate day, int year, long yuanForBoth) {
    return live(
        day,
        new SurveyIncome(
            LI,
            year,
            List.of(
                new IncomePart(IncomeKind.FARMING, Money.ofYuan(yuanForBoth + 500)),
                new IncomePart(IncomeKind.PRODUCTION_COST, Money.ofYuan(-500))),
            List.of(CLERK)));
  }

  private static ComparedLine line(ComparedLine.Purpose purpose, int year, long yuan) {
    return new ComparedLine(purpose, "国家", PovertyLines.Income.NET, year, Money.ofYuan(yuan));
  }

  private static Deed surveyedFirst() {
    return surveyed(SURVEYED, 2013, 5_001);
  }

  private static Deed review(int eligible, int present, int yes, int no, int abstain) {
    return live(REVIEWED, new ReviewInVillage(LI, eligible, present, yes, no, abstain, null))
        .signed(REVIEW_CHAIR);
  }

  private static Deed reviewed() {
    return review(45, 30, 16, 10, 4);
  }

  private static Deed audit(ReviewResult result, @Nullable NoticeId firstNotice) {
    return live(AUDITED, new AuditByTownship(LI, result, firstNotice))
        .by(REVIEWER)
        .signed(TOWNSHIP_AUDITOR);
  }

  private static Deed audited() {
    return audit(PASSED, FIRST);
  }

  private static Deed countyReview(ReviewResult result, @Nullable NoticeId secondNotice) {
    return live(COUNTY_REVIEWED, new ReviewByCounty(LI, result, secondNotice))
        .by(APPROVER)
        .signed(COUNTY_REVIEWER);
  }

  private static Deed countyReviewed() {
    return countyReview(PASSED, SECOND);
  }

  private static Deed identify(PovertyCause main, PovertyCause... others) {
    return live(
        IDENTIFIED,
        new IdentifyHousehold(
            LI,
            main,
            List.of(others),
            HouseholdCategory.ORDINARY,
            PovertyStandard.NATIONAL,
            ANNOUNCEMENT,
            IdentificationBasis.INCOME,
            null));
  }

  private static Deed identified() {
    return identify(PovertyCause.ILLNESS, PovertyCause.SCHOOLING).by(APPROVER);
  }

  private static PersonMeasure forPerson(String number, MemberId member, MeasureKind kind) {
    return new PersonMeasure(new MeasureId(number), member, kind);
  }

  private static final List<PersonMeasure> ONE_EACH =
      List.of(forPerson("01", HEAD, HEALTH_AID), forPerson("02", SON, TRANSFER_EMPLOYMENT));

  private static final List<HouseholdMeasure> TWO =
      List.of(
          new HouseholdMeasure(new MeasureId("03"), INDUSTRY_SUPPORT),
          new HouseholdMeasure(new MeasureId("04"), MICROCREDIT));

  private static Deed adopt(
      OfficerId helper, List<PersonMeasure> forPersons, List<HouseholdMeasure> forHousehold) {
    return live(PLANNED, new AdoptPlan(LI, helper, forPersons, forHousehold, 2016));
  }

  private static Deed planned() {
    return adopt(HELPER, ONE_EACH, TWO);
  }

  private static Deed proposeExit(Guarantees guarantees) {
    return live(PROPOSED, new ProposeExit(LI, 2016, guarantees));
  }

  private static final Guarantees ALL = new Guarantees(true, true, true, true, true, true);

  private static Deed exitReviewed() {
    return live(AUTUMN, new ReviewInVillage(LI, 45, 30, 20, 6, 4, null)).signed(REVIEW_CHAIR);
  }

  private static Deed proposed() {
    return proposeExit(ALL);
  }

  private static Deed verified() {
    return live(VERIFIED, new VerifyExit(LI, PASSED)).signed(VILLAGE_COMMITTEE, WORK_TEAM);
  }

  private static Deed confirmedByGovernment() {
    return live(CONFIRMED, new ConfirmExit(LI, GOVERNMENT, null)).by(REVIEWER).proven(SIGNED_FORM);
  }

  private static Deed confirmedByHousehold() {
    return live(CONFIRMED, new ConfirmExit(LI, HOUSEHOLD, new HouseholdSigner(HEAD, false)))
        .by(CLERK)
        .proven(FINGERPRINT_FORM);
  }

  private static Deed exit() {
    return live(EXITED, new ExitHousehold(LI, EXIT_NOTICE)).by(APPROVER);
  }

  private static Deed[] onTheRegister(Deed... more) {
    return Stream.of(
            Stream.of(
                applied(), surveyedFirst(), reviewed(), audited(), countyReviewed(), identified()),
            Arrays.stream(more))
        .flatMap(deeds -> deeds)
        .toArray(Deed[]::new);
  }

  private static Deed[] onTheWayOut(Deed... more) {
    return Stream.concat(
            Arrays.stream(onTheRegister(surveyed(AUTUMN, 2016, 6_000), exitReviewed(), proposed())),
            Arrays.stream(more))
        .toArray(Deed[]::new);
  }

  private static Deed[] exited(Deed... more) {
    return Stream.concat(
            Arrays.stream(
                onTheWayOut(verified(), confirmedByGovernment(), confirmedByHousehold(), exit())),
            Arrays.stream(more))
        .toArray(Deed[]::new);
  }

  @Nested
  @DisplayName("农户申请")
  class Application {

    @Test
    void namesItsMembersByCommitmentsOnly() {
      household.when(applied()).isRecorded();
    }

    @Test
    void hasMembers() {
      household.when(apply()).isRefusedFor(Rule.NO_MEMBERS);
    }

    @Test
    void givesEveryMemberANumberOfHisOwn() {
      household
          .when(apply(LI_HEAD, person(HEAD, Relationship.SON, "410184199601010010")))
          .isRefusedFor(Rule.MEMBER_TWICE);
    }

    @Test
    void isMadeOnce() {
      household.given(applied()).when(applied()).isRefusedFor(Rule.ALREADY_EXISTS);
    }

    @Test
    void mayBeMadeAgainAfterARefusal() {
      household
          .given(
              applied(),
              live(
                  REVIEWED,
                  new RefuseIdentification(
                      LI, Stage.VILLAGE_REVIEW, RefusalReason.INCOME_ABOVE_LINE)))
          .when(applied())
          .isRecorded();
    }

    @Test
    void isTurnedDownWithItsReason() {
      household
          .given(applied(), surveyedFirst(), review(45, 30, 10, 20, 0))
          .when(
              live(
                  AUDITED,
                  new RefuseIdentification(LI, Stage.VILLAGE_REVIEW, RefusalReason.VOTED_DOWN)))
          .records(new IdentificationRefused(LI, Stage.VILLAGE_REVIEW, RefusalReason.VOTED_DOWN));
    }

    @Test
    void isNotTurnedDownOnceGranted() {
      household
          .given(onTheRegister())
          .when(
              live(
                  PLANNED,
                  new RefuseIdentification(LI, Stage.COUNTY_REVIEW, RefusalReason.DUPLICATE)))
          .isRefusedFor(Rule.NOT_APPLIED);
    }
  }

  @Nested
  @DisplayName("入户调查")
  class Survey {

    @Test
    void dividesTheIncomeByTheHeads() {
      household
          .given(applied())
          .when(surveyed(SURVEYED, 2013, 5_001))
          .records(
              new IncomeSurveyed(
                  LI,
                  2013,
                  new Money(2_500_50),
                  List.of(
                      new IncomePart(IncomeKind.FARMING, Money.ofYuan(5_501)),
                      new IncomePart(IncomeKind.PRODUCTION_COST, Money.ofYuan(-500))),
                  Money.ofYuan(2_736),
                  List.of(CLERK),
                  2,
                  RegisterStatus.APPLIED,
                  null,
                  line(ComparedLine.Purpose.IDENTIFY, 2013, 2_736)));
    }

    @Test
    void isSomebodysWork() {
      household
          .given(applied())
          .when(
              live(
                  SURVEYED,
                  new SurveyIncome(
                      LI,
                      2013,
                      List.of(new IncomePart(IncomeKind.WAGES, Money.ofYuan(1))),
                      List.of())))
          .isRefusedFor(Rule.SIGNATURE_MISSING);
    }

    @Test
    void neverTakesATypedSum() {
      household
          .given(applied())
          .when(live(SURVEYED, new SurveyIncome(LI, 2013, List.of(), List.of(CLERK))))
          .isRefusedFor(Rule.INCOME_PARTS_MISSING);
    }
  }

  @Nested
  @DisplayName("民主评议")
  class VillageReview {

    @Test
    void addsUp() {
      household
          .given(applied(), surveyedFirst())
          .when(review(45, 30, 16, 10, 3))
          .isRefusedFor(Rule.VOTES_DO_NOT_ADD_UP);
      household
          .given(applied(), surveyedFirst())
          .when(review(29, 30, 16, 10, 4).asHistory())
          .isRefusedFor(Rule.VOTES_DO_NOT_ADD_UP);
    }

    @Test
    void needsTwoThirdsOfTheMeeting() {
      household
          .given(applied(), surveyedFirst())
          .when(review(46, 30, 16, 10, 4))
          .isRefusedFor(Rule.REVIEW_WITHOUT_QUORUM);
    }

    @Test
    void withoutQuorumIsFlaggedInHistory() {
      household
          .given(applied(), surveyedFirst())
          .when(review(46, 30, 16, 10, 4).asHistory())
          .isRecordedInBreachOf(Rule.REVIEW_WITHOUT_QUORUM);
    }

    @Test
    void isSigned() {
      household
          .given(applied(), surveyedFirst())
          .when(live(REVIEWED, new ReviewInVillage(LI, 45, 30, 16, 10, 4, null)))
          .isRefusedFor(Rule.SIGNATURE_MISSING);
    }

    @Test
    void mayVoteAnApplicationDown() {
      household.given(applied(), surveyedFirst()).when(review(45, 30, 10, 20, 0)).isRecorded();
    }
  }

  @Nested
  @DisplayName("乡镇审核、县级复核")
  class Checks {

    @Test
    void theTownshipPassesWhatTheVillageHasSeen() {
      household
          .given(applied(), surveyedFirst(), reviewed())
          .when(audited())
          .records(new TownshipAudited(LI, PASSED, FIRST));
    }

    @Test
    void theTownshipPassesNothingUnreviewed() {
      household.given(applied()).when(audited()).isRefusedFor(Rule.NOT_REVIEWED);
    }

    @Test
    void theTownshipPassesNothingThatWasVotedDown() {
      household
          .given(applied(), surveyedFirst(), review(45, 30, 15, 15, 0))
          .when(audited())
          .isRefusedFor(Rule.REVIEW_WITHOUT_MAJORITY);
    }

    @Test
    void theTownshipWaitsForTheFirstNotice() {
      household
          .given(applied(), surveyedFirst(), reviewed())
          .when(audit(PASSED, null))
          .isRefusedFor(Rule.FIRST_NOTICE_NOT_CLEAN);
      household
          .given(applied(), surveyedFirst(), reviewed())
          .when(audit(PASSED, OBJECTED_TO))
          .isRefusedFor(Rule.FIRST_NOTICE_NOT_CLEAN);
      household
          .given(applied(), surveyedFirst(), reviewed())
          .when(audit(PASSED, SECOND))
          .isRefusedFor(Rule.FIRST_NOTICE_NOT_CLEAN);
    }

    @Test
    void theTownshipMayRejectAtAnyTime() {
      household.given(applied()).when(audit(REJECTED, null)).isRecorded();
    }

    @Test
    void historyWithoutReviewAndNoticeIsFlaggedForBoth() {
      household
          .given(applied())
          .when(audit(PASSED, null).asHistory())
          .isRecordedInBreachOf(Rule.NOT_REVIEWED, Rule.FIRST_NOTICE_NOT_CLEAN);
    }

    @Test
    void aReviewOfALaterDayCameTooLate() {
      household
          .given(
              applied(),
              surveyedFirst(),
              live(AUDITED.plusDays(1), new ReviewInVillage(LI, 45, 30, 16, 10, 4, null))
                  .signed(REVIEW_CHAIR))
          .when(audited().asHistory())
          .isRecordedInBreachOf(Rule.NOT_REVIEWED);
    }

    @Test
    void theCountyComesAfterTheTownshipAndTheSecondNotice() {
      household
          .given(applied(), surveyedFirst(), reviewed(), audit(REJECTED, FIRST))
          .when(countyReviewed())
          .isRefusedFor(Rule.TOWNSHIP_HAS_NOT_PASSED);
      household
          .given(applied(), surveyedFirst(), reviewed(), audited())
          .when(countyReview(PASSED, FIRST))
          .isRefusedFor(Rule.SECOND_NOTICE_NOT_CLEAN);
      household
          .given(applied(), surveyedFirst(), reviewed(), audited())
          .when(countyReviewed())
          .isRecorded();
    }
  }

  @Nested
  @DisplayName("认定")
  class Identification {

    private final Judging<Household> checked =
        household.given(applied(), surveyedFirst(), reviewed(), audited(), countyReviewed());

    @Test
    void putsTheHouseholdOnTheRegister() {
      checked
          .when(identified())
          .records(
              new HouseholdIdentified(
                  LI,
                  PovertyCause.ILLNESS,
                  List.of(PovertyCause.SCHOOLING),
                  HouseholdCategory.ORDINARY,
                  PovertyStandard.NATIONAL,
                  2,
                  ANNOUNCEMENT,
                  IdentificationBasis.INCOME,
                  null));
    }

    @Test
    void knowsOneMainCauseAndAtMostTwoOthers() {
      checked
          .when(
              identify(
                      PovertyCause.ILLNESS,
                      PovertyCause.SCHOOLING,
                      PovertyCause.DISABILITY,
                      PovertyCause.DISASTER)
                  .by(APPROVER))
          .isRefusedFor(Rule.TOO_MANY_CAUSES);
    }

    @Test
    void countsNoCauseTwice() {
      checked
          .when(identify(PovertyCause.ILLNESS, PovertyCause.ILLNESS).by(APPROVER))
          .isRefusedFor(Rule.TOO_MANY_CAUSES);
    }

    @Test
    void restsOnTheCountysReview() {
      household
          .given(applied(), surveyedFirst(), reviewed(), audited())
          .when(identified())
          .isRefusedFor(Rule.COUNTY_HAS_NOT_PASSED);
    }

    @Test
    void isAnnounced() {
      checked
          .when(
              live(
                      IDENTIFIED,
                      new IdentifyHousehold(
                          LI,
                          PovertyCause.ILLNESS,
                          List.of(),
                          HouseholdCategory.ORDINARY,
                          PovertyStandard.NATIONAL,
                          null,
                          IdentificationBasis.INCOME,
                          null))
                  .by(APPROVER))
          .isRefusedFor(Rule.NOT_ANNOUNCED);
    }

    @Test
    void happensOnce() {
      household.given(onTheRegister()).when(identified()).isRefusedFor(Rule.NOT_APPLIED);
    }

    @Test
    void withoutAnyStepIsFlaggedForEachThatIsMissing() {
      household
          .given(applied())
          .when(identified().asHistory())
          .isRecordedInBreachOf(Rule.COUNTY_HAS_NOT_PASSED, Rule.NOT_ANNOUNCED);
    }
  }

  @Nested
  @DisplayName("动态调整")
  class Changes {

    private static final LocalDate SUMMER = LocalDate.of(2015, AUGUST, 20);

    private Judging<Household> registered() {
      return household.given(onTheRegister());
    }

    @Test
    void aChildIsBornAndCounted() {
      household
          .given(
              onTheRegister(
                  live(
                      SUMMER,
                      new AddMember(
                          LI,
                          person(GRANDCHILD, Relationship.GRANDCHILD, "410184201508200012"),
                          JoinReason.BIRTH))))
          .when(live(SUMMER, new RemoveMember(LI, HEAD, LeaveReason.DEATH)))
          .records(new MemberLeft(LI, HEAD, LeaveReason.DEATH, 2, RegisterStatus.ON_REGISTER));
    }

    @Test
    void aNumberIsNeverGivenAgain() {
      household
          .given(onTheRegister(live(SUMMER, new RemoveMember(LI, SON, LeaveReason.MARRIAGE))))
          .when(
              live(
                  SUMMER,
                  new AddMember(
                      LI,
                      person(SON, Relationship.GRANDCHILD, "410184201508200012"),
                      JoinReason.BIRTH)))
          .isRefusedFor(Rule.MEMBER_TWICE);
    }

    @Test
    void aStrangerCannotLeave() {
      registered()
          .when(live(SUMMER, new RemoveMember(LI, GRANDCHILD, LeaveReason.MOVED)))
          .isRefusedFor(Rule.MEMBER_UNKNOWN);
    }

    @Test
    void aWrongNameIsCorrectedAndTheFirstOneStays() {
      household
          .given(applied())
          .when(live(SUMMER, new CorrectMemberDetails(LI, HEAD, PersonalField.NAME, "李某某")))
          .isRecorded();
    }

    @Test
    void aFieldThatWasNeverRecordedCannotBeCorrected() {
      registered()
          .when(
              live(SUMMER, new CorrectMemberDetails(LI, HEAD, PersonalField.PHONE, "13800000000")))
          .isRefusedFor(Rule.MEMBER_UNKNOWN);
    }

    @Test
    void aSecondLookChangesNothingByItself() {
      registered()
          .when(live(SUMMER, new Reverify(LI, ReverificationOutcome.CONFIRMED)))
          .records(
              new HouseholdReverified(
                  LI, ReverificationOutcome.CONFIRMED, 2, RegisterStatus.ON_REGISTER));
    }

    @Test
    void whoeverWasWronglyIncludedIsRemovedAndDoesNotExit() {
      household
          .given(
              onTheRegister(live(SUMMER, new Reverify(LI, ReverificationOutcome.WRONG_INCLUSION))))
          .when(live(SUMMER, new RemoveHousehold(LI, RemovalReason.DUPLICATE)).by(APPROVER))
          .records(
              new HouseholdRemoved(LI, RemovalReason.DUPLICATE, 2, RegisterStatus.ON_REGISTER));
    }

    @Test
    void nobodyIsRemovedAsNeverEligibleWithoutASecondLook() {
      registered()
          .when(
              live(SUMMER, new RemoveHousehold(LI, RemovalReason.NOT_ELIGIBLE_FROM_THE_START))
                  .by(APPROVER))
          .isRefusedFor(Rule.NOT_FOUND_WRONGLY_INCLUDED);
    }

    @Test
    void anApplicantIsNotOnTheRegister() {
      household
          .given(applied())
          .when(live(SUMMER, new Reverify(LI, ReverificationOutcome.CONFIRMED)))
          .isRefusedFor(Rule.NOT_ON_REGISTER);
    }
  }

  @Nested
  @DisplayName("帮扶计划 N+2")
  class Plans {

    private final Judging<Household> registered = household.given(onTheRegister());

    private static final PersonMeasure SCHOOLING_OF_THE_SON =
        new PersonMeasure(new MeasureId("05"), SON, EDUCATION_AID, EDUCATION_PLAN);

    private static Deed revise(List<PersonMeasure> added, String... removed) {
      return live(
              AUTUMN,
              new RevisePlan(
                  LI,
                  added,
                  List.of(),
                  Stream.of(removed).map(MeasureId::new).toList(),
                  PlanRevisionReason.HOUSEHOLD_REQUEST,
                  APPROVER,
                  2017))
          .by(CLERK);
    }

    @Test
    void giveEachMemberOneMeasureAndTheHouseholdTwo() {
      registered.when(planned()).records(new PlanAdopted(LI, 1, ONE_EACH, TWO, 2016, HELPER));
    }

    @Test
    void leaveNobodyOut() {
      registered
          .when(adopt(HELPER, ONE_EACH.subList(0, 1), TWO))
          .isRefusedFor(Rule.PLAN_BELOW_N_PLUS_2);
    }

    @Test
    void wantTwoDifferentMeasuresForTheHousehold() {
      registered
          .when(
              adopt(
                  HELPER,
                  ONE_EACH,
                  List.of(
                      new HouseholdMeasure(new MeasureId("03"), MICROCREDIT),
                      new HouseholdMeasure(new MeasureId("04"), MICROCREDIT))))
          .isRefusedFor(Rule.PLAN_BELOW_N_PLUS_2);
    }

    @Test
    void comeAfterSomebodyAnswersForTheHousehold() {
      registered.when(adopt(REVIEWER, ONE_EACH, TWO)).isRefusedFor(Rule.NO_OFFICER_PAIRED);
    }

    @Test
    void numberTheirMeasuresOnce() {
      registered
          .when(
              adopt(
                  HELPER,
                  List.of(forPerson("01", HEAD, HEALTH_AID), forPerson("01", SON, EDUCATION_AID)),
                  TWO))
          .isRefusedFor(Rule.MEASURE_NUMBER_USED);
    }

    @Test
    void areAdoptedOnce() {
      household
          .given(onTheRegister(planned()))
          .when(planned())
          .isRefusedFor(Rule.PLAN_ALREADY_ADOPTED);
    }

    @Test
    void areForTheRegister() {
      household.given(applied()).when(planned()).isRefusedFor(Rule.NOT_ON_REGISTER);
    }

    @Test
    void changeAsANewVersion() {
      household
          .given(onTheRegister(planned()))
          .when(revise(List.of(SCHOOLING_OF_THE_SON), "02"))
          .records(
              new PlanRevised(
                  LI,
                  2,
                  List.of(SCHOOLING_OF_THE_SON),
                  List.of(),
                  List.of(new MeasureId("02")),
                  PlanRevisionReason.HOUSEHOLD_REQUEST,
                  APPROVER,
                  2017));
    }

    @Test
    void stayWithNPlusTwo() {
      household
          .given(onTheRegister(planned()))
          .when(revise(List.of(), "02"))
          .isRefusedFor(Rule.PLAN_BELOW_N_PLUS_2);
    }

    @Test
    void doNotChangeWhatIsNotInThem() {
      household
          .given(onTheRegister(planned()))
          .when(revise(List.of(), "77"))
          .isRefusedFor(Rule.MEASURE_UNKNOWN);
      registered.when(revise(List.of(), "01")).isRefusedFor(Rule.NO_PLAN);
    }

    @Test
    void areNotApprovedByWhoRecordsThem() {
      household
          .given(onTheRegister(planned()))
          .when(revise(List.of(forPerson("05", SON, EDUCATION_AID))).by(APPROVER))
          .isRefusedFor(Rule.APPROVER_RECORDS);
    }

    @Test
    void areDeliveredAndSignedFor() {
      household
          .given(onTheRegister(planned()))
          .when(
              live(
                  AUTUMN,
                  new DeliverMeasure(LI, new MeasureId("02"), DeliveryResult.DELIVERED, SON)))
          .records(
              new MeasureDelivered(
                  LI,
                  new MeasureId("02"),
                  TRANSFER_EMPLOYMENT,
                  SON,
                  DeliveryResult.DELIVERED,
                  SON));
    }

    @Test
    void areNotDeliveredBehindTheHouseholdsBack() {
      household
          .given(onTheRegister(planned()))
          .when(
              live(
                  AUTUMN,
                  new DeliverMeasure(LI, new MeasureId("02"), DeliveryResult.DELIVERED, null)))
          .isRefusedFor(Rule.NOT_ACKNOWLEDGED);
    }

    private Deed cancel(String measure, @Nullable MemberId signer) {
      return live(
          AUTUMN,
          new CancelMeasure(
              LI, new MeasureId(measure), CancellationReason.HOUSEHOLD_REQUEST, signer));
    }

    /** One more for the household than N+2 asks for. */
    private Judging<Household> withOneToSpare(Deed... more) {
      List<Deed> deeds =
          new ArrayList<>(List.of(planned(), revise(List.of(forPerson("05", SON, EDUCATION_AID)))));
      deeds.addAll(List.of(more));
      return household.given(onTheRegister(deeds.toArray(Deed[]::new)));
    }

    @Test
    void goOnWithoutWhatIsCancelled() {
      withOneToSpare()
          .when(cancel("05", SON))
          .records(
              new MeasureCancelled(
                  LI,
                  new MeasureId("05"),
                  EDUCATION_AID,
                  SON,
                  CancellationReason.HOUSEHOLD_REQUEST,
                  SON));
      withOneToSpare(cancel("05", SON))
          .when(
              live(
                  AUTUMN,
                  new DeliverMeasure(LI, new MeasureId("05"), DeliveryResult.DELIVERED, SON)))
          .isRefusedFor(Rule.MEASURE_UNKNOWN);
      withOneToSpare(cancel("05", SON)).when(cancel("05", SON)).isRefusedFor(Rule.MEASURE_UNKNOWN);
    }

    @Test
    void loseNothingThatNPlusTwoNeeds() {
      household
          .given(onTheRegister(planned()))
          .when(cancel("02", SON))
          .isRefusedFor(Rule.PLAN_BELOW_N_PLUS_2);
    }

    @Test
    void loseNothingBehindTheHouseholdsBack() {
      withOneToSpare().when(cancel("05", null)).isRefusedFor(Rule.NOT_ACKNOWLEDGED);
      withOneToSpare().when(cancel("05", new MemberId("77"))).isRefusedFor(Rule.MEMBER_UNKNOWN);
    }

    @Test
    void keepWhatIsDelivered() {
      Deed delivered =
          live(
              AUTUMN,
              new DeliverMeasure(LI, new MeasureId("05"), DeliveryResult.PARTLY_DELIVERED, SON));
      withOneToSpare(delivered).when(cancel("05", SON)).isRefusedFor(Rule.MEASURE_DELIVERED);
    }

    @Test
    void deliverNothingUnplanned() {
      registered
          .when(
              live(
                  AUTUMN,
                  new DeliverMeasure(LI, new MeasureId("02"), DeliveryResult.DELIVERED, SON)))
          .isRefusedFor(Rule.MEASURE_UNKNOWN);
    }
  }

  @Nested
  @DisplayName("拟退出")
  class ExitProposal {

    private Judging<Household> earning(long yuanForBoth) {
      return household.given(onTheRegister(surveyed(AUTUMN, 2016, yuanForBoth), exitReviewed()));
    }

    @Test
    void comparesTheIncomeWithTheLineOfItsYear() {
      earning(5_904)
          .when(proposed())
          .records(
              new ExitProposed(
                  LI,
                  2016,
                  Money.ofYuan(2_952),
                  Money.ofYuan(2_952),
                  ALL,
                  line(ComparedLine.Purpose.EXIT, 2016, 2_952)));
    }

    @Test
    void isTooEarlyBelowTheLine() {
      earning(5_902).when(proposed()).isRefusedFor(Rule.EXIT_INCOME_BELOW_LINE);
    }

    @Test
    void isNotAMatterOfIncomeAlone() {
      earning(9_000).when(proposeExit(Guarantees.NONE)).isRefusedFor(Rule.EXIT_INCOME_ONLY);
    }

    @Test
    void needsEveryOneOfTheSixGuarantees() {
      for (int missing = 0; missing < 6; missing++)
        earning(9_000)
            .when(
                proposeExit(
                    new Guarantees(
                        missing != 0,
                        missing != 1,
                        missing != 2,
                        missing != 3,
                        missing != 4,
                        missing != 5)))
            .isRefusedFor(Rule.EXIT_GUARANTEE_MISSING);
    }

    @Test
    void needsASurveyOfThatYear() {
      household
          .given(onTheRegister(surveyed(AUTUMN, 2013, 9_000), exitReviewed()))
          .when(proposed())
          .isRefusedFor(Rule.INCOME_NOT_SURVEYED);
    }

    @Test
    void isMadeOnceAtATime() {
      household.given(onTheWayOut()).when(proposed()).isRefusedFor(Rule.EXIT_PENDING);
    }

    @Test
    void thatWasMadeTooEarlyIsFlaggedInHistory() {
      earning(1_000)
          .when(proposeExit(Guarantees.NONE).asHistory())
          .isRecordedInBreachOf(Rule.EXIT_INCOME_BELOW_LINE, Rule.EXIT_INCOME_ONLY);
    }
  }

  @Nested
  @DisplayName("先后有序: a step that is dated before what it rests on")
  class InTheOrderOfDays {

    @Test
    void nothingIsProposedForAHouseholdThatIsNotYetOnTheRegister() {
      household
          .given(onTheRegister())
          .when(live(IDENTIFIED.minusDays(1), new ProposeExit(LI, 2013, ALL)))
          .isRefusedFor(Rule.NOT_ON_REGISTER);
    }

    @Test
    void nothingIsDeliveredBeforeThePlan() {
      household
          .given(onTheRegister(planned()))
          .when(
              live(
                  PLANNED.minusDays(1),
                  new DeliverMeasure(LI, new MeasureId("02"), DeliveryResult.DELIVERED, SON)))
          .isRefusedFor(Rule.NO_PLAN);
    }

    @Test
    void nobodyRelapsesBeforeTheExit() {
      household
          .given(exited())
          .when(
              live(
                  EXITED.minusDays(1),
                  new RecordRelapse(LI, PovertyCause.DISASTER, PovertyStandard.NATIONAL)))
          .isRefusedFor(Rule.NOT_EXITED);
    }

    @Test
    void aSurveyOfALaterDayDoesNotCount() {
      household
          .given(
              onTheRegister(
                  surveyed(AUTUMN, 2016, 9_000),
                  live(AUTUMN.minusDays(2), new ReviewInVillage(LI, 45, 30, 20, 6, 4, null))
                      .signed(REVIEW_CHAIR)))
          .when(live(AUTUMN.minusDays(1), new ProposeExit(LI, 2016, ALL)))
          .isRefusedFor(Rule.INCOME_NOT_SURVEYED);
    }

    @Test
    void anOldYearWithItsOldLineDoesNotCount() {
      household
          .given(onTheRegister(surveyed(AUTUMN, 2013, 9_000), exitReviewed()))
          .when(live(PROPOSED, new ProposeExit(LI, 2013, ALL)))
          .isRefusedFor(Rule.INCOME_YEAR_NOT_CURRENT);
    }
  }

  @Nested
  @DisplayName("双认定")
  class DualConfirmationOfExit {

    @Test
    void bothSidesTogetherEndPoverty() {
      household
          .given(onTheWayOut(verified(), confirmedByGovernment(), confirmedByHousehold()))
          .when(exit())
          .records(new HouseholdExited(LI, EXIT_NOTICE, LocalDate.of(2020, 12, 31), 2));
    }

    @Test
    void theGovernmentAloneCannot() {
      household
          .given(onTheWayOut(verified(), confirmedByGovernment()))
          .when(exit())
          .isRefusedFor(Rule.HOUSEHOLD_HAS_NOT_CONFIRMED);
    }

    @Test
    void theHouseholdAloneCannot() {
      household
          .given(onTheWayOut(verified(), confirmedByHousehold()))
          .when(exit())
          .isRefusedFor(Rule.GOVERNMENT_HAS_NOT_CONFIRMED);
    }

    @Test
    void aConfirmationOfALaterDayDoesNotCount() {
      household
          .given(
              onTheWayOut(
                  verified(),
                  confirmedByGovernment(),
                  live(
                          EXITED.plusDays(2),
                          new ConfirmExit(LI, HOUSEHOLD, new HouseholdSigner(HEAD, false)))
                      .proven(SIGNED_FORM)))
          .when(exit())
          .isRefusedFor(Rule.HOUSEHOLD_HAS_NOT_CONFIRMED);
    }

    @Test
    void whoRecordedOneSideDoesNotRecordTheOther() {
      household
          .given(onTheWayOut(verified(), confirmedByGovernment()))
          .when(confirmedByHousehold().by(REVIEWER))
          .isRefusedFor(Rule.SAME_RECORDER_FOR_BOTH);
    }

    @Test
    void theHouseholdSignsOrPressesItsThumb() {
      household
          .given(onTheWayOut(verified()))
          .when(confirmedByHousehold().proven(PHOTOGRAPH))
          .isRefusedFor(Rule.CONFIRMATION_WITHOUT_EVIDENCE);
    }

    @Test
    void somebodyOfTheHouseholdSigns() {
      household
          .given(onTheWayOut(verified()))
          .when(live(CONFIRMED, new ConfirmExit(LI, HOUSEHOLD, null)).proven(SIGNED_FORM))
          .isRefusedFor(Rule.SIGNER_MISSING);
      household
          .given(onTheWayOut(verified()))
          .when(
              live(
                      CONFIRMED,
                      new ConfirmExit(LI, HOUSEHOLD, new HouseholdSigner(GRANDCHILD, false)))
                  .proven(SIGNED_FORM))
          .isRefusedFor(Rule.MEMBER_UNKNOWN);
    }

    @Test
    void anAgentMaySignForAMember() {
      household
          .given(onTheWayOut(verified()))
          .when(
              live(CONFIRMED, new ConfirmExit(LI, HOUSEHOLD, new HouseholdSigner(SON, true)))
                  .proven(SIGNED_FORM))
          .records(new ExitConfirmed(LI, HOUSEHOLD, null, new HouseholdSigner(SON, true)));
    }

    @Test
    void eachSideConfirmsOnce() {
      household
          .given(onTheWayOut(verified(), confirmedByGovernment()))
          .when(confirmedByGovernment())
          .isRefusedFor(Rule.CONFIRMED_ALREADY);
    }

    @Test
    void nobodyConfirmsWhatIsNotVerified() {
      household
          .given(onTheWayOut())
          .when(confirmedByGovernment())
          .isRefusedFor(Rule.EXIT_NOT_VERIFIED);
    }

    @Test
    void nobodyConfirmsWhatIsNotProposed() {
      household
          .given(onTheRegister())
          .when(confirmedByGovernment())
          .isRefusedFor(Rule.EXIT_NOT_PROPOSED);
    }

    @Test
    void aDisputeEndsTheAttempt() {
      household
          .given(
              onTheWayOut(
                  verified(),
                  confirmedByGovernment(),
                  live(
                      CONFIRMED,
                      new DisputeExit(
                          LI, new HouseholdSigner(HEAD, false), DisputeGrounds.HOUSING_UNSAFE))))
          .when(exit())
          .isRefusedFor(Rule.EXIT_NOT_PROPOSED);
    }

    @Test
    void aDisputeIsTheHouseholdsRight() {
      household
          .given(onTheWayOut())
          .when(
              live(
                  CONFIRMED,
                  new DisputeExit(
                      LI, new HouseholdSigner(HEAD, false), DisputeGrounds.INCOME_NOT_REACHED)))
          .records(
              new ExitDisputed(
                  LI, new HouseholdSigner(HEAD, false), DisputeGrounds.INCOME_NOT_REACHED));
    }
  }

  @Nested
  @DisplayName("退出公告、返贫")
  class ExitAndRelapse {

    @ParameterizedTest
    @EnumSource(names = {"VILLAGE_COMMITTEE", "WORK_TEAM"})
    void oneSignatureIsNotAVerification(Capacity onlyOne) {
      household
          .given(onTheWayOut())
          .when(live(VERIFIED, new VerifyExit(LI, PASSED)).signed(onlyOne))
          .isRefusedFor(Rule.SIGNATURE_MISSING);
    }

    @Test
    void aRejectedVerificationVerifiesNothing() {
      household
          .given(
              onTheWayOut(
                  live(VERIFIED, new VerifyExit(LI, REJECTED))
                      .signed(VILLAGE_COMMITTEE, WORK_TEAM)))
          .when(exit())
          .isRefusedFor(Rule.EXIT_NOT_VERIFIED);
    }

    @Test
    void theVillageHearsOfItFirst() {
      household
          .given(onTheWayOut(verified(), confirmedByGovernment(), confirmedByHousehold()))
          .when(live(EXITED, new ExitHousehold(LI, null)).by(APPROVER))
          .isRefusedFor(Rule.EXIT_NOTICE_NOT_CLEAN);
    }

    @Test
    @DisplayName("被脱贫: an exit nobody asked for is recorded with all that was missing")
    void anExitOnPaperOnly() {
      household
          .given(onTheRegister())
          .when(live(EXITED, new ExitHousehold(LI, null)).by(APPROVER).asHistory())
          .isRecordedInBreachOf(
              Rule.EXIT_NOT_PROPOSED,
              Rule.EXIT_NOT_VERIFIED,
              Rule.GOVERNMENT_HAS_NOT_CONFIRMED,
              Rule.HOUSEHOLD_HAS_NOT_CONFIRMED,
              Rule.EXIT_NOTICE_NOT_CLEAN);
    }

    @Test
    void onlyWhoHasExitedCanRelapse() {
      household
          .given(onTheRegister())
          .when(
              live(
                  RELAPSED, new RecordRelapse(LI, PovertyCause.DISASTER, PovertyStandard.NATIONAL)))
          .isRefusedFor(Rule.NOT_EXITED);
    }

    @Test
    void aRelapseReturnsToTheSameDossier() {
      household
          .given(exited())
          .when(
              live(
                  RELAPSED, new RecordRelapse(LI, PovertyCause.DISASTER, PovertyStandard.NATIONAL)))
          .records(new RelapseRecorded(LI, PovertyCause.DISASTER, PovertyStandard.NATIONAL, 2));
    }

    @Test
    void whoRelapsedIsHelpedAgain() {
      household
          .given(
              exited(
                  live(
                      RELAPSED,
                      new RecordRelapse(LI, PovertyCause.DISASTER, PovertyStandard.NATIONAL))))
          .when(live(RELAPSED, new Reverify(LI, ReverificationOutcome.CONFIRMED)))
          .records(
              new HouseholdReverified(
                  LI, ReverificationOutcome.CONFIRMED, 2, RegisterStatus.RELAPSED));
    }
  }
}
