package org.sunshineledger.projections.flags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sunshineledger.projections.Telling.day;
import static org.sunshineledger.projections.Telling.household;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.fact.DocumentNumber;
import org.sunshineledger.ledger.fact.Mode;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.OverrideReason;
import org.sunshineledger.ledger.fact.Place;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fund.FundEvent;
import org.sunshineledger.ledger.household.HouseholdEvent;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.projections.Projections;
import org.sunshineledger.projections.Telling;
import org.sunshineledger.projections.ToldLedger;
import org.sunshineledger.projections.view.Moment;

@DisplayName("不合规清单")
class FlagsTest {

  private static final RegionCode PROVINCE = new RegionCode("410000");
  private static final RegionCode FIRST = new RegionCode("410173202001");
  private static final RegionCode SECOND = new RegionCode("410173202002");
  private static final DocumentNumber FUND = new DocumentNumber("郑财预〔2016〕1号");
  private static final OfficerId SECRETARY = Telling.officer(9);
  private static final Moment ARTICLE = Moment.of(LocalDate.of(2016, 10, 17));
  private static final Flags.Asked ALL = new Flags.Asked(null, null, null);
  private static final int MANY = 100;

  private final ToldLedger ledger = new ToldLedger();
  private final Projections projections = ledger.projections();
  private final Telling telling = new Telling().divisions();

  @BeforeEach
  void tell() throws TimeoutException {
    telling
        .applied("2014-03-01", 1, FIRST, 3)
        .breaking(Rule.NOT_SURVEYED, Rule.NOT_REVIEWED)
        .identified("2014-05-01", 1, FIRST, 3)
        .breaking(Rule.NOT_SURVEYED)
        .identified("2015-06-01", 2, SECOND, 4)
        .breaking(Rule.HOUSEHOLD_HAS_NOT_CONFIRMED)
        .exited("2016-08-01", 1, FIRST, 3);
    override(Rule.HOUSEHOLD_HAS_NOT_CONFIRMED);
    telling.entered().breaking(Rule.ALLOTTED_MORE_THAN_APPROPRIATED);
    telling.tell(
        day("2016-03-01"),
        FUND.stream(),
        new Place(null, null, Telling.AIRPORT, Telling.CITY),
        new FundEvent.FundAllotted(FUND, new ProjectCode("PROJECT-1"), Money.ofYuan(9)));
    ledger.append(telling.facts());
    projections.start();
    ToldLedger.await(projections.views());
  }

  private void override(Rule rule) {
    telling.tell(
        day("2016-08-01"),
        household(1).stream(),
        new Place(FIRST, Telling.BAQIAN, Telling.AIRPORT, Telling.CITY),
        new HouseholdEvent.RuleOverridden(
            household(1), rule.name(), SECRETARY, OverrideReason.HIGHER_DECISION));
  }

  @AfterEach
  void close() {
    projections.close();
    ledger.close();
  }

  private FlagList flags(RegionCode region, Moment moment, Flags.Asked asked) {
    return projections.flags().of(region, moment, asked, MANY, null).orElseThrow();
  }

  private static List<String> days(FlagList list) {
    return list.irregularities().stream().map(each -> each.flag().occurredOn().toString()).toList();
  }

  @Test
  void whatIsIrregularInARegionIsListedNewestFirst() {
    FlagList list = flags(Telling.CITY, ARTICLE, ALL);
    assertThat(days(list)).containsExactly("2016-08-01", "2016-03-01", "2015-06-01", "2014-05-01");
    assertThat(list.facts()).isEqualTo(4);
    assertThat(list.next()).isNull();
    Irregularity oldest = list.irregularities().getLast();
    assertThat(oldest.flag().rules()).containsExactly("NOT_SURVEYED", "NOT_REVIEWED");
    assertThat(oldest.flag().stream()).isEqualTo(household(1).stream());
    assertThat(oldest.flag().type()).isEqualTo("household.household-identified.v1");
    assertThat(oldest.flag().mode()).isEqualTo(Mode.BACKFILL);
    assertThat(oldest.flag().synthetic()).isTrue();
    assertThat(list.irregularities().get(1).flag().synthetic()).as("entered").isFalse();
  }

  @Test
  void aRegularFactIsNoFlag() {
    assertThat(days(flags(FIRST, ARTICLE, ALL))).containsExactly("2016-08-01", "2014-05-01");
  }

  @Test
  void aSpecialApprovalBelongsToTheFactItLetPass() {
    FlagList list = flags(FIRST, ARTICLE, ALL);
    assertThat(list.irregularities().getFirst().approvals())
        .singleElement()
        .satisfies(approval -> {
          assertThat(approval.rule()).isEqualTo("HOUSEHOLD_HAS_NOT_CONFIRMED");
          assertThat(approval.authority()).isEqualTo(SECRETARY);
          assertThat(approval.reason()).isEqualTo(OverrideReason.HIGHER_DECISION);
        });
    assertThat(list.irregularities().getLast().approvals()).isEmpty();
  }

