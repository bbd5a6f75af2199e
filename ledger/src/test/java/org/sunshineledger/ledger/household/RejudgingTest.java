package org.sunshineledger.ledger.household;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.sunshineledger.ledger.Deed.HELPER;
import static org.sunshineledger.ledger.Deed.live;
import static org.sunshineledger.ledger.household.LiFamily.ANNOUNCEMENT;
import static org.sunshineledger.ledger.household.LiFamily.AUTUMN;
import static org.sunshineledger.ledger.household.LiFamily.COUNTY_REVIEWED;
import static org.sunshineledger.ledger.household.LiFamily.EXIT_NOTICE;
import static org.sunshineledger.ledger.household.LiFamily.FIRST;
import static org.sunshineledger.ledger.household.LiFamily.HEAD;
import static org.sunshineledger.ledger.household.LiFamily.IDENTIFIED;
import static org.sunshineledger.ledger.household.LiFamily.LI;
import static org.sunshineledger.ledger.household.LiFamily.PLANNED;
import static org.sunshineledger.ledger.household.LiFamily.SECOND;
import static org.sunshineledger.ledger.household.LiFamily.SON;
import static org.sunshineledger.ledger.household.LiFamily.THE_HEAD;
import static org.sunshineledger.ledger.household.LiFamily.day;
import static org.sunshineledger.ledger.household.LiFamily.earned;
import static org.sunshineledger.ledger.household.LiFamily.forHousehold;
import static org.sunshineledger.ledger.household.LiFamily.forPerson;
import static org.sunshineledger.ledger.household.LiFamily.survey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunshineledger.ledger.Deed;
import org.sunshineledger.ledger.Judging;
import org.sunshineledger.ledger.Rejudging;
import org.sunshineledger.ledger.Rejudging.Finding;
import org.sunshineledger.ledger.Story;
import org.sunshineledger.ledger.duty.OfficerOrder.Pair;
import org.sunshineledger.ledger.duty.OfficerOrder.RegisterOfficer;
import org.sunshineledger.ledger.duty.OfficerOrder.TakePost;
import org.sunshineledger.ledger.duty.PairingScope;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.household.HouseholdOrder.ApplyForRegister;
import org.sunshineledger.ledger.notice.NoticeKind;
import org.sunshineledger.ledger.plan.MeasureKind;
import org.sunshineledger.ledger.rules.RuleSet;
import org.sunshineledger.ledger.rules.RuleSets;

/** What another rule set says of the Li family's history, which stays as it is. */
@DisplayName("Judging again")
class RejudgingTest {

  private static final String EDITION =
      """
      version: %s
      jurisdiction: "%s"
      name: "test"
      base: zhengzhou-2014.1
      rules:
        - code: NOTICE_TOO_SHORT
          severity: %s
          from: 2013-01-01
          source: "test"
          confidence: I
          terms: { days: %s }
        - code: STEP_NOT_LISTED
          severity: HARD
          from: 2013-01-01
          source: "test"
          confidence: I
          terms:
            steps:
              - %s
              - VILLAGE_REVIEW
              - FIRST_NOTICE
              - TOWNSHIP_AUDIT
              - SECOND_NOTICE
              - COUNTY_REVIEW
              - ANNOUNCEMENT
      """;

  private static final LocalDate EXIT_POSTED = day("2016-11-10");

  private final Story story;

  RejudgingTest(@TempDir Path directory) throws IOException {
    Files.writeString(
        directory.resolve("strict.yaml"),
        EDITION.formatted("strict-2014.1", "419901", "HARD", "10, count: WORKING_DAYS", "SURVEY"));
    Files.writeString(
        directory.resolve("loose.yaml"),
        EDITION
            .formatted("loose-2014.1", "419902", "SOFT", "3, count: CALENDAR_DAYS", "SURVEY")
            .replace("        - SURVEY\n", ""));
    story = new Story(RuleSets.standardAnd(directory));
  }

  @AfterEach
  void close() {
    story.close();
  }

