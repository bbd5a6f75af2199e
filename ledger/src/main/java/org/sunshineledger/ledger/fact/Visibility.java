package org.sunshineledger.ledger.fact;

/** Who may read the detail of a fact. The hashed entry of every fact is public. */
public enum Visibility {
  /** Regions, villages, funds, projects, policies, notices, posts, claims: for everybody. */
  PUBLIC,
  /** Everything that names a household, and payment lines: by role and region. */
  RESTRICTED
}
