package org.sunshineledger.api;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.sunshineledger.ledger.Ledger;

/**
 * Every fact of the vocabulary, stream by stream, and the order that causes it, or why none does.
 */
final class Vocabulary {

  /**
   * A line is a fact and what causes it: the address of an order; {@code special approval}, which
   * comes with any order; {@code elsewhere}, another part of the ledger's work; or {@code none} and
   * the reason.
   */
  private static final String TEXT =
      """
      region.region-defined | /regions
      region.region-renamed | /regions/{region}/rename-region
      region.region-transferred | /regions/{region}/transfer-region
      village.village-listed | /villages
      village.village-indicators-surveyed | /villages/{village}/survey-village
      village.village-exit-proposed | /villages/{village}/propose-village-exit
      village.village-exited | /villages/{village}/exit-village
      village.village-relapsed | /villages/{village}/record-village-relapse
      village.rule-overridden | special approval
      household.household-applied | /households
      household.income-surveyed | /households/{household}/survey-income
      household.village-deliberated | /households/{household}/deliberate
      household.cross-checked | /households/{household}/cross-check
      household.cross-check-hit-settled | /households/{household}/settle-hit
      household.kinship-declared | /households/{household}/declare-kinship
      household.village-reviewed | /households/{household}/review-in-village
      household.township-audited | /households/{household}/audit-by-township
      household.county-reviewed | /households/{household}/review-by-county
      household.household-identified | /households/{household}/identify-household
      household.identification-refused | /households/{household}/refuse-identification
      household.household-reverified | /households/{household}/reverify
      household.household-removed | /households/{household}/remove-household
      household.member-joined | /households/{household}/add-member
      household.member-left | /households/{household}/remove-member
      household.member-details-corrected | /households/{household}/correct-member-details
      household.plan-adopted | /households/{household}/adopt-plan
      household.plan-revised | /households/{household}/revise-plan
      household.measure-delivered | /households/{household}/deliver-measure
      household.measure-cancelled | /households/{household}/cancel-measure
      household.benefit-credited | /payments/{payment}/disburse-fund
      household.benefit-acknowledged | /households/{household}/acknowledge-benefit
      household.benefit-reversed | /payments/{payment}/return-payment
      household.benefit-reversed | /payments/{payment}/receive-recovery
      household.exit-proposed | /households/{household}/propose-exit
      household.exit-verified | /households/{household}/verify-exit
      household.exit-confirmed | /households/{household}/confirm-exit
      household.exit-disputed | /households/{household}/dispute-exit
      household.household-exited | /households/{household}/exit-household
      household.relapse-recorded | /households/{household}/record-relapse
      household.rule-overridden | special approval
      policy.policy-issued | /policies
      policy.policy-superseded | /policies/{policy}/supersede-policy
      policy.backfill-opened | /policies/{policy}/open-backfill
      policy.backfill-closed | /policies/{policy}/close-backfill
      fund.fund-appropriated | /funds
      fund.fund-appropriated | /funds/{fund}/pass-down-fund
      fund.fund-passed-down | /funds/{fund}/pass-down-fund
      fund.fund-allotted | /funds/{fund}/allot-fund
      fund.fund-returned | /funds/{fund}/return-allotment
      fund.fund-carried-over | /funds/{fund}/carry-over-fund
      fund.fund-reclaimed | /funds/{fund}/reclaim-fund
      fund.rule-overridden | special approval
      project.project-proposed | /projects/{project}/propose-project
      project.project-admitted | /projects
      project.project-refused | /projects/{project}/refuse-project
      project.project-approved | /projects/{project}/approve-project
      project.project-changed | /projects/{project}/change-project
      project.project-started | /projects/{project}/start-project
      project.project-accepted | /projects/{project}/accept-project
      project.asset-formed | /projects/{project}/form-asset
      project.asset-handed-over | /projects/{project}/hand-over-asset
      project.dwelling-completed | /projects/{project}/complete-dwellings
      project.project-debited | /payments/{payment}/disburse-fund
      project.project-debited | /payments/{payment}/pay-supplier
      project.project-credited | /payments/{payment}/return-payment
      project.project-credited | /payments/{payment}/receive-recovery
      project.project-credited | /payments/{payment}/return-supplier-payment
      project.project-closed | /projects/{project}/close-project
      project.rule-overridden | special approval
      payment.payment-requested | /payments
      payment.payment-requested | /payments/{payment}/request-supplier-payment
      payment.payment-approved | /payments/{payment}/approve-payment
      payment.payment-refused | /payments/{payment}/refuse-payment
      payment.fund-disbursed | /payments/{payment}/disburse-fund
      payment.supplier-paid | /payments/{payment}/pay-supplier
      payment.payment-settled | /payments/{payment}/settle-payment
      payment.payment-returned | /payments/{payment}/return-payment
      payment.supplier-payment-returned | /payments/{payment}/return-supplier-payment
      payment.recovery-ordered | /payments/{payment}/order-recovery
      payment.recovery-received | /payments/{payment}/receive-recovery
      payment.rule-overridden | special approval
      mutual-aid.mutual-aid-fund-established | /mutual-aid
      mutual-aid.mutual-aid-terms-changed | /mutual-aid/{village}/change-mutual-aid-terms
      mutual-aid.loan-granted | /mutual-aid/{village}/grant-loan
      mutual-aid.loan-repaid | /mutual-aid/{village}/repay-loan
      mutual-aid.loan-defaulted | /mutual-aid/{village}/record-loan-default
      mutual-aid.default-compensated | /mutual-aid/{village}/compensate-default
      mutual-aid.mutual-aid-fund-dissolved | /mutual-aid/{village}/dissolve-mutual-aid-fund
      mutual-aid.rule-overridden | special approval
      notice.notice-posted | /notices
      notice.posting-evidenced | /notices/{notice}/evidence-posting
      notice.objection-raised | /notices/{notice}/raise-objection
      notice.objection-sealed | elsewhere
      notice.objection-opened | /notices/{notice}/open-objection
      notice.objection-resolved | /notices/{notice}/resolve-objection
      notice.notice-closed | /notices/{notice}/close-notice
      notice.notice-annulled | /notices/{notice}/annul-notice
      notice.announced | /notices/{notice}/announce
      notice.document-withdrawn | /notices/{notice}/withdraw-document
      notice.rule-overridden | special approval
      officer.officer-registered | /officers
      officer.post-taken | /officers/{officer}/take-post
      officer.post-left | /officers/{officer}/leave-post
      officer.pledge-signed | /officers/{officer}/sign-pledge
      officer.paired | /officers/{officer}/pair
      officer.pairing-ended | /officers/{officer}/end-pairing
      officer.first-secretary-posted | /officers/{officer}/post-first-secretary
      officer.first-secretary-recalled | /officers/{officer}/recall-first-secretary
      officer.visit-recorded | /officers/{officer}/record-visit
      enterprise.enterprise-registered | /enterprises
      enterprise.agreement-signed | /enterprises/{enterprise}/sign-agreement
      enterprise.agreement-ended | /enterprises/{enterprise}/end-agreement
      lead.lead-received | /leads
      lead.report-sealed | elsewhere
      lead.report-opened | /leads/{lead}/open-report
      lead.lead-received | /audits/{audit}/refer-finding
      lead.lead-disposed | /leads/{lead}/dispose-lead
      lead.lead-reopened | /leads/{lead}/reopen-lead
      lead.case-opened | /leads/{lead}/open-case
      lead.case-evidence-taken | /leads/{lead}/take-case-evidence
      lead.accountability-decided | /leads/{lead}/decide-accountability
      lead.decision-announced | /leads/{lead}/announce-decision
      lead.case-closed | /leads/{lead}/close-case
      lead.rule-overridden | special approval
      audit.audit-notice-served | /audits
      audit.audit-evidence-taken | /audits/{audit}/take-audit-evidence
      audit.audit-report-drafted | /audits/{audit}/draft-audit-report
      audit.auditee-commented | /audits/{audit}/comment-on-audit
      audit.audit-report-issued | /audits/{audit}/issue-audit-report
      audit.audit-decision-issued | /audits/{audit}/issue-audit-decision
      audit.finding-referred | /audits/{audit}/refer-finding
      audit.referral-answered | /audits/{audit}/answer-referral
      audit.rectification-reported | /audits/{audit}/report-rectification
      audit.rectification-verified | /audits/{audit}/verify-rectification
      audit.rule-overridden | special approval
      claim.claim-recorded | /claims
      claim.claim-check-recorded | /claims/{source}/record-claim-check
      claim.claim-withdrawn | /claims/{source}/withdraw-claim
      vault.personal-data-restricted | /persons
      vault.personal-data-restriction-lifted | /persons/{subject}/lift-restriction
      vault.personal-data-erased | /persons/{subject}/erase-personal-data
      vault.personal-data-accessed | /persons/{subject}/open-personal-data
      *.entry-corrected | none: a correction is the fact that corrects, and names what it corrects
      """;

