package org.sunshineledger.api.scenario;

import java.time.LocalDate;
import java.util.List;
import org.sunshineledger.ledger.fact.Actor;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.journal.Journal;
import org.sunshineledger.ledger.journal.StoredFact;
import org.sunshineledger.ledger.supervision.AccountabilityForm;
import org.sunshineledger.ledger.supervision.AuditFinding;
import org.sunshineledger.ledger.supervision.AuditId;
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
import org.sunshineledger.ledger.supervision.Disposition;
import org.sunshineledger.ledger.supervision.FindingKind;
import org.sunshineledger.ledger.supervision.FlagCode;
import org.sunshineledger.ledger.supervision.LeadId;
import org.sunshineledger.ledger.supervision.LeadOrder.AnnounceDecision;
import org.sunshineledger.ledger.supervision.LeadOrder.CloseCase;
import org.sunshineledger.ledger.supervision.LeadOrder.DecideAccountability;
import org.sunshineledger.ledger.supervision.LeadOrder.DisposeLead;
import org.sunshineledger.ledger.supervision.LeadOrder.OpenCase;
import org.sunshineledger.ledger.supervision.LeadOrder.ReceiveLead;
import org.sunshineledger.ledger.supervision.LeadOrder.TakeCaseEvidence;
import org.sunshineledger.ledger.supervision.LeadSource;
import org.sunshineledger.ledger.supervision.LegalBasis;
import org.sunshineledger.ledger.supervision.Misconduct;
import org.sunshineledger.ledger.supervision.RectificationResult;
import org.sunshineledger.ledger.supervision.ResponsibilityKind;
import org.sunshineledger.ledger.supervision.TargetKind;

/**
 * What the inspection and the audit bureau of the city made of some of the irregular facts of 登封:
 * one lead for each way a lead can stand, and one audit up to its last step.
 */
final class Inquiries {

  private static final RegionCode DENGFENG = new RegionCode("410185");
  private static final AuditId AUDIT = new AuditId("SJ-2016-0001");

  private final Cast cast;
  private final List<Hamlet> hamlets;
  private final Journal journal;

  Inquiries(Cast cast, List<Hamlet> hamlets, Journal journal) {
    this.cast = cast;
    this.hamlets = hamlets;
    this.journal = journal;
  }

  void tell(Telling telling) {
    Actor inspector = cast.city(Post.INSPECTOR);
    Actor auditor = cast.city(Post.AUDITOR);
    for (Actor each : List.of(inspector, second(inspector), auditor, second(auditor)))
      cast.appoint(telling, cast.city(Post.PARTY_SECRETARY), each, Cast.TERM_BEGINS);
    punished(telling, inspector);
    waiting(telling, inspector);
    audited(telling, inspector, auditor);
  }

  private static Actor second(Actor first) {
    String number = first.officer().number();
    return new Actor(
        new OfficerId(number.substring(0, number.length() - 1) + "2"),
        first.post(),
        first.office(),
        first.region());
  }

  private static List<OfficerId> both(Actor first) {
    return List.of(first.officer(), second(first).officer());
  }

  /** 验收无受益户代表: a project that the county accepted without meeting anybody. */
  private void punished(Telling telling, Actor inspector) {
    LeadId lead = new LeadId("XS-2016-0001");
    String project = Budget.industryProject(village(29, 12)).stream();
    List<Long> accepted = List.of(last(project, "project.project-accepted.v1"));
    telling.tell(
        inspector,
        day(5, 6),
        new ReceiveLead(
            lead,
            LeadSource.RED_FLAG,
            DENGFENG,
            accepted,
            new FlagCode("ACCEPTED_WITHOUT_BENEFICIARIES")));
    telling.tell(inspector, day(5, 20), new DisposeLead(lead, Disposition.PRELIMINARY_INQUIRY));
    telling.tell(inspector, day(6, 2), new OpenCase(lead, both(inspector)));
    telling.tell(inspector, day(6, 15), new TakeCaseEvidence(lead, accepted, both(inspector)));
    telling.tell(
        cast.city(Post.PARTY_SECRETARY),
        day(7, 8),
        new DecideAccountability(
            lead,
            cast.county(DENGFENG, Post.COUNTY_APPROVER).officer(),
            null,
            TargetKind.PERSON,
            ResponsibilityKind.DIRECT,
            AccountabilityForm.WARNING,
            Misconduct.DERELICTION,
            LegalBasis.CIVIL_SERVANTS_SANCTIONS,
            6));
    telling.tell(inspector, day(7, 20), new AnnounceDecision(lead, 1, true));
    telling.tell(inspector, day(8, 30), new CloseCase(lead));
  }

