package org.sunshineledger.ledger.project;

import static org.sunshineledger.ledger.Deed.APPROVER;
import static org.sunshineledger.ledger.Deed.REVIEWER;
import static org.sunshineledger.ledger.Deed.live;

import java.time.LocalDate;
import java.time.Month;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sunshineledger.ledger.Deed;
import org.sunshineledger.ledger.Judging;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fund.FundingLevel;
import org.sunshineledger.ledger.project.ProjectEvent.AssetHandedOver;
import org.sunshineledger.ledger.project.ProjectEvent.DwellingCompleted;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectAccepted;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectAdmitted;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectApproved;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectRefused;
import org.sunshineledger.ledger.project.ProjectOrder.AcceptProject;
import org.sunshineledger.ledger.project.ProjectOrder.AdmitProject;
import org.sunshineledger.ledger.project.ProjectOrder.ApproveProject;
import org.sunshineledger.ledger.project.ProjectOrder.ChangeProject;
import org.sunshineledger.ledger.project.ProjectOrder.CloseProject;
import org.sunshineledger.ledger.project.ProjectOrder.CompleteDwellings;
import org.sunshineledger.ledger.project.ProjectOrder.FormAsset;
import org.sunshineledger.ledger.project.ProjectOrder.HandOverAsset;
import org.sunshineledger.ledger.project.ProjectOrder.ProposeProject;
import org.sunshineledger.ledger.project.ProjectOrder.RefuseProject;
import org.sunshineledger.ledger.project.ProjectOrder.StartProject;
import org.sunshineledger.ledger.rules.Rule;

@DisplayName("扶贫项目")
class ProjectTest {

  private static final LocalDate DAY = LocalDate.of(2015, Month.FEBRUARY, 10);
  private static final LocalDate END = LocalDate.of(2015, Month.DECEMBER, 31);
  private static final ProjectCode YULU = new ProjectCode("YULU-2015");

  private static final AssetId ROAD = new AssetId("01");

  private final Judging<Project> project = withLibrary(false);

