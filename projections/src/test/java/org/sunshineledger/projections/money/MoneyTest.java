package org.sunshineledger.projections.money;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.sunshineledger.projections.Telling.day;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.fact.DocumentNumber;
import org.sunshineledger.ledger.fact.Event;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.PaymentId;
import org.sunshineledger.ledger.fact.Place;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.fact.SupplierId;
import org.sunshineledger.ledger.fund.FundEvent.FundAllotted;
import org.sunshineledger.ledger.fund.FundEvent.FundAppropriated;
import org.sunshineledger.ledger.fund.FundEvent.FundPassedDown;
import org.sunshineledger.ledger.fund.FundingLevel;
import org.sunshineledger.ledger.fund.Purpose;
import org.sunshineledger.ledger.household.HouseholdEvent.BenefitCredited;
import org.sunshineledger.ledger.household.HouseholdEvent.BenefitReversed;
import org.sunshineledger.ledger.household.Programme;
import org.sunshineledger.ledger.household.ReversalReason;
import org.sunshineledger.ledger.payment.Instalment;
import org.sunshineledger.ledger.payment.PayeeKind;
import org.sunshineledger.ledger.payment.PaymentEvent.PaymentRequested;
import org.sunshineledger.ledger.payment.PaymentEvent.SupplierPaid;
import org.sunshineledger.ledger.project.AcceptanceLevel;
import org.sunshineledger.ledger.project.ConstructionNature;
import org.sunshineledger.ledger.project.ExpenditureKind;
import org.sunshineledger.ledger.project.Linkage;
import org.sunshineledger.ledger.project.Participation;
import org.sunshineledger.ledger.project.ProjectCategory;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectAccepted;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectAdmitted;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectApproved;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectCredited;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectDebited;
import org.sunshineledger.projections.Projections;
import org.sunshineledger.projections.Telling;
import org.sunshineledger.projections.ToldLedger;
import org.sunshineledger.projections.view.Moment;

@DisplayName("资金")
class MoneyTest {

  private static final DocumentNumber FUND = new DocumentNumber("郑财预〔2015〕1号");
  private static final ProjectCode PROJECT = new ProjectCode("PROJECT-1");
  private static final RegionCode VILLAGE = new RegionCode("410173202001");

  private final ToldLedger ledger = new ToldLedger();
  private final Projections projections = ledger.projections();
  private final Telling telling = new Telling().divisions();

  @BeforeEach
  void tell() throws TimeoutException {
    tell(
        "2015-01-10",
        FUND.stream(),
        new FundAppropriated(
            FUND, FundingLevel.CITY, Purpose.EDUCATION, 2015, Telling.CITY, Money.ofYuan(10_000)));
    tell(
        "2015-02-01",
        PROJECT.stream(),
        new ProjectApproved(PROJECT, "office", Money.ofYuan(8_000)));
    tell("2015-02-10", FUND.stream(), new FundAllotted(FUND, PROJECT, Money.ofYuan(6_000)));
    tell(
        "2015-06-10",
        PROJECT.stream(),
        new ProjectDebited(PROJECT, new PaymentId("PAY-0001"), FUND, Money.ofYuan(5_000), 2));
    telling.credited("2015-06-10", 1, VILLAGE, Programme.YULU_SUBSIDY, 2_000);
    telling.credited("2015-06-10", 2, VILLAGE, Programme.YULU_SUBSIDY, 3_000);
    ledger.append(telling.facts());
    projections.start();
    ToldLedger.await(projections.views());
  }

  private void tell(String day, String stream, Event event) {
    telling.tell(day(day), stream, new Place(null, null, null, Telling.CITY), event);
  }

  @AfterEach
  void close() {
    projections.close();
    ledger.close();
  }

  @Test
  void debitsEqualCreditsAtEveryDay() {
    for (LocalDate day : List.of(day("2015-06-09"), day("2015-06-10"), day("2016-10-17")))
      assertThat(projections.money().total(Moment.of(day)).balanced()).as("%s", day).isTrue();
    assertThat(projections.money().total(Moment.of(day("2016-10-17"))).credited())
        .isEqualTo(Money.ofYuan(5_000));
  }

