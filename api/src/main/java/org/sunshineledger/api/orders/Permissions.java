package org.sunshineledger.api.orders;

import static org.sunshineledger.api.security.Role.ADMIN;
import static org.sunshineledger.api.security.Role.APPROVER;
import static org.sunshineledger.api.security.Role.AUDITOR;
import static org.sunshineledger.api.security.Role.CLERK;
import static org.sunshineledger.api.security.Role.FINANCE;
import static org.sunshineledger.api.security.Role.INSPECTOR;
import static org.sunshineledger.api.security.Role.PAYER;
import static org.sunshineledger.api.security.Role.REVIEWER;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.sunshineledger.api.security.Role;
import org.sunshineledger.ledger.duty.EnterpriseOrder.EndAgreement;
import org.sunshineledger.ledger.duty.EnterpriseOrder.RegisterEnterprise;
import org.sunshineledger.ledger.duty.EnterpriseOrder.SignAgreement;
import org.sunshineledger.ledger.duty.OfficerOrder.EndPairing;
import org.sunshineledger.ledger.duty.OfficerOrder.LeavePost;
import org.sunshineledger.ledger.duty.OfficerOrder.Pair;
import org.sunshineledger.ledger.duty.OfficerOrder.PostFirstSecretary;
import org.sunshineledger.ledger.duty.OfficerOrder.RecallFirstSecretary;
import org.sunshineledger.ledger.duty.OfficerOrder.RecordVisit;
import org.sunshineledger.ledger.duty.OfficerOrder.RegisterOfficer;
import org.sunshineledger.ledger.duty.OfficerOrder.SignPledge;
import org.sunshineledger.ledger.duty.OfficerOrder.TakePost;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.fund.FundOrder.AllotFund;
import org.sunshineledger.ledger.fund.FundOrder.AppropriateFund;
import org.sunshineledger.ledger.fund.FundOrder.CarryOverFund;
import org.sunshineledger.ledger.fund.FundOrder.PassDownFund;
import org.sunshineledger.ledger.fund.FundOrder.ReclaimFund;
import org.sunshineledger.ledger.fund.FundOrder.ReturnAllotment;
import org.sunshineledger.ledger.household.HouseholdOrder.AcknowledgeBenefit;
import org.sunshineledger.ledger.household.HouseholdOrder.AddMember;
import org.sunshineledger.ledger.household.HouseholdOrder.AdoptPlan;
import org.sunshineledger.ledger.household.HouseholdOrder.ApplyForRegister;
import org.sunshineledger.ledger.household.HouseholdOrder.AuditByTownship;
import org.sunshineledger.ledger.household.HouseholdOrder.CancelMeasure;
import org.sunshineledger.ledger.household.HouseholdOrder.ConfirmExit;
import org.sunshineledger.ledger.household.HouseholdOrder.CorrectMemberDetails;
import org.sunshineledger.ledger.household.HouseholdOrder.CrossCheck;
import org.sunshineledger.ledger.household.HouseholdOrder.DeclareKinship;
import org.sunshineledger.ledger.household.HouseholdOrder.Deliberate;
import org.sunshineledger.ledger.household.HouseholdOrder.DeliverMeasure;
import org.sunshineledger.ledger.household.HouseholdOrder.DisputeExit;
import org.sunshineledger.ledger.household.HouseholdOrder.ExitHousehold;
import org.sunshineledger.ledger.household.HouseholdOrder.IdentifyHousehold;
import org.sunshineledger.ledger.household.HouseholdOrder.ProposeExit;
import org.sunshineledger.ledger.household.HouseholdOrder.RecordRelapse;
import org.sunshineledger.ledger.household.HouseholdOrder.RefuseIdentification;
import org.sunshineledger.ledger.household.HouseholdOrder.RemoveHousehold;
import org.sunshineledger.ledger.household.HouseholdOrder.RemoveMember;
import org.sunshineledger.ledger.household.HouseholdOrder.Reverify;
import org.sunshineledger.ledger.household.HouseholdOrder.ReviewByCounty;
import org.sunshineledger.ledger.household.HouseholdOrder.ReviewInVillage;
import org.sunshineledger.ledger.household.HouseholdOrder.RevisePlan;
import org.sunshineledger.ledger.household.HouseholdOrder.SettleHit;
import org.sunshineledger.ledger.household.HouseholdOrder.SurveyIncome;
import org.sunshineledger.ledger.household.HouseholdOrder.VerifyExit;
import org.sunshineledger.ledger.mutualaid.MutualAidOrder.ChangeMutualAidTerms;
import org.sunshineledger.ledger.mutualaid.MutualAidOrder.CompensateDefault;
import org.sunshineledger.ledger.mutualaid.MutualAidOrder.DissolveMutualAidFund;
import org.sunshineledger.ledger.mutualaid.MutualAidOrder.EstablishMutualAidFund;
import org.sunshineledger.ledger.mutualaid.MutualAidOrder.GrantLoan;
import org.sunshineledger.ledger.mutualaid.MutualAidOrder.RecordLoanDefault;
import org.sunshineledger.ledger.mutualaid.MutualAidOrder.RepayLoan;
import org.sunshineledger.ledger.notice.NoticeOrder.Announce;
import org.sunshineledger.ledger.notice.NoticeOrder.AnnulNotice;
import org.sunshineledger.ledger.notice.NoticeOrder.CloseNotice;
import org.sunshineledger.ledger.notice.NoticeOrder.EvidencePosting;
import org.sunshineledger.ledger.notice.NoticeOrder.OpenObjection;
import org.sunshineledger.ledger.notice.NoticeOrder.PostNotice;
import org.sunshineledger.ledger.notice.NoticeOrder.RaiseObjection;
import org.sunshineledger.ledger.notice.NoticeOrder.ResolveObjection;
import org.sunshineledger.ledger.notice.NoticeOrder.WithdrawDocument;
import org.sunshineledger.ledger.payment.PaymentOrder.ApprovePayment;
import org.sunshineledger.ledger.payment.PaymentOrder.DisburseFund;
import org.sunshineledger.ledger.payment.PaymentOrder.OrderRecovery;
import org.sunshineledger.ledger.payment.PaymentOrder.PaySupplier;
import org.sunshineledger.ledger.payment.PaymentOrder.ReceiveRecovery;
import org.sunshineledger.ledger.payment.PaymentOrder.RefusePayment;
import org.sunshineledger.ledger.payment.PaymentOrder.RequestPayment;
import org.sunshineledger.ledger.payment.PaymentOrder.RequestSupplierPayment;
import org.sunshineledger.ledger.payment.PaymentOrder.ReturnPayment;
import org.sunshineledger.ledger.payment.PaymentOrder.ReturnSupplierPayment;
import org.sunshineledger.ledger.payment.PaymentOrder.SettlePayment;
import org.sunshineledger.ledger.policy.PolicyOrder.CloseBackfill;
import org.sunshineledger.ledger.policy.PolicyOrder.IssuePolicy;
import org.sunshineledger.ledger.policy.PolicyOrder.OpenBackfill;
import org.sunshineledger.ledger.policy.PolicyOrder.SupersedePolicy;
import org.sunshineledger.ledger.project.ProjectOrder.AcceptProject;
import org.sunshineledger.ledger.project.ProjectOrder.AdmitProject;
import org.sunshineledger.ledger.project.ProjectOrder.ApproveProject;
import org.sunshineledger.ledger.project.ProjectOrder.ChangeProject;
import org.sunshineledger.ledger.project.ProjectOrder.CloseProject;
import org.sunshineledger.ledger.project.ProjectOrder.CompleteDwellings;
import org.sunshineledger.ledger.project.ProjectOrder.FormAsset;
import org.sunshineledger.ledger.project.ProjectOrder.HandOverAsset;
import org.sunshineledger.ledger.project.ProjectOrder.ProposeProject;
import org.sunshineledger.ledger.project.ProjectOrder.RefuseProject;
import org.sunshineledger.ledger.project.ProjectOrder.StartProject;
import org.sunshineledger.ledger.region.RegionOrder.DefineRegion;
import org.sunshineledger.ledger.region.RegionOrder.RenameRegion;
import org.sunshineledger.ledger.region.RegionOrder.TransferRegion;
import org.sunshineledger.ledger.supervision.AuditOrder.AnswerReferral;
import org.sunshineledger.ledger.supervision.AuditOrder.CommentOnAudit;
import org.sunshineledger.ledger.supervision.AuditOrder.DraftAuditReport;
import org.sunshineledger.ledger.supervision.AuditOrder.IssueAuditDecision;
import org.sunshineledger.ledger.supervision.AuditOrder.IssueAuditReport;
import org.sunshineledger.ledger.supervision.AuditOrder.ReferFinding;
import org.sunshineledger.ledger.supervision.AuditOrder.ReportRectification;
import org.sunshineledger.ledger.supervision.AuditOrder.ServeAuditNotice;
import org.sunshineledger.ledger.supervision.AuditOrder.TakeAuditEvidence;
import org.sunshineledger.ledger.supervision.AuditOrder.VerifyRectification;
import org.sunshineledger.ledger.supervision.ClaimOrder.RecordClaim;
import org.sunshineledger.ledger.supervision.ClaimOrder.RecordClaimCheck;
import org.sunshineledger.ledger.supervision.ClaimOrder.WithdrawClaim;
import org.sunshineledger.ledger.supervision.LeadOrder.AnnounceDecision;
import org.sunshineledger.ledger.supervision.LeadOrder.CloseCase;
import org.sunshineledger.ledger.supervision.LeadOrder.DecideAccountability;
import org.sunshineledger.ledger.supervision.LeadOrder.DisposeLead;
import org.sunshineledger.ledger.supervision.LeadOrder.OpenCase;
import org.sunshineledger.ledger.supervision.LeadOrder.OpenReport;
import org.sunshineledger.ledger.supervision.LeadOrder.ReceiveLead;
import org.sunshineledger.ledger.supervision.LeadOrder.ReopenLead;
import org.sunshineledger.ledger.supervision.LeadOrder.TakeCaseEvidence;
import org.sunshineledger.ledger.vault.VaultOrder.ErasePersonalData;
import org.sunshineledger.ledger.vault.VaultOrder.LiftRestriction;
import org.sunshineledger.ledger.vault.VaultOrder.OpenPersonalData;
import org.sunshineledger.ledger.vault.VaultOrder.RestrictPersonalData;
import org.sunshineledger.ledger.village.VillageOrder.ExitVillage;
import org.sunshineledger.ledger.village.VillageOrder.ListVillage;
import org.sunshineledger.ledger.village.VillageOrder.ProposeVillageExit;
import org.sunshineledger.ledger.village.VillageOrder.RecordVillageRelapse;
import org.sunshineledger.ledger.village.VillageOrder.SurveyVillage;

