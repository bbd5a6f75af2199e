package org.sunshineledger.api.imports;

import java.util.Arrays;
import java.util.Optional;

/**
 * 口径: whether a line's amount contains what the line says it excludes (不含), such as a county that
 * is paid directly. Subtotals and totals always contain it, so that a reader has to know.
 */
enum Basis {
  /** 包含: the lines as they stand come to the totals. */
  INCLUSIVE("包含"),
  /** 不包含: the lines and what they exclude, together, come to the totals. */
  EXCLUSIVE("不包含");

  private final String chinese;

  Basis(String chinese) {
    this.chinese = chinese;
  }

  String chinese() {
    return chinese;
  }

  /** By its Chinese word or its name. */
  static Optional<Basis> of(String word) {
    return Arrays.stream(values())
        .filter(basis -> basis.chinese.equals(word) || basis.name().equals(word))
        .findFirst();
  }

  Basis other() {
    return this == INCLUSIVE ? EXCLUSIVE : INCLUSIVE;
  }
}
