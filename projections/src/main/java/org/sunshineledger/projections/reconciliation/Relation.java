package org.sunshineledger.projections.reconciliation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A relation between claims, e.g. {@code C049 + C050 + C052 * C051 = C053}: sums of products of
 * claims and numbers, compared by {@code =}, {@code <=} or {@code >=}. Exact: decimals, no
 * rounding.
 */
final class Relation {

  private static final Pattern TOKEN = Pattern.compile("\\s*(C\\d+|\\d+(?:\\.\\d+)?|<=|>=|[-+*=])");

  /** A claim or a number. */
  sealed interface Factor {

    record OfClaim(String id) implements Factor {
      @Override
      public String toString() {
        return id;
      }
    }

    record OfNumber(BigDecimal number) implements Factor {
      @Override
      public String toString() {
        return plain(number);
      }
    }

    static Factor of(String token) {
      return token.charAt(0) == 'C' ? new OfClaim(token) : new OfNumber(new BigDecimal(token));
    }

    /** The claim, if it is one. */
    default Stream<String> claim() {
      return this instanceof OfClaim(String id) ? Stream.of(id) : Stream.empty();
    }

    /** The number, if it is one. */
    default Stream<BigDecimal> value() {
      return this instanceof OfNumber(BigDecimal number) ? Stream.of(number) : Stream.empty();
    }
  }

  /** A product: its sign in the sum, and claims or numbers. */
  record Term(boolean minus, List<Factor> factors) {

    Stream<String> claims() {
      return factors.stream().flatMap(Factor::claim);
    }

    /** What its numbers come to; null where it has none. */
    @Nullable BigDecimal number() {
      return factors.stream().flatMap(Factor::value).reduce(BigDecimal::multiply).orElse(null);
    }

    @Override
    public String toString() {
      return String.join(" * ", factors.stream().map(Factor::toString).toList());
    }
  }

  private record Side(List<Term> terms) {

    boolean isComposite() {
      return terms.size() > 1 || terms.getFirst().factors().size() > 1;
    }
  }

  /** What the relation comes to. */
  record Outcome(boolean holds, BigDecimal left, BigDecimal right, String sum) {}

  private final Side left;
  private final String sign;
  private final Side right;
  private final String text;

  private Relation(Side left, String sign, Side right, String text) {
    this.left = left;
    this.sign = sign;
    this.right = right;
    this.text = text;
  }

  /**
   * Reads a relation.
   *
   * @throws IllegalArgumentException when it is not of this form
   */
  static Relation of(String text) {
    List<String> tokens = new ArrayList<>();
    Matcher token = TOKEN.matcher(text);
    int end = 0;
    while (token.find() && token.start() == end) {
      tokens.add(token.group(1));
      end = token.end();
    }
    if (!text.substring(end).isBlank())
      throw new IllegalArgumentException(
          "not a relation from \"%s\" on: %s".formatted(text.substring(end), text));
    int comparison = -1;
    for (int i = 0; i < tokens.size(); i++)
      if (List.of("=", "<=", ">=").contains(tokens.get(i))) {
        if (comparison >= 0) throw new IllegalArgumentException("two comparisons: " + text);
        comparison = i;
      }
    if (comparison < 0) throw new IllegalArgumentException("no comparison: " + text);
    return new Relation(
        side(tokens.subList(0, comparison), text),
        tokens.get(comparison),
        side(tokens.subList(comparison + 1, tokens.size()), text),
        String.join(" ", tokens));
  }

  private static Side side(List<String> tokens, String text) {
    List<Term> terms = new ArrayList<>();
    List<Factor> factors = new ArrayList<>();
    boolean minus = false;
    boolean operandNext = true;
    for (String token : tokens) {
      boolean operand = Character.isLetterOrDigit(token.charAt(0));
      if (operand != operandNext) throw new IllegalArgumentException("not a sum: " + text);
      operandNext = !operand;
      if (operand) {
        factors.add(Factor.of(token));
      } else if (!token.equals("*")) {
        terms.add(new Term(minus, List.copyOf(factors)));
        factors.clear();
        minus = token.equals("-");
      }
    }
    if (operandNext) throw new IllegalArgumentException("a sum ends without an operand: " + text);
    terms.add(new Term(minus, List.copyOf(factors)));
    return new Side(terms);
  }

  /** Of both sides, in their order. */
  List<Term> terms() {
    return Stream.concat(left.terms().stream(), right.terms().stream()).toList();
  }

  /** The claims it names, each as often as it is named. */
  List<String> claims() {
    return terms().stream().flatMap(Term::claims).toList();
  }

  /**
   * @param values of the claims, by their ids
   * @param tolerance the largest difference that counts as equal
   * @throws IllegalArgumentException for a claim without a value
   */
  Outcome evaluate(Map<String, BigDecimal> values, BigDecimal tolerance) {
    BigDecimal one = value(left, values);
    BigDecimal other = value(right, values);
    int comparison = one.subtract(other).abs().compareTo(tolerance) <= 0 ? 0 : one.compareTo(other);
    boolean holds =
        switch (sign) {
          case "<=" -> comparison <= 0;
          case ">=" -> comparison >= 0;
          default -> comparison == 0;
        };
    String between =
        switch (sign) {
          case "<=" -> holds ? "≤" : ">";
          case ">=" -> holds ? "≥" : "<";
          default -> one.compareTo(other) == 0 ? "=" : holds ? "≈" : "≠";
        };
    return new Outcome(
        holds, one, other, spelled(left, one, values) + " " + between + " " + last(other, values));
  }

  private String last(BigDecimal value, Map<String, BigDecimal> values) {
    return right.isComposite() ? sum(right, values) + " = " + plain(value) : sum(right, values);
  }

  private static String spelled(Side side, BigDecimal value, Map<String, BigDecimal> values) {
    return side.isComposite() ? sum(side, values) + " = " + plain(value) : plain(value);
  }

  private static String sum(Side side, Map<String, BigDecimal> values) {
    StringBuilder text = new StringBuilder();
    for (Term term : side.terms()) {
      if (!text.isEmpty()) text.append(term.minus() ? " − " : " + ");
      text.append(
          String.join(
              " × ", term.factors().stream().map(each -> plain(value(each, values))).toList()));
    }
    return text.toString();
  }

  private static BigDecimal value(Side side, Map<String, BigDecimal> values) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Term term : side.terms()) {
      BigDecimal product =
          term.factors().stream()
              .map(each -> value(each, values))
              .reduce(BigDecimal.ONE, BigDecimal::multiply);
      sum = term.minus() ? sum.subtract(product) : sum.add(product);
    }
    return sum;
  }

  private static BigDecimal value(Factor factor, Map<String, BigDecimal> values) {
    return switch (factor) {
      case Factor.OfNumber(BigDecimal number) -> number;
      case Factor.OfClaim(String id) -> {
        @Nullable BigDecimal value = values.get(id);
        if (value == null) throw new IllegalArgumentException("no claim is called " + id);
        yield value;
      }
    };
  }

  static String plain(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  /** As it was read, with one space between its parts. */
  @Override
  public String toString() {
    return text;
  }
}