  @Test
  void everyJointHasABalance() {
    Flow total = projections.money().total(Moment.of(day("2016-10-17")));
    assertThat(total.unallotted()).isEqualTo(Money.ofYuan(4_000));
    assertThat(total.undisbursed()).isEqualTo(Money.ofYuan(1_000));
    assertThat(total.uncredited()).isEqualTo(Money.ZERO);
    assertThat(total.credits()).isEqualTo(2);
  }

  @Test
  void aFundLeadsToItsProjectsAndAProjectToItsVillages() {
    FundLine fund = projections.money().fund(FUND, Moment.of(day("2016-10-17"))).orElseThrow();
    assertThat(fund.allotments())
        .extracting(
            FundLine.Allotment::project,
            FundLine.Allotment::allotted,
            FundLine.Allotment::disbursed)
        .containsExactly(tuple(PROJECT, Money.ofYuan(6_000), Money.ofYuan(5_000)));
    ProjectLine project =
        projections.money().project(PROJECT, Moment.of(day("2016-10-17"))).orElseThrow();
    assertThat(project.funds()).containsEntry(FUND, Money.ofYuan(6_000));
    assertThat(project.flow().balanced()).isTrue();
  }

  @Test
  void aProjectTellsOfAVillageOnlyWhatOneListPaidFiveOfItsHouseholdsAtTheEndOfTheMonth()
      throws TimeoutException {
    int told = telling.facts().size();
    for (int household = 3; household <= 6; household++)
      telling.credited("2016-11-05", household, VILLAGE, Programme.YULU_SUBSIDY, 1_000);
    append(told);
    assertThat(villagesOn("2016-11-30")).as("six households of six lists").isEmpty();

    told = telling.facts().size();
    list("2016-12-05", "PAY-0002", 5, 1_000);
    append(told);
    assertThat(villagesOn("2016-12-30")).as("the month is not over").isEmpty();
    assertThat(villagesOn("2016-12-31")).containsEntry(VILLAGE, Money.ofYuan(5_000));
    assertThat(projections.money().told(VILLAGE, Moment.of(day("2016-12-31"))).total())
        .isEqualTo(Money.ofYuan(5_000));
  }

  @Test
  void whatOneHouseholdGaveBackShowsInNoPublicFigureUntilFiveDid() throws TimeoutException {
    int told = telling.facts().size();
    list("2016-01-05", "PAY-0002", 6, 500);
    for (int household = 1; household <= 4; household++)
      giveBack("2016-03-0" + household, "PAY-0002", household, 500);
    // Twice the same household is one household.
    giveBack("2016-03-07", "PAY-0002", 4, 100);
    append(told);
    assertThat(spentOn("2016-12-31")).containsOnly(Money.ofYuan(8_000));

    told = telling.facts().size();
    giveBack("2016-05-09", "PAY-0002", 5, 500);
    append(told);
    assertThat(spentOn("2016-05-30")).containsOnly(Money.ofYuan(8_000));
    assertThat(spentOn("2016-05-31")).containsOnly(Money.ofYuan(5_400));
    assertThat(projections.money().total(Moment.of(day("2016-05-30"))).balanced()).isTrue();
    assertThat(projections.money().total(Moment.of(day("2016-05-31"))).credited())
        .isEqualTo(Money.ofYuan(5_400));
    assertThat(projections.money().ageing(Moment.of(day("2016-05-30"))))
        .extracting(Ageing::idle)
        .containsExactly(Money.ofYuan(2_000));
  }

  /** As the total, the fund and the project have it, and each of the two by the other. */
  private Set<Money> spentOn(String day) {
    Moment moment = Moment.of(day(day));
    FundLine fund = projections.money().fund(FUND, moment).orElseThrow();
    ProjectLine project = projections.money().project(PROJECT, moment).orElseThrow();
    return Set.copyOf(
        List.of(
            projections.money().total(moment).disbursed(),
            fund.flow().disbursed(),
            fund.allotments().getFirst().disbursed(),
            project.flow().disbursed(),
            requireNonNull(project.spent().get(FUND))));
  }

