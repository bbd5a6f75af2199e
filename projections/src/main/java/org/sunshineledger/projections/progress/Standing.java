package org.sunshineledger.projections.progress;

import static java.util.Comparator.comparingInt;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.sunshineledger.ledger.household.PovertyCause;
import org.sunshineledger.projections.discretion.Discretion;

/**
 * How many stand where, on one day, in one village or summed over a region.
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

  /** Cells of fewer households than this are not published (design.md section 6). */
  public static final int SMALLEST_CELL = Discretion.FEWEST_HOUSEHOLDS;

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
   * What everybody may read: counts by cause or programme are left out for a village; above it a
   * small cell goes together with the next smallest, which would betray it by subtraction.
   */
  public Standing published(boolean village) {
    return new Standing(
        applied,
        refused,
        onRegister,
        exitPending,
        relapsed,
        exited,
        removed,
        reached,
        village ? Tally.NONE : relocating,
        exits,
        relapses,
        removals,
        village ? 0 : trained,
        village ? 0 : allowed,
        planned,
        village ? new TreeMap<>() : suppressed(causes),
        new TreeMap<>(),
        provinceVillages,
        cityVillages,
        exitedVillages,
        synthetic);
  }

  private static <K extends Comparable<K>> NavigableMap<K, Tally> suppressed(
      NavigableMap<K, Tally> cells) {
    NavigableMap<K, Tally> shown = new TreeMap<>(cells);
    shown.values().removeIf(cell -> cell.households() < SMALLEST_CELL);
    if (cells.size() - shown.size() == 1)
      shown.entrySet().stream()
          .min(Map.Entry.comparingByValue(comparingInt(Tally::households)))
          .map(Map.Entry::getKey)
          .ifPresent(shown::remove);
    return shown;
  }
}
