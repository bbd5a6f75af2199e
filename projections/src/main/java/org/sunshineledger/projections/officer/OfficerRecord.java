package org.sunshineledger.projections.officer;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.projections.responsibility.Duty;
import org.sunshineledger.projections.responsibility.Pledge;

/**
 * 干部履责档案: everything an officer answered for and did, through every post; it ends with nothing, for
 * the answer does not (终身问责, AC-5). Pairings with households are not public.
 *
 * @param inCharge one for each duty: what was irregular and what was paid while it lasted
 * @param counts how many acts of each part there are, whichever are listed
 * @param breaching how many of the facts broke a rule
 * @param acts the latest first
 */
public record OfficerRecord(
    OfficerId officer,
    @Nullable String name,
    List<InCharge> inCharge,
    List<Pledge> pledges,
    Map<Act.Part, Integer> counts,
    int breaching,
    List<Act> acts,
    boolean synthetic) {

  /**
   * A duty and what happened to what was answered for.
   *
   * @param flags irregular facts there in the officer's time, by rule, the most broken first
   * @param facts how many irregular facts there are
   * @param money credited to the household, or to all households of the place, in the officer's
   *     time; null for a post that answers for no place
   */
  public record InCharge(Duty duty, Map<String, Integer> flags, int facts, @Nullable Money money) {}

  public OfficerRecord {
    inCharge = List.copyOf(inCharge);
    pledges = List.copyOf(pledges);
    acts = List.copyOf(acts);
  }
}
