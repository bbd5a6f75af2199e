package org.sunshineledger.api.imports;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fund.FundingLevel;

/**
 * One thing found wrong in a notice.
 *
 * @param stated what the notice says, or null where it is not about an amount
 * @param computed what it comes to, or null
 * @param level whose subtotal it is, or null
 * @param holds the basis on which the sums do hold, or null when on neither or not about that
 * @param documents the numbers it is about, as they are written
 * @param passesOn the number from above that all of them are paired with, or null
 * @param published the year of the notice where that is what a number is held against, or null
 */
record Finding(
    Discrepancy code,
    Spot spot,
    @Nullable Money stated,
    @Nullable Money computed,
    @Nullable FundingLevel level,
    @Nullable Basis holds,
    List<String> documents,
    @Nullable String passesOn,
    @Nullable Integer published) {

  static Finding sum(
      Discrepancy code, Spot spot, Money stated, Money computed, @Nullable FundingLevel level) {
    return new Finding(code, spot, stated, computed, level, null, List.of(), null, null);
  }

  static Finding notPositive(Spot spot, Money stated) {
    return new Finding(
        Discrepancy.AMOUNT_NOT_POSITIVE, spot, stated, null, null, null, List.of(), null, null);
  }

  static Finding otherBasis(Spot spot, Money stated, Money computed, Basis holds) {
    return new Finding(
        Discrepancy.OTHER_BASIS_HOLDS, spot, stated, computed, null, holds, List.of(), null, null);
  }

  static Finding noBasis(Spot spot, @Nullable Basis holds) {
    return new Finding(
        Discrepancy.BASIS_NOT_STATED, spot, null, null, null, holds, List.of(), null, null);
  }

  static Finding documents(
      Discrepancy code, Spot spot, List<String> documents, @Nullable String passesOn) {
    return new Finding(code, spot, null, null, null, null, documents, passesOn, null);
  }

  static Finding implausibleYear(Spot spot, String document, int published) {
    return new Finding(
        Discrepancy.DOCUMENT_YEAR_IMPLAUSIBLE,
        spot,
        null,
        null,
        null,
        null,
        List.of(document),
        null,
        published);
  }
}
