package org.sunshineledger.ledger.payment;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.sunshineledger.ledger.rules.Refused;
import org.sunshineledger.ledger.rules.Rule;

/** A list is refused as a whole, and each of its lines is named that could not be paid. */
final class BadLines {

  /** Beyond these a list is wrong as such, and nobody reads on. */
  private static final int NAMED_AT_MOST = 200;

  private final Map<Rule, List<Integer>> byRule = new EnumMap<>(Rule.class);

  /** Does the work of one line, and goes on when it is refused. */
  void pay(int line, Runnable work) {
    try {
      work.run();
    } catch (Refused refused) {
      add(line, refused.rule());
    }
  }

  void add(int line, Rule rule) {
    byRule.computeIfAbsent(rule, _ -> new ArrayList<>()).add(line);
  }

  boolean isEmpty() {
    return byRule.isEmpty();
  }

  /**
   * @throws Refused with the first rule in the order of the checks that a line broke
   */
  void refuse() {
    if (byRule.isEmpty()) return;
    throw new Refused(
        byRule.keySet().iterator().next(),
        byRule.entrySet().stream()
            .map(each -> each.getKey() + " in " + text(each.getValue()))
            .collect(joining("; ")));
  }

  /** {@code line 3} or {@code lines 3, 7, 12}. */
  static String text(List<Integer> lines) {
    String numbers =
        lines.stream().limit(NAMED_AT_MOST).map(String::valueOf).collect(joining(", "));
    return (lines.size() == 1 ? "line " : "lines ")
        + numbers
        + (lines.size() > NAMED_AT_MOST
            ? " and %d more".formatted(lines.size() - NAMED_AT_MOST)
            : "");
  }
}
