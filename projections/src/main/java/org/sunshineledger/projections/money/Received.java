package org.sunshineledger.projections.money;

import java.util.Map;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.household.Programme;

/**
 * What households of a region were credited.
 *
 * @param byProgramme empty for a village, where a programme may have one recipient
 * @param suppressed whether small cells were left out, with the next smallest that would betray
 *     them
 */
public record Received(
    Money total,
    int payments,
    Map<Programme, Money> byProgramme,
    boolean suppressed,
    boolean synthetic) {}
