package org.sunshineledger.projections.reconciliation;

import static java.util.stream.Collectors.toSet;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fund.FundingLevel;
import org.sunshineledger.ledger.household.PovertyCause;
import org.sunshineledger.ledger.household.Programme;
import org.sunshineledger.ledger.policy.Sector;
import org.sunshineledger.ledger.project.ProjectCategory;
import org.sunshineledger.projections.money.Account;
import org.sunshineledger.projections.money.Entry;
import org.sunshineledger.projections.money.MoneyQuery;
import org.sunshineledger.projections.mutualaid.MutualAidQuery;
import org.sunshineledger.projections.mutualaid.MutualAidStanding;
import org.sunshineledger.projections.progress.ProgressQuery;
import org.sunshineledger.projections.progress.Standing;
import org.sunshineledger.projections.progress.Tally;
import org.sunshineledger.projections.region.RegionTree;
import org.sunshineledger.projections.region.Regions;
import org.sunshineledger.projections.responsibility.Duty;
import org.sunshineledger.projections.responsibility.Responsibility;
import org.sunshineledger.projections.view.Folded;
import org.sunshineledger.projections.view.Moment;

/** For each metric of a published figure, the one measure by which the ledger replays it. */
final class Measures {

  /** What a measure gives: a figure, or the reason why there is none. */
  record Measured(@Nullable BigDecimal value, Reason reason, boolean synthetic) {

    static final Measured NOT_KEPT = new Measured(null, Reason.NOT_KEPT, false);
    static final Measured NO_FACTS = new Measured(null, Reason.NO_FACTS, false);

    static Measured of(long value, boolean synthetic) {
      return new Measured(BigDecimal.valueOf(value), Reason.REPLAYED, synthetic);
    }

    static Measured of(BigDecimal value, boolean synthetic) {
      return new Measured(value, Reason.REPLAYED, synthetic);
    }
  }

  private static final Pattern OF_YEAR = Pattern.compile("(.+)\\.(20\\d\\d)");

  private final Regions regions;
  private final ProgressQuery progress;
  private final MoneyQuery money;
  private final MutualAidQuery mutualAid;
  private final Responsibility responsibility;
  private final Map<RegionCode, List<Published.Issued>> policies;

  private @Nullable List<Folded<Account>> projects;
  private @Nullable List<Folded<Account>> funds;
  private @Nullable List<Duty> pairings;
  private @Nullable List<Duty> firstSecretaries;
  private @Nullable Map<String, RegionCode> villagesOfHouseholds;

  /** Measures for one report; what it reads once it keeps. */
  Measures(
      Regions regions,
      ProgressQuery progress,
      MoneyQuery money,
      MutualAidQuery mutualAid,
      Responsibility responsibility,
      Map<RegionCode, List<Published.Issued>> policies) {
    this.regions = regions;
    this.progress = progress;
    this.money = money;
    this.mutualAid = mutualAid;
    this.responsibility = responsibility;
    this.policies = policies;
  }

  /** The figure of the claim's metric in its region on its day. */
  Measured measure(Claim claim) {
    Matcher dated = OF_YEAR.matcher(claim.metric());
    if (dated.matches())
      return measure(claim, dated.group(1), Integer.parseInt(dated.group(2)), claim.asOf());
    return measure(claim, claim.metric(), claim.asOf().getYear(), claim.asOf());
  }

