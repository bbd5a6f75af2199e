package org.sunshineledger.projections.progress;

import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.sunshineledger.ledger.household.PovertyCause;

/**
 * How many stand where, on one day, in one village or summed over a region. For auditors and for
 * what is counted again; everybody reads {@link PublicStanding}.
 *
 * @param onRegister 未脱贫: identified, no exit under way, not relapsed
 * @param exitPending 预脱贫: an exit is under way
 * @param relapsed 返贫: on the register again
 * @param reached of those on the register, whose last survey found the income at or above the line
 * @param relocating of those on the register, whose plan moves them
 * @param exits acts of exit up to the day, each with its head-count; a second exit counts again
 * @param removals 剔除: acts of removal, never counted as exits
 * @param trained persons trained for work or placed in it, each once a year, up to the day
 * @param allowed persons under the subsistence allowance, each once a year, up to the day
 * @param planned those on the register, by the year their plan has them exit
 * @param causes those on the register, by main cause
 * @param causeKinds main causes that were ever given up to the day
 * @param provinceVillages listed at province level and not exited
 * @param exitedVillages acts of exit of villages
 */
public record Standing(
    Tally applied,
    Tally refused,
    Tally onRegister,
    Tally exitPending,
    Tally relapsed,
    Tally exited,
    Tally removed,
    Tally reached,
    Tally relocating,
    Tally exits,
    Tally relapses,
    Tally removals,
    int trained,
    int allowed,
    NavigableMap<Integer, Tally> planned,
    NavigableMap<PovertyCause, Tally> causes,
    NavigableMap<PovertyCause, Tally> causeKinds,
    int provinceVillages,
    int cityVillages,
    int exitedVillages,
    boolean synthetic) {

  public static final Standing NOTHING =
      new Standing(
          Tally.NONE,
          Tally.NONE,
          Tally.NONE,
          Tally.NONE,
          Tally.NONE,
          Tally.NONE,
          Tally.NONE,
          Tally.NONE,
          Tally.NONE,
          Tally.NONE,
          Tally.NONE,
          Tally.NONE,
          0,
          0,
          new TreeMap<>(),
          new TreeMap<>(),
          new TreeMap<>(),
          0,
          0,
          0,
          false);

  public Standing {
    planned = Collections.unmodifiableNavigableMap(planned);
    causes = Collections.unmodifiableNavigableMap(causes);
    causeKinds = Collections.unmodifiableNavigableMap(causeKinds);
  }

  /** Everybody on the register: not yet exited, or relapsed. */
  public Tally registered() {
    return onRegister.plus(exitPending).plus(relapsed);
  }

  /** On the register and not yet at the line. */
  public Tally remaining() {
    return registered().minus(reached);
  }

  public int poorVillages() {
    return provinceVillages + cityVillages;
  }

  public Standing plus(Standing other) {
    return new Standing(
        applied.plus(other.applied),
        refused.plus(other.refused),
        onRegister.plus(other.onRegister),
        exitPending.plus(other.exitPending),
        relapsed.plus(other.relapsed),
        exited.plus(other.exited),
        removed.plus(other.removed),
        reached.plus(other.reached),
        relocating.plus(other.relocating),
        exits.plus(other.exits),
        relapses.plus(other.relapses),
        removals.plus(other.removals),
        trained + other.trained,
        allowed + other.allowed,
        sum(planned, other.planned),
        sum(causes, other.causes),
        sum(causeKinds, other.causeKinds),
        provinceVillages + other.provinceVillages,
        cityVillages + other.cityVillages,
        exitedVillages + other.exitedVillages,
        synthetic || other.synthetic);
  }

  private static <K extends Comparable<K>> NavigableMap<K, Tally> sum(
      NavigableMap<K, Tally> left, NavigableMap<K, Tally> right) {
    if (left.isEmpty()) return right;
    NavigableMap<K, Tally> sum = new TreeMap<>(left);
    right.forEach((key, tally) -> sum.merge(key, tally, Tally::plus));
    return sum;
  }

  /**
   * What everybody may read of it: nothing by cause, programme or income, which is told by the
   * month ({@link ToldCounts}).
   */
  PublicStanding published(ToldCounts told) {
    return new PublicStanding(
        applied,
        refused,
        onRegister,
        exitPending,
        relapsed,
        exited,
        removed,
        exits,
        relapses,
        removals,
        planned,
        told,
        provinceVillages,
        cityVillages,
        exitedVillages,
        synthetic);
  }
}
