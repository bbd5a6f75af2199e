package org.sunshineledger.ledger.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sunshineledger.ledger.Deed.APPROVER;
import static org.sunshineledger.ledger.Deed.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Month;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sunshineledger.ledger.Deed;
import org.sunshineledger.ledger.Judging;
import org.sunshineledger.ledger.Story;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fund.FundingLevel;
import org.sunshineledger.ledger.project.ProjectOrder.AdmitProject;
import org.sunshineledger.ledger.project.ProjectOrder.ApproveProject;
import org.sunshineledger.ledger.project.ProjectOrder.ChangeProject;
import org.sunshineledger.ledger.project.ProjectOrder.StartProject;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.RuleSets;

/** In a county that asked for tenders in 2015 already, as Henan's statute does from 2018 on. */
@DisplayName("应招尽招")
class TenderingTest {

  private static final LocalDate DAY = LocalDate.of(2015, Month.MARCH, 2);
  private static final ProjectCode ROAD = new ProjectCode("ROAD-2015");
  private static final Money LIMIT = Money.ofYuan(2_000_000);
  private static final Money MORE = Money.ofYuan(5_000_000);

  private final Story story;

  TenderingTest(@TempDir Path rules) throws IOException {
    Files.writeString(
        rules.resolve("tender-2015.1.yaml"),
        """
        version: tender-2015.1
        jurisdiction: "410184"
        name: "新郑市"
        base: zhengzhou-2014.1
        rules:
          - code: NOT_TENDERED
            severity: HARD
            from: 2015-01-01
            source: "test"
            confidence: I
            terms: { yuan: 2000000 }
        """);
    story = new Story(RuleSets.standardAnd(rules));
  }

  @AfterEach
  void close() {
    story.close();
  }

  private void approved(ConstructionNature nature, Money amount) {
    story.tell(
        live(
            DAY,
            new AdmitProject(
                ROAD,
                "通村公路",
                ProjectCategory.VILLAGE_ADVANCEMENT,
                nature,
                Judging.COUNTY,
                DAY,
                DAY.plusYears(1),
                "新郑市扶贫办",
                "修路",
                MORE,
                FundingLevel.CITY,
                20,
                "20 户出行方便",
                Participation.LABOUR,
                Linkage.EMPLOYMENT,
                ExpenditureKind.LIVING_CONDITIONS)),
        live(DAY, new ApproveProject(ROAD, "新郑市政府", amount)).by(APPROVER));
  }

  private static Deed started(Procurement how) {
    return live(DAY, new StartProject(ROAD, how));
  }

  private static Deed enlarged(Money amount) {
    return live(
            DAY,
            new ChangeProject(
                ROAD, ChangedPart.SCALE, ChangeGround.POLICY_ADJUSTED, "新郑市政府", amount))
        .by(APPROVER);
  }

  @ParameterizedTest
  @EnumSource(names = {"NEGOTIATED", "SELF_BUILT", "NONE"})
  void isAskedOfWhateverIsBuiltAboveTheLimit(Procurement how) {
    approved(ConstructionNature.NEW, MORE);

    story.refuses(started(how), Rule.NOT_TENDERED);
    story.tell(started(how).asHistory());
    assertThat(story.lastBreaches(ROAD.stream())).containsExactly(Rule.NOT_TENDERED.name());
  }

  @ParameterizedTest
  @EnumSource(names = {"NEGOTIATED", "SELF_BUILT"})
  void isAskedAgainWhenAProjectGrowsBeyondTheLimit(Procurement how) {
    approved(ConstructionNature.NEW, LIMIT);
    story.tell(started(how));

    story.refuses(enlarged(MORE), Rule.NOT_TENDERED);
    story.tell(enlarged(LIMIT.minus(new Money(1))));
  }

  @Test
  void isNotAskedOfWhatWasTenderedNorOfWhatIsHandedOut() {
    approved(ConstructionNature.SUBSIDY, LIMIT);
    story.tell(started(Procurement.NONE), enlarged(MORE));

    assertThat(story.lastBreaches(ROAD.stream())).isEmpty();
  }

  @Test
  void isDoneWithOnceItWasTendered() {
    approved(ConstructionNature.NEW, LIMIT);
    story.tell(started(Procurement.TENDERED), enlarged(MORE));

    assertThat(story.lastBreaches(ROAD.stream())).isEmpty();
  }
}
