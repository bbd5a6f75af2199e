package org.sunshineledger.ledger.supervision;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.sunshineledger.ledger.fact.Event;
import org.sunshineledger.ledger.fact.FactType;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.OverrideReason;
import org.sunshineledger.ledger.fact.Overriding;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Visibility;

/**
 * Everything that can be said about an audit, on {@code audit/{id}} (审计法 art. 35, 42–45, 48, 52,
 * 54; AC-10). An audit in progress is restricted, and so is every fact that cites facts; what is
 * published of its decision, and what the auditee has rectified, is public.
 */
public sealed interface AuditEvent extends Event {

  AuditId audit();

  @Override
  default Visibility visibility() {
    return Visibility.RESTRICTED;
  }

  @Override
  default Optional<Event> overriding(String rule, OfficerId authority, OverrideReason reason) {
    return Optional.of(new RuleOverridden(audit(), rule, authority, reason));
  }

  /** 审计通知书送达 the auditee; {@code region} is where the auditee belongs. */
  @FactType("audit.audit-notice-served.v1")
  record AuditNoticeServed(
      AuditId audit, RegionCode region, String auditee, List<OfficerId> auditors)
      implements AuditEvent {

    public AuditNoticeServed {
      auditors = List.copyOf(auditors);
    }
  }

  /** 取证: from facts of the ledger, and from papers whose digests stand in the envelope. */
  @FactType("audit.audit-evidence-taken.v1")
  record AuditEvidenceTaken(AuditId audit, List<Long> positions, List<OfficerId> auditors)
      implements AuditEvent {

    public AuditEvidenceTaken {
      positions = List.copyOf(positions);
      auditors = List.copyOf(auditors);
    }
  }

  /** 审计报告征求意见稿: the auditee's ten days begin. */
  @FactType("audit.audit-report-drafted.v1")
  record AuditReportDrafted(AuditId audit, List<AuditFinding> findings) implements AuditEvent {

    public AuditReportDrafted {
      findings = List.copyOf(findings);
    }
  }

  /** 被审计单位反馈意见; who says nothing within the days objects to nothing. */
  @FactType("audit.auditee-commented.v1")
  record AuditeeCommented(AuditId audit, boolean objects) implements AuditEvent {}

  /** 审计报告. */
  @FactType("audit.audit-report-issued.v1")
  record AuditReportIssued(AuditId audit, List<AuditFinding> findings) implements AuditEvent {

    public AuditReportIssued {
      findings = List.copyOf(findings);
    }
  }

  /**
   * 审计决定, in force when it is served.
   *
   * @param rectifyBy the last day to rectify and to say so
   * @param published whether the bureau publishes it (审计法 art. 40)
   */
  @FactType("audit.audit-decision-issued.v1")
  record AuditDecisionIssued(
      AuditId audit,
      RegionCode region,
      String auditee,
      List<DecidedFinding> findings,
      LocalDate rectifyBy,
      boolean published)
      implements AuditEvent {

    public AuditDecisionIssued {
      findings = List.copyOf(findings);
    }

    @Override
    public Visibility visibility() {
      return published ? Visibility.PUBLIC : Visibility.RESTRICTED;
    }
  }

  /** 移送: in the same append as the LeadReceived of the lead it is referred to. */
  @FactType("audit.finding-referred.v1")
  record FindingReferred(AuditId audit, int finding, LeadId lead, List<Long> positions)
      implements AuditEvent {

    public FindingReferred {
      positions = List.copyOf(positions);
    }
  }

  /**
   * 移送反馈: what became of it, as the lead says.
   *
   * @param decisions how many decisions were made on it
   */
  @FactType("audit.referral-answered.v1")
  record ReferralAnswered(AuditId audit, LeadId lead, LeadOutcome outcome, int decisions)
      implements AuditEvent {}

  /**
   * 整改报告, which the auditee publishes (审计法 art. 52).
   *
   * @param rectified numbers of the findings that are rectified
   * @param recovered money that has come back
   */
  @FactType("audit.rectification-reported.v1")
  record RectificationReported(
      AuditId audit, RegionCode region, String auditee, List<Integer> rectified, Money recovered)
      implements AuditEvent {

    public RectificationReported {
      rectified = List.copyOf(rectified);
    }

    @Override
    public Visibility visibility() {
      return Visibility.PUBLIC;
    }
  }

  /** 整改核查. */
  @FactType("audit.rectification-verified.v1")
  record RectificationVerified(AuditId audit, RectificationResult result) implements AuditEvent {
    @Override
    public Visibility visibility() {
      return Visibility.PUBLIC;
    }
  }

  /** 特批: a named authority let this rule be broken by the fact before it. */
  @FactType("audit.rule-overridden.v1")
  record RuleOverridden(AuditId audit, String rule, OfficerId authority, OverrideReason reason)
      implements AuditEvent, Overriding {}
}
