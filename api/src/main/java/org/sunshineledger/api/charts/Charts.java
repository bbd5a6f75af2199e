package org.sunshineledger.api.charts;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.projections.money.Ageing;
import org.sunshineledger.projections.money.Leg;
import org.sunshineledger.projections.progress.Pace;

/**
 * What templates draw. A chart is made of the rows of the table beside it when the page is written,
 * so the two cannot differ, and the browser needs no script for it.
 */
@Component("charts")
public final class Charts {

  private static final double WHOLE = 100;

  /** A region's exits of a year against its goal, month by month. */
  public YearChart year(Pace pace) {
    return YearChart.of(pace);
  }

  /** Where money came from and went to. */
  public FlowChart flow(List<Leg> legs) {
    return FlowChart.of(legs);
  }

  /** How long what is left of a document has been lying, on the scale of all documents. */
  public AgeStrip age(Ageing ageing, List<Ageing> all, LocalDate day) {
    return AgeStrip.of(ageing, all, day);
  }

  /** The years that strips of age reach over. */
  public List<Integer> years(List<Ageing> all, LocalDate day) {
    return AgeStrip.years(all, day);
  }

  /** How long a bar of 100 is; an amount is never so small that nothing is seen of it. */
  public double share(Number part, Number whole) {
    double of = whole.doubleValue();
    double share = of <= 0 ? 0 : WHOLE * part.doubleValue() / of;
    return part.doubleValue() <= 0 ? 0 : tenths(Math.clamp(share, 0.5, WHOLE));
  }

  /** The same of amounts. */
  public double share(Money part, Money whole) {
    return share(part.fen(), whole.fen());
  }

  /** The longest bar's number; nothing of none. */
  public int most(Collection<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  /** A tenth of a pixel is not seen. */
  static double tenths(double value) {
    return Math.round(value * 10) / 10.0;
  }
}
