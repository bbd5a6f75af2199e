package org.sunshineledger.ledger.project;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fund.FundingLevel;

/** What can be ordered of a project. */
public sealed interface ProjectOrder extends Order {

  ProjectCode project();

  @Override
  default String stream() {
    return project().stream();
  }

  record ProposeProject(
      ProjectCode project,
      String name,
      ProjectCategory category,
      RegionCode region,
      String proposingUnit)
      implements ProjectOrder {}

  record RefuseProject(ProjectCode project, ProjectRefusalReason reason) implements ProjectOrder {}

  record AdmitProject(
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
      ExpenditureKind expenditure)
      implements ProjectOrder {

    public AdmitProject {
      if (ends.isBefore(starts))
        throw new IllegalArgumentException("ends before it starts: " + ends);
      if (beneficiaryHouseholds < 0)
        throw new IllegalArgumentException("fewer than no households: " + beneficiaryHouseholds);
    }
  }

  record ApproveProject(ProjectCode project, String office, Money amount) implements ProjectOrder {}

  record ChangeProject(
      ProjectCode project,
      ChangedPart part,
      ChangeGround ground,
      String office,
      @Nullable Money amount)
      implements ProjectOrder {

    public ChangeProject {
      if ((part == ChangedPart.SCALE) != (amount != null))
        throw new IllegalArgumentException("an amount goes with a change of the scale alone");
    }
  }

  record StartProject(ProjectCode project, Procurement procurement) implements ProjectOrder {}

  record AcceptProject(ProjectCode project, AcceptanceLevel level, int beneficiaryRepresentatives)
      implements ProjectOrder {

    public AcceptProject {
      if (beneficiaryRepresentatives < 0)
        throw new IllegalArgumentException("fewer than nobody took part");
    }
  }

  record FormAsset(ProjectCode project, AssetId asset, AssetKind kind, Money value, String owner)
      implements ProjectOrder {}

  record HandOverAsset(ProjectCode project, AssetId asset, String keeper) implements ProjectOrder {}

  record CompleteDwellings(ProjectCode project, int count) implements ProjectOrder {

    public CompleteDwellings {
      if (count < 1) throw new IllegalArgumentException("no dwelling: " + count);
    }
  }

  record CloseProject(ProjectCode project) implements ProjectOrder {}
}