  /**
   * One fact of one order, or of none.
   *
   * @param type without its version
   */
  record Line(String type, String cause) {
    boolean isOrder() {
      return cause.startsWith("/");
    }
  }

  /**
   * About what only the public hands in, by doors of its own: {@link ObjectionsTest} gives them.
   */
  static final Set<String> ABOUT_WHAT_THE_PUBLIC_HANDED_IN =
      Set.of("/notices/{notice}/open-objection", "/leads/{lead}/open-report");

  private final List<Line> lines =
      TEXT.lines()
          .map(line -> line.split(" \\| ", 2))
          .map(parts -> new Line(parts[0], parts[1]))
          .toList();

  List<Line> lines() {
    return lines;
  }

  /** The types that the ledger publishes, without their versions. */
  static Set<String> published() {
    return Ledger.published().names().stream()
        .map(name -> name.substring(0, name.lastIndexOf('.')))
        .collect(toCollection(TreeSet::new));
  }

  /**
   * @param caused types of facts by the address of the order that led to them, as it happened
   */
  void everyFactComesFromItsOrder(Map<String, Set<String>> caused) {
    List<Line> missing = new ArrayList<>();
    for (Line line : lines)
      if (line.isOrder()
          && !ABOUT_WHAT_THE_PUBLIC_HANDED_IN.contains(line.cause())
          && Optional.ofNullable(caused.get(line.cause())).orElse(Set.of()).stream()
              .noneMatch(type -> type.startsWith(line.type() + "."))) missing.add(line);
    assertThat(missing).as("facts that their order did not cause").isEmpty();
  }
}
