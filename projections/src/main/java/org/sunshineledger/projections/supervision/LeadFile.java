package org.sunshineledger.projections.supervision;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.rules.Provision;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.RuleSets;
import org.sunshineledger.ledger.rules.WithinMonths;
import org.sunshineledger.ledger.supervision.AuditId;
import org.sunshineledger.ledger.supervision.Disposition;
import org.sunshineledger.ledger.supervision.FlagCode;
import org.sunshineledger.ledger.supervision.LeadEvent;
import org.sunshineledger.ledger.supervision.LeadEvent.AccountabilityDecided;
import org.sunshineledger.ledger.supervision.LeadEvent.CaseClosed;
import org.sunshineledger.ledger.supervision.LeadEvent.CaseEvidenceTaken;
import org.sunshineledger.ledger.supervision.LeadEvent.CaseOpened;
import org.sunshineledger.ledger.supervision.LeadEvent.DecisionAnnounced;
import org.sunshineledger.ledger.supervision.LeadEvent.LeadDisposed;
import org.sunshineledger.ledger.supervision.LeadEvent.LeadReceived;
import org.sunshineledger.ledger.supervision.LeadEvent.LeadReopened;
import org.sunshineledger.ledger.supervision.LeadEvent.RuleOverridden;
import org.sunshineledger.ledger.supervision.LeadId;
import org.sunshineledger.ledger.supervision.LeadOutcome;
import org.sunshineledger.ledger.supervision.LeadSource;

/**
 * One lead as it stood on a day.
 *
 * @param runsFrom the day it was received, or reopened last
 * @param disposition until when it had to be disposed of
 * @param endedOn the day it was closed, or its case was; null while it goes on
 * @param cited what it cites, with the day on which each was cited first
 */
