package org.sunshineledger.projections.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.sunshineledger.projections.Telling.day;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.fact.DocumentNumber;
import org.sunshineledger.ledger.fact.Event;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.Place;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.fund.FundEvent.FundAppropriated;
import org.sunshineledger.ledger.fund.FundingLevel;
import org.sunshineledger.ledger.fund.Purpose;
import org.sunshineledger.ledger.mutualaid.LoanId;
import org.sunshineledger.ledger.mutualaid.LoanUse;
import org.sunshineledger.ledger.mutualaid.MutualAidEvent.LoanGranted;
import org.sunshineledger.ledger.notice.DocumentSeal;
import org.sunshineledger.ledger.notice.NoticeEvent.Announced;
import org.sunshineledger.ledger.notice.NoticeEvent.NoticePosted;
import org.sunshineledger.ledger.notice.NoticeKind;
import org.sunshineledger.ledger.policy.PolicyEvent.PolicyIssued;
import org.sunshineledger.ledger.policy.PolicyId;
import org.sunshineledger.ledger.policy.Sector;
import org.sunshineledger.ledger.project.ChangeGround;
import org.sunshineledger.ledger.project.ChangedPart;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectApproved;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectChanged;
import org.sunshineledger.ledger.region.RegionLevel;
import org.sunshineledger.ledger.rules.RuleSets;
import org.sunshineledger.projections.Projections;
import org.sunshineledger.projections.Telling;
import org.sunshineledger.projections.ToldLedger;
import org.sunshineledger.projections.disclosure.Disclosure.Status;
import org.sunshineledger.projections.view.Moment;

@DisplayName("公开日历")
class DisclosureTest {

  private static final RegionCode VILLAGE = new RegionCode("410173202001");
  private static final ProjectCode PROJECT = new ProjectCode("PROJECT-1");
  private static final DocumentNumber FUND = new DocumentNumber("郑财预〔2015〕1号");
  private static final Place IN_THE_CITY = new Place(null, null, null, Telling.CITY);
  private static final Place IN_THE_COUNTY = new Place(null, null, Telling.XINZHENG, Telling.CITY);
  private static final Place IN_THE_VILLAGE =
      new Place(VILLAGE, Telling.BAQIAN, Telling.XINZHENG, Telling.CITY);

  private final ToldLedger ledger = new ToldLedger();
  private final Projections projections = ledger.projections();
  private final Telling telling = new Telling().divisions();
  private int notices;
  private int appended;

  @AfterEach
  void close() {
    projections.close();
    ledger.close();
  }

  @Test
  void aProjectIsPublishedByItsCountyItsTownshipAndItsVillageEachForItself() {
    UUID approval = tell("2015-02-02", PROJECT.stream(), IN_THE_VILLAGE, approved());
    announce("2015-02-10", NoticeKind.PROJECT, RegionLevel.COUNTY, Telling.XINZHENG, approval);
    announce("2015-02-20", NoticeKind.PROJECT, RegionLevel.TOWNSHIP, Telling.BAQIAN, approval);

    assertThat(projectNoticesOn("2015-12-31"))
        .containsExactlyInAnyOrder(
            tuple(Telling.XINZHENG, Matter.PROJECT_APPROVAL, day("2015-02-12"), Status.IN_TIME),
            tuple(Telling.BAQIAN, Matter.PROJECT_APPROVAL, day("2015-02-12"), Status.LATE),
            tuple(VILLAGE, Matter.PROJECT_IN_VILLAGE, day("2015-03-05"), Status.OVERDUE));
  }

