package org.sunshineledger.ledger.log.seal;

import static org.assertj.core.api.Assertions.assertThat;

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

/** A log whose server may be replaced by its standby shows nothing that the standby lacks. */
@DisplayName("A checkpoint that waits for the standby")
@Timeout(240)
@Isolated("it sets up the server that all share")
class StandbyTest {

  private final SealedLog sealed = new SealedLog(20161017);
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void close() {
    callers.shutdownNow();
    sealed.close();
  }

  @Test
  @DisplayName("is published neither by whoever sealed it nor by another node before that has it")
  void isNotPublished() throws Exception {
    try (TransparencyLog first = sealed.open();
        TransparencyLog second = sealed.open()) {
      sealed.appendAndSeal(first, 3);
      assertThat(second.awaitSize(3, SealedLog.PATIENCE)).isTrue();
      try (AbsentStandby standby = AbsentStandby.of(sealed.database)) {
        Future<?> caller = callers.submit(() -> sealed.facts.append(sealed.journal, 1));
        standby.breakOffTheWait();
        Awaitility.await().until(caller::isDone);
        // The fact is there for everybody to see, and whoever seals signs it.
        standby.breakOffTheWait();
        Awaitility.await()
            .atMost(SealedLog.PATIENCE)
            .until(() -> sealed.number("select max(size) from log.checkpoint") == 4);
        // Both have seen the checkpoint, and ask whether it stays, one after the other.
        standby.awaitWaiting();
        standby.awaitAnotherInTurn();
        assertThat(first.size()).isEqualTo(3);
        assertThat(second.size()).isEqualTo(3);
      }
      assertThat(first.awaitSize(4, SealedLog.PATIENCE)).isTrue();
      assertThat(second.awaitSize(4, SealedLog.PATIENCE)).isTrue();
      assertThat(first.refusal()).isEmpty();
      assertThat(second.refusal()).isEmpty();
    }
    sealed.requireSoundCheckpoints();
  }
}
