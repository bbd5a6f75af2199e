package org.sunshineledger.ledger.fund;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.DocumentNumber;
import org.sunshineledger.ledger.fact.Event;
import org.sunshineledger.ledger.fact.FactType;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.OverrideReason;
import org.sunshineledger.ledger.fact.Overriding;
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

  /**
   * 预算安排、下达 to a region.
   *
   * @param amount with what is excluded: the figure as it stands in the document
   * @param from the document it was passed down from; null where the region's own budget gave it
   * @param excluded 不含: what of the amount is paid to others directly; null in facts of before it
   *     was told apart
   */
  @FactType("fund.fund-appropriated.v1")
  record FundAppropriated(
      DocumentNumber fund,
      FundingLevel sourceLevel,
      Purpose purpose,
      int year,
      RegionCode region,
      Money amount,
      @Nullable DocumentNumber from,
      @Nullable List<Excluded> excluded)
      implements FundEvent {

    /** Of a region's own budget, with nothing excluded. */
    public FundAppropriated(
        DocumentNumber fund,
        FundingLevel sourceLevel,
        Purpose purpose,
        int year,
        RegionCode region,
        Money amount) {
      this(fund, sourceLevel, purpose, year, region, amount, null, null);
    }

    /** What the region itself can dispose of. */
    public Money disposable() {
      return amount.minus(Excluded.total(excluded));
    }
  }

  /** 分解下达: {@code amount} goes to the region below, where it has its own document number. */
  @FactType("fund.fund-passed-down.v1")
  record FundPassedDown(
      DocumentNumber fund, RegionCode region, DocumentNumber document, Money amount)
      implements FundEvent {}

  /**
   * 安排到项目.
   *
   * @param category name of the project's category; null for one that was not in the library, and
   *     in facts of before it was told
   */
  @FactType("fund.fund-allotted.v1")
  record FundAllotted(
      DocumentNumber fund, ProjectCode project, Money amount, @Nullable String category)
      implements FundEvent {

    /** To a project of which nothing is told. */
    public FundAllotted(DocumentNumber fund, ProjectCode project, Money amount) {
      this(fund, project, amount, null);
    }
  }

  /** 退回指标: what a project did not need comes back to be allotted again. */
  @FactType("fund.fund-returned.v1")
  record FundReturned(DocumentNumber fund, ProjectCode project, Money amount)
      implements FundEvent {}

  /** 结转: {@code amount} was not allotted by the end of the year before {@code toYear}. */
  @FactType("fund.fund-carried-over.v1")
  record FundCarriedOver(DocumentNumber fund, int toYear, Money amount) implements FundEvent {}

  /** 收回财政: the budget takes back what is left. */
  @FactType("fund.fund-reclaimed.v1")
  record FundReclaimed(DocumentNumber fund, ReclaimReason reason, Money amount)
      implements FundEvent {}

  /** 特批: a named authority let this rule be broken by the fact before it. */
  @FactType("fund.rule-overridden.v1")
  record RuleOverridden(
      DocumentNumber fund, String rule, OfficerId authority, OverrideReason reason)
      implements FundEvent, Overriding {}
}
