package org.sunshineledger.projections.money;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.DocumentNumber;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.projections.money.Account.FundHead;

/**
 * One fund. Its credits are not told here: a credit names its project, and a project may have
 * several funds.
 *
 * @param head null when money moved that was never appropriated
 */
public record FundLine(
    DocumentNumber fund,
    @Nullable FundHead head,
    Flow flow,
    List<Allotment> allotments,
    boolean synthetic) {

  /** What one project got of the fund. */
  public record Allotment(ProjectCode project, Money allotted, Money disbursed) {}
}
