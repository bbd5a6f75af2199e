package org.sunshineledger.api.staff;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.duty.OfficerOrder.Pair;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.household.HouseholdOrder;
import org.sunshineledger.ledger.household.HouseholdOrder.AdoptPlan;
import org.sunshineledger.ledger.household.HouseholdOrder.AuditByTownship;
import org.sunshineledger.ledger.household.HouseholdOrder.ConfirmExit;
import org.sunshineledger.ledger.household.HouseholdOrder.CrossCheck;
import org.sunshineledger.ledger.household.HouseholdOrder.Deliberate;
import org.sunshineledger.ledger.household.HouseholdOrder.ExitHousehold;
import org.sunshineledger.ledger.household.HouseholdOrder.IdentifyHousehold;
import org.sunshineledger.ledger.household.HouseholdOrder.RemoveHousehold;
import org.sunshineledger.ledger.household.HouseholdOrder.ReviewByCounty;
import org.sunshineledger.ledger.household.HouseholdOrder.ReviewInVillage;
import org.sunshineledger.ledger.household.HouseholdOrder.SettleHit;
import org.sunshineledger.ledger.household.HouseholdOrder.SurveyIncome;
import org.sunshineledger.ledger.household.HouseholdOrder.VerifyExit;
import org.sunshineledger.ledger.notice.NoticeOrder.Announce;
import org.sunshineledger.ledger.notice.NoticeOrder.CloseNotice;
import org.sunshineledger.ledger.notice.NoticeOrder.ResolveObjection;
import org.sunshineledger.ledger.payment.PaymentOrder.ApprovePayment;
import org.sunshineledger.ledger.payment.PaymentOrder.DisburseFund;
import org.sunshineledger.ledger.payment.PaymentOrder.PaySupplier;
import org.sunshineledger.ledger.payment.PaymentOrder.SettlePayment;
import org.sunshineledger.ledger.project.ProjectOrder.AcceptProject;
import org.sunshineledger.ledger.project.ProjectOrder.AdmitProject;
import org.sunshineledger.ledger.project.ProjectOrder.ApproveProject;
import org.sunshineledger.ledger.project.ProjectOrder.StartProject;
import org.sunshineledger.ledger.rules.Procedure;
import org.sunshineledger.ledger.supervision.AuditOrder.VerifyRectification;
import org.sunshineledger.ledger.supervision.LeadOrder.AnnounceDecision;
import org.sunshineledger.ledger.supervision.LeadOrder.DisposeLead;
import org.sunshineledger.ledger.village.VillageOrder.ExitVillage;
import org.sunshineledger.projections.waiting.NextStep;

/** One kind of thing to do, and the order that does it: who may give that has it to do. */
public enum Task {
  SURVEY(SurveyIncome.class),
  DELIBERATE(Deliberate.class),
  CROSS_CHECK(CrossCheck.class),
  VILLAGE_REVIEW(ReviewInVillage.class),
  TOWNSHIP_AUDIT(AuditByTownship.class),
  COUNTY_REVIEW(ReviewByCounty.class),
  IDENTIFY(IdentifyHousehold.class),
  SETTLE_HIT(SettleHit.class),
  ADOPT_PLAN(AdoptPlan.class),
  /** Households that nobody is paired with. */
  PAIR(Pair.class),
  REMOVE_HOUSEHOLD(RemoveHousehold.class),
  VERIFY_EXIT(VerifyExit.class),
  CONFIRM_EXIT_FOR_GOVERNMENT(ConfirmExit.class),
  CONFIRM_EXIT_FOR_HOUSEHOLD(ConfirmExit.class),
  EXIT_HOUSEHOLD(ExitHousehold.class),
  EXIT_VILLAGE(ExitVillage.class),
  CLOSE_NOTICE(CloseNotice.class),
  RESOLVE_OBJECTION(ResolveObjection.class),
  /** What must be published and is not. */
  PUBLISH(Announce.class),
  ADMIT_PROJECT(AdmitProject.class),
  APPROVE_PROJECT(ApproveProject.class),
  START_PROJECT(StartProject.class),
  ACCEPT_PROJECT(AcceptProject.class),
  APPROVE_PAYMENT(ApprovePayment.class),
  DISBURSE_FUND(DisburseFund.class),
  PAY_SUPPLIER(PaySupplier.class),
  SETTLE_PAYMENT(SettlePayment.class),
  DISPOSE_LEAD(DisposeLead.class),
  ANNOUNCE_DECISION(AnnounceDecision.class),
  VERIFY_RECTIFICATION(VerifyRectification.class),
  /** Lists that were uploaded and neither recorded nor taken back. */
  FINISH_IMPORT(null);

  private final @Nullable Class<? extends Order> order;

  Task(@Nullable Class<? extends Order> order) {
    this.order = order;
  }

  /** The order that does it; null for what is no order. */
  @Nullable Class<? extends Order> order() {
    return order;
  }

  /** Whether it tells which households are on the register. */
  boolean isOfHouseholds() {
    return this == PAIR || (order != null && HouseholdOrder.class.isAssignableFrom(order));
  }

  /** What comes next of an identification of which these steps are done. */
  static Task next(Procedure procedure, List<String> done) {
    return procedure.steps().stream()
        .filter(step -> !step.isPublicity() && !done.contains(step.name()))
        .findFirst()
        .map(Task::of)
        .orElse(IDENTIFY);
  }

  private static Task of(Procedure.Step step) {
    return switch (step) {
      case SURVEY -> SURVEY;
      case DELIBERATIONS -> DELIBERATE;
      case CROSS_CHECK -> CROSS_CHECK;
      case VILLAGE_REVIEW -> VILLAGE_REVIEW;
      case TOWNSHIP_AUDIT -> TOWNSHIP_AUDIT;
      case COUNTY_REVIEW -> COUNTY_REVIEW;
      case FIRST_NOTICE, SECOND_NOTICE, ANNOUNCEMENT -> IDENTIFY;
    };
  }

  /** The task of a step, which has its name, but for an identification, which is many. */
  static Task of(NextStep step) {
    return step == NextStep.IDENTIFICATION ? IDENTIFY : valueOf(step.name());
  }
}
