package org.sunshineledger.projections.money;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sunshineledger.ledger.fact.DocumentNumber;
import org.sunshineledger.ledger.fact.Money;

/**
 * What documents granted a region and the divisions within, which projects it went to, and what is
 * left at each joint; nothing is withheld.
 *
 * @param flow of these documents together: what one of them passes to another is in it once
 * @param funds granted to the region or a division within
 * @param projects that lie there or paid households there
 */
public record RegionLedger(Flow flow, List<FundLine> funds, List<Line> projects) {

  /**
   * One project.
   *
   * @param received what households of the region got of it, less what went back
   */
  public record Line(ProjectLine project, Money received) {}

  /** Whether more was handed on somewhere than there was. */
  public boolean overdrawn() {
    return funds.stream().anyMatch(FundLine::overdrawn)
        || projects.stream().anyMatch(line -> line.project().overdrawn());
  }

  static Flow sum(List<FundLine> funds) {
    Set<DocumentNumber> here = new HashSet<>();
    for (FundLine fund : funds) here.add(fund.fund());
    Flow sum = Flow.NONE;
    for (FundLine fund : funds) {
      Money within = Money.ZERO;
      for (Map.Entry<DocumentNumber, Money> passed : fund.passedDown().entrySet())
        if (here.contains(passed.getKey())) within = within.plus(passed.getValue());
      sum = sum.plus(fund.flow()).withoutPassing(within);
    }
    return sum;
  }
}
