package org.sunshineledger.api.audit;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toUnmodifiableSet;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.sunshineledger.api.security.Account;
import org.sunshineledger.api.web.Editions;
import org.sunshineledger.api.web.Moments;
import org.sunshineledger.api.web.Page;
import org.sunshineledger.ledger.fact.Actor;
import org.sunshineledger.ledger.fact.Event;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.Mode;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.household.HouseholdEvent.BenefitCredited;
import org.sunshineledger.ledger.household.PlanRevisionReason;
import org.sunshineledger.ledger.log.seal.TransparencyLog;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.RuleSet;
import org.sunshineledger.projections.dossier.Dossier;
import org.sunshineledger.projections.dossier.PlanDifference;
import org.sunshineledger.projections.dossier.PlanTable;
import org.sunshineledger.projections.dossier.PlanVersion;
import org.sunshineledger.projections.dossier.PlannedMeasure;
import org.sunshineledger.projections.dossier.Plans;
import org.sunshineledger.projections.responsibility.ChainLink;
import org.sunshineledger.projections.view.Moment;

/** One household's life on one time line: what happened when, and when it was recorded. */
@Controller
final class DossierPage {

  private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

  private final OpenedDossiers dossiers;
  private final Carers carers;
  private final JudgedAnew judging;
  private final Editions editions;
  private final TransparencyLog log;
  private final Moments moments;
  private final Clock clock;

  DossierPage(
      OpenedDossiers dossiers,
      Carers carers,
      JudgedAnew judging,
      Editions editions,
      TransparencyLog log,
      Moments moments,
      Clock clock) {
    this.dossiers = dossiers;
    this.carers = carers;
    this.judging = judging;
    this.editions = editions;
    this.log = log;
    this.moments = moments;
    this.clock = clock;
  }

  /**
   * One fact on the time line.
   *
   * @param daysLate from the day it happened to the day it was recorded
   * @param late later than the rules of its day allow
   * @param breaches codes of the rules it broke
   * @param proof address of the proof file that it is in the log, or null until it is sealed
   * @param distance how far apart the two tracks are drawn, 0 to 100: 100 for the fact of the
   *     dossier that was recorded latest after its day, and by the root of the days, so that a week
   *     still shows beside a year
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
      @Nullable String proof,
      @JsonIgnore long distance,
      Event event) {}

  /** One version of the plan, against the one before; measures are those it added. */
  record Plan(
      int version,
      LocalDate from,
      int targetExitYear,
      long personMeasures,
      long householdMeasures,
      @Nullable PlanRevisionReason reason,
      List<PlannedMeasure> added,
      List<PlannedMeasure> removed,
      long position) {}

  /** What another edition of the rules says of the household. */
  record Anew(String version, String name, JudgedAnew.Judged judged) {}

  /**
   * @param tiers who answered on the day, from the household up to the city
   * @param visits of those who were paired with the household
   * @param planTable the plans again, side by side
   * @param editions versions by which the history can be judged anew
   * @param anew what one of them says; null when none was asked for
   * @param knownAt null when everything recorded up to now counts
   */
  record Shown(
      HouseholdId household,
      List<Step> steps,
      List<Plan> plans,
      List<BenefitLine> benefits,
      List<Carers.Visit> visits,
      List<ChainLink> tiers,
      @JsonIgnore PlanTable planTable,
      Money received,
      long breaches,
      long late,
      List<String> editions,
      @Nullable Anew anew,
      @Nullable Instant knownAt,
      boolean synthetic) {}

  record BenefitLine(LocalDate on, BenefitCredited benefit, long position) {}

  /**
   * @param under version of the edition by which the history is judged anew
   */
  @GetMapping("/audit/households/{number}")
  Page show(
      @PathVariable HouseholdId number,
      @RequestParam(required = false) @Nullable LocalDate asOf,
      @RequestParam(required = false) @Nullable Instant knownAt,
      @RequestParam(required = false) @Nullable Long position,
      @RequestParam(defaultValue = "") String under,
      @AuthenticationPrincipal Account account) {
    LocalDate day = asOf == null ? LocalDate.now(clock) : asOf;
    Moment moment = moments.of(day, knownAt, position);
    Dossier dossier = dossiers.open(number, moment, account, "the dossier");
    return new Page(
        "dossier",
        day,
        shown(
            dossier,
            carers.visits(number, moment, account),
            carers.chain(number, moment),
            under.isEmpty() ? null : anew(dossier, editions.of(under)),
            knownAt));
  }

