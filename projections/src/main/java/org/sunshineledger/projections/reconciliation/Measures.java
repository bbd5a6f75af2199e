package org.sunshineledger.projections.reconciliation;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fund.FundingLevel;
import org.sunshineledger.ledger.household.Programme;
import org.sunshineledger.ledger.policy.Sector;
import org.sunshineledger.ledger.project.ProjectCategory;
import org.sunshineledger.ledger.supervision.ClaimUnit;
import org.sunshineledger.ledger.supervision.Quantity;
import org.sunshineledger.projections.money.MoneyQuery;
import org.sunshineledger.projections.mutualaid.MutualAidQuery;
import org.sunshineledger.projections.mutualaid.MutualAidStanding;
import org.sunshineledger.projections.progress.ProgressQuery;
import org.sunshineledger.projections.progress.Standing;
import org.sunshineledger.projections.reconciliation.RegisterFigures.Kind;
import org.sunshineledger.projections.region.Regions;
import org.sunshineledger.projections.responsibility.Responsibility;

/** For each metric of a published figure, the one measure by which the ledger replays it. */
final class Measures {

  private static final ClaimUnit HOUSEHOLDS = ClaimUnit.of(Quantity.HOUSEHOLD);
  private static final ClaimUnit PERSONS = ClaimUnit.of(Quantity.PERSON);
  private static final ClaimUnit VILLAGES = ClaimUnit.of(Quantity.VILLAGE);
  private static final ClaimUnit OFFICERS = ClaimUnit.of(Quantity.OFFICER);
  private static final ClaimUnit PROJECTS = ClaimUnit.of(Quantity.PROJECT);
  private static final ClaimUnit YEARS = ClaimUnit.of(Quantity.YEAR);
  private static final ClaimUnit YUAN = ClaimUnit.CNY;
  private static final ClaimUnit YUAN_PER_VILLAGE = YUAN.per(VILLAGES);
  private static final ClaimUnit YUAN_PER_PERSON_AND_YEAR = YUAN.per(PERSONS).per(YEARS);

  private static final Set<ProjectCategory> RELOCATION_AND_VILLAGE =
      Set.of(ProjectCategory.RELOCATION, ProjectCategory.VILLAGE_ADVANCEMENT);

  private final RegisterFigures register;
  private final DutyFigures duties;
  private final MoneyFigures money;
  private final Map<RegionCode, Published> policies;

  /** Measures for reports on one state of the rows; what they read once they keep. */
  Measures(
      Regions regions,
      ProgressQuery progress,
      MoneyQuery money,
      MutualAidQuery mutualAid,
      Responsibility responsibility,
      Map<RegionCode, Published> policies) {
    this.register = new RegisterFigures(regions, progress);
    this.duties = new DutyFigures(regions, progress, responsibility);
    this.money = new MoneyFigures(regions, money, mutualAid);
    this.policies = policies;
  }

  /**
   * The measure of the claim's metric in its region on its day; empty when the ledger keeps no
   * facts of the kind.
   */
  Optional<Measure> of(Claim claim) {
    Metric metric = Metric.of(claim.metric());
    LocalDate asOf = claim.asOf();
    Integer named = metric.year();
    int year = named == null ? asOf.getYear() : named;
    return Optional.ofNullable(measure(claim.region(), metric.name(), year, asOf));
  }

