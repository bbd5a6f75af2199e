package org.sunshineledger.ledger.supervision;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.fact.RegionCode;

/** What can be ordered of an audit. */
public sealed interface AuditOrder extends Order {

  AuditId audit();

  @Override
  default String stream() {
    return audit().stream();
  }

  record ServeAuditNotice(
      AuditId audit, RegionCode region, String auditee, List<OfficerId> auditors)
      implements AuditOrder {

    public ServeAuditNotice {
      auditors = List.copyOf(auditors);
      if (auditee.isBlank()) throw new IllegalArgumentException("an auditee without its name");
    }
  }

  record TakeAuditEvidence(AuditId audit, List<Long> positions, List<OfficerId> auditors)
      implements AuditOrder {

    public TakeAuditEvidence {
      positions = CitedFacts.positions(positions);
      auditors = List.copyOf(auditors);
    }
  }

  record DraftAuditReport(AuditId audit, List<AuditFinding> findings) implements AuditOrder {

    public DraftAuditReport {
      findings = numbered(findings);
    }
  }

  record CommentOnAudit(AuditId audit, boolean objects) implements AuditOrder {}

  record IssueAuditReport(AuditId audit, List<AuditFinding> findings) implements AuditOrder {

    public IssueAuditReport {
      findings = numbered(findings);
    }
  }

  /** The findings are those of the report. */
  record IssueAuditDecision(AuditId audit, LocalDate rectifyBy, boolean published)
      implements AuditOrder {}

  record ReferFinding(AuditId audit, int finding, LeadId lead) implements AuditOrder {}

  /** What became of it is asked of the lead, so nobody can answer otherwise. */
  record AnswerReferral(AuditId audit, LeadId lead) implements AuditOrder {}

  record ReportRectification(AuditId audit, List<Integer> rectified, Money recovered)
      implements AuditOrder {

    public ReportRectification {
      rectified = List.copyOf(rectified);
      if (recovered.compareTo(Money.ZERO) < 0)
        throw new IllegalArgumentException("less than nothing was recovered");
    }
  }

  record VerifyRectification(AuditId audit, RectificationResult result) implements AuditOrder {}

  private static List<AuditFinding> numbered(List<AuditFinding> findings) {
    Set<Integer> numbers = new HashSet<>();
    for (AuditFinding finding : findings)
      if (!numbers.add(finding.number()))
        throw new IllegalArgumentException("a finding's number twice: " + finding.number());
    return List.copyOf(findings);
  }
}
