package org.sunshineledger.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sunshineledger.ledger.Deed.APPROVER;
import static org.sunshineledger.ledger.Deed.HELPER;
import static org.sunshineledger.ledger.Deed.REVIEWER;
import static org.sunshineledger.ledger.Deed.live;
import static org.sunshineledger.ledger.Judging.VILLAGE;
import static org.sunshineledger.ledger.fact.Signer.Capacity.REVIEW_CHAIR;
import static org.sunshineledger.ledger.fact.Signer.Capacity.TOWNSHIP_AUDITOR;

import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.Rejudging.Finding;
import org.sunshineledger.ledger.duty.OfficerOrder.Pair;
import org.sunshineledger.ledger.duty.OfficerOrder.RegisterOfficer;
import org.sunshineledger.ledger.duty.PairingScope;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.household.HouseholdCategory;
import org.sunshineledger.ledger.household.HouseholdOrder.AdoptPlan;
import org.sunshineledger.ledger.household.HouseholdOrder.ApplyForRegister;
import org.sunshineledger.ledger.household.HouseholdOrder.AuditByTownship;
import org.sunshineledger.ledger.household.HouseholdOrder.IdentifyHousehold;
import org.sunshineledger.ledger.household.HouseholdOrder.Person;
import org.sunshineledger.ledger.household.HouseholdOrder.ReviewInVillage;
import org.sunshineledger.ledger.household.IdentificationBasis;
import org.sunshineledger.ledger.household.PovertyCause;
import org.sunshineledger.ledger.household.PovertyStandard;
import org.sunshineledger.ledger.household.Relationship;
import org.sunshineledger.ledger.household.ReviewResult;
import org.sunshineledger.ledger.notice.NoticeKind;
import org.sunshineledger.ledger.notice.NoticeOrder.CloseNotice;
import org.sunshineledger.ledger.notice.NoticeOrder.PostNotice;
import org.sunshineledger.ledger.notice.PublishedDocument;
import org.sunshineledger.ledger.plan.HouseholdMeasure;
import org.sunshineledger.ledger.plan.MeasureId;
import org.sunshineledger.ledger.plan.MeasureKind;
import org.sunshineledger.ledger.plan.PersonMeasure;
import org.sunshineledger.ledger.policy.PolicyId;
import org.sunshineledger.ledger.policy.PolicyOrder.IssuePolicy;
import org.sunshineledger.ledger.policy.Sector;
import org.sunshineledger.ledger.region.RegionLevel;

@DisplayName("A history that is judged again by the rules of its day")
class JudgedAgainTest {

  private static final HouseholdId LI = new HouseholdId("4101732022010001");
  private static final MemberId HEAD = new MemberId("01");
  private static final NoticeId NOTICE = new NoticeId("GS-1");
  private static final PolicyId HEALTH = new PolicyId("ZZ-2016-N2");

  private final Story story = new Story();

  @AfterEach
  void close() {
    story.close();
  }

  private static Deed history(int year, Month month, int day, Order order) {
    return live(LocalDate.of(year, month, day), order).asHistory();
  }

  private static Deed applied() {
    return history(
        2014,
        Month.APRIL,
        1,
        new ApplyForRegister(
            LI,
            VILLAGE,
            3,
            List.of(new Person(HEAD, Relationship.HEAD, "李某", "410184196001010013")),
            List.of(PovertyCause.ILLNESS)));
  }

  private static Deed identified() {
    return history(
            2014,
            Month.MAY,
            20,
            new IdentifyHousehold(
                LI,
                PovertyCause.ILLNESS,
                List.of(),
                HouseholdCategory.ORDINARY,
                PovertyStandard.NATIONAL,
                null,
                IdentificationBasis.HEALTH,
                null))
        .by(APPROVER);
  }

  private static Deed planned() {
    return history(
        2016,
        Month.AUGUST,
        1,
        new AdoptPlan(
            LI,
            HELPER,
            List.of(new PersonMeasure(new MeasureId("01"), HEAD, MeasureKind.HEALTH_AID, HEALTH)),
            List.of(
                new HouseholdMeasure(new MeasureId("02"), MeasureKind.HEALTH_AID, HEALTH),
                new HouseholdMeasure(new MeasureId("03"), MeasureKind.INDUSTRY_SUPPORT, HEALTH)),
            2017));
  }

  private List<Finding> again() {
    Rejudging rejudging = story.ledger().rejudging();
    return rejudging.of(
        LI.stream(), story.ledger().rules().version("zhengzhou-2014.1").orElseThrow());
  }

  private void isFoundAsItWas(String breach) {
    assertThat(story.lastBreaches(LI.stream())).contains(breach);
  }

  @Test
  @DisplayName("is not excused by a notice that was entered after it")
  void noticesOfLater() {
    story.tell(applied());
    UUID review =
        story
            .tell(
                history(2014, Month.APRIL, 12, new ReviewInVillage(LI, 45, 31, 20, 8, 3, null))
                    .signed(REVIEW_CHAIR))
            .getFirst();
    story.tell(
        history(
            2014,
            Month.APRIL,
            13,
            new PostNotice(
                NOTICE,
                NoticeKind.IDENTIFICATION_FIRST,
                RegionLevel.VILLAGE,
                VILLAGE,
                List.of(review),
                List.of(VILLAGE),
                LocalDate.of(2014, Month.APRIL, 20),
                new PublishedDocument(
                    "公示",
                    List.of("户主"),
                    List.of(List.of("李**")),
                    null,
                    "mask-1",
                    true,
                    "5".repeat(64)))),
        history(2014, Month.APRIL, 24, new AuditByTownship(LI, ReviewResult.PASSED, NOTICE))
            .by(REVIEWER)
            .signed(TOWNSHIP_AUDITOR));
    isFoundAsItWas("FIRST_NOTICE_NOT_CLEAN");

    story.tell(history(2014, Month.APRIL, 21, new CloseNotice(NOTICE)));

    assertThat(again()).noneMatch(Finding::differs);
  }

  @Test
  @DisplayName("is not excused by a pairing or a policy that was entered after it")
  void pairingsAndPoliciesOfLater() {
    story.tell(applied(), identified(), planned());
    isFoundAsItWas("NO_OFFICER_PAIRED");
    isFoundAsItWas("MEASURE_WITHOUT_POLICY");

    story.tell(
        live(LocalDate.of(2014, Month.MAY, 25), new RegisterOfficer(HELPER, "王某")),
        history(2014, Month.JUNE, 2, new Pair(HELPER, PairingScope.HOUSEHOLD, LI.stream())),
        live(
            LocalDate.of(2016, Month.APRIL, 1),
            new IssuePolicy(HEALTH, "郑州市", Judging.CITY, null, "健康扶贫", Sector.HEALTH, null)));

    assertThat(again()).noneMatch(Finding::differs);
  }
}
