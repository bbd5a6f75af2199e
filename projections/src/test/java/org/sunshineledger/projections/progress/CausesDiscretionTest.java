package org.sunshineledger.projections.progress;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.sunshineledger.projections.Telling.day;
import static org.sunshineledger.projections.Telling.household;

import java.sql.Connection;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.household.HouseholdCategory;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdIdentified;
import org.sunshineledger.ledger.household.PovertyCause;
import org.sunshineledger.ledger.household.PovertyStandard;
import org.sunshineledger.ledger.plan.MeasureKind;
import org.sunshineledger.projections.Projections;
import org.sunshineledger.projections.Telling;
import org.sunshineledger.projections.ToldLedger;
import org.sunshineledger.projections.progress.Step.What;
import org.sunshineledger.projections.region.Node;
import org.sunshineledger.projections.view.Moment;

/**
 * The adversary knows everything that hangs on the boards: who came on the register and left it, on
 * which day, in which order. He asks every region for every day, again whenever something was
 * recorded, and looks for a household of which only one cause fits all he was told.
 */
@DisplayName("致贫原因不因相减而泄露")
class CausesDiscretionTest {

  /** As design.md section 6 has it. */
  private static final int FEWEST = 5;

  private static final LocalDate FIRST = LocalDate.of(2015, 1, 1);
  private static final int DAYS = 240;
  private static final int STAGES = 3;
  private static final int HOUSEHOLDS = 110;
  private static final List<PovertyCause> CAUSES =
      List.of(PovertyCause.ILLNESS, PovertyCause.SCHOOLING, PovertyCause.DISASTER);

  /**
   * @param detail null for the household's own cause
   */
  private record Event(int household, LocalDate on, What what, @Nullable String detail) {}

  /** A history of two townships of one county, told in stages. */
  private record World(List<Event> events, List<Integer> stages, int[] causes) {

    World exchanging(int one, int other) {
      int[] exchanged = causes.clone();
      exchanged[one] = causes[other];
      exchanged[other] = causes[one];
      return new World(events, stages, exchanged);
    }

    World with(int household, int cause) {
      int[] changed = causes.clone();
      changed[household] = cause;
      return new World(events, stages, changed);
    }

    /** Two townships: the larger is of the even households. */
    static int township(int household) {
      return household % 3 == 0 ? 1 : 0;
    }

    NavigableMap<String, List<Step>> steps(int township, int recorded) {
      NavigableMap<String, List<Step>> steps = new TreeMap<>();
      for (int position = 0; position < recorded; position++) {
        Event event = events.get(position);
        if (township(event.household()) != township) continue;
        steps
            .computeIfAbsent("%03d".formatted(event.household()), _ -> new ArrayList<>())
            .add(
                new Step(
                    event.on(),
                    position,
                    event.what(),
                    3,
                    event.what() == What.IDENTIFIED
                        ? CAUSES.get(causes[event.household()]).name()
                        : event.detail()));
      }
      steps.values().forEach(Collections::sort);
      return steps;
    }

    ToldHistory told(int township, int recorded) {
      return ToldHistory.of(List.of(ToldHistory.counting(steps(township, recorded))));
    }
  }

