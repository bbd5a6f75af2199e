package org.sunshineledger.projections.discretion;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.Money;

/**
 * 不因相减而泄露: what may be told to everybody of movements whose facts are restricted (design.md section
 * 6). No two public figures, of whatever days, asked whenever, differ by what fewer than five
 * households moved. For that
 *
 * <ol>
 *   <li>a list of payments is told of a village whole or never: where at least five of its
 *       households live, and only if what is left of the list, whose total is a public fact, is
 *       nothing or again five households' ({@link #tellable});
 *   <li>what comes one by one, a return or a loan, is told in blocks of five households in the
 *       order in which it was recorded, so that a late fact opens no block that was told before
 *       ({@link #blocks}); a balance moves on only where it differs in five households from every
 *       one that was told before, and from nothing ({@link #mayFollow});
 *   <li>both are told at the end of a month ({@link #toldOn}), in the smallest place that shows
 *       them; every sum above adds up what is told there and nothing else.
 * </ol>
 *
 * <p>What is a public fact itself is told on its day: what documents grant, and the debit of each
 * list with its total and its number of lines. The debit of a list of one line is thereby one
 * household's amount, without the household; no view can take that back.
 *
 * <p>Counts by cause and programme keep to the same number of households, by rules of their own:
 * {@code progress.ToldHistory}.
 */
public final class Discretion {

  /** So many households hide each of them. */
  public static final int FEWEST_HOUSEHOLDS = 5;

  private static final Comparator<HouseholdId> BY_NUMBER = comparing(HouseholdId::number);

  private Discretion() {}

  /**
   * What one place shows of one list.
   *
   * <p>Of its households {@link #few} are enough to answer for it.
   */
  public interface Part {
    Set<HouseholdId> households();

    int lines();

    /** Whether the place shows anything at all. */
    boolean shown();
  }

  /**
   * Movements that are told together.
   *
   * @param toldOn from when on; never before an earlier block's
   */
  public record Block<M>(LocalDate toldOn, List<M> movements) {
    public Block {
      movements = List.copyOf(movements);
    }
  }

  /** The parts of one list that may be told. */
  public static <P extends Part> List<P> tellable(List<P> parts) {
    List<P> told =
        new ArrayList<>(
            parts.stream()
                .filter(part -> part.shown() && isEnough(part.households()))
                .sorted(comparingInt(Part::lines).reversed())
                .toList());
    Set<HouseholdId> rest = new HashSet<>();
    for (P part : parts) if (!told.contains(part)) rest.addAll(part.households());
    // A rest of few could be told from the total: the next smallest part hides it.
    if (!rest.isEmpty() && !isEnough(rest) && !told.isEmpty()) told.removeLast();
    return told;
  }

  /**
   * Blocks of movements; the last ones are in none until enough households are among them.
   *
   * @param recorded in the order in which they were recorded
   */
  public static <M> List<Block<M>> blocks(
      List<M> recorded, Function<M, HouseholdId> household, Function<M, LocalDate> on) {
    List<Block<M>> blocks = new ArrayList<>();
    List<M> waiting = new ArrayList<>();
    Set<HouseholdId> households = new HashSet<>();
    LocalDate last = LocalDate.MIN;
    for (M movement : recorded) {
      waiting.add(movement);
      households.add(household.apply(movement));
      LocalDate day = toldOn(on.apply(movement));
      if (day.isAfter(last)) last = day;
      if (!isEnough(households)) continue;
      blocks.add(new Block<>(last, waiting));
      waiting.clear();
      households.clear();
    }
    return blocks;
  }

  /**
   * Whether a sum may be told after another, by what each household is of it: for a balance, from
   * which a household can vanish again. It must be asked of every one that was told before.
   */
  public static boolean mayFollow(Map<HouseholdId, Money> before, Map<HouseholdId, Money> now) {
    Set<HouseholdId> differing = new HashSet<>(before.keySet());
    differing.addAll(now.keySet());
    differing.removeIf(
        each -> before.getOrDefault(each, Money.ZERO).equals(now.getOrDefault(each, Money.ZERO)));
    return differing.isEmpty() || isEnough(differing);
  }

  private static boolean isEnough(Set<HouseholdId> households) {
    return households.size() >= FEWEST_HOUSEHOLDS;
  }

  /** The end of the month. */
  public static LocalDate toldOn(LocalDate day) {
    return day.withDayOfMonth(day.lengthOfMonth());
  }

  /** The last day up to which movements can be told on a day. */
  public static LocalDate lastTold(LocalDate asOf) {
    // Of the last day there is, no day after can be asked for.
    return asOf.getDayOfMonth() == asOf.lengthOfMonth()
        ? asOf
        : asOf.withDayOfMonth(1).minusDays(1);
  }

  /** As many of the households as have to be known, always the same whatever their order. */
  public static Set<HouseholdId> few(Set<HouseholdId> some, Set<HouseholdId> more) {
    TreeSet<HouseholdId> few = new TreeSet<>(BY_NUMBER);
    Stream.concat(some.stream(), more.stream()).forEach(few::add);
    while (few.size() > FEWEST_HOUSEHOLDS) few.pollLast();
    return few;
  }
}
