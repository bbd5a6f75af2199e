package org.sunshineledger.ledger.supervision;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Event;
import org.sunshineledger.ledger.fact.FactType;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.OverrideReason;
import org.sunshineledger.ledger.fact.Overriding;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.fact.Visibility;
import org.sunshineledger.ledger.vault.AccessPurpose;
import org.sunshineledger.ledger.vault.Commitment;
import org.sunshineledger.ledger.vault.PersonalField;

/**
 * Everything that can be said about a lead 问题线索 and the case it may lead to, on {@code lead/{id}}.
 * Facts are cited by their positions; what is behind them, their proofs show.
 */
public sealed interface LeadEvent extends Event {

  LeadId lead();

  @Override
  default Visibility visibility() {
    return Visibility.RESTRICTED;
  }

  @Override
  default Optional<Event> overriding(String rule, OfficerId authority, OverrideReason reason) {
    return Optional.of(new RuleOverridden(lead(), rule, authority, reason));
  }

  /**
   * 受理: the month for its disposition begins.
   *
   * @param positions of the facts it is about; may be empty, as a report may tell of what nobody
   *     has recorded
   * @param audit which referred it, in the same append; null for any other source, and for an audit
   *     the ledger does not hold
   * @param flag the flag it follows, or null
   */
  @FactType("lead.lead-received.v1")
  record LeadReceived(
      LeadId lead,
      LeadSource source,
      RegionCode region,
      List<Long> positions,
      @Nullable AuditId audit,
      @Nullable FlagCode flag)
      implements LeadEvent {

    public LeadReceived {
      positions = List.copyOf(positions);
    }
  }

  /**
   * 公众举报: what was said and by whom is in the vault; recorded together with the receipt of the
   * lead.
   *
   * @param receipt digest of the number by which the reporter learns what became of it
   * @param statement the text first, then whatever else he gave
   */
  @FactType("lead.report-sealed.v1")
  record ReportSealed(LeadId lead, Sha256 receipt, List<Commitment> statement)
      implements LeadEvent {

    public ReportSealed {
      statement = List.copyOf(statement);
    }
  }

  /** 查阅举报: who is the actor; recorded before anything was shown. */
  @FactType("lead.report-opened.v1")
  record ReportOpened(LeadId lead, List<PersonalField> fields, AccessPurpose purpose)
      implements LeadEvent {

    public ReportOpened {
      fields = List.copyOf(fields);
    }
  }

  /** 处置. */
  @FactType("lead.lead-disposed.v1")
  record LeadDisposed(LeadId lead, Disposition disposition) implements LeadEvent {}

  /** 重新启动: what is new is cited, or stands as evidence in the envelope. */
  @FactType("lead.lead-reopened.v1")
  record LeadReopened(LeadId lead, List<Long> positions) implements LeadEvent {

    public LeadReopened {
      positions = List.copyOf(positions);
    }
  }

  /** 立案. */
  @FactType("lead.case-opened.v1")
  record CaseOpened(LeadId lead, List<OfficerId> investigators) implements LeadEvent {

    public CaseOpened {
      investigators = List.copyOf(investigators);
    }
  }

  /** 取证: from facts of the ledger, and from papers whose digests stand in the envelope. */
  @FactType("lead.case-evidence-taken.v1")
  record CaseEvidenceTaken(LeadId lead, List<Long> positions, List<OfficerId> investigators)
      implements LeadEvent {

    public CaseEvidenceTaken {
      positions = List.copyOf(positions);
      investigators = List.copyOf(investigators);
    }
  }

  /**
   * 问责决定: one target, one form; several are several facts.
   *
   * @param decision its number within the lead, from 1
   * @param officer who answers; null for an organisation
   * @param office the organisation that answers, or the officer's; null where it is not told
   * @param months how long it lasts; null for a form without a period
   */
  @FactType("lead.accountability-decided.v1")
  record AccountabilityDecided(
      LeadId lead,
      int decision,
      @Nullable OfficerId officer,
      @Nullable String office,
      TargetKind target,
      ResponsibilityKind responsibility,
      AccountabilityForm form,
      Misconduct act,
      LegalBasis legalBasis,
      @Nullable Integer months)
      implements LeadEvent {}

  /** 宣布: to the person and the unit, or to everybody. */
  @FactType("lead.decision-announced.v1")
  record DecisionAnnounced(LeadId lead, int decision, boolean publicly) implements LeadEvent {}

  /** 结案. */
  @FactType("lead.case-closed.v1")
  record CaseClosed(LeadId lead) implements LeadEvent {}

  /** 特批: a named authority let this rule be broken by the fact before it. */
  @FactType("lead.rule-overridden.v1")
  record RuleOverridden(LeadId lead, String rule, OfficerId authority, OverrideReason reason)
      implements LeadEvent, Overriding {}
}
