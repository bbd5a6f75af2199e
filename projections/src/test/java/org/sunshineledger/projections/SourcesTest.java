package org.sunshineledger.projections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.sunshineledger.projections.Telling.AIRPORT;
import static org.sunshineledger.projections.Telling.BAQIAN;
import static org.sunshineledger.projections.Telling.XINZHENG;
import static org.sunshineledger.projections.Telling.day;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.fact.Place;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.policy.PolicyEvent.PolicyIssued;
import org.sunshineledger.ledger.policy.PolicyEvent.PolicySuperseded;
import org.sunshineledger.ledger.policy.PolicyId;
import org.sunshineledger.ledger.policy.Sector;
import org.sunshineledger.ledger.supervision.CheckKind;
import org.sunshineledger.ledger.supervision.ClaimEvent.ClaimCheckRecorded;
import org.sunshineledger.ledger.supervision.ClaimEvent.ClaimRecorded;
import org.sunshineledger.ledger.supervision.ClaimEvent.ClaimWithdrawn;
import org.sunshineledger.ledger.supervision.ClaimKind;
import org.sunshineledger.ledger.supervision.ClaimOperator;
import org.sunshineledger.ledger.supervision.WithdrawalReason;
import org.sunshineledger.ledger.village.PoorVillageLevel;
import org.sunshineledger.ledger.village.VillageEvent.VillageListed;
import org.sunshineledger.projections.progress.YearLine;
import org.sunshineledger.projections.reconciliation.Agreement;
import org.sunshineledger.projections.reconciliation.Beside;
import org.sunshineledger.projections.reconciliation.ClaimResult;
import org.sunshineledger.projections.reconciliation.Evidence;
import org.sunshineledger.projections.reconciliation.Reason;
import org.sunshineledger.projections.reconciliation.Report;
import org.sunshineledger.projections.reconciliation.Source;
import org.sunshineledger.projections.reconciliation.UnitMismatch;
import org.sunshineledger.projections.reconciliation.Verdict;
import org.sunshineledger.projections.view.Moment;

/** Two households of seven persons, a newspaper that counts them rightly, and a yearbook. */
@DisplayName("对账：多个来源")
class SourcesTest {

  private static final String NEWSPAPER = "zhengzhou-2016";
  private static final String YEARBOOK = "a-yearbook";
  private static final String DAY = "2015-12-31";
  private static final RegionCode VILLAGE = new RegionCode("410173202001");

  private final ToldLedger ledger = new ToldLedger();
  private final Projections projections = ledger.projections();
  private final Telling telling = new Telling().divisions();

  @BeforeEach
  void tell() throws TimeoutException {
    telling
        .applied("2014-03-01", 1, VILLAGE, 3)
        .identified("2014-05-01", 1, VILLAGE, 3)
        .applied("2014-03-01", 2, VILLAGE, 4)
        .identified("2014-05-01", 2, VILLAGE, 4);
    claim(NEWSPAPER, "C001", BAQIAN, "persons.registered", "person", DAY, "7");
    claim(NEWSPAPER, "C002", BAQIAN, "households.registered", "household", DAY, "2");
    claim(NEWSPAPER, "C003", AIRPORT, "persons.exit_target.2016", "person", "2016-12-31", "32000");
    // The yearbook numbers its figures anew, from the same number on.
    claim(YEARBOOK, "C001", BAQIAN, "households.registered", "person", DAY, "2");
    claim(YEARBOOK, "C002", BAQIAN, "persons.registered", "person", DAY, "8");
    claim(YEARBOOK, "C003", BAQIAN, "persons.registered", "万人", DAY, "0.0007");
    claim(YEARBOOK, "C004", BAQIAN, "persons.registered", "furlong", DAY, "7");
    claim(YEARBOOK, "C005", XINZHENG, "persons.registered", "person", DAY, "7");
    claim(YEARBOOK, "C006", BAQIAN, "persons.registered", "person", "2014-04-01", "0");
    claim(YEARBOOK, "C007", AIRPORT, "persons.exit_target.2016", "person", "2016-12-31", "31.5");
    claim(YEARBOOK, "C008", BAQIAN, "mutual_aid.capital", "person", DAY, "7");
    check(NEWSPAPER, "K01", "C001 - C002 = 5");
    ledger.append(telling.facts());
    projections.start();
    ToldLedger.await(projections.views());
  }

  private void claim(
      String source,
      String id,
      RegionCode region,
      String metric,
      String unit,
      String asOf,
      String value) {
    telling.tell(
        day("2016-10-17"),
        "claim/" + source,
        Place.NOWHERE,
        new ClaimRecorded(
            source,
            id,
            region,
            metric,
            unit,
            ClaimKind.ACTUAL,
            day(asOf),
            ClaimOperator.EQUAL,
            new BigDecimal(value)));
  }

