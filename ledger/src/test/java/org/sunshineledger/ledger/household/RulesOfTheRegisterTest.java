package org.sunshineledger.ledger.household;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sunshineledger.ledger.Deed;
import org.sunshineledger.ledger.fact.Money;

@DisplayName("Rules with numbers in them")
class RulesOfTheRegisterTest {

  @Nested
  @DisplayName("民主评议法定人数")
  class QuorumOfTheMeeting {

    @ParameterizedTest
    @CsvSource({
      "45, 30, true",
      "45, 29, false",
      "46, 30, false",
      "46, 31, true",
      "3, 2, true",
      "1, 0, false"
    })
    void isTwoThirdsOfItsMembers(int eligible, int present, boolean reached) {
      assertThat(Quorum.isReached(eligible, present)).isEqualTo(reached);
    }

    @ParameterizedTest
    @CsvSource({"30, 15, false", "30, 16, true", "31, 16, true", "31, 15, false"})
    void decidesByMoreThanHalfOfThosePresent(int present, int yes, boolean majority) {
      assertThat(Quorum.isMajority(present, yes)).isEqualTo(majority);
    }

    @ParameterizedTest
    @CsvSource({
      "45, 30, 16, 10, 4, true",
      "45, 30, 16, 10, 3, false",
      "29, 30, 16, 10, 4, false",
      "45, 30, 34, -4, 0, false",
      "2147483647, 2147483647, 2147483647, 2147483647, 1, false"
    })
    void countsEveryVoteOnce(
        int eligible, int present, int yes, int no, int abstain, boolean addsUp) {
      assertThat(Quorum.addsUp(eligible, present, yes, no, abstain)).isEqualTo(addsUp);
    }
  }

  @Nested
  @DisplayName("国家扶贫标准")
  class Line {

    @ParameterizedTest
    @CsvSource({"2013, 2736", "2014, 2800", "2015, 2855", "2016, 2952"})
    void isTheOneOfTheIncomesYear(int year, long yuan) {
      assertThat(PovertyLine.of(year)).isEqualTo(Money.ofYuan(yuan));
    }

    @ParameterizedTest
    @CsvSource({"2017, 2952", "2009, 2300"})
    void isTheNearestKnownOneOutsideOfThem(int year, long yuan) {
      assertThat(PovertyLine.of(year)).isEqualTo(Money.ofYuan(yuan));
    }
  }

  @Nested
  @DisplayName("脱贫不脱政策")
  class Kept {

    @ParameterizedTest
    @CsvSource({"2016-12-01, 2020-12-31", "2019-12-31, 2020-12-31", "2020-06-01, 2021-06-01"})
    void untilTheEndOfTheCampaignAndOneYearAtLeast(LocalDate exited, LocalDate until) {
      assertThat(KeptPolicy.until(exited)).isEqualTo(until);
    }
  }

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
