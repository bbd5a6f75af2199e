package org.sunshineledger.projections.mutualaid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sunshineledger.projections.Telling.day;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.mutualaid.LoanId;
import org.sunshineledger.projections.Telling;
import org.sunshineledger.projections.mutualaid.MutualAidBook.Kind;
import org.sunshineledger.projections.mutualaid.MutualAidBook.Line;
import org.sunshineledger.projections.mutualaid.MutualAidStanding.LoanState;

@DisplayName("互助资金账上的一笔借款")
class LoanStateTest {

  private static final RegionCode VILLAGE = new RegionCode("410173202001");
  private static final LoanId LOAN = new LoanId("001");

  private MutualAidBook book = MutualAidBook.EMPTY;
  private long position;

  @Test
  void isOverdueTheDayAfterItsLastAndNotBefore() {
    granted();

    assertThat(on("2017-05-01").loans().getFirst().state()).isEqualTo(LoanState.OUTSTANDING);
    assertThat(on("2017-05-01").overdue()).isEqualTo(Money.ZERO);
    assertThat(on("2017-05-02").loans().getFirst().state()).isEqualTo(LoanState.OVERDUE);
    assertThat(on("2017-05-02").overdue()).isEqualTo(Money.ofYuan(5_000));
  }

  @Test
  void isRepaidHoweverLongAgoItWasDue() {
    granted();
    line(Kind.REPAID, "2017-06-01", 5_000);

    assertThat(on("2017-05-31").loans().getFirst().state()).isEqualTo(LoanState.OVERDUE);
    assertThat(on("2026-01-01").loans().getFirst().state()).isEqualTo(LoanState.REPAID);
    assertThat(on("2026-01-01").overdue()).isEqualTo(Money.ZERO);
  }

  @Test
  void wasInDefaultOnceTheBankAndTheCapitalHaveAllOfItBack() {
    granted();
    line(Kind.DEFAULTED, "2017-07-01", 5_000);
    line(Kind.COMPENSATED, "2017-08-01", 3_500);

    assertThat(on("2017-07-01").loans().getFirst().state()).isEqualTo(LoanState.IN_DEFAULT);
    line(Kind.REPAID, "2017-09-01", 1_500);
    assertThat(on("2017-09-01").loans().getFirst().state())
        .as("the bank has its money, the capital has not")
        .isEqualTo(LoanState.IN_DEFAULT);
    line(Kind.REPAID, "2017-10-01", 3_500);
    assertThat(on("2017-10-01").loans().getFirst().state()).isEqualTo(LoanState.WAS_IN_DEFAULT);
    assertThat(on("2017-10-01").defaulted()).isEqualTo(Money.ZERO);
  }

  private void granted() {
    book =
        book.with(
            new Line(
                Kind.GRANTED,
                day("2016-05-01"),
                position++,
                LOAN,
                Telling.household(1),
                Money.ofYuan(5_000),
                null,
                0,
                null,
                day("2017-05-01")));
  }

  private void line(Kind kind, String day, long yuan) {
    book =
        book.with(
            new Line(
                kind, day(day), position++, LOAN, null, Money.ofYuan(yuan), null, 0, null, null));
  }

  private MutualAidStanding on(String day) {
    return MutualAidStanding.of(VILLAGE, book, day(day), false);
  }
}
