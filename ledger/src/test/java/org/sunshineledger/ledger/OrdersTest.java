package org.sunshineledger.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.Orders.Given;
import org.sunshineledger.ledger.fact.Actor;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.Mode;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.fact.Origin;
import org.sunshineledger.ledger.fact.Place;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.journal.Append;
import org.sunshineledger.ledger.journal.ClaimTaken;
import org.sunshineledger.ledger.journal.FactTypes;
import org.sunshineledger.ledger.journal.KeyReused;
import org.sunshineledger.ledger.journal.Receipt;
import org.sunshineledger.ledger.rules.Act;

@DisplayName("Orders")
class OrdersTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2016-10-17T00:30:00Z"), ZoneOffset.ofHours(8));

  private final TestDatabase database = TestDatabase.create();
  private final Ledger ledger =
      new Ledger(
          database.app(),
          CLOCK,
          database.vault(),
          new SecureRandom(),
          FactTypes.of(Tally.TallyEvent.class),
          List.of(Tally.class),
          List.of());
  private final Orders orders = ledger.orders();

  @AfterEach
  void close() {
    ledger.close();
    database.close();
  }

  static Act act() {
    return new Act(
        LocalDate.of(2016, 10, 17),
        new Actor(new OfficerId("OF-0001"), Post.CLERK, "龙湖镇扶贫办", new RegionCode("410184103")),
        List.of(),
        null,
        List.of(),
        Mode.LIVE,
        Origin.ENTERED,
        UUID.randomUUID(),
        null);
  }

  private List<Fact> facts(String stream) {
    return ledger.journal().stream(stream).stream().map(ledger.codec()::decode).toList();
  }

  private int total(String name) {
    return facts("tally/" + name).stream()
        .map(Fact::event)
        .filter(Tally.TallyEvent.Counted.class::isInstance)
        .mapToInt(event -> ((Tally.TallyEvent.Counted) event).number())
        .sum();
  }

  @Test
  void becomeFactsThatAreThereWhenTheCallReturns() {
    Act act = act();
    assertThat(orders.submit(new Tally.Open("a"), act, null)).isEqualTo(new Receipt(0, 0, false));
    assertThat(orders.submit(new Tally.Count("a", 3), act, null))
        .isEqualTo(new Receipt(1, 1, false));
    Fact counted = facts("tally/a").getLast();
    assertThat(counted.event()).isEqualTo(new Tally.TallyEvent.Counted(3, 3));
    assertThat(counted.sequence()).isEqualTo(1);
    assertThat(counted.type()).isEqualTo("tally.counted.v1");
    assertThat(counted.occurredOn()).isEqualTo(act.occurredOn());
    assertThat(counted.envelope().correlation()).isEqualTo(act.correlation());
  }

  @Test
  void toAStreamThatIsNotThereSayWhichOne() {
    assertThatThrownBy(() -> orders.submit(new Tally.Count("b", 1), act(), null))
        .isInstanceOfSatisfying(
            UnknownStream.class, unknown -> assertThat(unknown.stream()).isEqualTo("tally/b"));
    assertThat(ledger.journal().size()).isZero();
  }

  @Test
  void thatAreRefusedLeaveNothing() {
    orders.submit(new Tally.Open("a"), act(), null);
    assertThatThrownBy(() -> orders.submit(new Tally.CountTooMuch("a"), act(), "k"))
        .isInstanceOf(Tally.TooMuch.class);
    assertThat(ledger.journal().size()).isEqualTo(1);
    assertThat(ledger.journal().receiptOf("k")).isEmpty();
  }

  @Test
  void toOpenTwiceAreRefusedByTheClaimOrTheStream() {
    orders.submit(new Tally.Open("a"), act(), null);
    assertThatThrownBy(() -> orders.submit(new Tally.Open("a"), act(), null))
        .isInstanceOf(RuntimeException.class);
    assertThat(ledger.journal().size()).isEqualTo(1);
  }

  @Test
  void areTriedAgainUntilEveryCountStands() throws Exception {
    orders.submit(new Tally.Open("a"), act(), null);
    List<Future<Receipt>> callers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 4; i++)
        callers.add(threads.submit(() -> orders.submit(new Tally.Count("a", 1), act(), null)));
    }
    for (Future<Receipt> caller : callers) assertThat(caller.get().first()).isPositive();
    assertThat(total("a")).isEqualTo(4);
    assertThat(facts("tally/a").getLast().event()).isEqualTo(new Tally.TallyEvent.Counted(1, 4));
  }

  private Receipt seen(Order order, Act act, @Nullable String key, Set<Long> seen) {
    return orders.give(order, act, key, Conditions.NONE.seen(order, seen)).receipt();
  }

  @Test
  void holdForTheVersionThatTheirSenderHasSeenAndNoOther() {
    orders.submit(new Tally.Open("a"), act(), null);
    orders.submit(new Tally.Count("a", 1), act(), null);

    assertThatThrownBy(() -> seen(new Tally.Count("a", 2), act(), null, Set.of(0L)))
        .isInstanceOfSatisfying(
            StreamMovedOn.class, moved -> assertThat(moved.version()).isEqualTo(1));
    assertThatThrownBy(() -> seen(new Tally.Count("a", 2), act(), null, Set.of(7L)))
        .isInstanceOf(StreamMovedOn.class);
    assertThatThrownBy(() -> seen(new Tally.Count("a", 2), act(), null, Set.of()))
        .isInstanceOf(StreamMovedOn.class);
    assertThat(total("a")).isEqualTo(1);
    assertThat(seen(new Tally.Count("a", 2), act(), null, Set.of(0L, 1L)))
        .isEqualTo(new Receipt(2, 2, false));
    assertThat(seen(new Tally.Count("a", 3), act(), null, Set.of(2L)))
        .isEqualTo(new Receipt(3, 3, false));
  }

  @Test
  void onAVersionThatHasPassedAreToldThatBeforeTheRefusal() {
    orders.submit(new Tally.Open("a"), act(), null);

    assertThatThrownBy(() -> seen(new Tally.CountTooMuch("a"), act(), null, Set.of(0L)))
        .isInstanceOf(Tally.TooMuch.class);
    assertThatThrownBy(() -> seen(new Tally.CountTooMuch("a"), act(), null, Set.of(5L)))
        .isInstanceOf(StreamMovedOn.class);
    assertThatThrownBy(() -> seen(new Tally.Count("b", 1), act(), null, Set.of(5L)))
        .isInstanceOf(UnknownStream.class);
  }

  @Test
  void onAVersionOfAStreamThatIsNotThereBeginNothing() {
    assertThatThrownBy(() -> seen(new Tally.Open("a"), act(), null, Set.of(0L)))
        .isInstanceOfSatisfying(
            StreamMovedOn.class, moved -> assertThat(moved.version()).isEqualTo(-1));
    assertThat(ledger.journal().size()).isZero();
  }

  @Test
  void thatAreRepeatedGiveTheirReceiptWhereverTheStreamIsByNow() {
    orders.submit(new Tally.Open("a"), act(), null);
    Act act = act();
    Receipt first = seen(new Tally.Count("a", 1), act, "k", Set.of(0L));
    orders.submit(new Tally.Count("a", 1), act(), null);

    assertThat(seen(new Tally.Count("a", 1), act, "k", Set.of(0L)))
        .isEqualTo(new Receipt(first.first(), first.last(), true));
  }

  /** As many as like may have seen the same version; one of them is the next. */
  @Test
  void fromManyWhoHaveSeenTheSameVersionOneIsTaken() throws Exception {
    orders.submit(new Tally.Open("a"), act(), null);
    List<Future<Boolean>> callers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 16; i++) callers.add(threads.submit(this::isTakenOnTheFirstVersion));
    }
    int taken = 0;
    for (Future<Boolean> caller : callers) if (caller.get()) taken++;
    assertThat(taken).isEqualTo(1);
    assertThat(total("a")).isEqualTo(1);
  }

  private boolean isTakenOnTheFirstVersion() {
    try {
      seen(new Tally.Count("a", 1), act(), null, Set.of(0L));
      return true;
    } catch (StreamMovedOn moved) {
      return false;
    }
  }

  @Test
  void areTakenOnceThoughWhoIsToldOfThemFails() {
    List<Class<?>> told = new ArrayList<>();
    orders.submit(new Tally.Open("a"), act(), null);
    orders.tell(type -> {
      told.add(type);
      throw new IllegalStateException("this one does not listen");
    });

    assertThat(orders.submit(new Tally.Count("a", 1), act(), null))
        .isEqualTo(new Receipt(1, 1, false));
    assertThat(orders.submit(new Tally.Count("a", 2), act(), "k"))
        .isEqualTo(new Receipt(2, 2, false));
    assertThat(total("a")).isEqualTo(3);
    assertThat(told).containsExactly(Tally.Count.class, Tally.Count.class);
  }

  @Test
  void areAnsweredWithTheVersionToWhichTheyBringTheirStream() {
    Act act = act();

    assertThat(orders.give(new Tally.Open("a"), act(), null, Conditions.NONE))
        .isEqualTo(new Given(new Receipt(0, 0, false), 0));
    assertThat(orders.give(new Tally.Count("a", 1), act, "k", Conditions.NONE))
        .isEqualTo(new Given(new Receipt(1, 1, false), 1));
    orders.submit(new Tally.Count("a", 2), act(), null);
    assertThat(orders.give(new Tally.Count("a", 1), act, "k", Conditions.NONE))
        .as("a repeated order: that of then")
        .isEqualTo(new Given(new Receipt(1, 1, true), 1));
  }

  @Test
  void holdWhileAStreamIsAsItWasAssumedAndNoLonger() {
    Conditions whileNobodyOpensB = Conditions.NONE.assuming(new Assumed("tally/b", -1));
    orders.submit(new Tally.Open("a"), act(), null);
    assertThat(orders.give(new Tally.Count("a", 1), act(), null, whileNobodyOpensB).version())
        .isEqualTo(1);

    try (Ledger otherNode = secondNode()) {
      otherNode.orders().submit(new Tally.Open("b"), act(), null);
    }
    assertThatThrownBy(() -> orders.give(new Tally.Count("a", 1), act(), null, whileNobodyOpensB))
        .isInstanceOf(AssumedInVain.class);
    assertThat(total("a")).as("nothing was written").isEqualTo(1);

    Conditions whileBIsOpen = Conditions.NONE.assuming(new Assumed("tally/b", 0));
    assertThat(orders.give(new Tally.Count("a", 1), act(), null, whileBIsOpen).version())
        .isEqualTo(2);
  }

  @Test
  void thatAssumeTheirOwnStreamSeeWhetherTheyHaveReadAnother() {
    orders.submit(new Tally.Open("a"), act(), null);
    orders.submit(new Tally.Count("a", 1), act(), null);

    assertThatThrownBy(() ->
            orders.give(
                new Tally.Count("a", 1),
                act(),
                null,
                Conditions.NONE.assuming(new Assumed("tally/a", 0))))
        .isInstanceOf(AssumedInVain.class);
    assertThat(total("a")).isEqualTo(1);
  }

  @Test
  void showWhereTheirStreamsBeganOnEveryNode() {
    try (Ledger otherNode = secondNode()) {
      assertThat(ledger.beginnings().of("tally/a")).isEmpty();
      assertThat(otherNode.beginnings().of("tally/a")).isEmpty();
      orders.submit(new Tally.Open("a"), act(), null);
      assertThatThrownBy(() -> orders.submit(new Tally.Count("b", 1), act(), null));

      for (Ledger node : List.of(ledger, otherNode)) {
        assertThat(node.beginnings().of("tally/a")).contains(Place.NOWHERE);
        assertThat(node.beginnings().of("tally/b")).isEmpty();
      }
    }
  }

  private Ledger secondNode() {
    return new Ledger(
        database.app(),
        CLOCK,
        database.vault(),
        new SecureRandom(),
        FactTypes.of(Tally.TallyEvent.class),
        List.of(Tally.class),
        List.of());
  }

  @Test
  void togetherBecomeOneAppendAndSeeEachOther() {
    List<UUID> ids = new ArrayList<>();
    Receipt receipt =
        orders.together(
            null,
            batch -> {
              ids.clear();
              ids.addAll(batch.submit(new Tally.Open("a"), act()));
              ids.addAll(batch.submit(new Tally.Count("a", 60), act()));
              ids.addAll(batch.submit(new Tally.Open("b"), act()));
              assertThatThrownBy(() -> batch.submit(new Tally.Count("a", 60), act()))
                  .isInstanceOf(Tally.TooMuch.class);
            });
    assertThat(receipt).isEqualTo(new Receipt(0, 2, false));
    assertThat(ids).hasSize(3);
    assertThat(ledger.journal().read(0, 9))
        .extracting(fact -> fact.id())
        .containsExactlyElementsOf(ids);
  }

  @Test
  void togetherGoOnAfterOneThatWasRefusedHalfWay() {
    orders.submit(new Tally.Open("a"), act(), null);
    orders.together(
        "k",
        batch -> {
          batch.submit(new Tally.Count("a", 10), act());
          assertThatThrownBy(() -> batch.submit(new Tally.CountTooMuch("a"), act()))
              .isInstanceOf(Tally.TooMuch.class);
          assertThat(batch.submit(new Tally.Count("a", 20), act())).hasSize(1);
        });
    assertThat(facts("tally/a").getLast().event()).isEqualTo(new Tally.TallyEvent.Counted(20, 30));
    assertThat(facts("tally/a")).hasSize(3);
    assertThat(ledger.journal().holderOf("tally-too-much", "a")).isEmpty();
  }

  @Test
  void togetherLeaveNothingWhenTheWorkFails() {
    assertThatThrownBy(() ->
            orders.together(
                null,
                batch -> {
                  batch.submit(new Tally.Open("a"), act());
                  batch.submit(new Tally.Count("c", 1), act());
                }))
        .isInstanceOf(UnknownStream.class);
    assertThat(ledger.journal().size()).isZero();
    assertThat(ledger.journal().holderOf("tally-name", "a")).isEmpty();
  }

  @Test
  void areTakenTogetherByTheThousand() {
    Receipt receipt =
        orders.together(
            null,
            batch ->
                IntStream.range(0, 500)
                    .forEach(i -> {
                      batch.submit(new Tally.Open("n" + i), act());
                      batch.submit(new Tally.Count("n" + i, 7), act());
                    }));
    assertThat(receipt.last()).isEqualTo(999);
  }

  @Test
  void withAKeyHappenOnceAndGiveTheSameReceipt() {
    Receipt first = orders.submit(new Tally.Open("a"), act(), "k1");
    Receipt again = orders.submit(new Tally.Open("a"), act(), "k1");
    assertThat(again).isEqualTo(new Receipt(first.first(), first.last(), true));
    assertThat(ledger.journal().size()).isEqualTo(1);
    assertThatThrownBy(() -> orders.submit(new Tally.Open("b"), act(), "k1"))
        .isInstanceOf(KeyReused.class);
    assertThatThrownBy(() -> orders.together("k1", "x".getBytes(UTF_8), _ -> {}))
        .isInstanceOf(KeyReused.class);
  }

  @Test
  void withAKeyHappenOnceWhenManyAskAtOnce() throws Exception {
    List<Future<Receipt>> callers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 16; i++)
        callers.add(threads.submit(() -> orders.submit(new Tally.Open("a"), act(), "k1")));
    }
    for (Future<Receipt> caller : callers) assertThat(caller.get().first()).isZero();
    assertThat(ledger.journal().size()).isEqualTo(1);
  }

  @Test
  void withAKeyLeadToTheSameIdsInAnotherLedger() {
    orders.submit(new Tally.Open("a"), act(), "k1");
    UUID here = ledger.journal().at(0).orElseThrow().id();
    assertThat(here.version()).isEqualTo(8);
    try (TestDatabase another = TestDatabase.create();
        Ledger copy =
            new Ledger(
                another.app(),
                CLOCK,
                another.vault(),
                new SecureRandom(),
                FactTypes.of(Tally.TallyEvent.class),
                List.of(Tally.class),
                List.of())) {
      copy.orders().submit(new Tally.Open("a"), act(), "k1");
      assertThat(copy.journal().at(0).orElseThrow().id()).isEqualTo(here);
    }
  }

  @Test
  void thatClaimWhatAnotherHoldsAreRefused() {
    orders.submit(new Tally.Open("a"), act(), null);
    assertThatThrownBy(() ->
            orders.together(
                null,
                batch -> {
                  Append.current().claim("tally-name", "a", "tally/z");
                  batch.submit(new Tally.Count("a", 1), act());
                }))
        .isInstanceOf(ClaimTaken.class);
    assertThat(ledger.journal().size()).isEqualTo(1);
  }
}
