package org.sunshineledger.ledger.supervision;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.sunshineledger.ledger.fact.Event;
import org.sunshineledger.ledger.fact.FactType;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Visibility;

/** Everything that can be said about one source's published figures, on {@code claim/{source}}. */
public sealed interface ClaimEvent extends Event {

  /** The source, e.g. {@code zhengzhou-2016}. */
  String source();

  @Override
  default Visibility visibility() {
    return Visibility.PUBLIC;
  }

  /**
   * A published figure. {@code value} is in {@code unit}, both as they were published; {@link
   * ClaimUnit} says what the text means.
   */
  @FactType("claim.claim-recorded.v1")
  record ClaimRecorded(
      String source,
      String claim,
      RegionCode region,
      String metric,
      String unit,
      ClaimKind kind,
      LocalDate asOf,
      ClaimOperator operator,
      BigDecimal value)
      implements ClaimEvent {}

  /**
   * 撤回: the figure is not held against the facts any more. That it was published stays, and its
   * number stays used.
   */
  @FactType("claim.claim-withdrawn.v1")
  record ClaimWithdrawn(String source, String claim, WithdrawalReason reason)
      implements ClaimEvent {}

  /** A relation between claims, e.g. {@code C070 - C072 = C074}, with its tolerance. */
  @FactType("claim.claim-check-recorded.v1")
  record ClaimCheckRecorded(
      String source,
      String check,
      CheckKind kind,
      String relation,
      BigDecimal tolerance,
      String rationale)
      implements ClaimEvent {}
}
