package org.sunshineledger.projections.waiting;

import static org.sunshineledger.projections.waiting.NextStep.ACCEPT_PROJECT;
import static org.sunshineledger.projections.waiting.NextStep.ADMIT_PROJECT;
import static org.sunshineledger.projections.waiting.NextStep.ADOPT_PLAN;
import static org.sunshineledger.projections.waiting.NextStep.APPROVE_PAYMENT;
import static org.sunshineledger.projections.waiting.NextStep.APPROVE_PROJECT;
import static org.sunshineledger.projections.waiting.NextStep.CLOSE_NOTICE;
import static org.sunshineledger.projections.waiting.NextStep.CONFIRM_EXIT_FOR_GOVERNMENT;
import static org.sunshineledger.projections.waiting.NextStep.CONFIRM_EXIT_FOR_HOUSEHOLD;
import static org.sunshineledger.projections.waiting.NextStep.DISBURSE_FUND;
import static org.sunshineledger.projections.waiting.NextStep.EXIT_HOUSEHOLD;
import static org.sunshineledger.projections.waiting.NextStep.EXIT_VILLAGE;
import static org.sunshineledger.projections.waiting.NextStep.IDENTIFICATION;
import static org.sunshineledger.projections.waiting.NextStep.PAY_SUPPLIER;
import static org.sunshineledger.projections.waiting.NextStep.REMOVE_HOUSEHOLD;
import static org.sunshineledger.projections.waiting.NextStep.RESOLVE_OBJECTION;
import static org.sunshineledger.projections.waiting.NextStep.SETTLE_HIT;
import static org.sunshineledger.projections.waiting.NextStep.SETTLE_PAYMENT;
import static org.sunshineledger.projections.waiting.NextStep.START_PROJECT;
import static org.sunshineledger.projections.waiting.NextStep.VERIFY_EXIT;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.household.ConfirmingParty;
import org.sunshineledger.ledger.household.CrossCheckHit;
import org.sunshineledger.ledger.household.Deliberation;
import org.sunshineledger.ledger.household.HouseholdEvent;
import org.sunshineledger.ledger.household.HouseholdEvent.CountyReviewed;
import org.sunshineledger.ledger.household.HouseholdEvent.CrossCheckHitSettled;
import org.sunshineledger.ledger.household.HouseholdEvent.CrossChecked;
import org.sunshineledger.ledger.household.HouseholdEvent.ExitConfirmed;
import org.sunshineledger.ledger.household.HouseholdEvent.ExitDisputed;
import org.sunshineledger.ledger.household.HouseholdEvent.ExitProposed;
import org.sunshineledger.ledger.household.HouseholdEvent.ExitVerified;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdApplied;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdExited;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdIdentified;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdRemoved;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdReverified;
import org.sunshineledger.ledger.household.HouseholdEvent.IdentificationRefused;
import org.sunshineledger.ledger.household.HouseholdEvent.IncomeSurveyed;
import org.sunshineledger.ledger.household.HouseholdEvent.PlanAdopted;
import org.sunshineledger.ledger.household.HouseholdEvent.TownshipAudited;
import org.sunshineledger.ledger.household.HouseholdEvent.VillageDeliberated;
import org.sunshineledger.ledger.household.HouseholdEvent.VillageReviewed;
import org.sunshineledger.ledger.household.ReverificationOutcome;
import org.sunshineledger.ledger.household.ReviewResult;
import org.sunshineledger.ledger.notice.NoticeEvent;
import org.sunshineledger.ledger.notice.NoticeEvent.NoticeAnnulled;
import org.sunshineledger.ledger.notice.NoticeEvent.NoticeClosed;
import org.sunshineledger.ledger.notice.NoticeEvent.NoticePosted;
import org.sunshineledger.ledger.notice.NoticeEvent.ObjectionRaised;
import org.sunshineledger.ledger.notice.NoticeEvent.ObjectionResolved;
import org.sunshineledger.ledger.payment.PaymentEvent;
import org.sunshineledger.ledger.payment.PaymentEvent.FundDisbursed;
import org.sunshineledger.ledger.payment.PaymentEvent.PaymentApproved;
import org.sunshineledger.ledger.payment.PaymentEvent.PaymentRefused;
import org.sunshineledger.ledger.payment.PaymentEvent.PaymentRequested;
import org.sunshineledger.ledger.payment.PaymentEvent.PaymentSettled;
import org.sunshineledger.ledger.payment.PaymentEvent.SupplierPaid;
import org.sunshineledger.ledger.project.ProjectEvent;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectAccepted;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectAdmitted;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectApproved;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectClosed;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectProposed;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectRefused;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectStarted;
import org.sunshineledger.ledger.rules.Procedure;
import org.sunshineledger.ledger.village.VillageEvent.VillageExitProposed;
import org.sunshineledger.ledger.village.VillageEvent.VillageExited;
import org.sunshineledger.projections.view.View;

/**
 * What of this has been begun and is not at its end? A row is a household, a village, a notice, a
 * project or a payment, and says nothing while nothing of it waits. Each by itself, because facts
 * of one village come in another order than their days, and only a row that was given a late one is
 * folded from its beginning.
 */
