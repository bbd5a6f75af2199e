package org.sunshineledger.ledger.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Ids of facts")
class FactIdsTest {

  private static final long MOMENT = 1_645_557_742_000L;

  /** The example of RFC 9562, appendix A.6. */
  @Test
  void areOfTheMomentAndOfChance() {
    UUID chance = new UUID(0xFFFF_FFFF_FFFF_4CC3L, 0x98C4_DC0C_0C07_398FL);

    assertThat(FactIds.timed(MOMENT, chance))
        .isEqualTo(UUID.fromString("017f22e2-79b0-7cc3-98c4-dc0c0c07398f"));
  }

  @Test
  void standInTheOrderOfTheirMoments() {
    String before = FactIds.timed(MOMENT, UUID.randomUUID()).toString();
    String after = FactIds.timed(MOMENT + 1, UUID.randomUUID()).toString();

    assertThat(before).isLessThan(after);
  }

  @Test
  void areTheSameForTheSameKeyAndNumber() {
    assertThat(FactIds.named("key", 1))
        .isEqualTo(FactIds.named("key", 1))
        .isNotEqualTo(FactIds.named("key", 2))
        .isNotEqualTo(FactIds.named("other", 1));
    assertThat(FactIds.named("key", 1).version()).isEqualTo(8);
    assertThat(FactIds.named("key", 1).variant()).isEqualTo(2);
  }
}
