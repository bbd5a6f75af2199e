package org.sunshineledger.projections.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sunshineledger.projections.Telling.day;

import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.fact.Event;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Place;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.RuleSets;
import org.sunshineledger.ledger.supervision.AccountabilityForm;
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
import org.sunshineledger.ledger.supervision.AuditId;
import org.sunshineledger.ledger.supervision.Disposition;
import org.sunshineledger.ledger.supervision.FindingKind;
import org.sunshineledger.ledger.supervision.LeadEvent.AccountabilityDecided;
import org.sunshineledger.ledger.supervision.LeadEvent.CaseClosed;
import org.sunshineledger.ledger.supervision.LeadEvent.CaseEvidenceTaken;
import org.sunshineledger.ledger.supervision.LeadEvent.CaseOpened;
import org.sunshineledger.ledger.supervision.LeadEvent.DecisionAnnounced;
import org.sunshineledger.ledger.supervision.LeadEvent.LeadDisposed;
import org.sunshineledger.ledger.supervision.LeadEvent.LeadReceived;
import org.sunshineledger.ledger.supervision.LeadEvent.LeadReopened;
import org.sunshineledger.ledger.supervision.LeadId;
import org.sunshineledger.ledger.supervision.LeadOutcome;
import org.sunshineledger.ledger.supervision.LeadSource;
import org.sunshineledger.ledger.supervision.LegalBasis;
import org.sunshineledger.ledger.supervision.Misconduct;
import org.sunshineledger.ledger.supervision.RectificationResult;
import org.sunshineledger.ledger.supervision.ResponsibilityKind;
import org.sunshineledger.ledger.supervision.TargetKind;
import org.sunshineledger.projections.Projections;
import org.sunshineledger.projections.Telling;
import org.sunshineledger.projections.ToldLedger;
import org.sunshineledger.projections.flags.Flags;
import org.sunshineledger.projections.supervision.Supervision.Citing;
import org.sunshineledger.projections.view.Moment;

@DisplayName("线索和审计")
class SupervisionTest {

  private static final RegionCode VILLAGE = new RegionCode("410173202001");
  private static final Place IN_THE_VILLAGE =
      new Place(VILLAGE, Telling.BAQIAN, Telling.XINZHENG, Telling.CITY);
  private static final LeadId ONE = new LeadId("XS-1");
  private static final LeadId OTHER = new LeadId("XS-2");
  private static final AuditId AUDIT = new AuditId("SJ-1");
  private static final RuleSets RULES = RuleSets.standard();
  private static final List<OfficerId> TWO = List.of(Telling.officer(2), Telling.officer(3));
  private static final long FACT = 1;
  private static final long ANOTHER = 2;

  private final ToldLedger ledger = new ToldLedger();
  private final Projections projections = ledger.projections();
  private final Telling telling = new Telling().divisions().judgedBy("zhengzhou-2014.1");

  @AfterEach
  void close() {
    projections.close();
    ledger.close();
  }

  @BeforeEach
  void tell() throws TimeoutException {
    one("2015-03-02", received(ONE, LeadSource.REPORT, FACT));
    one("2015-04-03", new LeadDisposed(ONE, Disposition.PRELIMINARY_INQUIRY));
    one("2015-05-04", new CaseOpened(ONE, TWO));
    one("2015-05-10", new CaseEvidenceTaken(ONE, List.of(ANOTHER), TWO));
    one("2015-06-01", decision());
    one("2015-07-02", new DecisionAnnounced(ONE, 1, true));
    one("2015-07-05", new CaseClosed(ONE));
    tell("2015-08-01", OTHER.stream(), received(OTHER, LeadSource.OWN_WORK, FACT));
    tell("2015-08-20", OTHER.stream(), new LeadDisposed(OTHER, Disposition.CLOSED));
    telling.breaking(Rule.REOPENED_WITHOUT_EVIDENCE);
    tell("2015-12-01", OTHER.stream(), new LeadReopened(OTHER, List.of()));
    audit();
    ledger.append(telling.facts());
    projections.start();
    ToldLedger.await(projections.views());
  }

  private void audit() {
    List<AuditFinding> findings =
        List.of(new AuditFinding(1, FindingKind.DIVERTED, List.of(FACT), Money.ofYuan(2_000)));
    audit("2015-01-05", new AuditNoticeServed(AUDIT, VILLAGE, "村委会", TWO));
    audit("2015-01-08", new AuditEvidenceTaken(AUDIT, List.of(FACT), TWO));
    audit("2015-01-20", new AuditReportDrafted(AUDIT, findings));
    audit("2015-02-02", new AuditeeCommented(AUDIT, true));
    audit("2015-02-03", new AuditReportIssued(AUDIT, findings));
    audit("2015-03-01", new FindingReferred(AUDIT, 1, ONE, List.of(FACT)));
    audit(
        "2015-03-10",
        new AuditDecisionIssued(AUDIT, VILLAGE, "村委会", List.of(), day("2015-05-09"), true));
    audit(
        "2015-05-20",
        new RectificationReported(AUDIT, VILLAGE, "村委会", List.of(1), Money.ofYuan(1_500)));
    audit("2015-06-20", new RectificationVerified(AUDIT, RectificationResult.PARTIAL));
    audit("2015-07-20", new ReferralAnswered(AUDIT, ONE, LeadOutcome.FOUND, 1));
  }

