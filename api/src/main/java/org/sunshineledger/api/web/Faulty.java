package org.sunshineledger.api.web;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A request that a door turns away. Its detail names fields, codes and numbers, never a person. */
public final class Faulty extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * One field and what is wrong with it.
   *
   * @param field its path, e.g. {@code order.members[0].idNumber}
   */
  public record Wrong(String field, String detail) {}

  private final Fault fault;
  private final transient List<Wrong> wrong;
  private final @Nullable Duration retryAfter;

  private Faulty(Fault fault, List<Wrong> wrong, String detail, @Nullable Duration retryAfter) {
    super(detail, null, false, false);
    this.fault = fault;
    this.wrong = List.copyOf(wrong);
    this.retryAfter = retryAfter;
  }

  public static Faulty of(Fault fault, String detail) {
    return new Faulty(fault, List.of(), detail, null);
  }

  /** What may be asked again after a while. */
  public static Faulty later(Fault fault, Duration retryAfter) {
    return new Faulty(fault, List.of(), "", retryAfter);
  }

  /** {@code field} is the path of what is wrong, e.g. {@code order.members[0].idNumber}. */
  public static Faulty malformed(String field, String detail) {
    return malformed(List.of(new Wrong(field, detail)));
  }

  /** Several fields, each named; at least one. */
  public static Faulty malformed(List<Wrong> wrong) {
    return new Faulty(
        Fault.MALFORMED,
        wrong,
        wrong.size() == 1
            ? wrong.getFirst().detail()
            : wrong.stream()
                .map(each -> each.field() + ": " + each.detail())
                .collect(Collectors.joining("; ")),
        null);
  }

  public Fault fault() {
    return fault;
  }

  /** How long to wait before it is asked again, or null. */
  @Nullable Duration retryAfter() {
    return retryAfter;
  }

  /** The first that is wrong. */
  public @Nullable String field() {
    return wrong.isEmpty() ? null : wrong.getFirst().field();
  }

  /** All that are wrong. */
  public List<Wrong> wrong() {
    return wrong;
  }

  public String detail() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
