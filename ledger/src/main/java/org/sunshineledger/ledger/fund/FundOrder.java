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

  /** {@code amount} is the figure of the document, with what is {@code excluded}. */
  record AppropriateFund(
      DocumentNumber fund,
      FundingLevel sourceLevel,
      Purpose purpose,
      int year,
      RegionCode region,
      Money amount,
      @Nullable List<Excluded> excluded)
      implements FundOrder {

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