  @Test
  void aFundTellsWhatOfItsOwnWasCreditedAndNotWhatItsProjectsGotOfOthers() throws TimeoutException {
    DocumentNumber one = new DocumentNumber("新财预〔2015〕8号");
    DocumentNumber other = new DocumentNumber("新财预〔2016〕8号");
    int told = telling.facts().size();
    list("2016-01-05", "PAY-0002", one, 6, 500);
    list("2016-02-05", "PAY-0003", other, 5, 700);
    list("2016-02-06", "PAY-0004", other, 2, 90);
    supplied("2016-02-07", "PAY-0005", other, 400);
    for (int household = 1; household <= 5; household++)
      giveBack("2016-03-0" + household, "PAY-0002", one, household, 100);
    append(told);

    FundLine first = projections.money().fund(one, Moment.of(day("2016-03-31"))).orElseThrow();
    assertThat(first.flow().credited()).isEqualTo(Money.ofYuan(2_500));
    assertThat(first.flow().credits()).isEqualTo(6);
    FundLine.Allotment ofFirst = first.allotments().getFirst();
    assertThat(ofFirst.villages()).isEqualTo(Map.of(VILLAGE, Money.ofYuan(3_000)));
    assertThat(ofFirst.returned()).isEqualTo(Money.ofYuan(500));
    assertThat(ofFirst.untold()).isEqualTo(Money.ZERO);

    FundLine second = projections.money().fund(other, Moment.of(day("2016-03-31"))).orElseThrow();
    assertThat(second.flow().supplied()).isEqualTo(Money.ofYuan(400));
    assertThat(second.flow().credited()).isEqualTo(Money.ofYuan(3_680));
    FundLine.Allotment ofSecond = second.allotments().getFirst();
    assertThat(ofSecond.villages()).isEqualTo(Map.of(VILLAGE, Money.ofYuan(3_500)));
    assertThat(ofSecond.untold()).as("two households hide in no village").isEqualTo(yuan(180));

    for (FundLine fund : List.of(first, second)) {
      assertThat(fund.flow().balanced()).as("%s", fund).isTrue();
      for (FundLine.Allotment each : fund.allotments())
        assertThat(each.balanced()).as("%s", each).isTrue();
    }
    ProjectLine project =
        projections.money().project(PROJECT, Moment.of(day("2016-03-31"))).orElseThrow();
    assertThat(project.villages()).isEqualTo(Map.of(VILLAGE, Money.ofYuan(6_500)));
    assertThat(project.returned()).isEqualTo(Money.ofYuan(500));
    // The two of the beginning are in two lists of their own.
    assertThat(project.untold()).isEqualTo(Money.ofYuan(5_180));
  }

  @Test
  void aFundTellsOfNoVillageBeforeTheMonthIsOver() throws TimeoutException {
    int told = telling.facts().size();
    list("2016-01-05", "PAY-0002", FUND, 6, 500);
    append(told);

    FundLine.Allotment before =
        projections
            .money()
            .fund(FUND, Moment.of(day("2016-01-30")))
            .orElseThrow()
            .allotments()
            .getFirst();
    assertThat(before.villages()).isEmpty();
    assertThat(before.untold()).isEqualTo(Money.ofYuan(3_000));
  }

  private static Money yuan(long yuan) {
    return Money.ofYuan(yuan);
  }

  private void list(String day, String payment, int households, long yuan) {
    list(day, payment, FUND, households, yuan);
  }

  private void supplied(String day, String payment, DocumentNumber fund, long yuan) {
    SupplierId supplier = new SupplierId("GYS-1");
    tell(
        day,
        new PaymentId(payment).stream(),
        new PaymentRequested(
            new PaymentId(payment),
            PROJECT,
            fund,
            null,
            "2016",
            PayeeKind.SUPPLIER,
            1,
            yuan(yuan),
            Sha256.of(new byte[0]),
            supplier,
            Instalment.SETTLEMENT));
    tell(
        day,
        PROJECT.stream(),
        new ProjectDebited(PROJECT, new PaymentId(payment), fund, yuan(yuan), 1));
    tell(
        day,
        new PaymentId(payment).stream(),
        new SupplierPaid(
            new PaymentId(payment),
            PROJECT,
            fund,
            supplier,
            Instalment.SETTLEMENT,
            yuan(yuan),
            null));
  }

