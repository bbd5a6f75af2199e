package org.sunshineledger.ledger.fact;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * An order to one stream, in the imperative. Every stream lists its orders in a sealed interface.
 */
public interface Order {

  /** The stream the order is addressed to, e.g. {@code household/4101850010010001}. */
  @TargetAggregateIdentifier
  String stream();
}
