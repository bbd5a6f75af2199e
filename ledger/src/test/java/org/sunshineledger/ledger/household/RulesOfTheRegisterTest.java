package org.sunshineledger.ledger.household;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.Deed;

@DisplayName("Rules with numbers in them")
class RulesOfTheRegisterTest {

  @Nested
  @DisplayName("双认定")
  class BothParties {

    private static final LocalDate DAY = LocalDate.of(2016, 11, 8);

    private final DualConfirmation confirmation = new DualConfirmation();

    @Test
    void confirmEachOnItsDay() {
      confirmation.confirm(ConfirmingParty.GOVERNMENT, Deed.REVIEWER, DAY);

      assertThat(confirmation.isConfirmedBy(ConfirmingParty.GOVERNMENT)).isTrue();
      assertThat(confirmation.isConfirmedBy(ConfirmingParty.GOVERNMENT, DAY)).isTrue();
      assertThat(confirmation.isConfirmedBy(ConfirmingParty.GOVERNMENT, DAY.minusDays(1)))
          .isFalse();
      assertThat(confirmation.isConfirmedBy(ConfirmingParty.HOUSEHOLD)).isFalse();
    }

    @Test
    void haveARecorderEach() {
      confirmation.confirm(ConfirmingParty.GOVERNMENT, Deed.REVIEWER, DAY);

      assertThat(confirmation.isIndependent(ConfirmingParty.HOUSEHOLD, Deed.REVIEWER)).isFalse();
      assertThat(confirmation.isIndependent(ConfirmingParty.HOUSEHOLD, Deed.CLERK)).isTrue();
    }
  }
}