  @Test
  void anApprovalOfAnotherRuleLetsNothingElsePass() throws TimeoutException {
    override(Rule.NO_PLAN);
    ledger.append(telling.facts().subList(telling.facts().size() - 1, telling.facts().size()));
    ToldLedger.await(projections.views());
    assertThat(flags(FIRST, ARTICLE, ALL).irregularities())
        .flatExtracting(Irregularity::approvals)
        .extracting(Approval::rule)
        .containsExactly("HOUSEHOLD_HAS_NOT_CONFIRMED");
  }

  @Test
  void eachRuleIsCountedWhicheverIsAskedFor() {
    FlagList list = flags(Telling.CITY, ARTICLE, new Flags.Asked("NOT_SURVEYED", null, null));
    assertThat(days(list)).containsExactly("2015-06-01", "2014-05-01");
    assertThat(list.facts()).isEqualTo(2);
    assertThat(list.counts())
        .containsExactly(
            new RuleCount("NOT_SURVEYED", 2, 0, 2),
            new RuleCount("ALLOTTED_MORE_THAN_APPROPRIATED", 1, 0, 0),
            new RuleCount("HOUSEHOLD_HAS_NOT_CONFIRMED", 1, 1, 1),
            new RuleCount("NOT_REVIEWED", 1, 0, 1));
  }

  @Test
  void theDaysCanBeNarrowed() {
    Flags.Asked asked = new Flags.Asked(null, day("2015-06-01"), day("2016-03-01"));
    FlagList list = flags(Telling.CITY, ARTICLE, asked);
    assertThat(days(list)).containsExactly("2016-03-01", "2015-06-01");
    assertThat(list.counts()).hasSize(2);
    assertThat(days(flags(Telling.CITY, Moment.of(day("2014-12-31")), ALL)))
        .containsExactly("2014-05-01");
  }

  @Test
  void aTownshipThatMovesTakesItsFlagsAlong() {
    Moment before = Moment.of(day("2015-12-31"));
    assertThat(days(flags(Telling.XINZHENG, before, ALL)))
        .containsExactly("2015-06-01", "2014-05-01");
    assertThat(days(flags(Telling.XINZHENG, ARTICLE, ALL))).isEmpty();
    assertThat(days(flags(Telling.AIRPORT, ARTICLE, ALL))).hasSize(4);
  }

  @Test
  void whatWasNotKnownThenIsNotListedThen() {
    Moment known = new Moment(ARTICLE.asOf(), telling.facts().get(10).recordedAt());
    assertThat(days(flags(Telling.CITY, known, ALL))).containsExactly("2015-06-01", "2014-05-01");
  }

  @Test
  void thePagesTogetherAreTheList() {
    List<String> days = new ArrayList<>();
    @Nullable Cursor after = null;
    do {
      FlagList page = projections.flags().of(Telling.CITY, ARTICLE, ALL, 3, after).orElseThrow();
      days.addAll(days(page));
      assertThat(page.facts()).isEqualTo(4);
      Cursor next = page.next();
      after = next == null ? null : Cursor.of(next.toString());
    } while (after != null);
    assertThat(days).containsExactly("2016-08-01", "2016-03-01", "2015-06-01", "2014-05-01");
  }

  @Test
  void whatAProvinceDoesItselfIsListedAtTheTop() throws TimeoutException {
    telling.breaking(Rule.POST_ALREADY_HELD).registered("2016-09-01", 8, "officer 8");
    ledger.append(telling.facts().subList(telling.facts().size() - 1, telling.facts().size()));
    ToldLedger.await(projections.views());
    assertThat(days(flags(PROVINCE, ARTICLE, ALL))).hasSize(5).startsWith("2016-09-01");
    assertThat(days(flags(Telling.CITY, ARTICLE, ALL))).hasSize(4);
  }

  @Test
  void aRegionThatWasNotThereHasNoList() {
    assertThat(projections.flags().of(new RegionCode("419999"), ARTICLE, ALL, MANY, null))
        .isEmpty();
    assertThat(projections.flags().of(Telling.CITY, Moment.of(day("2012-01-01")), ALL, MANY, null))
        .isEmpty();
  }

  @Test
  void whatCanBeJudgedAnewIsFoundByRegion() {
    assertThat(projections.judgedStreams().of(Telling.BAQIAN, ARTICLE).orElseThrow())
        .containsExactly(
            household(1).stream(),
            household(2).stream(),
            "village/410173202001",
            "village/410173202002");
    assertThat(projections.judgedStreams().of(SECOND, ARTICLE).orElseThrow())
        .containsExactly(household(2).stream(), "village/410173202002");
    assertThat(projections.judgedStreams().of(new RegionCode("419999"), ARTICLE)).isEmpty();
  }
}
