package org.sunshineledger.ledger.duty;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.Deed;
import org.sunshineledger.ledger.Judging;
import org.sunshineledger.ledger.duty.OfficerEvent.OfficerRegistered;
import org.sunshineledger.ledger.duty.OfficerEvent.Paired;
import org.sunshineledger.ledger.duty.OfficerEvent.PairingEnded;
import org.sunshineledger.ledger.fact.Actor;
import org.sunshineledger.ledger.fact.Envelope;
import org.sunshineledger.ledger.fact.Mode;
import org.sunshineledger.ledger.fact.Origin;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.fact.Visibility;

@DisplayName("A pairing")
class PairingTest {

  private static final LocalDate DAY = LocalDate.of(2014, Month.JUNE, 2);
  private static final String HOUSEHOLD = "household/4101732022010001";

  private static Paired paired(PairingScope scope, String target) {
    return new Paired(Deed.HELPER, "王某", "新郑市财政局", scope, target);
  }

  private static PairingEnded ended(PairingScope scope, String target) {
    return new PairingEnded(Deed.HELPER, scope, target, EndReason.RETIRED);
  }

  @Test
  void isPublicUnlessItNamesAHousehold() {
    String township = "region/410173202";

    assertThat(paired(PairingScope.TOWNSHIP, township).visibility()).isEqualTo(Visibility.PUBLIC);
    assertThat(ended(PairingScope.TOWNSHIP, township).visibility()).isEqualTo(Visibility.PUBLIC);
    assertThat(paired(PairingScope.HOUSEHOLD, HOUSEHOLD).visibility())
        .isEqualTo(Visibility.RESTRICTED);
    assertThat(ended(PairingScope.HOUSEHOLD, HOUSEHOLD).visibility())
        .isEqualTo(Visibility.RESTRICTED);
    assertThat(new OfficerRegistered(Deed.HELPER, "王某").visibility()).isEqualTo(Visibility.PUBLIC);
  }

  private static Envelope on(LocalDate day) {
    return new Envelope(
        day,
        new Actor(Deed.CLERK, Post.CLERK, "八千乡扶贫办", Deed.TOWNSHIP),
        List.of(),
        "zhengzhou-2014.1",
        Judging.PLACE,
        null,
        List.of(),
        Mode.LIVE,
        Origin.SYNTHETIC,
        List.of(),
        new UUID(0, 1),
        null);
  }

  @Test
  void lastsFromItsFirstDayToTheDayBeforeItsEnd() {
    Officer officer = new Officer();
    officer.on(paired(PairingScope.HOUSEHOLD, HOUSEHOLD), on(DAY));
    officer.on(ended(PairingScope.HOUSEHOLD, HOUSEHOLD), on(DAY.plusDays(9)));

    assertThat(isPaired(officer, DAY.minusDays(1))).isFalse();
    assertThat(isPaired(officer, DAY)).isTrue();
    assertThat(isPaired(officer, DAY.plusDays(8))).isTrue();
    assertThat(isPaired(officer, DAY.plusDays(9))).isFalse();
    assertThat(officer.isPaired(PairingScope.HOUSEHOLD, HOUSEHOLD + "2", DAY)).isFalse();
  }

  private static boolean isPaired(Officer officer, LocalDate day) {
    return officer.isPaired(PairingScope.HOUSEHOLD, HOUSEHOLD, day);
  }
}
