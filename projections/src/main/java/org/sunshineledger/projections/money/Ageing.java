package org.sunshineledger.projections.money;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.sunshineledger.ledger.fact.DocumentNumber;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.projections.money.Account.FundHead;

/**
 * 资金沉淀: how long what a fund has not spent has been lying (RF-IDLE: audits count over one and over
 * two years; 预算法 art. 42).
 *
 * @param idle neither passed down, reclaimed nor spent
 * @param years whole years since it came
 */
public record Ageing(
    DocumentNumber fund, FundHead head, Money idle, int years, Budget budget, boolean synthetic) {

  /** What the budget calls it on the day. */
  public enum Budget {
    /** 当年. */
    OF_THE_YEAR,
    /** 结转: until the end of the year after. */
    CARRY_OVER,
    /** 结余: to be reclaimed. */
    SURPLUS
  }

  static Ageing of(FundLine fund, FundHead head, LocalDate day) {
    return new Ageing(
        fund.fund(),
        head,
        fund.flow().unspent(),
        (int) ChronoUnit.YEARS.between(head.on(), day),
        budget(head.year(), day.getYear()),
        fund.synthetic());
  }

  private static Budget budget(int of, int on) {
    if (on <= of) return Budget.OF_THE_YEAR;
    return on == of + 1 ? Budget.CARRY_OVER : Budget.SURPLUS;
  }
}
