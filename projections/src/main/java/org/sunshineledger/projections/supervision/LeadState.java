package org.sunshineledger.projections.supervision;

/** Where a lead stands on a day. */
public enum LeadState {
  /** 待处置: no disposition yet. */
  RECEIVED,
  /** 谈话函询. */
  TALK,
  /** 初步核实. */
  PRELIMINARY_INQUIRY,
  /** 暂存待查. */
  HELD,
  /** 立案调查. */
  CASE,
  /** 了结或结案. */
  CLOSED
}
