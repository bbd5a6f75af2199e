package org.sunshineledger.ledger.household;

/** 两不愁三保障 and safe water: what must hold beside income (厅字〔2016〕16号; domain.md EX-1). */
public record Guarantees(
    boolean food,
    boolean clothing,
    boolean education,
    boolean medicalCare,
    boolean housing,
    boolean water) {

  public static final Guarantees NONE = new Guarantees(false, false, false, false, false, false);

  public boolean allHold() {
    return food && clothing && education && medicalCare && housing && water;
  }
}
