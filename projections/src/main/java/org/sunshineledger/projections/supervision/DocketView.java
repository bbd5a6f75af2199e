package org.sunshineledger.projections.supervision;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.supervision.AuditEvent;
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
import org.sunshineledger.ledger.supervision.AuditFinding;
import org.sunshineledger.ledger.supervision.LeadEvent;
import org.sunshineledger.ledger.supervision.LeadEvent.AccountabilityDecided;
import org.sunshineledger.ledger.supervision.LeadEvent.CaseClosed;
import org.sunshineledger.ledger.supervision.LeadEvent.CaseEvidenceTaken;
import org.sunshineledger.ledger.supervision.LeadEvent.CaseOpened;
import org.sunshineledger.ledger.supervision.LeadEvent.DecisionAnnounced;
import org.sunshineledger.ledger.supervision.LeadEvent.LeadDisposed;
import org.sunshineledger.ledger.supervision.LeadEvent.LeadReceived;
import org.sunshineledger.ledger.supervision.LeadEvent.LeadReopened;
import org.sunshineledger.projections.view.View;

/** Which leads and audits began in this division, and which of them cite this fact? */
public final class DocketView implements View<String, Docket> {

  static String of(RegionCode region) {
    return "region/" + region;
  }

  static String of(long position) {
    return "fact/" + position;
  }

  @Override
  public String name() {
    return "docket";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public boolean reads(String type) {
    return type.startsWith("lead.") || type.startsWith("audit.");
  }

  /** A dated list. */
  @Override
  public boolean inAnyOrder() {
    return true;
  }

  @Override
  public Stream<String> keys(Fact fact) {
    return switch (fact.event()) {
      case LeadEvent event -> keys(event);
      case AuditEvent event -> keys(event);
      default -> Stream.empty();
    };
  }

  private static Stream<String> keys(LeadEvent event) {
    return switch (event) {
      case LeadReceived it -> Stream.concat(Stream.of(of(it.region())), facts(it.positions()));
      case LeadReopened it -> facts(it.positions());
      case CaseEvidenceTaken it -> facts(it.positions());
      case LeadDisposed _,
          CaseOpened _,
          AccountabilityDecided _,
          DecisionAnnounced _,
          CaseClosed _,
          LeadEvent.ReportSealed _,
          LeadEvent.ReportOpened _,
          LeadEvent.RuleOverridden _ ->
          Stream.empty();
    };
  }

  private static Stream<String> keys(AuditEvent event) {
    return switch (event) {
      case AuditNoticeServed it -> Stream.of(of(it.region()));
      case AuditEvidenceTaken it -> facts(it.positions());
      case AuditReportDrafted it -> found(it.findings());
      case AuditReportIssued it -> found(it.findings());
      case AuditeeCommented _,
          AuditDecisionIssued _,
          FindingReferred _,
          ReferralAnswered _,
          RectificationReported _,
          RectificationVerified _,
          AuditEvent.RuleOverridden _ ->
          Stream.empty();
    };
  }

  private static Stream<String> found(List<AuditFinding> findings) {
    return findings.stream().flatMap(finding -> facts(finding.positions())).distinct();
  }

  private static Stream<String> facts(Collection<Long> positions) {
    return positions.stream().map(DocketView::of);
  }

  @Override
  public Docket fold(@Nullable Docket row, String key, Fact fact) {
    return (row == null ? Docket.EMPTY : row)
        .with(new Docket.Entry(fact.stream(), fact.occurredOn(), fact.position()));
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
  public Class<Docket> rowType() {
    return Docket.class;
  }
}
