package org.sunshineledger.projections.responsibility;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.RegionCode;

/**
 * Everything that says who answers for one household, village, region, or what one officer answers
 * for; each list in the order of days.
 *
 * @param name of the officer, in an officer's own row
 * @param village of the household, in a household's row
 * @param care days on which somebody has to answer for the household: from its identification until
 *     the policy that is kept after its exit ends
 */
public record Duties(
    @Nullable String name,
    @Nullable RegionCode village,
    List<Duty> duties,
    List<Signature> signatures,
    List<Pledge> pledges,
    List<Interval> care) {

  static final Duties NONE = new Duties(null, null, List.of(), List.of(), List.of(), List.of());

  public Duties {
    duties = List.copyOf(duties);
    signatures = List.copyOf(signatures);
    pledges = List.copyOf(pledges);
    care = List.copyOf(care);
  }
}
