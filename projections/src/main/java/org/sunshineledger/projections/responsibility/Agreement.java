package org.sunshineledger.projections.responsibility;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.duty.EnterpriseId;

/**
 * 帮扶协议: an enterprise helps a household, within {@code [from, to)}. It answers to nobody for it;
 * who answers are officers.
 *
 * @param to first day without it; null while it lasts
 * @param position of the fact that establishes it
 * @param ended position of the fact that ends it, or null
 */
public record Agreement(
    EnterpriseId enterprise,
    String name,
    LocalDate from,
    @Nullable LocalDate to,
    long position,
    @Nullable Long ended,
    boolean synthetic) {

  public boolean covers(LocalDate day) {
    return !from.isAfter(day) && (to == null || day.isBefore(to));
  }

  Agreement endedOn(LocalDate day, long by) {
    return new Agreement(enterprise, name, from, day, position, by, synthetic);
  }
}
