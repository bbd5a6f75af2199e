package org.sunshineledger.projections.reconciliation;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.supervision.ClaimUnit;

/**
 * What another source published about the same metric, region and day.
 *
 * @param value the other figure in the unit of the first; null where it cannot be turned into it
 */
public record Beside(Claim claim, Agreement agreement, @Nullable BigDecimal value) {

  static Beside of(Claim claim, Claim other) {
    Optional<ClaimUnit> unit = ClaimUnit.of(claim.unit());
    Optional<ClaimUnit> otherUnit = ClaimUnit.of(other.unit());
    if (unit.isEmpty() || otherUnit.isEmpty() || !unit.get().measuresTheSameAs(otherUnit.get()))
      return new Beside(other, Agreement.UNIT_MISMATCH, null);
    BigDecimal value = otherUnit.get().convert(other.value(), unit.get());
    if (claim.kind() != other.kind()) return new Beside(other, Agreement.OTHER_KIND, value);
    boolean both = Span.of(claim).meets(Span.of(other).in(otherUnit.get(), unit.get()));
    return new Beside(other, both ? Agreement.AGREES : Agreement.CONTRADICTS, value);
  }
}