  private void list(String day, String payment, DocumentNumber fund, int households, long yuan) {
    tell(
        day,
        PROJECT.stream(),
        new ProjectDebited(
            PROJECT, new PaymentId(payment), fund, Money.ofYuan(households * yuan), households));
    for (int household = 1; household <= households; household++)
      telling.tell(
          day(day),
          Telling.household(household).stream(),
          new Place(VILLAGE, Telling.BAQIAN, Telling.AIRPORT, Telling.CITY),
          new BenefitCredited(
              Telling.household(household),
              Programme.INDUSTRY_GRANT,
              "2016",
              null,
              Money.ofYuan(yuan),
              PROJECT,
              new PaymentId(payment),
              household));
  }

  private void giveBack(String day, String payment, int household, long yuan) {
    giveBack(day, payment, FUND, household, yuan);
  }

  private void giveBack(String day, String payment, DocumentNumber fund, int household, long yuan) {
    tell(
        day,
        PROJECT.stream(),
        new ProjectCredited(PROJECT, new PaymentId(payment), fund, Money.ofYuan(yuan)));
    telling.tell(
        day(day),
        Telling.household(household).stream(),
        new Place(VILLAGE, Telling.BAQIAN, Telling.AIRPORT, Telling.CITY),
        new BenefitReversed(
            Telling.household(household),
            Programme.INDUSTRY_GRANT,
            "2016",
            null,
            Money.ofYuan(yuan),
            PROJECT,
            new PaymentId(payment),
            household,
            ReversalReason.RETURNED));
  }

  private void append(int from) throws TimeoutException {
    ledger.append(telling.facts().subList(from, telling.facts().size()));
    ToldLedger.await(projections.views());
  }

  private Map<RegionCode, Money> villagesOn(String day) {
    return projections.money().project(PROJECT, Moment.of(day(day))).orElseThrow().villages();
  }

  @Test
  void aProjectHasAllThatWasSaidOfItAndWhoseAcceptanceEachWas() throws TimeoutException {
    int told = telling.facts().size();
    tell(
        "2015-01-20",
        PROJECT.stream(),
        new ProjectAdmitted(
            PROJECT,
            "养殖",
            ProjectCategory.SPECIALTY_ECONOMY,
            ConstructionNature.EXPANSION,
            VILLAGE,
            day("2015-03-01"),
            day("2015-12-31"),
            "八千乡政府",
            "建羊舍三栋",
            yuan(8_000),
            FundingLevel.CITY,
            20,
            "户均增收",
            Participation.LABOUR,
            Linkage.SHARE_DIVIDEND,
            ExpenditureKind.INDUSTRY));
    tell("2016-01-10", PROJECT.stream(), new ProjectAccepted(PROJECT, AcceptanceLevel.TOWNSHIP, 5));
    tell("2016-02-10", PROJECT.stream(), new ProjectAccepted(PROJECT, AcceptanceLevel.COUNTY, 5));
    append(told);

    ProjectLine project =
        projections.money().project(PROJECT, Moment.of(day("2016-12-31"))).orElseThrow();
    Account.ProjectHead head = requireNonNull(project.head());
    assertThat(head.nature()).isEqualTo(ConstructionNature.EXPANSION);
    assertThat(head.task()).isEqualTo("建羊舍三栋");
    assertThat(head.financing()).isEqualTo(FundingLevel.CITY);
    assertThat(head.participation()).isEqualTo(Participation.LABOUR);
    assertThat(head.linkage()).isEqualTo(Linkage.SHARE_DIVIDEND);
    assertThat(head.expenditure()).isEqualTo(ExpenditureKind.INDUSTRY);
    assertThat(project.steps())
        .extracting(Account.Step::acceptance)
        .endsWith(AcceptanceLevel.TOWNSHIP, AcceptanceLevel.COUNTY);
  }

