package org.sunshineledger.projections.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.projections.RandomHistory;
import org.sunshineledger.projections.ToldLedger;
import org.sunshineledger.projections.region.DivisionView;

@DisplayName("重建视图")
class RebuildTest {

  private static final int FACTS = 400;
  private static final Rebuild.Limits MUCH = new Rebuild.Limits(1L << 30, 4_096);
  private static final Rebuild.Limits SLICES = new Rebuild.Limits(60_000, 4_096);
  private static final View<?, ?>[] ALL = OneDefinitionTest.views().toArray(View<?, ?>[]::new);

  private final ToldLedger ledger = new ToldLedger();

  @AfterEach
  void close() {
    ledger.close();
  }

  static List<Long> seeds() {
    return new Random().longs(3).boxed().toList();
  }

  private static RebuildReport rebuild(Views views) {
    return views.rebuild(views.names(), (_, _) -> {});
  }

  private void execute(String sql) {
    try (Connection connection = ledger.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private long number(String sql) {
    try (Connection connection = ledger.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void assertByDefinition(Views views, List<Fact> facts, String as) {
    for (View<?, ?> view : ALL)
      assertThat(OneDefinitionTest.live(views, view))
          .as("%s, %s", view.name(), as)
          .isEqualTo(OneDefinitionTest.byDefinition(view, facts, Moment.of(LocalDate.MAX)));
  }

  private void assertNothingIsLeftOver() {
    assertThat(number("select count(*) from view.rebuild")).isZero();
    assertThat(number("select count(*) from pg_tables where tablename like '%\\_new%'")).isZero();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void givesTheRowsAndTrailsThatFollowingGaveWhateverFitsIntoMemory(long seed)
      throws TimeoutException {
    List<Fact> facts = RandomHistory.of(seed, FACTS).facts();
    ledger.append(facts.subList(0, 300));
    try (Views views = ledger.views(ALL)) {
      views.start();
      ToldLedger.await(views);
      for (Rebuild.Limits limits :
          List.of(MUCH, SLICES, new Rebuild.Limits(10_000, 50), new Rebuild.Limits(100_000, 20))) {
        RebuildReport report = views.rebuild(views.names(), limits, (_, _) -> {}, _ -> {});
        assertThat(report.isSame()).as("seed %d, %s: %s", seed, limits, report).isTrue();
        assertThat(report.views()).allSatisfy(each -> assertThat(each.position()).isEqualTo(300));
        assertThat(report.passes()).isGreaterThan(limits.memory() <= SLICES.memory() ? 1 : 0);
        assertThat(report.spilled() > 0).as("%s", report).isEqualTo(limits.page() < 100);
        assertNothingIsLeftOver();
      }
      // They follow the journal as before.
      ledger.append(facts.subList(300, facts.size()));
      ToldLedger.await(views);
      assertByDefinition(views, facts, "seed " + seed);
      assertThat(rebuild(views).isSame()).isTrue();
    }
  }

  @Test
  void foldsRowsThatWereGivenLateFactsLastAndByTheTrail() throws TimeoutException {
    List<Fact> facts = RandomHistory.of(8, FACTS).facts();
    ledger.append(facts);
    try (Views views = ledger.views(ALL)) {
      views.start();
      ToldLedger.await(views);
      AtomicLong noted = new AtomicLong();
      RebuildReport report =
          views.rebuild(
              views.names(),
              MUCH,
              (_, _) -> {},
              step -> {
                if (step == Rebuild.Step.KEYED) noted.set(noted());
                if (step == Rebuild.Step.NOTED_FOLDED) assertThat(noted()).isZero();
              });
      assertThat(noted).hasPositiveValue();
      assertThat(report.isSame()).as("%s", report).isTrue();
    }
  }

  private long noted() {
    return OneDefinitionTest.views().stream()
        .mapToLong(view ->
            number(
                "select count(*) from view.%s_%d_new where position = -1"
                    .formatted(view.name(), view.version())))
        .sum();
  }

  @Test
  void namesTheRowsThatSomebodyHadChangedAndMendsThem() throws TimeoutException {
    List<Fact> facts = RandomHistory.of(1, FACTS).facts();
    ledger.append(facts);
    try (Views views = ledger.views(ALL)) {
      views.start();
      ToldLedger.await(views);
      String before = digest(rebuild(views), "region");
      Rows<?, ?> regions = views.rows(new DivisionView());
      assertThat(regions.startingWith("")).hasSizeGreaterThan(3);
      execute(
          """
          update view.region_%1$d set row = jsonb_set(row, '{synthetic}', 'true'), synthetic = not synthetic
          where key = (select min(key) from view.region_%1$d);
          delete from view.region_%1$d_trail where key = (select max(key) from view.region_%1$d);
          """
              .formatted(new DivisionView().version()));
      RebuildReport report = rebuild(views);
      assertThat(report.isSame()).isFalse();
      assertThat(outcome(report, "region").differing()).hasSize(2);
      assertThat(outcome(report, "board").differing()).isEmpty();
      assertThat(digest(report, "region")).isEqualTo(before);
      assertThat(rebuild(views).isSame()).isTrue();
      assertByDefinition(views, facts, "mended");
    }
  }

  private static RebuildReport.Outcome outcome(RebuildReport report, String view) {
    return report.views().stream()
        .filter(each -> each.view().equals(view))
        .findFirst()
        .orElseThrow();
  }

  private static String digest(RebuildReport report, String view) {
    return String.valueOf(outcome(report, view).digest());
  }

  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @ParameterizedTest
  @EnumSource(Rebuild.Step.class)
  void thatIsKilledAfterAnyStepChangesNothingAndGoesOnWhereItWas(Rebuild.Step last)
      throws TimeoutException {
    List<Fact> facts = RandomHistory.of(2, FACTS).facts();
    ledger.append(facts);
    try (Views views = ledger.views(ALL)) {
      views.start();
      ToldLedger.await(views);
      AtomicBoolean killed = new AtomicBoolean();
      assertThatThrownBy(() ->
              views.rebuild(
                  views.names(),
                  SLICES,
                  (_, _) -> {},
                  step -> {
                    if (step == last && !killed.getAndSet(true)) throw new Killed();
                  }))
          .isInstanceOf(Killed.class);
      assertByDefinition(views, facts, "killed after " + last);

      AtomicBoolean folded = new AtomicBoolean();
      RebuildReport report =
          views.rebuild(
              views.names(),
              SLICES,
              (_, _) -> {},
              step -> {
                if (step == Rebuild.Step.FOLDED) folded.set(true);
              });
      assertThat(report.isSame()).isTrue();
      assertThat(folded.get())
          .as("folds again what was folded")
          .isEqualTo(
              !List.of(Rebuild.Step.KEYED, Rebuild.Step.NOTED_FOLDED, Rebuild.Step.COMPARED)
                  .contains(last));
      assertNothingIsLeftOver();
      assertByDefinition(views, facts, "gone on after " + last);
    }
  }

  @Test
  void goesOnUnderReadersAndWhileFactsCome() throws TimeoutException, InterruptedException {
    List<Fact> facts = RandomHistory.of(3, FACTS).facts();
    ledger.append(facts.subList(0, 200));
    try (Views views = ledger.views(ALL)) {
      views.start();
      ToldLedger.await(views);
      int regions = views.rows(new DivisionView()).startingWith("").size();
      AtomicBoolean over = new AtomicBoolean();
      AtomicReference<Throwable> seen = new AtomicReference<>();
      Thread reader =
          Thread.ofPlatform()
              .start(() -> {
                while (!over.get() && seen.get() == null)
                  try {
                    assertThat(views.rows(new DivisionView()).startingWith(""))
                        .hasSizeGreaterThanOrEqualTo(regions);
                  } catch (Throwable e) {
                    seen.set(e);
                  }
              });
      for (int from = 200; from < facts.size(); from += 50) {
        ledger.append(facts.subList(from, Math.min(facts.size(), from + 50)));
        RebuildReport report = rebuild(views);
        assertThat(report.isSame()).as("%s", report).isTrue();
      }
      over.set(true);
      reader.join();
      assertThat(seen.get()).isNull();
      ToldLedger.await(views);
      assertByDefinition(views, facts, "after all");
    }
  }

  @Test
  void ofAViewThatCannotFoldAFactLeavesItsTablesAndBuildsTheOthers() throws TimeoutException {
    List<Fact> facts = RandomHistory.of(4, 100).facts();
    ledger.append(facts);
    Delicate delicate = new Delicate();
    delicate.ill = false;
    try (Views views = ledger.views(delicate, new DivisionView())) {
      views.start();
      ToldLedger.await(views);
      delicate.ill = true;
      RebuildReport report = rebuild(views);
      assertThat(outcome(report, "delicate").failure())
          .contains("position 5")
          .contains("not this one");
      assertThat(outcome(report, "region").failure()).isNull();
      assertThat(views.rows(delicate).row("all").orElseThrow().row())
          .isEqualTo(new Delicate.Count(facts.size()));
      assertNothingIsLeftOver();
    }
  }

  @Test
  void isDoneByOneAtATime() throws TimeoutException {
    ledger.append(RandomHistory.of(5, 100).facts());
    try (Views views = ledger.views(ALL)) {
      views.start();
      ToldLedger.await(views);
      AtomicReference<Throwable> second = new AtomicReference<>();
      RebuildReport _ =
          views.rebuild(
              views.names(),
              MUCH,
              (_, _) -> {},
              step -> {
                if (step != Rebuild.Step.FOLDED) return;
                try {
                  RebuildReport _ = rebuild(views);
                } catch (RebuildRunning e) {
                  second.set(e);
                }
              });
      assertThat(second.get()).isInstanceOf(RebuildRunning.class);
    }
  }

  @Test
  void isWaitedForByAnotherNodeThatWouldDoTheSame() throws TimeoutException {
    List<Fact> facts = RandomHistory.of(8, 300).facts();
    ledger.append(facts);
    AtomicInteger builtByTheOther = new AtomicInteger();
    List<Long> claimed = new ArrayList<>();
    try (Views views = ledger.views(ALL);
        Views other = ledger.views(ALL)) {
      RebuildReport _ =
          views.rebuild(
              views.names(),
              MUCH,
              (_, _) -> {},
              step -> {
                if (step == Rebuild.Step.PLANNED)
                  other.start((_, _) -> builtByTheOther.incrementAndGet(), 1);
                claimed.add(other.with(connection -> (long) Running.stored(connection).size()));
              });
      ToldLedger.await(other);
      assertByDefinition(other, facts, "built by one, followed by the other");
    }
    assertThat(claimed.subList(0, claimed.size() - 1)).containsOnly(0L);
    assertThat(builtByTheOther).hasValue(0);
  }

  @Test
  void ofOtherViewsThrowsAwayWhatWasInterrupted() throws TimeoutException {
    ledger.append(RandomHistory.of(6, 100).facts());
    try (Views views = ledger.views(ALL)) {
      views.start();
      ToldLedger.await(views);
      assertThatThrownBy(() ->
              views.rebuild(
                  List.of("region", "board"),
                  MUCH,
                  (_, _) -> {},
                  step -> {
                    if (step == Rebuild.Step.KEYED) throw new Killed();
                  }))
          .isInstanceOf(Killed.class);
      assertThat(views.rebuild(List.of("region"), (_, _) -> {}).isSame()).isTrue();
      assertNothingIsLeftOver();
    }
  }

  @Test
  void fillsViewsThatWereNeverStartedAndTheyGoOnFromThere() throws TimeoutException {
    List<Fact> facts = RandomHistory.of(7, FACTS).facts();
    ledger.append(facts.subList(0, 300));
    try (Views views = ledger.views(ALL)) {
      RebuildReport report = rebuild(views);
      assertThat(report.views())
          .allSatisfy(each -> {
            assertThat(each.position()).isNull();
            assertThat(each.failure()).isNull();
          });
      views.start();
      ledger.append(facts.subList(300, facts.size()));
      ToldLedger.await(views);
      assertByDefinition(views, facts, "of a new version");
      assertThat(rebuild(views).isSame()).isTrue();
    }
  }
}
