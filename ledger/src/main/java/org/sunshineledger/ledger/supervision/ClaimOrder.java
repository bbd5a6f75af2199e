package org.sunshineledger.ledger.supervision;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.fact.RegionCode;

/** What can be ordered of a source's published figures. */
public sealed interface ClaimOrder extends Order {

  String source();

  @Override
  default String stream() {
    return "claim/" + source();
  }

  record RecordClaim(
      String source,
      String claim,
      RegionCode region,
      String metric,
      String unit,
      ClaimKind kind,
      LocalDate asOf,
      ClaimOperator operator,
      BigDecimal value)
      implements ClaimOrder {}

  record RecordClaimCheck(
      String source,
      String check,
      CheckKind kind,
      String relation,
      BigDecimal tolerance,
      String rationale)
      implements ClaimOrder {}

  /** Of a figure, not of a check. */
  record WithdrawClaim(String source, String claim, WithdrawalReason reason)
      implements ClaimOrder {}
}
