package org.sunshineledger.ledger.mutualaid;

import java.time.LocalDate;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.fact.RegionCode;

/** What can be ordered of a mutual-aid fund. */
public sealed interface MutualAidOrder extends Order {

  RegionCode village();

  @Override
  default String stream() {
    return "mutual-aid/" + village();
  }

  record EstablishMutualAidFund(
      RegionCode village, Money capital, int leverage, Money capPerHousehold)
      implements MutualAidOrder {

    /** What the fund could lend must be money at all. */
    public EstablishMutualAidFund {
      requireLeverage(leverage);
      Money _ = capital.times(leverage);
    }
  }

  record ChangeMutualAidTerms(RegionCode village, int leverage, Money capPerHousehold)
      implements MutualAidOrder {

    public ChangeMutualAidTerms {
      requireLeverage(leverage);
    }
  }

  private static void requireLeverage(int leverage) {
    if (leverage < 1 || leverage > 100)
      throw new IllegalArgumentException("not a leverage: " + leverage);
  }

  record GrantLoan(
      RegionCode village,
      LoanId loan,
      HouseholdId household,
      Money amount,
      LocalDate due,
      LoanUse use)
      implements MutualAidOrder {}

  record RepayLoan(RegionCode village, LoanId loan, Money amount) implements MutualAidOrder {}

  record RecordLoanDefault(RegionCode village, LoanId loan) implements MutualAidOrder {}

  record CompensateDefault(RegionCode village, LoanId loan, Money amount)
      implements MutualAidOrder {}

  record DissolveMutualAidFund(RegionCode village) implements MutualAidOrder {}
}
