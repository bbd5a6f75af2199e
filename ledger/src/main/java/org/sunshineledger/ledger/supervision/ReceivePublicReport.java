package org.sunshineledger.ledger.supervision;

import java.util.List;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.vault.Statement;

/**
 * 举报: a report that comes through the door for everybody. Officers cannot give this order: it is
 * none of {@link LeadOrder}.
 *
 * @param positions of the facts it is about; may be empty
 * @param receipt digest of the receipt's number, which nobody but the reporter has
 */
public record ReceivePublicReport(
    LeadId lead, RegionCode region, List<Long> positions, Sha256 receipt, Statement statement)
    implements Order {

  public ReceivePublicReport {
    positions = CitedFacts.positions(positions);
  }

  @Override
  public String stream() {
    return lead.stream();
  }
}
