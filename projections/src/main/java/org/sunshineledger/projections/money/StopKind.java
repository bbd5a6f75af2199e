package org.sunshineledger.projections.money;

/** Kinds of stops, in the order in which money comes by them. */
public enum StopKind {
  DOCUMENT(0),
  COUNTY(1),
  PROJECT(2),
  /** Those that got less than the ones that are named. */
  OTHER_PROJECTS(2),
  VILLAGE(3),
  OTHER_VILLAGES(3),
  /** Paid to households, of whatever village. */
  HOUSEHOLDS(3),
  /** Paid to households without being told of a village ({@code Discretion}). */
  UNTOLD(3),
  /** Below zero: what households gave back of what their villages are told to have been paid. */
  RETURNED(3),
  SUPPLIERS(3),
  /** Allotted and not paid yet: a balance. */
  UNDISBURSED(3),
  /** Neither allotted nor gone: a balance. */
  UNALLOTTED(3),
  /** Passed down to a document elsewhere, or reclaimed. */
  GONE(3),
  /** Not in it: paid directly to a county. */
  EXCLUDED(3),
  /** For projects of no known place. */
  ELSEWHERE(3);

  private final int rank;

  StopKind(int rank) {
    this.rank = rank;
  }

  /** How far along the way: 0 where it begins, 3 where it ends. */
  public int rank() {
    return rank;
  }

  /** Whether it lies there still, which is a balance and no payment. */
  public boolean isBalance() {
    return this == UNDISBURSED || this == UNALLOTTED;
  }
}
