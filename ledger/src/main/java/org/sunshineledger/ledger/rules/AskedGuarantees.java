package org.sunshineledger.ledger.rules;

import java.util.List;

/** 两不愁三保障: what must hold beside income before a household may exit. */
public record AskedGuarantees(List<Guarantee> guarantees) implements Terms {

  /** 保障. */
  public enum Guarantee {
    /** 不愁吃. */
    FOOD,
    /** 不愁穿. */
    CLOTHING,
    /** 义务教育有保障. */
    EDUCATION,
    /** 基本医疗有保障. */
    MEDICAL_CARE,
    /** 住房安全有保障. */
    HOUSING,
    /** 饮水安全. */
    WATER
  }

  public AskedGuarantees {
    guarantees = List.copyOf(guarantees);
  }
}
