package org.sunshineledger.ledger.rules;

/** An order was turned away; nothing was recorded. */
public final class Refused extends RuntimeException {

  private final Rule rule;
  private final String detail;

  /** {@code detail} names codes and quantities only, never a person. */
  public Refused(Rule rule, String detail) {
    super(detail.isEmpty() ? rule.name() : rule.name() + ": " + detail);
    this.rule = rule;
    this.detail = detail;
  }

  public Refused(Rule rule) {
    this(rule, "");
  }

  public Rule rule() {
    return rule;
  }

  public String detail() {
    return detail;
  }
}
