package org.sunshineledger.projections.reconciliation;

import java.util.List;

/** What a check's expression turns out to be, before any figure is looked at. */
public sealed interface Understood {

  /**
   * It can be judged.
   *
   * @param relation as it may be recorded: claims, numbers and signs, and no other word
   */
  record Sound(String relation, List<Reading> readings) implements Understood {}

  /** It is no relation at all. */
  record Illegible(String why) implements Understood {}

  record UnknownClaim(String id) implements Understood {}

  record MixedUnits(UnitMismatch units) implements Understood {}
}