  private static LeadReceived received(LeadId lead, LeadSource source, long cited) {
    return new LeadReceived(lead, source, VILLAGE, List.of(cited), null, null);
  }

  private static AccountabilityDecided decision() {
    return new AccountabilityDecided(
        ONE,
        1,
        Telling.officer(7),
        null,
        TargetKind.VILLAGE_MANAGER,
        ResponsibilityKind.DIRECT,
        AccountabilityForm.WARNING,
        Misconduct.FALSIFICATION,
        LegalBasis.ADMINISTRATIVE_SANCTIONS_LAW,
        6);
  }

  private void one(String on, Event event) {
    tell(on, ONE.stream(), event);
  }

  private void audit(String on, Event event) {
    tell(on, AUDIT.stream(), event);
  }

  private void tell(String on, String stream, Event event) {
    telling.tell(day(on), stream, IN_THE_VILLAGE, event);
  }

  private static Moment on(String asOf) {
    return Moment.of(day(asOf));
  }

  private LeadFile lead(LeadId lead, String asOf) {
    return projections.supervision().lead(lead, on(asOf), RULES).orElseThrow();
  }

  private AuditFile audit(String asOf) {
    return projections.supervision().audit(AUDIT, on(asOf), RULES).orElseThrow();
  }

  @Test
  void aLeadHasAMonthFromItsReceipt() {
    assertThat(lead(ONE, "2015-04-02").disposition())
        .isEqualTo(new Due(day("2015-03-02"), day("2015-04-02"), null, false));
    assertThat(lead(ONE, "2015-04-02").state()).isEqualTo(LeadState.RECEIVED);
    assertThat(lead(ONE, "2015-04-03").disposition())
        .isEqualTo(new Due(day("2015-03-02"), day("2015-04-02"), day("2015-04-03"), true));
    assertThat(lead(OTHER, "2015-11-30").disposition().late()).isFalse();
    assertThat(projections.supervision().lead(ONE, on("2015-03-01"), RULES)).isEmpty();
  }

  @Test
  void aReopenedLeadHasAMonthAgain() {
    assertThat(lead(OTHER, "2015-11-30").state()).isEqualTo(LeadState.CLOSED);
    LeadFile reopened = lead(OTHER, "2016-01-02");
    assertThat(reopened.state()).isEqualTo(LeadState.RECEIVED);
    assertThat(reopened.endedOn()).isNull();
    assertThat(reopened.disposition())
        .isEqualTo(new Due(day("2015-12-01"), day("2016-01-01"), null, true));
    assertThat(reopened.late()).isTrue();
  }

  @Test
  void aLeadStandsWhereItsLastStepLeftIt() {
    assertThat(lead(ONE, "2015-04-10").state()).isEqualTo(LeadState.PRELIMINARY_INQUIRY);
    assertThat(lead(ONE, "2015-05-04").state()).isEqualTo(LeadState.CASE);
    LeadFile decided = lead(ONE, "2015-07-01");
    assertThat(decided.decisions().getFirst().announced())
        .isEqualTo(new Due(day("2015-06-01"), day("2015-07-01"), null, false));
    assertThat(decided.outcome()).isEqualTo(LeadOutcome.FOUND);
    LeadFile ended = lead(ONE, "2015-07-05");
    assertThat(ended.state()).isEqualTo(LeadState.CLOSED);
    assertThat(ended.decisions().getFirst().announced().late()).isTrue();
    assertThat(ended.investigators()).isEqualTo(TWO);
    assertThat(ended.cited())
        .containsExactly(
            new LeadFile.Citation(FACT, day("2015-03-02")),
            new LeadFile.Citation(ANOTHER, day("2015-05-10")));
    assertThat(ended.steps()).hasSize(7);
  }

  @Test
  void aFactIsCitedByLeadsThatEndedInTheirWays() {
    assertThat(citing(FACT, "2015-03-01")).isEmpty();
    assertThat(citing(FACT, "2015-03-02"))
        .containsExactly(new Citing(ONE, day("2015-03-02"), LeadOutcome.OPEN, null));
    assertThat(citing(FACT, "2015-05-30"))
        .containsExactly(new Citing(ONE, day("2015-03-02"), LeadOutcome.UNDER_INQUIRY, null));
    assertThat(citing(FACT, "2015-11-30"))
        .containsExactly(
            new Citing(ONE, day("2015-03-02"), LeadOutcome.FOUND, day("2015-07-05")),
            new Citing(OTHER, day("2015-08-01"), LeadOutcome.UNFOUNDED, day("2015-08-20")));
    assertThat(citing(ANOTHER, "2015-11-30")).extracting(Citing::lead).containsExactly(ONE);
    assertThat(
            projections
                .supervision()
                .citing(List.of(FACT, ANOTHER, 3L), on("2015-11-30"), RULES)
                .keySet())
        .containsExactlyInAnyOrder(FACT, ANOTHER);
  }

