package org.sunshineledger.api.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.Ledger;
import org.sunshineledger.ledger.TestDatabase;

class ScenarioLoadTest {

  @Test
  void loads() {
    try (TestDatabase database = TestDatabase.create();
        Ledger ledger = database.ledger(Clock.systemDefaultZone())) {
      ScenarioProgress progress = new ScenarioProgress();
      long t = System.nanoTime();
      new ScenarioLoader(ledger, progress, Clock.systemDefaultZone()).load();
      System.err.println("LOADED " + progress.done() + " in " + (System.nanoTime() - t) / 1_000_000 + " ms");
      assertThat(progress.done()).isEqualTo(ledger.journal().size());
    }
  }
}
