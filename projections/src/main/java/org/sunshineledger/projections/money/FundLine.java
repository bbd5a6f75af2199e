package org.sunshineledger.projections.money;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.DocumentNumber;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.projections.money.Account.FundHead;
import org.sunshineledger.projections.money.Account.Step;

/**
 * One fund, and what of it went where: a payment list names its document, so that its credits are
 * the fund's.
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

  /** Whether more was handed on than there was, of the whole or to one of its projects. */
  public boolean overdrawn() {
    return isNegative(flow.unallotted())
        || isNegative(flow.undisbursed())
        || allotments.stream().anyMatch(each -> isNegative(each.undisbursed()));
  }

  private static boolean isNegative(Money balance) {
    return balance.compareTo(Money.ZERO) < 0;
  }

  /**
   * What one project got of the fund and where it went. Disbursed is supplied and credited;
   * credited and returned are what each village was paid and what is not told of any ({@code
   * Discretion}).
   *
   * @param disbursed debited to the project, less what came back
   * @param supplied to suppliers, less what they returned
   * @param credited to households, less what they returned
   * @param returned by households: as much of it as may be told
   * @param villages gross: what came back is not told by village
   */
  public record Allotment(
      ProjectCode project,
      Money allotted,
      Money disbursed,
      Money supplied,
      Money credited,
      Money returned,
      Map<RegionCode, Money> villages) {

    public Money undisbursed() {
      return allotted.minus(disbursed);
    }

    /** Paid to households without being told of a village: too few of them, or the month lasts. */
    @JsonProperty
    public Money untold() {
      Money told = villages.values().stream().reduce(Money.ZERO, Money::plus);
      return credited.plus(returned).minus(told);
    }

    /** Whether debits equal credits. */
    public boolean balanced() {
      return disbursed.equals(supplied.plus(credited));
    }
  }
}
