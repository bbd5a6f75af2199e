package org.sunshineledger.api.imports;

/**
 * What can be wrong with a published allocation notice. The names are published codes: add, never
 * rename. What each means stands in the message bundles under {@code Discrepancy.<code>}.
 */
public enum Discrepancy {
  AMOUNT_NOT_POSITIVE(true),
  /** A line that contains what it excludes, and excludes more than it is. */
  EXCLUDED_EXCEEDS_AMOUNT(true),
  /** 小计. */
  SUBTOTAL_DIFFERS(true),
  /** 上级合计. */
  HIGHER_LEVELS_DIFFER(true),
  /** 总计. */
  TOTAL_DIFFERS(true),
  /** The sums do not hold on the declared basis (口径), and do on the other. */
  OTHER_BASIS_HOLDS(true),
  /** Lines exclude something and the notice does not say whether their amounts contain it. */
  BASIS_NOT_STATED(false),
  /** Not 发文机关代字〔年份〕序号号. */
  DOCUMENT_NUMBER_IRREGULAR(false),
  /** Document numbers that differ in the year only, as by a slip of the pen. */
  DOCUMENT_YEAR_SLIP(false),
  /** One number from above is passed on under several numbers, and no slip of the year is why. */
  DOCUMENT_PAIRED_TWICE(false),
  /** The year of a number is after the notice, or further back than money may be kept. */
  DOCUMENT_YEAR_IMPLAUSIBLE(false),
  /** A number of an earlier year than that of the document from above it passes on. */
  DOCUMENT_OLDER_THAN_SOURCE(false);

  private final boolean arithmetic;

  Discrepancy(boolean arithmetic) {
    this.arithmetic = arithmetic;
  }

  /** Whether the figures do not hold; a notice with such a finding is not recorded. */
  public boolean isArithmetic() {
    return arithmetic;
  }
}