  private Measured measure(Claim claim, String metric, int year, LocalDate asOf) {
    RegionCode region = claim.region();
    return switch (metric) {
      case "households.registered" -> households(region, asOf, Kind.REGISTERED);
      case "persons.registered" -> persons(region, asOf, Kind.REGISTERED);
      case "households.reached_standard" -> households(region, asOf, Kind.REACHED);
      case "persons.reached_standard" -> persons(region, asOf, Kind.REACHED);
      case "households.remaining" -> households(region, asOf, Kind.REMAINING);
      case "persons.remaining" -> persons(region, asOf, Kind.REMAINING);
      case "households.relocation_planned" -> households(region, asOf, Kind.RELOCATING);
      case "persons.relocation_planned" -> persons(region, asOf, Kind.RELOCATING);
      case "persons.exit_target" -> exits(region, year, asOf);
      case "villages.exit_target" -> villageExits(region, year, asOf);
      case "persons.poor_by_illness" -> byIllness(region, asOf);
      case "persons.subsistence_allowance" -> within(region, year, asOf, Standing::allowed);
      case "persons.trained_employed.2016_01_08" -> within(region, 2016, asOf, Standing::trained);
      case "poverty_causes.count" -> causes(region, asOf);
      case "villages.poor_provincial" -> villages(region, asOf, Standing::provinceVillages);
      case "villages.poor_city" -> villages(region, asOf, Standing::cityVillages);
      case "villages.poor_original" ->
          villages(region, asOf, standing -> standing.poorVillages() + standing.exitedVillages());
      case "share_of_county.poor_villages" -> shareOfCounty(region, asOf);
      case "villages.poor_with_first_secretary" -> villagesWithFirstSecretary(region, asOf);
      case "first_secretaries" -> firstSecretaries(region, asOf);
      case "officers.paired_with_households" -> pairedOfficers(region, asOf);
      case "policies.sector_plans" -> sectorPlans(region, asOf);
      case "projects.regional_specialty" ->
          projects(region, asOf, Set.of(ProjectCategory.SPECIALTY_ECONOMY));
      case "projects.relocation_industry" ->
          projects(region, asOf, Set.of(ProjectCategory.RELOCATION_INDUSTRY));
      case "projects.science_industry" ->
          projects(region, asOf, Set.of(ProjectCategory.SCIENCE_INDUSTRY));
      case "projects.relocation_and_village" -> projects(region, asOf, RELOCATION_AND_VILLAGE);
      case "funds.relocation_and_village_projects" ->
          allotted(region, asOf, RELOCATION_AND_VILLAGE);
      case "budget.city_poverty_alleviation.2015_2017" ->
          appropriated(
              region,
              asOf,
              fund ->
                  fund.sourceLevel() == FundingLevel.CITY
                      && fund.year() >= 2015
                      && fund.year() <= 2017);
      case "mutual_aid.capital" ->
          mutualAid(region, asOf, year, funds -> yuan(sum(funds, MutualAidStanding::founded)));
      case "mutual_aid.villages" ->
          mutualAid(region, asOf, year, funds -> BigDecimal.valueOf(funds.size()));
      case "mutual_aid.capital_per_village" ->
          mutualAid(region, asOf, null, funds -> theOne(funds, fund -> yuan(fund.founded())));
      case "mutual_aid.leverage" ->
          mutualAid(
              region,
              asOf,
              null,
              funds -> theOne(funds, fund -> BigDecimal.valueOf(fund.leverage())));
      case "mutual_aid.lending_cap_per_village" ->
          mutualAid(region, asOf, null, funds -> theOne(funds, fund -> yuan(fund.limit())));
      case "mutual_aid.loans_granted" ->
          mutualAid(region, asOf, null, funds -> yuan(sum(funds, MutualAidStanding::granted)));
      case "tariff.yulu_subsidy" -> perPayment(region, asOf, Programme.YULU_SUBSIDY);
      case "tariff.university_grant" -> perPayment(region, asOf, Programme.UNIVERSITY_GRANT);
      case "all_exited.year" -> allExited(region, asOf);
      default -> Measured.NOT_KEPT;
    };
  }

  private static final Set<ProjectCategory> RELOCATION_AND_VILLAGE =
      Set.of(ProjectCategory.RELOCATION, ProjectCategory.VILLAGE_ADVANCEMENT);

  private enum Kind {
    REGISTERED,
    REACHED,
    REMAINING,
    RELOCATING;

    Tally of(Standing standing) {
      return switch (this) {
        case REGISTERED -> standing.registered();
        case REACHED -> standing.reached();
        case REMAINING -> standing.remaining();
        case RELOCATING -> standing.relocating();
      };
    }
  }

  /** The standing, or nothing when the ledger has not heard of the region. */
  private Optional<Standing> standing(RegionCode region, LocalDate day) {
    Standing standing = progress.of(region, Moment.of(day));
    return standing.equals(Standing.NOTHING) ? Optional.empty() : Optional.of(standing);
  }

  private Measured households(RegionCode region, LocalDate day, Kind kind) {
    return standing(region, day)
        .map(it -> Measured.of(kind.of(it).households(), it.synthetic()))
        .orElse(Measured.NO_FACTS);
  }

