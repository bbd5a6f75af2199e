package org.sunshineledger.ledger.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunshineledger.ledger.fact.Place;
import org.sunshineledger.ledger.fact.RegionCode;

@DisplayName("Rule sets")
class RuleSetsTest {

  private static final LocalDate DAY = LocalDate.of(2016, 10, 17);

  private static final String COUNTY =
      """
      version: county-2015.1
      jurisdiction: "410184"
      name: "新郑市"
      base: zhengzhou-2014.1
      rules:
        - code: NOTICE_TOO_SHORT
          severity: HARD
          from: 2015-01-01
          source: "test"
          confidence: I
          terms: { days: 10, count: CALENDAR_DAYS }
      """;

  private static RuleSets with(String... files) {
    return RuleSets.with(
        List.of(files).stream().map(text -> new RuleFile("county.yaml", text)).toList());
  }

  private static Place in(String county) {
    return new Place(null, null, new RegionCode(county), new RegionCode("410100"));
  }

  @Test
  void judgeAPlaceByItsNearestJurisdiction() {
    RuleSets rules = with(COUNTY);

    assertThat(rules.of(in("410184")).version()).isEqualTo("county-2015.1");
    assertThat(rules.of(in("410185")).version()).isEqualTo("zhengzhou-2014.1");
    assertThat(rules.of(new Place(null, null, null, new RegionCode("410200"))).version())
        .isEqualTo("henan-2014.1");
    assertThat(rules.of(new Place(null, null, null, new RegionCode("420100"))).version())
        .isEqualTo("national-2014.1");
    assertThat(rules.of(Place.NOWHERE).version()).isEqualTo("national-2014.1");
  }

  @Test
  void speakOfEveryRuleThatCanBeBrokenAndOfNoOther() {
    RuleSets rules = RuleSets.standard();

    for (Rule rule : Rule.values())
      assertThat(rules.versions().stream().anyMatch(each -> speaks(rules, each, rule)))
          .as("%s", rule)
          .isEqualTo(rule.kind() == Rule.Kind.IRREGULAR);
  }

  private static boolean speaks(RuleSets rules, String version, Rule rule) {
    return rules.version(version).orElseThrow().knows(rule);
  }

  @Test
  void askInZhengzhouForAllButWhatOnlyAnotherPlaceOrALaterDayAsksFor() {
    RuleSet zhengzhou = RuleSets.standard().of(in("410184"));

    assertThat(
            Stream.of(Rule.values())
                .filter(rule -> rule.kind() == Rule.Kind.IRREGULAR)
                .filter(rule -> zhengzhou.provision(rule, DAY).isEmpty()))
        .containsExactly(
            Rule.TEAM_TERM_TOO_SHORT,
            Rule.CHANGE_WITHOUT_GROUND,
            Rule.NOT_TENDERED,
            Rule.PAID_LATE,
            Rule.RELOCATION_NOT_THE_TARIFF,
            Rule.IDENTIFIED_TOO_RECENTLY);
  }

  @Test
  void leaveToTheirBaseWhatTheyDoNotSay() {
    RuleSet county = with(COUNTY).of(in("410184"));

    assertThat(county.provision(Rule.NOTICE_TOO_SHORT, DAY).orElseThrow().terms())
        .isEqualTo(new NoticePeriod(10, DayCount.CALENDAR_DAYS));
    assertThat(
            county
                .provision(Rule.NOTICE_TOO_SHORT, LocalDate.of(2014, 12, 31))
                .orElseThrow()
                .terms())
        .isEqualTo(new NoticePeriod(7, DayCount.CALENDAR_DAYS));
    assertThat(county.provision(Rule.PLAN_BELOW_N_PLUS_2, DAY)).isPresent();
  }

  @Test
  void keepAnEditionThatIsSuperseded() {
    RuleSets rules =
        with(
            COUNTY,
            COUNTY
                .replace(
                    "version: county-2015.1", "version: county-2015.2\nsupersedes: county-2015.1")
                .replace("days: 10", "days: 12"));

    assertThat(rules.of(in("410184")).version()).isEqualTo("county-2015.2");
    assertThat(rules.version("county-2015.1")).isPresent();
  }

