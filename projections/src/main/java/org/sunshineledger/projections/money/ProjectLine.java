package org.sunshineledger.projections.money;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.DocumentNumber;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.projections.money.Account.Approval;
import org.sunshineledger.projections.money.Account.ProjectHead;
import org.sunshineledger.projections.money.Account.Step;

/**
 * One project: what it was allotted by each fund, was debited, and what reached each supplier, less
 * what came back, and what reached each village, gross: as much of it as may be told.
 *
 * @param head null when money moved for a project that was never admitted
 * @param approval null before it was approved
 * @param funds allotted by each document
 * @param spent debited of each document
 * @param returned what households gave back: as much of it as may be told
 */
public record ProjectLine(
    ProjectCode project,
    @Nullable ProjectHead head,
    @Nullable Approval approval,
    Flow flow,
    Map<DocumentNumber, Money> funds,
    Map<DocumentNumber, Money> spent,
    Money returned,
    Map<RegionCode, Money> villages,
    Map<String, Money> suppliers,
    List<Step> steps,
    boolean synthetic) {

  /** Whether more was spent than was allotted, in all or of one document. */
  public boolean overdrawn() {
    return isNegative(flow.undisbursed())
        || funds.keySet().stream().anyMatch(fund -> isNegative(undisbursed(fund)));
  }

  private static boolean isNegative(Money balance) {
    return balance.compareTo(Money.ZERO) < 0;
  }

  /** What of one document was not spent yet. */
  public Money undisbursed(DocumentNumber fund) {
    return funds.getOrDefault(fund, Money.ZERO).minus(spent.getOrDefault(fund, Money.ZERO));
  }

  /** Paid to households without being told of a village: too few of them, or the month lasts. */
  @JsonProperty
  public Money untold() {
    Money told = villages.values().stream().reduce(Money.ZERO, Money::plus);
    return flow.credited().plus(returned).minus(told);
  }
}