/**
 * Which role may give which order. That two steps of one household need two people is a matter of
 * the rules, which look at the officers and not at the roles.
 */
final class Permissions {

  private static final Map<Class<? extends Order>, Set<Role>> ALLOWED = new HashMap<>();

  static {
    // 经办: what the village hands in.
    allow(CLERK, ApplyForRegister.class, SurveyIncome.class, ReviewInVillage.class);
    allow(CLERK, AddMember.class, RemoveMember.class, CorrectMemberDetails.class);
    allow(CLERK, AdoptPlan.class, RevisePlan.class, DeliverMeasure.class, CancelMeasure.class);
    allow(CLERK, ProposeExit.class, VerifyExit.class, ConfirmExit.class, DisputeExit.class);
    allow(CLERK, RecordRelapse.class, RaiseObjection.class, PostNotice.class, CloseNotice.class);
    allow(CLERK, Deliberate.class, CrossCheck.class, SettleHit.class, DeclareKinship.class);
    allow(CLERK, SurveyVillage.class, ProposeVillageExit.class, EvidencePosting.class);

    // 乡镇审核.
    allow(REVIEWER, AuditByTownship.class, RefuseIdentification.class, Reverify.class);
    allow(REVIEWER, VerifyExit.class, ConfirmExit.class, RevisePlan.class, CancelMeasure.class);
    allow(REVIEWER, CrossCheck.class, SettleHit.class, DeclareKinship.class);
    allow(REVIEWER, SurveyVillage.class, ProposeVillageExit.class);
    allow(REVIEWER, PostNotice.class, CloseNotice.class, Announce.class, ResolveObjection.class);
    allow(REVIEWER, AnnulNotice.class, EvidencePosting.class);
    allow(REVIEWER, WithdrawDocument.class);

    // 县级复核、审批.
    allow(APPROVER, ReviewByCounty.class, IdentifyHousehold.class, RefuseIdentification.class);
    allow(APPROVER, Reverify.class, RemoveHousehold.class, ConfirmExit.class);
    allow(APPROVER, ExitHousehold.class, RecordRelapse.class, ListVillage.class);
    allow(APPROVER, CrossCheck.class, SettleHit.class, RecordVillageRelapse.class);
    allow(APPROVER, ExitVillage.class, ApproveProject.class, ApprovePayment.class);
    allow(APPROVER, RefusePayment.class, PostNotice.class, CloseNotice.class, Announce.class);
    allow(APPROVER, ResolveObjection.class, AnnulNotice.class, EvidencePosting.class);
    allow(APPROVER, Pair.class, EndPairing.class);
    allow(APPROVER, WithdrawDocument.class);
    allow(APPROVER, RegisterEnterprise.class, SignAgreement.class, EndAgreement.class);

    // 项目: proposed and carried out below, changed and accepted by who approved it.
    allow(CLERK, RecordVisit.class);
    allow(CLERK, ProposeProject.class, StartProject.class, FormAsset.class, HandOverAsset.class);
    allow(CLERK, CompleteDwellings.class, AcknowledgeBenefit.class);
    allow(REVIEWER, AcceptProject.class, ProposeProject.class, RefuseProject.class);
    allow(APPROVER, AcceptProject.class, ChangeProject.class, CloseProject.class);
    allow(APPROVER, RefuseProject.class, OrderRecovery.class);

    // 互助资金: lent by the village, set up and dissolved above.
    allow(CLERK, GrantLoan.class, RepayLoan.class, RecordLoanDefault.class);
    allow(FINANCE, EstablishMutualAidFund.class, ChangeMutualAidTerms.class);
    allow(FINANCE, CompensateDefault.class, DissolveMutualAidFund.class);

    // 财政: plans the money and asks for payments.
    allow(FINANCE, AppropriateFund.class, PassDownFund.class, AllotFund.class);
    allow(FINANCE, ReturnAllotment.class, CarryOverFund.class, ReclaimFund.class);
    allow(FINANCE, AdmitProject.class, RequestPayment.class, RequestSupplierPayment.class);
    allow(FINANCE, PostNotice.class, CloseNotice.class, Announce.class, AnnulNotice.class);
    allow(FINANCE, EvidencePosting.class);
    allow(FINANCE, WithdrawDocument.class);

    // 国库支付: pays what another has approved, and hears from the bank.
    allow(PAYER, DisburseFund.class, PaySupplier.class, SettlePayment.class);
    allow(PAYER, ReturnPayment.class, ReturnSupplierPayment.class, ReceiveRecovery.class);

    // 审计: published figures and what they must add up to.
    allow(AUDITOR, RecordClaim.class, RecordClaimCheck.class, WithdrawClaim.class);
    allow(AUDITOR, ServeAuditNotice.class, TakeAuditEvidence.class, DraftAuditReport.class);
    allow(AUDITOR, CommentOnAudit.class, IssueAuditReport.class, IssueAuditDecision.class);
    allow(AUDITOR, ReferFinding.class, ReportRectification.class, VerifyRectification.class);

    // 纪检: leads and cases, and what became of those that an audit referred.
    allow(INSPECTOR, ReceiveLead.class, DisposeLead.class, ReopenLead.class, OpenCase.class);
    allow(INSPECTOR, TakeCaseEvidence.class, DecideAccountability.class, CloseCase.class);
    allow(INSPECTOR, AnnounceDecision.class, AnswerReferral.class);

    // 个人信息: opened by who works with persons or watches over it, each time on record.
    allow(CLERK, OpenPersonalData.class);
    allow(REVIEWER, OpenPersonalData.class);
    allow(PAYER, OpenPersonalData.class);
    allow(AUDITOR, OpenPersonalData.class);
    allow(INSPECTOR, OpenPersonalData.class);

    // 异议、举报: who said what the inspector learns, and nobody of those it may be about.
    allow(INSPECTOR, OpenObjection.class, OpenReport.class);

    allow(APPROVER, OpenPersonalData.class, RestrictPersonalData.class);
    allow(APPROVER, LiftRestriction.class, ErasePersonalData.class);

    // 管理: divisions, people and posts; no household, no money.
    allow(ADMIN, DefineRegion.class, RenameRegion.class, TransferRegion.class);
    allow(ADMIN, RegisterOfficer.class, TakePost.class, LeavePost.class, SignPledge.class);
    allow(ADMIN, Pair.class, EndPairing.class, PostFirstSecretary.class);
    allow(ADMIN, RecallFirstSecretary.class, IssuePolicy.class, SupersedePolicy.class);
    allow(ADMIN, OpenBackfill.class, CloseBackfill.class);
  }

  /**
   * Who may enter paper history; the ledger takes it only while backfill is open for the region.
   */
  static final Set<Role> BACKFILLING = Set.of(CLERK, REVIEWER, APPROVER, FINANCE, PAYER, ADMIN);

  /** Who may record that an authority lets a rule be broken; the authority is somebody else. */
  static final Set<Role> RECORDING_APPROVALS =
      Set.of(REVIEWER, APPROVER, FINANCE, PAYER, AUDITOR, INSPECTOR, ADMIN);

  private Permissions() {}

  @SafeVarargs
  private static void allow(Role role, Class<? extends Order>... orders) {
    for (Class<? extends Order> order : orders)
      ALLOWED.computeIfAbsent(order, _ -> EnumSet.noneOf(Role.class)).add(role);
  }

  /** The roles that may give the order. */
  static Set<Role> rolesFor(Class<? extends Order> order) {
    return ALLOWED.getOrDefault(order, Set.of());
  }
}
