package org.sunshineledger.projections.flags;

import java.time.LocalDate;
import java.util.List;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.Mode;

/**
 * A fact that broke rules.
 *
 * @param sequence place within the stream, by which special approvals find it
 * @param rules codes of the broken rules, in the order they are checked; never empty
 * @param ruleSet by which it was judged
 */
public record Flag(
    long position,
    String stream,
    long sequence,
    String type,
    LocalDate occurredOn,
    List<String> rules,
    Mode mode,
    String ruleSet,
    boolean synthetic) {

  public Flag {
    rules = List.copyOf(rules);
  }

  static Flag of(Fact fact) {
    return new Flag(
        fact.position(),
        fact.stream(),
        fact.sequence(),
        fact.type(),
        fact.occurredOn(),
        fact.envelope().breaches(),
        fact.envelope().mode(),
        fact.envelope().ruleSet(),
        fact.isSynthetic());
  }

  /** Where the flag stands in a list. */
  Cursor cursor() {
    return new Cursor(occurredOn, position);
  }
}
