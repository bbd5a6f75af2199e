package org.sunshineledger.ledger.supervision;

import java.time.LocalDate;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
import org.sunshineledger.ledger.fact.Signer;
import org.sunshineledger.ledger.fact.Signer.Capacity;
import org.sunshineledger.ledger.rules.PeriodCap;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.Ruling;
import org.sunshineledger.ledger.rules.SanctionPeriods;
import org.sunshineledger.ledger.rules.Scope;
import org.sunshineledger.ledger.rules.WithinMonths;
import org.sunshineledger.ledger.supervision.CitedFacts.CitedFact;
import org.sunshineledger.ledger.supervision.LeadEvent.AccountabilityDecided;
import org.sunshineledger.ledger.supervision.LeadEvent.CaseClosed;
import org.sunshineledger.ledger.supervision.LeadEvent.CaseEvidenceTaken;
import org.sunshineledger.ledger.supervision.LeadEvent.CaseOpened;
import org.sunshineledger.ledger.supervision.LeadEvent.DecisionAnnounced;
import org.sunshineledger.ledger.supervision.LeadEvent.LeadDisposed;
import org.sunshineledger.ledger.supervision.LeadEvent.LeadReceived;
import org.sunshineledger.ledger.supervision.LeadEvent.LeadReopened;
import org.sunshineledger.ledger.supervision.LeadEvent.ReportOpened;
import org.sunshineledger.ledger.supervision.LeadEvent.ReportSealed;
import org.sunshineledger.ledger.supervision.LeadEvent.RuleOverridden;
import org.sunshineledger.ledger.supervision.LeadOrder.AnnounceDecision;
import org.sunshineledger.ledger.supervision.LeadOrder.CloseCase;
import org.sunshineledger.ledger.supervision.LeadOrder.DecideAccountability;
import org.sunshineledger.ledger.supervision.LeadOrder.DisposeLead;
import org.sunshineledger.ledger.supervision.LeadOrder.OpenCase;
import org.sunshineledger.ledger.supervision.LeadOrder.OpenReport;
import org.sunshineledger.ledger.supervision.LeadOrder.ReceiveLead;
import org.sunshineledger.ledger.supervision.LeadOrder.ReopenLead;
import org.sunshineledger.ledger.supervision.LeadOrder.TakeCaseEvidence;
import org.sunshineledger.ledger.vault.Vault;

/** 问题线索: one lead from its receipt to its end, with the case it may lead to. */
public class Lead {

  /**
   * One decision that was made.
   *
   * @param officer null for an organisation
   */
  private record Decision(
      @Nullable OfficerId officer,
      Set<OfficerId> deciders,
      AccountabilityForm form,
      int months,
      LocalDate decidedOn,
      @Nullable LocalDate announcedOn) {

    Decision announced(LocalDate day) {
      return new Decision(officer, deciders, form, months, decidedOn, day);
    }
  }

  /** 立案: who investigates in it. Those of a case before do no more, unless they are named again. */
  private record Case(boolean open, Set<OfficerId> investigators) {

    static final Case NONE = new Case(false, Set.of());

    static Case of(List<OfficerId> investigators) {
      return new Case(true, new HashSet<>(investigators));
    }
  }

  @AggregateIdentifier private @Nullable String stream;
  private @Nullable RegionCode region;

  /** Whether it is a report of the public. */
  private boolean isSealed;

  /** Received, then reopened: the month runs from each of them. */
  private final NavigableSet<LocalDate> begun = new TreeSet<>();

  // From which day on it stood so, in whatever order it was told; of one day, what was told last.
  private final NavigableMap<LocalDate, Optional<Disposition>> dispositions = new TreeMap<>();
  private final NavigableMap<LocalDate, Boolean> ends = new TreeMap<>();
  private final NavigableMap<LocalDate, Case> cases = new TreeMap<>();

  private final Set<Long> cited = new HashSet<>();

  /** Whoever investigated in any of its cases. */
  private final Set<OfficerId> investigators = new HashSet<>();

  private final Map<Integer, Decision> decisions = new TreeMap<>();

  Lead() {}

