package org.sunshineledger.ledger.supervision;

import org.sunshineledger.ledger.fact.Money;

/**
 * A finding as an audit's decision tells it: without the facts it rests on, which may be anybody's.
 */
public record DecidedFinding(int number, FindingKind kind, Money amount) {}
