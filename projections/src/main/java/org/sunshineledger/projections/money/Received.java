package org.sunshineledger.projections.money;

import java.util.Map;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.household.Programme;

/**
 * What households of a region were credited.
 *
 * @param byProgramme empty where everybody reads it of a village
 * @param suppressed whether something is left out, which would tell of too few households
 */
public record Received(
    Money total,
    int payments,
    Map<Programme, Money> byProgramme,
    boolean suppressed,
    boolean synthetic) {}