  private Measured persons(RegionCode region, LocalDate day, Kind kind) {
    return standing(region, day)
        .map(it -> Measured.of(kind.of(it).persons(), it.synthetic()))
        .orElse(Measured.NO_FACTS);
  }

  private Measured exits(RegionCode region, int year, LocalDate asOf) {
    return within(region, year, asOf, standing -> standing.exits().persons());
  }

  private Measured villageExits(RegionCode region, int year, LocalDate asOf) {
    return within(region, year, asOf, Standing::exitedVillages);
  }

  private interface Count {
    int of(Standing standing);
  }

  /** What was added within the year; the year's beginning is told by the same villages. */
  private Measured within(RegionCode region, int year, LocalDate asOf, Count count) {
    return standing(region, asOf)
        .map(after -> {
          int before =
              progress
                  .earlier(region, Moment.of(asOf), LocalDate.of(year - 1, 12, 31))
                  .map(count::of)
                  .orElse(0);
          return Measured.of(count.of(after) - before, after.synthetic());
        })
        .orElse(Measured.NO_FACTS);
  }

  private Measured villages(RegionCode region, LocalDate day, Count count) {
    return standing(region, day)
        .filter(it -> it.poorVillages() + it.exitedVillages() > 0)
        .map(it -> Measured.of(count.of(it), it.synthetic()))
        .orElse(Measured.NO_FACTS);
  }

  private Measured byIllness(RegionCode region, LocalDate day) {
    return standing(region, day)
        .map(it ->
            Measured.of(
                it.causes().getOrDefault(PovertyCause.ILLNESS, Tally.NONE).persons(),
                it.synthetic()))
        .orElse(Measured.NO_FACTS);
  }

  private Measured causes(RegionCode region, LocalDate day) {
    return standing(region, day)
        .map(it -> Measured.of(it.causeKinds().size(), it.synthetic()))
        .orElse(Measured.NO_FACTS);
  }

  private Measured shareOfCounty(RegionCode region, LocalDate day) {
    Optional<Standing> own = standing(region, day);
    Optional<Standing> county =
        regions.on(day).parent(region).flatMap(parent -> standing(parent.code(), day));
    if (own.isEmpty() || county.isEmpty() || county.get().poorVillages() == 0)
      return Measured.NO_FACTS;
    return Measured.of(
        BigDecimal.valueOf(100L * own.get().poorVillages())
            .divide(BigDecimal.valueOf(county.get().poorVillages()), MathContext.DECIMAL32),
        own.get().synthetic());
  }

  /** The year by which nobody is left on the register; none while somebody is. */
  private Measured allExited(RegionCode region, LocalDate day) {
    return standing(region, day)
        .map(it ->
            it.registered().households() == 0
                ? Measured.of(day.getYear(), it.synthetic())
                : new Measured(null, Reason.DAY_AHEAD, it.synthetic()))
        .orElse(Measured.NO_FACTS);
  }

  private Measured villagesWithFirstSecretary(RegionCode region, LocalDate day) {
    RegionTree tree = regions.on(day);
    List<Duty> posted = postedIn(region, day, tree);
    if (posted.isEmpty()) return Measured.NO_FACTS;
    Set<String> villages = posted.stream().map(Duty::target).collect(toSet());
    long poor =
        villages.stream()
            .map(target -> new RegionCode(target.substring("village/".length())))
            .filter(village -> progress.of(village, Moment.of(day)).poorVillages() > 0)
            .count();
    return Measured.of(poor, posted.stream().anyMatch(Duty::synthetic));
  }

  private Measured firstSecretaries(RegionCode region, LocalDate day) {
    return officers(postedIn(region, day, regions.on(day)));
  }

  private List<Duty> postedIn(RegionCode region, LocalDate day, RegionTree tree) {
    List<Duty> all = firstSecretaries;
    if (all == null) {
      all = responsibility.all(Duty.Kind.FIRST_SECRETARY, "village/");
      firstSecretaries = all;
    }
    return all.stream()
        .filter(duty -> duty.covers(day))
        .filter(duty ->
            tree.contains(region, new RegionCode(duty.target().substring("village/".length()))))
        .toList();
  }

