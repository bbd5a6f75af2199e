package org.sunshineledger.ledger.household;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** 四议两公开: the six stages in their order (邓州 2009; domain.md ID-13). */
public enum Deliberation {
  /** 党支部会提议. */
  BRANCH_PROPOSED,
  /** 村“两委”会商议. */
  COMMITTEES_CONSULTED,
  /** 党员大会审议. */
  PARTY_MEMBERS_EXAMINED,
  /** 村民代表会议决议. */
  REPRESENTATIVES_RESOLVED,
  /** 决议公开. */
  RESOLUTION_PUBLISHED,
  /** 实施结果公开. */
  RESULT_PUBLISHED;

  /** Whether it is the one that comes after the other; the first comes after none. */
  boolean follows(@Nullable Deliberation other) {
    List<Deliberation> all = List.of(values());
    return all.indexOf(this) == (other == null ? 0 : all.indexOf(other) + 1);
  }
}
