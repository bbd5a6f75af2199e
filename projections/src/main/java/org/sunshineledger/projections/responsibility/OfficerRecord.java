package org.sunshineledger.projections.responsibility;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.OfficerId;

/** What an officer answered for, from when to when. The pairings with households are not public. */
public record OfficerRecord(
    OfficerId officer, @Nullable String name, List<Duty> duties, List<Pledge> pledges) {}