public record LeadFile(
    LeadId lead,
    RegionCode region,
    LeadSource source,
    @Nullable AuditId audit,
    @Nullable FlagCode flag,
    LocalDate receivedOn,
    LocalDate runsFrom,
    LeadState state,
    LeadOutcome outcome,
    Due disposition,
    @Nullable LocalDate endedOn,
    List<Citation> cited,
    List<OfficerId> investigators,
    List<Decided> decisions,
    List<Step> steps,
    boolean synthetic) {

  public LeadFile {
    cited = List.copyOf(cited);
    investigators = List.copyOf(investigators);
    decisions = List.copyOf(decisions);
    steps = List.copyOf(steps);
  }

  /** A fact that is cited. */
  public record Citation(long position, LocalDate since) {}

  /** One decision, and until when it had to be announced. */
  public record Decided(
      AccountabilityDecided decision, LocalDate on, long position, Due announced) {}

  /** Whether anything of it is late, as a lead or as a decision. */
  public boolean late() {
    return disposition.late() || decisions.stream().anyMatch(each -> each.announced().late());
  }

  /**
   * Folds the facts of its stream.
   *
   * @return empty when it was not received by the day
   */
  static Optional<LeadFile> of(List<Fact> facts, LocalDate asOf, RuleSets rules) {
    Folding folding = new Folding(asOf, rules);
    for (Fact fact : facts) folding.fold(fact);
    return folding.file();
  }

  private static final class Folding {

    private final LocalDate asOf;
    private final RuleSets rules;
    private final Map<Long, LocalDate> cited = new LinkedHashMap<>();
    private final Set<OfficerId> investigators = new LinkedHashSet<>();
    private final Map<Integer, Decided> decisions = new LinkedHashMap<>();
    private final List<Step> steps = new ArrayList<>();
    private @Nullable LeadReceived received;
    private LocalDate receivedOn = LocalDate.MAX;
    private LocalDate runsFrom = LocalDate.MAX;
    private @Nullable LocalDate disposeBy;
    private @Nullable LocalDate disposedOn;
    private @Nullable Disposition disposition;
    private @Nullable LocalDate endedOn;
    private boolean hasCase;
    private boolean synthetic;

    Folding(LocalDate asOf, RuleSets rules) {
      this.asOf = asOf;
      this.rules = rules;
    }

    void fold(Fact fact) {
      if (!(fact.event() instanceof LeadEvent event)) return;
      LocalDate day = fact.occurredOn();
      steps.add(Step.of(fact));
      synthetic |= fact.isSynthetic();
      switch (event) {
        case LeadReceived it -> {
          received = it;
          receivedOn = day;
          runs(fact);
          cite(it.positions(), day);
        }
        case LeadDisposed it -> {
          disposition = it.disposition();
          if (disposedOn == null) disposedOn = day;
          endedOn = it.disposition() == Disposition.CLOSED ? day : null;
        }
        case LeadReopened it -> {
          runs(fact);
          disposition = null;
          disposedOn = null;
          endedOn = null;
          hasCase = false;
          cite(it.positions(), day);
        }
        case CaseOpened it -> {
          hasCase = true;
          if (disposedOn == null) disposedOn = day;
          investigators.addAll(it.investigators());
        }
        case CaseEvidenceTaken it -> {
          cite(it.positions(), day);
          investigators.addAll(it.investigators());
        }
        case AccountabilityDecided it ->
            decisions.put(
                it.decision(),
                new Decided(
                    it,
                    day,
                    fact.position(),
                    Due.of(day, due(Rule.DECISION_ANNOUNCED_LATE, fact), null, asOf)));
        case DecisionAnnounced it ->
            decisions.computeIfPresent(
                it.decision(),
                (_, each) ->
                    new Decided(
                        each.decision(),
                        each.on(),
                        each.position(),
                        Due.of(each.on(), each.announced().by(), day, asOf)));
        case CaseClosed _ -> {
          hasCase = false;
          endedOn = day;
        }
        case LeadEvent.ReportSealed _, LeadEvent.ReportOpened _, RuleOverridden _ -> {}
      }
    }

    private void runs(Fact fact) {
      runsFrom = fact.occurredOn();
      disposeBy = due(Rule.LEAD_DISPOSED_LATE, fact);
    }

    /** By the rules the fact was judged by. */
    private @Nullable LocalDate due(Rule rule, Fact from) {
      return rules
          .version(from.envelope().ruleSet())
          .flatMap(set -> set.provision(rule, from.occurredOn()))
          .map(Provision::terms)
          .filter(WithinMonths.class::isInstance)
          .map(terms -> ((WithinMonths) terms).due(from.occurredOn()))
          .orElse(null);
    }

    private void cite(List<Long> positions, LocalDate day) {
      for (long position : positions) cited.putIfAbsent(position, day);
    }

    Optional<LeadFile> file() {
      LeadReceived it = received;
      if (it == null) return Optional.empty();
      return Optional.of(
          new LeadFile(
              it.lead(),
              it.region(),
              it.source(),
              it.audit(),
              it.flag(),
              receivedOn,
              runsFrom,
              state(),
              LeadOutcome.of(disposition, hasCase, endedOn != null, !decisions.isEmpty()),
              Due.of(runsFrom, disposeBy, disposedOn, asOf),
              endedOn,
              cited.entrySet().stream()
                  .map(each -> new Citation(each.getKey(), each.getValue()))
                  .toList(),
              List.copyOf(investigators),
              List.copyOf(decisions.values()),
              steps,
              synthetic));
    }

    private LeadState state() {
      if (endedOn != null) return LeadState.CLOSED;
      if (hasCase) return LeadState.CASE;
      return switch (disposition) {
        case null -> LeadState.RECEIVED;
        case TALK -> LeadState.TALK;
        case PRELIMINARY_INQUIRY -> LeadState.PRELIMINARY_INQUIRY;
        case HELD -> LeadState.HELD;
        case CLOSED -> LeadState.CLOSED;
      };
    }
  }
}