  /** Of which nothing is known yet. */
  public static Lead unknown() {
    return new Lead();
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(ReceiveLead order, Ruling ruling, CitedFacts facts, Officers officers) {
    ruling.at(order.region());
    decide(
        new LeadReceived(
            order.lead(), order.source(), order.region(), order.positions(), null, order.flag()),
        ruling,
        facts,
        officers);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(
      ReceivePublicReport order, Ruling ruling, CitedFacts facts, Officers officers, Vault vault) {
    ruling.at(order.region());
    decide(
        new LeadReceived(
            order.lead(), LeadSource.REPORT, order.region(), order.positions(), null, null),
        ruling,
        facts,
        officers);
    String subject = order.lead().stream();
    ruling.record(
        new ReportSealed(
            order.lead(),
            order.receipt(),
            order.statement().seal(vault, subject, order.receipt())));
  }

  @CommandHandler
  void handle(OpenReport order, Ruling ruling, CitedFacts facts, Officers officers) {
    ruling.at(region());
    decide(
        new ReportOpened(order.lead(), order.fields(), order.purpose()), ruling, facts, officers);
  }

  @CommandHandler
  void handle(DisposeLead order, Ruling ruling, CitedFacts facts, Officers officers) {
    ruling.at(region());
    decide(new LeadDisposed(order.lead(), order.disposition()), ruling, facts, officers);
  }

  @CommandHandler
  void handle(ReopenLead order, Ruling ruling, CitedFacts facts, Officers officers) {
    ruling.at(region());
    decide(new LeadReopened(order.lead(), order.positions()), ruling, facts, officers);
  }

  @CommandHandler
  void handle(OpenCase order, Ruling ruling, CitedFacts facts, Officers officers) {
    ruling.at(region());
    decide(new CaseOpened(order.lead(), order.investigators()), ruling, facts, officers);
  }

  @CommandHandler
  void handle(TakeCaseEvidence order, Ruling ruling, CitedFacts facts, Officers officers) {
    ruling.at(region());
    decide(
        new CaseEvidenceTaken(order.lead(), order.positions(), order.investigators()),
        ruling,
        facts,
        officers);
  }

  @CommandHandler
  void handle(DecideAccountability order, Ruling ruling, CitedFacts facts, Officers officers) {
    ruling.at(region());
    decide(
        new AccountabilityDecided(
            order.lead(),
            decisions.size() + 1,
            order.officer(),
            order.office(),
            order.target(),
            order.responsibility(),
            order.form(),
            order.act(),
            order.legalBasis(),
            order.months()),
        ruling,
        facts,
        officers);
  }

  @CommandHandler
  void handle(AnnounceDecision order, Ruling ruling, CitedFacts facts, Officers officers) {
    ruling.at(region());
    decide(
        new DecisionAnnounced(order.lead(), order.decision(), order.publicly()),
        ruling,
        facts,
        officers);
  }

  @CommandHandler
  void handle(CloseCase order, Ruling ruling, CitedFacts facts, Officers officers) {
    ruling.at(region());
    decide(new CaseClosed(order.lead()), ruling, facts, officers);
  }

  void decide(LeadEvent fact, Ruling ruling, CitedFacts facts, Officers officers) {
    judge(fact, ruling, facts, officers);
    ruling.record(fact);
  }

  /** What must hold of a fact before it is recorded, in the order an official checks it. */
  private void judge(LeadEvent fact, Ruling ruling, CitedFacts facts, Officers officers) {
    switch (fact) {
      case LeadReceived it -> {
        ruling.require(stream == null, Rule.ALREADY_EXISTS, it.lead().stream());
        Inquiry.requireThere(it.positions(), facts.at(it.positions()), ruling);
      }
      case ReportSealed _ -> {}
      case ReportOpened it ->
          ruling.require(isSealed, Rule.NO_SUCH_STREAM, it.lead().stream() + " report");
      case LeadDisposed it -> {
        Disposition before = dispositionOn(ruling.day());
        ruling.require(it.disposition() != before, Rule.NOTHING_CHANGES);
        requireRunning(ruling);
        ruling.require(!hasCase(ruling.day()), Rule.CASE_OPEN_ALREADY);
        LocalDate since = begun.floor(ruling.day());
        ruling.require(
            before != null || since == null || isInTime(Rule.LEAD_DISPOSED_LATE, since, ruling),
            Rule.LEAD_DISPOSED_LATE);
      }
      case LeadReopened it -> {
        Inquiry.requireThere(it.positions(), facts.at(it.positions()), ruling);
        ruling.require(isEnded(ruling.day()), Rule.LEAD_NOT_CLOSED);
        ruling.require(
            !cited.containsAll(it.positions()) || !ruling.act().evidence().isEmpty(),
            Rule.REOPENED_WITHOUT_EVIDENCE);
      }
      case CaseOpened it -> {
        Inquiry.requireKnown(it.investigators(), ruling, officers);
        requireRunning(ruling);
        ruling.require(!hasCase(ruling.day()), Rule.CASE_OPEN_ALREADY);
        ruling.require(
            dispositionOn(ruling.day()) == Disposition.PRELIMINARY_INQUIRY,
            Rule.CASE_WITHOUT_INQUIRY);
        Inquiry.requireEnough(it.investigators(), Rule.TOO_FEW_INVESTIGATORS, ruling);
        requireSeparate(
            it.investigators(),
            lookedInto(it.investigators(), List.of(), ruling.day(), facts),
            ruling);
      }
      case CaseEvidenceTaken it -> {
        Inquiry.requireKnown(it.investigators(), ruling, officers);
        Map<Long, CitedFact> there =
            lookedInto(it.investigators(), it.positions(), ruling.day(), facts);
        Inquiry.requireThere(it.positions(), there, ruling);
        ruling.require(
            !it.positions().isEmpty() || !ruling.act().evidence().isEmpty(), Rule.EVIDENCE_MISSING);
        requireCase(ruling);
        Inquiry.requireEnough(it.investigators(), Rule.TOO_FEW_INVESTIGATORS, ruling);
        requireSeparate(it.investigators(), there, ruling);
      }
      case AccountabilityDecided it -> judge(it, ruling, officers);
      case DecisionAnnounced it -> {
        Decision decision = decisions.get(it.decision());
        ruling.require(
            decision == null || decision.announcedOn() == null,
            Rule.ALREADY_EXISTS,
            "decision " + it.decision());
        ruling.require(
            decision != null && !decision.decidedOn().isAfter(ruling.day()),
            Rule.DECISION_UNKNOWN,
            "decision " + it.decision());
        ruling.require(
            decision == null
                || isInTime(Rule.DECISION_ANNOUNCED_LATE, decision.decidedOn(), ruling),
            Rule.DECISION_ANNOUNCED_LATE);
      }
      case CaseClosed _ -> {
        requireCase(ruling);
        ruling.require(areAnnounced(ruling.day()), Rule.DECISION_NOT_ANNOUNCED);
      }
      case RuleOverridden _ -> {}
    }
  }

  private void judge(AccountabilityDecided fact, Ruling ruling, Officers officers) {
    OfficerId officer = fact.officer();
    if (officer != null) Inquiry.requireKnown(List.of(officer), ruling, officers);
    requireCase(ruling);
    ruling.require(
        officer == null || !investigators.contains(officer), Rule.INVESTIGATOR_IS_TARGET);
    Set<OfficerId> deciders = deciders(ruling.act().actor().officer(), ruling.act().signers());
    ruling.require(Collections.disjoint(deciders, investigators), Rule.INVESTIGATOR_DECIDES);
    ruling.require(
        ruling.meets(
            Rule.FORM_NOT_OF_TARGET,
            Scope.class,
            forms -> forms.covers(fact.target().name(), fact.form().name())),
        Rule.FORM_NOT_OF_TARGET,
        "%s for %s".formatted(fact.form(), fact.target()));
    ruling.require(
        ruling.meets(
            Rule.SANCTION_PERIOD_WRONG,
            SanctionPeriods.class,
            periods -> periods.isRight(fact.form().name(), fact.months())),
        Rule.SANCTION_PERIOD_WRONG,
        "%s for %s months".formatted(fact.form(), fact.months()));
    int together = monthsOf(officer, fact.form()) + monthsOf(fact);
    ruling.require(
        officer == null
            || ruling.meets(
                Rule.SANCTION_PERIODS_TOO_LONG, PeriodCap.class, cap -> cap.holds(together)),
        Rule.SANCTION_PERIODS_TOO_LONG,
        together + " months");
  }

  /** Whoever records a decision, or signs it as the one who approves. */
  private static Set<OfficerId> deciders(OfficerId recorder, List<Signer> signers) {
    Set<OfficerId> deciders = new HashSet<>();
    deciders.add(recorder);
    for (Signer signer : signers)
      if (signer.capacity() == Capacity.APPROVER) deciders.add(signer.officer());
    return deciders;
  }

  /** What the officer has got on this lead in the same form. */
  private int monthsOf(@Nullable OfficerId officer, AccountabilityForm form) {
    return decisions.values().stream()
        .filter(each -> each.form() == form && Objects.equals(each.officer(), officer))
        .mapToInt(Decision::months)
        .sum();
  }

  private static int monthsOf(AccountabilityDecided fact) {
    Integer months = fact.months();
    return months == null ? 0 : months;
  }

  private void requireRunning(Ruling ruling) {
    ruling.require(begun.floor(ruling.day()) != null, Rule.LEAD_NOT_RECEIVED);
    ruling.require(!isEnded(ruling.day()), Rule.LEAD_CLOSED);
  }

  private void requireCase(Ruling ruling) {
    ruling.require(hasCase(ruling.day()), Rule.CASE_NOT_OPEN);
  }

  /**
   * 回避: nobody looks into what he has signed, recorded or is named in, nor into what he decides or
   * answers for. It is asked of a person and a fact when they come together: not again of those who
   * were let pass, nor of those who investigate no more.
   */
  private void requireSeparate(List<OfficerId> named, Map<Long, CitedFact> there, Ruling ruling) {
    Set<OfficerId> investigating = investigating(ruling.day());
    Set<OfficerId> newcomers = new HashSet<>(named);
    newcomers.removeAll(investigating);
    ruling.require(
        there.entrySet().stream()
            .allMatch(fact ->
                fact.getValue().isWithout(newcomers)
                    && (cited.contains(fact.getKey()) || fact.getValue().isWithout(investigating))),
        Rule.INVESTIGATOR_ACTED);
    ruling.require(
        decisions.values().stream()
            .noneMatch(each -> each.officer() != null && newcomers.contains(each.officer())),
        Rule.INVESTIGATOR_IS_TARGET);
    ruling.require(
        decisions.values().stream()
            .allMatch(each -> Collections.disjoint(each.deciders(), newcomers)),
        Rule.INVESTIGATOR_DECIDES);
  }

  /** What is cited now; and where somebody begins to investigate, all that was cited before. */
  private Map<Long, CitedFact> lookedInto(
      List<OfficerId> named, List<Long> positions, LocalDate day, CitedFacts facts) {
    Set<Long> into = new HashSet<>(positions);
    if (!investigating(day).containsAll(named)) into.addAll(cited);
    return facts.at(into);
  }

  private static boolean isInTime(Rule rule, LocalDate since, Ruling ruling) {
    return ruling.meets(rule, WithinMonths.class, limit -> limit.isMet(since, ruling.day()));
  }

  private @Nullable Disposition dispositionOn(LocalDate day) {
    Map.Entry<LocalDate, Optional<Disposition>> last = dispositions.floorEntry(day);
    return last == null ? null : last.getValue().orElse(null);
  }

  private boolean isEnded(LocalDate day) {
    Map.Entry<LocalDate, Boolean> last = ends.floorEntry(day);
    return last != null && last.getValue();
  }

  private Case caseOn(LocalDate day) {
    Map.Entry<LocalDate, Case> last = cases.floorEntry(day);
    return last == null ? Case.NONE : last.getValue();
  }

  private boolean hasCase(LocalDate day) {
    return caseOn(day).open();
  }

  private Set<OfficerId> investigating(LocalDate day) {
    return caseOn(day).investigators();
  }

  /** Whether the decisions of the day's case are, and all before it: a later case has its own. */
  private boolean areAnnounced(LocalDate day) {
    LocalDate next = cases.higherKey(day);
    return decisions.values().stream()
        .filter(each -> next == null || each.decidedOn().isBefore(next))
        .allMatch(each -> Done.by(day, each.announcedOn()));
  }

  /** What has become of it by the day. */
  LeadStanding standingOn(LocalDate day) {
    int decided =
        (int) decisions.values().stream().filter(each -> !each.decidedOn().isAfter(day)).count();
    return new LeadStanding(
        LeadOutcome.of(dispositionOn(day), hasCase(day), isEnded(day), decided > 0),
        decided,
        isEnded(day) ? ends.floorKey(day) : null);
  }

  private RegionCode region() {
    if (region == null) throw new IllegalStateException("no lead was received");
    return region;
  }

  @EventSourcingHandler
  void on(LeadEvent fact, @MetaDataValue(Ruling.ENVELOPE) Envelope envelope) {
    LocalDate day = envelope.occurredOn();
    switch (fact) {
      case LeadReceived it -> {
        stream = it.lead().stream();
        region = it.region();
        begun.add(day);
        cited.addAll(it.positions());
      }
      case ReportSealed _ -> isSealed = true;
      case ReportOpened _ -> {}
      case LeadDisposed it -> {
        dispositions.put(day, Optional.of(it.disposition()));
        ends.put(day, it.disposition() == Disposition.CLOSED);
      }
      case LeadReopened it -> {
        begun.add(day);
        dispositions.put(day, Optional.empty());
        ends.put(day, false);
        cases.put(day, Case.NONE);
        cited.addAll(it.positions());
      }
      case CaseOpened it -> {
        cases.put(day, Case.of(it.investigators()));
        investigators.addAll(it.investigators());
      }
      case CaseEvidenceTaken it -> {
        cited.addAll(it.positions());
        investigators.addAll(it.investigators());
        if (hasCase(day)) investigating(day).addAll(it.investigators());
      }
      case AccountabilityDecided it ->
          decisions.put(
              it.decision(),
              new Decision(
                  it.officer(),
                  deciders(envelope.actor().officer(), envelope.signers()),
                  it.form(),
                  monthsOf(it),
                  day,
                  null));
      case DecisionAnnounced it ->
          decisions.computeIfPresent(it.decision(), (_, decision) -> decision.announced(day));
      case CaseClosed _ -> {
        ends.put(day, true);
        cases.put(day, Case.NONE);
      }
      case RuleOverridden _ -> {}
    }
  }
}
