package org.sunshineledger.projections.money;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fund.FundingLevel;
import org.sunshineledger.ledger.fund.Purpose;
import org.sunshineledger.ledger.project.ProjectCategory;

/**
 * One fund, project or village, or the whole, with what moved on each day.
 *
 * @param fund what the appropriation says, in a fund's row, else null
 * @param project what the admission says, in a project's row, else null
 */
public record Account(
    @Nullable FundHead fund, @Nullable ProjectHead project, List<Entry> entries) {

  static final Account EMPTY = new Account(null, null, List.of());

  public Account {
    entries = List.copyOf(entries);
  }

  /** From {@code FundAppropriated}. */
  public record FundHead(
      FundingLevel sourceLevel,
      Purpose purpose,
      int year,
      RegionCode region,
      LocalDate on,
      long position,
      boolean synthetic) {}

  /**
   * From {@code ProjectAdmitted} and {@code ProjectApproved}.
   *
   * @param approved the most the project may cost, or null before its approval
   */
  public record ProjectHead(
      @Nullable String name,
      @Nullable ProjectCategory category,
      @Nullable RegionCode region,
      @Nullable LocalDate admittedOn,
      @Nullable Money approved,
      long position,
      boolean synthetic) {}
}
