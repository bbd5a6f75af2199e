package org.sunshineledger.projections.money;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.DocumentNumber;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.projections.money.Account.FundHead;
import org.sunshineledger.projections.money.Account.Step;

/**
 * One fund. Its credits are not told here: a credit names its project, and a project may have
 * several funds.
 *
 * @param head null when money moved that was never appropriated
 * @param excluded by the code of the region that is paid directly
 * @param passedDown by the document it went to
 */
public record FundLine(
    DocumentNumber fund,
    @Nullable FundHead head,
    Flow flow,
    Map<String, Money> excluded,
    Map<DocumentNumber, Money> passedDown,
    List<Allotment> allotments,
    List<Step> steps,
    boolean synthetic) {

  /** What one project got of the fund and spent of it, less what came back. */
  public record Allotment(ProjectCode project, Money allotted, Money disbursed) {

    public Money undisbursed() {
      return allotted.minus(disbursed);
    }
  }
}