  private List<Citing> citing(long position, String asOf) {
    return projections.supervision().citing(position, on(asOf), RULES);
  }

  @Test
  void whatWasRecordedLaterWasNotKnown() {
    Moment before =
        new Moment(
            day("2015-12-31"),
            telling.facts().stream()
                .filter(fact -> fact.event() instanceof CaseOpened)
                .findFirst()
                .orElseThrow()
                .recordedAt()
                .minusMillis(1));
    assertThat(projections.supervision().lead(ONE, before, RULES).orElseThrow().state())
        .isEqualTo(LeadState.PRELIMINARY_INQUIRY);
    assertThat(projections.supervision().leads(Telling.CITY, before, RULES))
        .extracting(LeadFile::lead)
        .containsExactly(ONE);
    assertThat(projections.supervision().citing(ANOTHER, before, RULES)).isEmpty();
  }

  @Test
  void aRegionHasItsLeadsByTheTreeOfTheDay() {
    assertThat(leads(Telling.XINZHENG, "2015-12-31")).containsExactly(OTHER, ONE);
    assertThat(leads(Telling.XINZHENG, "2016-01-01")).isEmpty();
    assertThat(leads(Telling.AIRPORT, "2016-01-01")).containsExactly(OTHER, ONE);
    assertThat(leads(VILLAGE, "2015-07-31")).containsExactly(ONE);
  }

  private List<LeadId> leads(RegionCode region, String asOf) {
    return projections.supervision().leads(region, on(asOf), RULES).stream()
        .map(LeadFile::lead)
        .toList();
  }

  @Test
  void anAuditHasItsClocks() {
    assertThat(audit("2015-01-05").evidenceFrom())
        .isEqualTo(new Due(day("2015-01-05"), day("2015-01-08"), null, false));
    assertThat(audit("2015-01-31").comments())
        .as("silence is no delay")
        .isEqualTo(new Due(day("2015-01-20"), day("2015-01-30"), null, false));
    assertThat(audit("2015-02-02").comments())
        .isEqualTo(new Due(day("2015-01-20"), day("2015-01-30"), day("2015-02-02"), true));
    assertThat(audit("2015-02-02").objects()).isTrue();
    assertThat(audit("2015-05-10").rectification())
        .isEqualTo(new Due(day("2015-03-10"), day("2015-05-09"), null, true));
    assertThat(audit("2015-12-31").late()).isTrue();
    assertThat(audit("2015-02-28").rectification()).isNull();
  }

  @Test
  void anAuditStandsAtItsLastStepAndWaitsForItsAnswer() {
    assertThat(audit("2015-01-07").state()).isEqualTo(AuditState.NOTICE_SERVED);
    assertThat(audit("2015-01-08").state()).isEqualTo(AuditState.EVIDENCE);
    assertThat(audit("2015-01-20").state()).isEqualTo(AuditState.DRAFTED);
    assertThat(audit("2015-02-03").state()).isEqualTo(AuditState.REPORTED);
    assertThat(audit("2015-03-10").state()).isEqualTo(AuditState.DECIDED);
    assertThat(audit("2015-05-20").state()).isEqualTo(AuditState.RECTIFIED);
    AuditFile waiting = audit("2015-07-19");
    assertThat(waiting.state()).isEqualTo(AuditState.VERIFIED);
    assertThat(waiting.unanswered()).isEqualTo(1);
    AuditFile answered = audit("2015-07-20");
    assertThat(answered.unanswered()).isZero();
    assertThat(answered.referrals().getFirst().answer()).isEqualTo(LeadOutcome.FOUND);
    assertThat(answered.referrals().getFirst().answeredOn()).isEqualTo(LocalDate.of(2015, 7, 20));
    assertThat(answered.recovered()).isEqualTo(Money.ofYuan(1_500));
    assertThat(projections.supervision().audits(Telling.XINZHENG, on("2015-07-20"), RULES))
        .extracting(AuditFile::audit)
        .containsExactly(AUDIT);
  }

  @Test
  void whatIsIrregularInALeadIsToldToInspectorsOnly() {
    assertThat(flags(true)).isEqualTo(1);
    assertThat(flags(false)).isZero();
  }

  private long flags(boolean leads) {
    return projections
        .flags()
        .of(Telling.CITY, on("2016-01-01"), new Flags.Asked(null, null, null, leads), 100, null)
        .orElseThrow()
        .facts();
  }
}