  @Test
  void aNoticeThatHungTooShortInTheVillageIsMarkedAndCounts() {
    UUID approval = tell("2015-02-02", PROJECT.stream(), IN_THE_VILLAGE, approved());
    NoticeId notice = nextNotice();
    tell(
        "2015-03-02",
        notice.stream(),
        IN_THE_VILLAGE,
        new NoticePosted(
            notice,
            NoticeKind.PROJECT,
            RegionLevel.VILLAGE,
            VILLAGE,
            List.of(approval),
            List.of(VILLAGE),
            day("2015-03-02"),
            day("2015-03-09"),
            seal(null),
            "NOTICE_DAYS"));

    assertThat(on("2015-12-31"))
        .filteredOn(Disclosure::shortNotice)
        .extracting(Disclosure::matter, Disclosure::status)
        .containsExactly(tuple(Matter.PROJECT_IN_VILLAGE, Status.IN_TIME));
  }

  @Test
  void theAnnualPlanAndItsAdjustmentArePublishedByTheCounty() {
    UUID approval = tell("2015-02-02", PROJECT.stream(), IN_THE_VILLAGE, approved());
    UUID change =
        tell(
            "2015-08-03",
            PROJECT.stream(),
            IN_THE_VILLAGE,
            new ProjectChanged(
                PROJECT, ChangedPart.PERIOD, ChangeGround.FORCE_MAJEURE, "office", null));
    // The village's own word is not the county's.
    announce("2015-02-03", NoticeKind.ANNUAL_PLAN, RegionLevel.VILLAGE, VILLAGE, approval);
    announce("2015-03-02", NoticeKind.ANNUAL_PLAN, RegionLevel.COUNTY, Telling.XINZHENG, approval);
    // A plan is no adjustment.
    announce("2015-08-04", NoticeKind.ANNUAL_PLAN, RegionLevel.COUNTY, Telling.XINZHENG, change);

    assertThat(dutiesOn("2015-08-31", Matter.ANNUAL_PLAN))
        .containsExactly(tuple(Telling.XINZHENG, day("2015-03-05"), Status.IN_TIME));
    assertThat(dutiesOn("2015-08-31", Matter.PLAN_ADJUSTMENT))
        .containsExactly(tuple(Telling.XINZHENG, day("2015-08-31"), Status.PENDING));
    assertThat(dutiesOn("2015-09-01", Matter.PLAN_ADJUSTMENT))
        .containsExactly(tuple(Telling.XINZHENG, day("2015-08-31"), Status.OVERDUE));
  }

  @Test
  void policiesArePublishedByWhoIssuedThem() {
    UUID policy =
        tell(
            "2015-03-02",
            "policy/XZ-2015-1",
            IN_THE_COUNTY,
            new PolicyIssued(
                new PolicyId("XZ-2015-1"),
                "新郑市扶贫办",
                Telling.XINZHENG,
                null,
                "产业扶贫方案",
                Sector.INDUSTRY,
                null));
    announce("2015-03-03", NoticeKind.POLICY, RegionLevel.CITY, Telling.CITY, policy);
    assertThat(dutiesOn("2015-12-31", Matter.POLICY))
        .containsExactly(tuple(Telling.XINZHENG, day("2015-03-30"), Status.OVERDUE));

    announce("2015-03-30", NoticeKind.POLICY, RegionLevel.COUNTY, Telling.XINZHENG, policy);
    assertThat(dutiesOn("2015-12-31", Matter.POLICY))
        .containsExactly(tuple(Telling.XINZHENG, day("2015-03-30"), Status.IN_TIME));
  }

  @Test
  void theCityHasFifteenWorkingDaysForWhatItAllotsAndTwentyForMoneyOfASector() {
    tell("2015-03-02", FUND.stream(), IN_THE_CITY, appropriated(FUND, Purpose.GENERAL));
    DocumentNumber schools = new DocumentNumber("郑财预〔2015〕2号");
    UUID sector =
        tell("2015-03-02", schools.stream(), IN_THE_CITY, appropriated(schools, Purpose.EDUCATION));
    NoticeId notice = nextNotice();
    tell(
        "2015-03-27",
        notice.stream(),
        IN_THE_CITY,
        new Announced(
            notice,
            NoticeKind.FUND_ALLOCATION,
            RegionLevel.CITY,
            Telling.CITY,
            List.of(sector),
            List.of(Telling.CITY),
            seal(Money.ofYuan(9_999))));

    assertThat(dutiesOn("2015-12-31", Matter.CITY_ALLOCATION))
        .containsExactly(tuple(Telling.CITY, day("2015-03-23"), Status.OVERDUE));
    assertThat(dutiesOn("2015-12-31", Matter.SECTOR_ALLOCATION))
        .containsExactly(tuple(Telling.CITY, day("2015-03-30"), Status.IN_TIME));
    assertThat(on("2015-12-31"))
        .as("10,000 yuan were allotted, 9,999 are published")
        .filteredOn(Disclosure::otherTotal)
        .extracting(Disclosure::matter)
        .containsExactly(Matter.SECTOR_ALLOCATION);
  }

