package org.sunshineledger.ledger;

import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.rules.Act;

/**
 * One of several orders that are given together and decided each by itself.
 *
 * @param key makes it happen once, as with {@link Orders#submit}
 */
public record Asked(Order order, Act act, @Nullable String key) {}
