package org.sunshineledger.ledger.supervision;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Envelope;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Signer;
import org.sunshineledger.ledger.fact.Signer.Capacity;
import org.sunshineledger.ledger.rules.AtLeast;
import org.sunshineledger.ledger.rules.PeriodCap;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.Ruling;
import org.sunshineledger.ledger.rules.SanctionPeriods;
import org.sunshineledger.ledger.rules.Scope;
import org.sunshineledger.ledger.rules.WithinMonths;
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
import org.sunshineledger.ledger.supervision.LeadOrder.DecideAccountability;
import org.sunshineledger.ledger.supervision.LeadOrder.DisposeLead;
import org.sunshineledger.ledger.supervision.LeadOrder.OpenCase;
import org.sunshineledger.ledger.supervision.LeadOrder.ReceiveLead;
import org.sunshineledger.ledger.supervision.LeadOrder.ReopenLead;
import org.sunshineledger.ledger.supervision.LeadOrder.TakeCaseEvidence;

/** 问题线索: one lead from its receipt to its end, with the case it may lead to. */
public class Lead {

  /**
   * One decision that was made.
   *
   * @param officer null for an organisation
   */
  private record Decision(
      @Nullable OfficerId officer,
      AccountabilityForm form,
      int months,
      LocalDate decidedOn,
      @Nullable LocalDate announcedOn) {

    Decision announced(LocalDate day) {
      return new Decision(officer, form, months, decidedOn, day);
    }
  }

  @AggregateIdentifier private @Nullable String stream;
  private @Nullable RegionCode region;

  /** Received, or reopened last: the month runs from here. */
  private LocalDate runsFrom = LocalDate.MAX;