  @Test
  void everyLoanIsPublishedInItsVillageOrAboveIt() {
    UUID first = tell("2015-03-02", "mutual-aid/" + VILLAGE, IN_THE_VILLAGE, loan(1));
    tell("2015-03-03", "mutual-aid/" + VILLAGE, IN_THE_VILLAGE, loan(2));
    announce("2015-03-04", NoticeKind.LOAN, RegionLevel.TOWNSHIP, Telling.BAQIAN, first);

    assertThat(dutiesOn("2015-12-31", Matter.LOAN))
        .containsExactly(
            tuple(VILLAGE, day("2015-03-31"), Status.OVERDUE),
            tuple(VILLAGE, day("2015-03-30"), Status.IN_TIME));
  }

  private static ProjectApproved approved() {
    return new ProjectApproved(PROJECT, "office", Money.ofYuan(8_000));
  }

  private static FundAppropriated appropriated(DocumentNumber fund, Purpose purpose) {
    return new FundAppropriated(
        fund, FundingLevel.CITY, purpose, 2015, Telling.CITY, Money.ofYuan(10_000));
  }

  private static LoanGranted loan(int number) {
    return new LoanGranted(
        VILLAGE,
        new LoanId("%03d".formatted(number)),
        Telling.household(number),
        Money.ofYuan(10_000),
        day("2017-03-02"),
        LoanUse.LIVESTOCK);
  }

  private static DocumentSeal seal(@Nullable Money total) {
    return new DocumentSeal(Sha256.of(new byte[] {1}), 1, total, "none");
  }

  private NoticeId nextNotice() {
    return new NoticeId("GG-%04d".formatted(++notices));
  }

  private void announce(
      String day, NoticeKind kind, RegionLevel level, RegionCode region, UUID subject) {
    NoticeId notice = nextNotice();
    tell(
        day,
        notice.stream(),
        IN_THE_CITY,
        new Announced(notice, kind, level, region, List.of(subject), List.of(region), seal(null)));
  }

  private UUID tell(String day, String stream, Place place, Event event) {
    return telling.tell(day(day), stream, place, event).facts().getLast().id();
  }

  private List<Tuple> projectNoticesOn(String day) {
    return on(day).stream()
        .filter(each -> each.matter().kind() == NoticeKind.PROJECT)
        .map(each -> tuple(each.place().code(), each.matter(), each.due(), each.status()))
        .toList();
  }

  private List<Tuple> dutiesOn(String day, Matter matter) {
    return on(day).stream()
        .filter(each -> each.matter() == matter)
        .map(each -> tuple(each.place().code(), each.due(), each.status()))
        .toList();
  }

  /** Of the whole city. */
  private List<Disclosure> on(String day) {
    try {
      int known = appended;
      appended = telling.facts().size();
      ledger.append(telling.facts().subList(known, appended));
      if (known == 0) projections.start();
      ToldLedger.await(projections.views());
    } catch (TimeoutException e) {
      throw new IllegalStateException(e);
    }
    LocalDate asOf = day(day);
    return projections
        .disclosures()
        .of(Telling.CITY, Moment.of(asOf), RuleSets.standard().calendar())
        .orElseThrow()
        .disclosures();
  }
}