  @Test
  void doNotTakeTwoForOneJurisdiction() {
    assertThatThrownBy(
            () -> with(COUNTY, COUNTY.replace("version: county-2015.1", "version: other-2015.1")))
        .isInstanceOf(RuleSetMistaken.class)
        .hasMessageContaining("county.yaml:1: county-2015.1 and other-2015.1 are both current");
  }

  @Test
  void nameFileAndLineOfAnUnknownKey() {
    assertMistaken(COUNTY.replace("severity", "severty"), "county.yaml:7: unknown key severty");
    assertMistaken(COUNTY.replace("base:", "bases:"), "county.yaml:4: unknown key bases");
    assertMistaken(COUNTY.replace("days: 10", "dais: 10"), "county.yaml:11: unknown key dais");
    assertMistaken(
        COUNTY.replace("NOTICE_TOO_SHORT", "NOTICE_TO_SHORT"), "county.yaml:6: not a code");
    assertMistaken(COUNTY.replace("days: 10", "days: 0"), "county.yaml:11: ");
    assertMistaken(COUNTY.replace("days: 10", "days: \"10\""), "county.yaml:11: ");
    assertMistaken(COUNTY.replace("2015-01-01", "2015-13-01"), "county.yaml:8: not a from");
    assertMistaken(COUNTY.replace("NOTICE_TOO_SHORT", "NO_MEMBERS"), "county.yaml:6: NO_MEMBERS");
    assertMistaken(COUNTY.replace("base: zhengzhou-2014.1", "base: nowhere"), "county.yaml:4: ");
    assertMistaken(COUNTY.replace("HARD", "{"), "county.yaml:");
  }

  @Test
  void nameFileAndLineOfAnOverlapAndOfAGap() {
    String again =
        """
          - code: NOTICE_TOO_SHORT
            severity: HARD
            from: 2017-01-01
            source: "test"
            confidence: I
            terms: { days: 7, count: CALENDAR_DAYS }
        """;
    assertMistaken(
        COUNTY + again,
        "county.yaml:12: NOTICE_TOO_SHORT from 2017-01-01 overlaps what stands in line 6");
    String ending = COUNTY.replace("from: 2015-01-01", "from: 2015-01-01\n    until: 2016-12-31");
    assertMistaken(
        ending + again,
        "county.yaml:13: nothing is said of NOTICE_TOO_SHORT between 2016-12-31 and 2017-01-01");
    assertThat(with(ending.replace("2016-12-31", "2017-01-01") + again)).isNotNull();
  }

  @Test
  void listNoProcedureThatCannotBeFollowed() {
    String steps =
        COUNTY
            .replace("NOTICE_TOO_SHORT", "STEP_NOT_LISTED")
            .replace("days: 10, count: CALENDAR_DAYS", "steps: [%s]");

    assertThat(with(steps.formatted("VILLAGE_REVIEW, FIRST_NOTICE, COUNTY_REVIEW"))).isNotNull();
    assertMistaken(steps.formatted(""), "county.yaml:11: ");
    assertMistaken(steps.formatted("VILLAGE_REVIEW, VILLAGE_REVIEW"), "county.yaml:11: ");
    assertMistaken(steps.formatted("FIRST_NOTICE, TOWNSHIP_AUDIT"), "county.yaml:11: ");
    assertMistaken(
        steps.formatted("VILLAGE_REVIEW, FIRST_NOTICE, SECOND_NOTICE"), "county.yaml:11: ");
    assertMistaken(
        steps.formatted("VILLAGE_REVIEW, FIRST_NOTICE, CROSS_CHECK"), "county.yaml:11: ");
    assertMistaken(steps.formatted("VILLAGE_REVIEW, DANCE"), "county.yaml:11: ");
  }

  private static void assertMistaken(String file, String message) {
    assertThatThrownBy(() -> with(file))
        .isInstanceOf(RuleSetMistaken.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void areReadFromADirectoryToo(@TempDir Path directory) throws IOException {
    Files.writeString(directory.resolve("county.yaml"), COUNTY);

    assertThat(RuleSets.standardAnd(directory).versions()).contains("county-2015.1");
  }
}
