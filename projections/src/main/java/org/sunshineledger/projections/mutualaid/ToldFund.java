package org.sunshineledger.projections.mutualaid;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.RegionCode;

/**
 * What everybody may know of a village's fund. What is left of the capital, what is overdue and
 * what is in default are not here: one household moves them alone.
 *
 * @param founded the capital it was established with
 * @param granted all that was lent; null while too few households borrowed to tell
 * @param outstanding what is owed of it; null likewise
 * @param established position of the fact, or -1 where only later facts are known
 */
public record ToldFund(
    RegionCode village,
    Money founded,
    int leverage,
    Money cap,
    @Nullable Money granted,
    @Nullable Money outstanding,
    LocalDate since,
    boolean dissolved,
    long established,
    boolean synthetic) {

  static ToldFund of(MutualAidStanding told) {
    boolean isTold = told.loansMade() > 0;
    return new ToldFund(
        told.village(),
        told.founded(),
        told.leverage(),
        told.cap(),
        isTold ? told.granted() : null,
        isTold ? told.outstanding() : null,
        told.since(),
        told.dissolved(),
        told.established(),
        told.synthetic());
  }

  /** What may be lent in all. */
  public Money limit() {
    return founded.times(leverage);
  }
}
