package org.sunshineledger.ledger.fund;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.DocumentNumber;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fact.RegionCode;

/** What can be ordered of a fund. */
public sealed interface FundOrder extends Order {

  DocumentNumber fund();

  @Override
  default String stream() {
    return fund().stream();
  }

  /**
   * {@code amount} is the figure of the document, with what is {@code excluded}.
   *
   * @param year of the budget, 1949 or later
   */
  record AppropriateFund(
      DocumentNumber fund,
      FundingLevel sourceLevel,
      Purpose purpose,
      int year,
      RegionCode region,
      Money amount,
      @Nullable List<Excluded> excluded)
      implements FundOrder {

    /** A year that no budget of the People's Republic bears is a slip of the pen, not a fact. */
    public AppropriateFund {
      if (year < 1949 || year > 9999) throw new IllegalArgumentException("not a budget year");
    }

    /** With nothing excluded. */
    public AppropriateFund(
        DocumentNumber fund,
        FundingLevel sourceLevel,
        Purpose purpose,
        int year,
        RegionCode region,
        Money amount) {
      this(fund, sourceLevel, purpose, year, region, amount, null);
    }
  }

  /** Begins the fund {@code document} of the region below in the same append. */
  record PassDownFund(
      DocumentNumber fund,
      DocumentNumber document,
      RegionCode region,
      Purpose purpose,
      Money amount)
      implements FundOrder {}

  record AllotFund(DocumentNumber fund, ProjectCode project, Money amount) implements FundOrder {}

  record ReturnAllotment(DocumentNumber fund, ProjectCode project, Money amount)
      implements FundOrder {}

  record CarryOverFund(DocumentNumber fund, int toYear) implements FundOrder {}

  record ReclaimFund(DocumentNumber fund, ReclaimReason reason, Money amount)
      implements FundOrder {}
}