  private @Nullable Disposition disposition;
  private @Nullable LocalDate endedOn;
  private @Nullable LocalDate caseOpenedOn;
  private final Set<Long> cited = new HashSet<>();
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
        requireThere(it.positions(), ruling, facts);
      }
      case LeadDisposed it -> {
        ruling.require(it.disposition() != disposition, Rule.NOTHING_CHANGES);
        requireRunning(ruling);
        ruling.require(!hasCase(ruling.day()), Rule.CASE_OPEN_ALREADY);
        ruling.require(
            disposition != null || isInTime(Rule.LEAD_DISPOSED_LATE, runsFrom, ruling),
            Rule.LEAD_DISPOSED_LATE);
      }
      case LeadReopened it -> {
        requireThere(it.positions(), ruling, facts);
        ruling.require(isEnded(ruling.day()), Rule.LEAD_NOT_CLOSED);
        ruling.require(
            !cited.containsAll(it.positions()) || !ruling.act().evidence().isEmpty(),
            Rule.REOPENED_WITHOUT_EVIDENCE);
      }
      case CaseOpened it -> {
        requireKnown(it.investigators(), ruling, officers);
        requireRunning(ruling);
        ruling.require(!hasCase(ruling.day()), Rule.CASE_OPEN_ALREADY);
        ruling.require(disposition == Disposition.PRELIMINARY_INQUIRY, Rule.CASE_WITHOUT_INQUIRY);
        requireInvestigators(it.investigators(), ruling);
        requireNobodyActed(it.investigators(), cited, ruling, facts);
      }
      case CaseEvidenceTaken it -> {
        requireKnown(it.investigators(), ruling, officers);
        requireThere(it.positions(), ruling, facts);
        ruling.require(
            !it.positions().isEmpty() || !ruling.act().evidence().isEmpty(), Rule.EVIDENCE_MISSING);
        requireCase(ruling);
        requireInvestigators(it.investigators(), ruling);
        requireNobodyActed(
            union(investigators, it.investigators()), union(cited, it.positions()), ruling, facts);
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
        ruling.require(
            decisions.values().stream().allMatch(each -> isAnnounced(each, ruling.day())),
            Rule.DECISION_NOT_ANNOUNCED);
      }
      case RuleOverridden _ -> {}
    }
  }

  private void judge(AccountabilityDecided fact, Ruling ruling, Officers officers) {
    OfficerId officer = fact.officer();
    if (officer != null) requireKnown(List.of(officer), ruling, officers);
    requireCase(ruling);
    ruling.require(
        officer == null || !investigators.contains(officer), Rule.INVESTIGATOR_IS_TARGET);
    ruling.require(deciders(ruling).noneMatch(investigators::contains), Rule.INVESTIGATOR_DECIDES);
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
  private static Stream<OfficerId> deciders(Ruling ruling) {
    return Stream.concat(
        Stream.of(ruling.act().actor().officer()),
        ruling.act().signers().stream()
            .filter(signer -> signer.capacity() == Capacity.APPROVER)
            .map(Signer::officer));
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

  private static void requireThere(List<Long> positions, Ruling ruling, CitedFacts facts) {
    for (long position : positions)
      ruling.require(
          facts.at(position).isPresent(), Rule.CITED_FACT_UNKNOWN, String.valueOf(position));
  }

  private static void requireKnown(List<OfficerId> named, Ruling ruling, Officers officers) {
    for (OfficerId officer : named)
      ruling.require(officers.isKnown(officer), Rule.NO_SUCH_STREAM, officer.stream());
  }

  private void requireRunning(Ruling ruling) {
    ruling.require(!runsFrom.isAfter(ruling.day()), Rule.LEAD_NOT_RECEIVED);
    ruling.require(!isEnded(ruling.day()), Rule.LEAD_CLOSED);
  }

  private void requireCase(Ruling ruling) {
    ruling.require(hasCase(ruling.day()), Rule.CASE_NOT_OPEN);
  }

  private static void requireInvestigators(List<OfficerId> named, Ruling ruling) {
    ruling.require(
        ruling.meets(
            Rule.TOO_FEW_INVESTIGATORS,
            AtLeast.class,
            enough -> enough.holds(new HashSet<>(named).size())),
        Rule.TOO_FEW_INVESTIGATORS);
  }

  /** 回避: nobody looks into what he has signed, recorded or is named in. */
  private static void requireNobodyActed(
      Collection<OfficerId> looking, Collection<Long> into, Ruling ruling, CitedFacts facts) {
    boolean isSeparate =
        into.stream()
            .flatMap(position -> facts.at(position).stream())
            .allMatch(fact -> Collections.disjoint(fact.officers(), looking));
    ruling.require(isSeparate, Rule.INVESTIGATOR_ACTED);
  }

  private static <T> Set<T> union(Collection<T> one, Collection<T> other) {
    Set<T> both = new HashSet<>(one);
    both.addAll(other);
    return both;
  }

  private static boolean isInTime(Rule rule, LocalDate since, Ruling ruling) {
    return ruling.meets(rule, WithinMonths.class, limit -> limit.isMet(since, ruling.day()));
  }

  private boolean isEnded(LocalDate day) {
    return endedOn != null && !endedOn.isAfter(day);
  }

  private boolean hasCase(LocalDate day) {
    return caseOpenedOn != null && !caseOpenedOn.isAfter(day);
  }

  private static boolean isAnnounced(Decision decision, LocalDate day) {
    return decision.announcedOn() != null && !decision.announcedOn().isAfter(day);
  }

  /** What has become of it by the day. */
  LeadOutcome outcomeOn(LocalDate day) {
    return LeadOutcome.of(disposition, hasCase(day), isEnded(day), decisionsBy(day) > 0);
  }

  /** How many decisions were made on it by the day. */
  int decisionsBy(LocalDate day) {
    return (int) decisions.values().stream().filter(each -> !each.decidedOn().isAfter(day)).count();
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
        runsFrom = day;
        cited.addAll(it.positions());
      }
      case LeadDisposed it -> {
        disposition = it.disposition();
        endedOn = it.disposition() == Disposition.CLOSED ? day : null;
      }
      case LeadReopened it -> {
        runsFrom = day;
        disposition = null;
        endedOn = null;
        caseOpenedOn = null;
        cited.addAll(it.positions());
      }
      case CaseOpened it -> {
        caseOpenedOn = day;
        investigators.addAll(it.investigators());
      }
      case CaseEvidenceTaken it -> {
        cited.addAll(it.positions());
        investigators.addAll(it.investigators());
      }
      case AccountabilityDecided it ->
          decisions.put(
              it.decision(), new Decision(it.officer(), it.form(), monthsOf(it), day, null));
      case DecisionAnnounced it ->
          decisions.computeIfPresent(it.decision(), (_, decision) -> decision.announced(day));
      case CaseClosed _ -> {
        endedOn = day;
        caseOpenedOn = null;
      }
      case RuleOverridden _ -> {}
    }
  }
}
