package org.sunshineledger.api.scenario;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.sunshineledger.ledger.Ledger;
import org.sunshineledger.ledger.TestDatabase;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.projections.Projections;
import org.sunshineledger.projections.reconciliation.CheckResult;
import org.sunshineledger.projections.reconciliation.ClaimResult;
import org.sunshineledger.projections.reconciliation.Report;
import org.sunshineledger.projections.reconciliation.Verdict;
import org.sunshineledger.projections.responsibility.Answerable;
import org.sunshineledger.projections.responsibility.Subject;
import org.sunshineledger.projections.view.Moment;

@DisplayName("郑州 2016，从头到尾")
class ScenarioTest {

  private static final Clock CLOCK = Clock.system(ZoneId.of("Asia/Shanghai"));
  private static final HouseholdId IN_BAQIAN = new HouseholdId("4101732029010001");

  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final Ledger LEDGER = DATABASE.ledger(CLOCK);
  private static final Projections VIEWS = new Projections(DATABASE.app(), LEDGER.codec(), CLOCK);
  private static final ScenarioProgress PROGRESS = new ScenarioProgress();

  @BeforeAll
  static void load() {
    VIEWS.start();
    LEDGER.countPoorBy(VIEWS.poorPersons());
    new ScenarioLoader(LEDGER, PROGRESS, CLOCK).load();
    await().atMost(Duration.ofMinutes(5)).until(VIEWS.views()::isCaughtUp);
  }

  @AfterAll
  static void close() {
    VIEWS.close();
    LEDGER.close();
    DATABASE.close();
  }

  @Test
  void itHasAsManyFactsAsItsProgressBarPromises() {
    assertThat(LEDGER.journal().size()).isEqualTo(ScenarioLoader.FACTS);
    assertThat(PROGRESS.done()).isEqualTo(ScenarioLoader.FACTS);
  }

  @Test
  void atLeastAQuarterOfAMillionFactsAreBackfilledAndAllMadeUpOnesSaySo() {
    assertThat(count("detail like '%\"mode\":\"BACKFILL\"%'")).isGreaterThanOrEqualTo(250_000);
    assertThat(
            count(
                """
                (stream like 'household/%' or stream like 'officer/%' or stream like 'payment/%')
                and detail not like '%"origin":"SYNTHETIC"%'
                """))
        .isZero();
  }

  @Test
  void itHoldsTheIrregularitiesARealHistoryWouldHold() {
    for (String breach :
        List.of(
            "HOUSEHOLD_HAS_NOT_CONFIRMED",
            "SAME_RECORDER_FOR_BOTH",
            "EXIT_GUARANTEE_MISSING",
            "REVIEW_WITHOUT_QUORUM",
            "NOTICE_TOO_SHORT",
            "PLAN_BELOW_N_PLUS_2",
            "NO_OFFICER_PAIRED",
            "NOT_ACKNOWLEDGED",
            "DISBURSED_MORE_THAN_ALLOTTED"))
      assertThat(count("detail ~ '\"breaches\":\\[[^]]*\"" + breach + "\"'"))
          .as(breach)
          .isPositive();
  }

  @Test
  void whatWasRecordedLateWasNotKnownWhenTheBackfillClosed() {
    Moment now = Moment.of(LocalDate.of(2016, 7, 31));
    long closed =
        JdbcClient.create(DATABASE.app())
            .sql("select max(position) from journal.event where type = 'policy.backfill-closed.v1'")
            .query(Long.class)
            .single();
    Moment then = new Moment(now.asOf(), LEDGER.journal().at(closed).orElseThrow().recordedAt());
    RegionCode dengfeng = new RegionCode("410185");

    int persons = VIEWS.progress().of(dengfeng, now).registered().persons();
    int personsThen = VIEWS.progress().of(dengfeng, then).registered().persons();

    assertThat(personsThen).isGreaterThan(persons);
  }

  @Test
  void allClaimsHaveAVerdictAndThoseOfBaqianDoNotAddUp() {
    Map<String, ClaimResult> claims = byClaim(report());

    assertThat(claims).hasSize(75);
    assertThat(of("C069", claims).verdict()).isEqualTo(Verdict.BY_CONSTRUCTION);
    assertThat(of("C074", claims).verdict()).isEqualTo(Verdict.CONTRADICTED);
    assertThat(of("C074", claims).replayed()).isEqualByComparingTo("200");
    assertThat(of("C009", claims).verdict()).isEqualTo(Verdict.NOT_REPLAYABLE);
  }

  @Test
  void onlyWhatTheArticleItselfContradictsIsContradicted() {
    assertThat(byClaim(report()).values())
        .filteredOn(claim -> claim.verdict() == Verdict.CONTRADICTED)
        .extracting(claim -> claim.claim().id())
        .containsExactly("C074");
  }

