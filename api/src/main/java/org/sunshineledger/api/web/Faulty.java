package org.sunshineledger.api.web;

import org.jspecify.annotations.Nullable;

/** A request that a door turns away. Its detail names fields, codes and numbers, never a person. */
public final class Faulty extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Fault fault;
  private final @Nullable String field;

  private Faulty(Fault fault, @Nullable String field, String detail) {
    super(detail, null, false, false);
    this.fault = fault;
    this.field = field;
  }

  public static Faulty of(Fault fault, String detail) {
    return new Faulty(fault, null, detail);
  }

  /** {@code field} is the path of what is wrong, e.g. {@code order.members[0].idNumber}. */
  public static Faulty malformed(String field, String detail) {
    return new Faulty(Fault.MALFORMED, field, detail);
  }

  public Fault fault() {
    return fault;
  }

  public @Nullable String field() {
    return field;
  }

  public String detail() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