  private RuleSet edition(String version) {
    return story.ledger().rules().version(version).orElseThrow();
  }

  private RuleSet own() {
    return story.ledger().rules().of(Judging.PLACE);
  }

  private List<Finding> judged(String stream, RuleSet ruleSet) {
    long size = story.ledger().journal().size();
    List<Finding> findings = story.ledger().rejudging().of(stream, ruleSet);
    assertThat(story.ledger().journal().size()).as("nothing is written").isEqualTo(size);
    return findings;
  }

  /** As Zhengzhou has it, with every notice out for seven days. */
  private void aRegularLife() {
    UUID review =
        story.tell(LiFamily.applied(), LiFamily.surveyed(), LiFamily.reviewed()).getLast();
    story.tell(Boards.hung(FIRST, NoticeKind.IDENTIFICATION_FIRST, day("2014-04-13"), 7, review));
    UUID audit = story.tell(LiFamily.audited()).getLast();
    story.tell(Boards.hung(SECOND, NoticeKind.IDENTIFICATION_SECOND, day("2014-04-25"), 7, audit));
    UUID countyReview = story.tell(LiFamily.countyReviewed()).getLast();
    story.tell(
        Boards.announced(ANNOUNCEMENT, COUNTY_REVIEWED.plusDays(1), countyReview),
        LiFamily.identified(),
        survey(AUTUMN, 2016, earned(6_000)),
        LiFamily.exitReviewed());
    UUID proposal = story.tell(LiFamily.proposed()).getLast();
    story.tell(
        LiFamily.verified(), LiFamily.confirmedByGovernment(), LiFamily.confirmedBy(THE_HEAD));
    story.tell(Boards.hung(EXIT_NOTICE, NoticeKind.EXIT, EXIT_POSTED, 7, proposal));
    story.tell(LiFamily.exits());
  }

  /** Nobody surveyed, and the first notice hung for four days. */
  private void anIrregularBeginning() {
    UUID review =
        story.tell(LiFamily.applied().asHistory(), LiFamily.reviewed().asHistory()).getLast();
    for (Deed deed :
        Boards.hung(FIRST, NoticeKind.IDENTIFICATION_FIRST, day("2014-04-13"), 4, review))
      story.tell(deed.asHistory());
    story.tell(LiFamily.audited().asHistory());
  }

  @Test
  void byItsOwnRulesFindsNothingInARegularLife() {
    aRegularLife();

    assertThat(judged(LI.stream(), own())).isEmpty();
    assertThat(judged(FIRST.stream(), own())).isEmpty();
  }

  @Test
  void byItsOwnRulesFindsWhatWasFound() {
    anIrregularBeginning();

    assertThat(judged(LI.stream(), own()))
        .noneMatch(Finding::differs)
        .extracting(Finding::type, Finding::now)
        .containsExactly(
            tuple("household.village-reviewed.v1", List.of("NOT_SURVEYED")),
            tuple("household.township-audited.v1", List.of("FIRST_NOTICE_NOT_CLEAN")));
    assertThat(judged(FIRST.stream(), own()))
        .noneMatch(Finding::differs)
        .extracting(Finding::now)
        .containsExactly(List.of("NOTICE_TOO_SHORT"));
  }

  @Test
  void byTenWorkingDaysFindsSevenDaysTooShortAndWhatRestedOnThem() {
    aRegularLife();
    RuleSet strict = edition("strict-2014.1");

    assertThat(judged(FIRST.stream(), strict))
        .extracting(Finding::type, Finding::then, Finding::now)
        .containsExactly(tuple("notice.notice-posted.v1", List.of(), List.of("NOTICE_TOO_SHORT")));
    assertThat(judged(LI.stream(), strict))
        .allMatch(Finding::differs)
        .extracting(Finding::type, Finding::then, Finding::now)
        .containsExactly(
            tuple("household.township-audited.v1", List.of(), List.of("FIRST_NOTICE_NOT_CLEAN")),
            tuple("household.county-reviewed.v1", List.of(), List.of("SECOND_NOTICE_NOT_CLEAN")),
            tuple("household.household-exited.v1", List.of(), List.of("EXIT_NOTICE_NOT_CLEAN")));
  }

