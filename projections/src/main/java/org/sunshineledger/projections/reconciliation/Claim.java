package org.sunshineledger.projections.reconciliation;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.supervision.ClaimKind;
import org.sunshineledger.ledger.supervision.ClaimOperator;

/**
 * A published figure, as the fact at {@code position} records it.
 *
 * @param metric e.g. {@code persons.registered}
 * @param unit e.g. {@code person}; money is in yuan
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
    long position) {}
