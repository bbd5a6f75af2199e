package org.sunshineledger.ledger.supervision;

/** What a published figure can count or measure; nothing of one is ever something of another. */
public enum Quantity {
  MONEY("CNY"),
  PERSON("person"),
  HOUSEHOLD("household"),
  VILLAGE("village"),
  OFFICER("officer"),
  ENTERPRISE("enterprise"),
  COOPERATIVE("cooperative"),
  PROJECT("project"),
  DOCUMENT("document"),
  DWELLING("dwelling"),
  JOB("job"),
  /** A category of 致贫原因. */
  CAUSE("cause"),
  AREA("m2"),
  YEAR("year");

  private final String symbol;

  Quantity(String symbol) {
    this.symbol = symbol;
  }

  /** As a claim's unit has it. */
  public String symbol() {
    return symbol;
  }
}
