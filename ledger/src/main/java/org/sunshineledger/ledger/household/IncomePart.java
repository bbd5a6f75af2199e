package org.sunshineledger.ledger.household;

import org.sunshineledger.ledger.fact.Money;

/** One line of a yearly income survey, in fen for the whole household. */
public record IncomePart(IncomeKind kind, Money amount) {}
