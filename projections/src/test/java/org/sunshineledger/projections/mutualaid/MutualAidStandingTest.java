package org.sunshineledger.projections.mutualaid;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.mutualaid.LoanId;
import org.sunshineledger.projections.mutualaid.MutualAidBook.Kind;
import org.sunshineledger.projections.mutualaid.MutualAidBook.Line;

@DisplayName("互助资金账")
class MutualAidStandingTest {

  private static final RegionCode VILLAGE = new RegionCode("410173202201");
  private static final LoanId LOAN = new LoanId("001");

  private static LocalDate march(int day) {
    return LocalDate.of(2016, Month.MARCH, day);
  }

  private static Line line(
      Kind kind, int day, long position, long yuan, @Nullable Money toCapital) {
    boolean sets = kind == Kind.ESTABLISHED;
    return new Line(
        kind,
        march(day),
        position,
        sets ? null : LOAN,
        kind == Kind.GRANTED ? new HouseholdId("4101732022010001") : null,
        Money.ofYuan(yuan),
        toCapital,
        sets ? 6 : 0,
        sets ? Money.ofYuan(500) : null,
        null);
  }

  /** A loan of 100, of which the capital paid 40 on the 10th and the borrower the rest. */
  private static MutualAidStanding on(
      int day, @Nullable Money ofThe15th, @Nullable Money ofThe20th) {
    MutualAidBook book = MutualAidBook.EMPTY;
    for (Line each :
        List.of(
            line(Kind.ESTABLISHED, 1, 1, 500, null),
            line(Kind.GRANTED, 2, 2, 100, null),
            line(Kind.DEFAULTED, 9, 3, 100, null),
            line(Kind.COMPENSATED, 10, 4, 40, null),
            line(Kind.REPAID, 20, 5, 60, ofThe20th),
            line(Kind.REPAID, 15, 6, 30, ofThe15th))) book = book.with(each);
    return MutualAidStanding.of(VILLAGE, book, march(day), false);
  }

  @Test
  @DisplayName("a repayment that is told late goes where the ledger saw it go")
  void saysOfARepaymentWhatItsFactSays() {
    MutualAidStanding between = on(15, Money.ofYuan(30), Money.ZERO);
    MutualAidStanding after = on(20, Money.ofYuan(30), Money.ZERO);

    assertThat(between.outstanding()).isEqualTo(Money.ofYuan(60));
    assertThat(between.compensated()).isEqualTo(Money.ofYuan(10));
    assertThat(between.capital()).isEqualTo(Money.ofYuan(490));
    assertThat(after.outstanding()).isEqualTo(Money.ZERO);
    assertThat(after.compensated()).isEqualTo(Money.ofYuan(10));
  }

  @Test
  @DisplayName("a fact of before it was told went to the bank first")
  void paysTheBankFirstWhereTheFactSaysNothing() {
    MutualAidStanding between = on(15, null, null);
    MutualAidStanding after = on(20, null, null);

    assertThat(between.outstanding()).isEqualTo(Money.ofYuan(30));
    assertThat(between.compensated()).isEqualTo(Money.ofYuan(40));
    assertThat(after.outstanding()).isEqualTo(Money.ZERO);
    assertThat(after.compensated()).isEqualTo(Money.ofYuan(10));
  }
}
