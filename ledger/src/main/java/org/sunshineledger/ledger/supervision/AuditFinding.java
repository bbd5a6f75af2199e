package org.sunshineledger.ledger.supervision;

import java.util.List;
import org.sunshineledger.ledger.fact.Money;

/**
 * 审计发现: one finding, with the facts it rests on.
 *
 * @param number within the audit, from 1
 * @param positions of the facts, at least one
 * @param amount of money it is about; zero for a finding about none
 */
public record AuditFinding(int number, FindingKind kind, List<Long> positions, Money amount) {

  public AuditFinding {
    positions = CitedFacts.positions(positions);
    if (number < 1) throw new IllegalArgumentException("findings are numbered from 1");
    if (positions.isEmpty()) throw new IllegalArgumentException("a finding that rests on nothing");
    if (amount.compareTo(Money.ZERO) < 0)
      throw new IllegalArgumentException("a finding of less than nothing");
  }

  /** Whether it says nothing the other does not: of the same kind, no other fact and no more. */
  boolean isWithin(AuditFinding other) {
    return kind == other.kind
        && other.positions.containsAll(positions)
        && amount.compareTo(other.amount) <= 0;
  }
}
