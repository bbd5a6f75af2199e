package org.sunshineledger.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sunshineledger.ledger.journal.Conflict;
import org.sunshineledger.ledger.journal.Receipt;
import org.sunshineledger.ledger.journal.StoredFact;

@DisplayName("Orders to the same stream on two nodes at once")
@Timeout(240)
class ContendedOrdersTest {

  private static final int CALLERS = 12;

  private final TestDatabase database = TestDatabase.create();
  private final List<Ledger> nodes = List.of(node(), node());

  private Ledger node() {
    return Tally.ledger(database);
  }

  @AfterEach
  void close() {
    nodes.forEach(Ledger::close);
    database.close();
  }

  private interface Call {
    Receipt by(Orders orders);
  }

  private List<Future<Receipt>> allAtOnce(Call call) {
    List<Future<Receipt>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CALLERS; i++) {
        Orders orders = nodes.get(i % 2).orders();
        answers.add(threads.submit(() -> call.by(orders)));
      }
    }
    return answers;
  }

  private List<StoredFact> facts() {
    return nodes.getFirst().journal().stream("tally/a");
  }

  private static long written(List<Future<Receipt>> answers) {
    return answers.stream()
        .filter(each -> each.state() == Future.State.SUCCESS && !each.resultNow().repeated())
        .count();
  }

  @Test
  void allStandInTheEndAndEachBuildsOnTheOneBefore() {
    nodes.getFirst().orders().submit(new Tally.Open("a"), OrdersTest.act(), null);
    List<Future<Receipt>> answers = new ArrayList<>();
    for (int round = 0; round < 4; round++)
      answers.addAll(allAtOnce(orders -> untilItIsDecided(orders, 1)));

    assertThat(written(answers)).isEqualTo(48);
    int total = 0;
    for (StoredFact fact : facts())
      if (nodes.getLast().codec().decode(fact).event() instanceof Tally.TallyEvent.Counted counted)
        assertThat(counted).isEqualTo(new Tally.TallyEvent.Counted(1, ++total));
    assertThat(total).isEqualTo(48);
  }

  /** After six conflicts the caller is told, and decides for itself whether to ask again. */
  private static Receipt untilItIsDecided(Orders orders, int number) {
    while (true) {
      try {
        return orders.submit(new Tally.Count("a", number), OrdersTest.act(), null);
      } catch (Conflict again) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void openItOnce() {
    List<Future<Receipt>> answers =
        allAtOnce(orders -> orders.submit(new Tally.Open("a"), OrdersTest.act(), null));

    assertThat(written(answers)).isEqualTo(1);
    assertThat(facts()).hasSize(1);
    assertThat(nodes.getLast().journal().holderOf("tally-name", "a")).contains("tally/a");
  }

  @Test
  void countOnceUnderOneKey() {
    nodes.getFirst().orders().submit(new Tally.Open("a"), OrdersTest.act(), null);
    List<Future<Receipt>> answers =
        allAtOnce(orders -> orders.submit(new Tally.Count("a", 1), OrdersTest.act(), "key"));

    assertThat(written(answers)).isEqualTo(1);
    assertThat(answers)
        .allMatch(each -> each.resultNow().first() == 1 && each.resultNow().last() == 1);
    assertThat(facts()).hasSize(2);
  }

  @Test
  void neverCountPastWhatTheTallyHolds() {
    nodes.getFirst().orders().submit(new Tally.Open("a"), OrdersTest.act(), null);
    List<Future<Receipt>> answers = allAtOnce(orders -> untilItIsDecided(orders, 30));

    assertThat(written(answers)).isEqualTo(Tally.MOST / 30);
    assertThat(answers)
        .filteredOn(each -> each.state() == Future.State.FAILED)
        .allMatch(each -> each.exceptionNow() instanceof Tally.TooMuch);
    assertThat(facts()).hasSize(1 + Tally.MOST / 30);
  }
}
