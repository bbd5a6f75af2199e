package org.sunshineledger.ledger.project;

import java.time.LocalDate;
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
      Linkage linkage)
      implements ProjectOrder {

    public AdmitProject {
      if (ends.isBefore(starts))
        throw new IllegalArgumentException("ends before it starts: " + ends);
      if (beneficiaryHouseholds < 0)
        throw new IllegalArgumentException("fewer than no households: " + beneficiaryHouseholds);
    }
  }

  record ApproveProject(ProjectCode project, String office, Money amount) implements ProjectOrder {}
}
