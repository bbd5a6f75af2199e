package org.sunshineledger.projections.reconciliation;

import java.math.BigDecimal;
import org.sunshineledger.ledger.supervision.CheckKind;

/**
 * A relation between published figures, as the fact at {@code position} records it.
 *
 * @param relation e.g. {@code C070 - C072 = C074}
 * @param tolerance the largest difference that still counts as equal
 * @param rationale why it should hold: arithmetic, a rule, or what another claim says
 */
public record Check(
    String source,
    String id,
    CheckKind kind,
    String relation,
    BigDecimal tolerance,
    String rationale,
    long position) {}
