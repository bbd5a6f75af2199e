package org.sunshineledger.projections.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;
import static org.sunshineledger.projections.Telling.day;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
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
import org.sunshineledger.ledger.household.Programme;
import org.sunshineledger.ledger.mutualaid.LoanId;
import org.sunshineledger.ledger.mutualaid.LoanUse;
import org.sunshineledger.ledger.mutualaid.MutualAidEvent.LoanGranted;
import org.sunshineledger.ledger.notice.AnnulmentReason;
import org.sunshineledger.ledger.notice.DocumentSeal;
import org.sunshineledger.ledger.notice.NoticeEvent.Announced;
import org.sunshineledger.ledger.notice.NoticeEvent.NoticeAnnulled;
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
import org.sunshineledger.ledger.rules.WorkCalendar;
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

  /** Years without a holiday, so that a term can be counted by hand. */
  private static final WorkCalendar WEEKDAYS =
      new WorkCalendar(Set.of(2015, 2016, 2017, 2018, 2020), Set.of(), Set.of());

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
  void whatHappenedBeforeItsRuleIsNeitherLateNorOverdueAndStillShowsWhereItWasPublished() {
    UUID approval = tell("2016-02-01", PROJECT.stream(), IN_THE_VILLAGE, approved());
    tell("2016-03-01", FUND.stream(), IN_THE_CITY, appropriated(FUND, Purpose.GENERAL));
    tell("2016-03-02", "mutual-aid/" + VILLAGE, IN_THE_VILLAGE, loan(1));
    announce("2016-06-01", NoticeKind.PROJECT, RegionLevel.COUNTY, Telling.XINZHENG, approval);

    assertThat(on("2016-12-31"))
        .extracting(Disclosure::status)
        .hasSize(6)
        .containsOnly(Status.NOT_YET_ASKED);
    assertThat(on("2016-12-31"))
        .filteredOn(each -> each.notice() != null)
        .extracting(each -> each.place().code(), Disclosure::on)
        .containsExactly(tuple(Telling.XINZHENG, day("2016-06-01")));
    assertThat(calendarOn("2016-12-31").counts().get(Matter.PROJECT_APPROVAL))
        .containsExactly(entry(Status.NOT_YET_ASKED, 2));
    assertThat(calendarOn("2020-12-31").counts().get(Matter.PROJECT_APPROVAL))
        .as("no later day makes it late")
        .containsExactly(entry(Status.NOT_YET_ASKED, 2));
  }

  @Test
  void aRuleIsAskedFromTheDayItIsInForce() {
    tell("2017-12-31", PROJECT.stream(), IN_THE_VILLAGE, approved());
    tell("2018-01-01", PROJECT.stream(), IN_THE_VILLAGE, approved());

    assertThat(dutiesOn("2018-12-31", Matter.PROJECT_APPROVAL))
        .extracting(duty -> duty.toList().getLast())
        .containsExactly(
            Status.OVERDUE, Status.OVERDUE, Status.NOT_YET_ASKED, Status.NOT_YET_ASKED);
    assertThat(dutiesOn("2018-12-31", Matter.ANNUAL_PLAN))
        .as("art. 26 of 2019 is the first to set days")
        .extracting(duty -> duty.toList().getLast())
        .containsOnly(Status.NOT_YET_ASKED);
  }

  @Test
  void villageAccountsWereAskedForAllAlong() {
    telling.credited("2015-02-02", 1, VILLAGE, Programme.YULU_SUBSIDY, 2_000);

    assertThat(dutiesOn("2015-04-15", Matter.VILLAGE_ACCOUNTS))
        .containsExactly(tuple(VILLAGE, day("2015-04-15"), Status.PENDING));
    assertThat(dutiesOn("2015-04-16", Matter.VILLAGE_ACCOUNTS))
        .containsExactly(tuple(VILLAGE, day("2015-04-15"), Status.OVERDUE));
  }

  @Test
  void tenDaysOnABoardWereNotAskedForBefore2018() {
    UUID approval = tell("2015-02-02", PROJECT.stream(), IN_THE_VILLAGE, approved());
    hang("2015-03-02", "2015-03-09", approval);

    assertThat(on("2015-12-31")).noneMatch(Disclosure::shortNotice);
  }

  @Test
  void whatWasAnnulledWasPublishedUntilThatDay() {
    UUID approval = tell("2018-02-01", PROJECT.stream(), IN_THE_VILLAGE, approved());
    announce("2018-02-05", NoticeKind.PROJECT, RegionLevel.COUNTY, Telling.XINZHENG, approval);
    NoticeId announced = new NoticeId("GG-%04d".formatted(notices));
    tell(
        "2018-06-01",
        announced.stream(),
        IN_THE_VILLAGE,
        new NoticeAnnulled(
            announced, NoticeKind.PROJECT, Telling.XINZHENG, AnnulmentReason.NEVER_POSTED));

    assertThat(publicationsOn("2018-05-31")).contains(announced);
    assertThat(publicationsOn("2018-06-01")).isEmpty();
  }

  private List<NoticeId> publicationsOn(String day) {
    return on(day).stream().map(Disclosure::notice).filter(Objects::nonNull).distinct().toList();
  }

  @Test
  void oneNoticeOfSeveralDocumentsIsHeldAgainstTheirSum() {
    DocumentNumber schools = new DocumentNumber("郑财预〔2020〕2号");
    DocumentNumber roads = new DocumentNumber("郑财预〔2020〕3号");
    UUID general =
        tell("2020-03-02", FUND.stream(), IN_THE_CITY, appropriated(FUND, Purpose.GENERAL));
    UUID sector =
        tell("2020-03-02", schools.stream(), IN_THE_CITY, appropriated(schools, Purpose.EDUCATION));
    UUID third =
        tell("2020-03-03", roads.stream(), IN_THE_CITY, appropriated(roads, Purpose.GENERAL));
    allocation("2020-03-04", 20_000, general, sector);
    assertThat(on("2020-12-31")).noneMatch(Disclosure::otherTotal);

    allocation("2020-03-05", 19_999, third, general);
    assertThat(on("2020-12-31"))
        .filteredOn(Disclosure::otherTotal)
        .extracting(Disclosure::about)
        .containsExactly(roads.stream());
  }

  @Test
  void aProjectIsPublishedByItsCountyItsTownshipAndItsVillageEachForItself() {
    UUID approval = tell("2020-02-03", PROJECT.stream(), IN_THE_VILLAGE, approved());
    announce("2020-02-11", NoticeKind.PROJECT, RegionLevel.COUNTY, Telling.XINZHENG, approval);
    announce("2020-02-21", NoticeKind.PROJECT, RegionLevel.TOWNSHIP, Telling.BAQIAN, approval);

    assertThat(projectNoticesOn("2020-12-31"))
        .containsExactlyInAnyOrder(
            tuple(Telling.XINZHENG, Matter.PROJECT_APPROVAL, day("2020-02-13"), Status.IN_TIME),
            tuple(Telling.BAQIAN, Matter.PROJECT_APPROVAL, day("2020-02-13"), Status.LATE),
            tuple(VILLAGE, Matter.PROJECT_IN_VILLAGE, day("2020-03-02"), Status.OVERDUE));
  }

  @Test
  void aNoticeThatHungTooShortInTheVillageIsMarkedAndCounts() {
    UUID approval = tell("2020-02-03", PROJECT.stream(), IN_THE_VILLAGE, approved());
    hang("2020-03-02", "2020-03-09", approval);

    assertThat(on("2020-12-31"))
        .filteredOn(Disclosure::shortNotice)
        .extracting(Disclosure::matter, Disclosure::status)
        .containsExactly(tuple(Matter.PROJECT_IN_VILLAGE, Status.IN_TIME));
  }

  @Test
  void theAnnualPlanAndItsAdjustmentArePublishedByTheCounty() {
    UUID approval = tell("2020-02-03", PROJECT.stream(), IN_THE_VILLAGE, approved());
    UUID change =
        tell(
            "2020-08-03",
            PROJECT.stream(),
            IN_THE_VILLAGE,
            new ProjectChanged(
                PROJECT, ChangedPart.PERIOD, ChangeGround.FORCE_MAJEURE, "office", null));
    // The village's own word is not the county's.
    announce("2020-02-04", NoticeKind.ANNUAL_PLAN, RegionLevel.VILLAGE, VILLAGE, approval);
    announce("2020-03-02", NoticeKind.ANNUAL_PLAN, RegionLevel.COUNTY, Telling.XINZHENG, approval);
    // A plan is no adjustment.
    announce("2020-08-04", NoticeKind.ANNUAL_PLAN, RegionLevel.COUNTY, Telling.XINZHENG, change);

    assertThat(dutiesOn("2020-08-31", Matter.ANNUAL_PLAN))
        .containsExactly(tuple(Telling.XINZHENG, day("2020-03-02"), Status.IN_TIME));
    assertThat(dutiesOn("2020-08-31", Matter.PLAN_ADJUSTMENT))
        .containsExactly(tuple(Telling.XINZHENG, day("2020-08-31"), Status.PENDING));
    assertThat(dutiesOn("2020-09-01", Matter.PLAN_ADJUSTMENT))
        .containsExactly(tuple(Telling.XINZHENG, day("2020-08-31"), Status.OVERDUE));
  }

  @Test
  void policiesArePublishedByWhoIssuedThem() {
    UUID policy =
        tell(
            "2020-03-02",
            "policy/XZ-2020-1",
            IN_THE_COUNTY,
            new PolicyIssued(
                new PolicyId("XZ-2020-1"),
                "新郑市扶贫办",
                Telling.XINZHENG,
                null,
                "产业扶贫方案",
                Sector.INDUSTRY,
                null));
    announce("2020-03-03", NoticeKind.POLICY, RegionLevel.CITY, Telling.CITY, policy);
    assertThat(dutiesOn("2020-12-31", Matter.POLICY))
        .containsExactly(tuple(Telling.XINZHENG, day("2020-03-30"), Status.OVERDUE));

    announce("2020-03-30", NoticeKind.POLICY, RegionLevel.COUNTY, Telling.XINZHENG, policy);
    assertThat(dutiesOn("2020-12-31", Matter.POLICY))
        .containsExactly(tuple(Telling.XINZHENG, day("2020-03-30"), Status.IN_TIME));
  }

  @Test
  void theCityHasFifteenWorkingDaysForWhatItAllotsAndTwentyForMoneyOfASector() {
    tell("2020-03-02", FUND.stream(), IN_THE_CITY, appropriated(FUND, Purpose.GENERAL));
    DocumentNumber schools = new DocumentNumber("郑财预〔2015〕2号");
    UUID sector =
        tell("2020-03-02", schools.stream(), IN_THE_CITY, appropriated(schools, Purpose.EDUCATION));
    allocation("2020-03-27", 9_999, sector);

    assertThat(dutiesOn("2020-12-31", Matter.CITY_ALLOCATION))
        .containsExactly(tuple(Telling.CITY, day("2020-03-23"), Status.OVERDUE));
    assertThat(dutiesOn("2020-12-31", Matter.SECTOR_ALLOCATION))
        .containsExactly(tuple(Telling.CITY, day("2020-03-30"), Status.IN_TIME));
    assertThat(on("2020-12-31"))
        .as("10,000 yuan were allotted, 9,999 are published")
        .filteredOn(Disclosure::otherTotal)
        .extracting(Disclosure::matter)
        .containsExactly(Matter.SECTOR_ALLOCATION);
    assertThat(calendarOn("2020-12-31").otherTotals())
        .as("it is counted apart and not as in time")
        .containsExactly(entry(Matter.SECTOR_ALLOCATION, 1));
    assertThat(calendarOn("2020-12-31").counts().get(Matter.SECTOR_ALLOCATION)).isEmpty();
  }

  @Test
  void everyLoanIsPublishedInItsVillageOrAboveIt() {
    UUID first = tell("2020-03-02", "mutual-aid/" + VILLAGE, IN_THE_VILLAGE, loan(1));
    tell("2020-03-03", "mutual-aid/" + VILLAGE, IN_THE_VILLAGE, loan(2));
    announce("2020-03-04", NoticeKind.LOAN, RegionLevel.TOWNSHIP, Telling.BAQIAN, first);

    assertThat(dutiesOn("2020-12-31", Matter.LOAN))
        .containsExactly(
            tuple(VILLAGE, day("2020-03-31"), Status.OVERDUE),
            tuple(VILLAGE, day("2020-03-30"), Status.IN_TIME));
  }

  private void hang(String opens, String closes, UUID subject) {
    NoticeId notice = nextNotice();
    tell(
        opens,
        notice.stream(),
        IN_THE_VILLAGE,
        new NoticePosted(
            notice,
            NoticeKind.PROJECT,
            RegionLevel.VILLAGE,
            VILLAGE,
            List.of(subject),
            List.of(VILLAGE),
            day(opens),
            day(closes),
            seal(null),
            "NOTICE_DAYS"));
  }

  private void allocation(String day, long yuan, UUID... subjects) {
    NoticeId notice = nextNotice();
    tell(
        day,
        notice.stream(),
        IN_THE_CITY,
        new Announced(
            notice,
            NoticeKind.FUND_ALLOCATION,
            RegionLevel.CITY,
            Telling.CITY,
            List.of(subjects),
            List.of(Telling.CITY),
            seal(Money.ofYuan(yuan))));
  }

  private static ProjectApproved approved() {
    return new ProjectApproved(PROJECT, "office", Money.ofYuan(8_000));
  }

  private static FundAppropriated appropriated(DocumentNumber fund, Purpose purpose) {
    return new FundAppropriated(
        fund, FundingLevel.CITY, purpose, 2020, Telling.CITY, Money.ofYuan(10_000));
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
    return new DocumentSeal(Sha256.of(new byte[] {1}), 1, total, "none", null);
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
    return calendarOn(day).disclosures();
  }

  private DisclosureCalendar calendarOn(String day) {
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
    return projections.disclosures().of(Telling.CITY, Moment.of(asOf), WEEKDAYS).orElseThrow();
  }
}
