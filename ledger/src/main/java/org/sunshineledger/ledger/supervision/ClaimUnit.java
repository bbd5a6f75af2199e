package org.sunshineledger.ledger.supervision;

import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.StringTokenizer;
import java.util.TreeMap;

/**
 * 计量单位 of a published figure: powers of what is counted, and a power of ten. {@code CNY/person} is
 * money to the first and persons to the minus first; {@code 万元} is money and ten to the fourth.
 * Units are a commutative group: {@link #times}, {@link #per}, {@link #RATIO}.
 *
 * @param powers none of them zero
 * @param tens how often a figure in it is to be multiplied by ten to be in the plain unit
 */
public record ClaimUnit(SortedMap<Quantity, Integer> powers, int tens) {

  /** A plain number, such as six times. */
  public static final ClaimUnit RATIO = new ClaimUnit(new TreeMap<>(), 0);

  public static final ClaimUnit PERCENT = RATIO.shifted(-2);
  public static final ClaimUnit CNY = of(Quantity.MONEY);

  /** Every unit that has a symbol of its own, the plain ones first. */
  private static final Map<String, ClaimUnit> SYMBOLS = symbols();

  private static final int LONGEST = 40;

  public ClaimUnit {
    SortedMap<Quantity, Integer> nonzero = new TreeMap<>(powers);
    nonzero.values().removeIf(power -> power == 0);
    powers = Collections.unmodifiableSortedMap(nonzero);
  }

  public static ClaimUnit of(Quantity quantity) {
    return new ClaimUnit(new TreeMap<>(Map.of(quantity, 1)), 0);
  }

  /** Reads symbols joined by {@code *} and {@code /}; empty where one of them is no unit. */
  public static Optional<ClaimUnit> of(String text) {
    if (text.length() > LONGEST) return Optional.empty();
    ClaimUnit unit = RATIO;
    String sign = "*";
    boolean symbolNext = true;
    for (StringTokenizer parts = new StringTokenizer(text, "*/", true); parts.hasMoreTokens(); ) {
      String part = parts.nextToken();
      boolean isSign = part.equals("*") || part.equals("/");
      if (isSign == symbolNext) return Optional.empty();
      if (isSign) {
        sign = part;
      } else {
        ClaimUnit factor = SYMBOLS.get(part);
        if (factor == null) return Optional.empty();
        unit = sign.equals("*") ? unit.times(factor) : unit.per(factor);
      }
      symbolNext = isSign;
    }
    return symbolNext ? Optional.empty() : Optional.of(unit);
  }

  /** What {@link #of(String)} knows, for whoever wrote something else. */
  public static List<String> known() {
    return List.copyOf(SYMBOLS.keySet());
  }

  private static Map<String, ClaimUnit> symbols() {
    Map<String, ClaimUnit> symbols = new LinkedHashMap<>();
    for (Quantity quantity : Quantity.values()) symbols.put(quantity.symbol(), of(quantity));
    symbols.put("ratio", RATIO);
    symbols.put("percent", PERCENT);
    symbols.put("万元", CNY.shifted(4));
    symbols.put("亿元", CNY.shifted(8));
    symbols.put("万人", of(Quantity.PERSON).shifted(4));
    return symbols;
  }

  private ClaimUnit shifted(int by) {
    return new ClaimUnit(powers, tens + by);
  }

  public ClaimUnit times(ClaimUnit other) {
    return combined(other, 1);
  }

  public ClaimUnit per(ClaimUnit other) {
    return combined(other, -1);
  }

  private ClaimUnit combined(ClaimUnit other, int sign) {
    SortedMap<Quantity, Integer> sum = new TreeMap<>(powers);
    other.powers.forEach((quantity, power) -> sum.merge(quantity, sign * power, Integer::sum));
    return new ClaimUnit(sum, tens + sign * other.tens);
  }

  /** Whether both measure the same, at whatever scale: 万元 and yuan do, yuan and persons do not. */
  public boolean measuresTheSameAs(ClaimUnit other) {
    return powers.equals(other.powers);
  }

  /** Whether it measures nothing: a number, or how many of one unit go into another. */
  public boolean isNumber() {
    return powers.isEmpty();
  }

  public boolean counts(Quantity quantity) {
    return powers.containsKey(quantity);
  }

  /**
   * A figure in this unit, in another. Exact: units differ by powers of ten only.
   *
   * @throws IllegalArgumentException when the two do not measure the same
   */
  public BigDecimal convert(BigDecimal figure, ClaimUnit to) {
    if (!measuresTheSameAs(to))
      throw new IllegalArgumentException("%s is no %s".formatted(this, to));
    return figure.scaleByPowerOfTen(tens - to.tens);
  }

  /** As claims have it where it has symbols for it, and else with the power of ten in front. */
  @JsonValue
  @Override
  public String toString() {
    SortedMap<Quantity, Integer> above = new TreeMap<>(powers);
    above.values().removeIf(power -> power < 0);
    ClaimUnit counted = new ClaimUnit(above, tens);
    for (Map.Entry<String, ClaimUnit> known : SYMBOLS.entrySet())
      if (known.getValue().equals(counted)) return known.getKey() + below();
    List<String> factors = new ArrayList<>();
    if (tens != 0) factors.add("10^" + tens);
    above.forEach(
        (quantity, power) -> factors.addAll(Collections.nCopies(power, quantity.symbol())));
    return String.join("*", factors) + below();
  }

  private String below() {
    StringBuilder text = new StringBuilder();
    powers.forEach(
        (quantity, power) -> text.append(("/" + quantity.symbol()).repeat(Math.max(0, -power))));
    return text.toString();
  }
}
