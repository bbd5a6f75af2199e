package org.sunshineledger.api.charts;

import static org.sunshineledger.api.charts.Charts.tenths;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.sunshineledger.projections.money.Ageing;
import org.sunshineledger.projections.money.Ageing.Budget;

/**
 * The years in which money has been lying, on a scale of 0 to 100 that reaches from the first year
 * of all to the end of the asked one.
 *
 * @param parts one after the other, by what the budget calls it in that year
 */
public record AgeStrip(List<Part> parts) {

  private static final double WHOLE = 100;

  /** From one point of the scale so far. */
  public record Part(double x, double width, Budget budget) {}

  static List<Integer> years(List<Ageing> all, LocalDate day) {
    int first =
        all.stream().mapToInt(each -> each.head().on().getYear()).min().orElse(day.getYear());
    return IntStream.rangeClosed(first, Math.max(first, day.getYear())).boxed().toList();
  }

  static AgeStrip of(Ageing ageing, List<Ageing> all, LocalDate day) {
    List<Integer> years = years(all, day);
    double from = at(ageing.head().on(), years);
    double to = at(day, years);
    // Years end with the last day: what comes after the budget's own is carried over for one more.
    double own = at(LocalDate.of(ageing.head().year() + 1, 1, 1), years);
    double carried = at(LocalDate.of(ageing.head().year() + 2, 1, 1), years);
    List<Part> parts = new ArrayList<>();
    part(from, Math.min(to, own), Budget.OF_THE_YEAR, parts);
    part(Math.max(from, own), Math.min(to, carried), Budget.CARRY_OVER, parts);
    part(Math.max(from, carried), to, Budget.SURPLUS, parts);
    return new AgeStrip(List.copyOf(parts));
  }

  private static void part(double from, double to, Budget budget, List<Part> parts) {
    if (to > from) parts.add(new Part(tenths(from), tenths(to - from), budget));
  }

  private static double at(LocalDate day, List<Integer> years) {
    double passed =
        day.getYear() - years.getFirst() + (double) day.getDayOfYear() / day.lengthOfYear();
    return Math.clamp(WHOLE * passed / years.size(), 0, WHOLE);
  }
}