public final class WaitingView implements View<String, Waiting> {

  /** Marks a payment to a supplier while it waits for its approval, which does not say so. */
  private static final String SUPPLIER = "SUPPLIER";

  private static final Set<String> TYPES =
      Set.of(
          "household.household-applied.v1",
          "household.income-surveyed.v1",
          "household.village-deliberated.v1",
          "household.cross-checked.v1",
          "household.cross-check-hit-settled.v1",
          "household.village-reviewed.v1",
          "household.township-audited.v1",
          "household.county-reviewed.v1",
          "household.household-identified.v1",
          "household.identification-refused.v1",
          "household.household-reverified.v1",
          "household.household-removed.v1",
          "household.plan-adopted.v1",
          "household.exit-proposed.v1",
          "household.exit-verified.v1",
          "household.exit-confirmed.v1",
          "household.exit-disputed.v1",
          "household.household-exited.v1",
          "village.village-exit-proposed.v1",
          "village.village-exited.v1",
          "notice.notice-posted.v1",
          "notice.objection-raised.v1",
          "notice.objection-resolved.v1",
          "notice.notice-closed.v1",
          "notice.notice-annulled.v1",
          "project.project-proposed.v1",
          "project.project-refused.v1",
          "project.project-admitted.v1",
          "project.project-approved.v1",
          "project.project-started.v1",
          "project.project-accepted.v1",
          "project.project-closed.v1",
          "payment.payment-requested.v1",
          "payment.payment-approved.v1",
          "payment.payment-refused.v1",
          "payment.fund-disbursed.v1",
          "payment.supplier-paid.v1",
          "payment.payment-settled.v1");

  private static final Set<NextStep> OF_AN_EXIT =
      EnumSet.of(
          VERIFY_EXIT, CONFIRM_EXIT_FOR_GOVERNMENT, CONFIRM_EXIT_FOR_HOUSEHOLD, EXIT_HOUSEHOLD);

  @Override
  public String name() {
    return "waiting";
  }

  @Override
  public int version() {
    return 3;
  }

  @Override
  public boolean reads(String type) {
    return TYPES.contains(type);
  }

  /** The stream. */
  @Override
  public Stream<String> keys(Fact fact) {
    return TYPES.contains(fact.type()) ? Stream.of(fact.stream()) : Stream.empty();
  }

  @Override
  public @Nullable Waiting fold(@Nullable Waiting row, String key, Fact fact) {
    Waiting after = after(row == null ? Waiting.NOTHING : row, fact);
    return after.pending().isEmpty() ? null : after;
  }

  private static Waiting after(Waiting before, Fact fact) {
    return switch (fact.event()) {
      case HouseholdEvent it -> household(before, fact, it);
      case NoticeEvent it -> notice(before, fact, it);
      case ProjectEvent it -> project(before, fact, it);
      case PaymentEvent it -> payment(before, fact, it);
      case VillageExitProposed _ -> before.with(pending(fact, EXIT_VILLAGE));
      case VillageExited _ -> done(before, EXIT_VILLAGE);
      default -> before;
    };
  }

  private static Waiting household(Waiting before, Fact fact, HouseholdEvent event) {
    return switch (event) {
      case HouseholdApplied _ -> before.with(pending(fact, IDENTIFICATION));
      case IncomeSurveyed _ -> step(before, fact, Procedure.Step.SURVEY);
      case VillageDeliberated it ->
          it.stage() == Deliberation.RESOLUTION_PUBLISHED
              ? step(before, fact, Procedure.Step.DELIBERATIONS)
              : before;
      case CrossChecked it ->
          crossChecked(step(before, fact, Procedure.Step.CROSS_CHECK), fact, it);
      case CrossCheckHitSettled it -> done(before, SETTLE_HIT, it.hit().number());
      case VillageReviewed _ -> step(before, fact, Procedure.Step.VILLAGE_REVIEW);
      case TownshipAudited it -> passed(before, fact, it.result(), Procedure.Step.TOWNSHIP_AUDIT);
      case CountyReviewed it -> passed(before, fact, it.result(), Procedure.Step.COUNTY_REVIEW);
      case HouseholdIdentified _ -> done(before, IDENTIFICATION).with(pending(fact, ADOPT_PLAN));
      case IdentificationRefused _ -> Waiting.NOTHING;
      case PlanAdopted _ -> done(before, ADOPT_PLAN);
      case HouseholdReverified it ->
          it.outcome() == ReverificationOutcome.WRONG_INCLUSION
              ? before.with(pending(fact, REMOVE_HOUSEHOLD))
              : done(before, REMOVE_HOUSEHOLD);
      case HouseholdRemoved _ -> Waiting.NOTHING;
      case ExitProposed _ -> withoutExit(before).with(pending(fact, VERIFY_EXIT));
      case ExitVerified it ->
          it.result() == ReviewResult.PASSED
              ? withoutExit(before)
                  .with(pending(fact, CONFIRM_EXIT_FOR_GOVERNMENT))
                  .with(pending(fact, CONFIRM_EXIT_FOR_HOUSEHOLD))
              : withoutExit(before);
      case ExitConfirmed it -> confirmed(before, fact, it.party());
      case ExitDisputed _ -> withoutExit(before);
      case HouseholdExited _ -> withoutExit(done(before, ADOPT_PLAN));
      default -> before;
    };
  }