  private void check(String source, String id, String relation) {
    telling.tell(
        day("2016-10-17"),
        "claim/" + source,
        Place.NOWHERE,
        new ClaimCheckRecorded(source, id, CheckKind.EQUAL, relation, BigDecimal.ZERO, ""));
  }

  @AfterEach
  void close() {
    projections.close();
    ledger.close();
  }

  private Report report(String source) {
    return projections.reconciliation().report(source).orElseThrow();
  }

  private Map<String, ClaimResult> byId(String source) {
    return report(source).claims().stream()
        .collect(Collectors.toMap(result -> result.claim().id(), Function.identity()));
  }

  private ClaimResult of(String source, String id) {
    ClaimResult result = byId(source).get(id);
    assertThat(result).as(id).isNotNull();
    return result;
  }

  /** Tells what is said in the meantime, until the views know it. */
  private void then(Runnable telling) throws TimeoutException {
    int before = this.telling.facts().size();
    telling.run();
    ledger.append(this.telling.facts().subList(before, this.telling.facts().size()));
    ToldLedger.await(projections.views());
  }

  private void issued(String on, String policy, Sector sector) {
    telling.tell(
        day(on),
        "policy/" + policy,
        Place.NOWHERE,
        new PolicyIssued(new PolicyId(policy), "管委会", AIRPORT, null, "计划", sector, null));
  }

  private void superseded(String on, String policy) {
    telling.tell(
        day(on),
        "policy/" + policy,
        Place.NOWHERE,
        new PolicySuperseded(new PolicyId(policy), AIRPORT, Sector.HEALTH, null));
  }

  @Test
  void aPlanThatWasSupersededIsCountedUntilThatDay() throws TimeoutException {
    then(() -> {
      issued("2016-01-01", "HEALTH-1", Sector.HEALTH);
      issued("2016-01-01", "EDUCATION-1", Sector.EDUCATION);
      superseded("2016-06-01", "HEALTH-1");
      claim(NEWSPAPER, "C010", AIRPORT, "policies.sector_plans", "document", "2016-05-31", "2");
      claim(NEWSPAPER, "C011", AIRPORT, "policies.sector_plans", "document", "2016-06-01", "1");
    });

    assertThat(of(NEWSPAPER, "C010").replayed()).isEqualByComparingTo("2");
    assertThat(of(NEWSPAPER, "C011").replayed()).isEqualByComparingTo("1");
  }

  private void listed(String on, RegionCode village) {
    telling.tell(
        day(on),
        "village/" + village,
        new Place(village, null, null, null),
        new VillageListed(village, PoorVillageLevel.PROVINCE, 1_200));
  }

  /** A report is kept for a moment, in which rows move on. */
  @Test
  void asManyFactsStandBesideAFigureAsItWasCountedFrom() throws TimeoutException {
    then(() -> {
      listed("2015-01-01", VILLAGE);
      claim(NEWSPAPER, "C010", BAQIAN, "villages.poor_provincial", "village", DAY, "1");
    });
    assertThat(evidence("C010").facts()).hasSize(1);

    then(() -> listed("2015-01-02", new RegionCode("410173202002")));

    assertThat(evidence("C010").result().replayed()).isEqualByComparingTo("1");
    assertThat(evidence("C010").facts()).hasSize(1);
  }

  private Evidence evidence(String claim) {
    return projections.reconciliation().evidence(NEWSPAPER, claim).orElseThrow();
  }

  private void withdrawn(String source, String claim) {
    telling.tell(
        day("2016-11-01"),
        "claim/" + source,
        Place.NOWHERE,
        new ClaimWithdrawn(source, claim, WithdrawalReason.CORRECTED_BY_SOURCE));
  }

  @Test
  void aFigureThatWasWithdrawnIsHeldAgainstNothing() throws TimeoutException {
    assertThat(projections.reconciliation().checks(NEWSPAPER).orElseThrow()).hasSize(1);

    then(() -> withdrawn(NEWSPAPER, "C001"));

    ClaimResult result = of(NEWSPAPER, "C001");
    assertThat(result.verdict()).isEqualTo(Verdict.NOT_REPLAYABLE);
    assertThat(result.reason()).isEqualTo(Reason.WITHDRAWN);
    assertThat(result.replayed()).isNull();
    assertThat(of(YEARBOOK, "C002").beside()).as("nor against another's").isEmpty();
    assertThat(report(NEWSPAPER).checks()).as("a check goes with its figures").isEmpty();
    assertThat(of(NEWSPAPER, "C002").verdict()).isNotEqualTo(Verdict.NOT_REPLAYABLE);
    assertThat(projections.reconciliation().claims(NEWSPAPER).orElseThrow())
        .as("that it was published stays")
        .extracting(claim -> claim.id())
        .containsExactly("C001", "C002", "C003");
  }

