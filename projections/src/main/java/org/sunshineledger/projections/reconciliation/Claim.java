package org.sunshineledger.projections.reconciliation;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.supervision.ClaimEvent.ClaimRecorded;
import org.sunshineledger.ledger.supervision.ClaimKind;
import org.sunshineledger.ledger.supervision.ClaimOperator;

/**
 * A published figure, as the fact at {@code position} records it.
 *
 * @param metric e.g. {@code persons.registered}
 * @param unit as it was recorded, e.g. {@code person}; {@code ClaimUnit} knows most
 */
public record Claim(
    String source,
    String id,
    RegionCode region,
    String metric,
    String unit,
    ClaimKind kind,
    LocalDate asOf,
    ClaimOperator operator,
    BigDecimal value,
    long position) {

  public static Claim of(ClaimRecorded recorded, long position) {
    return new Claim(
        recorded.source(),
        recorded.claim(),
        recorded.region(),
        recorded.metric(),
        recorded.unit(),
        recorded.kind(),
        recorded.asOf(),
        recorded.operator(),
        recorded.value(),
        position);
  }
}