  /** Campaigns of identification and of exit, single ones in between, and late facts of each. */
  private static World random(RandomGenerator random) {
    List<Event> events = new ArrayList<>();
    List<Integer> stages = new ArrayList<>();
    int[] causes = new int[HOUSEHOLDS];
    // Here and there nearly everybody has the same.
    int oftenest = random.nextInt(CAUSES.size());
    double share = random.nextDouble();
    for (int i = 0; i < HOUSEHOLDS; i++)
      causes[i] = random.nextDouble() < share ? oftenest : random.nextInt(CAUSES.size());
    Map<Integer, LocalDate> on = new HashMap<>();
    Map<Integer, LocalDate> off = new HashMap<>();
    for (int stage = 0; stage < STAGES; stage++) {
      List<Event> batch = new ArrayList<>();
      LocalDate campaign = FIRST.plusDays(stage * 70L + random.nextInt(20));
      double joining = 0.2 + random.nextDouble() * 0.7;
      double leaving = random.nextDouble();
      for (int i = 0; i < HOUSEHOLDS; i++) {
        LocalDate joined = on.get(i);
        LocalDate left = off.get(i);
        if (joined == null) {
          if (random.nextDouble() >= joining) continue;
          joined = random.nextInt(5) == 0 ? anyDay(random) : campaign;
          on.put(i, joined);
          batch.add(new Event(i, joined, What.IDENTIFIED, null));
        } else if (left == null && random.nextDouble() < leaving) {
          LocalDate day = random.nextInt(5) == 0 ? anyDay(random) : campaign.plusDays(10);
          LocalDate exited = day.isBefore(joined) ? joined : day;
          off.put(i, exited);
          batch.add(new Event(i, exited, What.EXITED, null));
        } else if (left != null && random.nextInt(4) == 0) {
          batch.add(new Event(i, left.plusDays(20), What.RELAPSED, null));
          off.remove(i);
        }
        if (random.nextInt(3) == 0)
          batch.add(
              new Event(
                  i, joined.plusDays(random.nextInt(30)), What.DELIVERED, "SKILLS_TRAINING/01"));
      }
      // Nearly in the order of days: some papers come late.
      Map<Event, LocalDate> recorded = new HashMap<>();
      for (Event event : batch)
        recorded.put(event, event.on().plusDays(random.nextInt(12) == 0 ? 40 : 0));
      batch.sort(comparing((Event event) -> recorded.getOrDefault(event, event.on())));
      events.addAll(batch);
      // The register goes on, and so a month is over.
      for (int month = 0; month < 2; month++)
        for (int household : new int[] {0, 1})
          events.add(
              new Event(
                  household, FIRST.plusDays(DAYS).plusMonths(month), What.DELIVERED, "RELIEF"));
      stages.add(events.size());
    }
    return new World(List.copyOf(events), List.copyOf(stages), causes);
  }

  private static LocalDate anyDay(RandomGenerator random) {
    return FIRST.plusDays(random.nextInt(DAYS));
  }

  /** Everything the ledger tells of causes, of every region and day, after each stage. */
  private static List<Object> told(World world) {
    List<Object> answers = new ArrayList<>();
    for (int recorded : world.stages())
      for (int township = 0; township < 2; township++)
        answers.add(world.told(township, recorded).causes());
    return answers;
  }

  /** What it told once: the counts of the day, and where a small cell is left out, the next. */
  private static List<Object> smallCellsLeftOut(World world) {
    List<Object> answers = new ArrayList<>();
    for (int recorded : world.stages()) {
      List<Changes> townships =
          IntStream.range(0, 2)
              .mapToObj(each -> Changes.of(village(world.steps(each, recorded))))
              .toList();
      for (int i = 0; i < DAYS; i++) {
        LocalDate day = FIRST.plusDays(i);
        for (Changes township : townships) answers.add(shown(new Changes.Sum(day).add(township)));
        answers.add(shown(new Changes.Sum(day).add(townships.getFirst()).add(townships.getLast())));
      }
    }
    return answers;
  }

  private static VillageProgress village(NavigableMap<String, List<Step>> steps) {
    return new VillageProgress(steps, List.of(), null, true);
  }

  private static Map<PovertyCause, Tally> shown(Changes.Sum sum) {
    Map<PovertyCause, Tally> cells = sum.standing().causes();
    Map<PovertyCause, Tally> shown = new HashMap<>(cells);
    shown.values().removeIf(cell -> cell.households() < FEWEST);
    if (cells.size() - shown.size() == 1)
      shown.entrySet().stream()
          .min(comparingInt(cell -> cell.getValue().households()))
          .map(Map.Entry::getKey)
          .ifPresent(shown::remove);
    return shown;
  }

  /** Households of which no other history with another cause gives the same answers. */
  private static List<Integer> betrayed(World world, Function<World, List<Object>> answers) {
    List<Object> known = answers.apply(world);
    List<Integer> betrayed = new ArrayList<>();
    for (int household = 0; household < HOUSEHOLDS; household++)
      if (!hides(world, household, known, answers)) betrayed.add(household);
    return betrayed;
  }

