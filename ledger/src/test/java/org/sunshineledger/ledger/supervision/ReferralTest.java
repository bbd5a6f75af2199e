package org.sunshineledger.ledger.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sunshineledger.ledger.Deed.live;
import static org.sunshineledger.ledger.supervision.Cases.DAY;
import static org.sunshineledger.ledger.supervision.Cases.FIRST;
import static org.sunshineledger.ledger.supervision.Cases.SECOND;
import static org.sunshineledger.ledger.supervision.Cases.TARGET;
import static org.sunshineledger.ledger.supervision.Cases.two;

import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.Deed;
import org.sunshineledger.ledger.Judging;
import org.sunshineledger.ledger.Story;
import org.sunshineledger.ledger.duty.OfficerOrder.RegisterOfficer;
import org.sunshineledger.ledger.duty.OfficerOrder.TakePost;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.supervision.AuditEvent.FindingReferred;
import org.sunshineledger.ledger.supervision.AuditEvent.ReferralAnswered;
import org.sunshineledger.ledger.supervision.AuditOrder.AnswerReferral;
import org.sunshineledger.ledger.supervision.AuditOrder.DraftAuditReport;
import org.sunshineledger.ledger.supervision.AuditOrder.ReferFinding;
import org.sunshineledger.ledger.supervision.AuditOrder.ServeAuditNotice;
import org.sunshineledger.ledger.supervision.AuditOrder.TakeAuditEvidence;
import org.sunshineledger.ledger.supervision.LeadEvent.LeadReceived;
import org.sunshineledger.ledger.supervision.LeadOrder.DisposeLead;
import org.sunshineledger.ledger.supervision.LeadOrder.OpenCase;
import org.sunshineledger.ledger.supervision.LeadOrder.ReceiveLead;
import org.sunshineledger.ledger.supervision.LeadOrder.ReopenLead;

/** What passes between audit and inspection, on the real journal. */
@DisplayName("移送")
class ReferralTest {

  private static final AuditId AUDIT = new AuditId("SJ-2016-01");
  private static final LeadId LEAD = new LeadId("XS-2016-0001");

  private final Story story = new Story();

  @AfterEach
  void close() {
    story.close();
  }

  @BeforeEach
  void anAuditHasFoundSomething() {
    for (OfficerId officer :
        List.of(FIRST, SECOND, TARGET, Deed.REVIEWER, Deed.APPROVER, Deed.HELPER))
      story.tell(live(Story.BEGINNING, new RegisterOfficer(officer, "某")));
    long cited = positionOf("officer/" + Deed.HELPER);
    story.tell(
        live(DAY, new ServeAuditNotice(AUDIT, Deed.TOWNSHIP, "八千乡人民政府", two())),
        live(DAY.plusDays(3), new TakeAuditEvidence(AUDIT, List.of(cited), two())),
        live(
            DAY.plusDays(9),
            new DraftAuditReport(
                AUDIT,
                List.of(new AuditFinding(1, FindingKind.PROCEDURE, List.of(cited), Money.ZERO)))));
  }

  private long positionOf(String stream) {
    return story.facts(stream).getLast().position();
  }

  private static Deed referred() {
    return live(DAY.plusDays(10), new ReferFinding(AUDIT, 1, LEAD));
  }

  private static Deed answered() {
    return live(DAY.plusDays(20), new AnswerReferral(AUDIT, LEAD));
  }

  private static Deed disposed(Disposition disposition) {
    return live(DAY.plusDays(15), new DisposeLead(LEAD, disposition));
  }

  @Test
  void tellsBothSidesInOneAppend() {
    story.tell(referred());

    List<Fact> both = story.lastFacts(2);
    long cited = positionOf("officer/" + Deed.HELPER);
    assertThat(both)
        .extracting(Fact::event)
        .containsExactly(
            new FindingReferred(AUDIT, 1, LEAD, List.of(cited)),
            new LeadReceived(LEAD, LeadSource.AUDIT, Deed.TOWNSHIP, List.of(cited), AUDIT, null));
    assertThat(both.getFirst().recordedAt()).isEqualTo(both.getLast().recordedAt());
    story.refuses(referred(), Rule.ALREADY_EXISTS);
  }

  @Test
  void isAnsweredWithWhatTheLeadSays() {
    story.tell(referred());
    story.refuses(answered(), Rule.LEAD_NOT_ENDED);
    story.tell(disposed(Disposition.CLOSED), answered());

    assertThat(story.lastFacts(1).getFirst().event())
        .isEqualTo(new ReferralAnswered(AUDIT, LEAD, LeadOutcome.UNFOUNDED, 0));
    story.refuses(answered(), Rule.NOTHING_CHANGES);
  }

  @Test
  void isAnsweredWithWhatTheLeadSaidOnThatDay() {
    long cited = positionOf("officer/" + Deed.REVIEWER);
    story.tell(
        referred(),
        disposed(Disposition.CLOSED),
        live(DAY.plusDays(25), new ReopenLead(LEAD, List.of(cited))));

    story.refuses(live(DAY.plusDays(25), new AnswerReferral(AUDIT, LEAD)), Rule.LEAD_NOT_ENDED);
    story.tell(answered());

    assertThat(story.lastFacts(1).getFirst().event())
        .isEqualTo(new ReferralAnswered(AUDIT, LEAD, LeadOutcome.UNFOUNDED, 0));
  }