  private Measured pairedOfficers(RegionCode region, LocalDate day) {
    List<Duty> all = pairings;
    if (all == null) {
      all = responsibility.all(Duty.Kind.PAIRING, "household/");
      pairings = all;
    }
    Map<String, RegionCode> villages = villagesOfHouseholds;
    if (villages == null) {
      villages = progress.villagesOfHouseholds();
      villagesOfHouseholds = villages;
    }
    Set<RegionCode> within = regions.on(day).villages(region).collect(toSet());
    Map<String, RegionCode> known = villages;
    return officers(
        all.stream()
            .filter(duty -> duty.covers(day))
            .filter(duty -> {
              @Nullable RegionCode village =
                  known.get(duty.target().substring("household/".length()));
              return village != null && within.contains(village);
            })
            .toList());
  }

  private static Measured officers(List<Duty> duties) {
    return duties.isEmpty()
        ? Measured.NO_FACTS
        : Measured.of(
            duties.stream().map(Duty::officer).distinct().count(),
            duties.stream().anyMatch(Duty::synthetic));
  }

  /**
   * Plans issued by the region itself; the one general opinion and the budget rule are not of N.
   */
  private Measured sectorPlans(RegionCode region, LocalDate day) {
    List<Published.Issued> plans =
        policies.getOrDefault(region, List.of()).stream()
            .filter(issued -> !issued.on().isAfter(day))
            .filter(issued ->
                issued.sector() != Sector.GENERAL && issued.sector() != Sector.FUND_INTEGRATION)
            .toList();
    return plans.isEmpty()
        ? Measured.NO_FACTS
        : Measured.of(
            plans.stream().map(Published.Issued::policy).distinct().count(),
            plans.stream().anyMatch(Published.Issued::synthetic));
  }

  private Measured projects(RegionCode region, LocalDate day, Set<ProjectCategory> categories) {
    List<Folded<Account>> found = projectsIn(region, day, categories);
    return found.isEmpty()
        ? Measured.NO_FACTS
        : Measured.of(found.size(), found.stream().anyMatch(Folded::synthetic));
  }

  private Measured allotted(RegionCode region, LocalDate day, Set<ProjectCategory> categories) {
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
        : Measured.of(yuan(sum), found.stream().anyMatch(Folded::synthetic));
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

  private interface Funds {
    boolean counts(Account.FundHead fund);
  }

  private Measured appropriated(RegionCode region, LocalDate day, Funds which) {
    List<Folded<Account>> all = funds;
    if (all == null) {
      all = money.all("fund/");
      funds = all;
    }
    RegionTree tree = regions.on(day);
    Money sum = Money.ZERO;
    boolean synthetic = false;
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
      synthetic |= head.synthetic();
    }
    return sum.equals(Money.ZERO) ? Measured.NO_FACTS : Measured.of(yuan(sum), synthetic);
  }

  /** What one payment of the programme came to, on average. */
  private Measured perPayment(RegionCode region, LocalDate day, Programme programme) {
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

  private interface OfFunds {
    @Nullable BigDecimal figure(List<MutualAidStanding> funds);
  }

  /** Of the funds set up in the year, or of all by the day where no year is named. */
  private Measured mutualAid(
      RegionCode region, LocalDate day, @Nullable Integer year, OfFunds figure) {
    List<MutualAidStanding> funds =
        mutualAid.of(region, Moment.of(day)).stream()
            .filter(fund -> year == null || fund.since().getYear() == year)
            .toList();
    BigDecimal value = funds.isEmpty() ? null : figure.figure(funds);
    return value == null
        ? Measured.NO_FACTS
        : Measured.of(value, funds.stream().anyMatch(MutualAidStanding::synthetic));
  }

  private static Money sum(
      List<MutualAidStanding> funds, Function<MutualAidStanding, Money> amount) {
    return funds.stream().map(amount).reduce(Money.ZERO, Money::plus);
  }

  /** What all funds have in common; null where they differ, for then there is no such figure. */
  private static @Nullable BigDecimal theOne(
      List<MutualAidStanding> funds, Function<MutualAidStanding, BigDecimal> figure) {
    List<BigDecimal> figures = funds.stream().map(figure).distinct().toList();
    return figures.size() == 1 ? figures.getFirst() : null;
  }

  private static BigDecimal yuan(Money money) {
    return BigDecimal.valueOf(money.fen(), 2);
  }
}
