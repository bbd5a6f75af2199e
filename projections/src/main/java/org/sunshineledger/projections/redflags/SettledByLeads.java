package org.sunshineledger.projections.redflags;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sunshineledger.ledger.rules.RuleSets;
import org.sunshineledger.ledger.supervision.LeadOutcome;
import org.sunshineledger.projections.supervision.Supervision;
import org.sunshineledger.projections.view.Moment;

/** The inspection settles: what the leads that cite a fact have come to. */
public final class SettledByLeads {

  /** Editions set a lead's clocks, never what became of it. */
  private static final RuleSets ANY = RuleSets.standard();

  private final Supervision supervision;

  public SettledByLeads(Supervision supervision) {
    this.supervision = supervision;
  }

  /** By position, as it was at the moment; a fact that no lead cites is left out. */
  Map<Long, Settlement> of(Collection<Long> positions, Moment moment) {
    Map<Long, Settlement> settled = new HashMap<>();
    supervision
        .citing(positions, moment, ANY)
        .forEach((position, leads) ->
            settled.put(
                position, together(leads.stream().map(Supervision.Citing::outcome).toList())));
    return settled;
  }

  /** One decision is enough; to clear it, every lead must have ended. */
  private static Settlement together(List<LeadOutcome> outcomes) {
    if (outcomes.contains(LeadOutcome.FOUND)) return Settlement.FOUND;
    return outcomes.stream().allMatch(outcome -> outcome == LeadOutcome.UNFOUNDED)
        ? Settlement.UNFOUNDED
        : Settlement.UNDER_INQUIRY;
  }
}