  @Test
  void byTheExampleCountysRulesFindsAnotherProcedure() {
    aRegularLife();

    assertThat(judged(LI.stream(), edition("example-county-2014.1")))
        .extracting(Finding::type, Finding::now)
        .containsExactly(
            tuple("household.village-reviewed.v1", List.of("NOT_CROSS_CHECKED")),
            tuple("household.township-audited.v1", List.of("STEP_NOT_LISTED")),
            tuple("household.county-reviewed.v1", List.of("FIRST_NOTICE_NOT_CLEAN")),
            tuple("household.household-exited.v1", List.of("EXIT_NOTICE_NOT_CLEAN")));
  }

  @Test
  void byLooserRulesFindsRegularWhatWasNot() {
    anIrregularBeginning();
    RuleSet loose = edition("loose-2014.1");

    assertThat(judged(LI.stream(), loose))
        .allMatch(Finding::differs)
        .extracting(Finding::then, Finding::now)
        .containsExactly(
            tuple(List.of("NOT_SURVEYED"), List.of()),
            tuple(List.of("FIRST_NOTICE_NOT_CLEAN"), List.of()));
    assertThat(judged(FIRST.stream(), loose))
        .extracting(Finding::then, Finding::now)
        .containsExactly(tuple(List.of("NOTICE_TOO_SHORT"), List.of()));
  }

  @Test
  void keepsTheJudgementsOnAges() {
    aChildIsToWork();

    for (RuleSet each : List.of(own(), edition("example-county-2014.1")))
      assertThat(judged(LI.stream(), each))
          .filteredOn(finding -> finding.type().equals("household.plan-adopted.v1"))
          .extracting(Finding::then, Finding::now)
          .containsExactly(tuple(List.of("TOO_YOUNG_TO_WORK"), List.of("TOO_YOUNG_TO_WORK")));
  }

  private void aChildIsToWork() {
    story.tell(
        live(
                LiFamily.APPLIED,
                new ApplyForRegister(
                    LI,
                    Judging.VILLAGE,
                    3,
                    List.of(
                        LiFamily.person(HEAD, Relationship.HEAD, "410184196001010013"),
                        LiFamily.person(SON, Relationship.SON, "410184200501010019")),
                    List.of(PovertyCause.ILLNESS)))
            .asHistory(),
        LiFamily.identify(IDENTIFIED, IdentificationBasis.HEALTH, null).asHistory(),
        live(IDENTIFIED, new RegisterOfficer(HELPER, "王某")),
        live(IDENTIFIED, new TakePost(HELPER, Post.OFFICIAL, "新郑市财政局", Judging.COUNTY)),
        live(PLANNED, new Pair(HELPER, PairingScope.HOUSEHOLD, LI.stream())),
        LiFamily.adopt(
            PLANNED,
            List.of(
                forPerson("01", HEAD, MeasureKind.HEALTH_AID, null),
                forPerson("02", SON, MeasureKind.TRANSFER_EMPLOYMENT, null)),
            List.of(
                forHousehold("03", MeasureKind.INDUSTRY_SUPPORT, null),
                forHousehold("04", MeasureKind.MICROCREDIT, null))));
    assertThat(story.lastBreaches(LI.stream())).containsExactly("TOO_YOUNG_TO_WORK");
  }

  @Test
  void knowsWhatItCannotJudgeAgain() {
    assertThat(Rejudging.knows(LI.stream())).isTrue();
    assertThat(Rejudging.knows(FIRST.stream())).isTrue();
    assertThat(Rejudging.knows("village/" + Judging.VILLAGE)).isTrue();
    assertThat(Rejudging.knows(HELPER.stream())).isFalse();
    assertThatThrownBy(() -> story.ledger().rejudging().of(HELPER.stream(), own()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
