package org.sunshineledger.ledger.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.EnumSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.plan.MeasureKind.Path;
import org.sunshineledger.ledger.policy.Sector;

@DisplayName("帮扶措施")
class MeasureKindTest {

  @Test
  void standOnOneOfTheFivePathsAndNoPathIsEmpty() {
    assertThat(Arrays.stream(MeasureKind.values()).map(MeasureKind::path))
        .containsAll(EnumSet.allOf(Path.class))
        .doesNotContainNull();
  }

  @Test
  void belongToTheSectorPlanTheyRestOn() {
    assertThat(MeasureKind.HEALTH_AID.sector()).isEqualTo(Sector.HEALTH);
    assertThat(MeasureKind.YULU_SUBSIDY.sector()).isEqualTo(Sector.EDUCATION);
  }

  @Test
  void areNumberedWithTwoOrThreeDigits() {
    assertThat(new MeasureId("07")).hasToString("07");
    assertThat(new MeasureId("123")).hasToString("123");
    assertThatIllegalArgumentException().isThrownBy(() -> new MeasureId("7"));
  }
}
