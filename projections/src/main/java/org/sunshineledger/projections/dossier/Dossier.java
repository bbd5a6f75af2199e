package org.sunshineledger.projections.dossier;

import java.util.List;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.HouseholdId;

/**
 * One household's facts. It is restricted: role and region decide who reads it.
 *
 * @param facts by day, those of one day in the order in which they were recorded; never empty
 */
public record Dossier(HouseholdId household, List<Fact> facts, boolean synthetic) {}