  @Test
  void moreThanWasAllottedIsSeenThoughDebitsEqualCredits() throws TimeoutException {
    int told = telling.facts().size();
    list("2016-01-05", "PAY-0002", 6, 500);
    append(told);

    ProjectLine project =
        projections.money().project(PROJECT, Moment.of(day("2016-12-31"))).orElseThrow();
    assertThat(project.flow().balanced()).isTrue();
    assertThat(project.overdrawn()).as("8,000 of 6,000").isTrue();
    assertThat(
            projections
                .money()
                .project(PROJECT, Moment.of(day("2016-01-04")))
                .orElseThrow()
                .overdrawn())
        .isFalse();
  }

  @Test
  void anAuditorSeesOfARegionItsDocumentsItsProjectsAndTheBalanceAtEachJoint()
      throws TimeoutException {
    DocumentNumber below = new DocumentNumber("新财预〔2015〕8号");
    int told = telling.facts().size();
    tell(
        "2015-01-20",
        FUND.stream(),
        new FundPassedDown(FUND, Telling.XINZHENG, below, yuan(3_000)));
    tell(
        "2015-01-20",
        below.stream(),
        new FundAppropriated(
            below,
            FundingLevel.CITY,
            Purpose.EDUCATION,
            2015,
            Telling.XINZHENG,
            yuan(3_000),
            FUND,
            null));
    tell("2015-02-11", below.stream(), new FundAllotted(below, PROJECT, yuan(1_000)));
    list("2015-07-05", "PAY-0002", below, 3, 300);
    giveBack("2015-08-05", "PAY-0002", below, 1, 200);
    append(told);

    Moment moment = Moment.of(day("2015-12-31"));
    RegionLedger city = projections.money().ledger(Telling.CITY, moment);
    assertThat(city.funds()).extracting(FundLine::fund).containsExactly(below, FUND);
    assertThat(city.flow().appropriated()).as("once").isEqualTo(yuan(10_000));
    assertThat(city.flow().gone()).isEqualTo(Money.ZERO);
    assertThat(city.flow().allotted()).isEqualTo(yuan(7_000));
    assertThat(city.flow().unallotted()).isEqualTo(yuan(3_000));
    assertThat(city.projects()).hasSize(1);
    assertThat(city.projects().getFirst().received()).isEqualTo(yuan(5_700));

    RegionLedger county = projections.money().ledger(Telling.XINZHENG, moment);
    assertThat(county.funds()).extracting(FundLine::fund).containsExactly(below);
    assertThat(county.flow().appropriated()).isEqualTo(yuan(3_000));
    FundLine.Allotment allotment = county.funds().getFirst().allotments().getFirst();
    assertThat(allotment.disbursed()).as("nothing is withheld").isEqualTo(yuan(700));
    assertThat(allotment.balanced()).isTrue();
    assertThat(allotment.untold()).isEqualTo(Money.ZERO);
    assertThat(allotment.villages()).containsExactly(Map.entry(VILLAGE, yuan(900)));
  }

