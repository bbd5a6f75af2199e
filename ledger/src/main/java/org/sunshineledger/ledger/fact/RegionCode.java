package org.sunshineledger.ledger.fact;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * 行政区划代码: 6 digits for a province, city or county, 9 for a township, 12 for a village (国家统计局
 * 统计用区划代码). The parent is never derived from the digits: divisions move and codes stay.
 */
public record RegionCode(@JsonValue String code) implements Comparable<RegionCode> {

  /** Refuses anything but 6, 9 or 12 digits with {@link IllegalArgumentException}. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public RegionCode {
    if (!isCode(code)) throw new IllegalArgumentException("not a region code: " + code);
  }

  public static boolean isCode(String code) {
    int length = code.length();
    return (length == 6 || length == 9 || length == 12)
        && code.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  @Override
  public int compareTo(RegionCode other) {
    return code.compareTo(other.code);
  }

  @Override
  public String toString() {
    return code;
  }
}
