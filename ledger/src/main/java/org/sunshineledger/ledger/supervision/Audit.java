package org.sunshineledger.ledger.supervision;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Done;
import org.sunshineledger.ledger.fact.Envelope;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.rules.Deadline;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.Ruling;
import org.sunshineledger.ledger.supervision.AuditEvent.AuditDecisionIssued;
import org.sunshineledger.ledger.supervision.AuditEvent.AuditEvidenceTaken;
import org.sunshineledger.ledger.supervision.AuditEvent.AuditNoticeServed;
import org.sunshineledger.ledger.supervision.AuditEvent.AuditReportDrafted;
import org.sunshineledger.ledger.supervision.AuditEvent.AuditReportIssued;
import org.sunshineledger.ledger.supervision.AuditEvent.AuditeeCommented;
import org.sunshineledger.ledger.supervision.AuditEvent.FindingReferred;
import org.sunshineledger.ledger.supervision.AuditEvent.RectificationReported;
import org.sunshineledger.ledger.supervision.AuditEvent.RectificationVerified;
import org.sunshineledger.ledger.supervision.AuditEvent.ReferralAnswered;
import org.sunshineledger.ledger.supervision.AuditEvent.RuleOverridden;
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
import org.sunshineledger.ledger.supervision.LeadEvent.LeadReceived;

/** 审计项目: one audit from its notice to the verified rectification. */
public class Audit {

  /** What was told last of a lead, and as of which day. */
  private record Answer(LeadOutcome outcome, int decisions, LocalDate on) {

    /** Whether the lead still says so, and has not ended once more since. */
    boolean isStill(LeadStanding now) {
      LocalDate ended = now.endedOn();
      return outcome == now.outcome()
          && decisions == now.decisions()
          && (ended == null || !ended.isAfter(on));
    }
  }

  @AggregateIdentifier private @Nullable String stream;
  private @Nullable RegionCode region;
  private String auditee = "";
  private @Nullable LocalDate servedOn;

  /** The first day on which any was taken. */
  private @Nullable LocalDate evidenceOn;

  private @Nullable LocalDate draftedOn;
  private @Nullable OfficerId draftedBy;
  private @Nullable LocalDate commentedOn;
  private @Nullable LocalDate reportedOn;
  private @Nullable LocalDate decidedOn;
  private @Nullable LocalDate rectifyBy;
  private @Nullable LocalDate rectifiedOn;

  /** Of the draft, then of the report. */
  private final Map<Integer, AuditFinding> findings = new TreeMap<>();

  /** On which day each lead was begun. */
  private final Map<LeadId, LocalDate> referred = new HashMap<>();

  private final Map<LeadId, Answer> answered = new HashMap<>();

  Audit() {}

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(ServeAuditNotice order, Ruling ruling, CitedFacts facts, Officers officers) {
    ruling.at(order.region());
    decide(
        new AuditNoticeServed(order.audit(), order.region(), order.auditee(), order.auditors()),
        ruling,
        facts,
        officers);
  }

  @CommandHandler
  void handle(TakeAuditEvidence order, Ruling ruling, CitedFacts facts, Officers officers) {
    ruling.at(region());
    decide(
        new AuditEvidenceTaken(order.audit(), order.positions(), order.auditors()),
        ruling,
        facts,
        officers);
  }

  @CommandHandler
  void handle(DraftAuditReport order, Ruling ruling, CitedFacts facts, Officers officers) {
    ruling.at(region());
    decide(new AuditReportDrafted(order.audit(), order.findings()), ruling, facts, officers);
  }

  @CommandHandler
  void handle(CommentOnAudit order, Ruling ruling, CitedFacts facts, Officers officers) {
    ruling.at(region());
    decide(new AuditeeCommented(order.audit(), order.objects()), ruling, facts, officers);
  }

  @CommandHandler
  void handle(IssueAuditReport order, Ruling ruling, CitedFacts facts, Officers officers) {
    ruling.at(region());
    decide(new AuditReportIssued(order.audit(), order.findings()), ruling, facts, officers);
  }

  @CommandHandler
  void handle(IssueAuditDecision order, Ruling ruling, CitedFacts facts, Officers officers) {
    ruling.at(region());
    decide(
        new AuditDecisionIssued(
            order.audit(),
            region(),
            auditee,
            findings.values().stream()
                .map(each -> new DecidedFinding(each.number(), each.kind(), each.amount()))
                .toList(),
            order.rectifyBy(),
            order.published()),
        ruling,
        facts,
        officers);
  }

