package org.sunshineledger.projections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.sunshineledger.projections.Telling.AIRPORT;
import static org.sunshineledger.projections.Telling.BAQIAN;
import static org.sunshineledger.projections.Telling.CITY;
import static org.sunshineledger.projections.Telling.XINZHENG;
import static org.sunshineledger.projections.Telling.day;
import static org.sunshineledger.projections.Telling.household;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.fact.Place;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.household.Programme;
import org.sunshineledger.ledger.rules.RuleSets;
import org.sunshineledger.ledger.supervision.CheckKind;
import org.sunshineledger.ledger.supervision.ClaimEvent.ClaimCheckRecorded;
import org.sunshineledger.ledger.supervision.ClaimEvent.ClaimRecorded;
import org.sunshineledger.ledger.supervision.ClaimKind;
import org.sunshineledger.ledger.supervision.ClaimOperator;
import org.sunshineledger.projections.board.Board;
import org.sunshineledger.projections.progress.Tally;
import org.sunshineledger.projections.reconciliation.ClaimResult;
import org.sunshineledger.projections.reconciliation.Report;
import org.sunshineledger.projections.reconciliation.Verdict;
import org.sunshineledger.projections.responsibility.Answer;
import org.sunshineledger.projections.responsibility.Answerable;
import org.sunshineledger.projections.responsibility.Subject;
import org.sunshineledger.projections.view.Moment;

/** 八千 belonged to 新郑 until the end of 2015 and to the airport zone from 2016-01-01. */
@DisplayName("八千划转")
class BaqianTest {

  private static final RegionCode FIRST_VILLAGE = new RegionCode("410173202001");
  private static final RegionCode SECOND_VILLAGE = new RegionCode("410173202002");
  private static final LocalDate BEFORE = day("2015-12-01");
  private static final LocalDate AFTER = day("2016-03-01");

  private final ToldLedger ledger = new ToldLedger();
  private final Projections projections = ledger.projections();
  private final Telling telling = new Telling().divisions();

  @BeforeEach
  void tell() throws TimeoutException {
    telling
        .post("2014-01-01", 10, "新郑书记", Post.PARTY_SECRETARY, XINZHENG)
        .post("2014-01-01", 11, "港区书记", Post.PARTY_SECRETARY, AIRPORT)
        .post("2014-01-01", 12, "八千主任", Post.GOVERNMENT_HEAD, BAQIAN)
        .post("2014-01-01", 13, "村支书", Post.VILLAGE_SECRETARY, FIRST_VILLAGE)
        .registered("2014-01-01", 1, "调查员")
        .applied("2014-03-01", 1, FIRST_VILLAGE, 3)
        .identified("2014-05-01", 1, FIRST_VILLAGE, 3)
        .applied("2014-03-01", 2, SECOND_VILLAGE, 4)
        .identified("2014-05-01", 2, SECOND_VILLAGE, 4)
        .surveyed("2016-09-01", 2, SECOND_VILLAGE, 4, 4_000)
        .planned("2014-06-01", 1, FIRST_VILLAGE, 2016)
        .credited("2015-06-01", 1, FIRST_VILLAGE, Programme.YULU_SUBSIDY, 2_000)
        .paired("2014-05-11", 20, "新郑干部", 1)
        .unpaired("2016-01-01", 20, 1)
        .paired("2016-01-11", 21, "港区干部", 1);
    claim("C069", "households.registered", "household", "2015-12-31", 2);
    claim("C070", "persons.registered", "person", "2015-12-31", 7);
    claim("C074", "persons.remaining", "person", "2016-10-17", 5);
    claim("C013", "cooperatives.in_poor_villages", "cooperative", "2016-10-17", 200);
    telling.tell(
        day("2016-10-17"),
        "claim/zhengzhou-2016",
        Place.NOWHERE,
        new ClaimCheckRecorded(
            "zhengzhou-2016", "K02", CheckKind.EQUAL, "C070 - 2 = C074", BigDecimal.ZERO, ""));
    ledger.append(telling.facts());
    projections.start();
    ToldLedger.await(projections.views());
  }

  private void claim(String id, String metric, String unit, String asOf, long value) {
    telling.tell(
        day("2016-10-17"),
        "claim/zhengzhou-2016",
        Place.NOWHERE,
        new ClaimRecorded(
            "zhengzhou-2016",
            id,
            BAQIAN,
            metric,
            unit,
            ClaimKind.ACTUAL,
            day(asOf),
            ClaimOperator.EQUAL,
            BigDecimal.valueOf(value)));
  }

  @AfterEach
  void close() {
    projections.close();
    ledger.close();
  }

  @Nested
  @DisplayName("谁负责")
  class Who {

    @Test
    void xinzhengAnswersBefore() {
      assertThat(names(BEFORE)).containsExactly("新郑干部", "村支书", "八千主任", "新郑书记");
    }

    @Test
    void theAirportZoneAnswersAfter() {
      assertThat(names(AFTER)).containsExactly("港区干部", "村支书", "八千主任", "港区书记");
    }

    private List<String> names(LocalDate day) {
      return answerable(day).answers().stream().map(answer -> answer.duty().name()).toList();
    }

