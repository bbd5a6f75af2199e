package org.sunshineledger.projections.view;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.projections.RandomHistory;
import org.sunshineledger.projections.Telling;
import org.sunshineledger.projections.ToldLedger;
import org.sunshineledger.projections.access.AccessView;
import org.sunshineledger.projections.board.BoardView;
import org.sunshineledger.projections.disclosure.DisclosureView;
import org.sunshineledger.projections.flags.FlagsView;
import org.sunshineledger.projections.money.MoneyView;
import org.sunshineledger.projections.mutualaid.MutualAidView;
import org.sunshineledger.projections.officer.ActsView;
import org.sunshineledger.projections.progress.ProgressView;
import org.sunshineledger.projections.reconciliation.ReconciliationView;
import org.sunshineledger.projections.redflags.RedFlagsView;
import org.sunshineledger.projections.region.DivisionView;
import org.sunshineledger.projections.responsibility.CareView;
import org.sunshineledger.projections.responsibility.ResponsibilityView;
import org.sunshineledger.projections.supervision.DocketView;
import org.sunshineledger.projections.waiting.WaitingView;

/**
 * A row is the fold of its facts in order of (occurredOn, position), however it comes about. The
 * definition stands below, word for word: slow, and plainly right.
 */
@DisplayName("一个定义：实时、重放、历史当日")
class OneDefinitionTest {

  private static final int FACTS = 400;

  private final ToldLedger ledger = new ToldLedger();

  @AfterEach
  void close() {
    ledger.close();
  }

  static List<View<?, ?>> views() {
    return List.of(
        new DivisionView(),
        new BoardView(),
        new ProgressView(),
        new ResponsibilityView(),
        new ActsView(),
        new CareView(),
        new MoneyView(),
        new ReconciliationView(),
        new FlagsView(),
        new DisclosureView(),
        new MutualAidView(),
        new DocketView(),
        new RedFlagsView(),
        new AccessView(),
        new WaitingView(),
        new DiligenceView());
  }

  static <K, R extends Record> Map<String, R> byDefinition(
      View<K, R> view, List<Fact> facts, Moment moment) {
    Map<String, R> rows = new TreeMap<>();
    facts.stream()
        .filter(fact -> !fact.occurredOn().isAfter(moment.asOf()))
        .filter(fact -> moment.knownAt() == null || !fact.recordedAt().isAfter(moment.knownAt()))
        .filter(fact -> moment.position() == null || fact.position() < moment.position())
        .sorted(comparing(Fact::occurredOn).thenComparingLong(Fact::position))
        .forEach(fact ->
            view.keys(fact)
                .distinct()
                .forEach(key -> {
                  @Nullable R row = view.fold(rows.get(view.text(key)), key, fact);
                  if (row == null) rows.remove(view.text(key));
                  else rows.put(view.text(key), row);
                }));
    return rows;
  }

