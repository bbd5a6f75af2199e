package org.sunshineledger.projections.view;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Where a value stands in a row: {@code persons.2015}, {@code notices[3].closes}. A name that holds
 * a dot, a bracket or a quotation mark is quoted, {@code villages["a.b"]}, with a backslash before
 * quotation marks and backslashes. The empty text is the whole row.
 */
public final class FieldPath {

  /** The row itself. */
  public static final FieldPath WHOLE = new FieldPath(List.of());

  private static final Pattern PLAIN = Pattern.compile("[^.\\[\\]\"\\\\]+");

  private static final Pattern STEP =
      Pattern.compile(
          "\\[(?<place>\\d{1,9})]|\\[\"(?<quoted>(?:[^\"\\\\]|\\\\.)*+)\"]|(?<dot>\\.)?(?<plain>"
              + PLAIN
              + ")");

  /** A name in an object, or a place in an array. */
  private sealed interface Step {}

  private record Name(String name) implements Step {}

  private record Place(int index) implements Step {}

  private final List<Step> steps;

  private FieldPath(List<Step> steps) {
    this.steps = steps;
  }

  /**
   * The path again, of its text.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static FieldPath of(String text) {
    List<Step> steps = new ArrayList<>();
    Matcher step = STEP.matcher(text);
    int end = 0;
    while (end < text.length()) {
      step.region(end, text.length());
      if (!step.lookingAt()) throw new IllegalArgumentException("no path goes on at " + end);
      @Nullable String place = step.group("place");
      @Nullable String quoted = step.group("quoted");
      @Nullable String plain = step.group("plain");
      if (plain != null && (step.group("dot") == null) != steps.isEmpty())
        throw new IllegalArgumentException("a dot stands between names and nowhere else");
      if (place != null) steps.add(new Place(Integer.parseInt(place)));
      else if (quoted != null) steps.add(new Name(quoted.replaceAll("\\\\(.)", "$1")));
      else if (plain != null) steps.add(new Name(plain));
      end = step.end();
    }
    return new FieldPath(List.copyOf(steps));
  }

  FieldPath name(String name) {
    return and(new Name(name));
  }

  FieldPath place(int index) {
    return and(new Place(index));
  }

  private FieldPath and(Step step) {
    List<Step> longer = new ArrayList<>(steps);
    longer.add(step);
    return new FieldPath(List.copyOf(longer));
  }

  /** The value that stands there; null where there is none. */
  public @Nullable JsonNode in(@Nullable JsonNode row) {
    @Nullable JsonNode value = row;
    for (Step step : steps) {
      if (value == null) return null;
      value =
          switch (step) {
            case Name(String name) -> value.isObject() ? value.get(name) : null;
            case Place(int index) -> value.isArray() ? value.get(index) : null;
          };
    }
    return value;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FieldPath path && path.steps.equals(steps);
  }

  @Override
  public int hashCode() {
    return steps.hashCode();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Step step : steps)
      switch (step) {
        case Place(int index) -> text.append('[').append(index).append(']');
        case Name(String name) when PLAIN.matcher(name).matches() -> {
          if (!text.isEmpty()) text.append('.');
          text.append(name);
        }
        case Name(String name) ->
            text.append("[\"").append(name.replaceAll("[\"\\\\]", "\\\\$0")).append("\"]");
      }
    return text.toString();
  }
}
