package org.sunshineledger.api.imports;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import org.sunshineledger.ledger.fact.Money;

/** 单位: what the figures of a notice count. */
enum Unit {
  /** Ten thousand yuan. */
  WAN_YUAN("万元", 6),
  YUAN("元", 2);

  /** More digits than any money has; a number of them is not even written out. */
  private static final int MOST_DIGITS = 20;

  private final String chinese;
  private final int fenDecimals;

  Unit(String chinese, int fenDecimals) {
    this.chinese = chinese;
    this.fenDecimals = fenDecimals;
  }

  /** As a notice writes it. */
  String chinese() {
    return chinese;
  }

  static Optional<Unit> of(String chinese) {
    return Arrays.stream(values()).filter(unit -> unit.chinese.equals(chinese)).findFirst();
  }

  /** Whether the figure has a fraction of a fen. */
  boolean isFinerThanFen(BigDecimal figure) {
    return figure.stripTrailingZeros().scale() > fenDecimals;
  }

  /**
   * The amount, to the fen; requires a figure that is not finer.
   *
   * @throws ArithmeticException for more money than there is
   */
  Money money(BigDecimal figure) {
    BigDecimal plain = figure.stripTrailingZeros();
    // 1e999999999 is short to send and long to write out.
    if ((long) plain.precision() - plain.scale() > MOST_DIGITS)
      throw new ArithmeticException("too much money");
    return new Money(plain.scaleByPowerOfTen(fenDecimals).longValueExact());
  }

  /** The figure for the amount, without zeros at its end. */
  BigDecimal figure(Money money) {
    BigDecimal figure = BigDecimal.valueOf(money.fen(), fenDecimals).stripTrailingZeros();
    return figure.scale() < 0 ? figure.setScale(0) : figure;
  }
}