  /** One that came to nothing, one that is held, and one nobody has looked at for two months. */
  private void waiting(Telling telling, Actor inspector) {
    List<Long> completed =
        List.of(
            last(Budget.industryProject(village(17, 4)).stream(), "project.project-accepted.v1"));
    for (int number = 2; number <= 4; number++)
      telling.tell(
          inspector,
          day(4 + number, 12),
          new ReceiveLead(
              new LeadId("XS-2016-%04d".formatted(number)),
              LeadSource.REPORT,
              DENGFENG,
              completed,
              null));
    telling.tell(
        inspector, day(6, 30), new DisposeLead(new LeadId("XS-2016-0002"), Disposition.CLOSED));
    telling.tell(
        inspector, day(8, 1), new DisposeLead(new LeadId("XS-2016-0003"), Disposition.HELD));
  }

  /** 超安排拨付: more was paid for a project than was allotted to it. */
  private void audited(Telling telling, Actor inspector, Actor auditor) {
    Actor finance = cast.county(DENGFENG, Post.FINANCE_OFFICER);
    String project = Budget.industryProject(village(80, 3)).stream();
    long debited = last(project, "project.project-debited.v1");
    AuditFinding finding =
        new AuditFinding(1, FindingKind.PROCEDURE, List.of(debited), Money.ofYuan(20_000));
    LeadId lead = new LeadId("XS-2016-0005");
    telling.tell(
        auditor,
        day(7, 20),
        new ServeAuditNotice(AUDIT, DENGFENG, finance.office(), both(auditor)));
    telling.tell(
        auditor, day(7, 27), new TakeAuditEvidence(AUDIT, List.of(debited), both(auditor)));
    telling.tell(second(auditor), day(8, 8), new DraftAuditReport(AUDIT, List.of(finding)));
    telling.tell(finance, day(8, 15), new CommentOnAudit(AUDIT, false));
    telling.tell(auditor, day(8, 22), new IssueAuditReport(AUDIT, List.of(finding)));
    telling.tell(auditor, day(8, 26), new IssueAuditDecision(AUDIT, day(10, 10), true));
    telling.tell(auditor, day(8, 27), new ReferFinding(AUDIT, 1, lead));
    telling.tell(inspector, day(9, 5), new DisposeLead(lead, Disposition.TALK));
    telling.tell(inspector, day(9, 23), new DisposeLead(lead, Disposition.CLOSED));
    telling.tell(inspector, day(9, 26), new AnswerReferral(AUDIT, lead));
    telling.tell(
        finance, day(9, 30), new ReportRectification(AUDIT, List.of(1), Money.ofYuan(12_000)));
    telling.tell(auditor, day(10, 14), new VerifyRectification(AUDIT, RectificationResult.PARTIAL));
  }

  private static LocalDate day(int month, int day) {
    return LocalDate.of(2016, month, day);
  }

  /** The first of 登封's villages whose number leaves this rest. */
  private RegionCode village(int divisor, int rest) {
    return hamlets.stream()
        .filter(hamlet -> hamlet.block().county().equals(DENGFENG))
        .filter(hamlet -> hamlet.number() % divisor == rest)
        .map(Hamlet::code)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no village of 登封 with " + rest));
  }

  /** Position of the stream's last fact of a type, which an earlier chapter told. */
  private long last(String stream, String type) {
    return journal.stream(stream).stream()
        .filter(fact -> fact.type().equals(type))
        .mapToLong(StoredFact::position)
        .max()
        .orElseThrow(() -> new IllegalStateException("no " + type + " on " + stream));
  }
}
