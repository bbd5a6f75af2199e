package org.sunshineledger.ledger.rules;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.sunshineledger.ledger.fact.Money;

/**
 * 扶贫标准: yuan a head by income year, for one purpose and one notion of income.
 *
 * @param authority who set them
 * @param yuan at least one year; at current prices
 */
public record PovertyLines(String authority, Income income, NavigableMap<Integer, Long> yuan)
    implements Terms {

  /** What is counted as income. */
  public enum Income {
    /** 人均纯收入. */
    NET,
    /** 人均可支配收入. */
    DISPOSABLE
  }

  public PovertyLines {
    if (yuan.isEmpty()) throw new IllegalArgumentException("a line of no year");
    yuan = Collections.unmodifiableNavigableMap(new TreeMap<>(yuan));
  }

  /**
   * One line out of a series, so that a decision says by which it was taken.
   *
   * @param year whose line it is: of another year than the income where that year has none
   */
  public record Line(String authority, Income income, int year, Money yuan) {}

  /** The line of an income year; the last known one after them, the first before them. */
  public Line of(int incomeYear) {
    Map.Entry<Integer, Long> known = yuan.floorEntry(incomeYear);
    Map.Entry<Integer, Long> line = known == null ? yuan.firstEntry() : known;
    return new Line(authority, income, line.getKey(), Money.ofYuan(line.getValue()));
  }
}
