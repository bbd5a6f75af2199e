package org.sunshineledger.projections.redflags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sunshineledger.projections.Telling.day;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.fact.Event;
import org.sunshineledger.ledger.fact.Evidence;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.Mode;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.PaymentId;
import org.sunshineledger.ledger.fact.Place;
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
import org.sunshineledger.ledger.region.RegionEvent.RegionDefined;
import org.sunshineledger.ledger.region.RegionEvent.RegionTransferred;
import org.sunshineledger.ledger.region.RegionLevel;
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

  private static final Moment ARTICLE = Moment.of(LocalDate.of(2016, 10, 17));
  private static final int MANY = 1_000;

  private static final int CLERK = 1;
  private static final int SECRETARY = 2;
  private static final int HEAD = 3;
  private static final int STRANGER = 4;
  private static final MemberId LI = new MemberId("01");
  private static final MemberId WIFE = new MemberId("02");

  private static final ToldLedger LEDGER = new ToldLedger();
  private static final Projections VIEWS = LEDGER.projections();
  private static final Telling TELLING = new Telling().divisions();
  private static int appended;
  private static final AtomicInteger TESTS = new AtomicInteger();

  // Each test has a township, officers and households of its own in the one ledger.
  private final int test = TESTS.incrementAndGet();
  private final RegionCode township = new RegionCode("410173" + (300 + test));
  private final RegionCode first = new RegionCode(township + "001");
  private final RegionCode second = new RegionCode(township + "002");

  @BeforeAll
  static void start() {
    VIEWS.start();
  }

  @AfterAll
  static void close() {
    VIEWS.close();
    LEDGER.close();
  }

  @BeforeEach
  void appoint() {
    TELLING.madeUp().in(Mode.BACKFILL).recordedBy(number(CLERK)).signedBy().provenBy();
    define(township, RegionLevel.TOWNSHIP, Telling.XINZHENG);
    define(first, RegionLevel.VILLAGE, township);
    define(second, RegionLevel.VILLAGE, township);
    TELLING
        .tell(
            day("2016-01-01"),
            "region/" + township,
            Place.NOWHERE,
            new RegionTransferred(township, Telling.XINZHENG, Telling.AIRPORT))
        .post("2013-12-01", number(CLERK), "clerk", Post.CLERK, township)
        .post("2013-12-01", number(SECRETARY), "secretary", Post.VILLAGE_SECRETARY, first)
        .post("2013-12-01", number(HEAD), "head", Post.VILLAGE_COMMITTEE_HEAD, first);
  }

  private static void define(RegionCode code, RegionLevel level, RegionCode parent) {
    TELLING.tell(
        day("2013-01-01"),
        "region/" + code,
        Place.NOWHERE,
        new RegionDefined(code, code.code(), level, parent));
  }

  /** The first, second… household or officer of this test. */
  private int number(int ofTest) {
    return test * 10 + ofTest;
  }

  private HouseholdId household(int ofTest) {
    return Telling.household(number(ofTest));
  }

  private OfficerId officer(int ofTest) {
    return Telling.officer(number(ofTest));
  }

  private Sha256 digest(String paper) {
    return Sha256.of((test + paper).getBytes(StandardCharsets.UTF_8));
  }

  private RedFlagList list(RegionCode region, Moment moment, @Nullable RedFlag only, int limit) {
    append();
    return VIEWS.redFlags().of(region, Telling.CITY, moment, true, only, limit, null).orElseThrow();
  }

  private void append() {
    List<Fact> facts = TELLING.facts();
    LEDGER.append(facts.subList(appended, facts.size()));
    appended = facts.size();
    try {
      ToldLedger.await(VIEWS.views());
    } catch (TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<Hit> hits(Moment moment) {
    return list(township, moment, null, MANY).hits();
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
    return TELLING.facts().getLast().recordedAt();
  }

  // What is told.

  private void tell(String day, int household, Event event) {
    household(day, household, first, event);
  }

  private void household(String day, int household, RegionCode village, Event event) {
    TELLING.household(day, number(household), village, event);
  }

  private void related(String day, int household, int officer) {
    tell(
        day,
        household,
        new KinshipDeclared(household(household), LI, officer(officer), Kinship.SIBLING));
  }

  private Event review(int household) {
    return new VillageReviewed(household(household), 60, 50, 40, 5, 5, null);
  }

  private Event deliberation(int household) {
    return new VillageDeliberated(
        household(household), Deliberation.PARTY_MEMBERS_EXAMINED, 30, 25, 20);
  }

  private Signer chair(int officer) {
    return new Signer(officer(officer), Capacity.REVIEW_CHAIR);
  }

  private Signer minuteTaker(int officer) {
    return new Signer(officer(officer), Capacity.MINUTE_TAKER);
  }

  private Evidence paper(Evidence.Kind kind, String name) {
    return new Evidence(kind, digest(name), 9);
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
      TELLING.signedBy(chair(SECRETARY), minuteTaker(HEAD));
      tell("2014-05-01", 1, review(1));
      TELLING.signedBy();
      related("2016-03-01", 1, SECRETARY);

      Hit hit = onlyHit(RedFlag.KINSHIP_AMONG_SIGNERS);

      assertThat(questioned(hit)).containsExactly("2014-05-01 village-reviewed");
      assertThat(grounds(hit)).containsExactly("2016-03-01 kinship-declared");
      assertThat(hit.officer()).isEqualTo(officer(SECRETARY));
      assertThat(hit.member()).isEqualTo(LI);
      assertThat(hit.streams()).containsExactly(household(1).stream());
      assertThat(hit.places()).extracting(place -> place.code()).containsExactly(first);
      assertThat(hit.on()).isEqualTo("2014-05-01");
    }

    @Test
    void soIsOneWhoSurveyedItOrRecordedAStepThatWeighsIt() {
      related("2014-01-01", 1, SECRETARY);
      tell("2014-04-01", 1, survey(1, SECRETARY));
      TELLING.recordedBy(number(SECRETARY));
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
      TELLING.recordedBy(number(SECRETARY));
      tell("2014-06-01", 1, new PlanAdopted(household(1), 1, List.of(), List.of(), 2016, null));

      assertThat(hits()).isEmpty();
    }

    @Test
    void heMaySignForAnotherHouseholdAndAnotherForThisOne() {
      related("2014-01-01", 1, SECRETARY);
      TELLING.signedBy(chair(SECRETARY));
      tell("2014-05-01", 2, review(2));
      TELLING.signedBy(chair(HEAD));
      tell("2014-05-01", 1, review(1));

      assertThat(hits()).isEmpty();
    }

    @Test
    void nothingWasSuspiciousBeforeTheKinshipWasKnown() {
      TELLING.signedBy(chair(SECRETARY));
      tell("2014-05-01", 1, review(1));
      Instant before = lastRecorded();
      TELLING.signedBy();
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
      TELLING.signedBy(chair(SECRETARY));
      tell("2014-05-01", 1, review(1));
      tell("2014-05-01", 2, review(2));
      TELLING.signedBy(minuteTaker(SECRETARY));
      household("2014-05-01", 3, second, deliberation(3));

      Hit hit = onlyHit(RedFlag.IN_TWO_MEETINGS);

      assertThat(hit.places()).extracting(place -> place.code()).containsExactly(first, second);
      assertThat(hit.officer()).isEqualTo(officer(SECRETARY));
      assertThat(questioned(hit))
          .containsExactly("2014-05-01 village-reviewed", "2014-05-01 village-deliberated");
      assertThat(hit.facts().getFirst().alike()).as("the other of the meeting").hasSize(1);
    }

    @Test
    void oneMeetingMayReviewManyHouseholdsOfTheVillage() {
      TELLING
          .signedBy(chair(SECRETARY), minuteTaker(HEAD))
          .provenBy(paper(Evidence.Kind.MINUTES, "minutes"));
      for (int household = 1; household <= 5; household++)
        tell("2014-05-01", household, review(household));

      assertThat(hits()).isEmpty();
    }

    @Test
    void aSurveyorMayVisitTwoVillagesOnOneDayAndAChairTwoOnTwo() {
      TELLING.signedBy(new Signer(officer(CLERK), Capacity.SURVEYOR));
      tell("2014-05-01", 1, review(1));
      household("2014-05-01", 2, second, review(2));
      TELLING.signedBy(chair(SECRETARY));
      tell("2014-06-01", 3, review(3));
      household("2014-06-02", 4, second, review(4));

      assertThat(hits()).isEmpty();
    }

    @Test
    void eachVillageIsShownWhatItHasInCommonWithAnotherButOnlyWithinTheReadersRegion() {
      TELLING.signedBy(chair(SECRETARY));
      tell("2014-05-01", 1, review(1));
      household("2014-05-01", 2, second, review(2));

      for (RegionCode village : List.of(first, second))
        assertThat(list(village, ARTICLE, null, MANY).hits()).hasSize(1);
      assertThat(
              VIEWS
                  .redFlags()
                  .of(first, first, ARTICLE, true, null, MANY, null)
                  .orElseThrow()
                  .hits())
          .isEmpty();
    }

    @Test
    void theSameMinutesProveNoTwoMeetings() {
      TELLING.provenBy(paper(Evidence.Kind.MINUTES, "minutes"));
      tell("2014-05-01", 1, review(1));
      tell("2014-06-01", 2, deliberation(2));

      assertThat(questioned(onlyHit(RedFlag.MINUTES_REUSED)))
          .containsExactly("2014-05-01 village-reviewed", "2014-06-01 village-deliberated");
    }

    @Test
    void norThoseOfTwoVillagesOnOneDay() {
      Sha256 minutes = digest("minutes");
      tell("2014-05-01", 1, new VillageReviewed(household(1), 60, 50, 40, 5, 5, minutes));
      TELLING.provenBy(new Evidence(Evidence.Kind.MINUTES, minutes, 9));
      household("2014-05-01", 2, second, deliberation(2));

      assertThat(onlyHit(RedFlag.MINUTES_REUSED).places()).hasSize(2);
    }

    @Test
    void aSittingMayDeliberateAndReviewUnderOnePaperAndFormsAreNoMinutes() {
      TELLING.provenBy(paper(Evidence.Kind.MINUTES, "minutes"));
      tell("2014-05-01", 1, deliberation(1));
      tell("2014-05-01", 1, review(1));
      TELLING.provenBy(paper(Evidence.Kind.SIGNED_FORM, "登记表"));
      tell("2014-06-01", 2, deliberation(2));
      tell("2014-06-09", 2, deliberation(2));

      assertThat(hits()).isEmpty();
    }

    @Test
    void minutesThatTheirRuleSetCallsLateAreSuspected() {
      TELLING.in(Mode.LIVE).breaking(Rule.RECORDED_LATE);
      tell("2016-05-01", 1, review(1));
      tell("2016-05-01", 2, review(2));

      Hit hit = onlyHit(RedFlag.MINUTES_RECORDED_LATE);

      assertThat(questioned(hit)).containsExactly("2016-05-01 village-reviewed");
      assertThat(hit.facts().getFirst().alike()).as("the second came in time").isEmpty();
    }

    @Test
    void whatElseIsRecordedLateIsNoMinutes() {
      TELLING.in(Mode.LIVE).breaking(Rule.RECORDED_LATE);
      tell("2016-05-01", 1, new TownshipAudited(household(1), ReviewResult.PASSED, null));

      assertThat(hits()).isEmpty();
    }

    @Test
    void whoHadLeftHisPostCannotSign() {
      TELLING.postLeft("2014-04-01", number(SECRETARY), Post.VILLAGE_SECRETARY, first);
      TELLING.signedBy(chair(SECRETARY));
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
      TELLING.signedBy(new Signer(officer(STRANGER), Capacity.WORK_TEAM));
      tell("2014-04-01", 1, review(1));
      assertThat(grounds(onlyHit(RedFlag.SIGNED_WITHOUT_POST))).isEmpty();
      Instant before = lastRecorded();

      TELLING.post("2014-04-01", number(STRANGER), "member", Post.WORK_TEAM_MEMBER, first);

      assertThat(hits()).isEmpty();
      assertThat(hits(new Moment(ARTICLE.asOf(), before))).hasSize(1);
    }

    @Test
    void whoIsPairedWithAHouseholdHasADuty() {
      TELLING.paired("2014-03-01", number(STRANGER), "helper", number(1));
      TELLING.signedBy(new Signer(officer(STRANGER), Capacity.SURVEYOR));
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
      TELLING.in(Mode.LIVE);
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
      TELLING.entered();
      household(
          "2015-03-01",
          3,
          second,
          new CrossChecked(
              household(3),
              List.of(CrossCheckSource.BUSINESSES),
              List.of(hit("01", Signal.COMPANY))));
    }

    @Test
    void isNewestFirstAndCountsEveryFlagWhicheverIsAskedFor() {
      RedFlagList list = list(township, ARTICLE, RedFlag.COMPANY_UNSETTLED, MANY);

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
      assertThat(list(second, ARTICLE, null, MANY).synthetic()).isFalse();
      assertThat(list(first, ARTICLE, null, MANY).synthetic()).isTrue();
    }

    @Test
    void isTheSamePageByPage() {
      List<Hit> walked = new ArrayList<>();
      append();
      @Nullable HitCursor after = null;
      do {
        RedFlagList page =
            VIEWS
                .redFlags()
                .of(township, Telling.CITY, ARTICLE, true, null, 1, after)
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
      assertThat(here(Telling.XINZHENG, Moment.of(day("2015-12-31")))).hasSize(2);
      assertThat(here(Telling.XINZHENG, ARTICLE)).isEmpty();
      assertThat(here(Telling.AIRPORT, ARTICLE)).hasSize(4);
    }

    private List<Hit> here(RegionCode region, Moment moment) {
      return list(region, moment, null, MANY).hits().stream()
          .filter(hit -> hit.places().stream().anyMatch(place -> township.equals(place.parent())))
          .toList();
    }

    @Test
    void isThereForRegionsOfTheDayOnly() {
      append();
      assertThat(
              VIEWS
                  .redFlags()
                  .of(new RegionCode("419999"), Telling.CITY, ARTICLE, true, null, MANY, null))
          .isEmpty();
    }
  }

  @Nested
  @DisplayName("核实")
  class Settling {

    private Suspicion paidTwice() {
      return new Suspicion(
          RedFlag.PAID_AFTER_DEATH,
          new TreeSet<>(List.of(first)),
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
