package org.sunshineledger.ledger.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sunshineledger.ledger.Deed.APPROVER;
import static org.sunshineledger.ledger.Deed.CLERK;
import static org.sunshineledger.ledger.Deed.live;
import static org.sunshineledger.ledger.fact.Money.ofYuan;
import static org.sunshineledger.ledger.supervision.Cases.ANOTHER;
import static org.sunshineledger.ledger.supervision.Cases.DAY;
import static org.sunshineledger.ledger.supervision.Cases.FACT;
import static org.sunshineledger.ledger.supervision.Cases.FIRST;
import static org.sunshineledger.ledger.supervision.Cases.NOT_THERE;
import static org.sunshineledger.ledger.supervision.Cases.two;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.Deed;
import org.sunshineledger.ledger.Judging;
import org.sunshineledger.ledger.fact.Evidence;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Visibility;
import org.sunshineledger.ledger.journal.Samples;
import org.sunshineledger.ledger.rules.Refused;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.supervision.AuditEvent.AuditDecisionIssued;
import org.sunshineledger.ledger.supervision.AuditEvent.AuditEvidenceTaken;
import org.sunshineledger.ledger.supervision.AuditEvent.AuditNoticeServed;
import org.sunshineledger.ledger.supervision.AuditEvent.AuditReportDrafted;
import org.sunshineledger.ledger.supervision.AuditEvent.AuditReportIssued;
import org.sunshineledger.ledger.supervision.AuditEvent.AuditeeCommented;
import org.sunshineledger.ledger.supervision.AuditEvent.RectificationReported;
import org.sunshineledger.ledger.supervision.AuditEvent.RectificationVerified;
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

/** The bureau audits 八千's poverty funds. What it refers is told on the real journal. */
@DisplayName("审计项目")
class AuditTest {

  private static final AuditId AUDIT = new AuditId("SJ-2016-01");
  private static final String AUDITEE = "八千乡人民政府";
  private static final AuditFinding FINDING =
      new AuditFinding(1, FindingKind.DIVERTED, List.of(FACT), Money.ofYuan(2_000));

  /** An inspection to which nothing was referred. */
  private static final Referrals NOTHING_REFERRED =
      new Referrals() {
        @Override
        public void begin(LeadId lead, Consumer<Lead> begun) {
          throw new Refused(Rule.ALREADY_EXISTS, lead.stream());
        }

        @Override
        public <T> T fromLead(LeadId lead, Function<Lead, T> read) {
          return read.apply(Lead.unknown());
        }
      };

  private final Judging<Audit> audit =
      Judging.of(Audit.class, Cases.FACTS, Cases.OFFICERS, NOTHING_REFERRED);

  private static Deed served(OfficerId... auditors) {
    return live(DAY, new ServeAuditNotice(AUDIT, Deed.TOWNSHIP, AUDITEE, List.of(auditors)));
  }

  private static Deed served() {
    return served(FIRST, Cases.SECOND);
  }

  private static Deed evidence(LocalDate day, Long... positions) {
    return live(day, new TakeAuditEvidence(AUDIT, List.of(positions), two()));
  }

  private static Deed evidence() {
    return evidence(DAY.plusDays(3), FACT);
  }

  private static Deed drafted(LocalDate day) {
    return live(day, new DraftAuditReport(AUDIT, List.of(FINDING)));
  }

  private static Deed drafted() {
    return drafted(DAY.plusDays(10));
  }

  private static Deed commented(LocalDate day) {
    return live(day, new CommentOnAudit(AUDIT, false));
  }

  private static Deed reported(LocalDate day) {
    return live(day, new IssueAuditReport(AUDIT, List.of(FINDING))).by(APPROVER);
  }

  private static Deed issued(LocalDate day, boolean published) {
    return live(day, new IssueAuditDecision(AUDIT, day.plusDays(60), published));
  }

  private static Deed rectified(LocalDate day, Integer... findings) {
    return live(day, new ReportRectification(AUDIT, List.of(findings), Money.ofYuan(2_000)));
  }

  private Judging<Audit> underDraft() {
    return audit.given(served(), evidence(), drafted());
  }