  @Test
  void theChecksThatFailAreShownAsSumsAReaderCanRedo() {
    Map<String, CheckResult> checks =
        report().checks().stream().collect(toMap(each -> each.check().id(), Function.identity()));

    assertThat(checks).hasSize(21);
    assertThat(of("K02", checks).sum()).contains("948 − 748 = 200 ≠ 216");
    assertThat(of("K03", checks).sum()).contains("11 + 3 = 14 ≠ 12");
    for (String fails :
        List.of("K02", "K03", "K11", "K12", "K13", "K14", "K16", "K17", "K19", "K20", "K21"))
      assertThat(of(fails, checks).holds()).as(fails).isFalse();
    for (String holds :
        List.of("K01", "K04", "K05", "K06", "K07", "K08", "K09", "K10", "K15", "K18"))
      assertThat(of(holds, checks).holds()).as(holds).isTrue();
  }

  @Test
  void aHouseholdOfBaqianHadOtherOfficersBeforeTheTransferThanAfter() {
    Answerable before = responsible(LocalDate.of(2015, 12, 1));
    Answerable after = responsible(LocalDate.of(2016, 3, 1));

    assertThat(before.places()).extracting(place -> place.code().code()).contains("410184");
    assertThat(after.places()).extracting(place -> place.code().code()).contains("410173");
    assertThat(before.answers()).extracting(answer -> answer.duty().office()).contains("新郑市直机关");
    assertThat(after.answers())
        .extracting(answer -> answer.duty().office())
        .contains("郑州航空港经济综合实验区直机关")
        .doesNotContain("新郑市直机关");
  }

  @Test
  void everyKindOfSuspicionIsFoundAndFew() {
    RegionCode city = new RegionCode("410100");
    Moment now = Moment.of(LocalDate.now(CLOCK));

    assertThat(VIEWS.redFlags().of(city, city, now, true, null, 1, null).orElseThrow().counts())
        .allSatisfy(
            count -> assertThat(count.hits()).as(count.flag().name()).isPositive().isLessThan(100));
  }

  @Test
  void debitsEqualCredits() {
    var flow = VIEWS.money().total(Moment.of(LocalDate.now(CLOCK)));

    assertThat(flow.disbursed()).isEqualTo(flow.credited());
    assertThat(flow.disbursed().isPositive()).isTrue();
  }

  @Test
  void aLoadThatWasStoppedHalfWayEndsWithTheSameFactsInTheSameOrder() {
    try (TestDatabase other = TestDatabase.create()) {
      ScenarioProgress progress = new ScenarioProgress();
      Ledger stopped = other.ledger(CLOCK);
      Thread loading =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  new ScenarioLoader(stopped, progress, CLOCK).load();
                } catch (RuntimeException expected) {
                  // The journal was closed under it.
                }
              });
      await().atMost(Duration.ofMinutes(2)).until(() -> progress.done() > 60_000);
      stopped.close();
      await().atMost(Duration.ofMinutes(1)).until(() -> !loading.isAlive());
      assertThat(stopped.journal().size()).isLessThan(ScenarioLoader.FACTS);

      try (Ledger again = other.ledger(CLOCK);
          Projections views = new Projections(other.app(), again.codec(), CLOCK)) {
        views.start();
        again.countPoorBy(views.poorPersons());
        new ScenarioLoader(again, new ScenarioProgress(), CLOCK).load();
        assertThat(again.journal().size()).isEqualTo(ScenarioLoader.FACTS);
      }

      assertThat(order(other)).isEqualTo(order(DATABASE));
    }
  }

  /** Everything but the commitments, whose salts are drawn anew in every load. */
  private static String order(TestDatabase database) {
    return JdbcClient.create(database.app())
        .sql(
            """
            select md5(string_agg(position || stream || sequence || type || id
                || regexp_replace(convert_from(detail, 'UTF8'), '"digest":"[0-9a-f]+"', '', 'g'),
                ',' order by position))
            from journal.event
            """)
        .query(String.class)
        .single();
  }

  private static <T> T of(String id, Map<String, T> results) {
    return Objects.requireNonNull(results.get(id), id);
  }

  private static Report report() {
    return VIEWS.reconciliation().report();
  }

  private static Map<String, ClaimResult> byClaim(Report report) {
    return report.claims().stream().collect(toMap(each -> each.claim().id(), Function.identity()));
  }

  private static Answerable responsible(LocalDate day) {
    return VIEWS
        .responsibility()
        .of(Subject.of(IN_BAQIAN), Moment.of(day), LEDGER.rules())
        .orElseThrow();
  }

  private static long count(String where) {
    return JdbcClient.create(DATABASE.app())
        .sql(
            "select count(*) from (select stream, convert_from(detail, 'UTF8') as detail"
                + " from journal.event) fact where "
                + where)
        .query(Long.class)
        .single();
  }
}