  @Test
  void theWayOfMoneyLosesNothingAtAnyStopAndTellsNoVillageOfFew() throws TimeoutException {
    DocumentNumber below = new DocumentNumber("新财预〔2015〕8号");
    int told = telling.facts().size();
    tell(
        "2015-01-20",
        FUND.stream(),
        new FundPassedDown(FUND, Telling.XINZHENG, below, yuan(3_000)));
    tell(
        "2015-01-20",
        below.stream(),
        new FundAppropriated(
            below,
            FundingLevel.CITY,
            Purpose.EDUCATION,
            2015,
            Telling.XINZHENG,
            yuan(3_000),
            FUND,
            null));
    tell("2015-02-11", below.stream(), new FundAllotted(below, PROJECT, yuan(1_000)));
    list("2015-07-05", "PAY-0002", below, 3, 300);
    giveBack("2015-08-05", "PAY-0002", below, 1, 200);
    append(told);

    Moment moment = Moment.of(day("2015-12-31"));
    MoneyQuery money = projections.money();
    List<Leg> all = money.ways(money.funds(moment), moment);
    assertThat(all)
        .extracting(leg -> leg.from().kind(), leg -> leg.to().kind(), Leg::amount)
        .containsExactlyInAnyOrder(
            tuple(StopKind.DOCUMENT, StopKind.COUNTY, yuan(3_000)),
            tuple(StopKind.DOCUMENT, StopKind.UNALLOTTED, yuan(1_000)),
            tuple(StopKind.DOCUMENT, StopKind.ELSEWHERE, yuan(6_000)),
            tuple(StopKind.COUNTY, StopKind.HOUSEHOLDS, yuan(900)),
            tuple(StopKind.COUNTY, StopKind.UNDISBURSED, yuan(100)),
            tuple(StopKind.COUNTY, StopKind.UNALLOTTED, yuan(2_000)));

    FundLine fund = money.fund(below, moment).orElseThrow();
    assertThat(money.ways(fund, moment))
        .extracting(leg -> leg.to().kind(), Leg::amount)
        .as("three households are told of no village, and one that gave back is not told at all")
        .containsExactlyInAnyOrder(
            tuple(StopKind.UNALLOTTED, yuan(2_000)),
            tuple(StopKind.PROJECT, yuan(1_000)),
            tuple(StopKind.UNTOLD, yuan(900)),
            tuple(StopKind.UNDISBURSED, yuan(100)));

    List<Leg> everything = money.allWays(Telling.XINZHENG, moment);
    assertThat(everything)
        .extracting(leg -> leg.to().kind(), Leg::amount)
        .containsExactlyInAnyOrder(
            tuple(StopKind.UNALLOTTED, yuan(2_000)),
            tuple(StopKind.PROJECT, yuan(1_000)),
            tuple(StopKind.VILLAGE, yuan(900)),
            tuple(StopKind.RETURNED, yuan(-200)),
            tuple(StopKind.UNDISBURSED, yuan(300)));
    for (List<Leg> legs : List.of(all, money.ways(fund, moment), everything))
      for (Stop stop : legs.stream().map(Leg::to).toList())
        if (legs.stream().anyMatch(leg -> leg.from().equals(stop)))
          assertThat(sum(legs.stream().filter(leg -> leg.from().equals(stop))))
              .as("%s", stop)
              .isEqualTo(sum(legs.stream().filter(leg -> leg.to().equals(stop))));
  }

  private static Money sum(Stream<Leg> legs) {
    return legs.map(Leg::amount).reduce(Money.ZERO, Money::plus);
  }

  @Test
  void ofManyProjectsTheLargestAreNamedAndTheOthersGoTogether() throws TimeoutException {
    int told = telling.facts().size();
    for (int i = 1; i <= 20; i++)
      tell(
          "2015-03-01",
          FUND.stream(),
          new FundAllotted(FUND, new ProjectCode("SMALL-" + i), yuan(10L * i)));
    append(told);

    Moment moment = Moment.of(day("2015-12-31"));
    FundLine fund = projections.money().fund(FUND, moment).orElseThrow();
    List<Leg> legs = projections.money().ways(fund, moment);

    assertThat(legs.stream().filter(leg -> leg.to().kind() == StopKind.PROJECT)).hasSize(12);
    Leg others =
        legs.stream()
            .filter(leg -> leg.to().kind() == StopKind.OTHER_PROJECTS)
            .findFirst()
            .orElseThrow();
    assertThat(others.to().many()).isEqualTo(9);
    assertThat(others.amount()).isEqualTo(yuan(450));
  }

  @Test
  void anEarlierDayKnowsLess() {
    FundLine fund = projections.money().fund(FUND, Moment.of(day("2015-02-01"))).orElseThrow();
    assertThat(fund.flow().appropriated()).isEqualTo(Money.ofYuan(10_000));
    assertThat(fund.flow().allotted()).isEqualTo(Money.ZERO);
    assertThat(projections.money().fund(FUND, Moment.of(day("2015-01-09")))).isEmpty();
    assertThat(projections.money().funds(Moment.of(day("2016-10-17")))).hasSize(1);
  }

  @Test
  void whatFewWerePaidIsForAuditorsOnly() {
    Moment moment = Moment.of(day("2016-10-17"));
    Received told = projections.money().told(Telling.BAQIAN, moment);
    assertThat(told.total()).isEqualTo(Money.ZERO);
    assertThat(told.byProgramme()).isEmpty();
    assertThat(told.suppressed()).isTrue();
    assertThat(projections.money().received(Telling.BAQIAN, moment).total())
        .isEqualTo(Money.ofYuan(5_000));
  }
}