  /** The audit and the inspection are told in one append: what is referred has arrived. */
  @CommandHandler
  void handle(
      ReferFinding order, Ruling ruling, CitedFacts facts, Officers officers, Referrals referrals) {
    ruling.at(region());
    AuditFinding finding = findings.get(order.finding());
    List<Long> positions = finding == null ? List.of() : finding.positions();
    decide(
        new FindingReferred(order.audit(), order.finding(), order.lead(), positions),
        ruling,
        facts,
        officers);
    ruling.at(region());
    referrals.begin(
        order.lead(),
        lead ->
            lead.decide(
                new LeadReceived(
                    order.lead(), LeadSource.AUDIT, region(), positions, order.audit(), null),
                ruling,
                facts,
                officers));
  }

  @CommandHandler
  void handle(
      AnswerReferral order,
      Ruling ruling,
      CitedFacts facts,
      Officers officers,
      Referrals referrals) {
    ruling.at(region());
    LocalDate day = ruling.day();
    LeadStanding now = referrals.fromLead(order.lead(), lead -> lead.standingOn(day));
    Answer before = answered.get(order.lead());
    ruling.require(before == null || !before.isStill(now), Rule.NOTHING_CHANGES);
    decide(
        new ReferralAnswered(order.audit(), order.lead(), now.outcome(), now.decisions()),
        ruling,
        facts,
        officers);
  }

  @CommandHandler
  void handle(ReportRectification order, Ruling ruling, CitedFacts facts, Officers officers) {
    ruling.at(region());
    decide(
        new RectificationReported(
            order.audit(), region(), auditee, order.rectified(), order.recovered()),
        ruling,
        facts,
        officers);
  }

  @CommandHandler
  void handle(VerifyRectification order, Ruling ruling, CitedFacts facts, Officers officers) {
    ruling.at(region());
    decide(new RectificationVerified(order.audit(), order.result()), ruling, facts, officers);
  }

  private void decide(AuditEvent fact, Ruling ruling, CitedFacts facts, Officers officers) {
    judge(fact, ruling, facts, officers);
    ruling.record(fact);
  }

  /** What must hold of a fact before it is recorded, in the order an official checks it. */
  private void judge(AuditEvent fact, Ruling ruling, CitedFacts facts, Officers officers) {
    LocalDate day = ruling.day();
    switch (fact) {
      case AuditNoticeServed it -> {
        ruling.require(stream == null, Rule.ALREADY_EXISTS, it.audit().stream());
        Inquiry.requireKnown(it.auditors(), ruling, officers);
        Inquiry.requireEnough(it.auditors(), Rule.TOO_FEW_AUDITORS, ruling);
      }
      case AuditEvidenceTaken it -> {
        Inquiry.requireKnown(it.auditors(), ruling, officers);
        Inquiry.requireThere(it.positions(), facts.at(it.positions()), ruling);
        ruling.require(
            !it.positions().isEmpty() || !ruling.act().evidence().isEmpty(), Rule.EVIDENCE_MISSING);
        ruling.require(Done.by(day, servedOn), Rule.AUDIT_NOTICE_NOT_SERVED);
        ruling.require(isAnnouncedInTime(ruling), Rule.AUDIT_NOTICE_TOO_SHORT);
        Inquiry.requireEnough(it.auditors(), Rule.TOO_FEW_AUDITORS, ruling);
      }
      case AuditReportDrafted it -> {
        ruling.require(reportedOn == null, Rule.ALREADY_EXISTS, "report");
        requireThere(it.findings(), ruling, facts);
        ruling.require(Done.by(day, evidenceOn), Rule.AUDIT_WITHOUT_EVIDENCE);
      }
      case AuditeeCommented _ -> {
        ruling.require(Done.by(day, draftedOn), Rule.AUDIT_REPORT_NOT_DRAFTED);
        ruling.require(
            ruling.meets(
                Rule.AUDITEE_COMMENTED_LATE, Deadline.class, days -> !isSilenceOver(days, ruling)),
            Rule.AUDITEE_COMMENTED_LATE);
      }
      case AuditReportIssued it -> {
        ruling.require(reportedOn == null, Rule.ALREADY_EXISTS, "report");
        requireThere(it.findings(), ruling, facts);
        ruling.require(Done.by(day, draftedOn), Rule.AUDIT_REPORT_NOT_DRAFTED);
        ruling.require(
            it.findings().stream().allMatch(this::isDrafted)
                && (Done.by(day, commentedOn)
                    || ruling.meets(
                        Rule.AUDITEE_NOT_HEARD,
                        Deadline.class,
                        days -> isSilenceOver(days, ruling))),
            Rule.AUDITEE_NOT_HEARD);
        ruling.require(!ruling.act().actor().officer().equals(draftedBy), Rule.DRAFTER_ISSUES);
      }
      case AuditDecisionIssued it -> {
        ruling.require(decidedOn == null, Rule.ALREADY_EXISTS, "decision");
        ruling.require(Done.by(day, reportedOn), Rule.AUDIT_REPORT_NOT_ISSUED);
        ruling.require(!it.rectifyBy().isBefore(day), Rule.RECTIFY_BY_BEFORE_DECISION);
      }
      case FindingReferred it -> {
        ruling.require(
            findings.containsKey(it.finding()), Rule.FINDING_UNKNOWN, "finding " + it.finding());
        ruling.require(Done.by(day, draftedOn), Rule.AUDIT_REPORT_NOT_DRAFTED);
      }
      case ReferralAnswered it -> {
        LocalDate referredOn = referred.get(it.lead());
        ruling.require(Done.by(day, referredOn), Rule.REFERRAL_UNKNOWN, it.lead().number());
        ruling.require(it.outcome().isFinal(), Rule.LEAD_NOT_ENDED, it.outcome().name());
      }
      case RectificationReported it -> {
        for (int number : it.rectified())
          ruling.require(findings.containsKey(number), Rule.FINDING_UNKNOWN, "finding " + number);
        ruling.require(Done.by(day, decidedOn), Rule.AUDIT_DECISION_NOT_ISSUED);
        ruling.require(rectifyBy == null || !day.isAfter(rectifyBy), Rule.RECTIFIED_LATE);
      }
      case RectificationVerified _ ->
          ruling.require(Done.by(day, rectifiedOn), Rule.RECTIFICATION_NOT_REPORTED);
      case RuleOverridden _ -> {}
    }
  }