  private static boolean hides(
      World world, int household, List<Object> known, Function<World, List<Object>> answers) {
    for (int cause = 0; cause < CAUSES.size(); cause++)
      if (cause != world.causes()[household]
          && answers.apply(world.with(household, cause)).equals(known)) return true;
    for (int other = 0; other < HOUSEHOLDS; other++)
      if (world.causes()[other] != world.causes()[household]
          && World.township(other) == World.township(household)
          && answers.apply(world.exchanging(household, other)).equals(known)) return true;
    return false;
  }

  private static RandomGenerator seeded(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void ofEveryHouseholdAnotherCauseFitsEveryAnswer(long seed) {
    World world = random(seeded(seed));
    assertThat(betrayed(world, CausesDiscretionTest::told)).isEmpty();
  }

  @Test
  void causesAreToldAndGroupsAreSplitInThoseHistories() {
    int told = 0;
    int takenOff = 0;
    for (long seed = 1; seed <= 8; seed++) {
      World world = random(seeded(seed));
      for (int township = 0; township < 2; township++)
        for (ToldHistory.Told<PovertyCause> each :
            world.told(township, world.events().size()).causes()) {
          assertThat(Math.abs(each.households())).isGreaterThanOrEqualTo(FEWEST);
          if (each.households() > 0) told++;
          else takenOff++;
        }
    }
    assertThat(told).isGreaterThan(20);
    assertThat(takenOff).isGreaterThan(5);
  }

  /** The adversary's own proof: what the board showed before gives him what he looks for. */
  @Test
  void countsOfTheDayWithSmallCellsLeftOutBetrayWhoComesAlone() {
    World world = random(seeded(1));
    List<Object> known = smallCellsLeftOut(world);
    assertThat(
            IntStream.range(0, HOUSEHOLDS)
                .filter(each -> !hides(world, each, known, CausesDiscretionTest::smallCellsLeftOut))
                .limit(3)
                .boxed())
        .hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void whatIsToldLaterNeverTakesBackWhatWasToldBefore(long seed) {
    World world = random(seeded(seed));
    for (int township = 0; township < 2; township++) {
      List<ToldHistory.Told<PovertyCause>> before = List.of();
      for (int recorded = 0; recorded <= world.events().size(); recorded++) {
        List<ToldHistory.Told<PovertyCause>> now = world.told(township, recorded).causes();
        assertThat(now.subList(0, before.size())).isEqualTo(before);
        before = now;
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whatIsTakenBitByBitIsToldAsWhatIsTakenAtOnce(long seed) {
    RandomGenerator random = seeded(seed);
    World world = random(random);
    List<ToldHistory.Told<PovertyCause>> told = new ArrayList<>();
    for (int township = 0; township < 2; township++) {
      ToldHistory bitByBit = new ToldHistory();
      for (int recorded = 0; recorded < world.events().size(); ) {
        recorded = Math.min(world.events().size(), recorded + 1 + random.nextInt(40));
        // The rows that are read may hold more than is taken yet.
        int read = Math.min(world.events().size(), recorded + random.nextInt(40));
        bitByBit.take(List.of(ToldHistory.counting(world.steps(township, read))), recorded - 1L);
        ToldHistory atOnce = world.told(township, recorded);
        assertThat(bitByBit.causes()).isEqualTo(atOnce.causes());
        assertThat(bitByBit.programmes()).isEqualTo(atOnce.programmes());
      }
      told.addAll(bitByBit.causes());
    }
    assertThat(told).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void aProgrammeIsToldOfFiveMoreHouseholdsOrOfNone(long seed) {
    World world = random(seeded(seed));
    for (int township = 0; township < 2; township++) {
      long everIdentified =
          world.steps(township, world.events().size()).values().stream()
              .filter(steps -> steps.stream().anyMatch(step -> step.what() == What.IDENTIFIED))
              .count();
      int before = 0;
      for (int stage : world.stages())
        for (int i = 0; i <= DAYS; i++) {
          Map<MeasureKind, Integer> told = new HashMap<>();
          world.told(township, stage).addTo(FIRST.plusDays(i), new HashMap<>(), told);
          int now = told.getOrDefault(MeasureKind.SKILLS_TRAINING, 0);
          assertThat(now == before || Math.abs(now - before) >= FEWEST)
              .as("%s after %s", now, before)
              .isTrue();
          assertThat(everIdentified - now).isGreaterThanOrEqualTo(FEWEST);
          assertThat(told).doesNotContainKey(MeasureKind.RELIEF);
          before = now;
        }
      assertThat(before).isPositive();
    }
  }

  @Test
  void aTownshipTellsAtTheEndOfTheMonthAndMovesAsAWhole() throws TimeoutException {
    Telling telling = new Telling().divisions();
    for (int i = 1; i <= 24; i++) {
      RegionCode village = new RegionCode(i % 2 == 0 ? "410173202001" : "410173202002");
      PovertyCause cause = i % 3 == 0 ? PovertyCause.SCHOOLING : PovertyCause.ILLNESS;
      telling.household(
          "2014-05-%02d".formatted(i),
          i,
          village,
          new HouseholdIdentified(
              household(i),
              cause,
              List.of(),
              HouseholdCategory.ORDINARY,
              PovertyStandard.NATIONAL,
              3,
              null,
              null,
              null));
    }
    try (ToldLedger ledger = new ToldLedger().append(telling.facts());
        Projections projections = ledger.projections()) {
      projections.start();
      ToldLedger.await(projections.views());
      assertThat(causes(projections, Telling.BAQIAN, "2014-06-30")).as("May may go on").isEmpty();
      int told = telling.facts().size();
      telling.exited("2014-06-02", 24, new RegionCode("410173202001"), 3);
      ledger.append(telling.facts().subList(told, telling.facts().size()));
      ToldLedger.await(projections.views());
      Map<PovertyCause, Integer> may = Map.of(PovertyCause.ILLNESS, 16, PovertyCause.SCHOOLING, 8);
      assertThat(causes(projections, Telling.BAQIAN, "2014-05-30")).isEmpty();
      assertThat(causes(projections, Telling.BAQIAN, "2014-05-31")).isEqualTo(may);
      assertThat(causes(projections, Telling.BAQIAN, "2014-06-02")).isEqualTo(may);
      assertThat(causes(projections, Telling.XINZHENG, "2015-12-31")).isEqualTo(may);
      assertThat(causes(projections, Telling.AIRPORT, "2015-12-31")).isEmpty();
      assertThat(causes(projections, Telling.XINZHENG, "2016-01-01")).isEmpty();
      assertThat(causes(projections, Telling.AIRPORT, "2016-01-01")).isEqualTo(may);
      assertThat(causes(projections, new RegionCode("410173202001"), "2016-01-01")).isEmpty();
    }
  }

  /** As of a copy that was restored under a program that goes on. */
  @Test
  void whatWasReadOfRowsThatAreNoLongerThereIsForgotten() throws Exception {
    Telling telling = new Telling().divisions();
    RegionCode village = new RegionCode("410173202001");
    telling.identified("2014-05-01", 1, village, 3);
    try (ToldLedger ledger = new ToldLedger().append(telling.facts());
        Projections projections = ledger.projections()) {
      projections.start();
      ToldLedger.await(projections.views());
      Moment moment = Moment.of(day("2014-06-01"));
      assertThat(projections.progress().of(village, moment).registered())
          .isEqualTo(new Tally(1, 3));
      try (Connection connection = ledger.dataSource().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("truncate view.progress_" + new ProgressView().version());
      }
      assertThat(projections.progress().of(village, moment).registered()).isEqualTo(Tally.NONE);
    }
  }

  private static Map<PovertyCause, Integer> causes(
      Projections projections, RegionCode region, String day) {
    Moment moment = Moment.of(day(day));
    Node node = projections.regions().on(moment).node(region).orElseThrow();
    return projections.progress().published(node, moment).told().causes();
  }
}
