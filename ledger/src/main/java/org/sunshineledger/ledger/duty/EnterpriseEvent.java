package org.sunshineledger.ledger.duty;

import org.sunshineledger.ledger.fact.Event;
import org.sunshineledger.ledger.fact.FactType;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Visibility;

/**
 * Everything that can be said about a partner enterprise (千帮工程), on {@code enterprise/{id}}. That
 * it helps is public; which household it helps is not.
 */
public sealed interface EnterpriseEvent extends Event {

  EnterpriseId enterprise();

  @Override
  default Visibility visibility() {
    return Visibility.RESTRICTED;
  }

  @FactType("enterprise.enterprise-registered.v1")
  record EnterpriseRegistered(EnterpriseId enterprise, String name, RegionCode region)
      implements EnterpriseEvent {
    @Override
    public Visibility visibility() {
      return Visibility.PUBLIC;
    }
  }

  /** 签订帮扶协议, from {@code occurredOn}. */
  @FactType("enterprise.agreement-signed.v1")
  record AgreementSigned(EnterpriseId enterprise, String name, HouseholdId household)
      implements EnterpriseEvent {}

  /** {@code occurredOn} is the first day without the agreement. */
  @FactType("enterprise.agreement-ended.v1")
  record AgreementEnded(EnterpriseId enterprise, HouseholdId household, EndReason reason)
      implements EnterpriseEvent {}
}
