package org.sunshineledger.ledger.duty;

import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.fact.RegionCode;

/** What can be ordered of a partner enterprise. */
public sealed interface EnterpriseOrder extends Order {

  EnterpriseId enterprise();

  @Override
  default String stream() {
    return enterprise().stream();
  }

  record RegisterEnterprise(EnterpriseId enterprise, String name, RegionCode region)
      implements EnterpriseOrder {}

  record SignAgreement(EnterpriseId enterprise, HouseholdId household) implements EnterpriseOrder {}

  record EndAgreement(EnterpriseId enterprise, HouseholdId household, EndReason reason)
      implements EnterpriseOrder {}
}
