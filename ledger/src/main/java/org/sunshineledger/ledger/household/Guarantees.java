package org.sunshineledger.ledger.household;

import org.sunshineledger.ledger.rules.AskedGuarantees;
import org.sunshineledger.ledger.rules.AskedGuarantees.Guarantee;

/** 两不愁三保障 and safe water: what must hold beside income (厅字〔2016〕16号; domain.md EX-1). */
public record Guarantees(
    boolean food,
    boolean clothing,
    boolean education,
    boolean medicalCare,
    boolean housing,
    boolean water) {

  public static final Guarantees NONE = new Guarantees(false, false, false, false, false, false);

  public boolean hold(AskedGuarantees asked) {
    return asked.guarantees().stream().allMatch(this::holds);
  }

  private boolean holds(Guarantee guarantee) {
    return switch (guarantee) {
      case FOOD -> food;
      case CLOTHING -> clothing;
      case EDUCATION -> education;
      case MEDICAL_CARE -> medicalCare;
      case HOUSING -> housing;
      case WATER -> water;
    };
  }
}
