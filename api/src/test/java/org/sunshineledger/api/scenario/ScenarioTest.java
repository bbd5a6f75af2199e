package org.sunshineledger.api.scenario;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.sunshineledger.api.security.PublicPages;
import org.sunshineledger.ledger.Ledger;
import org.sunshineledger.ledger.TestDatabase;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.log.seal.TransparencyLog;
import org.sunshineledger.projections.Projections;
import org.sunshineledger.projections.published.ListName;
import org.sunshineledger.projections.published.ListReader;
import org.sunshineledger.projections.reconciliation.CheckResult;
import org.sunshineledger.projections.reconciliation.ClaimResult;
import org.sunshineledger.projections.reconciliation.Report;
import org.sunshineledger.projections.reconciliation.Verdict;
import org.sunshineledger.projections.responsibility.Answerable;
import org.sunshineledger.projections.responsibility.Subject;
import org.sunshineledger.projections.view.Moment;

@ExtendWith(OutputCaptureExtension.class)
@DisplayName("郑州 2016，从头到尾")
class ScenarioTest {

  /** The interface is described with persons of a division that there is not. */
  private static final Pattern EXAMPLE =
      Pattern.compile("/openapi\\.json: ID number 990000\\d{11}[\\dX]");

  private static final Clock CLOCK = Clock.system(ZoneId.of("Asia/Shanghai"));
  private static final HouseholdId IN_BAQIAN = new HouseholdId("4101732029010001");

  private static final LoadedScenario LOADED = LoadedScenario.once();
  private static final TestDatabase DATABASE = LOADED.database();
  private static final Ledger LEDGER = LOADED.ledger();
  private static final Projections VIEWS = LOADED.views();

