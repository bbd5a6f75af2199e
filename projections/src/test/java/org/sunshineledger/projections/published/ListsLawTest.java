package org.sunshineledger.projections.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.Visibility;
import org.sunshineledger.ledger.rules.RuleSets;
import org.sunshineledger.ledger.rules.WorkCalendar;
import org.sunshineledger.projections.Projections;
import org.sunshineledger.projections.RandomHistory;
import org.sunshineledger.projections.ToldLedger;
import org.sunshineledger.projections.published.ListName.Replayable;
import org.sunshineledger.projections.view.FoldedInMemory;

/**
 * Whoever folds the same facts gets the same lists, with a database or without, and for public
 * lists the public facts are enough.
 */
@DisplayName("名单：谁来重做都一样")
class ListsLawTest {

  private static final int FACTS = 700;
  private static final WorkCalendar CALENDAR = RuleSets.standard().calendar();
  private static final List<String> REGIONS =
      List.of("410000", "410100", "410173", "410184", "410173202", "410173202001", "410173202002");
  private static final List<LocalDate> DAYS =
      List.of(
          LocalDate.of(2014, 6, 30),
          LocalDate.of(2015, 12, 31),
          LocalDate.of(2016, 3, 17),
          LocalDate.of(2016, 10, 18));

  /** A list of one subject on one day. */
  private record Asked(ListName name, @Nullable String subject, LocalDate day) {}

  private final ToldLedger ledger = new ToldLedger();

  @AfterEach
  void close() {
    ledger.close();
  }

  static List<Long> seeds() {
    return new Random().longs(3).boxed().toList();
  }

  private static List<Asked> asked() {
    List<Asked> asked = new ArrayList<>();
    for (ListName name : ListName.values())
      for (LocalDate day : DAYS)
        switch (name.about()) {
          case LEDGER -> asked.add(new Asked(name, null, day));
          case SOURCE -> asked.add(new Asked(name, "zhengzhou-2016", day));
          case REGION -> REGIONS.forEach(region -> asked.add(new Asked(name, region, day)));
        }
    return asked;
  }

  private static FoldedInMemory folded(List<Fact> facts, Predicate<Fact> told) {
    FoldedInMemory folded = new FoldedInMemory(ListReader.views(EnumSet.allOf(ListName.class)));
    facts.stream().filter(told).forEach(folded::add);
    return folded;
  }

  private static Optional<List<String>> rows(ListReader reader, Asked asked) {
    return reader.rows(asked.name(), asked.subject(), asked.day());
  }

  private static void assertSame(
      ListReader one, ListReader other, Predicate<ListName> which, String as) {
    Set<ListName> withRows = EnumSet.noneOf(ListName.class);
    for (Asked each : asked()) {
      if (!which.test(each.name())) continue;
      Optional<List<String>> rows = rows(one, each);
      assertThat(rows(other, each)).as("%s: %s", as, each).isEqualTo(rows);
      if (!rows.orElse(List.of()).isEmpty()) withRows.add(each.name());
    }
    // Else nothing would have been compared.
    assertThat(withRows).as(as).contains(ListName.OPEN_NOTICES, ListName.DIVISIONS);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void areTheSameFromTheTablesAndFromFactsInMemory(long seed) throws TimeoutException {
    List<Fact> facts = RandomHistory.of(seed, FACTS).facts();
    for (int from = 0; from < facts.size(); from += 150)
      ledger.append(facts.subList(from, Math.min(facts.size(), from + 150)));
    try (Projections projections = ledger.projections()) {
      projections.start();
      ToldLedger.await(projections.views());
      ListReader live = projections.lists(CALENDAR);
      ListReader replayed = ListReader.over(folded(facts, _ -> true), CALENDAR);
      ListReader ofPublicFacts =
          ListReader.over(
              folded(facts, fact -> fact.event().visibility() == Visibility.PUBLIC), CALENDAR);

      assertSame(live, replayed, _ -> true, "all facts, seed " + seed);
      assertSame(
          live,
          ofPublicFacts,
          name -> name.replayable() == Replayable.PUBLIC,
          "public facts, seed " + seed);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void ofASizeAreThoseOfALogThatEndedThere(long seed) throws TimeoutException {
    List<Fact> facts = RandomHistory.of(seed, FACTS).facts();
    ledger.append(facts);
    Random random = new Random(seed);
    try (Projections projections = ledger.projections()) {
      projections.start();
      ToldLedger.await(projections.views());
      for (int i = 0; i < 3; i++) {
        int size = FACTS / 2 + random.nextInt(FACTS / 2);
        assertSame(
            ListReader.over(projections.views().before(size), CALENDAR),
            ListReader.over(folded(facts, fact -> fact.position() < size), CALENDAR),
            _ -> true,
            "size %d, seed %d".formatted(size, seed));
      }
    }
  }

  @Test
  void aListOfViewsThatWereNotFoldedIsNotEmptyButRefused() {
    FoldedInMemory divisions = new FoldedInMemory(ListReader.views(List.of(ListName.DIVISIONS)));
    RandomHistory.of(1, 0).facts().forEach(divisions::add);
    ListReader reader = ListReader.over(divisions, CALENDAR);
    LocalDate day = DAYS.getLast();

    assertThat(reader.rows(ListName.DIVISIONS, "410100", day).orElseThrow()).hasSize(2);
    assertThatIllegalStateException()
        .isThrownBy(() -> reader.rows(ListName.OPEN_NOTICES, "410100", day))
        .withMessageContaining("board");
  }

  @Test
  void haveNamesThatReadBack() {
    assertThat(ListName.values())
        .allSatisfy(name -> assertThat(ListName.of(name.published())).contains(name));
  }
}
