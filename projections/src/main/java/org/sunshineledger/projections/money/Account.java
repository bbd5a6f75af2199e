package org.sunshineledger.projections.money;

import static java.util.Comparator.comparing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.DocumentNumber;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.SupplierId;
import org.sunshineledger.ledger.fund.FundingLevel;
import org.sunshineledger.ledger.fund.Purpose;
import org.sunshineledger.ledger.household.Programme;
import org.sunshineledger.ledger.project.AcceptanceLevel;
import org.sunshineledger.ledger.project.ConstructionNature;
import org.sunshineledger.ledger.project.ExpenditureKind;
import org.sunshineledger.ledger.project.Linkage;
import org.sunshineledger.ledger.project.Participation;
import org.sunshineledger.ledger.project.ProjectCategory;
import org.sunshineledger.projections.discretion.Discretion;

/**
 * One fund, project, payment or village, or the whole, with what moved on each day. Of two facts
 * that say the same kind of thing the later one holds.
 *
 * @param fund what the appropriation says, in a fund's row, else null
 * @param project what the admission says, in a project's row, else null
 * @param approvals what the approval and changes of the scale say, by day, in a project's row
 * @param payment what the request says, in a payment's row, else null
 * @param steps what was done with it, without what moved
 * @param parts what the list paid in each village, in a payment's row
 * @param returns what came back of the list's lines in the order of recording, in a payment's row
 */
public record Account(
    @Nullable FundHead fund,
    @Nullable ProjectHead project,
    List<Approval> approvals,
    @Nullable PaymentHead payment,
    List<Step> steps,
    List<Entry> entries,
    List<Part> parts,
    List<Return> returns) {

  static final Account EMPTY =
      new Account(null, null, List.of(), null, List.of(), List.of(), List.of(), List.of());

  public Account {
    approvals = List.copyOf(approvals);
    steps = List.copyOf(steps);
    entries = List.copyOf(entries);
    parts = List.copyOf(parts);
    returns = List.copyOf(returns);
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

  /**
   * From {@code ProjectAdmitted}: its twelve fields, where the site and the days of building are
   * one each.
   *
   * @param expenditure what the money may be spent on, where the admission says it
   */
  public record ProjectHead(
      String name,
      ProjectCategory category,
      ConstructionNature nature,
      RegionCode region,
      LocalDate starts,
      LocalDate ends,
      String responsibleUnit,
      String task,
      Money scale,
      FundingLevel financing,
      int beneficiaryHouseholds,
      String performanceTarget,
      Participation participation,
      Linkage linkage,
      @Nullable ExpenditureKind expenditure,
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
   * @param acceptance whose acceptance it was, or null where it was none
   */
  public record Step(String type, LocalDate on, long position, @Nullable AcceptanceLevel acceptance)
      implements Comparable<Step> {
    @Override
    public int compareTo(Step that) {
      int byDay = on.compareTo(that.on);
      return byDay != 0 ? byDay : Long.compare(position, that.position);
    }
  }

  /**
   * What a list paid in one village.
   *
   * @param village null for a household that had none
   * @param some of its households: as many as tell whether they are enough
   */
  public record Part(
      @Nullable RegionCode village,
      ProjectCode project,
      Programme programme,
      LocalDate on,
      Money amount,
      int lines,
      List<HouseholdId> some)
      implements Comparable<Part>, Discretion.Part {

    private static final Comparator<Part> BY_PLACE =
        comparing((Part part) -> String.valueOf(part.village()))
            .thenComparing(Part::programme)
            .thenComparing(Part::on)
            .thenComparing(part -> part.project().code());

    public Part {
      some = List.copyOf(some);
    }

    @Override
    public int compareTo(Part that) {
      return BY_PLACE.compare(this, that);
    }

    @Override
    public Set<HouseholdId> households() {
      return Set.copyOf(some);
    }

    @Override
    public boolean shown() {
      return village != null;
    }

    Part plus(Part same) {
      return new Part(
          village,
          project,
          programme,
          on,
          amount.plus(same.amount),
          lines + same.lines,
          List.copyOf(Discretion.few(households(), same.households())));
    }
  }

  /** 退回、追回 of one line: {@code amount} came back from the household. */
  public record Return(
      HouseholdId household, ProjectCode project, Money amount, LocalDate on, long position)
      implements Comparable<Return> {
    @Override
    public int compareTo(Return that) {
      return Long.compare(position, that.position);
    }
  }

  Account with(FundHead head) {
    FundHead known = fund;
    return known == null || later(head.on(), head.position(), known.on(), known.position())
        ? new Account(head, project, approvals, payment, steps, entries, parts, returns)
        : this;
  }

  Account with(ProjectHead head) {
    ProjectHead known = project;
    return known == null || later(head.on(), head.position(), known.on(), known.position())
        ? new Account(fund, head, approvals, payment, steps, entries, parts, returns)
        : this;
  }

  Account with(Approval approval) {
    List<Approval> more = new ArrayList<>(approvals);
    int at = Collections.binarySearch(more, approval);
    if (at < 0) more.add(-at - 1, approval);
    return new Account(fund, project, more, payment, steps, entries, parts, returns);
  }

  Account with(PaymentHead head) {
    PaymentHead known = payment;
    return known == null || later(head.on(), head.position(), known.on(), known.position())
        ? new Account(fund, project, approvals, head, steps, entries, parts, returns)
        : this;
  }

  Account with(Step step) {
    List<Step> more = new ArrayList<>(steps);
    int at = Collections.binarySearch(more, step);
    if (at < 0) more.add(-at - 1, step);
    return new Account(fund, project, approvals, payment, more, entries, parts, returns);
  }

  Account with(Entry entry) {
    List<Entry> more = new ArrayList<>(entries);
    int at = Collections.binarySearch(more, entry);
    if (at >= 0) more.set(at, more.get(at).plus(entry));
    else more.add(-at - 1, entry);
    return new Account(fund, project, approvals, payment, steps, more, parts, returns);
  }

  Account with(Part part) {
    List<Part> more = new ArrayList<>(parts);
    int at = Collections.binarySearch(more, part);
    if (at >= 0) more.set(at, more.get(at).plus(part));
    else more.add(-at - 1, part);
    return new Account(fund, project, approvals, payment, steps, entries, more, returns);
  }

  Account with(Return back) {
    List<Return> more = new ArrayList<>(returns);
    int at = Collections.binarySearch(more, back);
    if (at < 0) more.add(-at - 1, back);
    return new Account(fund, project, approvals, payment, steps, entries, parts, more);
  }

  /** Whether a fact of this day and position is later than one that is known. */
  private static boolean later(LocalDate on, long position, LocalDate knownOn, long knownPosition) {
    return on.isAfter(knownOn) || (on.equals(knownOn) && position > knownPosition);
  }
}
