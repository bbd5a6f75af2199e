package org.sunshineledger.ledger.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sunshineledger.ledger.Deed.live;
import static org.sunshineledger.ledger.supervision.Cases.ANOTHER;
import static org.sunshineledger.ledger.supervision.Cases.DAY;
import static org.sunshineledger.ledger.supervision.Cases.FACT;
import static org.sunshineledger.ledger.supervision.Cases.FIRST;
import static org.sunshineledger.ledger.supervision.Cases.NOT_THERE;
import static org.sunshineledger.ledger.supervision.Cases.OF_THE_HELPER;
import static org.sunshineledger.ledger.supervision.Cases.SECOND;
import static org.sunshineledger.ledger.supervision.Cases.TARGET;
import static org.sunshineledger.ledger.supervision.Cases.two;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sunshineledger.ledger.Deed;
import org.sunshineledger.ledger.EmptyVault;
import org.sunshineledger.ledger.Judging;
import org.sunshineledger.ledger.fact.Evidence;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.OverrideReason;
import org.sunshineledger.ledger.fact.Signer.Capacity;
import org.sunshineledger.ledger.fact.Visibility;
import org.sunshineledger.ledger.journal.Samples;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.supervision.LeadEvent.AccountabilityDecided;
import org.sunshineledger.ledger.supervision.LeadEvent.CaseClosed;
import org.sunshineledger.ledger.supervision.LeadEvent.CaseEvidenceTaken;
import org.sunshineledger.ledger.supervision.LeadEvent.CaseOpened;
import org.sunshineledger.ledger.supervision.LeadEvent.DecisionAnnounced;
import org.sunshineledger.ledger.supervision.LeadEvent.LeadDisposed;
import org.sunshineledger.ledger.supervision.LeadEvent.LeadReceived;
import org.sunshineledger.ledger.supervision.LeadEvent.LeadReopened;
import org.sunshineledger.ledger.supervision.LeadEvent.RuleOverridden;
import org.sunshineledger.ledger.supervision.LeadOrder.AnnounceDecision;
import org.sunshineledger.ledger.supervision.LeadOrder.CloseCase;
import org.sunshineledger.ledger.supervision.LeadOrder.DisposeLead;
import org.sunshineledger.ledger.supervision.LeadOrder.OpenCase;
import org.sunshineledger.ledger.supervision.LeadOrder.ReceiveLead;
import org.sunshineledger.ledger.supervision.LeadOrder.ReopenLead;
import org.sunshineledger.ledger.supervision.LeadOrder.TakeCaseEvidence;

/** Somebody writes that a household of 八千 was entered on forged minutes. */
@DisplayName("问题线索")
class LeadTest {

  private static final LeadId LEAD = new LeadId("XS-2016-0001");

  private final Judging<Lead> lead =
      Judging.of(Lead.class, Cases.FACTS, Cases.OFFICERS, EmptyVault.create());

  private static Deed received(Long... positions) {
    return live(
        DAY, new ReceiveLead(LEAD, LeadSource.REPORT, Deed.TOWNSHIP, List.of(positions), null));
  }

  private static Deed disposed(LocalDate day, Disposition disposition) {
    return live(day, new DisposeLead(LEAD, disposition));
  }

  private static Deed inquiry() {
    return disposed(DAY, Disposition.PRELIMINARY_INQUIRY);
  }

  private static Deed opened(OfficerId... investigators) {
    return live(DAY, new OpenCase(LEAD, List.of(investigators)));
  }

  private static Deed evidence(List<OfficerId> investigators, Long... positions) {
    return live(DAY, new TakeCaseEvidence(LEAD, List.of(positions), investigators));
  }

  private static Deed decided(TargetKind kind, AccountabilityForm form, @Nullable Integer months) {
    return live(DAY, Cases.decision(LEAD, kind, form, months));
  }

  private static Deed announced(LocalDate day, int decision) {
    return live(day, new AnnounceDecision(LEAD, decision, true));
  }

  private static Deed closed(LocalDate day) {
    return live(day, new CloseCase(LEAD));
  }

  private static Deed reopened(LocalDate day, Long... positions) {
    return live(day, new ReopenLead(LEAD, List.of(positions)));
  }

