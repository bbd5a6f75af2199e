package org.sunshineledger.ledger.rules;

/** An order was turned away; nothing was recorded. */
public final class Refused extends RuntimeException {

  private final Rule rule;
  private final transient Detail detail;

  public Refused(Rule rule, Detail detail) {
    super(detail.equals(Detail.NONE) ? rule.name() : rule.name() + ": " + detail);
    this.rule = rule;
    this.detail = detail;
  }

  /** {@code code} reads the same in every language and names nobody. */
  public Refused(Rule rule, String code) {
    this(rule, new Detail.Code(code));
  }

  public Refused(Rule rule) {
    this(rule, Detail.NONE);
  }

  public Rule rule() {
    return rule;
  }

  public Detail detail() {
    return detail;
  }
}
