package org.sunshineledger.ledger.mutualaid;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Event;
import org.sunshineledger.ledger.fact.FactType;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.OverrideReason;
import org.sunshineledger.ledger.fact.Overriding;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Visibility;

/**
 * Everything that can be said about a village's mutual-aid fund, on {@code mutual-aid/{village}}.
 */
public sealed interface MutualAidEvent extends Event {

  RegionCode village();

  @Override
  default Visibility visibility() {
    return Visibility.RESTRICTED;
  }

  @Override
  default Optional<Event> overriding(String rule, OfficerId authority, OverrideReason reason) {
    return Optional.of(new RuleOverridden(village(), rule, authority, reason));
  }

  /**
   * 设立: {@code capital} lies at the bank, which lends up to {@code leverage} times as much.
   *
   * @param capPerHousehold the most one household may owe
   */
  @FactType("mutual-aid.mutual-aid-fund-established.v1")
  record MutualAidFundEstablished(
      RegionCode village, Money capital, int leverage, Money capPerHousehold)
      implements MutualAidEvent {
    @Override
    public Visibility visibility() {
      return Visibility.PUBLIC;
    }
  }

  /** 协议变更: other terms from this day on. */
  @FactType("mutual-aid.mutual-aid-terms-changed.v1")
  record MutualAidTermsChanged(RegionCode village, int leverage, Money capPerHousehold)
      implements MutualAidEvent {
    @Override
    public Visibility visibility() {
      return Visibility.PUBLIC;
    }
  }

  /** 放款. */
  @FactType("mutual-aid.loan-granted.v1")
  record LoanGranted(
      RegionCode village,
      LoanId loan,
      HouseholdId household,
      Money amount,
      LocalDate due,
      LoanUse use)
      implements MutualAidEvent {}

  /**
   * 还款.
   *
   * @param toCapital what of the amount gives the capital back what it paid for the loan; the rest
   *     is the bank's. Null in facts of before it was told: then the bank came first.
   */
  @FactType("mutual-aid.loan-repaid.v1")
  record LoanRepaid(RegionCode village, LoanId loan, Money amount, @Nullable Money toCapital)
      implements MutualAidEvent {

    /** Of which is not told to whom it went. */
    public LoanRepaid(RegionCode village, LoanId loan, Money amount) {
      this(village, loan, amount, null);
    }
  }

  /** 逾期: {@code owed} was not repaid when it was due. */
  @FactType("mutual-aid.loan-defaulted.v1")
  record LoanDefaulted(RegionCode village, LoanId loan, Money owed) implements MutualAidEvent {}

  /** 代偿 out of the capital. */
  @FactType("mutual-aid.default-compensated.v1")
  record DefaultCompensated(RegionCode village, LoanId loan, Money amount)
      implements MutualAidEvent {}

  /** 解散: {@code capital} goes back. */
  @FactType("mutual-aid.mutual-aid-fund-dissolved.v1")
  record MutualAidFundDissolved(RegionCode village, Money capital) implements MutualAidEvent {
    @Override
    public Visibility visibility() {
      return Visibility.PUBLIC;
    }
  }

  /** 特批: a named authority let this rule be broken by the fact before it. */
  @FactType("mutual-aid.rule-overridden.v1")
  record RuleOverridden(RegionCode village, String rule, OfficerId authority, OverrideReason reason)
      implements MutualAidEvent, Overriding {}
}