  private Judging<Lead> underCase() {
    return lead.given(received(FACT), inquiry(), opened(FIRST, SECOND));
  }

  @Nested
  @DisplayName("受理")
  class Receipt {

    @Test
    void citesWhatIsInTheJournal() {
      lead.when(received(FACT, ANOTHER))
          .records(
              new LeadReceived(
                  LEAD, LeadSource.REPORT, Deed.TOWNSHIP, List.of(FACT, ANOTHER), null, null));
      lead.when(received(FACT, NOT_THERE)).isRefusedFor(Rule.CITED_FACT_UNKNOWN);
      lead.when(received(NOT_THERE).asHistory()).isRefusedFor(Rule.CITED_FACT_UNKNOWN);
    }

    @Test
    void mayTellOfWhatNobodyHasRecorded() {
      lead.when(received()).isRecorded();
    }

    @Test
    void isGivenItsNumberOnce() {
      lead.given(received(FACT)).when(received(FACT)).isRefusedFor(Rule.ALREADY_EXISTS);
    }

    @Test
    void namesTheFlagItFollowsAndOnlyThen() {
      FlagCode dead = new FlagCode("RF-DEAD");
      lead.when(
              live(
                  DAY,
                  new ReceiveLead(LEAD, LeadSource.RED_FLAG, Deed.TOWNSHIP, List.of(FACT), dead)))
          .records(
              new LeadReceived(
                  LEAD, LeadSource.RED_FLAG, Deed.TOWNSHIP, List.of(FACT), null, dead));
      assertThatThrownBy(
              () -> new ReceiveLead(LEAD, LeadSource.RED_FLAG, Deed.TOWNSHIP, List.of(FACT), null))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(
              () -> new ReceiveLead(LEAD, LeadSource.REPORT, Deed.TOWNSHIP, List.of(FACT), dead))
          .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void citesEachPositionOnceAndNotTooMany() {
      assertThatThrownBy(() -> received(FACT, FACT)).hasMessageContaining("3");
      assertThatThrownBy(() -> received(-1L)).hasMessageContaining("-1");
      Long[] many = LongStream.rangeClosed(0, CitedFacts.MOST).boxed().toArray(Long[]::new);
      assertThatThrownBy(() -> received(many)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isNobodysButTheInspectors() {
      assertThat(LeadEvent.class.getPermittedSubclasses())
          .hasSizeGreaterThan(1)
          .extracting(type -> Samples.event(type.asSubclass(LeadEvent.class)).visibility())
          .containsOnly(Visibility.RESTRICTED);
    }
  }

  @Nested
  @DisplayName("处置")
  class Disposal {

    @ParameterizedTest
    @EnumSource
    void isAnyOfTheFour(Disposition disposition) {
      lead.given(received(FACT))
          .when(disposed(DAY, disposition))
          .records(new LeadDisposed(LEAD, disposition));
    }

    @Test
    void takesAMonthAtMost() {
      lead.given(received(FACT))
          .when(disposed(LocalDate.of(2016, 11, 17), Disposition.HELD))
          .isRecorded();
      lead.given(received(FACT))
          .when(disposed(LocalDate.of(2016, 11, 18), Disposition.HELD))
          .isRecordedInBreachOf(Rule.LEAD_DISPOSED_LATE);
    }

    @Test
    void ofWhatIsHeldMayComeWhenItMay() {
      lead.given(received(FACT), disposed(DAY, Disposition.HELD))
          .when(disposed(DAY.plusMonths(6), Disposition.PRELIMINARY_INQUIRY))
          .isRecorded();
      lead.given(received(FACT), disposed(DAY, Disposition.HELD))
          .when(disposed(DAY, Disposition.HELD))
          .isRefusedFor(Rule.NOTHING_CHANGES);
    }

    @Test
    void endsWhatIsClosed() {
      Judging<Lead> ended = lead.given(received(FACT), disposed(DAY, Disposition.CLOSED));
      ended.when(inquiry()).isRefusedFor(Rule.LEAD_CLOSED);
      ended.when(opened(FIRST, SECOND)).isRefusedFor(Rule.LEAD_CLOSED);
      ended.when(inquiry().asHistory()).isRecordedInBreachOf(Rule.LEAD_CLOSED);
    }

    @Test
    void comesAfterTheReceipt() {
      lead.given(received(FACT))
          .when(disposed(DAY.minusDays(1), Disposition.HELD))
          .isRefusedFor(Rule.LEAD_NOT_RECEIVED);
    }

    @Test
    void isNotForWhatHasItsCase() {
      underCase().when(disposed(DAY, Disposition.HELD)).isRefusedFor(Rule.CASE_OPEN_ALREADY);
    }
  }

  @Nested
  @DisplayName("重新启动")
  class Reopening {

    private final Judging<Lead> ended =
        lead.given(received(FACT), disposed(DAY, Disposition.CLOSED));

    @Test
    void restsOnSomethingNew() {
      ended.when(reopened(DAY, ANOTHER)).records(new LeadReopened(LEAD, List.of(ANOTHER)));
      ended.when(reopened(DAY, FACT)).isRefusedFor(Rule.REOPENED_WITHOUT_EVIDENCE);
      ended.when(reopened(DAY, FACT).proven(Evidence.Kind.VOUCHER)).isRecorded();
      ended.when(reopened(DAY, NOT_THERE)).isRefusedFor(Rule.CITED_FACT_UNKNOWN);
    }

    @Test
    void isForWhatHasEnded() {
      lead.given(received(FACT)).when(reopened(DAY, ANOTHER)).isRefusedFor(Rule.LEAD_NOT_CLOSED);
      underCase()
          .given(closed(DAY))
          .when(reopened(DAY, ANOTHER))
          .records(new LeadReopened(LEAD, List.of(ANOTHER)));
    }

    @Test
    void beginsAnotherMonth() {
      LocalDate later = DAY.plusMonths(3);
      ended
          .given(reopened(later, ANOTHER))
          .when(disposed(later.plusMonths(1), Disposition.CLOSED))
          .isRecorded();
      ended
          .given(reopened(later, ANOTHER))
          .when(disposed(later.plusMonths(1).plusDays(1), Disposition.CLOSED))
          .isRecordedInBreachOf(Rule.LEAD_DISPOSED_LATE);
    }
  }

  @Nested
  @DisplayName("立案")
  class Opening {

    @Test
    void followsAnInquiry() {
      lead.given(received(FACT), inquiry())
          .when(opened(FIRST, SECOND))
          .records(new CaseOpened(LEAD, two()));
      lead.given(received(FACT))
          .when(opened(FIRST, SECOND))
          .isRecordedInBreachOf(Rule.CASE_WITHOUT_INQUIRY);
      lead.given(received(FACT), inquiry())
          .when(live(DAY.minusDays(1), new OpenCase(LEAD, two())))
          .isRefusedFor(Rule.LEAD_NOT_RECEIVED);
    }

    @Test
    void isDoneOnceAtATime() {
      underCase().when(opened(FIRST, SECOND)).isRefusedFor(Rule.CASE_OPEN_ALREADY);
    }

    @Test
    void takesTwoInvestigatorsWhoAreTwo() {
      Judging<Lead> inquired = lead.given(received(FACT), inquiry());
      inquired.when(opened(FIRST)).isRefusedFor(Rule.TOO_FEW_INVESTIGATORS);
      inquired.when(opened(FIRST, FIRST)).isRefusedFor(Rule.TOO_FEW_INVESTIGATORS);
      inquired.when(opened(FIRST, new OfficerId("NOBODY-1"))).isRefusedFor(Rule.NO_SUCH_STREAM);
    }

    @Test
    void takesNobodyWhoHadAPartInIt() {
      lead.given(received(FACT), inquiry())
          .when(opened(FIRST, Deed.CLERK))
          .isRefusedFor(Rule.INVESTIGATOR_ACTED);
      lead.given(received(FACT), inquiry()).when(opened(FIRST, Deed.HELPER)).isRecorded();
      lead.given(received(OF_THE_HELPER), inquiry())
          .when(opened(FIRST, Deed.HELPER))
          .isRefusedFor(Rule.INVESTIGATOR_ACTED);
      lead.given(received(OF_THE_HELPER), inquiry())
          .when(opened(FIRST, Deed.HELPER).approved(Rule.INVESTIGATOR_ACTED, Deed.APPROVER))
          .isRecordedInBreachOf(Rule.INVESTIGATOR_ACTED);
    }

    @Test
    void anApprovalIsAFactOfItsOwn() {
      assertThat(
              new CaseOpened(LEAD, two())
                  .overriding("SAMPLE", Deed.APPROVER, OverrideReason.HIGHER_DECISION))
          .containsInstanceOf(RuleOverridden.class);
    }
  }

  @Nested
  @DisplayName("取证")
  class Taking {

    @Test
    void restsOnFactsOrOnPapers() {
      underCase()
          .when(evidence(two(), ANOTHER))
          .records(new CaseEvidenceTaken(LEAD, List.of(ANOTHER), two()));
      underCase().when(evidence(two())).isRefusedFor(Rule.EVIDENCE_MISSING);
      underCase().when(evidence(two()).proven(Evidence.Kind.MINUTES)).isRecorded();
      underCase().when(evidence(two(), NOT_THERE)).isRefusedFor(Rule.CITED_FACT_UNKNOWN);
    }

    @Test
    void isDoneByTwoWithinACase() {
      underCase().when(evidence(List.of(FIRST), ANOTHER)).isRefusedFor(Rule.TOO_FEW_INVESTIGATORS);
      lead.given(received(FACT), inquiry())
          .when(evidence(two(), ANOTHER))
          .isRefusedFor(Rule.CASE_NOT_OPEN);
      underCase()
          .given(closed(DAY))
          .when(evidence(two(), ANOTHER))
          .isRefusedFor(Rule.CASE_NOT_OPEN);
    }

    @Test
    void findsOutThatAnInvestigatorHadAPartInIt() {
      Judging<Lead> withTheHelper =
          lead.given(received(FACT), inquiry(), opened(FIRST, Deed.HELPER));
      withTheHelper.when(evidence(two(), OF_THE_HELPER)).isRefusedFor(Rule.INVESTIGATOR_ACTED);
      withTheHelper.when(evidence(two(), ANOTHER)).isRecorded();
    }

    @Test
    void asksOnceOfAnInvestigatorAndAFact() {
      List<OfficerId> withTheHelper = List.of(FIRST, Deed.HELPER);
      Judging<Lead> letPass =
          lead.given(
              received(OF_THE_HELPER),
              inquiry(),
              opened(FIRST, Deed.HELPER).approved(Rule.INVESTIGATOR_ACTED, Deed.APPROVER));
      letPass.when(evidence(withTheHelper, ANOTHER)).isRecorded();
      letPass.when(evidence(withTheHelper, OF_THE_HELPER)).isRecorded();
      letPass
          .when(evidence(List.of(FIRST, Deed.CLERK), ANOTHER))
          .isRefusedFor(Rule.INVESTIGATOR_ACTED);
      underCase()
          .given(evidence(two(), OF_THE_HELPER))
          .when(evidence(withTheHelper, ANOTHER))
          .isRefusedFor(Rule.INVESTIGATOR_ACTED);
    }

    @Test
    void readsAllItNeedsAtOnceAndNothingElse() {
      List<Set<Long>> reads = new ArrayList<>();
      Judging<Lead> opened =
          Judging.<Lead>of(Lead.class, Cases.noting(reads), Cases.OFFICERS, EmptyVault.create())
              .given(received(FACT, ANOTHER), inquiry(), opened(FIRST, SECOND));
      opened.when(evidence(two(), OF_THE_HELPER)).isRecorded();
      assertThat(reads)
          .containsExactly(Set.of(FACT, ANOTHER), Set.of(FACT, ANOTHER), Set.of(OF_THE_HELPER));
      reads.clear();
      opened.when(evidence(List.of(FIRST, TARGET), OF_THE_HELPER)).isRecorded();
      assertThat(reads).last().isEqualTo(Set.of(FACT, ANOTHER, OF_THE_HELPER));
      assertThat(reads).hasSize(3);
    }

    @Test
    void isNoMatterOfThoseWhoInvestigateNoMore() {
      Judging<Lead> anew =
          lead.given(received(FACT), inquiry(), opened(FIRST, Deed.HELPER), closed(DAY))
              .given(reopened(DAY, ANOTHER), inquiry(), opened(FIRST, SECOND));
      anew.when(evidence(two(), OF_THE_HELPER)).isRecorded();
      anew.given(evidence(two(), OF_THE_HELPER))
          .when(evidence(List.of(FIRST, Deed.HELPER), ANOTHER))
          .isRefusedFor(Rule.INVESTIGATOR_ACTED);
      anew.when(decided(TargetKind.PERSON, AccountabilityForm.ADMONITION, null).by(Deed.HELPER))
          .isRefusedFor(Rule.INVESTIGATOR_DECIDES);
    }
  }

  @Nested
  @DisplayName("问责")
  class Accountability {

    @Test
    void saysWhoForWhatAndHow() {
      underCase()
          .when(decided(TargetKind.PERSON, AccountabilityForm.DEMERIT, 12))
          .records(
              new AccountabilityDecided(
                  LEAD,
                  1,
                  TARGET,
                  null,
                  TargetKind.PERSON,
                  ResponsibilityKind.DIRECT,
                  AccountabilityForm.DEMERIT,
                  Misconduct.FALSIFICATION,
                  LegalBasis.PARTY_ACCOUNTABILITY,
                  12));
    }

    @ParameterizedTest
    @CsvSource({
      "ORGANISATION, WRITTEN_REVIEW, , true",
      "ORGANISATION, CIRCULATED_CRITICISM, , true",
      "ORGANISATION, REORGANISATION, , true",
      "ORGANISATION, ADMONITION, , false",
      "ORGANISATION, WARNING, 6, false",
      "LEADER, CIRCULATED_CRITICISM, , true",
      "LEADER, ADMONITION, , true",
      "LEADER, RELIEF_OF_POST, , true",
      "LEADER, PARTY_DISCIPLINE, , true",
      "LEADER, EXPULSION, , true",
      "LEADER, REORGANISATION, , false",
      "PERSON, REMOVAL, 24, true",
      "PERSON, RELIEF_OF_POST, , false",
      "VILLAGE_MANAGER, WARNING, 6, true",
      "VILLAGE_MANAGER, SERIOUS_DEMERIT, 18, true",
      "VILLAGE_MANAGER, SUBSIDY_CUT, , true",
      "VILLAGE_MANAGER, DEMOTION, 24, false",
      "VILLAGE_MANAGER, REMOVAL, 24, false",
      "RETIRED, BENEFITS_ADJUSTED, , true",
      "RETIRED, WARNING, 6, false",
      "RETIRED, EXPULSION, , false"
    })
    void comesInTheFormsOfItsTarget(
        TargetKind kind, AccountabilityForm form, @Nullable Integer months, boolean isRight) {
      Deed decision = decided(kind, form, months);
      if (isRight) underCase().when(decision).isRecorded();
      else underCase().when(decision).isRefusedFor(Rule.FORM_NOT_OF_TARGET);
    }

    @ParameterizedTest
    @CsvSource({
      "WARNING, 6, true",
      "WARNING, 7, false",
      "WARNING, , false",
      "DEMERIT, 12, true",
      "SERIOUS_DEMERIT, 18, true",
      "DEMOTION, 24, true",
      "REMOVAL, 24, true",
      "REMOVAL, 23, false",
      "EXPULSION, , true",
      "EXPULSION, 24, false",
      "ADMONITION, 6, true",
      "ADMONITION, , true"
    })
    void lastsAsLongAsItsKind(AccountabilityForm form, @Nullable Integer months, boolean isRight) {
      Deed decision = decided(TargetKind.PERSON, form, months);
      if (isRight) underCase().when(decision).isRecorded();
      else underCase().when(decision).isRefusedFor(Rule.SANCTION_PERIOD_WRONG);
    }

    @Test
    void ofOneKindAddsUpToFortyEightMonths() {
      Deed serious = decided(TargetKind.PERSON, AccountabilityForm.SERIOUS_DEMERIT, 18);
      Judging<Lead> twice = underCase().given(serious, serious);
      twice.when(serious).isRefusedFor(Rule.SANCTION_PERIODS_TOO_LONG);
      twice.when(decided(TargetKind.PERSON, AccountabilityForm.DEMERIT, 12)).isRecorded();
      Deed demerit = decided(TargetKind.PERSON, AccountabilityForm.DEMERIT, 12);
      underCase().given(demerit, demerit, demerit).when(demerit).isRecorded();
    }

    @Test
    void isDecidedByOthersThanThoseWhoInvestigated() {
      Deed decision = decided(TargetKind.PERSON, AccountabilityForm.ADMONITION, null);
      underCase().when(decision.by(FIRST)).isRefusedFor(Rule.INVESTIGATOR_DECIDES);
      Deed signed = decision.signed(Capacity.APPROVER);
      underCase().when(signed).isRecorded();
      OfficerId approver = signed.act().signers().getFirst().officer();
      lead.given(received(FACT), inquiry(), opened(FIRST, approver))
          .when(signed)
          .isRefusedFor(Rule.INVESTIGATOR_DECIDES);
      lead.given(received(FACT), inquiry(), opened(FIRST, approver))
          .when(decision.signed(Capacity.INVESTIGATOR))
          .isRecorded();
    }

    @Test
    void hitsNobodyWhoInvestigated() {
      lead.given(received(FACT), inquiry(), opened(FIRST, TARGET))
          .when(decided(TargetKind.LEADER, AccountabilityForm.ADMONITION, null))
          .isRefusedFor(Rule.INVESTIGATOR_IS_TARGET);
    }

    @Test
    void keepsItsTargetAndItsDecidersOutOfWhatFollows() {
      Deed decision = decided(TargetKind.LEADER, AccountabilityForm.ADMONITION, null);
      Deed signed = decision.signed(Capacity.APPROVER, Capacity.INVESTIGATOR);
      OfficerId approver = signed.act().signers().getFirst().officer();
      OfficerId signer = signed.act().signers().getLast().officer();
      Judging<Lead> decided = underCase().given(signed.by(Deed.REVIEWER));

      decided
          .when(evidence(List.of(FIRST, TARGET), ANOTHER))
          .isRefusedFor(Rule.INVESTIGATOR_IS_TARGET);
      decided
          .when(evidence(List.of(FIRST, Deed.REVIEWER), ANOTHER))
          .isRefusedFor(Rule.INVESTIGATOR_DECIDES);
      decided
          .when(evidence(List.of(FIRST, approver), ANOTHER))
          .isRefusedFor(Rule.INVESTIGATOR_DECIDES);
      decided.when(evidence(List.of(FIRST, signer), ANOTHER)).isRecorded();
      Judging<Lead> reopened =
          decided.given(announced(DAY, 1), closed(DAY), reopened(DAY, ANOTHER), inquiry());
      reopened.when(opened(FIRST, TARGET)).isRefusedFor(Rule.INVESTIGATOR_IS_TARGET);
      reopened.when(opened(FIRST, Deed.REVIEWER)).isRefusedFor(Rule.INVESTIGATOR_DECIDES);
      reopened.when(opened(FIRST, SECOND)).isRecorded();
    }

    @Test
    void needsACaseAndAnOfficerThereIs() {
      lead.given(received(FACT), inquiry())
          .when(decided(TargetKind.LEADER, AccountabilityForm.ADMONITION, null))
          .isRefusedFor(Rule.CASE_NOT_OPEN);
      underCase()
          .when(
              live(
                  DAY,
                  new LeadOrder.DecideAccountability(
                      LEAD,
                      new OfficerId("NOBODY-1"),
                      null,
                      TargetKind.LEADER,
                      ResponsibilityKind.MAIN_LEADER,
                      AccountabilityForm.ADMONITION,
                      Misconduct.DERELICTION,
                      LegalBasis.PARTY_ACCOUNTABILITY,
                      null)))
          .isRefusedFor(Rule.NO_SUCH_STREAM);
    }

    @Test
    void isOfAPersonOrOfAnOrganisation() {
      assertThatThrownBy(() -> target(null, "某局", TargetKind.PERSON, ResponsibilityKind.DIRECT))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(
              () -> target(TARGET, "某局", TargetKind.ORGANISATION, ResponsibilityKind.COLLECTIVE))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(
              () -> target(null, null, TargetKind.ORGANISATION, ResponsibilityKind.COLLECTIVE))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(
              () -> target(TARGET, null, TargetKind.PERSON, ResponsibilityKind.COLLECTIVE))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(
              () -> target(null, "某局", TargetKind.ORGANISATION, ResponsibilityKind.DIRECT))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> decided(TargetKind.PERSON, AccountabilityForm.WARNING, 0))
          .isInstanceOf(IllegalArgumentException.class);
    }

    private void target(
        @Nullable OfficerId officer,
        @Nullable String office,
        TargetKind kind,
        ResponsibilityKind responsibility) {
      LeadOrder _ =
          new LeadOrder.DecideAccountability(
              LEAD,
              officer,
              office,
              kind,
              responsibility,
              AccountabilityForm.WRITTEN_REVIEW,
              Misconduct.FORMALISM,
              LegalBasis.PARTY_ACCOUNTABILITY,
              null);
    }
  }

  @Nested
  @DisplayName("宣布、结案")
  class Ending {

    private final Judging<Lead> decided =
        underCase().given(decided(TargetKind.LEADER, AccountabilityForm.ADMONITION, null));

    @Test
    void aDecisionIsAnnouncedWithinAMonth() {
      decided
          .when(announced(LocalDate.of(2016, 11, 17), 1))
          .records(new DecisionAnnounced(LEAD, 1, true));
      decided
          .when(announced(LocalDate.of(2016, 11, 18), 1))
          .isRecordedInBreachOf(Rule.DECISION_ANNOUNCED_LATE);
    }

    @Test
    void onceAndAfterItWasMade() {
      decided.when(announced(DAY, 2)).isRefusedFor(Rule.DECISION_UNKNOWN);
      decided.when(announced(DAY.minusDays(1), 1)).isRefusedFor(Rule.DECISION_UNKNOWN);
      decided.given(announced(DAY, 1)).when(announced(DAY, 1)).isRefusedFor(Rule.ALREADY_EXISTS);
    }

    @Test
    void aCaseEndsWhenItsDecisionsAreKnown() {
      decided.when(closed(DAY)).isRefusedFor(Rule.DECISION_NOT_ANNOUNCED);
      decided
          .given(announced(DAY.plusDays(2), 1))
          .when(closed(DAY.plusDays(1)))
          .isRefusedFor(Rule.DECISION_NOT_ANNOUNCED);
      decided.given(announced(DAY, 1)).when(closed(DAY)).records(new CaseClosed(LEAD));
      underCase().when(closed(DAY)).records(new CaseClosed(LEAD));
      lead.given(received(FACT)).when(closed(DAY)).isRefusedFor(Rule.CASE_NOT_OPEN);
    }

    @Test
    void whatHasEndedIsNotDisposedOf() {
      underCase()
          .given(closed(DAY))
          .when(disposed(DAY, Disposition.HELD))
          .isRefusedFor(Rule.LEAD_CLOSED);
    }
  }

  /** What is told later of a day is judged by what stood on that day. */
  @Nested
  @DisplayName("补记")
  class ToldLater {

    private final Judging<Lead> twoCases =
        underCase()
            .given(closed(DAY.plusDays(10)), reopened(DAY.plusDays(20), ANOTHER))
            .given(disposed(DAY.plusDays(21), Disposition.PRELIMINARY_INQUIRY))
            .given(live(DAY.plusDays(22), new OpenCase(LEAD, two())));

    private static Deed evidenceOn(LocalDate day) {
      return live(day, new TakeCaseEvidence(LEAD, List.of(ANOTHER), two()));
    }

    @Test
    void evidenceIsOfTheCaseOfItsDay() {
      twoCases.when(evidenceOn(DAY.minusDays(1))).isRefusedFor(Rule.CASE_NOT_OPEN);
      twoCases.when(evidenceOn(DAY)).isRecorded();
      twoCases.when(evidenceOn(DAY.plusDays(9))).isRecorded();
      twoCases.when(evidenceOn(DAY.plusDays(10))).isRefusedFor(Rule.CASE_NOT_OPEN);
      twoCases.when(evidenceOn(DAY.plusDays(21))).isRefusedFor(Rule.CASE_NOT_OPEN);
      twoCases.when(evidenceOn(DAY.plusDays(22))).isRecorded();
    }

    @Test
    void anInvestigatorIsOfTheCaseOfHisDay() {
      Judging<Lead> late =
          twoCases.given(
              live(
                  DAY.plusDays(5),
                  new TakeCaseEvidence(LEAD, List.of(ANOTHER), List.of(FIRST, Deed.HELPER))));
      Deed ofTheHelper = live(DAY, new TakeCaseEvidence(LEAD, List.of(OF_THE_HELPER), two()));
      late.when(ofTheHelper).isRefusedFor(Rule.INVESTIGATOR_ACTED);
      late.when(live(DAY.plusDays(22), new TakeCaseEvidence(LEAD, List.of(OF_THE_HELPER), two())))
          .isRecorded();
    }

    @Test
    void aDispositionFollowsThoseBeforeIt() {
      Judging<Lead> ended =
          lead.given(received(FACT), disposed(DAY.plusDays(20), Disposition.CLOSED))
              .given(reopened(DAY.plusDays(40), ANOTHER));
      ended.when(disposed(DAY.plusDays(10), Disposition.CLOSED)).isRecorded();
      ended.when(disposed(DAY.plusDays(20), Disposition.CLOSED)).isRefusedFor(Rule.NOTHING_CHANGES);
      ended.when(disposed(DAY.plusDays(21), Disposition.HELD)).isRefusedFor(Rule.LEAD_CLOSED);
      ended.when(disposed(DAY.plusDays(40), Disposition.CLOSED)).isRecorded();
    }

    @Test
    void aCaseFollowsTheInquiryOfItsDay() {
      Judging<Lead> inquired =
          lead.given(received(FACT), disposed(DAY.plusDays(5), Disposition.PRELIMINARY_INQUIRY))
              .given(disposed(DAY.plusDays(10), Disposition.HELD));
      Deed opening = live(DAY.plusDays(7), new OpenCase(LEAD, two()));
      inquired.when(opening).isRecorded();
      inquired
          .when(live(DAY.plusDays(4), new OpenCase(LEAD, two())))
          .isRecordedInBreachOf(Rule.CASE_WITHOUT_INQUIRY);
      inquired
          .when(live(DAY.plusDays(10), new OpenCase(LEAD, two())))
          .isRecordedInBreachOf(Rule.CASE_WITHOUT_INQUIRY);
    }

    @Test
    void aCaseEndsWithoutTheDecisionsOfTheNext() {
      LocalDate next = DAY.plusDays(30);
      Deed decision =
          live(next, Cases.decision(LEAD, TargetKind.LEADER, AccountabilityForm.ADMONITION, null));
      underCase()
          .given(live(next, new OpenCase(LEAD, two())).asHistory(), decision)
          .when(closed(DAY.plusDays(10)))
          .isRecorded();
      underCase()
          .given(decision)
          .when(closed(DAY.plusDays(10)))
          .isRefusedFor(Rule.DECISION_NOT_ANNOUNCED);
    }

    @Test
    void aReopeningBeforeItsCaseDoesNotEndIt() {
      underCase()
          .given(closed(DAY.plusDays(10)))
          .given(live(DAY.plusDays(22), new OpenCase(LEAD, two())).asHistory())
          .given(reopened(DAY.plusDays(20), ANOTHER))
          .when(evidenceOn(DAY.plusDays(23)))
          .isRecorded();
    }
  }

  @ParameterizedTest
  @CsvSource({
    ", false, false, false, OPEN",
    "HELD, false, false, false, OPEN",
    "TALK, false, false, false, UNDER_INQUIRY",
    "PRELIMINARY_INQUIRY, false, false, false, UNDER_INQUIRY",
    ", true, false, false, UNDER_INQUIRY",
    "CLOSED, false, true, false, UNFOUNDED",
    "PRELIMINARY_INQUIRY, false, true, false, UNFOUNDED",
    "PRELIMINARY_INQUIRY, true, false, true, FOUND",
    "PRELIMINARY_INQUIRY, false, true, true, FOUND"
  })
  void comesToWhatItsStepsComeTo(
      @Nullable Disposition disposition,
      boolean hasCase,
      boolean isEnded,
      boolean isDecided,
      LeadOutcome outcome) {
    assertThat(LeadOutcome.of(disposition, hasCase, isEnded, isDecided)).isEqualTo(outcome);
  }
}