  @Test
  void isAnsweredWithTheNumberOfDecisions() {
    story.tell(
        referred(),
        disposed(Disposition.PRELIMINARY_INQUIRY),
        live(DAY.plusDays(16), new OpenCase(LEAD, two())),
        live(
            DAY.plusDays(17),
            Cases.decision(LEAD, TargetKind.PERSON, AccountabilityForm.WARNING, 6)),
        answered());

    assertThat(story.lastFacts(1).getFirst().event())
        .isEqualTo(new ReferralAnswered(AUDIT, LEAD, LeadOutcome.FOUND, 1));
  }

  @Test
  void isAnsweredAgainWhenMoreWasDecided() {
    Deed warned =
        live(
            DAY.plusDays(17),
            Cases.decision(LEAD, TargetKind.PERSON, AccountabilityForm.WARNING, 6));
    story.tell(
        referred(),
        disposed(Disposition.PRELIMINARY_INQUIRY),
        live(DAY.plusDays(16), new OpenCase(LEAD, two())),
        warned,
        answered());
    story.refuses(answered(), Rule.NOTHING_CHANGES);
    story.tell(warned, answered());

    assertThat(story.lastFacts(1).getFirst().event())
        .isEqualTo(new ReferralAnswered(AUDIT, LEAD, LeadOutcome.FOUND, 2));
    story.refuses(answered(), Rule.NOTHING_CHANGES);
  }

  @Test
  void isAnsweredAgainWhenItWasReopenedAndEndedOnceMore() {
    long cited = positionOf("officer/" + Deed.REVIEWER);
    story.tell(
        referred(),
        disposed(Disposition.CLOSED),
        answered(),
        live(DAY.plusDays(25), new ReopenLead(LEAD, List.of(cited))),
        live(DAY.plusDays(30), new DisposeLead(LEAD, Disposition.CLOSED)));
    Deed again = live(DAY.plusDays(31), new AnswerReferral(AUDIT, LEAD));
    story.tell(again);

    assertThat(story.lastFacts(1).getFirst().event())
        .isEqualTo(new ReferralAnswered(AUDIT, LEAD, LeadOutcome.UNFOUNDED, 0));
    story.refuses(again, Rule.NOTHING_CHANGES);
  }

  @Test
  void isOfAnOfficerWhoIsOneAndNotOfThoseWhoHadAPartInIt() {
    story.tell(referred(), disposed(Disposition.PRELIMINARY_INQUIRY));

    story.refuses(
        live(DAY.plusDays(16), new OpenCase(LEAD, List.of(FIRST, new OfficerId("OF-9999")))),
        Rule.NO_SUCH_STREAM);
    story.refuses(
        live(DAY.plusDays(16), new OpenCase(LEAD, List.of(FIRST, Deed.HELPER))),
        Rule.INVESTIGATOR_ACTED);
    story.tell(live(DAY.plusDays(16), new OpenCase(LEAD, two())));
  }

  @Test
  void namesOfficersWhateverElseIsToldOfThemMeanwhile() {
    story.tell(referred(), disposed(Disposition.PRELIMINARY_INQUIRY));
    Deed opened = live(DAY.plusDays(15), new OpenCase(LEAD, two()));
    Deed posted =
        live(DAY.plusDays(15), new TakePost(FIRST, Post.INSPECTOR, "新郑市纪委监委", Judging.COUNTY));
    AtomicInteger judged = new AtomicInteger();
    story
        .ledger()
        .orders()
        .together(
            null,
            batch -> {
              batch.submit(opened.order(), opened.act());
              if (judged.incrementAndGet() == 1)
                CompletableFuture.runAsync(() -> story.tell(posted)).join();
            });

    assertThat(judged).hasValue(1);
    assertThat(story.facts(FIRST.stream())).hasSize(2);
    assertThat(story.facts(LEAD.stream())).hasSize(3);
  }

  @Test
  void namesAnOfficerOfTheSameAppend() {
    story.tell(referred(), disposed(Disposition.PRELIMINARY_INQUIRY));
    OfficerId another = new OfficerId("OF-0103");
    story.together(
        live(DAY.plusDays(16), new RegisterOfficer(another, "某")),
        live(DAY.plusDays(16), new OpenCase(LEAD, List.of(FIRST, another))));

    assertThat(story.facts(LEAD.stream())).hasSize(3);
  }

  @Test
  void isNotOfWhoLetACitedFactBreakARule() {
    story.tell(
        referred(),
        disposed(Disposition.PRELIMINARY_INQUIRY),
        live(DAY.plusDays(16), new OpenCase(LEAD, List.of(FIRST)))
            .approved(Rule.TOO_FEW_INVESTIGATORS, Deed.APPROVER));
    long opened = story.lastFacts(2).getFirst().position();
    LeadId other = new LeadId("XS-2016-0002");
    LocalDate later = DAY.plusDays(17);
    story.tell(
        live(
            later,
            new ReceiveLead(other, LeadSource.OWN_WORK, Deed.TOWNSHIP, List.of(opened), null)),
        live(later, new DisposeLead(other, Disposition.PRELIMINARY_INQUIRY)));

    story.refuses(
        live(later, new OpenCase(other, List.of(SECOND, Deed.APPROVER))), Rule.INVESTIGATOR_ACTED);
    story.tell(live(later, new OpenCase(other, List.of(SECOND, TARGET))));
  }

  @Test
  void aLeadCitesNothingThatIsNotInTheJournalYet() {
    long next = story.ledger().journal().size();
    LeadId other = new LeadId("XS-2016-0002");
    story.refuses(
        live(DAY, new ReceiveLead(other, LeadSource.OWN_WORK, Deed.TOWNSHIP, List.of(next), null)),
        Rule.CITED_FACT_UNKNOWN);
    story.tell(
        live(
            DAY,
            new ReceiveLead(other, LeadSource.OWN_WORK, Deed.TOWNSHIP, List.of(next - 1), null)));
  }
}
