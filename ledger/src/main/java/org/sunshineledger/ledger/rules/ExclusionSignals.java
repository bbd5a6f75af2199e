package org.sunshineledger.ledger.rules;

import java.util.EnumSet;
import java.util.Set;

/** 不得识别或慎重识别的情形: what speaks against a household when a cross-check has confirmed it. */
public record ExclusionSignals(Set<Signal> signals) implements Terms {

  /** What another register says of a household. */
  public enum Signal {
    /** 家用轿车. */
    FAMILY_CAR,
    /** 大型农机具. */
    LARGE_FARM_MACHINE,
    /** 高档家电. */
    HIGH_END_APPLIANCES,
    /** 财政供养人员. */
    PUBLIC_PAYROLL,
    /** 村干部. */
    VILLAGE_OFFICIAL,
    /** 工商注册企业法人、股东. */
    COMPANY,
    /** 城镇门面房、商品房. */
    TOWN_PROPERTY,
    /** 空挂户、不在本村居住. */
    NOT_RESIDENT,
    /** 分户、并户骗取. */
    SPLIT_TO_QUALIFY,
    /** 死亡. */
    DECEASED
  }

  public ExclusionSignals {
    signals = Set.copyOf(signals);
  }

  /** Whether none of what was confirmed is on the list. */
  public boolean isFreeOf(Set<Signal> confirmed) {
    Set<Signal> listed = EnumSet.noneOf(Signal.class);
    listed.addAll(confirmed);
    listed.retainAll(signals);
    return listed.isEmpty();
  }
}