  private static void requireThere(List<AuditFinding> findings, Ruling ruling, CitedFacts facts) {
    List<Long> cited = findings.stream().flatMap(each -> each.positions().stream()).toList();
    Inquiry.requireThere(cited, facts.at(cited), ruling);
  }

  /** Whether the auditee has had the notice for the days before. */
  private boolean isAnnouncedInTime(Ruling ruling) {
    LocalDate served = servedOn;
    return served == null
        || ruling.meets(
            Rule.AUDIT_NOTICE_TOO_SHORT,
            Deadline.class,
            ahead -> !ruling.day().isBefore(ahead.due(served, ruling.calendar())));
  }

  private boolean isSilenceOver(Deadline days, Ruling ruling) {
    return draftedOn != null && !days.isMet(draftedOn, ruling.day(), ruling.calendar());
  }

  /** Whether the auditee could comment on it: what the report adds, nobody was asked about. */
  private boolean isDrafted(AuditFinding reported) {
    AuditFinding drafted = findings.get(reported.number());
    return drafted != null && reported.isWithin(drafted);
  }

  private RegionCode region() {
    if (region == null) throw new IllegalStateException("no notice was served");
    return region;
  }

  @EventSourcingHandler
  void on(AuditEvent fact, @MetaDataValue(Ruling.ENVELOPE) Envelope envelope) {
    LocalDate day = envelope.occurredOn();
    switch (fact) {
      case AuditNoticeServed it -> {
        stream = it.audit().stream();
        region = it.region();
        auditee = it.auditee();
        servedOn = day;
      }
      case AuditEvidenceTaken _ ->
          evidenceOn = evidenceOn == null || day.isBefore(evidenceOn) ? day : evidenceOn;
      case AuditReportDrafted it -> {
        draftedOn = day;
        draftedBy = envelope.actor().officer();
        commentedOn = null;
        found(it.findings());
      }
      case AuditeeCommented _ -> commentedOn = day;
      case AuditReportIssued it -> {
        reportedOn = day;
        found(it.findings());
      }
      case AuditDecisionIssued it -> {
        decidedOn = day;
        rectifyBy = it.rectifyBy();
      }
      case FindingReferred it -> referred.put(it.lead(), day);
      case ReferralAnswered it ->
          answered.put(it.lead(), new Answer(it.outcome(), it.decisions(), day));
      case RectificationReported _ -> rectifiedOn = day;
      case RectificationVerified _, RuleOverridden _ -> {}
    }
  }

  private void found(List<AuditFinding> reported) {
    findings.clear();
    for (AuditFinding finding : reported) findings.put(finding.number(), finding);
  }
}
