package org.sunshineledger.ledger.fund;

import java.util.Optional;
import org.sunshineledger.ledger.fact.DocumentNumber;
import org.sunshineledger.ledger.fact.Event;
import org.sunshineledger.ledger.fact.FactType;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.OverrideReason;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Visibility;

/** Everything that can be said about an allotment of money, on {@code fund/{document number}}. */
public sealed interface FundEvent extends Event {

  DocumentNumber fund();

  @Override
  default Visibility visibility() {
    return Visibility.PUBLIC;
  }

  @Override
  default Optional<Event> overriding(String rule, OfficerId authority, OverrideReason reason) {
    return Optional.of(new RuleOverridden(fund(), rule, authority, reason));
  }

  /** 预算安排、下达 to a region. */
  @FactType("fund.fund-appropriated.v1")
  record FundAppropriated(
      DocumentNumber fund,
      FundingLevel sourceLevel,
      Purpose purpose,
      int year,
      RegionCode region,
      Money amount)
      implements FundEvent {}

  /** 安排到项目. */
  @FactType("fund.fund-allotted.v1")
  record FundAllotted(DocumentNumber fund, ProjectCode project, Money amount)
      implements FundEvent {}

  /** 特批: a named authority let this rule be broken by the fact before it. */
  @FactType("fund.rule-overridden.v1")
  record RuleOverridden(
      DocumentNumber fund, String rule, OfficerId authority, OverrideReason reason)
      implements FundEvent {}
}
