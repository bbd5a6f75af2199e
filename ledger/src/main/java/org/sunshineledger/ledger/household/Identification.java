package org.sunshineledger.ledger.household;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.Signer;
import org.sunshineledger.ledger.household.HouseholdEvent.CrossCheckHitSettled;
import org.sunshineledger.ledger.household.HouseholdEvent.CrossChecked;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdIdentified;
import org.sunshineledger.ledger.household.HouseholdEvent.VillageDeliberated;
import org.sunshineledger.ledger.household.Incomes.Surveyed;
import org.sunshineledger.ledger.notice.NoticeKind;
import org.sunshineledger.ledger.rules.Attendance;
import org.sunshineledger.ledger.rules.Deadline;
import org.sunshineledger.ledger.rules.ExclusionSignals;
import org.sunshineledger.ledger.rules.ExclusionSignals.Signal;
import org.sunshineledger.ledger.rules.PovertyLines;
import org.sunshineledger.ledger.rules.Procedure;
import org.sunshineledger.ledger.rules.Procedure.Step;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.Ruling;

/** 识别: the way from the application to the decision, by the steps that the rule set lists. */
final class Identification {

  /** An exception is signed by two: 慎重识别 (domain.md ID-7). */
  private static final int SIGNERS_OF_AN_EXCEPTION = 2;

  /** What is done to find out: an open hit is no reason not to do it. */
  private static final Set<Step> FINDING_OUT =
      EnumSet.of(Step.SURVEY, Step.DELIBERATIONS, Step.CROSS_CHECK);

  private record Hit(CrossCheckHit hit, @Nullable HitOutcome outcome) {}

  private final Map<Step, Taken> taken = new HashMap<>();
  private final Map<HitId, Hit> hits = new HashMap<>();
  private Vote review = Vote.NONE;
  private @Nullable Deliberation lastStage;

  /** A new application begins anew. */
  void begin() {
    taken.clear();
    hits.clear();
    review = Vote.NONE;
    lastStage = null;
  }

  // What must hold.

  /** Before an act that every procedure must list to know it. */
  void requireListed(Step step, Ruling ruling) {
    ruling.require(procedure(ruling).asksFor(step), Rule.STEP_NOT_LISTED, step.name());
  }

  /**
   * What the procedure asks for before this step.
   *
   * @param notice the one that was posted about the act before it
   */
  void requireBefore(
      Step step, @Nullable NoticeId notice, Incomes incomes, Ruling ruling, Elsewhere elsewhere) {
    boolean weighs = !FINDING_OUT.contains(step);
    require(procedure(ruling).before(step), weighs, notice, incomes, ruling, elsewhere);
  }

  private static Procedure procedure(Ruling ruling) {
    return ruling.terms(Rule.STEP_NOT_LISTED, Procedure.class);
  }

  /**
   * @param weighs whether the act weighs what was found, so that nothing may be open any more
   */
  private void require(
      List<Step> steps,
      boolean weighs,
      @Nullable NoticeId notice,
      Incomes incomes,
      Ruling ruling,
      Elsewhere elsewhere) {
    LocalDate day = ruling.day();
    // The steps stand in the order of their rules, which is the order of the checks.
    for (Step step : Step.values()) {
      if (step == Step.VILLAGE_REVIEW && weighs) ruling.require(areSettled(), Rule.HIT_NOT_SETTLED);
      if (!steps.contains(step)) continue;
      switch (step) {
        case SURVEY -> ruling.require(incomes.isAnyKnownOn(day), Rule.NOT_SURVEYED);
        case DELIBERATIONS -> ruling.require(of(step).isTakenBy(day), Rule.NOT_DELIBERATED);
        case CROSS_CHECK -> ruling.require(of(step).isTakenBy(day), Rule.NOT_CROSS_CHECKED);
        case VILLAGE_REVIEW -> {
          ruling.require(review.isTakenBy(ruling), Rule.NOT_REVIEWED);
          ruling.require(review.isWon(ruling), Rule.REVIEW_WITHOUT_MAJORITY);
        }
        case FIRST_NOTICE ->
            ruling.require(
                isClosedClean(step, notice, NoticeKind.IDENTIFICATION_FIRST, ruling, elsewhere),
                Rule.FIRST_NOTICE_NOT_CLEAN);
        case TOWNSHIP_AUDIT ->
            ruling.require(of(step).isPassedBy(day), Rule.TOWNSHIP_HAS_NOT_PASSED);
        case SECOND_NOTICE ->
            ruling.require(
                isClosedClean(step, notice, NoticeKind.IDENTIFICATION_SECOND, ruling, elsewhere),
                Rule.SECOND_NOTICE_NOT_CLEAN);
        case COUNTY_REVIEW -> ruling.require(of(step).isPassedBy(day), Rule.COUNTY_HAS_NOT_PASSED);
        case ANNOUNCEMENT -> requireAnnounced(notice, ruling, elsewhere);
      }
    }
  }

  private boolean isClosedClean(
      Step step, @Nullable NoticeId notice, NoticeKind kind, Ruling ruling, Elsewhere elsewhere) {
    Taken subject = publishedBy(step, ruling);
    return elsewhere.closedClean(notice, kind, subject.fact(), subject.on(), ruling);
  }

  private Taken publishedBy(Step publicity, Ruling ruling) {
    return procedure(ruling).publishedBy(publicity).map(this::of).orElse(Taken.NOT_YET);
  }