  private @Nullable Measure measure(RegionCode region, String metric, int year, LocalDate asOf) {
    return switch (metric) {
      case "households.registered" ->
          in("progress", HOUSEHOLDS, () -> register.households(region, asOf, Kind.REGISTERED));
      case "persons.registered" ->
          in("progress", PERSONS, () -> register.persons(region, asOf, Kind.REGISTERED));
      case "households.reached_standard" ->
          in("progress", HOUSEHOLDS, () -> register.households(region, asOf, Kind.REACHED));
      case "persons.reached_standard" ->
          in("progress", PERSONS, () -> register.persons(region, asOf, Kind.REACHED));
      case "households.remaining" ->
          in("progress", HOUSEHOLDS, () -> register.households(region, asOf, Kind.REMAINING));
      case "persons.remaining" ->
          in("progress", PERSONS, () -> register.persons(region, asOf, Kind.REMAINING));
      case "households.relocation_planned" ->
          in("progress", HOUSEHOLDS, () -> register.households(region, asOf, Kind.RELOCATING));
      case "persons.relocation_planned" ->
          in("progress", PERSONS, () -> register.persons(region, asOf, Kind.RELOCATING));
      case "persons.exit_target" ->
          in("progress", PERSONS, () -> register.exits(region, year, asOf));
      case "villages.exit_target" ->
          in("progress", VILLAGES, () -> register.villageExits(region, year, asOf));
      case "persons.poor_by_illness" ->
          in("progress", PERSONS, () -> register.byIllness(region, asOf));
      case "persons.subsistence_allowance" ->
          in(
              "progress",
              PERSONS,
              () -> register.reachedWithin(region, year, asOf, Standing::allowed));
      case "persons.trained_employed.2016_01_08" ->
          in(
              "progress",
              PERSONS,
              () -> register.reachedWithin(region, 2016, asOf, Standing::trained));
      case "poverty_causes.count" ->
          in("progress", ClaimUnit.of(Quantity.CAUSE), () -> register.causes(region, asOf));
      case "villages.poor_provincial" ->
          in(
              "progress",
              VILLAGES,
              () -> register.villages(region, asOf, Standing::provinceVillages));
      case "villages.poor_city" ->
          in("progress", VILLAGES, () -> register.villages(region, asOf, Standing::cityVillages));
      case "villages.poor_original" ->
          in(
              "progress",
              VILLAGES,
              () ->
                  register.villages(
                      region,
                      asOf,
                      standing -> standing.poorVillages() + standing.exitedVillages()));
      case "share_of_county.poor_villages" ->
          in("progress", ClaimUnit.PERCENT, () -> register.shareOfCounty(region, asOf));
      case "villages.poor_with_first_secretary" ->
          in("responsibility", VILLAGES, () -> duties.villagesWithFirstSecretary(region, asOf));
      case "first_secretaries" ->
          in("responsibility", OFFICERS, () -> duties.firstSecretaries(region, asOf));
      case "officers.paired_with_households" ->
          in("responsibility", OFFICERS, () -> duties.pairedOfficers(region, asOf));
      case "policies.sector_plans" ->
          in("reconciliation", ClaimUnit.of(Quantity.DOCUMENT), () -> sectorPlans(region, asOf));
      case "projects.regional_specialty" ->
          in(
              "money",
              PROJECTS,
              () -> money.projects(region, asOf, Set.of(ProjectCategory.SPECIALTY_ECONOMY)));
      case "projects.relocation_industry" ->
          in(
              "money",
              PROJECTS,
              () -> money.projects(region, asOf, Set.of(ProjectCategory.RELOCATION_INDUSTRY)));
      case "projects.science_industry" ->
          in(
              "money",
              PROJECTS,
              () -> money.projects(region, asOf, Set.of(ProjectCategory.SCIENCE_INDUSTRY)));
      case "projects.relocation_and_village" ->
          in("money", PROJECTS, () -> money.projects(region, asOf, RELOCATION_AND_VILLAGE));
      case "funds.relocation_and_village_projects" ->
          in("money", YUAN, () -> money.allotted(region, asOf, RELOCATION_AND_VILLAGE));
      case "budget.city_poverty_alleviation.2015_2017" ->
          in(
              "money",
              YUAN,
              () ->
                  money.appropriated(
                      region,
                      asOf,
                      fund ->
                          fund.sourceLevel() == FundingLevel.CITY
                              && fund.year() >= 2015
                              && fund.year() <= 2017));
      case "mutual_aid.capital" ->
          in(
              "mutualaid",
              YUAN,
              () ->
                  money.mutualAid(
                      region,
                      asOf,
                      year,
                      funds ->
                          MoneyFigures.yuan(MoneyFigures.sum(funds, MutualAidStanding::founded))));
      case "mutual_aid.villages" ->
          in(
              "mutualaid",
              VILLAGES,
              () -> money.mutualAid(region, asOf, year, funds -> BigDecimal.valueOf(funds.size())));
      case "mutual_aid.capital_per_village" ->
          in(
              "mutualaid",
              YUAN_PER_VILLAGE,
              () ->
                  money.mutualAid(
                      region,
                      asOf,
                      null,
                      funds ->
                          MoneyFigures.theOne(funds, fund -> MoneyFigures.yuan(fund.founded()))));
      case "mutual_aid.leverage" ->
          in(
              "mutualaid",
              ClaimUnit.RATIO,
              () ->
                  money.mutualAid(
                      region,
                      asOf,
                      null,
                      funds ->
                          MoneyFigures.theOne(funds, fund -> BigDecimal.valueOf(fund.leverage()))));
      case "mutual_aid.lending_cap_per_village" ->
          in(
              "mutualaid",
              YUAN_PER_VILLAGE,
              () ->
                  money.mutualAid(
                      region,
                      asOf,
                      null,
                      funds ->
                          MoneyFigures.theOne(funds, fund -> MoneyFigures.yuan(fund.limit()))));
      case "mutual_aid.loans_granted" ->
          in(
              "mutualaid",
              YUAN,
              () ->
                  money.mutualAid(
                      region,
                      asOf,
                      null,
                      funds ->
                          MoneyFigures.yuan(MoneyFigures.sum(funds, MutualAidStanding::granted))));
      case "tariff.yulu_subsidy" ->
          in(
              "money",
              YUAN_PER_PERSON_AND_YEAR,
              () -> money.perPayment(region, asOf, Programme.YULU_SUBSIDY));
      case "tariff.university_grant" ->
          in(
              "money",
              YUAN_PER_PERSON_AND_YEAR,
              () -> money.perPayment(region, asOf, Programme.UNIVERSITY_GRANT));
      case "all_exited.year" -> in("progress", YEARS, () -> register.allExited(region, asOf));
      default -> null;
    };
  }

  private static Measure in(String view, ClaimUnit unit, Measure.Figure figure) {
    return new Measure(view, unit, figure);
  }

  /**
   * Plans of the region itself that are in force; the one general opinion and the budget rule are
   * not of N.
   */
  private Measured sectorPlans(RegionCode region, LocalDate day) {
    List<Published.Issued> plans =
        policies.getOrDefault(region, Published.NOTHING).inForce(day).stream()
            .filter(issued ->
                issued.sector() != Sector.GENERAL && issued.sector() != Sector.FUND_INTEGRATION)
            .toList();
    return plans.isEmpty()
        ? Measured.NO_FACTS
        : Measured.of(
                plans.stream().map(Published.Issued::policy).distinct().count(),
                plans.stream().anyMatch(Published.Issued::synthetic))
            .counting(plans.stream().map(Published.Issued::position).toList());
  }
}
