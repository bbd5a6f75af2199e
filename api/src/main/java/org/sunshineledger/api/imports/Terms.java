package org.sunshineledger.api.imports;

import java.util.Arrays;
import java.util.Optional;
import org.sunshineledger.ledger.fund.FundingLevel;

/** The words a published notice uses, in a workbook and in the document that is announced. */
final class Terms {

  static final String SUBTOTAL = "小计";
  static final String HIGHER_LEVELS = "上级合计";
  static final String TOTAL = "总计";
  static final String DOCUMENT_NUMBERS = "文号";

  private Terms() {}

  static String of(FundingLevel level) {
    return switch (level) {
      case CENTRAL -> "中央";
      case PROVINCE -> "省级";
      case CITY -> "市级";
      case COUNTY -> "县级";
    };
  }

  static Optional<FundingLevel> level(String word) {
    return Arrays.stream(FundingLevel.values()).filter(level -> of(level).equals(word)).findFirst();
  }
}
