package org.sunshineledger.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sunshineledger.ledger.OrdersTest.act;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunshineledger.ledger.Answer.NotRecorded;
import org.sunshineledger.ledger.Answer.Recorded;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.journal.Append;
import org.sunshineledger.ledger.journal.KeyReused;
import org.sunshineledger.ledger.journal.Receipt;
import org.sunshineledger.ledger.rules.Act;

/** The plain way stands beside the quick one: each order by itself. */
@DisplayName("Several orders at once")
@Timeout(240)
class SeveralOrdersTest {

  private static final int NAMES = 12;

  private final TestDatabase database = TestDatabase.create();
  private final TestDatabase plainDatabase = TestDatabase.create();
  private final Ledger ledger = node(database);
  private final Ledger other = node(database);
  private final Ledger plain = node(plainDatabase);

  private static Ledger node(TestDatabase database) {
    return Tally.ledger(database);
  }

  @AfterEach
  void close() {
    Stream.of(ledger, other, plain).forEach(Ledger::close);
    database.close();
    plainDatabase.close();
  }

  private static Asked asked(Order order, @Nullable String key) {
    return new Asked(order, act(), key);
  }

  private static List<Asked> opened(String... names) {
    return Stream.of(names).map(name -> asked(new Tally.Open(name), null)).toList();
  }

  private List<Fact> facts(Ledger of, String name) {
    return of.journal().stream("tally/" + name).stream().map(of.codec()::decode).toList();
  }

  private int total(String name) {
    return facts(ledger, name).stream()
        .map(Fact::event)
        .mapToInt(event -> event instanceof Tally.TallyEvent.Counted it ? it.number() : 0)
        .sum();
  }

  /** What there is to be counted, begun twice, begun never, overdone, and asked again. */
  private static List<Asked> atRandom(Random random, int count) {
    List<Asked> orders = new ArrayList<>();
    Act act = act();
    for (int i = 0; i < count; i++) {
      String name = "t" + random.nextInt(NAMES);
      orders.add(
          switch (random.nextInt(12)) {
            case 0, 1 -> new Asked(new Tally.Open(name), act, "open-" + i);
            case 2 -> new Asked(new Tally.CountTooMuch(name), act, null);
            case 3 -> orders.isEmpty() ? asked(new Tally.Open(name), null) : orders.getLast();
            case 4 -> new Asked(new Tally.Count(name, 1), act, name + "-" + random.nextInt(5));
            default -> new Asked(new Tally.Count(name, 1 + random.nextInt(20)), act, "count-" + i);
          });
    }
    return orders;
  }

  private static String kindOf(RuntimeException why) {
    return why.getClass().getSimpleName();
  }

  private static String said(Answer answer) {
    return switch (answer) {
      case Recorded(Receipt receipt) -> receipt.count() + (receipt.repeated() ? " again" : "");
      case NotRecorded(RuntimeException why) -> kindOf(why);
    };
  }

