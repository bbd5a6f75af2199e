package org.sunshineledger.projections.money;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.DocumentNumber;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.SupplierId;
import org.sunshineledger.ledger.fund.FundingLevel;
import org.sunshineledger.ledger.fund.Purpose;
import org.sunshineledger.ledger.household.Programme;
import org.sunshineledger.ledger.project.ProjectCategory;

/**
 * One fund, project, payment or village, or the whole, with what moved on each day. Of two facts
 * that say the same kind of thing the later one holds.
 *
 * @param fund what the appropriation says, in a fund's row, else null
 * @param project what the admission says, in a project's row, else null
 * @param approvals what the approval and changes of the scale say, by day, in a project's row
 * @param payment what the request says, in a payment's row, else null
 * @param steps what was done with it, without what moved
 */
public record Account(
    @Nullable FundHead fund,
    @Nullable ProjectHead project,
    List<Approval> approvals,
    @Nullable PaymentHead payment,
    List<Step> steps,
    List<Entry> entries) {

  static final Account EMPTY = new Account(null, null, List.of(), null, List.of(), List.of());

  public Account {
    approvals = List.copyOf(approvals);
    steps = List.copyOf(steps);
    entries = List.copyOf(entries);
  }

  /**
   * From {@code FundAppropriated}.
   *
   * @param from the document it was passed down from, or null
   */
  public record FundHead(
      FundingLevel sourceLevel,
      Purpose purpose,
      int year,
      RegionCode region,
      @Nullable DocumentNumber from,
      LocalDate on,
      long position,
      boolean synthetic) {}

  /** From {@code ProjectAdmitted}. */
  public record ProjectHead(
      String name,
      ProjectCategory category,
      RegionCode region,
      String responsibleUnit,
      Money scale,
      int beneficiaryHouseholds,
      String performanceTarget,
      LocalDate starts,
      LocalDate ends,
      LocalDate on,
      long position,
      boolean synthetic) {}

  /**
   * From {@code ProjectApproved}, or a change of the scale.
   *
   * @param amount the most the project may cost
   */
  public record Approval(Money amount, LocalDate on, long position)
      implements Comparable<Approval> {
    @Override
    public int compareTo(Approval that) {
      int byDay = on.compareTo(that.on);
      return byDay != 0 ? byDay : Long.compare(position, that.position);
    }
  }

  /** From {@code PaymentRequested}; a supplier is paid under no programme. */
  public record PaymentHead(
      ProjectCode project,
      DocumentNumber fund,
      @Nullable Programme programme,
      String period,
      @Nullable SupplierId supplier,
      int lines,
      Money total,
      LocalDate on,
      long position) {}

  /**
   * One fact about it.
   *
   * @param type its published name
   */
  public record Step(String type, LocalDate on, long position) implements Comparable<Step> {
    @Override
    public int compareTo(Step that) {
      int byDay = on.compareTo(that.on);
      return byDay != 0 ? byDay : Long.compare(position, that.position);
    }
  }

  Account with(FundHead head) {
    FundHead known = fund;
    return known == null || later(head.on(), head.position(), known.on(), known.position())
        ? new Account(head, project, approvals, payment, steps, entries)
        : this;
  }

  Account with(ProjectHead head) {
    ProjectHead known = project;
    return known == null || later(head.on(), head.position(), known.on(), known.position())
        ? new Account(fund, head, approvals, payment, steps, entries)
        : this;
  }

  Account with(Approval approval) {
    List<Approval> more = new ArrayList<>(approvals);
    int at = Collections.binarySearch(more, approval);
    if (at < 0) more.add(-at - 1, approval);
    return new Account(fund, project, more, payment, steps, entries);
  }

  Account with(PaymentHead head) {
    PaymentHead known = payment;
    return known == null || later(head.on(), head.position(), known.on(), known.position())
        ? new Account(fund, project, approvals, head, steps, entries)
        : this;
  }

  Account with(Step step) {
    List<Step> more = new ArrayList<>(steps);
    int at = Collections.binarySearch(more, step);
    if (at < 0) more.add(-at - 1, step);
    return new Account(fund, project, approvals, payment, more, entries);
  }

  Account with(Entry entry) {
    List<Entry> more = new ArrayList<>(entries);
    int at = Collections.binarySearch(more, entry);
    if (at >= 0) more.set(at, more.get(at).plus(entry));
    else more.add(-at - 1, entry);
    return new Account(fund, project, approvals, payment, steps, more);
  }

  /** Whether a fact of this day and position is later than one that is known. */
  private static boolean later(LocalDate on, long position, LocalDate knownOn, long knownPosition) {
    return on.isAfter(knownOn) || (on.equals(knownOn) && position > knownPosition);
  }
}
