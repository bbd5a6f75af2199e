package org.sunshineledger.ledger.journal;

import tools.jackson.databind.node.ObjectNode;

/**
 * Reads what was stored under an older version of a type as the next version would have stored it.
 * What is stored stays as it is: it is hashed.
 *
 * <p>A new version of an event gets a new {@link org.sunshineledger.ledger.fact.FactType}, an
 * upcaster from the old one, and a new file in {@code src/test/resources/history}; the old file
 * stays. {@code EvolutionTest} is the worked example.
 */
public interface Upcaster {

  /** The stored type it reads, e.g. {@code household.plan-revised.v1}. */
  String from();

  /** The type it makes of it: the next version, or another name. */
  String to();

  /**
   * Changes {@code data.event}, and {@code data.envelope} where it must.
   *
   * @param data a copy that may be changed
   */
  void upcast(ObjectNode data);
}
