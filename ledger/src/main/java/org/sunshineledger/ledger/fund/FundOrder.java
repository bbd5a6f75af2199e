package org.sunshineledger.ledger.fund;

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

  record AppropriateFund(
      DocumentNumber fund,
      FundingLevel sourceLevel,
      Purpose purpose,
      int year,
      RegionCode region,
      Money amount)
      implements FundOrder {}

  record AllotFund(DocumentNumber fund, ProjectCode project, Money amount) implements FundOrder {}
}
