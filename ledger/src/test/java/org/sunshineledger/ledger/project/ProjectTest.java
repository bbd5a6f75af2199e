package org.sunshineledger.ledger.project;

import static org.sunshineledger.ledger.Deed.APPROVER;
import static org.sunshineledger.ledger.Deed.live;

import java.time.LocalDate;
import java.time.Month;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.Deed;
import org.sunshineledger.ledger.Judging;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fund.FundingLevel;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectAdmitted;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectApproved;
import org.sunshineledger.ledger.project.ProjectOrder.AdmitProject;
import org.sunshineledger.ledger.project.ProjectOrder.ApproveProject;
import org.sunshineledger.ledger.rules.Rule;

@DisplayName("扶贫项目")
class ProjectTest {

  private static final LocalDate DAY = LocalDate.of(2015, Month.FEBRUARY, 10);
  private static final LocalDate END = LocalDate.of(2015, Month.DECEMBER, 31);
  private static final ProjectCode YULU = new ProjectCode("YULU-2015");

  private final Judging<Project> project = Judging.of(Project.class);

  private static Deed admit(long yuan) {
    return live(
        DAY,
        new AdmitProject(
            YULU,
            "雨露计划职业教育补助",
            ProjectCategory.EDUCATION_AID,
            ConstructionNature.SUBSIDY,
            Judging.COUNTY,
            DAY,
            END,
            "新郑市扶贫办",
            "补助中高职在校生",
            Money.ofYuan(yuan),
            FundingLevel.CITY,
            20,
            "20 名学生完成学业",
            Participation.HOUSEHOLD_APPLICATION,
            Linkage.DIRECT_SUBSIDY));
  }

  private static Deed approve(long yuan) {
    return live(DAY, new ApproveProject(YULU, "新郑市政府", Money.ofYuan(yuan))).by(APPROVER);
  }

  @Test
  void entersTheLibraryWithItsTwelveFields() {
    project
        .when(admit(40_000))
        .records(
            new ProjectAdmitted(
                YULU,
                "雨露计划职业教育补助",
                ProjectCategory.EDUCATION_AID,
                ConstructionNature.SUBSIDY,
                Judging.COUNTY,
                DAY,
                END,
                "新郑市扶贫办",
                "补助中高职在校生",
                Money.ofYuan(40_000),
                FundingLevel.CITY,
                20,
                "20 名学生完成学业",
                Participation.HOUSEHOLD_APPLICATION,
                Linkage.DIRECT_SUBSIDY));
    project.given(admit(40_000)).when(admit(40_000)).isRefusedFor(Rule.ALREADY_EXISTS);
    project.when(admit(0)).isRefusedFor(Rule.AMOUNT_NOT_POSITIVE);
  }

  @Test
  void isApprovedOnce() {
    project
        .given(admit(40_000))
        .when(approve(40_000))
        .records(new ProjectApproved(YULU, "新郑市政府", Money.ofYuan(40_000)));
    project
        .given(admit(40_000), approve(40_000))
        .when(approve(40_000))
        .isRefusedFor(Rule.ALREADY_EXISTS);
    project.given(admit(40_000)).when(approve(0)).isRefusedFor(Rule.AMOUNT_NOT_POSITIVE);
  }
}
