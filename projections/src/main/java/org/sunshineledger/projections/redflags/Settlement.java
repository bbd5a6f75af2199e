package org.sunshineledger.projections.redflags;

/** How far a suspicion has come. A hit is no finding until somebody has looked into it. */
public enum Settlement {
  /** Nobody has dealt with it. */
  SUSPECTED,
  /** A lead cites it, and no decision is made. */
  UNDER_INQUIRY,
  /** Looked into, and nothing was found. */
  UNFOUNDED,
  /** Looked into, and somebody was held to account. */
  FOUND
}
