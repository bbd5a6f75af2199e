package org.sunshineledger.ledger.payment;

import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.Money;

/** One line of a payment list; {@code member} is null where the household as a whole is paid. */
public record PaymentLine(
    int line, HouseholdId household, @Nullable MemberId member, Money amount) {}
