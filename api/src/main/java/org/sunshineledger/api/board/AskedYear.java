package org.sunshineledger.api.board;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.api.web.Texts;
import org.sunshineledger.projections.progress.Tally;
import org.sunshineledger.projections.progress.YearLine;

/** Which year a page of progress draws. */
final class AskedYear {

  /** The register began in 2014 (国开办发〔2014〕24号). */
  private static final int FIRST = 2014;

  private AskedYear() {}

  /**
   * A year goes along to an earlier day, on which it may not have begun.
   *
   * @throws Faulty with MALFORMED for a year before the register or after the next one
   */
  static void check(@Nullable Integer year, LocalDate day, LocalDate today, Texts texts) {
    int latest = Math.max(day.getYear(), today.getYear()) + 1;
    if (year != null && (year < FIRST || year > Math.max(latest, FIRST)))
      throw Faulty.malformed("year", texts.of("malformed.wrong-form"));
  }

  /**
   * The day's own year if it has a target or an exit; or else the last with an exit; or else the
   * last in which somebody was on the register.
   */
  static int last(Collection<List<YearLine>> lines, LocalDate day) {
    List<YearLine> all = lines.stream().flatMap(List::stream).toList();
    boolean own = all.stream().anyMatch(line -> line.year() == day.getYear() && tells(line));
    if (own) return day.getYear();
    return all.stream()
        .filter(line -> line.year() < day.getYear() && tells(line))
        .filter(line -> line.exits().households() > 0 || line.villagesExited() > 0)
        .mapToInt(YearLine::year)
        .max()
        .orElseGet(() ->
            all.stream()
                .mapToInt(YearLine::year)
                .filter(year -> year <= day.getYear())
                .max()
                .orElse(Math.max(FIRST, day.getYear())));
  }

  private static boolean tells(YearLine line) {
    return line.target() != null || !line.exits().equals(Tally.NONE) || line.villagesExited() > 0;
  }
}
