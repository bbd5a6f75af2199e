package org.sunshineledger.projections.responsibility;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.RegionCode;

/**
 * Everything that says who answers for one household, village, region, or what one officer answers
 * for; each list in the order of days.
 *
 * @param name of the officer, in an officer's own row
 * @param village of the household, in a household's row
 * @param cause of the household's poverty, in its row, once it is identified
 * @param care days on which somebody has to answer for the household: from its identification until
 *     the policy that is kept after its exit ends
 * @param agreements of enterprises, in a household's row
 */
public record Duties(
    @Nullable String name,
    @Nullable RegionCode village,
    @Nullable Cause cause,
    List<Duty> duties,
    List<Pledge> pledges,
    List<Interval> care,
    List<Agreement> agreements) {

  public static final Duties NONE =
      new Duties(null, null, null, List.of(), List.of(), List.of(), List.of());

  public Duties {
    duties = List.copyOf(duties);
    pledges = List.copyOf(pledges);
    care = List.copyOf(care);
    agreements = List.copyOf(agreements);
  }

  Duties of(String officer) {
    return new Duties(officer, village, cause, duties, pledges, care, agreements);
  }

  Duties in(RegionCode home) {
    return new Duties(name, home, cause, duties, pledges, care, agreements);
  }

  Duties because(Cause why) {
    return new Duties(name, village, why, duties, pledges, care, agreements);
  }

  Duties with(Duty duty) {
    return duties(and(duties, duty));
  }

  Duties with(Pledge pledge) {
    return new Duties(name, village, cause, duties, and(pledges, pledge), care, agreements);
  }

  Duties with(Agreement agreement) {
    return agreements(and(agreements, agreement));
  }

  Duties caring(List<Interval> days) {
    return new Duties(name, village, cause, duties, pledges, days, agreements);
  }

  /** The duties that last and that this is said of end. */
  Duties ended(Predicate<Duty> which, LocalDate day, long by) {
    return duties(
        duties.stream()
            .map(duty -> duty.isOpen() && which.test(duty) ? duty.endedOn(day, by) : duty)
            .toList());
  }

  Duties agreementsEnded(Predicate<Agreement> which, LocalDate day, long by) {
    return agreements(
        agreements.stream()
            .map(each -> each.to() == null && which.test(each) ? each.endedOn(day, by) : each)
            .toList());
  }

  private Duties duties(List<Duty> others) {
    return new Duties(name, village, cause, others, pledges, care, agreements);
  }

  private Duties agreements(List<Agreement> others) {
    return new Duties(name, village, cause, duties, pledges, care, others);
  }

  private static <T> List<T> and(List<T> list, T last) {
    List<T> longer = new ArrayList<>(list);
    longer.add(last);
    return longer;
  }
}