  /** Its facts and who answered for it, as W3C PROV-JSON. */
  @GetMapping(
      path = "/audit/households/{number}.prov.json",
      produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Map<String, Object>> provenance(
      @PathVariable HouseholdId number,
      @RequestParam(required = false) @Nullable LocalDate asOf,
      @RequestParam(required = false) @Nullable Instant knownAt,
      @RequestParam(required = false) @Nullable Long position,
      @AuthenticationPrincipal Account account) {
    Moment moment = moments.of(asOf == null ? LocalDate.now(clock) : asOf, knownAt, position);
    Dossier dossier = dossiers.open(number, moment, account, "the provenance");
    return ResponseEntity.ok(carers.provenance(dossier.household(), moment));
  }

  /** Of what is shown: the whole history is judged, but what is hidden stays so. */
  private Anew anew(Dossier dossier, RuleSet edition) {
    JudgedAnew.Judged judged = judging.judge(dossier.household().stream(), edition);
    Set<Long> shown = dossier.facts().stream().map(Fact::position).collect(toUnmodifiableSet());
    return new Anew(
        edition.version(),
        edition.name(),
        new JudgedAnew.Judged(
            judged.stream(),
            judged.found().stream()
                .filter(found -> shown.contains(found.position()))
                .sorted(comparing(found -> !found.differs()))
                .toList(),
            judged.undecided()));
  }

  private Shown shown(
      Dossier dossier,
      List<Carers.Visit> visits,
      List<ChainLink> tiers,
      @Nullable Anew anew,
      @Nullable Instant knownAt) {
    long latest = dossier.facts().stream().mapToLong(DossierPage::daysLate).max().orElse(0);
    long sealed = log.size();
    List<Step> steps = dossier.facts().stream().map(fact -> step(fact, latest, sealed)).toList();
    List<PlanVersion> versions = Plans.of(dossier.facts());
    List<BenefitLine> benefits = new ArrayList<>();
    for (Fact fact : dossier.facts())
      if (fact.event() instanceof BenefitCredited benefit)
        benefits.add(new BenefitLine(fact.occurredOn(), benefit, fact.position()));
    return new Shown(
        dossier.household(),
        steps,
        Plans.stepByStep(versions).stream().map(DossierPage::plan).toList(),
        benefits,
        visits,
        tiers,
        PlanTable.of(versions),
        benefits.stream().map(line -> line.benefit().amount()).reduce(Money.ZERO, Money::plus),
        steps.stream().filter(step -> !step.breaches().isEmpty()).count(),
        steps.stream().filter(Step::late).count(),
        editions.versions(),
        anew,
        knownAt,
        dossier.synthetic());
  }

  private static Plan plan(PlanDifference difference) {
    PlanVersion version = difference.after();
    long forPersons = difference.added().stream().filter(each -> each.member() != null).count();
    return new Plan(
        version.version(),
        version.from(),
        version.targetExitYear(),
        forPersons,
        difference.added().size() - forPersons,
        version.reason(),
        difference.added(),
        difference.removed(),
        version.position());
  }

  private static long daysLate(Fact fact) {
    return ChronoUnit.DAYS.between(
        fact.occurredOn(), LocalDate.ofInstant(fact.recordedAt(), CHINA));
  }

  private static Step step(Fact fact, long latest, long sealed) {
    long days = daysLate(fact);
    return new Step(
        fact.position(),
        fact.type(),
        fact.occurredOn(),
        fact.recordedAt(),
        days,
        fact.envelope().breaches().contains(Rule.RECORDED_LATE.name()),
        fact.envelope().mode(),
        fact.envelope().actor(),
        fact.envelope().breaches(),
        fact.isSynthetic(),
        fact.position() < sealed ? "/log/proofs/%d.tlog-proof".formatted(fact.position()) : null,
        latest <= 0 ? 0 : Math.round(100 * Math.sqrt((double) Math.max(0, days) / latest)),
        fact.event());
  }
}