  private static Judging<Project> withLibrary(boolean hasTheSame) {
    Library library = (_, _) -> hasTheSame;
    return Judging.of(Project.class, library);
  }

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
            Linkage.DIRECT_SUBSIDY,
            ExpenditureKind.STUDENT_SUBSIDY));
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
                Linkage.DIRECT_SUBSIDY,
                ExpenditureKind.STUDENT_SUBSIDY));
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

  private static Deed admitWith(int households, String target, Participation how, Linkage link) {
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
            Money.ofYuan(40_000),
            FundingLevel.CITY,
            households,
            target,
            how,
            link,
            ExpenditureKind.STUDENT_SUBSIDY));
  }

  @Test
  @DisplayName("没有绩效目标不得入库, and no other of the fields may say nothing")
  void entersTheLibraryOnlyWithAllOfThem() {
    project
        .when(admitWith(20, " ", Participation.HOUSEHOLD_APPLICATION, Linkage.DIRECT_SUBSIDY))
        .isRefusedFor(Rule.PROJECT_INCOMPLETE);
    project
        .when(admitWith(0, "毕业", Participation.HOUSEHOLD_APPLICATION, Linkage.DIRECT_SUBSIDY))
        .isRefusedFor(Rule.PROJECT_INCOMPLETE);
    project
        .when(admitWith(20, "毕业", Participation.NONE, Linkage.DIRECT_SUBSIDY))
        .isRefusedFor(Rule.PROJECT_INCOMPLETE);
    project
        .when(admitWith(20, "毕业", Participation.HOUSEHOLD_APPLICATION, Linkage.NONE).asHistory())
        .isRecordedInBreachOf(Rule.PROJECT_INCOMPLETE);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("负面清单: nine kinds of spending are not for the poor")
  void buysNothingOfTheNegativeList(ExpenditureKind kind) {
    Deed admitted =
        live(
            DAY,
            new AdmitProject(
                YULU,
                "某项目",
                ProjectCategory.EDUCATION_AID,
                ConstructionNature.NEW,
                Judging.COUNTY,
                DAY,
                END,
                "新郑市扶贫办",
                "任务",
                Money.ofYuan(1),
                FundingLevel.CITY,
                1,
                "目标",
                Participation.LABOUR,
                Linkage.EMPLOYMENT,
                kind));

    if (kind.compareTo(ExpenditureKind.OFFICE_EXPENSES) < 0) project.when(admitted).isRecorded();
    else project.when(admitted).isRefusedFor(Rule.EXPENDITURE_ON_NEGATIVE_LIST);
  }

  @Test
  void isInTheLibraryOnce() {
    withLibrary(true).when(admit(40_000)).isRefusedFor(Rule.DUPLICATE_PROJECT);
    withLibrary(true).when(admit(40_000).asHistory()).isRecordedInBreachOf(Rule.DUPLICATE_PROJECT);
  }

  @Test
  void isProposedFirstAndMayBeTurnedDown() {
    Deed proposed =
        live(
            DAY,
            new ProposeProject(YULU, "雨露计划", ProjectCategory.EDUCATION_AID, Judging.COUNTY, "某村"));
    Deed refused = live(DAY, new RefuseProject(YULU, ProjectRefusalReason.NO_PERFORMANCE_TARGET));

    project.given(proposed).when(proposed).isRefusedFor(Rule.ALREADY_EXISTS);
    project
        .given(proposed)
        .when(refused)
        .records(new ProjectRefused(YULU, ProjectRefusalReason.NO_PERFORMANCE_TARGET));
    project.given(proposed, admit(40_000)).when(refused).isRefusedFor(Rule.ALREADY_EXISTS);
    project.given(proposed).when(approve(1)).isRefusedFor(Rule.PROJECT_NOT_IN_LIBRARY);
  }

  @Test
  @DisplayName("县级审批, by somebody else, and not above its scale")
  void isApprovedByTheCounty() {
    Deed byTheTownship =
        live(DAY, new ApproveProject(YULU, "八千乡政府", Money.ofYuan(40_000))).by(REVIEWER);
    Deed admittedByTheApprover = admit(40_000).by(APPROVER);

    project.given(admit(40_000)).when(byTheTownship).isRefusedFor(Rule.NOT_THE_DECIDING_LEVEL);
    project.given(admittedByTheApprover).when(approve(40_000)).isRefusedFor(Rule.APPROVER_RECORDS);
    Deed proposedByTheApprover =
        live(
                DAY,
                new ProposeProject(
                    YULU, "雨露计划", ProjectCategory.EDUCATION_AID, Judging.COUNTY, "某村"))
            .by(APPROVER);
    project
        .given(proposedByTheApprover, admit(40_000))
        .when(approve(40_000))
        .isRefusedFor(Rule.APPROVER_RECORDS);
    project.given(admit(40_000)).when(approve(40_001)).isRefusedFor(Rule.APPROVED_ABOVE_SCALE);
  }

  @Nested
  @DisplayName("实施")
  class Underway {

    private final Judging<Project> approved = project.given(admit(3_000_000), approve(3_000_000));

    private static Deed on(int month, ProjectOrder order) {
      return live(LocalDate.of(2015, month, 1), order);
    }

    private static Deed change(
        ChangedPart part, ChangeGround ground, String office, @Nullable Money amount) {
      return on(4, new ChangeProject(YULU, part, ground, office, amount)).by(APPROVER);
    }

    @Test
    void isAcceptedBySomebodyElseThanWhoRecordedItsStart() {
      approved
          .given(start(Procurement.TENDERED).by(REVIEWER))
          .when(accept(AcceptanceLevel.TOWNSHIP, 3))
          .isRefusedFor(Rule.RECORDER_REVIEWS);
    }

    private static Deed start(Procurement procurement) {
      return on(5, new StartProject(YULU, procurement));
    }

    private static Deed accept(AcceptanceLevel level, int representatives) {
      Deed accepted = on(9, new AcceptProject(YULU, level, representatives));
      return accepted.by(level == AcceptanceLevel.COUNTY ? APPROVER : REVIEWER);
    }

    private static Deed assetFormed() {
      return on(10, new FormAsset(YULU, ROAD, AssetKind.ROAD, Money.ofYuan(1_000), "某村村委会"));
    }

    private static Deed handedOver() {
      return on(11, new HandOverAsset(YULU, ROAD, "某村村委会"));
    }

    private static Deed closed() {
      return on(12, new CloseProject(YULU));
    }

    @Test
    @DisplayName("变更须经原审批机关批准")
    void isChangedByTheOfficeThatApprovedItOnly() {
      approved
          .when(change(ChangedPart.PLACE, ChangeGround.FORCE_MAJEURE, "新郑市政府", null))
          .isRecorded();
      approved
          .when(change(ChangedPart.PLACE, ChangeGround.FORCE_MAJEURE, "郑州市政府", null))
          .isRefusedFor(Rule.CHANGED_BY_ANOTHER);
      approved
          .when(change(ChangedPart.SCALE, ChangeGround.POLICY_ADJUSTED, "新郑市政府", Money.ofYuan(0)))
          .isRefusedFor(Rule.AMOUNT_NOT_POSITIVE);
      project
          .given(admit(1))
          .when(change(ChangedPart.PLACE, ChangeGround.FORCE_MAJEURE, "新郑市政府", null))
          .isRefusedFor(Rule.PROJECT_NOT_APPROVED);
    }

    @Test
    void isNotChangedBeyondItsScaleEither() {
      approved
          .when(change(ChangedPart.SCALE, ChangeGround.POLICY_ADJUSTED, "新郑市政府", yuan(3_000_001)))
          .isRefusedFor(Rule.APPROVED_ABOVE_SCALE);
      approved
          .when(change(ChangedPart.SCALE, ChangeGround.POLICY_ADJUSTED, "新郑市政府", yuan(3_000_000)))
          .isRecorded();
    }

    private static Money yuan(long yuan) {
      return Money.ofYuan(yuan);
    }

    @Test
    void isNotChangedByWhoeverCopiesTheNameOfTheOffice() {
      approved
          .when(change(ChangedPart.PLACE, ChangeGround.FORCE_MAJEURE, "新郑市政府", null).by(REVIEWER))
          .isRefusedFor(Rule.CHANGED_BY_ANOTHER);
    }

    @Test
    void isAcceptedByTheLevelThatSaysSo() {
      approved
          .given(start(Procurement.TENDERED), accept(AcceptanceLevel.TOWNSHIP, 3))
          .when(accept(AcceptanceLevel.COUNTY, 3).by(REVIEWER))
          .isRefusedFor(Rule.NOT_THE_DECIDING_LEVEL);
      approved
          .given(start(Procurement.TENDERED))
          .when(accept(AcceptanceLevel.TOWNSHIP, 3).by(APPROVER))
          .isRefusedFor(Rule.NOT_THE_DECIDING_LEVEL);
    }

    @Test
    void startsOnceWhenItIsApproved() {
      approved.when(start(Procurement.SELF_BUILT)).isRecorded();
      approved
          .given(start(Procurement.TENDERED))
          .when(start(Procurement.TENDERED))
          .isRefusedFor(Rule.ALREADY_EXISTS);
      project
          .given(admit(1))
          .when(start(Procurement.TENDERED))
          .isRefusedFor(Rule.PROJECT_NOT_APPROVED);
    }

    @Test
    @DisplayName("乡自验、县验收、市抽验")
    void isAcceptedLevelByLevelWithItsBeneficiaries() {
      Judging<Project> started = approved.given(start(Procurement.TENDERED));

      approved.when(accept(AcceptanceLevel.TOWNSHIP, 3)).isRefusedFor(Rule.PROJECT_NOT_STARTED);
      started.when(accept(AcceptanceLevel.COUNTY, 3)).isRefusedFor(Rule.ACCEPTANCE_OUT_OF_ORDER);
      started
          .when(accept(AcceptanceLevel.TOWNSHIP, 0))
          .isRefusedFor(Rule.ACCEPTED_WITHOUT_BENEFICIARIES);
      started
          .given(accept(AcceptanceLevel.TOWNSHIP, 3))
          .when(accept(AcceptanceLevel.COUNTY, 2))
          .records(new ProjectAccepted(YULU, AcceptanceLevel.COUNTY, 2));
      started
          .given(accept(AcceptanceLevel.TOWNSHIP, 3), accept(AcceptanceLevel.COUNTY, 2))
          .when(accept(AcceptanceLevel.TOWNSHIP, 1))
          .isRecorded();
    }

    @Test
    void handsOverWhatItFormedOnceItIsAccepted() {
      Judging<Project> started = approved.given(start(Procurement.TENDERED));
      Judging<Project> accepted =
          started.given(accept(AcceptanceLevel.TOWNSHIP, 3), accept(AcceptanceLevel.COUNTY, 2));

      approved.when(assetFormed()).isRefusedFor(Rule.PROJECT_NOT_STARTED);
      started.given(assetFormed()).when(assetFormed()).isRefusedFor(Rule.ALREADY_EXISTS);
      started.given(assetFormed()).when(handedOver()).isRefusedFor(Rule.PROJECT_NOT_ACCEPTED);
      accepted.when(handedOver()).isRefusedFor(Rule.ASSET_UNKNOWN);
      accepted
          .given(assetFormed())
          .when(handedOver())
          .records(new AssetHandedOver(YULU, ROAD, "某村村委会"));
      accepted
          .given(assetFormed(), handedOver())
          .when(handedOver())
          .isRefusedFor(Rule.ALREADY_EXISTS);
    }

    @Test
    void isAcceptedFromTheFirstDayOnWhicheverIsToldFirst() {
      Deed city = on(11, new AcceptProject(YULU, AcceptanceLevel.CITY, 2));
      Deed county = on(10, new AcceptProject(YULU, AcceptanceLevel.COUNTY, 2)).by(APPROVER);
      Judging<Project> accepted =
          approved.given(
              start(Procurement.TENDERED),
              accept(AcceptanceLevel.TOWNSHIP, 3),
              city.asHistory(),
              county.asHistory());
      accepted.when(on(10, new CloseProject(YULU))).isRecorded();
    }

    @Test
    void buildsDwellingsAfterItsStart() {
      Deed built = on(8, new CompleteDwellings(YULU, 40));

      approved.when(built).isRefusedFor(Rule.PROJECT_NOT_STARTED);
      approved
          .given(start(Procurement.TENDERED))
          .when(built)
          .records(new DwellingCompleted(YULU, 40));
    }

    @Test
    void isClosedOnceWhenTheCountyHasAcceptedIt() {
      Judging<Project> started = approved.given(start(Procurement.TENDERED));
      Judging<Project> accepted =
          started.given(accept(AcceptanceLevel.TOWNSHIP, 3), accept(AcceptanceLevel.COUNTY, 2));

      started
          .given(accept(AcceptanceLevel.TOWNSHIP, 3))
          .when(closed())
          .isRefusedFor(Rule.PROJECT_NOT_ACCEPTED);
      accepted.given(closed()).when(closed()).isRefusedFor(Rule.ALREADY_EXISTS);
      accepted
          .given(closed())
          .when(
              live(LocalDate.of(2016, 1, 1), new AcceptProject(YULU, AcceptanceLevel.COUNTY, 1))
                  .by(APPROVER))
          .isRefusedFor(Rule.PROJECT_CLOSED);
    }
  }
}
