package org.sunshineledger.projections.view;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import org.sunshineledger.projections.region.DivisionView;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Two laws: a difference leads from the one moment to the other, and a reason suffices. */
@DisplayName("两个时点的差别与一个数的由来")
class RowHistoryTest {

  private static final int FACTS = 400;

  private final ToldLedger ledger = new ToldLedger();

  @AfterEach
  void close() {
    ledger.close();
  }

  static List<Long> seeds() {
    return new Random().longs(3).boxed().toList();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aDifferenceTurnsTheRowsOfOneMomentIntoThoseOfTheOther(long seed) throws TimeoutException {
    List<Fact> facts = RandomHistory.of(seed, FACTS).facts();
    ledger.append(facts);
    Random random = new Random(seed);
    long differing = 0;
    try (Views views = following()) {
      for (int i = 0; i < 6; i++) {
        Moment from = moment(facts, random);
        Moment to = moment(facts, random);
        for (View<?, ?> view : OneDefinitionTest.views()) {
          Map<String, JsonNode> before = trees(view, facts, from);
          Map<String, JsonNode> after = trees(view, facts, to);
          List<String> keys = keys(views, view);
          Collections.shuffle(keys, random);
          List<RowDifference> difference = views.difference(view.name(), keys, from, to);

          assertThat(patched(before, difference))
              .as("%s from %s to %s, seed %d", view.name(), from, to, seed)
              .isEqualTo(after);
          assertThat(difference).extracting(RowDifference::key).isSorted().doesNotHaveDuplicates();
          assertThat(difference)
              .allSatisfy(
                  each -> assertThat(before.get(each.key())).isNotEqualTo(after.get(each.key())));
          assertThat(views.difference(view.name(), keys, to, to)).isEmpty();
          assertThat(views.difference(view.name(), keys, from, to, 2))
              .isEqualTo(difference.subList(0, Math.min(2, difference.size())));
          differing += difference.size();
        }
      }
    }
    assertThat(differing).as("seed %d", seed).isPositive();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theLastReasonSufficesForTheValue(long seed) throws TimeoutException {
    List<Fact> facts = RandomHistory.of(seed, FACTS).facts();
    ledger.append(facts);
    Random random = new Random(seed);
    long asked = 0;
    try (Views views = following()) {
      for (View<?, ?> view : OneDefinitionTest.views()) {
        Moment moment = moment(facts, random);
        for (var row : trees(view, facts, moment).entrySet()) {
          List<String> paths = paths(row.getValue());
          FieldPath field = FieldPath.of(paths.get(random.nextInt(paths.size())));
          List<Long> why = views.why(view.name(), row.getKey(), field, moment);
          String told =
              "%s %s %s at %s, seed %d".formatted(view.name(), row.getKey(), field, moment, seed);

          assertThat(why).as(told).isNotEmpty();
          assertThat(views.why(view.name(), row.getKey(), moment)).as(told).containsAll(why);
          @Nullable JsonNode before = null;
          for (long position : why) {
            @Nullable JsonNode value =
                field.in(trees(view, upTo(facts, position), moment).get(row.getKey()));
            assertThat(value).as(told).isNotEqualTo(before);
            before = value;
          }
          assertThat(before).as(told).isEqualTo(field.in(row.getValue()));
          asked++;
        }
      }
    }
    assertThat(asked).as("seed %d", seed).isPositive();
  }

  @Test
  void whatIsKnownOfADivisionGrowsWithItsFacts() throws TimeoutException {
    ledger.append(new Telling().divisions().facts());
    Moment end = Moment.of(LocalDate.MAX);
    Moment first = Moment.of(LocalDate.of(2014, 1, 1));
    try (Views views = ledger.views(new DivisionView())) {
      views.start();
      ToldLedger.await(views);

      assertThat(views.why("region", "410173202", end)).containsExactly(4L, 7L);
      assertThat(views.why("region", "410173202", FieldPath.of("parents"), end))
          .containsExactly(4L, 7L);
      assertThat(views.why("region", "410173202", FieldPath.of("names"), end)).containsExactly(4L);
      assertThat(views.why("region", "410173202", FieldPath.of("nothing"), end)).isEmpty();
      RowDifference difference =
          views.difference("region", List.of("410173202", "none"), first, end).getFirst();
      assertThat(difference.kind()).isEqualTo(RowDifference.Kind.CHANGED);
      assertThat(difference.fields()).extracting(FieldDifference::path).contains("parents[1]");
    }
  }

  private Views following() throws TimeoutException {
    Views views = ledger.views(OneDefinitionTest.views().toArray(View<?, ?>[]::new));
    views.start();
    ToldLedger.await(views);
    return views;
  }

  /** Some day, with all knowledge or with that of some moment. */
  private static Moment moment(List<Fact> facts, Random random) {
    Instant knownAt = facts.get(random.nextInt(facts.size())).recordedAt();
    return new Moment(
        LocalDate.of(2014, 1, 1).plusDays(random.nextInt(1_300)),
        random.nextBoolean() ? knownAt : null);
  }

  /** What is folded up to this fact and with it. */
  private static List<Fact> upTo(List<Fact> facts, long position) {
    var order = comparing(Fact::occurredOn).thenComparingLong(Fact::position);
    Fact last =
        facts.stream().filter(fact -> fact.position() == position).findFirst().orElseThrow();
    return facts.stream().filter(fact -> order.compare(fact, last) <= 0).toList();
  }

  private static <K> List<String> keys(Views views, View<K, ?> view) {
    return new ArrayList<>(views.rows(view).positions().keySet());
  }

  private static <K, R extends Record> Map<String, JsonNode> trees(
      View<K, R> view, List<Fact> facts, Moment moment) {
    RowJson<R> json = new RowJson<>(view.rowType());
    Map<String, JsonNode> trees = new TreeMap<>();
    OneDefinitionTest.byDefinition(view, facts, moment)
        .forEach((key, row) -> trees.put(key, json.tree(row)));
    return trees;
  }

  private static Map<String, JsonNode> patched(
      Map<String, JsonNode> before, List<RowDifference> difference) {
    Map<String, JsonNode> rows = new TreeMap<>(before);
    for (RowDifference each : difference) {
      JsonNode patched =
          Patch.patched(
              Objects.requireNonNullElseGet(
                  rows.get(each.key()), JsonNodeFactory.instance::objectNode),
              each.fields());
      switch (each.kind()) {
        case ADDED -> assertThat(rows.put(each.key(), patched)).isNull();
        case CHANGED -> assertThat(rows.put(each.key(), patched)).isNotNull();
        case GONE -> {
          assertThat(patched).isEmpty();
          assertThat(rows.remove(each.key())).isNotNull();
        }
      }
    }
    return rows;
  }

  /** Of every value in the tree. */
  private static List<String> paths(JsonNode row) {
    List<String> paths = new ArrayList<>(List.of(""));
    for (FieldDifference each :
        JsonDifference.between(JsonNodeFactory.instance.objectNode(), row)) {
      paths.add(each.path());
      JsonNode value = Objects.requireNonNull(each.after());
      if (value.isArray())
        for (int i = 0; i < value.size(); i++)
          paths.add(FieldPath.of(each.path()).place(i).toString());
      if (value.isObject())
        for (String name : value.propertyNames())
          paths.add(FieldPath.of(each.path()).name(name).toString());
    }
    return paths;
  }
}
