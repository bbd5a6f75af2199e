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
 * One fund, project or village, or the whole, with what moved on each day. Of two facts that say
 * the same kind of thing the later one holds.
 *
 * @param fund what the appropriation says, in a fund's row, else null
 * @param project what the admission says, in a project's row, else null
 * @param approval what the approval says, in a project's row, else null
 */
public record Account(
    @Nullable FundHead fund,
    @Nullable ProjectHead project,
    @Nullable Approval approval,
    List<Entry> entries) {

  static final Account EMPTY = new Account(null, null, null, List.of());

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

  /** From {@code ProjectAdmitted}. */
  public record ProjectHead(
      String name,
      ProjectCategory category,
      RegionCode region,
      LocalDate on,
      long position,
      boolean synthetic) {}

  /**
   * From {@code ProjectApproved}.
   *
   * @param amount the most the project may cost
   */
  public record Approval(Money amount, LocalDate on, long position) {}

  /** Whether a fact of this day and position is later than one that is known. */
  static boolean later(LocalDate on, long position, LocalDate knownOn, long knownPosition) {
    return on.isAfter(knownOn) || (on.equals(knownOn) && position > knownPosition);
  }
}
