package org.sunshineledger.ledger.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunshineledger.ledger.rules.Procedure.Step;

@DisplayName("A file of rules")
class RuleFileTest {

  private static final String COUNTY =
      """
      version: county-2015.1
      jurisdiction: "410184"
      name: "新郑市"
      base: zhengzhou-2014.1
      rules:
        - code: NOTICE_TOO_SHORT
          severity: HARD
          from: 2016-01-01
          source: "test"
          confidence: I
          terms: { days: 10, count: CALENDAR_DAYS }
      """;

  private static final String BEFORE =
      """
        - code: NOTICE_TOO_SHORT
          severity: HARD
          from: 2015-01-01
          until: 2016-01-01
          source: "test"
          confidence: I
          terms: { days: 9, count: CALENDAR_DAYS }
      """;

  private static RuleSets with(String file) {
    return RuleSets.with(List.of(new RuleFile("county.yaml", file)));
  }

  @Test
  void saysInWhichLineItIsNoYaml() {
    assertThatThrownBy(() -> with("version: county-2015.1\nrules: ]\n"))
        .isInstanceOf(RuleSetMistaken.class)
        .hasMessageStartingWith("county.yaml:2: ");
  }

  @Test
  void mayNameTheLaterEntryFirst() {
    RuleSet county = with(COUNTY + BEFORE).version("county-2015.1").orElseThrow();

    assertThat(
            county
                .provision(Rule.NOTICE_TOO_SHORT, LocalDate.of(2015, Month.DECEMBER, 31))
                .map(Provision::terms))
        .contains(new NoticePeriod(9, DayCount.CALENDAR_DAYS));
    assertThat(
            county
                .provision(Rule.NOTICE_TOO_SHORT, LocalDate.of(2016, Month.JANUARY, 1))
                .map(Provision::terms))
        .contains(new NoticePeriod(10, DayCount.CALENDAR_DAYS));
  }

  @Test
  void isOneWhoseNameSaysSo(@TempDir Path directory) throws IOException {
    Files.writeString(directory.resolve("county.yaml"), COUNTY);
    Files.writeString(directory.resolve("notes.txt"), "no rules");

    assertThat(RuleSets.standardAnd(directory).versions()).contains("county-2015.1");
  }

  @Test
  void listsStepsOfWhichEachHasSomethingToRestOn() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Procedure(List.of()))
        .withMessage("a procedure without steps");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Procedure(List.of(Step.VILLAGE_REVIEW, Step.VILLAGE_REVIEW)))
        .withMessage("a step twice");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Procedure(List.of(Step.FIRST_NOTICE)))
        .withMessageContaining("publishes nothing");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new Procedure(List.of(Step.VILLAGE_REVIEW, Step.FIRST_NOTICE, Step.SECOND_NOTICE)))
        .withMessageContaining("published just before");
  }
}
