package org.sunshineledger.api.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.api.imports.AllocationNotice.Excluded;
import org.sunshineledger.api.imports.AllocationNotice.Line;
import org.sunshineledger.api.imports.AllocationNotice.Source;
import org.sunshineledger.api.imports.AllocationNotice.Stated;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fund.FundingLevel;

/**
 * 对账: an allocation notice added up again, from its lines to its total, and its document numbers
 * compared with each other. A pure function of the notice.
 *
 * @param basis on which the figures were computed; that of the notice unless it states none
 * @param higherLevels null where the notice does not state it
 */
record Reconciled(
    Basis basis,
    List<Level> levels,
    @Nullable Sum higherLevels,
    Sum total,
    List<Finding> findings) {

  private static final Set<FundingLevel> HIGHER =
      Set.of(FundingLevel.CENTRAL, FundingLevel.PROVINCE);

  Reconciled {
    levels = List.copyOf(levels);
    findings = List.copyOf(findings);
  }

  /**
   * What is stated beside what it comes to.
   *
   * @param stated null where the notice leaves it out
   */
  record Sum(@Nullable Money stated, Money computed) {

    boolean holds() {
      return stated == null || stated.equals(computed);
    }

    /** What the next sum is made of: as published, so that one wrong figure is found once. */
    Money carried() {
      return stated == null ? computed : stated;
    }
  }

  /**
   * The lines of one level.
   *
   * @param lines how many
   * @param excluded what they say they do not hold
   */
  record Level(FundingLevel level, int lines, Money excluded, Sum subtotal) {}

  /**
   * @throws ArithmeticException when the amounts come to more money than there is
   */
  static Reconciled of(AllocationNotice notice) {
    List<Finding> findings = new ArrayList<>();
    Basis declared = notice.basis();
    Basis basis = declared == null ? Basis.INCLUSIVE : declared;
    Sums sums = Sums.of(notice, basis);
    boolean otherHolds =
        notice.excludesSomething()
            && !sums.findings().isEmpty()
            && Sums.of(notice, basis.other()).findings().isEmpty();
    if (declared == null && otherHolds) {
      basis = basis.other();
      sums = Sums.of(notice, basis);
    }
    Basis found = basis;
    notice.lines().forEach(line -> findings.addAll(wrongIn(line, found)));
    if (declared != null && otherHolds)
      findings.add(
          Finding.otherBasis(
              notice.total().spot(),
              notice.total().amount(),
              fromTheLines(notice, basis),
              basis.other()));
    else findings.addAll(sums.findings());
    if (declared == null && notice.excludesSomething())
      findings.add(Finding.noBasis(notice.basisSpot(), sums.findings().isEmpty() ? basis : null));
    findings.addAll(CitedNumbers.of(notice).findings());
    return new Reconciled(basis, sums.levels(), sums.higherLevels(), sums.total(), findings);
  }

  /** Whether every figure holds; what is odd about document numbers is another matter. */
  boolean addsUp() {
    return findings.stream().noneMatch(finding -> finding.code().isArithmetic());
  }

  /** The sums of a notice on one basis, and those that do not hold. */
  private record Sums(
      List<Level> levels, @Nullable Sum higherLevels, Sum total, List<Finding> findings) {

    static Sums of(AllocationNotice notice, Basis basis) {
      List<Level> levels = new ArrayList<>();
      List<Finding> findings = new ArrayList<>();
      for (Source source : notice.sources()) {
        Level level = levelOf(source, basis);
        levels.add(level);
        Stated subtotal = source.subtotal();
        if (subtotal != null)
          findings.addAll(
              compare(Discrepancy.SUBTOTAL_DIFFERS, subtotal, level.subtotal(), source.level()));
      }
      Stated above = notice.higherLevels();
      Sum higher =
          above == null ? null : new Sum(above.amount(), carried(levels, HIGHER::contains));
      if (above != null && higher != null)
        findings.addAll(compare(Discrepancy.HIGHER_LEVELS_DIFFER, above, higher, null));
      Sum total = new Sum(notice.total().amount(), carried(levels, _ -> true));
      findings.addAll(compare(Discrepancy.TOTAL_DIFFERS, notice.total(), total, null));
      return new Sums(levels, higher, total, findings);
    }

    private static Level levelOf(Source source, Basis basis) {
      Stated subtotal = source.subtotal();
      return new Level(
          source.level(),
          source.lines().size(),
          sum(source.lines().stream().map(Line::excludedAmount).toList()),
          new Sum(
              subtotal == null ? null : subtotal.amount(),
              sum(source.lines().stream().map(line -> worth(line, basis)).toList())));
    }

    private static List<Finding> compare(
        Discrepancy code, Stated stated, Sum sum, @Nullable FundingLevel level) {
      return sum.holds()
          ? List.of()
          : List.of(Finding.sum(code, stated.spot(), stated.amount(), sum.computed(), level));
    }

    private static Money carried(List<Level> levels, Predicate<FundingLevel> which) {
      return sum(
          levels.stream()
              .filter(level -> which.test(level.level()))
              .map(level -> level.subtotal().carried())
              .toList());
    }
  }

  /** What a line adds to the totals, which contain what lines exclude. */
  private static Money worth(Line line, Basis basis) {
    Money amount = line.amount().amount();
    return basis == Basis.INCLUSIVE ? amount : amount.plus(line.excludedAmount());
  }

  private static Money fromTheLines(AllocationNotice notice, Basis basis) {
    return sum(notice.lines().map(line -> worth(line, basis)).toList());
  }

  private static Money sum(List<Money> amounts) {
    return amounts.stream().reduce(Money.ZERO, Money::plus);
  }

  private static List<Finding> wrongIn(Line line, Basis basis) {
    List<Finding> findings = new ArrayList<>();
    Stated amount = line.amount();
    if (!amount.amount().isPositive())
      findings.add(Finding.notPositive(amount.spot(), amount.amount()));
    for (Excluded part : line.excluded())
      if (!part.amount().amount().isPositive())
        findings.add(Finding.notPositive(part.amount().spot(), part.amount().amount()));
    // Only what a line contains cannot be more than the line.
    if (basis == Basis.INCLUSIVE
        && !line.excluded().isEmpty()
        && line.excludedAmount().compareTo(amount.amount()) > 0)
      findings.add(
          Finding.sum(
              Discrepancy.EXCLUDED_EXCEEDS_AMOUNT,
              amount.spot(),
              amount.amount(),
              line.excludedAmount(),
              null));
    return findings;
  }
}
