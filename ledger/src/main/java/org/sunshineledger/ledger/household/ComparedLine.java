package org.sunshineledger.ledger.household;

import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.rules.PovertyLines;

/**
 * Which line an income was compared with. There are several, and the same number may stand for two
 * years (domain.md 1.2).
 *
 * @param purpose what the comparison was for
 * @param authority who set the line
 * @param income what it counts as income
 * @param year whose line it is
 */
public record ComparedLine(
    Purpose purpose, String authority, PovertyLines.Income income, int year, Money yuan) {

  /** 识别 or 退出. */
  public enum Purpose {
    IDENTIFY,
    EXIT
  }

  static ComparedLine of(Purpose purpose, PovertyLines.Line line) {
    return new ComparedLine(purpose, line.authority(), line.income(), line.year(), line.yuan());
  }
}
