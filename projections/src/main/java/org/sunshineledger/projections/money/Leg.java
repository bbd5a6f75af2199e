package org.sunshineledger.projections.money;

import org.sunshineledger.ledger.fact.Money;

/**
 * What went from one stop to the next, or lies between them. Below zero where more was handed on
 * than there was.
 */
public record Leg(Stop from, Stop to, Money amount) {}
