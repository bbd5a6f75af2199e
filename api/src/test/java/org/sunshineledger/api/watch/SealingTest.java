package org.sunshineledger.api.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("签名落后多少")
class SealingTest {

  private final AtomicLong facts = new AtomicLong(7);
  private final AtomicLong sealed = new AtomicLong(7);
  private final AtomicLong now = new AtomicLong(-50);
  private final Sealing sealing = new Sealing(facts::get, sealed::get, now::get);

  private void recorded(long howMany) {
    facts.addAndGet(howMany);
    sealing.grown();
  }

  private void signed(long size) {
    sealed.set(size);
    sealing.published();
  }

  @Test
  void nothingWaitsWhereEverythingIsSealed() {
    now.addAndGet(1_000);

    assertThat(sealing.behind()).isZero();
    assertThat(sealing.nanosWaited()).isZero();
  }

  @Test
  void theFirstThatWaitsIsTheOneThatCounts() {
    recorded(2);
    now.addAndGet(300);
    recorded(1);
    now.addAndGet(30);

    assertThat(sealing.behind()).isEqualTo(3);
    assertThat(sealing.nanosWaited()).isEqualTo(330);
  }

  @Test
  void whatACheckpointLeavesOutWaitsFromThenOn() {
    recorded(2);
    now.addAndGet(300);
    signed(8);
    now.addAndGet(30);
    assertThat(sealing.behind()).isEqualTo(1);
    assertThat(sealing.nanosWaited()).isEqualTo(30);

    signed(9);
    now.addAndGet(30);
    assertThat(sealing.nanosWaited()).isZero();
  }
}
