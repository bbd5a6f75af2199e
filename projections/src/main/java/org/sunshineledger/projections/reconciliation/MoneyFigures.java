package org.sunshineledger.projections.reconciliation;

import static java.util.stream.Collectors.toSet;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.household.Programme;
import org.sunshineledger.ledger.project.ProjectCategory;
import org.sunshineledger.projections.money.Account;
import org.sunshineledger.projections.money.Entry;
import org.sunshineledger.projections.money.MoneyQuery;
import org.sunshineledger.projections.mutualaid.MutualAidQuery;
import org.sunshineledger.projections.mutualaid.MutualAidStanding;
import org.sunshineledger.projections.region.RegionTree;
import org.sunshineledger.projections.region.Regions;
import org.sunshineledger.projections.view.Folded;
import org.sunshineledger.projections.view.Moment;

/** Replays what was appropriated, allotted, paid and lent; what it reads once it keeps. */
final class MoneyFigures {

  private final Regions regions;
  private final MoneyQuery money;
  private final MutualAidQuery mutualAid;

  private @Nullable List<Folded<Account>> projects;
  private @Nullable List<Folded<Account>> funds;

  MoneyFigures(Regions regions, MoneyQuery money, MutualAidQuery mutualAid) {
    this.regions = regions;
    this.money = money;
    this.mutualAid = mutualAid;
  }

  Measured projects(RegionCode region, LocalDate day, Set<ProjectCategory> categories) {
    List<Folded<Account>> found = projectsIn(region, day, categories);
    return found.isEmpty()
        ? Measured.NO_FACTS
        : Measured.of(found.size(), found.stream().anyMatch(Folded::synthetic))
            .counting(admissions(found));
  }

  private static List<Long> admissions(List<Folded<Account>> projects) {
    return projects.stream()
        .map(Folded::row)
        .filter(Objects::nonNull)
        .map(Account::project)
        .filter(Objects::nonNull)
        .map(Account.ProjectHead::position)
        .toList();
  }

  Measured allotted(RegionCode region, LocalDate day, Set<ProjectCategory> categories) {
    List<Folded<Account>> found = projectsIn(region, day, categories);
    Money sum = Money.ZERO;
    for (Folded<Account> row : found) {
      @Nullable Account account = row.row();
      if (account == null) continue;
      for (Entry entry : account.entries())
        if (entry.joint() == Entry.Joint.ALLOTTED && !entry.on().isAfter(day))
          sum = sum.plus(entry.amount());
    }
    return sum.equals(Money.ZERO)
        ? Measured.NO_FACTS
        : Measured.of(yuan(sum), found.stream().anyMatch(Folded::synthetic))
            .counting(admissions(found));
  }

  private List<Folded<Account>> projectsIn(
      RegionCode region, LocalDate day, Set<ProjectCategory> categories) {
    List<Folded<Account>> all = projects;
    if (all == null) {
      all = money.all("project/");
      projects = all;
    }
    RegionTree tree = regions.on(day);
    return all.stream()
        .filter(row -> {
          @Nullable Account account = row.row();
          Account.ProjectHead head = account == null ? null : account.project();
          if (head == null) return false;
          return categories.contains(head.category())
              && !head.on().isAfter(day)
              && tree.contains(region, head.region());
        })
        .toList();
  }

  interface Funds {
    boolean counts(Account.FundHead fund);
  }

  Measured appropriated(RegionCode region, LocalDate day, Funds which) {
    List<Folded<Account>> all = funds;
    if (all == null) {
      all = money.all("fund/");
      funds = all;
    }
    RegionTree tree = regions.on(day);
    Money sum = Money.ZERO;
    boolean synthetic = false;
    List<Long> facts = new ArrayList<>();
    for (Folded<Account> row : all) {
      @Nullable Account account = row.row();
      Account.FundHead head = account == null ? null : account.fund();
      if (account == null || head == null) continue;
      // What was passed down is the same money again.
      if (head.from() != null) continue;
      if (!which.counts(head) || !tree.contains(region, head.region())) continue;
      for (Entry entry : account.entries())
        if (entry.joint() == Entry.Joint.APPROPRIATED && !entry.on().isAfter(day))
          sum = sum.plus(entry.amount());
      if (!head.on().isAfter(day)) facts.add(head.position());
      synthetic |= head.synthetic();
    }
    return sum.equals(Money.ZERO)
        ? Measured.NO_FACTS
        : Measured.of(yuan(sum), synthetic).counting(facts);
  }

  /** What one payment of the programme came to, on average. */
  Measured perPayment(RegionCode region, LocalDate day, Programme programme) {
    Set<String> villages =
        regions.on(day).villages(region).map(village -> "village/" + village).collect(toSet());
    Money sum = Money.ZERO;
    long count = 0;
    boolean synthetic = false;
    for (Folded<Account> row : money.all("village/")) {
      @Nullable Account account = row.row();
      if (account == null || !villages.contains(row.key())) continue;
      for (Entry entry : account.entries()) {
        if (entry.joint() != Entry.Joint.CREDITED
            || !entry.other().equals(programme.name())
            || entry.on().isAfter(day)) continue;
        sum = sum.plus(entry.amount());
        count += entry.count();
        synthetic |= row.synthetic();
      }
    }
    return count == 0
        ? Measured.NO_FACTS
        : Measured.of(
            yuan(sum).divide(BigDecimal.valueOf(count), MathContext.DECIMAL64), synthetic);
  }

  interface OfFunds {
    @Nullable BigDecimal figure(List<MutualAidStanding> funds);
  }

  /** Of the funds set up in the year, or of all by the day where no year is named. */
  Measured mutualAid(RegionCode region, LocalDate day, @Nullable Integer year, OfFunds figure) {
    List<MutualAidStanding> funds =
        mutualAid.of(region, Moment.of(day)).stream()
            .filter(fund -> year == null || fund.since().getYear() == year)
            .toList();
    BigDecimal value = funds.isEmpty() ? null : figure.figure(funds);
    return value == null
        ? Measured.NO_FACTS
        : Measured.of(value, funds.stream().anyMatch(MutualAidStanding::synthetic))
            .counting(
                funds.stream()
                    .map(MutualAidStanding::established)
                    .filter(position -> position >= 0)
                    .toList());
  }

  static Money sum(List<MutualAidStanding> funds, Function<MutualAidStanding, Money> amount) {
    return funds.stream().map(amount).reduce(Money.ZERO, Money::plus);
  }

  /** What all funds have in common; null where they differ, for then there is no such figure. */
  static @Nullable BigDecimal theOne(
      List<MutualAidStanding> funds, Function<MutualAidStanding, BigDecimal> figure) {
    List<BigDecimal> figures = funds.stream().map(figure).distinct().toList();
    return figures.size() == 1 ? figures.getFirst() : null;
  }

  static BigDecimal yuan(Money money) {
    return BigDecimal.valueOf(money.fen(), 2);
  }
}