  private Judging<Audit> underReport() {
    return underDraft().given(reported(DAY.plusDays(21)));
  }

  private Judging<Audit> underDecision() {
    return underReport().given(issued(DAY.plusDays(22), true));
  }

  @Test
  void beginsWithANoticeToTheAuditee() {
    audit.when(served()).records(new AuditNoticeServed(AUDIT, Deed.TOWNSHIP, AUDITEE, two()));
    audit.given(served()).when(served()).isRefusedFor(Rule.ALREADY_EXISTS);
    audit.when(served(FIRST, FIRST)).isRefusedFor(Rule.TOO_FEW_AUDITORS);
    audit.when(served(FIRST, new OfficerId("NOBODY-1"))).isRefusedFor(Rule.NO_SUCH_STREAM);
    assertThatThrownBy(() -> new ServeAuditNotice(AUDIT, Deed.TOWNSHIP, " ", two()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void takesEvidenceThreeDaysAfterTheNotice() {
    audit
        .given(served())
        .when(evidence(DAY.plusDays(3), FACT, ANOTHER))
        .records(new AuditEvidenceTaken(AUDIT, List.of(FACT, ANOTHER), two()));
    audit
        .given(served())
        .when(evidence(DAY.plusDays(2), FACT))
        .isRefusedFor(Rule.AUDIT_NOTICE_TOO_SHORT);
    audit
        .given(served())
        .when(evidence(DAY.plusDays(2), FACT).approved(Rule.AUDIT_NOTICE_TOO_SHORT, Deed.APPROVER))
        .isRecordedInBreachOf(Rule.AUDIT_NOTICE_TOO_SHORT);
    audit
        .given(served())
        .when(evidence(DAY.minusDays(1), FACT))
        .isRefusedFor(Rule.AUDIT_NOTICE_NOT_SERVED);
  }

  @Test
  void takesItByTwoAndFromWhatThereIs() {
    audit
        .given(served())
        .when(live(DAY.plusDays(3), new TakeAuditEvidence(AUDIT, List.of(FACT), List.of(FIRST))))
        .isRefusedFor(Rule.TOO_FEW_AUDITORS);
    audit
        .given(served())
        .when(evidence(DAY.plusDays(3), NOT_THERE))
        .isRefusedFor(Rule.CITED_FACT_UNKNOWN);
    audit.given(served()).when(evidence(DAY.plusDays(3))).isRefusedFor(Rule.EVIDENCE_MISSING);
    audit
        .given(served())
        .when(evidence(DAY.plusDays(3)).proven(Evidence.Kind.VOUCHER))
        .isRecorded();
  }

  @Test
  void hasEvidenceFromTheFirstDayOnWhicheverIsToldFirst() {
    audit
        .given(served(), evidence(DAY.plusDays(9), FACT), evidence(DAY.plusDays(3), ANOTHER))
        .when(drafted(DAY.plusDays(3)))
        .isRecorded();
  }

  @Test
  void draftsWhatItHasEvidenceOf() {
    audit
        .given(served(), evidence())
        .when(drafted())
        .records(new AuditReportDrafted(AUDIT, List.of(FINDING)));
    audit.given(served()).when(drafted()).isRefusedFor(Rule.AUDIT_WITHOUT_EVIDENCE);
    AuditFinding unfounded = new AuditFinding(1, FindingKind.IDLE, List.of(NOT_THERE), Money.ZERO);
    audit
        .given(served(), evidence())
        .when(live(DAY.plusDays(10), new DraftAuditReport(AUDIT, List.of(unfounded))))
        .isRefusedFor(Rule.CITED_FACT_UNKNOWN);
    underReport().when(drafted()).isRefusedFor(Rule.ALREADY_EXISTS);
  }

  @Test
  void readsWhatItsFindingsRestOnAtOnce() {
    List<Set<Long>> reads = new ArrayList<>();
    AuditFinding other = finding(2, FindingKind.IDLE, Money.ZERO, FACT, ANOTHER);
    Judging.<Audit>of(Audit.class, Cases.noting(reads), Cases.OFFICERS, NOTHING_REFERRED)
        .given(served(), evidence())
        .when(live(DAY.plusDays(10), new DraftAuditReport(AUDIT, List.of(FINDING, other))))
        .isRecorded();
    assertThat(reads).containsExactly(Set.of(FACT), Set.of(FACT, ANOTHER));
  }

  @Test
  void hearsTheAuditeeForTenDays() {
    underDraft().when(commented(DAY.plusDays(20))).records(new AuditeeCommented(AUDIT, false));
    underDraft()
        .when(commented(DAY.plusDays(21)))
        .isRecordedInBreachOf(Rule.AUDITEE_COMMENTED_LATE);
    audit
        .given(served(), evidence())
        .when(commented(DAY.plusDays(10)))
        .isRefusedFor(Rule.AUDIT_REPORT_NOT_DRAFTED);
  }

  @Test
  void isIssuedByAnotherThanItsDrafterOrSaysThatItWasNot() {
    underDraft()
        .when(reported(DAY.plusDays(21)).by(CLERK))
        .isRecordedInBreachOf(Rule.DRAFTER_ISSUES);
    underDraft().when(reported(DAY.plusDays(21))).isRecorded();
  }

  @Test
  void takesSilenceForNoObjection() {
    underDraft().when(reported(DAY.plusDays(20))).isRefusedFor(Rule.AUDITEE_NOT_HEARD);
    underDraft()
        .when(reported(DAY.plusDays(21)))
        .records(new AuditReportIssued(AUDIT, List.of(FINDING)));
    underDraft().given(commented(DAY.plusDays(12))).when(reported(DAY.plusDays(12))).isRecorded();
    underDraft()
        .given(commented(DAY.plusDays(12)), drafted(DAY.plusDays(13)))
        .when(reported(DAY.plusDays(14)))
        .isRefusedFor(Rule.AUDITEE_NOT_HEARD);
  }

  @Test
  void reportsWhatItDraftedOnce() {
    audit
        .given(served(), evidence())
        .when(reported(DAY.plusDays(21)))
        .isRefusedFor(Rule.AUDIT_REPORT_NOT_DRAFTED);
    underReport().when(reported(DAY.plusDays(21))).isRefusedFor(Rule.ALREADY_EXISTS);
    AuditFinding gone = new AuditFinding(2, FindingKind.IDLE, List.of(NOT_THERE), Money.ZERO);
    underDraft()
        .when(live(DAY.plusDays(21), new IssueAuditReport(AUDIT, List.of(gone))))
        .isRefusedFor(Rule.CITED_FACT_UNKNOWN);
  }

  @Test
  void reportsNothingTheAuditeeHasNotSeen() {
    Judging<Audit> heard = underDraft().given(commented(DAY.plusDays(12)));
    Money drafted = FINDING.amount();
    heard.when(reporting()).isRecorded();
    heard.when(reporting(finding(1, FindingKind.DIVERTED, ofYuan(1_999), FACT))).isRecorded();
    for (AuditFinding more :
        List.of(
            finding(2, FindingKind.DIVERTED, drafted, FACT),
            finding(1, FindingKind.IDLE, drafted, FACT),
            finding(1, FindingKind.DIVERTED, drafted, FACT, ANOTHER),
            finding(1, FindingKind.DIVERTED, ofYuan(2_001), FACT))) {
      heard.when(reporting(more)).isRefusedFor(Rule.AUDITEE_NOT_HEARD);
      underDraft().when(reporting(more)).isRefusedFor(Rule.AUDITEE_NOT_HEARD);
      heard.when(reporting(more).asHistory()).isRecordedInBreachOf(Rule.AUDITEE_NOT_HEARD);
    }
  }

  private static AuditFinding finding(
      int number, FindingKind kind, Money amount, Long... positions) {
    return new AuditFinding(number, kind, List.of(positions), amount);
  }

  private static Deed reporting(AuditFinding... findings) {
    return live(DAY.plusDays(21), new IssueAuditReport(AUDIT, List.of(findings))).by(APPROVER);
  }

  @Test
  void decidesOnWhatItReportedWithoutSayingWhereItStands() {
    underReport()
        .when(issued(DAY.plusDays(22), true))
        .records(
            new AuditDecisionIssued(
                AUDIT,
                Deed.TOWNSHIP,
                AUDITEE,
                List.of(new DecidedFinding(1, FindingKind.DIVERTED, Money.ofYuan(2_000))),
                DAY.plusDays(82),
                true));
    underDraft().when(issued(DAY.plusDays(22), true)).isRefusedFor(Rule.AUDIT_REPORT_NOT_ISSUED);
    underDecision().when(issued(DAY.plusDays(22), true)).isRefusedFor(Rule.ALREADY_EXISTS);
    Judging<Audit> reported = underReport();
    LocalDate day = DAY.plusDays(22);
    reported.when(live(day, new IssueAuditDecision(AUDIT, day, true))).isRecorded();
    reported
        .when(live(day, new IssueAuditDecision(AUDIT, day.minusDays(1), true)))
        .isRefusedFor(Rule.RECTIFY_BY_BEFORE_DECISION);
  }

  @Test
  void showsThePublicWhatIsPublished() {
    assertThat(AuditEvent.class.getPermittedSubclasses())
        .filteredOn(type ->
            Samples.event(type.asSubclass(AuditEvent.class)).visibility() == Visibility.PUBLIC)
        .containsExactlyInAnyOrder(
            AuditDecisionIssued.class, RectificationReported.class, RectificationVerified.class);
    assertThat(
            new AuditDecisionIssued(AUDIT, Deed.TOWNSHIP, AUDITEE, List.of(), DAY, false)
                .visibility())
        .isEqualTo(Visibility.RESTRICTED);
  }

  @Test
  void refersOnlyWhatItHasFound() {
    LeadId lead = new LeadId("XS-2016-0009");
    underDraft()
        .when(live(DAY.plusDays(11), new ReferFinding(AUDIT, 2, lead)))
        .isRefusedFor(Rule.FINDING_UNKNOWN);
    underDraft()
        .when(live(DAY.plusDays(9), new ReferFinding(AUDIT, 1, lead)))
        .isRefusedFor(Rule.AUDIT_REPORT_NOT_DRAFTED);
    underDraft()
        .when(live(DAY.plusDays(11), new AnswerReferral(AUDIT, lead)))
        .isRefusedFor(Rule.REFERRAL_UNKNOWN);
  }

  @Test
  void isRectifiedAfterItsDecisionAndInTime() {
    LocalDate last = DAY.plusDays(82);
    underDecision()
        .when(rectified(last, 1))
        .records(
            new RectificationReported(
                AUDIT, Deed.TOWNSHIP, AUDITEE, List.of(1), Money.ofYuan(2_000)));
    underDecision().when(rectified(last.plusDays(1), 1)).isRecordedInBreachOf(Rule.RECTIFIED_LATE);
    underDecision().when(rectified(last, 2)).isRefusedFor(Rule.FINDING_UNKNOWN);
    underReport().when(rectified(last, 1)).isRefusedFor(Rule.AUDIT_DECISION_NOT_ISSUED);
  }

  @Test
  void isVerifiedAfterItWasReported() {
    Deed verified =
        live(DAY.plusDays(90), new VerifyRectification(AUDIT, RectificationResult.COMPLETE));
    underDecision()
        .given(rectified(DAY.plusDays(80), 1))
        .when(verified)
        .records(new RectificationVerified(AUDIT, RectificationResult.COMPLETE));
    underDecision().when(verified).isRefusedFor(Rule.RECTIFICATION_NOT_REPORTED);
  }

  @Test
  void findsNothingOnNothing() {
    assertThatThrownBy(() -> new AuditFinding(0, FindingKind.IDLE, List.of(FACT), Money.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new AuditFinding(1, FindingKind.IDLE, List.of(), Money.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new AuditFinding(1, FindingKind.IDLE, List.of(FACT), new Money(-1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new DraftAuditReport(AUDIT, List.of(FINDING, FINDING)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ReportRectification(AUDIT, List.of(), new Money(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