  static List<Long> seeds() {
    return new Random().longs(4).boxed().toList();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void rowsAreTheSameLiveAndFoldedAsOfNow(long seed) throws TimeoutException {
    List<Fact> facts = RandomHistory.of(seed, FACTS).facts();
    try (Views views = ledger.views(views().toArray(View<?, ?>[]::new))) {
      views.start();
      // In several appends, so that rows are folded on and late facts meet them.
      for (int from = 0; from < facts.size(); from += 70) {
        ledger.append(facts.subList(from, Math.min(facts.size(), from + 70)));
        ToldLedger.await(views);
      }
      for (View<?, ?> view : views()) {
        Map<String, ?> expected = byDefinition(view, facts, Moment.of(LocalDate.MAX));
        assertThat(live(views, view)).as("live %s, seed %d", view.name(), seed).isEqualTo(expected);
        assertThat(asOf(views, view, Moment.of(LocalDate.of(9999, 1, 1))))
            .as("as of now %s, seed %d", view.name(), seed)
            .isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aMomentIsALedgerThatStoppedThere(long seed) throws TimeoutException {
    List<Fact> facts = RandomHistory.of(seed, FACTS).facts();
    ledger.append(facts);
    Random random = new Random(seed);
    try (Views views = ledger.views(views().toArray(View<?, ?>[]::new))) {
      views.start();
      ToldLedger.await(views);
      for (int i = 0; i < 5; i++) {
        Instant knownAt = facts.get(random.nextInt(facts.size())).recordedAt();
        Moment moment =
            new Moment(LocalDate.of(2014, 1, 1).plusDays(random.nextInt(1_100)), knownAt);
        for (View<?, ?> view : views())
          assertThat(asOf(views, view, moment))
              .as("%s at %s, seed %d", view.name(), moment, seed)
              .isEqualTo(byDefinition(view, facts, moment));
        int size = random.nextInt(facts.size() + 1);
        Moment stopped = Moment.first(moment.asOf(), size);
        for (View<?, ?> view : views())
          assertThat(asOf(views, view, stopped))
              .as("%s at %s, seed %d", view.name(), stopped, seed)
              .isEqualTo(byDefinition(view, facts.subList(0, size), Moment.of(moment.asOf())));
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatSaysThatItFoldsInAnyOrderDoes(long seed) {
    List<Fact> facts = new ArrayList<>(RandomHistory.of(seed, FACTS).facts());
    for (View<?, ?> view : views()) {
      if (!view.inAnyOrder()) continue;
      Map<String, ?> expected = byDefinition(view, facts, Moment.of(LocalDate.MAX));
      List<Fact> shuffled = new ArrayList<>(facts);
      Collections.shuffle(shuffled, new Random(seed));
      assertThat(inThisOrder(view, shuffled))
          .as("%s, seed %d", view.name(), seed)
          .isEqualTo(expected);
    }
  }

  private static <K, R extends Record> Map<String, R> inThisOrder(
      View<K, R> view, List<Fact> facts) {
    Map<String, R> rows = new TreeMap<>();
    for (Fact fact : facts)
      view.keys(fact)
          .forEach(key -> {
            @Nullable R row = view.fold(rows.get(view.text(key)), key, fact);
            if (row == null) rows.remove(view.text(key));
            else rows.put(view.text(key), row);
          });
    return rows;
  }

  @Test
  void aViewGoesOnWhereItStoodWhenItIsStartedAgain() throws TimeoutException {
    List<Fact> facts = RandomHistory.of(1, FACTS).facts();
    for (int from = 0; from < facts.size(); from += 100) {
      ledger.append(facts.subList(from, Math.min(facts.size(), from + 100)));
      try (Views views = ledger.views(views().toArray(View<?, ?>[]::new))) {
        views.start();
        if (from % 200 == 0) ToldLedger.await(views); // Else it is stopped wherever it may be.
      }
    }
    try (Views views = ledger.views(views().toArray(View<?, ?>[]::new))) {
      views.start();
      ToldLedger.await(views);
      for (View<?, ?> view : views()) {
        assertThat(live(views, view))
            .as(view.name())
            .isEqualTo(byDefinition(view, facts, Moment.of(LocalDate.MAX)));
        assertThat(trail(view)).as("trail of " + view.name()).isEqualTo(touches(view, facts));
      }
    }
  }

  @Test
  void whyIsTheFactsOfARowInTheirOrder() throws TimeoutException {
    Telling telling = new Telling().divisions();
    ledger.append(telling.facts());
    try (Views views = ledger.views(new DivisionView())) {
      views.start();
      ToldLedger.await(views);
      assertThat(views.why("region", "410173202")).containsExactly(4L, 7L);
    }
  }

  static <K, R extends Record> Map<String, R> live(Views views, View<K, R> view) {
    return byKey(views.rows(view).startingWith(""));
  }

  private static <K, R extends Record> Map<String, R> asOf(
      Views views, View<K, R> view, Moment moment) {
    Rows<K, R> rows = views.rows(view);
    return byKey(
        List.copyOf(
            rows.rows(rows.positions().keySet().stream().map(view::key).toList(), moment)
                .values()));
  }

  private static <R extends Record> Map<String, R> byKey(List<Folded<R>> folded) {
    Map<String, R> rows = new TreeMap<>();
    for (Folded<R> each : folded) {
      @Nullable R row = each.row();
      if (row != null) rows.put(each.key(), row);
    }
    return rows;
  }

  private static <K> long touches(View<K, ?> view, List<Fact> facts) {
    return facts.stream().mapToLong(fact -> view.keys(fact).distinct().count()).sum();
  }

  private long trail(View<?, ?> view) {
    try (Connection connection = ledger.dataSource().getConnection();
        PreparedStatement count =
            connection.prepareStatement(
                "select coalesce(sum(cardinality(positions)), 0) from view."
                    + view.name()
                    + "_"
                    + view.version()
                    + "_trail");
        ResultSet row = count.executeQuery()) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
