package org.sunshineledger.ledger.supervision;

/** 线索处置方式: exactly four (AC-1). */
public enum Disposition {
  /** 谈话函询. */
  TALK,
  /** 初步核实. */
  PRELIMINARY_INQUIRY,
  /** 暂存待查: may become another later. */
  HELD,
  /** 予以了结: the end, unless something new is found. */
  CLOSED
}
