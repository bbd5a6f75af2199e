package org.sunshineledger.projections.progress;

import java.util.Collections;
import java.util.NavigableMap;

/**
 * What everybody may read of how many stand where. Who is put on the register, proposed for exit or
 * taken off it hangs on the village's board by name; why he is poor, what he is given and what he
 * earns does not, and is in none of these figures but {@code told}.
 *
 * @param planned those on the register, by the year their plan has them exit
 * @param told by cause and programme, as of the end of a month; nothing of a village
 */
public record PublicStanding(
    Tally applied,
    Tally refused,
    Tally onRegister,
    Tally exitPending,
    Tally relapsed,
    Tally exited,
    Tally removed,
    Tally exits,
    Tally relapses,
    Tally removals,
    NavigableMap<Integer, Tally> planned,
    ToldCounts told,
    int provinceVillages,
    int cityVillages,
    int exitedVillages,
    boolean synthetic) {

  public PublicStanding {
    planned = Collections.unmodifiableNavigableMap(planned);
  }

  /** Everybody on the register: not yet exited, or relapsed. */
  public Tally registered() {
    return onRegister.plus(exitPending).plus(relapsed);
  }

  public int poorVillages() {
    return provinceVillages + cityVillages;
  }
}
