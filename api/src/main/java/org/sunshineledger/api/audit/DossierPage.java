package org.sunshineledger.api.audit;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.sunshineledger.api.security.Account;
import org.sunshineledger.api.security.Readers;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.api.web.Page;
import org.sunshineledger.ledger.fact.Actor;
import org.sunshineledger.ledger.fact.Event;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.Mode;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.household.HouseholdEvent.BenefitCredited;
import org.sunshineledger.ledger.household.HouseholdEvent.PlanAdopted;
import org.sunshineledger.ledger.household.HouseholdEvent.PlanRevised;
import org.sunshineledger.projections.dossier.Dossier;
import org.sunshineledger.projections.dossier.Dossiers;
import org.sunshineledger.projections.view.Moment;

/** One household's life on one time line: what happened when, and when it was recorded. */
@Controller
final class DossierPage {

  private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

  /** A live fact recorded later than this many days after it happened is marked. */
  private static final int LATE_AFTER_DAYS = 30;

  private final Dossiers dossiers;
  private final Readers readers;
  private final Clock clock;

  DossierPage(Dossiers dossiers, Readers readers, Clock clock) {
    this.dossiers = dossiers;
    this.readers = readers;
    this.clock = clock;
  }

  /**
   * One fact on the time line.
   *
   * @param daysLate from the day it happened to the day it was recorded
   * @param late recorded live and late; paper history is late by its nature
   * @param breaches codes of the rules it broke
   */
  record Step(
      long position,
      String type,
      LocalDate occurredOn,
      Instant recordedAt,
      long daysLate,
      boolean late,
      Mode mode,
      Actor actor,
      List<String> breaches,
      boolean synthetic,
      Event event) {}

  /** One version of the plan; measures are those it added. */
  record Plan(
      int version,
      LocalDate from,
      int targetExitYear,
      int personMeasures,
      int householdMeasures,
      long position) {}

  record Shown(
      HouseholdId household,
      List<Step> steps,
      List<Plan> plans,
      List<BenefitLine> benefits,
      Money received,
      long breaches,
      long late,
      boolean synthetic) {}

  record BenefitLine(LocalDate on, BenefitCredited benefit, long position) {}

  @GetMapping("/audit/households/{number}")
  Page show(
      @PathVariable HouseholdId number,
      @RequestParam(required = false) @Nullable LocalDate asOf,
      @RequestParam(required = false) @Nullable Instant knownAt,
      @AuthenticationPrincipal Account account) {
    LocalDate day = asOf == null ? LocalDate.now(clock) : asOf;
    Optional<Dossier> known = dossiers.of(number, new Moment(day, knownAt));
    Dossier dossier = known.orElseThrow(() -> Faulty.of(Fault.UNKNOWN_SUBJECT, ""));
    if (!readers.mayRead(account, dossier.facts().getLast()))
      throw Faulty.of(Fault.OUTSIDE_YOUR_REGION, "");
    readers.note(account, "the dossier of household " + number);
    return new Page("dossier", day, shown(dossier));
  }

  private static Shown shown(Dossier dossier) {
    List<Step> steps = dossier.facts().stream().map(DossierPage::step).toList();
    List<Plan> plans = new ArrayList<>();
    List<BenefitLine> benefits = new ArrayList<>();
    for (Fact fact : dossier.facts()) {
      switch (fact.event()) {
        case PlanAdopted plan ->
            plans.add(
                new Plan(
                    plan.version(),
                    fact.occurredOn(),
                    plan.targetExitYear(),
                    plan.forPersons().size(),
                    plan.forHousehold().size(),
                    fact.position()));
        case PlanRevised plan ->
            plans.add(
                new Plan(
                    plan.version(),
                    fact.occurredOn(),
                    plan.targetExitYear(),
                    plan.addedForPersons().size(),
                    plan.addedForHousehold().size(),
                    fact.position()));
        case BenefitCredited benefit ->
            benefits.add(new BenefitLine(fact.occurredOn(), benefit, fact.position()));
        default -> {
          // The time line shows the rest.
        }
      }
    }
    return new Shown(
        dossier.household(),
        steps,
        plans,
        benefits,
        benefits.stream().map(line -> line.benefit().amount()).reduce(Money.ZERO, Money::plus),
        steps.stream().filter(step -> !step.breaches().isEmpty()).count(),
        steps.stream().filter(Step::late).count(),
        dossier.synthetic());
  }

  private static Step step(Fact fact) {
    long days =
        ChronoUnit.DAYS.between(fact.occurredOn(), LocalDate.ofInstant(fact.recordedAt(), CHINA));
    return new Step(
        fact.position(),
        fact.type(),
        fact.occurredOn(),
        fact.recordedAt(),
        days,
        fact.envelope().mode() == Mode.LIVE && days > LATE_AFTER_DAYS,
        fact.envelope().mode(),
        fact.envelope().actor(),
        fact.envelope().breaches(),
        fact.isSynthetic(),
        fact.event());
  }
}
