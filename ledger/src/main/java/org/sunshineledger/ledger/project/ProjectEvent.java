package org.sunshineledger.ledger.project;

import java.time.LocalDate;
import java.util.Optional;
import org.sunshineledger.ledger.fact.DocumentNumber;
import org.sunshineledger.ledger.fact.Event;
import org.sunshineledger.ledger.fact.FactType;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.OverrideReason;
import org.sunshineledger.ledger.fact.PaymentId;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Visibility;
import org.sunshineledger.ledger.fund.FundingLevel;

/** Everything that can be said about a project, on the stream {@code project/{code}}. */
public sealed interface ProjectEvent extends Event {

  ProjectCode project();

  @Override
  default Visibility visibility() {
    return Visibility.PUBLIC;
  }

  @Override
  default Optional<Event> overriding(String rule, OfficerId authority, OverrideReason reason) {
    return Optional.of(new RuleOverridden(project(), rule, authority, reason));
  }

  /** 项目库入库, with the twelve fields of 河南省扶贫开发条例 art. 41 (domain.md PR-1). */
  @FactType("project.project-admitted.v1")
  record ProjectAdmitted(
      ProjectCode project,
      String name,
      ProjectCategory category,
      ConstructionNature nature,
      RegionCode region,
      LocalDate starts,
      LocalDate ends,
      String responsibleUnit,
      String task,
      Money scale,
      FundingLevel financing,
      int beneficiaryHouseholds,
      String performanceTarget,
      Participation participation,
      Linkage linkage)
      implements ProjectEvent {}

  /** 项目审批: {@code amount} is the most the project may cost. */
  @FactType("project.project-approved.v1")
  record ProjectApproved(ProjectCode project, String office, Money amount)
      implements ProjectEvent {}

  /** The debit half of a payment; the credits stand on the households' streams. */
  @FactType("project.project-debited.v1")
  record ProjectDebited(
      ProjectCode project, PaymentId payment, DocumentNumber fund, Money total, int count)
      implements ProjectEvent {}

  /** 特批: a named authority let this rule be broken by the fact before it. */
  @FactType("project.rule-overridden.v1")
  record RuleOverridden(
      ProjectCode project, String rule, OfficerId authority, OverrideReason reason)
      implements ProjectEvent {}
}