  @Test
  void aGoalThatWasWithdrawnIsNone() throws TimeoutException {
    then(() -> withdrawn(NEWSPAPER, "C003"));

    assertThat(of(NEWSPAPER, "C003").reason()).isEqualTo(Reason.WITHDRAWN);
    assertThat(of(NEWSPAPER, "C001").reason()).isEqualTo(Reason.REPLAYED);
  }

  @Test
  void theOneRecordedFirstIsShownFirst() {
    assertThat(projections.reconciliation().sources())
        .extracting(Source::id, Source::claims, Source::checks)
        .containsExactly(tuple(NEWSPAPER, 3, 1), tuple(YEARBOOK, 8, 0));
    assertThat(projections.reconciliation().report().source()).isEqualTo(NEWSPAPER);
    assertThat(projections.reconciliation().report("nobody")).isEmpty();
  }

  @Test
  void eachKeepsItsOwnFiguresUnderTheSameNumber() {
    assertThat(of(NEWSPAPER, "C001").verdict()).isEqualTo(Verdict.BY_CONSTRUCTION);
    assertThat(of(NEWSPAPER, "C002").verdict()).isEqualTo(Verdict.BY_CONSTRUCTION);
    assertThat(of(YEARBOOK, "C002").verdict()).isEqualTo(Verdict.CONTRADICTED);
    assertThat(of(YEARBOOK, "C002").difference()).isEqualByComparingTo("-1");
  }

  @Test
  void aFigureOfPersonsIsNoFigureOfHouseholdsThoughTheNumberIsRight() {
    ClaimResult result = of(YEARBOOK, "C001");

    assertThat(result.verdict()).isEqualTo(Verdict.UNIT_MISMATCH);
    assertThat(result.reason()).isEqualTo(Reason.OTHER_UNIT);
    assertThat(result.units())
        .isEqualTo(new UnitMismatch("C001", "person", "households.registered", "household"));
    assertThat(result.replayed()).isNull();
    assertThat(result.explanation()).contains("person").contains("household");
  }

  @Test
  void aUnitIsWrongEvenWhereThereIsNoFactToCompare() {
    assertThat(of(YEARBOOK, "C008").units())
        .isEqualTo(new UnitMismatch("C008", "person", "mutual_aid.capital", "CNY"));
  }

  @Test
  void anotherScaleIsTheSameThing() {
    ClaimResult result = of(YEARBOOK, "C003");

    assertThat(result.verdict()).isEqualTo(Verdict.BY_CONSTRUCTION);
    assertThat(result.replayed()).isEqualByComparingTo("0.0007");
  }

  @Test
  void whatIsNoUnitIsSaidToBeNone() {
    assertThat(of(YEARBOOK, "C004").reason()).isEqualTo(Reason.UNKNOWN_UNIT);
    assertThat(of(YEARBOOK, "C004").units())
        .isEqualTo(new UnitMismatch("C004", "furlong", null, null));
  }

  @Test
  void eachFigureIsHeldAgainstItsOwnDay() {
    assertThat(of(YEARBOOK, "C006").verdict())
        .as("before they were identified")
        .isEqualTo(Verdict.BY_CONSTRUCTION);
    assertThat(of(YEARBOOK, "C005").verdict())
        .as("八千 is still of 新郑 on that day")
        .isEqualTo(Verdict.BY_CONSTRUCTION);
  }

  @Test
  void whatAnotherSourceSaysStandsBeside() {
    ClaimResult persons = of(NEWSPAPER, "C001");

    assertThat(persons.beside())
        .extracting(other -> other.claim().id(), Beside::agreement)
        .containsExactlyInAnyOrder(
            tuple("C002", Agreement.CONTRADICTS),
            tuple("C003", Agreement.AGREES),
            tuple("C004", Agreement.UNIT_MISMATCH));
    assertThat(persons.isContradictedByAnother()).isTrue();
    assertThat(of(YEARBOOK, "C002").beside())
        .singleElement()
        .satisfies(other -> assertThat(other.agreement()).isEqualTo(Agreement.CONTRADICTS));
    assertThat(of(NEWSPAPER, "C002").isContradictedByAnother()).isFalse();
  }

  @Test
  void aSumOfPersonsAndHouseholdsFailsThoughItsNumbersAddUp() {
    assertThat(report(NEWSPAPER).checks())
        .singleElement()
        .satisfies(check -> {
          assertThat(check.holds()).isFalse();
          assertThat(check.units())
              .isEqualTo(new UnitMismatch("C001", "person", "C002", "household"));
        });
  }

  @Test
  void aGoalIsTheFirstSourcesAndOnlyAWholeNumber() {
    List<YearLine> years =
        projections.progress().years(AIRPORT, Moment.of(LocalDate.of(2016, 10, 17)));

    assertThat(years)
        .filteredOn(line -> line.target() != null)
        .extracting(line -> Objects.requireNonNull(line.target()).persons())
        .containsExactly(32_000L);
  }
}
