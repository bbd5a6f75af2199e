package org.sunshineledger.projections.redflags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sunshineledger.projections.Telling.day;
import static org.sunshineledger.projections.Telling.household;
import static org.sunshineledger.projections.Telling.officer;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.fact.Event;
import org.sunshineledger.ledger.fact.Evidence;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.Mode;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.PaymentId;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.fact.Signer;
import org.sunshineledger.ledger.fact.Signer.Capacity;
import org.sunshineledger.ledger.household.ConfirmingParty;
import org.sunshineledger.ledger.household.CrossCheckHit;
import org.sunshineledger.ledger.household.CrossCheckSource;
import org.sunshineledger.ledger.household.Deliberation;
import org.sunshineledger.ledger.household.HitId;
import org.sunshineledger.ledger.household.HitOutcome;
import org.sunshineledger.ledger.household.HouseholdEvent.BenefitAcknowledged;
import org.sunshineledger.ledger.household.HouseholdEvent.BenefitCredited;
import org.sunshineledger.ledger.household.HouseholdEvent.BenefitReversed;
import org.sunshineledger.ledger.household.HouseholdEvent.CrossCheckHitSettled;
import org.sunshineledger.ledger.household.HouseholdEvent.CrossChecked;
import org.sunshineledger.ledger.household.HouseholdEvent.ExitConfirmed;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdRemoved;
import org.sunshineledger.ledger.household.HouseholdEvent.IncomeSurveyed;
import org.sunshineledger.ledger.household.HouseholdEvent.KinshipDeclared;
import org.sunshineledger.ledger.household.HouseholdEvent.MemberDetailsCorrected;
import org.sunshineledger.ledger.household.HouseholdEvent.MemberLeft;
import org.sunshineledger.ledger.household.HouseholdEvent.PlanAdopted;
import org.sunshineledger.ledger.household.HouseholdEvent.TownshipAudited;
import org.sunshineledger.ledger.household.HouseholdEvent.VillageDeliberated;
import org.sunshineledger.ledger.household.HouseholdEvent.VillageReviewed;
import org.sunshineledger.ledger.household.HouseholdSigner;
import org.sunshineledger.ledger.household.Kinship;
import org.sunshineledger.ledger.household.LeaveReason;
import org.sunshineledger.ledger.household.Programme;
import org.sunshineledger.ledger.household.RegisterStatus;
import org.sunshineledger.ledger.household.RemovalReason;
import org.sunshineledger.ledger.household.ReversalReason;
import org.sunshineledger.ledger.household.ReviewResult;
import org.sunshineledger.ledger.rules.ExclusionSignals.Signal;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.vault.Commitment;
import org.sunshineledger.ledger.vault.PersonalField;
import org.sunshineledger.projections.Projections;
import org.sunshineledger.projections.Telling;
import org.sunshineledger.projections.ToldLedger;
import org.sunshineledger.projections.view.Moment;

@DisplayName("疑点清单")
class RedFlagsTest {

  private static final RegionCode FIRST = new RegionCode("410173202001");
  private static final RegionCode SECOND = new RegionCode("410173202002");
  private static final Moment ARTICLE = Moment.of(LocalDate.of(2016, 10, 17));
  private static final int MANY = 1_000;

  private static final int CLERK = 1;
  private static final int SECRETARY = 2;
  private static final int HEAD = 3;
  private static final int STRANGER = 4;
  private static final MemberId LI = new MemberId("01");
  private static final MemberId WIFE = new MemberId("02");

  private final ToldLedger ledger = new ToldLedger();
  private final Projections projections = ledger.projections();
  private final Telling telling = new Telling().divisions();
  private int appended;

  @BeforeEach
  void appoint() {
    projections.start();
    telling
        .post("2013-12-01", CLERK, "clerk", Post.CLERK, Telling.BAQIAN)
        .post("2013-12-01", SECRETARY, "secretary", Post.VILLAGE_SECRETARY, FIRST)
        .post("2013-12-01", HEAD, "head", Post.VILLAGE_COMMITTEE_HEAD, FIRST)
        .signedBy();
  }

  @AfterEach
  void close() {
    projections.close();
    ledger.close();
  }