  /** A step of an identification; what is done while nothing waits is of no other concern here. */
  private static Waiting step(Waiting before, Fact fact, Procedure.Step done) {
    return before.pending().stream()
        .filter(each -> each.step() == IDENTIFICATION)
        .findFirst()
        .map(each -> before.with(pending(fact, IDENTIFICATION, with(each.item(), done), null)))
        .orElse(before);
  }

  private static String with(String item, Procedure.Step done) {
    Set<String> all =
        item.isEmpty()
            ? Set.of(done.name())
            : Stream.concat(Stream.of(item.split(",", -1)), Stream.of(done.name()))
                .collect(Collectors.toSet());
    return all.stream().sorted().collect(Collectors.joining(","));
  }

  /** Whoever turns it down refuses the identification next; until then the same step waits. */
  private static Waiting passed(
      Waiting before, Fact fact, ReviewResult result, Procedure.Step done) {
    return result == ReviewResult.PASSED ? step(before, fact, done) : before;
  }

  private static Waiting crossChecked(Waiting before, Fact fact, CrossChecked event) {
    Waiting after = before;
    for (CrossCheckHit hit : event.hits())
      after = after.with(pending(fact, SETTLE_HIT, hit.hit().number(), null));
    return after;
  }

  private static Waiting confirmed(Waiting before, Fact fact, ConfirmingParty party) {
    NextStep half =
        party == ConfirmingParty.GOVERNMENT
            ? CONFIRM_EXIT_FOR_GOVERNMENT
            : CONFIRM_EXIT_FOR_HOUSEHOLD;
    Waiting after = done(before, half);
    boolean isOtherOpen =
        after.pending().stream().anyMatch(each -> OF_AN_EXIT.contains(each.step()));
    return isOtherOpen ? after : after.with(pending(fact, EXIT_HOUSEHOLD));
  }

  private static Waiting withoutExit(Waiting before) {
    return before.without(each -> OF_AN_EXIT.contains(each.step()));
  }

  private static Waiting notice(Waiting before, Fact fact, NoticeEvent event) {
    return switch (event) {
      case NoticePosted it -> before.with(pending(fact, CLOSE_NOTICE, "", it.closes().plusDays(1)));
      case ObjectionRaised it ->
          before.with(pending(fact, RESOLVE_OBJECTION, it.objection().number(), null));
      case ObjectionResolved it -> done(before, RESOLVE_OBJECTION, it.objection().number());
      case NoticeClosed _ -> done(before, CLOSE_NOTICE);
      case NoticeAnnulled _ -> Waiting.NOTHING;
      default -> before;
    };
  }

  private static Waiting project(Waiting before, Fact fact, ProjectEvent event) {
    return switch (event) {
      case ProjectProposed _ -> only(pending(fact, ADMIT_PROJECT));
      case ProjectAdmitted _ -> only(pending(fact, APPROVE_PROJECT));
      case ProjectApproved _ -> only(pending(fact, START_PROJECT));
      case ProjectStarted _ -> only(pending(fact, ACCEPT_PROJECT));
      case ProjectAccepted _, ProjectRefused _, ProjectClosed _ -> Waiting.NOTHING;
      default -> before;
    };
  }

  private static Waiting payment(Waiting before, Fact fact, PaymentEvent event) {
    return switch (event) {
      case PaymentRequested it ->
          only(pending(fact, APPROVE_PAYMENT, it.supplier() == null ? "" : SUPPLIER, null));
      case PaymentApproved _ ->
          only(pending(fact, isToSupplier(before) ? PAY_SUPPLIER : DISBURSE_FUND));
      case FundDisbursed _, SupplierPaid _ -> only(pending(fact, SETTLE_PAYMENT));
      case PaymentRefused _, PaymentSettled _ -> Waiting.NOTHING;
      default -> before;
    };
  }

  private static boolean isToSupplier(Waiting before) {
    return before.pending().stream().anyMatch(each -> each.item().equals(SUPPLIER));
  }

  private static Waiting done(Waiting before, NextStep step) {
    return before.without(each -> each.step() == step);
  }

  private static Waiting done(Waiting before, NextStep step, String item) {
    return before.without(each -> each.step() == step && each.item().equals(item));
  }

  private static Waiting only(Pending pending) {
    return Waiting.NOTHING.with(pending);
  }

  private static Pending pending(Fact fact, NextStep step) {
    return pending(fact, step, "", null);
  }

  private static Pending pending(Fact fact, NextStep step, String item, @Nullable LocalDate due) {
    return new Pending(
        fact.stream(),
        fact.place().levels().findFirst().orElse(null),
        step,
        item,
        fact.occurredOn(),
        due,
        fact.position(),
        fact.isSynthetic());
  }

  @Override
  public String text(String key) {
    return key;
  }

  @Override
  public String key(String text) {
    return text;
  }

  @Override
  public Class<Waiting> rowType() {
    return Waiting.class;
  }
}
