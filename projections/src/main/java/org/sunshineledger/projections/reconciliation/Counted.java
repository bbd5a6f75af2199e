package org.sunshineledger.projections.reconciliation;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sunshineledger.ledger.supervision.ClaimUnit;
import org.sunshineledger.ledger.supervision.Quantity;

/** What a claim's figure counts: its unit, and what its metric says beyond that. */
final class Counted {

  private static final ClaimUnit HOUSEHOLD = ClaimUnit.of(Quantity.HOUSEHOLD);
  private static final ClaimUnit VILLAGE = ClaimUnit.of(Quantity.VILLAGE);

  /** What else some metrics count, because there is one for each: nothing else may stand in. */
  private static final Map<String, ClaimUnit> ONE_FOR_ONE =
      Map.of(
          // 第一书记: posted to one village each.
          "first_secretaries", VILLAGE,
          // 一对一结对: one officer for each household.
          "officers.paired_with_households", HOUSEHOLD,
          // 一户一宅.
          "dwellings.relocation_built", HOUSEHOLD);

  /** Everything in a worked example is of one household, whether or not its unit says so. */
  private static final String EXAMPLE = "example.";

  private Counted() {}

  /** Its own unit first, then what it may stand in for; none where the unit is not known. */
  static List<ClaimUnit> units(Claim claim) {
    Optional<ClaimUnit> stated = ClaimUnit.of(claim.unit());
    if (stated.isEmpty()) return List.of();
    ClaimUnit own = stated.get();
    if (claim.metric().startsWith(EXAMPLE) && !own.counts(Quantity.HOUSEHOLD))
      return List.of(own.per(HOUSEHOLD));
    ClaimUnit instead = ONE_FOR_ONE.get(Metric.of(claim.metric()).name());
    return instead == null ? List.of(own) : List.of(own, instead);
  }

  /** The thing itself: of a share, what it is a share of, which stands last in its metric. */
  static String thing(Claim claim) {
    if (!isShare(claim)) return claim.unit();
    String noun = Metric.of(claim.metric()).lastWord();
    return Arrays.stream(Quantity.values())
        .map(Quantity::symbol)
        .filter(symbol -> noun.equals(symbol + "s"))
        .findFirst()
        .orElse(noun);
  }

  static boolean isShare(Claim claim) {
    return ClaimUnit.of(claim.unit()).filter(ClaimUnit.PERCENT::equals).isPresent();
  }
}