  private void requireAnnounced(@Nullable NoticeId notice, Ruling ruling, Elsewhere elsewhere) {
    Taken subject = publishedBy(Step.ANNOUNCEMENT, ruling);
    LocalDate on =
        elsewhere.announcedOn(notice, NoticeKind.IDENTIFICATION, subject.fact(), ruling.day());
    ruling.require(on != null, Rule.NOT_ANNOUNCED);
    ruling.require(
        on == null
            || !subject.isTakenBy(on)
            || ruling.meets(
                Rule.ANNOUNCED_TOO_LATE,
                Deadline.class,
                deadline -> deadline.isMet(subject.on(), on, ruling.calendar())),
        Rule.ANNOUNCED_TOO_LATE);
  }

  boolean areSettled() {
    return hits.values().stream().noneMatch(each -> each.outcome() == null);
  }

  void judge(VillageDeliberated fact, Incomes incomes, Ruling ruling, Elsewhere elsewhere) {
    List<Step> before = procedure(ruling).before(Step.DELIBERATIONS);
    // The rule on the survey comes before those on the deliberations, all others after them.
    boolean afterSurvey = before.contains(Step.SURVEY);
    ruling.require(!afterSurvey || incomes.isAnyKnownOn(ruling.day()), Rule.NOT_SURVEYED);
    ruling.require(
        fact.stage().follows(lastStage), Rule.DELIBERATION_OUT_OF_ORDER, fact.stage().name());
    ruling.require(
        fact.stage() != Deliberation.PARTY_MEMBERS_EXAMINED
            || ruling.meets(
                Rule.DELIBERATION_WITHOUT_QUORUM,
                Attendance.class,
                attendance -> attendance.isReached(fact.expected(), fact.present())),
        Rule.DELIBERATION_WITHOUT_QUORUM);
    if (!afterSurvey) require(before, false, null, incomes, ruling, elsewhere);
  }

  boolean areNew(List<CrossCheckHit> more) {
    Set<HitId> seen = new HashSet<>(hits.keySet());
    return more.stream().allMatch(each -> seen.add(each.hit()));
  }

  boolean isOpen(HitId hit) {
    Hit found = hits.get(hit);
    return found != null && found.outcome() == null;
  }

  void judgeDecision(
      HouseholdIdentified fact, Incomes incomes, Ruling ruling, Elsewhere elsewhere) {
    List<Step> asked = new ArrayList<>(procedure(ruling).beforeTheDecision());
    asked.addAll(lost(ruling));
    require(asked, true, fact.announcement(), incomes, ruling, elsewhere);
    ruling.require(isBasedOnLowIncome(fact, incomes, ruling), Rule.BASIS_INCOME_ABOVE_LINE);
    boolean free =
        ruling.meets(
            Rule.EXCLUSION_SIGNAL, ExclusionSignals.class, listed -> listed.isFreeOf(confirmed()));
    ruling.require(free, Rule.EXCLUSION_SIGNAL);
    ruling.require(free || isJustified(fact, ruling), Rule.EXCEPTION_NOT_JUSTIFIED);
  }

  /** Of the listed steps those that last went against the household, whatever was done after. */
  private List<Step> lost(Ruling ruling) {
    List<Step> lost = new ArrayList<>();
    if (!review.isWon(ruling)) lost.add(Step.VILLAGE_REVIEW);
    for (Step step : List.of(Step.TOWNSHIP_AUDIT, Step.COUNTY_REVIEW))
      if (of(step).isTakenBy(ruling.day()) && !of(step).passed()) lost.add(step);
    lost.removeIf(step -> !procedure(ruling).asksFor(step));
    return lost;
  }

  /** Income is a basis only below the line; another basis does not ask for it. */
  private static boolean isBasedOnLowIncome(
      HouseholdIdentified fact, Incomes incomes, Ruling ruling) {
    IdentificationBasis basis = fact.basis();
    if (basis != IdentificationBasis.INCOME) return true;
    Surveyed income = incomes.latest(ruling.day());
    return income == null
        || ruling.meets(
            Rule.BASIS_INCOME_ABOVE_LINE,
            PovertyLines.class,
            lines -> income.perCapita().compareTo(lines.of(income.year()).yuan()) < 0);
  }

  private Set<Signal> confirmed() {
    Set<Signal> confirmed = EnumSet.noneOf(Signal.class);
    for (Hit each : hits.values())
      if (each.outcome() == HitOutcome.CONFIRMED) confirmed.add(each.hit().signal());
    return confirmed;
  }

  private static boolean isJustified(HouseholdIdentified fact, Ruling ruling) {
    return fact.exception() != null
        && ruling.act().signers().stream().map(Signer::officer).distinct().count()
            >= SIGNERS_OF_AN_EXCEPTION;
  }

  // What has been done.

  private Taken of(Step step) {
    return taken.getOrDefault(step, Taken.NOT_YET);
  }

  void take(Step step, Taken how) {
    taken.put(step, how);
  }

  void take(Vote vote) {
    review = vote;
    take(Step.VILLAGE_REVIEW, vote.step());
  }

  void take(VillageDeliberated fact, Taken how) {
    lastStage = fact.stage();
    if (fact.stage() == Deliberation.RESOLUTION_PUBLISHED) take(Step.DELIBERATIONS, how);
  }

  void take(CrossChecked fact, Taken how) {
    take(Step.CROSS_CHECK, how);
    for (CrossCheckHit hit : fact.hits()) hits.put(hit.hit(), new Hit(hit, null));
  }

  void settle(CrossCheckHitSettled fact) {
    hits.computeIfPresent(fact.hit(), (_, open) -> new Hit(open.hit(), fact.outcome()));
  }
}