  private String saidAlone(Asked asked) {
    try {
      return said(new Recorded(plain.orders().submit(asked.order(), asked.act(), asked.key())));
    } catch (RuntimeException why) {
      return kindOf(why);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void comeToTheSameAsOneByOne(long seed) {
    Random random = new Random(seed);
    List<Asked> orders = atRandom(random, 240);

    List<String> quick = new ArrayList<>();
    for (int from = 0; from < orders.size(); ) {
      int to = Math.min(orders.size(), from + 1 + random.nextInt(90));
      ledger.orders().submitEach(orders.subList(from, to)).stream()
          .map(SeveralOrdersTest::said)
          .forEach(quick::add);
      from = to;
    }

    List<String> slow = new ArrayList<>();
    for (Asked each : orders) slow.add(saidAlone(each));
    assertThat(quick).as("seed %d", seed).isEqualTo(slow);
    for (int i = 0; i < NAMES; i++)
      assertThat(
              facts(ledger, "t" + i).stream().map(fact -> List.of(fact.event(), fact.envelope())))
          .as("seed %d, tally %d", seed, i)
          .containsExactlyElementsOf(
              facts(plain, "t" + i).stream()
                  .map(fact -> List.<Object>of(fact.event(), fact.envelope()))
                  .toList());
    assertThat(ledger.journal().size()).isEqualTo(plain.journal().size());
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void areTriedOutAsEachAlone(long seed) {
    Random random = new Random(seed);
    var _ = ledger.orders().submitEach(atRandom(random, 100));
    long size = ledger.journal().size();
    List<Asked> orders = atRandom(random, 150);

    List<Optional<String>> together =
        ledger.orders().tryOutEach(orders).stream()
            .map(refused -> refused.map(SeveralOrdersTest::kindOf))
            .toList();

    List<Optional<String>> alone = new ArrayList<>();
    for (Asked each : orders) alone.add(refusal(each));
    assertThat(together).as("seed %d", seed).isEqualTo(alone);
    assertThat(ledger.journal().size()).isEqualTo(size);
  }

  private Optional<String> refusal(Asked asked) {
    try {
      ledger.orders().tryOut(asked.order(), asked.act());
      return Optional.empty();
    } catch (RuntimeException refused) {
      return Optional.of(kindOf(refused));
    }
  }

  @Test
  void areRecordedOnceHoweverOftenTheyAreAsked() {
    List<Asked> orders =
        IntStream.range(0, 60).mapToObj(i -> asked(new Tally.Open("t" + i), "key-" + i)).toList();
    List<Answer> before = ledger.orders().submitEach(orders.subList(0, 40));

    List<Answer> after = other.orders().submitEach(orders);

    assertThat(ledger.journal().size()).isEqualTo(60);
    assertThat(after.subList(0, 40)).map(SeveralOrdersTest::said).containsOnly("1 again");
    for (int i = 0; i < 40; i++)
      if (before.get(i) instanceof Recorded(Receipt first)
          && after.get(i) instanceof Recorded(Receipt again))
        assertThat(again.first()).isEqualTo(first.first());
    assertThat(after.subList(40, 60)).map(SeveralOrdersTest::said).containsOnly("1");
  }

  @Test
  void underKeysOfOtherOrdersAreNotRecorded() {
    var _ = ledger.orders().submitEach(List.of(asked(new Tally.Open("a"), "key")));

    List<Answer> answers =
        ledger
            .orders()
            .submitEach(List.of(asked(new Tally.Open("b"), "key"), opened("c").getFirst()));

    assertThat(answers).map(SeveralOrdersTest::said).containsExactly("KeyReused", "1");
    assertThat(((NotRecorded) answers.getFirst()).why()).isInstanceOf(KeyReused.class);
  }

  @Test
  void areEachRefusedForThemselves() {
    List<Answer> answers =
        ledger
            .orders()
            .submitEach(
                List.of(
                    asked(new Tally.Open("a"), "1"),
                    asked(new Tally.Count("a", 60), "2"),
                    asked(new Tally.Count("a", 60), "3"),
                    asked(new Tally.Count("nobody", 1), "4"),
                    asked(new Tally.Count("a", 40), "5")));

    assertThat(answers)
        .map(SeveralOrdersTest::said)
        .containsExactly("1", "1", "TooMuch", "UnknownStream", "1");
    assertThat(total("a")).isEqualTo(100);
  }

  @Test
  void standOnWhatAnotherNodeRecordedAfterTheyWereReadAhead() {
    var _ = other.orders().submitEach(opened("a", "b", "c"));
    AtomicBoolean first = new AtomicBoolean(true);
    Runnable meanwhile =
        () -> {
          if (first.getAndSet(false)) onTheOtherNode(new Tally.Count("b", 7));
        };

    List<Answer> answers =
        ledger
            .orders()
            .submitEach(
                List.of(
                    asked(new Tally.Count("a", 1), "1"),
                    asked(new Tally.CountWhile("b", 2, meanwhile), null),
                    asked(new Tally.Count("c", 3), "3")));

    assertThat(answers).map(SeveralOrdersTest::said).containsExactly("1", "1", "1");
    assertThat(facts(ledger, "b").stream().map(Fact::event))
        .endsWith(new Tally.TallyEvent.Counted(7, 7), new Tally.TallyEvent.Counted(2, 9));
    assertThat(List.of(total("a"), total("b"), total("c"))).containsExactly(1, 9, 3);
  }

  /** On a thread of its own, or it would be part of the order under way. */
  private void onTheOtherNode(Order order) {
    CompletableFuture.runAsync(
            () -> {
              var _ = other.orders().submit(order, act(), null);
            })
        .join();
  }

  @Test
  void thatClaimWhatIsHeldAreForeseenToBeRefused() {
    var _ = ledger.orders().submitEach(opened("a"));
    var _ = other.orders().submitEach(opened("b"));

    assertThat(ledger.orders().tryOutEach(opened("a", "b", "c")))
        .map(refused -> refused.map(SeveralOrdersTest::kindOf))
        .map(Optional::isPresent)
        .containsExactly(true, true, false);
  }

  @Test
  void restOnWhatIsStillSoUntilItIsNot() {
    Append nobody = new Append().guard("tally/a", -1).guard("tally/b", -1);
    Append somebody = new Append().guard("tally/b", -1);
    assertThat(ledger.journal().movedSince(List.of(nobody, somebody))).isEmpty();

    var _ = ledger.orders().submitEach(opened("a"));

    assertThat(ledger.journal().movedSince(List.of(nobody, somebody))).containsOnly(nobody);
  }

  @Test
  void areTriedOutOnWhatAnotherNodeHasChangedSince() {
    var _ = ledger.orders().submitEach(opened("a"));
    var _ = ledger.orders().submit(new Tally.Count("a", 10), act(), null);
    var _ = other.orders().submit(new Tally.Count("a", 85), act(), null);

    assertThat(
            ledger
                .orders()
                .tryOutEach(
                    List.of(
                        asked(new Tally.Count("a", 5), null), asked(new Tally.Count("a", 6), null)))
                .stream()
                .map(refused -> refused.map(SeveralOrdersTest::kindOf)))
        .containsExactly(Optional.empty(), Optional.of("TooMuch"));
  }

  @Test
  void ofTwoNodesAtOnceAllStand() throws InterruptedException {
    String[] names = IntStream.range(0, NAMES).mapToObj(i -> "t" + i).toArray(String[]::new);
    var _ = ledger.orders().submitEach(opened(names));
    List<Asked> once =
        IntStream.range(0, 240)
            .mapToObj(i -> asked(new Tally.Count(names[i % NAMES], 1), null))
            .toList();
    List<Answer> there = new ArrayList<>();
    Thread otherNode =
        Thread.ofVirtual().start(() -> there.addAll(other.orders().submitEach(once)));

    List<Answer> here = ledger.orders().submitEach(once);
    otherNode.join();

    assertThat(here).allMatch(Recorded.class::isInstance);
    assertThat(there).hasSize(240).allMatch(Recorded.class::isInstance);
    for (String name : names) assertThat(total(name)).isEqualTo(40);
  }
}