  @Test
  void itHasAsManyFactsAsItsProgressBarPromises() {
    assertThat(LEDGER.journal().size()).isEqualTo(ScenarioLoader.FACTS);
    assertThat(LOADED.progress().done()).isEqualTo(ScenarioLoader.FACTS);
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
  void aLoadThatWasStoppedGoesOnWithTheSameFactsInTheSameOrder() {
    try (TestDatabase other = TestDatabase.create()) {
      loadUntil(30_000, other);
      loadUntil(60_000, other);

      assertThat(order(60_000, other)).isEqualTo(order(60_000, DATABASE));
    }
  }

  /** Loads until there are so many facts, and closes the journal under it. */
  private static void loadUntil(long facts, TestDatabase database) {
    Ledger ledger = database.ledger(CLOCK);
    try (Projections views = new Projections(database.app(), ledger.codec(), CLOCK)) {
      views.start();
      ledger.countPoorBy(views.poorPersons());
      Thread loading =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  new ScenarioLoader(ledger, new ScenarioProgress(), CLOCK).load();
                } catch (RuntimeException expected) {
                  // The journal was closed under it.
                }
              });
      await().atMost(Duration.ofMinutes(2)).until(() -> ledger.journal().size() > facts);
      ledger.close();
      await().atMost(Duration.ofMinutes(1)).until(() -> !loading.isAlive());
      assertThat(ledger.journal().size()).isLessThan(ScenarioLoader.FACTS);
    }
  }

  /**
   * 黄金测试: whatever everybody may read, of the whole scenario, and what the program writes into its
   * log meanwhile.
   */
  @Test
  void nothingOfAPersonIsOnAPublicPageInAProofAMetricOrALogLine(CapturedOutput output) {
    Leaks leaks = leaks();
    Logger program = (Logger) LoggerFactory.getLogger("org.sunshineledger");
    @Nullable Level former = program.getLevel();
    try (ConfigurableApplicationContext doors = LOADED.open("--ledger.past-days.at-once=1000000")) {
      int port =
          Objects.requireNonNull(((WebServerApplicationContext) doors).getWebServer()).getPort();
      // As it speaks where it runs for real; tests hear warnings only.
      program.setLevel(Level.INFO);
      TransparencyLog log = doors.getBean(TransparencyLog.class);
      await().atMost(Duration.ofMinutes(1)).until(() -> log.checkpoint().isPresent());
      LeakCrawl crawl = new LeakCrawl(port, leaks, PublicPages.all());
      for (String notice : noticesOfEveryKind())
        crawl.from("/notices/" + notice, "/notices/" + notice + "/objections");
      somethingOfEachKind().forEach(each -> crawl.from(each, each + "/facts"));
      long bundles = ScenarioLoader.FACTS / 256;
      for (long bundle = 0; bundle < bundles; bundle += bundles / 40)
        crawl.from("/log/details/" + bundle);
      for (long position = 1; position < ScenarioLoader.FACTS; position += 6_007)
        crawl.from(
            "/log/facts/" + position,
            "/log/proofs/" + position + ".tlog-proof",
            "/log/inclusion/" + position);
      crawl
          .from("/", "/login", "/actuator/health", "/log/checkpoint", "/log/vkey", "/log/policy")
          .from("/log/tile/0/000", "/log/tile/entries/000", "/log/consistency?from=1&to=100")
          .from("/boards/99", "/boards/11010519491231002X", "/notices/a%20b", "/progress?asOf=1")
          .from("/objections/none", "/reports/none", "/log/events?from=0&limit=500")
          .from("/lists", "/rules", "/tariffs", "/disclosures", "/mutual-aid", "/projects")
          .run()
          .alsoAs("admin", "wrong", "/actuator/prometheus")
          .alsoAs("clerk", LoadedScenario.PASSWORD, "/audit/flags")
          .alsoAt(LoadedScenario.operators(doors), "/actuator/prometheus")
          .alsoAt(LoadedScenario.operators(doors), "/actuator/health");

      assertThat(crawl.unread()).as("public pages of which nothing was read").isEmpty();
      assertThat(crawl.answered().keySet())
          .as("%s", crawl.answered())
          .noneMatch(each -> each.startsWith("5"));
      assertThat(crawl.leaks())
          .as("of %d addresses", crawl.addresses())
          .allMatch(EXAMPLE.asMatchPredicate());
    } finally {
      program.setLevel(former);
    }
    for (String document : documents())
      assertThat(leaks.inListOfPersons(document)).as("a published document").isEmpty();
    // The crawl reads some of each kind of page; of the lists they are made of, none is left out.
    lists().forEach((list, rows) -> assertThat(leaks.in(rows)).as(list).isEmpty());
    assertThat(output.getAll()).as("it said something").contains("denied");
    assertThat(leaks.in(output.getAll())).as("what the program said").isEmpty();
  }

  /** Doors to facts that everybody may read, and to some that he may not: the answer tells. */
  private static List<String> somethingOfEachKind() {
    return JdbcClient.create(DATABASE.app())
        .sql(
            """
            select split_part(stream, '/', 1), max(split_part(stream, '/', 2))
            from journal.event where sequence = 0 group by 1
            """)
        .query((row, _) -> {
          String kind = row.getString(1);
          String doors =
              switch (kind) {
                case "policy" -> "policies";
                case "mutual-aid" -> kind;
                default -> kind + "s";
              };
          return "/" + doors + "/" + row.getString(2);
        })
        .list();
  }

  /** Of everybody whom the scenario puts into the vault, minors too: none of it is public. */
  private static Leaks leaks() {
    Set<String> numbers = new HashSet<>();
    Set<String> names = new HashSet<>();
    Set<HouseholdId> households = new HashSet<>();
    for (Hamlet hamlet : new Census(Script.read()).hamlets())
      for (Family family : hamlet.families()) {
        households.add(family.id());
        Stream.concat(family.members().stream(), Stream.ofNullable(family.newborn()))
            .forEach(person -> {
              numbers.add(person.idNumber());
              names.add(person.name());
            });
      }
    assertThat(numbers).hasSizeGreaterThan(20_000);
    assertThat(numbers).allMatch(Leaks::isIdNumber);
    return new Leaks(numbers, names, households);
  }

  private static List<String> noticesOfEveryKind() {
    return JdbcClient.create(DATABASE.app())
        .sql(
            """
            select substring(stream from 8) from (
              select stream, row_number() over (
                partition by convert_from(detail, 'UTF8')::jsonb #>> '{data,event,kind}'
                order by position) as nth
              from journal.event
              where type in ('notice.notice-posted.v1', 'notice.announced.v1')) as notice
            where nth <= 8
            """)
        .query(String.class)
        .list()
        .stream()
        .flatMap(Stream::ofNullable)
        .toList();
  }

  private static List<String> documents() {
    List<String> documents =
        JdbcClient.create(DATABASE.app())
            .sql(
                "select convert_from(content, 'UTF8') from publication.document"
                    + " where content is not null")
            .query(String.class)
            .list()
            .stream()
            .flatMap(Stream::ofNullable)
            .toList();
    assertThat(documents).hasSizeGreaterThan(1_000);
    return documents;
  }

  /** Every public list of today, of every division and source there ever was. */
  private static Map<String, String> lists() {
    Map<ListName.About, List<String>> subjects =
        Map.of(
            ListName.About.REGION, subjects("region/"), ListName.About.SOURCE, subjects("claim/"));
    ListReader reader = VIEWS.lists(LEDGER.rules().calendar());
    LocalDate today = LocalDate.now(CLOCK);
    Map<String, String> lists = new HashMap<>();
    for (ListName name : ListName.values())
      if (name.about() == ListName.About.LEDGER)
        reader
            .rows(name, null, today)
            .ifPresent(rows -> lists.put(name.published(), String.join("\n", rows)));
      else
        for (String subject : subjects.getOrDefault(name.about(), List.of()))
          reader
              .rows(name, subject, today)
              .ifPresent(
                  rows -> lists.put(name.published() + " of " + subject, String.join("\n", rows)));
    assertThat(lists).hasSizeGreaterThan(500);
    return lists;
  }

  private static List<String> subjects(String streams) {
    return JdbcClient.create(DATABASE.app())
        .sql(
            """
            select split_part(stream, '/', 2) from journal.event
            where sequence = 0 and starts_with(stream, ?)
            """)
        .param(streams)
        .query(String.class)
        .list()
        .stream()
        .flatMap(Stream::ofNullable)
        .toList();
  }

  /**
   * The first facts in short, but for the commitments, whose salts are drawn anew in every load.
   */
  private static String order(long facts, TestDatabase database) {
    return JdbcClient.create(database.app())
        .sql(
            """
            select md5(string_agg(position || stream || sequence || type || id
                || regexp_replace(convert_from(detail, 'UTF8'), '"digest":"[0-9a-f]+"', '', 'g'),
                ',' order by position))
            from journal.event where position < ?
            """)
        .param(facts)
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
