package org.sunshineledger.projections.progress;

import java.time.LocalDate;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.sunshineledger.ledger.household.PovertyCause;
import org.sunshineledger.ledger.plan.MeasureKind;

/**
 * How many households of a region are told to be poor for a cause or helped by a programme. A cause
 * or programme that is not here is not told, which is not the same as none. There are no persons: a
 * household's size hangs on the village's board, so that a sum of sizes would say whose they are.
 *
 * @param asOf the end of the month up to which they are told
 * @param causes of those on the register, by main cause
 * @param programmes households that were ever helped so: whose plan moves them, or to whom any
 *     other measure was delivered
 */
public record ToldCounts(
    LocalDate asOf,
    NavigableMap<PovertyCause, Integer> causes,
    NavigableMap<MeasureKind, Integer> programmes) {

  public ToldCounts {
    causes = Collections.unmodifiableNavigableMap(causes);
    programmes = Collections.unmodifiableNavigableMap(programmes);
  }

  static ToldCounts nothing(LocalDate asOf) {
    return new ToldCounts(asOf, new TreeMap<>(), new TreeMap<>());
  }
}
