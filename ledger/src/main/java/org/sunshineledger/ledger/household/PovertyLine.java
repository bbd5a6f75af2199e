package org.sunshineledger.ledger.household;

import java.util.Map;
import java.util.TreeMap;
import org.sunshineledger.ledger.fact.Money;

/**
 * 国家扶贫标准: yuan a head and year, at current prices. 2011 to 2013 云南调查年鉴 2017 table 4-2 note 3, 2014
 * to 2016 note 4 (domain.md section 1.2).
 */
public final class PovertyLine {

  private static final TreeMap<Integer, Money> BY_YEAR =
      new TreeMap<>(
          Map.of(
              2010, Money.ofYuan(2_300),
              2011, Money.ofYuan(2_536),
              2012, Money.ofYuan(2_625),
              2013, Money.ofYuan(2_736),
              2014, Money.ofYuan(2_800),
              2015, Money.ofYuan(2_855),
              2016, Money.ofYuan(2_952)));

  private PovertyLine() {}

  /** The line of an income year; the last known one after 2016, the first before 2010. */
  public static Money of(int year) {
    Map.Entry<Integer, Money> known = BY_YEAR.floorEntry(year);
    return known == null ? BY_YEAR.firstEntry().getValue() : known.getValue();
  }
}
