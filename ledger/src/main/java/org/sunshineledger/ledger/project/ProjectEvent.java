package org.sunshineledger.ledger.project;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.DocumentNumber;
import org.sunshineledger.ledger.fact.Event;
import org.sunshineledger.ledger.fact.FactType;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.OverrideReason;
import org.sunshineledger.ledger.fact.Overriding;
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

  /** 项目申报 by the village or township, before the library takes it. */
  @FactType("project.project-proposed.v1")
  record ProjectProposed(
      ProjectCode project,
      String name,
      ProjectCategory category,
      RegionCode region,
      String proposingUnit)
      implements ProjectEvent {}

  /** 不予入库. */
  @FactType("project.project-refused.v1")
  record ProjectRefused(ProjectCode project, ProjectRefusalReason reason) implements ProjectEvent {}

  /**
   * 项目库入库, with the twelve fields of 河南省扶贫开发条例 art. 41 (domain.md PR-1).
   *
   * @param expenditure what the money buys; null in facts of before it was asked
   */
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
      Linkage linkage,
      @Nullable ExpenditureKind expenditure)
      implements ProjectEvent {}

  /** 项目审批: {@code amount} is the most the project may cost. */
  @FactType("project.project-approved.v1")
  record ProjectApproved(ProjectCode project, String office, Money amount)
      implements ProjectEvent {}

  /**
   * 项目变更.
   *
   * @param office that allowed it
   * @param amount the most it may cost from now on, where the scale is changed, else null
   */
  @FactType("project.project-changed.v1")
  record ProjectChanged(
      ProjectCode project,
      ChangedPart part,
      ChangeGround ground,
      String office,
      @Nullable Money amount)
      implements ProjectEvent {}

  /** 开工. */
  @FactType("project.project-started.v1")
  record ProjectStarted(ProjectCode project, Procurement procurement) implements ProjectEvent {}

  /**
   * 验收.
   *
   * @param beneficiaryRepresentatives how many households' representatives took part; who they are
   *     is not for the public
   */
  @FactType("project.project-accepted.v1")
  record ProjectAccepted(ProjectCode project, AcceptanceLevel level, int beneficiaryRepresentatives)
      implements ProjectEvent {}

  /** 形成资产. */
  @FactType("project.asset-formed.v1")
  record AssetFormed(ProjectCode project, AssetId asset, AssetKind kind, Money value, String owner)
      implements ProjectEvent {}

  /** 资产移交管护. */
  @FactType("project.asset-handed-over.v1")
  record AssetHandedOver(ProjectCode project, AssetId asset, String keeper)
      implements ProjectEvent {}

  /** 安置住房建成, so many dwellings more. */
  @FactType("project.dwelling-completed.v1")
  record DwellingCompleted(ProjectCode project, int count) implements ProjectEvent {}

  /** 结项. */
  @FactType("project.project-closed.v1")
  record ProjectClosed(ProjectCode project) implements ProjectEvent {}

  /** What a payment's line gave back; the other half stands on the household's stream. */
  @FactType("project.project-credited.v1")
  record ProjectCredited(ProjectCode project, PaymentId payment, DocumentNumber fund, Money amount)
      implements ProjectEvent {

    /** The amount of one line is one household's. */
    @Override
    public Visibility visibility() {
      return Visibility.RESTRICTED;
    }
  }

  /** The debit half of a payment; the credits stand on the households' streams. */
  @FactType("project.project-debited.v1")
  record ProjectDebited(
      ProjectCode project, PaymentId payment, DocumentNumber fund, Money total, int count)
      implements ProjectEvent {}

  /** 特批: a named authority let this rule be broken by the fact before it. */
  @FactType("project.rule-overridden.v1")
  record RuleOverridden(
      ProjectCode project, String rule, OfficerId authority, OverrideReason reason)
      implements ProjectEvent, Overriding {}
}
