package org.sunshineledger.ledger.rules;

import static java.util.stream.Collectors.joining;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.sunshineledger.ledger.fact.Money;

/**
 * What of an order broke the rule, in codes and quantities only, never a person. Whoever answers
 * puts the reader's words around it; {@code toString} is English, for the log.
 */
public sealed interface Detail {

  Detail NONE = new Code("");

  /** What reads the same in every language: a code, a number, a day; empty for nothing to add. */
  record Code(String text) implements Detail {
    @Override
    public String toString() {
      return text;
    }
  }

  /** What there was room for, where the order asked for more. */
  record Room(Money left) implements Detail {
    @Override
    public String toString() {
      return "%d fen left".formatted(left.fen());
    }
  }

  /**
   * A total that is not the sum of its lines.
   *
   * @param fen of all lines together, which may be more than all the money there is
   */
  record Sum(BigInteger fen, Money stated) implements Detail {
    @Override
    public String toString() {
      return "%d fen in the lines, %d stated".formatted(fen, stated.fen());
    }
  }

  /**
   * Every line of a list that broke a rule, by the rule, in the order of the checks.
   *
   * @param byRule numbers of lines, from 1
   */
  record Lines(SortedMap<Rule, SortedSet<Integer>> byRule) implements Detail {

    public Lines {
      SortedMap<Rule, SortedSet<Integer>> copy = new TreeMap<>();
      byRule.forEach(
          (rule, lines) -> copy.put(rule, Collections.unmodifiableSortedSet(new TreeSet<>(lines))));
      byRule = Collections.unmodifiableSortedMap(copy);
    }

    /** One line that broke one rule. */
    public static Lines of(Rule rule, int line) {
      return new Lines(new TreeMap<>(Map.of(rule, new TreeSet<>(List.of(line)))));
    }

    @Override
    public String toString() {
      return byRule.entrySet().stream()
          .map(each -> each.getKey() + " in lines " + ranges(each.getValue()))
          .collect(joining("; "));
    }

    /** {@code 3, 7-12}: five thousand bad lines can still be read. */
    public static String ranges(SortedSet<Integer> lines) {
      List<String> ranges = new ArrayList<>();
      int first = 0;
      int last = 0;
      for (int line : lines) {
        if (first != 0 && line == last + 1) {
          last = line;
          continue;
        }
        if (first != 0) ranges.add(range(first, last));
        first = line;
        last = line;
      }
      if (first != 0) ranges.add(range(first, last));
      return String.join(", ", ranges);
    }

    private static String range(int first, int last) {
      if (first == last) return String.valueOf(first);
      return last == first + 1 ? first + ", " + last : first + "-" + last;
    }
  }
}
