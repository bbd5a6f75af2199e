package org.sunshineledger.ledger.payment;

import java.util.EnumMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.sunshineledger.ledger.rules.Detail;
import org.sunshineledger.ledger.rules.Refused;
import org.sunshineledger.ledger.rules.Rule;

/** A list is refused as a whole, and each of its lines is named that could not be paid. */
final class BadLines {

  private final Map<Rule, SortedSet<Integer>> byRule = new EnumMap<>(Rule.class);

  /** Does the work of one line, and goes on when it is refused. */
  void pay(int line, Runnable work) {
    try {
      work.run();
    } catch (Refused refused) {
      add(line, refused.rule());
    }
  }

  void add(int line, Rule rule) {
    byRule.computeIfAbsent(rule, _ -> new TreeSet<>()).add(line);
  }

  void require(boolean holds, int line, Rule rule) {
    if (!holds) add(line, rule);
  }

  /**
   * @throws Refused with the first rule in the order of the checks that a line broke
   */
  void refuse() {
    if (byRule.isEmpty()) return;
    throw new Refused(byRule.keySet().iterator().next(), new Detail.Lines(new TreeMap<>(byRule)));
  }
}
