package org.sunshineledger.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sunshineledger.ledger.OrdersTest.act;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.sunshineledger.ledger.database.AbsentStandby;
import org.sunshineledger.ledger.journal.JournalUnavailable;
import org.sunshineledger.ledger.journal.Receipt;

/** The server has committed, and nobody knows whether its standby has. */
@DisplayName("An order whose wait for the standby is broken off")
@Timeout(120)
@Isolated("commits of the shared server wait for a standby meanwhile")
class OrdersWithoutStandbyTest {

  private static final String KEY = "the key";

  private final TestDatabase database = TestDatabase.create();
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private final Ledger ledger = Tally.ledger(database);

  @AfterEach
  void close() {
    ledger.close();
    callers.close();
    database.close();
  }

  @Test
  @DisplayName("is not given again by itself when it has no key, though its stream has moved on")
  void isGivenOnce() {
    Receipt _ = ledger.orders().submit(new Tally.Open("one"), act(), null);
    try (AbsentStandby standby = AbsentStandby.of(database)) {
      Future<Receipt> caller =
          callers.submit(() -> ledger.orders().submit(new Tally.Count("one", 5), act(), null));
      standby.breakOffTheWait();
      Awaitility.await().until(caller::isDone);
      assertThat(caller.exceptionNow())
          .isInstanceOf(JournalUnavailable.class)
          .hasMessageContaining("may be written");
    }
    assertThat(ledger.journal().stream("tally/one")).as("begun and counted").hasSize(2);
  }

  @Test
  @DisplayName("is found by its key among several only when the standby has it")
  void isFoundWhenItIsDurable() {
    Asked asked = new Asked(new Tally.Open("one"), act(), KEY);
    Future<List<Answer>> again;
    try (AbsentStandby standby = AbsentStandby.of(database)) {
      Future<List<Answer>> first = callers.submit(() -> ledger.orders().submitEach(List.of(asked)));
      standby.breakOffTheWait();
      // It looks for its key, and so waits for the standby once more.
      standby.breakOffTheWait();
      Awaitility.await().until(first::isDone);
      assertThat(first.resultNow().getFirst()).isInstanceOf(Answer.NotRecorded.class);
      again = callers.submit(() -> ledger.orders().submitEach(List.of(asked)));
      standby.awaitWaiting();
      assertThat(again.isDone()).isFalse();
    }
    Awaitility.await().until(again::isDone);
    assertThat(again.resultNow()).containsExactly(new Answer.Recorded(new Receipt(0, 0, true)));
    assertThat(ledger.journal().size()).isOne();
  }
}