  private RedFlagList list(RegionCode region, Moment moment, @Nullable RedFlag only, int limit) {
    append();
    return projections.redFlags().of(region, Telling.CITY, moment, only, limit, null).orElseThrow();
  }

  private void append() {
    List<Fact> facts = telling.facts();
    ledger.append(facts.subList(appended, facts.size()));
    appended = facts.size();
    try {
      ToldLedger.await(projections.views());
    } catch (TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<Hit> hits(Moment moment) {
    return list(Telling.CITY, moment, null, MANY).hits();
  }

  private List<Hit> hits() {
    return hits(ARTICLE);
  }

  private Hit onlyHit(RedFlag flag) {
    List<Hit> hits = hits();
    assertThat(hits).extracting(Hit::flag).containsExactly(flag);
    assertThat(hits.getFirst().code()).isEqualTo(flag.code());
    assertThat(hits.getFirst().settlement()).isEqualTo(Settlement.SUSPECTED);
    return hits.getFirst();
  }

  private static List<String> questioned(Hit hit) {
    return facts(hit, true);
  }

  private static List<String> grounds(Hit hit) {
    return facts(hit, false);
  }

  private static List<String> facts(Hit hit, boolean questioned) {
    return hit.facts().stream()
        .filter(each -> each.questioned() == questioned)
        .map(each ->
            each.on()
                + " "
                + each.type().substring(each.type().indexOf('.') + 1).replace(".v1", ""))
        .toList();
  }

  private Instant lastRecorded() {
    return telling.facts().getLast().recordedAt();
  }

  // What is told.

  private Telling tell(String day, int household, Event event) {
    return telling.household(day, household, FIRST, event);
  }

  private void related(String day, int household, int officer) {
    tell(
        day,
        household,
        new KinshipDeclared(household(household), LI, officer(officer), Kinship.SIBLING));
  }

  private static Event review(int household) {
    return new VillageReviewed(household(household), 60, 50, 40, 5, 5, null);
  }

  private static Event deliberation(int household) {
    return new VillageDeliberated(
        household(household), Deliberation.PARTY_MEMBERS_EXAMINED, 30, 25, 20);
  }

  private static Signer chair(int officer) {
    return new Signer(officer(officer), Capacity.REVIEW_CHAIR);
  }

  private static Signer minuteTaker(int officer) {
    return new Signer(officer(officer), Capacity.MINUTE_TAKER);
  }

  private static Evidence paper(Evidence.Kind kind, String name) {
    return new Evidence(kind, Sha256.of(name.getBytes(StandardCharsets.UTF_8)), 9);
  }

  private void died(String day, int household, MemberId member, int left) {
    tell(
        day,
        household,
        new MemberLeft(
            household(household), member, LeaveReason.DEATH, left, RegisterStatus.ON_REGISTER));
  }

  private void paid(String day, int household, @Nullable MemberId member, String payment) {
    tell(
        day,
        household,
        new BenefitCredited(
            household(household),
            Programme.YULU_SUBSIDY,
            "2016",
            member,
            Money.ofYuan(2_000),
            new ProjectCode("PROJECT-1"),
            new PaymentId(payment),
            1));
  }

  private void paidBack(String day, int household, MemberId member, String payment, long yuan) {
    tell(
        day,
        household,
        new BenefitReversed(
            household(household),
            Programme.YULU_SUBSIDY,
            "2016",
            member,
            Money.ofYuan(yuan),
            new ProjectCode("PROJECT-1"),
            new PaymentId(payment),
            1,
            ReversalReason.RETURNED));
  }

  private void corrected(String day, int household, MemberId member, PersonalField field) {
    tell(
        day,
        household,
        new MemberDetailsCorrected(
            household(household),
            member,
            new Commitment(field, Sha256.of(new byte[] {1})),
            new Commitment(field, Sha256.of(new byte[] {2}))));
  }

  private void compared(String day, int household, CrossCheckHit... hits) {
    tell(
        day,
        household,
        new CrossChecked(household(household), List.of(CrossCheckSource.VEHICLES), List.of(hits)));
  }

  private static CrossCheckHit hit(String number, Signal signal) {
    return new CrossCheckHit(new HitId(number), LI, signal);
  }

  private void settled(String day, int household, String hit) {
    tell(
        day,
        household,
        new CrossCheckHitSettled(household(household), new HitId(hit), HitOutcome.EXPLAINED));
  }

  @Nested
  @DisplayName("优亲厚友")
  class KinshipAmongSigners {

    @Test
    void aRelativeWhoSignedIsSuspectedOnceTheKinshipIsDeclared() {
      telling.signedBy(chair(SECRETARY), minuteTaker(HEAD));
      tell("2014-05-01", 1, review(1));
      telling.signedBy();
      related("2016-03-01", 1, SECRETARY);

      Hit hit = onlyHit(RedFlag.KINSHIP_AMONG_SIGNERS);

      assertThat(questioned(hit)).containsExactly("2014-05-01 village-reviewed");
      assertThat(grounds(hit)).containsExactly("2016-03-01 kinship-declared");
      assertThat(hit.officer()).isEqualTo(officer(SECRETARY));
      assertThat(hit.member()).isEqualTo(LI);
      assertThat(hit.streams()).containsExactly(household(1).stream());
      assertThat(hit.places()).extracting(place -> place.code()).containsExactly(FIRST);
      assertThat(hit.on()).isEqualTo("2014-05-01");
    }

    @Test
    void soIsOneWhoSurveyedItOrRecordedAStepThatWeighsIt() {
      related("2014-01-01", 1, SECRETARY);
      tell("2014-04-01", 1, survey(1, SECRETARY));
      telling.recordedBy(SECRETARY);
      tell("2014-05-01", 1, new TownshipAudited(household(1), ReviewResult.PASSED, null));

      assertThat(questioned(onlyHit(RedFlag.KINSHIP_AMONG_SIGNERS)))
          .containsExactly("2014-04-01 income-surveyed", "2014-05-01 township-audited");
    }

    private Event survey(int household, int surveyor) {
      return new IncomeSurveyed(
          household(household),
          2013,
          Money.ofYuan(2_000),
          List.of(),
          Money.ofYuan(2_736),
          List.of(officer(surveyor)),
          2,
          RegisterStatus.APPLIED,
          null,
          null);
    }

    @Test
    void aRelativeMayRecordWhatWeighsNothing() {
      related("2014-01-01", 1, SECRETARY);
      telling.recordedBy(SECRETARY);
      tell("2014-06-01", 1, new PlanAdopted(household(1), 1, List.of(), List.of(), 2016, null));

      assertThat(hits()).isEmpty();
    }

    @Test
    void heMaySignForAnotherHouseholdAndAnotherForThisOne() {
      related("2014-01-01", 1, SECRETARY);
      telling.signedBy(chair(SECRETARY));
      tell("2014-05-01", 2, review(2));
      telling.signedBy(chair(HEAD));
      tell("2014-05-01", 1, review(1));

      assertThat(hits()).isEmpty();
    }

    @Test
    void nothingWasSuspiciousBeforeTheKinshipWasKnown() {
      telling.signedBy(chair(SECRETARY));
      tell("2014-05-01", 1, review(1));
      Instant before = lastRecorded();
      telling.signedBy();
      related("2014-03-01", 1, SECRETARY);

      assertThat(hits(new Moment(ARTICLE.asOf(), before))).isEmpty();
      assertThat(hits(new Moment(ARTICLE.asOf(), lastRecorded()))).hasSize(1);
      assertThat(hits(Moment.of(day("2014-04-30")))).as("nothing was signed yet").isEmpty();
      assertThat(hits(Moment.of(day("2014-05-01")))).hasSize(1);
    }
  }

  @Nested
  @DisplayName("伪造评议记录")
  class ForgedMinutes {

    @Test
    void oneChairCannotSitInTwoVillagesOnOneDay() {
      telling.signedBy(chair(SECRETARY));
      tell("2014-05-01", 1, review(1));
      tell("2014-05-01", 2, review(2));
      telling.signedBy(minuteTaker(SECRETARY));
      telling.household("2014-05-01", 3, SECOND, deliberation(3));

      Hit hit = onlyHit(RedFlag.IN_TWO_MEETINGS);

      assertThat(hit.places()).extracting(place -> place.code()).containsExactly(FIRST, SECOND);
      assertThat(hit.officer()).isEqualTo(officer(SECRETARY));
      assertThat(questioned(hit))
          .containsExactly("2014-05-01 village-reviewed", "2014-05-01 village-deliberated");
      assertThat(hit.facts().getFirst().alike()).as("the other of the meeting").hasSize(1);
    }

    @Test
    void oneMeetingMayReviewManyHouseholdsOfTheVillage() {
      telling
          .signedBy(chair(SECRETARY), minuteTaker(HEAD))
          .provenBy(paper(Evidence.Kind.MINUTES, "minutes"));
      for (int household = 1; household <= 5; household++)
        tell("2014-05-01", household, review(household));

      assertThat(hits()).isEmpty();
    }

    @Test
    void aSurveyorMayVisitTwoVillagesOnOneDayAndAChairTwoOnTwo() {
      telling.signedBy(new Signer(officer(CLERK), Capacity.SURVEYOR));
      tell("2014-05-01", 1, review(1));
      telling.household("2014-05-01", 2, SECOND, review(2));
      telling.signedBy(chair(SECRETARY));
      tell("2014-06-01", 3, review(3));
      telling.household("2014-06-02", 4, SECOND, review(4));

      assertThat(hits()).isEmpty();
    }

    @Test
    void eachVillageIsShownWhatItHasInCommonWithAnotherButOnlyWithinTheReadersRegion() {
      telling.signedBy(chair(SECRETARY));
      tell("2014-05-01", 1, review(1));
      telling.household("2014-05-01", 2, SECOND, review(2));

      for (RegionCode village : List.of(FIRST, SECOND))
        assertThat(list(village, ARTICLE, null, MANY).hits()).hasSize(1);
      assertThat(
              projections
                  .redFlags()
                  .of(FIRST, FIRST, ARTICLE, null, MANY, null)
                  .orElseThrow()
                  .hits())
          .isEmpty();
    }

    @Test
    void theSameMinutesProveNoTwoMeetings() {
      telling.provenBy(paper(Evidence.Kind.MINUTES, "minutes"));
      tell("2014-05-01", 1, review(1));
      tell("2014-06-01", 2, deliberation(2));

      assertThat(questioned(onlyHit(RedFlag.MINUTES_REUSED)))
          .containsExactly("2014-05-01 village-reviewed", "2014-06-01 village-deliberated");
    }

    @Test
    void norThoseOfTwoVillagesOnOneDay() {
      Sha256 minutes = Sha256.of(new byte[] {7});
      tell("2014-05-01", 1, new VillageReviewed(household(1), 60, 50, 40, 5, 5, minutes));
      telling.provenBy(new Evidence(Evidence.Kind.MINUTES, minutes, 9));
      telling.household("2014-05-01", 2, SECOND, deliberation(2));

      assertThat(onlyHit(RedFlag.MINUTES_REUSED).places()).hasSize(2);
    }

    @Test
    void aSittingMayDeliberateAndReviewUnderOnePaperAndFormsAreNoMinutes() {
      telling.provenBy(paper(Evidence.Kind.MINUTES, "minutes"));
      tell("2014-05-01", 1, deliberation(1));
      tell("2014-05-01", 1, review(1));
      telling.provenBy(paper(Evidence.Kind.SIGNED_FORM, "登记表"));
      tell("2014-06-01", 2, deliberation(2));
      tell("2014-06-09", 2, deliberation(2));

      assertThat(hits()).isEmpty();
    }

    @Test
    void minutesThatTheirRuleSetCallsLateAreSuspected() {
      telling.in(Mode.LIVE).breaking(Rule.RECORDED_LATE);
      tell("2016-05-01", 1, review(1));
      tell("2016-05-01", 2, review(2));

      Hit hit = onlyHit(RedFlag.MINUTES_RECORDED_LATE);

      assertThat(questioned(hit)).containsExactly("2016-05-01 village-reviewed");
      assertThat(hit.facts().getFirst().alike()).as("the second came in time").isEmpty();
    }

    @Test
    void whatElseIsRecordedLateIsNoMinutes() {
      telling.in(Mode.LIVE).breaking(Rule.RECORDED_LATE);
      tell("2016-05-01", 1, new TownshipAudited(household(1), ReviewResult.PASSED, null));

      assertThat(hits()).isEmpty();
    }

    @Test
    void whoHadLeftHisPostCannotSign() {
      telling.postLeft("2014-04-01", SECRETARY, Post.VILLAGE_SECRETARY, FIRST);
      telling.signedBy(chair(SECRETARY));
      tell("2014-03-31", 1, review(1));
      tell("2014-04-01", 2, review(2));

      Hit hit = onlyHit(RedFlag.SIGNED_WITHOUT_POST);

      assertThat(questioned(hit)).containsExactly("2014-04-01 village-reviewed");
      assertThat(grounds(hit)).containsExactly("2014-04-01 post-left");
      assertThat(hit.streams())
          .containsExactlyInAnyOrder(household(2).stream(), officer(SECRETARY).stream());
    }

    @Test
    void norCanOneOfWhomNothingIsKnownUntilHisPostIsRecorded() {
      telling.signedBy(new Signer(officer(STRANGER), Capacity.WORK_TEAM));
      tell("2014-04-01", 1, review(1));
      assertThat(grounds(onlyHit(RedFlag.SIGNED_WITHOUT_POST))).isEmpty();
      Instant before = lastRecorded();

      telling.post("2014-04-01", STRANGER, "member", Post.WORK_TEAM_MEMBER, FIRST);

      assertThat(hits()).isEmpty();
      assertThat(hits(new Moment(ARTICLE.asOf(), before))).hasSize(1);
    }

    @Test
    void whoIsPairedWithAHouseholdHasADuty() {
      telling.paired("2014-03-01", STRANGER, "helper", 1);
      telling.signedBy(new Signer(officer(STRANGER), Capacity.SURVEYOR));
      tell("2014-04-01", 1, review(1));

      assertThat(hits()).isEmpty();
    }

    @Test
    void theDeadDoNotSign() {
      died("2016-05-01", 1, LI, 1);
      tell("2016-05-01", 1, acknowledgedBy(LI));
      tell("2016-05-02", 1, acknowledgedBy(LI));
      tell("2016-06-01", 1, confirmedBy(LI, false));

      Hit hit = onlyHit(RedFlag.SIGNED_AFTER_DEATH);

      assertThat(questioned(hit))
          .containsExactly("2016-05-02 benefit-acknowledged", "2016-06-01 exit-confirmed");
      assertThat(grounds(hit)).containsExactly("2016-05-01 member-left");
      assertThat(hit.days()).isEqualTo(31);
    }

    @Test
    void anAgentTheWidowAndOneWhoMovedAwayMay() {
      died("2016-05-01", 1, LI, 1);
      tell("2016-06-01", 1, confirmedBy(LI, true));
      tell("2016-06-01", 1, acknowledgedBy(WIFE));
      tell(
          "2016-05-01",
          2,
          new MemberLeft(household(2), LI, LeaveReason.MOVED, 1, RegisterStatus.ON_REGISTER));
      tell("2016-06-01", 2, new BenefitAcknowledged(household(2), new PaymentId("PAY-1"), 1, LI));

      assertThat(hits()).isEmpty();
    }

    private Event acknowledgedBy(MemberId member) {
      return new BenefitAcknowledged(household(1), new PaymentId("PAY-1"), 1, member);
    }

    private Event confirmedBy(MemberId member, boolean byAgent) {
      return new ExitConfirmed(
          household(1), ConfirmingParty.HOUSEHOLD, null, new HouseholdSigner(member, byAgent));
    }
  }

  @Nested
  @DisplayName("死亡后领取")
  class PaidAfterDeath {

    @Test
    void aPaymentMoreThanAMonthAfterIsSuspectedHoweverLateTheDeathIsRecorded() {
      paid("2016-05-02", 1, LI, "PAY-1");
      paid("2016-06-01", 1, LI, "PAY-2");
      Instant before = lastRecorded();
      died("2016-05-01", 1, LI, 1);

      assertThat(hits()).as("within the month").isEmpty();

      paid("2016-06-02", 1, LI, "PAY-3");
      Hit hit = onlyHit(RedFlag.PAID_AFTER_DEATH);
      assertThat(questioned(hit)).containsExactly("2016-06-02 benefit-credited");
      assertThat(grounds(hit)).containsExactly("2016-05-01 member-left");
      assertThat(hit.days()).isEqualTo(32);
      assertThat(hits(new Moment(ARTICLE.asOf(), before))).isEmpty();
    }

    @Test
    void aDeathRecordedLaterWasNotSuspiciousBeforeItWasKnown() {
      paid("2016-09-01", 1, LI, "PAY-1");
      Instant before = lastRecorded();
      died("2016-05-01", 1, LI, 1);

      assertThat(hits(new Moment(ARTICLE.asOf(), before))).isEmpty();
      assertThat(hits(new Moment(ARTICLE.asOf(), lastRecorded()))).hasSize(1);
      assertThat(hits(Moment.of(day("2016-08-31")))).as("before it was paid").isEmpty();
    }

    @Test
    void theLivingAreStillPaid() {
      died("2016-05-01", 1, LI, 1);
      paid("2016-09-01", 1, WIFE, "PAY-1");
      paid("2016-09-01", 1, null, "PAY-2");
      paid("2016-09-01", 2, LI, "PAY-3");

      assertThat(hits()).isEmpty();
    }

    @Test
    void aHouseholdOfWhichNobodyIsLeftIsNot() {
      died("2016-05-01", 1, LI, 0);
      paid("2016-09-01", 1, null, "PAY-1");

      assertThat(questioned(onlyHit(RedFlag.PAID_AFTER_DEATH)))
          .containsExactly("2016-09-01 benefit-credited");
    }

    @Test
    void whatCameBackInFullWasKeptByNobody() {
      died("2016-05-01", 1, LI, 1);
      paid("2016-09-01", 1, LI, "PAY-1");
      paidBack("2016-09-05", 1, LI, "PAY-1", 1_500);
      assertThat(hits()).as("a part").hasSize(1);

      paidBack("2016-09-10", 1, LI, "PAY-1", 500);

      assertThat(hits()).isEmpty();
      assertThat(hits(Moment.of(day("2016-09-09")))).hasSize(1);
    }

    @Test
    void moneyThatIsLeftToOneWhoMovedAwayIsAnotherMatter() {
      tell(
          "2016-05-01",
          1,
          new MemberLeft(household(1), LI, LeaveReason.MOVED, 0, RegisterStatus.ON_REGISTER));
      paid("2016-09-01", 1, LI, "PAY-1");
      paid("2016-09-01", 1, null, "PAY-2");

      assertThat(hits()).isEmpty();
    }
  }

  @Nested
  @DisplayName("改动证件号码")
  class IdNumbers {

    @Test
    void oneCorrectedAfterAComparisonHadBegunIsSuspected() {
      compared("2014-04-01", 1);
      corrected("2014-05-01", 1, LI, PersonalField.ID_NUMBER);

      Hit hit = onlyHit(RedFlag.ID_CHANGED_AFTER_COMPARISON);

      assertThat(questioned(hit)).containsExactly("2014-05-01 member-details-corrected");
      assertThat(grounds(hit)).containsExactly("2014-04-01 cross-checked");
      assertThat(hit.member()).isEqualTo(LI);
    }

    @Test
    void oneCorrectedBeforeIsNotNorIsANameNorThatOfAnotherHousehold() {
      corrected("2014-03-01", 1, LI, PersonalField.ID_NUMBER);
      compared("2014-04-01", 1);
      corrected("2014-05-01", 1, LI, PersonalField.NAME);
      corrected("2014-05-01", 2, LI, PersonalField.ID_NUMBER);

      assertThat(hits()).isEmpty();
    }

    @Test
    void oneRecordedLiveAfterwardsCannotHideBehindAnEarlierDay() {
      compared("2014-04-01", 1);
      telling.in(Mode.LIVE);
      corrected("2014-03-01", 1, LI, PersonalField.ID_NUMBER);

      onlyHit(RedFlag.ID_CHANGED_AFTER_COMPARISON);
    }

    @Test
    void oldPapersMayBeEnteredInAnyOrder() {
      compared("2014-04-01", 1);
      corrected("2014-03-01", 1, LI, PersonalField.ID_NUMBER);

      assertThat(hits()).isEmpty();
    }

    @Test
    void aSecondCorrectionOfOneNumberIsSuspected() {
      corrected("2014-03-01", 1, LI, PersonalField.ID_NUMBER);
      corrected("2014-06-01", 1, LI, PersonalField.ID_NUMBER);

      assertThat(questioned(onlyHit(RedFlag.ID_CHANGED_AGAIN)))
          .containsExactly(
              "2014-03-01 member-details-corrected", "2014-06-01 member-details-corrected");
      assertThat(hits(Moment.of(day("2014-05-31")))).isEmpty();
    }

    @Test
    void oneOfEachMemberIsNone() {
      corrected("2014-03-01", 1, LI, PersonalField.ID_NUMBER);
      corrected("2014-06-01", 1, WIFE, PersonalField.ID_NUMBER);
      corrected("2014-06-02", 1, LI, PersonalField.NAME);

      assertThat(hits()).isEmpty();
    }
  }

  @Nested
  @DisplayName("未核实的比对疑点")
  class UnsettledHits {

    @Test
    void areListedWithTheirAgeUnderTheirOwnFlags() {
      compared(
          "2016-10-07",
          1,
          hit("01", Signal.FAMILY_CAR),
          hit("02", Signal.TOWN_PROPERTY),
          hit("03", Signal.COMPANY),
          hit("04", Signal.PUBLIC_PAYROLL),
          hit("05", Signal.HIGH_END_APPLIANCES));

      assertThat(hits())
          .extracting(Hit::flag)
          .containsExactly(
              RedFlag.CAR_UNSETTLED,
              RedFlag.HOUSE_UNSETTLED,
              RedFlag.COMPANY_UNSETTLED,
              RedFlag.PAYROLL_UNSETTLED,
              RedFlag.EXCLUSION_UNSETTLED);
      assertThat(hits()).extracting(Hit::days).containsOnly(10);
      assertThat(hits().getFirst().signal()).isEqualTo(Signal.FAMILY_CAR);
    }

    @Test
    void areSettledWhateverTheOutcome() {
      compared("2016-03-01", 1, hit("01", Signal.FAMILY_CAR), hit("02", Signal.COMPANY));
      settled("2016-04-01", 1, "01");
      settled("2016-04-01", 2, "02");

      assertThat(onlyHit(RedFlag.COMPANY_UNSETTLED).days()).isEqualTo(230);
      assertThat(hits(Moment.of(day("2016-03-31")))).hasSize(2);
    }

    @Test
    void lapseWithTheHousehold() {
      compared("2016-03-01", 1, hit("01", Signal.FAMILY_CAR));
      tell(
          "2016-04-01",
          1,
          new HouseholdRemoved(
              household(1), RemovalReason.FALSE_DATA, 2, RegisterStatus.ON_REGISTER));

      assertThat(hits()).isEmpty();
      assertThat(hits(Moment.of(day("2016-03-31")))).hasSize(1);
    }

    @Test
    void beginAnewWhenAHouseholdAppliesAgain() {
      compared("2014-03-01", 1, hit("01", Signal.FAMILY_CAR));
      settled("2014-04-01", 1, "01");
      compared("2016-03-01", 1, hit("01", Signal.COMPANY));

      onlyHit(RedFlag.COMPANY_UNSETTLED);
    }
  }

  @Nested
  @DisplayName("疑点，核实前不是问题")
  class TheList {

    @BeforeEach
    void tellSome() {
      compared("2014-03-01", 1, hit("01", Signal.FAMILY_CAR));
      compared("2016-03-01", 2, hit("01", Signal.FAMILY_CAR), hit("02", Signal.FAMILY_CAR));
      telling.entered();
      telling.household(
          "2015-03-01",
          3,
          SECOND,
          new CrossChecked(
              household(3),
              List.of(CrossCheckSource.BUSINESSES),
              List.of(hit("01", Signal.COMPANY))));
    }

    @Test
    void isNewestFirstAndCountsEveryFlagWhicheverIsAskedFor() {
      RedFlagList list = list(Telling.CITY, ARTICLE, RedFlag.COMPANY_UNSETTLED, MANY);

      assertThat(list.hits()).extracting(Hit::on).containsExactly(day("2015-03-01"));
      assertThat(list.total()).isEqualTo(1);
      assertThat(list.counts()).extracting(RedFlagCount::flag).containsExactly(RedFlag.values());
      assertThat(list.counts())
          .contains(
              new RedFlagCount(RedFlag.CAR_UNSETTLED, 3, 3, 0, 0, 0),
              new RedFlagCount(RedFlag.COMPANY_UNSETTLED, 1, 1, 0, 0, 0),
              new RedFlagCount(RedFlag.PAID_AFTER_DEATH, 0, 0, 0, 0, 0));
      assertThat(hits())
          .extracting(hit -> hit.on().getYear())
          .containsExactly(2016, 2016, 2015, 2014);
    }

    @Test
    void saysWhichHitsRestOnMadeUpFacts() {
      assertThat(hits()).extracting(Hit::synthetic).containsExactly(true, true, false, true);
      assertThat(list(SECOND, ARTICLE, null, MANY).synthetic()).isFalse();
      assertThat(list(FIRST, ARTICLE, null, MANY).synthetic()).isTrue();
    }

    @Test
    void isTheSamePageByPage() {
      List<Hit> walked = new ArrayList<>();
      append();
      @Nullable HitCursor after = null;
      do {
        RedFlagList page =
            projections
                .redFlags()
                .of(Telling.CITY, Telling.CITY, ARTICLE, null, 1, after)
                .orElseThrow();
        assertThat(page.total()).isEqualTo(4);
        walked.addAll(page.hits());
        HitCursor next = page.next();
        after = next == null ? null : HitCursor.of(next.toString());
      } while (after != null);

      assertThat(walked).isEqualTo(hits());
    }

    @Test
    void movesWithTheTownship() {
      assertThat(list(Telling.XINZHENG, Moment.of(day("2015-12-31")), null, MANY).hits())
          .hasSize(2);
      assertThat(list(Telling.XINZHENG, ARTICLE, null, MANY).hits()).isEmpty();
      assertThat(list(Telling.AIRPORT, ARTICLE, null, MANY).hits()).hasSize(4);
    }

    @Test
    void isThereForRegionsOfTheDayOnly() {
      append();
      assertThat(
              projections
                  .redFlags()
                  .of(new RegionCode("419999"), Telling.CITY, ARTICLE, null, MANY, null))
          .isEmpty();
    }
  }

  @Nested
  @DisplayName("核实")
  class Settling {

    private Suspicion paidTwice() {
      return new Suspicion(
          RedFlag.PAID_AFTER_DEATH,
          new TreeSet<>(List.of(FIRST)),
          "01",
          List.of(
              new Suspicion.Questioned(day("2016-09-01"), List.of(7L)),
              new Suspicion.Questioned(day("2016-08-01"), List.of(5L, 6L))),
          List.of(3L),
          null,
          LI,
          null,
          null);
    }

    @Test
    void aSuspicionIsSuspectedUntilALeadSaysOtherwise() {
      assertThat(paidTwice().settlement(Map.of())).isEqualTo(Settlement.SUSPECTED);
      assertThat(paidTwice().settlement(Map.of(3L, Settlement.FOUND)))
          .as("the death is not in question")
          .isEqualTo(Settlement.SUSPECTED);
    }

    @Test
    void oneFactFoundWantingOrUnderInquiryIsEnough() {
      assertThat(paidTwice().settlement(Map.of(7L, Settlement.FOUND, 5L, Settlement.UNDER_INQUIRY)))
          .isEqualTo(Settlement.FOUND);
      assertThat(
              paidTwice()
                  .settlement(Map.of(7L, Settlement.UNFOUNDED, 5L, Settlement.UNDER_INQUIRY)))
          .isEqualTo(Settlement.UNDER_INQUIRY);
    }

    @Test
    void thatNothingWasFoundMustBeSaidOfAll() {
      assertThat(paidTwice().settlement(Map.of(7L, Settlement.UNFOUNDED)))
          .isEqualTo(Settlement.SUSPECTED);
      assertThat(paidTwice().settlement(Map.of(7L, Settlement.UNFOUNDED, 6L, Settlement.UNFOUNDED)))
          .as("of a meeting one fact is enough")
          .isEqualTo(Settlement.UNFOUNDED);
    }
  }
}