    @Test
    void everyLineLeadsToTheFactThatEstablishesIt() {
      for (Answer answer : answerable(AFTER).answers())
        assertThat(telling.facts().get((int) answer.duty().position()).occurredOn())
            .isEqualTo(answer.duty().from());
    }

    @Test
    void tenDaysBetweenTwoPairingsAreAGap() {
      assertThat(answerable(day("2016-01-05")).isGap()).isTrue();
      assertThat(answerable(AFTER).isGap()).isFalse();
      assertThat(answerable(AFTER).findings())
          .extracting(gap -> gap.kind() + " " + gap.from() + "/" + gap.to())
          .containsExactly(
              "NOBODY_PAIRED 2016-01-01/2016-01-11", "NOBODY_PAIRED 2014-05-01/2014-05-11");
    }

    @Test
    void whoSignedAStepOfTheHouseholdIsNamed() {
      Answerable answerable = answerable(day("2014-04-01"));
      assertThat(answerable.steps()).hasSize(1);
      assertThat(answerable.steps().getFirst().signers()).hasSize(1);
      assertThat(answerable.names()).containsEntry(Telling.officer(1), "调查员");
    }

    @Test
    void nobodyIsAskedAboutAHouseholdThatIsNotKnownYet() {
      assertThat(asked(1, day("2014-02-01"))).isEmpty();
      assertThat(asked(99, AFTER)).isEmpty();
    }

    private Answerable answerable(LocalDate day) {
      return asked(1, day).orElseThrow();
    }

    private Optional<Answerable> asked(int household, LocalDate day) {
      return projections
          .responsibility()
          .of(Subject.of(household(household)), Moment.of(day), RuleSets.standard());
    }
  }

  @Nested
  @DisplayName("合计随区划走")
  class Sums {

    @Test
    void moveWithTheTownship() {
      assertThat(registered(XINZHENG, BEFORE)).isEqualTo(new Tally(2, 7));
      assertThat(registered(AIRPORT, BEFORE)).isEqualTo(Tally.NONE);
      assertThat(registered(XINZHENG, AFTER)).isEqualTo(Tally.NONE);
      assertThat(registered(AIRPORT, AFTER)).isEqualTo(new Tally(2, 7));
      assertThat(registered(CITY, BEFORE)).isEqualTo(registered(CITY, AFTER));
    }

    @Test
    void areTheSameFoldedAnew() {
      Moment known = new Moment(BEFORE, ToldLedger.NOW);
      assertThat(projections.progress().of(XINZHENG, known))
          .isEqualTo(projections.progress().of(XINZHENG, Moment.of(BEFORE)));
    }

    @Test
    void ofMoneyToo() {
      assertThat(projections.money().received(XINZHENG, Moment.of(BEFORE)).total().fen())
          .isEqualTo(200_000);
      assertThat(projections.money().received(XINZHENG, Moment.of(AFTER)).total().fen()).isZero();
    }

    @Test
    void theYearsOfACountyKeepWhatItHadThen() {
      assertThat(projections.progress().years(XINZHENG, Moment.of(AFTER)))
          .filteredOn(line -> line.year() == 2015)
          .singleElement()
          .satisfies(line -> assertThat(line.remaining()).isEqualTo(new Tally(2, 7)));
    }

    private Tally registered(RegionCode region, LocalDate day) {
      return projections.progress().of(region, Moment.of(day)).registered();
    }
  }

  @Test
  void theBoardOfAVillageTellsNoCauseAndNoProgramme() {
    Board board = projections.boards().of(FIRST_VILLAGE, Moment.of(AFTER)).orElseThrow();
    assertThat(board.standing().registered()).isEqualTo(new Tally(1, 3));
    assertThat(board.standing().told().causes()).isEmpty();
    assertThat(board.standing().told().programmes()).isEmpty();
    assertThat(board.received().byProgramme()).isEmpty();
    assertThat(board.answering()).extracting("name").containsExactly("村支书");
    assertThat(board.path()).extracting("name").startsWith("一村", "八千", "航空港区", "郑州市");
    assertThat(projections.boards().of(new RegionCode("999999"), Moment.of(AFTER))).isEmpty();
  }

  @Test
  void aFigureIsHeldAgainstTheFacts() {
    Report report = projections.reconciliation().report();
    assertThat(report.claims())
        .extracting(result -> result.claim().id(), ClaimResult::verdict)
        .containsExactly(
            tuple("C013", Verdict.NOT_REPLAYABLE),
            tuple("C069", Verdict.BY_CONSTRUCTION),
            tuple("C070", Verdict.BY_CONSTRUCTION),
            tuple("C074", Verdict.CONTRADICTED));
    assertThat(report.claims().getLast().replayed()).isEqualByComparingTo("3");
    assertThat(report.checks())
        .singleElement()
        .satisfies(check -> assertThat(check.holds()).isTrue());
    assertThat(report.historyReaches()).isEqualTo("2016-09-01");
  }

  @Test
  void aDossierIsTheHouseholdsFactsByDay() {
    assertThat(projections.dossiers().of(household(1), Moment.of(AFTER)).orElseThrow().facts())
        .extracting(fact -> fact.occurredOn().toString())
        .containsExactly("2014-03-01", "2014-05-01", "2014-06-01", "2015-06-01");
    assertThat(projections.dossiers().of(household(99), Moment.of(AFTER))).isEmpty();
  }
}
