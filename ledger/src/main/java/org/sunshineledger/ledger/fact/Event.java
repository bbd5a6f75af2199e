package org.sunshineledger.ledger.fact;

import java.util.Optional;

/**
 * The own content of a fact, in the past tense. Every stream lists its events in one sealed
 * interface; each record carries its published name in {@link FactType}.
 */
public interface Event {

  /**
   * Whether anyone may read this fact's detail. Public by type ({@code design.md} section 6); a
   * record overrides it where one type serves both sides, as a pairing with a household does.
   */
  Visibility visibility();

  /**
   * The fact that a named authority let a rule be broken for this one; empty on streams where
   * nothing is approved specially.
   *
   * @param rule its published code
   */
  default Optional<Event> overriding(String rule, OfficerId authority, OverrideReason reason) {
    return Optional.empty();
  }
}
