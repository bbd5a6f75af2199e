package org.sunshineledger.ledger.household;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sunshineledger.ledger.household.ConfirmingParty.GOVERNMENT;
import static org.sunshineledger.ledger.household.ConfirmingParty.HOUSEHOLD;

import java.time.LocalDate;
import java.time.Month;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.fact.OfficerId;

@DisplayName("双认定")
class DualConfirmationTest {

  private static final OfficerId ONE = new OfficerId("OF-0001");
  private static final OfficerId OTHER = new OfficerId("OF-0002");
  private static final LocalDate EARLY = LocalDate.of(2016, Month.NOVEMBER, 5);
  private static final LocalDate LATE = LocalDate.of(2016, Month.NOVEMBER, 20);

  private final DualConfirmation confirmation = new DualConfirmation();

  @Test
  void countsFromItsDayOn() {
    confirmation.confirm(GOVERNMENT, ONE, LATE);

    assertThat(confirmation.isConfirmedBy(GOVERNMENT, LATE.minusDays(1))).isFalse();
    assertThat(confirmation.isConfirmedBy(GOVERNMENT, LATE)).isTrue();
    assertThat(confirmation.isConfirmedBy(HOUSEHOLD, LATE)).isFalse();
  }

  @Test
  void whoConfirmedTwiceHadConfirmedByTheEarlierDay() {
    confirmation.confirm(HOUSEHOLD, ONE, EARLY);
    confirmation.confirm(HOUSEHOLD, ONE, LATE);
    confirmation.confirm(GOVERNMENT, OTHER, LATE);
    confirmation.confirm(GOVERNMENT, OTHER, EARLY);

    assertThat(confirmation.isConfirmedBy(HOUSEHOLD, EARLY)).isTrue();
    assertThat(confirmation.isConfirmedBy(GOVERNMENT, EARLY)).isTrue();
  }

  @Test
  void isNotRecordedByOneOfficerForBoth() {
    confirmation.confirm(GOVERNMENT, ONE, EARLY);

    assertThat(confirmation.isIndependent(HOUSEHOLD, ONE)).isFalse();
    assertThat(confirmation.isIndependent(HOUSEHOLD, OTHER)).isTrue();
    assertThat(confirmation.isIndependent(GOVERNMENT, ONE)).isTrue();
  }
}
