package org.sunshineledger.projections.responsibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.sunshineledger.projections.Telling.day;
import static org.sunshineledger.projections.Telling.household;
import static org.sunshineledger.projections.Telling.officer;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.duty.EndReason;
import org.sunshineledger.ledger.duty.EnterpriseEvent.AgreementEnded;
import org.sunshineledger.ledger.duty.EnterpriseEvent.AgreementSigned;
import org.sunshineledger.ledger.duty.EnterpriseId;
import org.sunshineledger.ledger.duty.OfficerEvent.Paired;
import org.sunshineledger.ledger.duty.OfficerEvent.PledgeSigned;
import org.sunshineledger.ledger.duty.OfficerEvent.PostLeft;
import org.sunshineledger.ledger.duty.OfficerEvent.VisitRecorded;
import org.sunshineledger.ledger.duty.PairingScope;
import org.sunshineledger.ledger.duty.VisitPurpose;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.Place;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdRemoved;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdReverified;
import org.sunshineledger.ledger.household.Programme;
import org.sunshineledger.ledger.household.RegisterStatus;
import org.sunshineledger.ledger.household.RemovalReason;
import org.sunshineledger.ledger.household.ReverificationOutcome;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectApproved;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.RuleSets;
import org.sunshineledger.projections.Projections;
import org.sunshineledger.projections.Telling;
import org.sunshineledger.projections.ToldLedger;
import org.sunshineledger.projections.officer.Act;
import org.sunshineledger.projections.officer.OfficerRecord;
import org.sunshineledger.projections.officer.ToldAct;
import org.sunshineledger.projections.view.Moment;

@DisplayName("谁负责")
class ResponsibilityTest {

  private static final RegionCode VILLAGE = new RegionCode("410173202001");
  private static final Place IN_THE_VILLAGE =
      new Place(VILLAGE, Telling.BAQIAN, Telling.XINZHENG, Telling.CITY);
  private static final ProjectCode PROJECT = new ProjectCode("PROJECT-1");
  private static final EnterpriseId ENTERPRISE = new EnterpriseId("QY-0001");
  private static final LocalDate BEFORE = day("2015-12-01");
  private static final RuleSets RULES = RuleSets.standard();

  private final ToldLedger ledger = new ToldLedger();
  private final Projections projections = ledger.projections();
  private final Telling telling = new Telling().divisions();
  private int appended;

  @BeforeEach
  void tell() {
    telling
        .registered("2014-01-01", 1, "调查员")
        .post("2014-01-01", 10, "新郑书记", Post.PARTY_SECRETARY, Telling.XINZHENG)
        .post("2014-01-01", 11, "新郑县长", Post.GOVERNMENT_HEAD, Telling.XINZHENG)
        .post("2014-01-01", 12, "帮扶干部", Post.OFFICIAL, Telling.XINZHENG)
        .post("2014-01-01", 13, "村支书", Post.VILLAGE_SECRETARY, VILLAGE)
        .applied("2014-03-01", 1, VILLAGE, 3)
        .identified("2014-05-01", 1, VILLAGE, 3);
  }

  @AfterEach
  void close() {
    projections.close();
    ledger.close();
  }

  @Test
  void whoWatchesOverTheCountyDoesNotAnswerForIt() {
    telling
        .post("2014-01-01", 40, "审计干部", Post.AUDITOR, Telling.XINZHENG)
        .post("2014-01-01", 41, "纪检干部", Post.INSPECTOR, Telling.XINZHENG)
        .post("2014-01-01", 42, "管理员", Post.ADMINISTRATOR, Telling.XINZHENG);

    assertThat(names(ask(Subject.of(household(1)), BEFORE))).doesNotContain("审计干部", "纪检干部", "管理员");
  }

  @Test
  void anOfficialOfTheCountyAnswersForNobodyHeIsNotPairedWith() {
    assertThat(names(ask(Subject.of(household(1)), BEFORE))).containsExactly("村支书", "新郑书记", "新郑县长");
  }

  @Test
  void aVillageIsAnsweredForUnderEitherNameOfItsStream() {
    telling.tell(
        day("2014-02-01"),
        officer(12).stream(),
        IN_THE_VILLAGE,
        new Paired(officer(12), "包村单位", "新郑市财政局", PairingScope.VILLAGE, "region/" + VILLAGE));

    assertThat(names(ask(Subject.of(Subject.Kind.VILLAGE, VILLAGE.code()), BEFORE)))
        .contains("包村单位", "村支书");
  }

  @Test
  void aProjectIsAnsweredForWhereItLiesByWhoeverApprovedIt() {
    telling.tell(
        day("2015-02-01"),
        PROJECT.stream(),
        IN_THE_VILLAGE,
        new ProjectApproved(PROJECT, "office", Money.ofYuan(8_000)));

    Answerable answer = ask(Subject.of(Subject.Kind.PROJECT, PROJECT.code()), BEFORE);

    assertThat(answer.steps())
        .extracting(Step::type)
        .containsExactly("project.project-approved.v1");
    assertThat(answer.steps().getFirst().actor().officer()).isEqualTo(officer(1));
    assertThat(names(answer)).contains("新郑书记");
    assertThat(answer.names()).containsEntry(officer(1), "调查员");
  }

  @Test
  void anEnterpriseHelpsFromItsAgreementToTheDayBeforeItsEnd() {
    telling
        .tell(
            day("2015-03-01"),
            ENTERPRISE.stream(),
            IN_THE_VILLAGE,
            new AgreementSigned(ENTERPRISE, "养殖公司", household(1)))
        .tell(
            day("2015-09-01"),
            ENTERPRISE.stream(),
            IN_THE_VILLAGE,
            new AgreementEnded(ENTERPRISE, household(1), EndReason.TERM_ENDED));

    assertThat(ask(Subject.of(household(1)), day("2015-02-28")).agreements()).isEmpty();
    assertThat(ask(Subject.of(household(1)), day("2015-03-01")).agreements()).hasSize(1);
    assertThat(ask(Subject.of(household(1)), day("2015-08-31")).agreements()).hasSize(1);
    assertThat(ask(Subject.of(household(1)), day("2015-09-01")).agreements()).isEmpty();
  }

  @Test
  void theOfficeForTheCauseIsNamedByTheRuleOfTheDay() {
    Department department = ask(Subject.of(household(1)), BEFORE).department();

    assertThat(department).isNotNull();
    assertThat(department.office()).startsWith("新郑市");
    assertThat(department.ruleSet()).isEqualTo("zhengzhou-2014.1");
  }

  @Test
  void aPledgeCountsUntilItsLastDay() {
    telling.tell(
        day("2015-01-20"),
        officer(10).stream(),
        Place.NOWHERE,
        new PledgeSigned(
            officer(10),
            Post.PARTY_SECRETARY,
            Post.PARTY_SECRETARY,
            Telling.XINZHENG,
            day("2015-01-20"),
            day("2015-11-30"),
            39_000));

    assertThat(ask(Subject.of(household(1)), day("2015-11-30")).pledges()).hasSize(1);
    assertThat(ask(Subject.of(household(1)), BEFORE).pledges()).isEmpty();
  }

  @Test
  void aLeadingPostThatNobodyHoldsOrTwoHoldIsFound() {
    telling
        .tell(
            day("2014-08-01"),
            officer(10).stream(),
            Place.NOWHERE,
            new PostLeft(
                officer(10),
                Post.PARTY_SECRETARY,
                "office",
                Telling.XINZHENG,
                EndReason.TRANSFERRED))
        .post("2014-09-01", 20, "新书记", Post.PARTY_SECRETARY, Telling.XINZHENG)
        .post("2015-01-01", 21, "另一县长", Post.GOVERNMENT_HEAD, Telling.XINZHENG);

    assertThat(ask(Subject.of(household(1)), day("2015-01-31")).findings())
        .extracting(Finding::kind, Finding::target, Finding::post, Finding::from, Finding::to)
        .contains(
            tuple(
                Finding.Kind.POST_VACANT,
                "region/410184",
                Post.PARTY_SECRETARY,
                day("2014-08-01"),
                day("2014-09-01")),
            tuple(
                Finding.Kind.POST_HELD_TWICE,
                "region/410184",
                Post.GOVERNMENT_HEAD,
                day("2015-01-01"),
                day("2015-02-01")));
  }

  @Test
  void aVillageTeamOfOneIsTooSmallSinceTheRuleOf2017() {
    telling.post("2018-01-10", 30, "队员", Post.WORK_TEAM_MEMBER, VILLAGE);

    assertThat(kinds(ask(Subject.of(household(1)), day("2018-02-01"))))
        .contains(Finding.Kind.TEAM_TOO_SMALL);
    telling
        .post("2018-02-10", 31, "队员", Post.WORK_TEAM_MEMBER, VILLAGE)
        .post("2018-02-10", 32, "队员", Post.WORK_TEAM_MEMBER, VILLAGE);
    assertThat(kinds(ask(Subject.of(household(1)), day("2018-03-01"))))
        .doesNotContain(Finding.Kind.TEAM_TOO_SMALL);
  }

  @Test
  void theGapsOfARegionAreThoseOfItsHouseholdsAndPosts() {
    paired("2014-06-01", 12, 1);
    ask(Subject.of(household(1)), BEFORE);

    Gaps.Listed listed = projections.gaps().of(Telling.XINZHENG, Moment.of(BEFORE)).orElseThrow();

    assertThat(listed.findings())
        .extracting(each -> each.finding().target(), each -> each.finding().days())
        .containsExactly(tuple(household(1).stream(), 31L));
    assertThat(listed.counts()).containsEntry(Finding.Kind.NOBODY_PAIRED, 1);
    assertThat(listed.lasting()).isEmpty();
    assertThat(
            projections
                .gaps()
                .of(Telling.XINZHENG, Moment.of(day("2014-05-10")))
                .orElseThrow()
                .lasting())
        .containsEntry(Finding.Kind.NOBODY_PAIRED, 1);
    assertThat(projections.gaps().unpaired(Telling.XINZHENG, Moment.of(day("2014-05-10"))))
        .extracting(each -> each.finding().target())
        .containsExactly(household(1).stream());
    assertThat(projections.gaps().unpaired(Telling.XINZHENG, Moment.of(BEFORE))).isEmpty();
    assertThat(projections.gaps().of(Telling.AIRPORT, Moment.of(BEFORE)).orElseThrow().findings())
        .as("the township has not moved yet")
        .isEmpty();
  }

  @Test
  void theSameGapsAreFoundFromRowsAndFromFacts() {
    paired("2014-06-01", 12, 1);
    ask(Subject.of(household(1)), BEFORE);

    for (LocalDate day : List.of(day("2014-05-10"), day("2014-06-01"), BEFORE, day("2016-09-01")))
      assertThat(projections.gaps().of(Telling.CITY, Moment.of(day)))
          .as("%s", day)
          .isEqualTo(projections.gaps().of(Telling.CITY, new Moment(day, ToldLedger.NOW)));
  }

  @Test
  void anOfficersRecordOutlivesHisPost() {
    telling
        .breaking(Rule.NOT_SURVEYED)
        .identified("2014-05-02", 2, VILLAGE, 3)
        .credited("2014-07-01", 1, VILLAGE, Programme.YULU_SUBSIDY, 2_000)
        .tell(
            day("2014-08-01"),
            officer(13).stream(),
            Place.NOWHERE,
            new PostLeft(officer(13), Post.VILLAGE_SECRETARY, "office", VILLAGE, EndReason.RETIRED))
        .credited("2014-09-01", 1, VILLAGE, Programme.YULU_SUBSIDY, 500);
    ask(Subject.of(household(1)), BEFORE);

    OfficerRecord record = record(13, BEFORE);

    assertThat(record.name()).isNull();
    assertThat(record.inCharge())
        .singleElement()
        .satisfies(charge -> {
          assertThat(charge.duty().to()).isEqualTo(day("2014-08-01"));
          assertThat(charge.flags()).containsEntry(Rule.NOT_SURVEYED.name(), 1);
          assertThat(charge.money()).isEqualTo(Money.ofYuan(2_000));
        });
  }

  @Test
  void aDaysWorkIsWhatWasRecordedOnItWheneverItHappened() {
    Instant evening = telling.facts().getLast().recordedAt();
    telling.applied("2014-07-01", 2, VILLAGE, 3).applied("2016-10-10", 3, VILLAGE, 2);
    long first = telling.facts().size() - 2L;
    catchUp();

    assertThat(projections.officerRecords().recordedSince(officer(1), evening))
        .filteredOn(act -> act.part() == Act.Part.RECORDED)
        .extracting(Act::position, Act::on)
        .containsExactly(tuple(first + 1, day("2016-10-10")), tuple(first, day("2014-07-01")));
  }

  @Test
  void theRecordTellsWhatWasApprovedFromWhatWasRecordedAndSigned() {
    ask(Subject.of(household(1)), BEFORE);

    OfficerRecord record = record(1, BEFORE);

    assertThat(record.counts()).containsKeys(Act.Part.APPROVED, Act.Part.RECORDED, Act.Part.SIGNED);
    assertThat(told(record))
        .filteredOn(act -> act.part() == Act.Part.APPROVED)
        .extracting(ToldAct::type)
        .containsExactly("household.household-identified.v1");
    assertThat(record.acts()).extracting(Act::on).isSortedAccordingTo((a, b) -> b.compareTo(a));
    assertThat(told(record(1, day("2014-02-01"))))
        .extracting(ToldAct::type)
        .doesNotContain("household.household-applied.v1");
  }

  @Test
  void whatHappenedInATownshipBelongsToTheCountyItLayInOnThatDay() {
    telling
        .post("2014-01-01", 50, "港区书记", Post.PARTY_SECRETARY, Telling.AIRPORT)
        .credited("2015-06-01", 1, VILLAGE, Programme.YULU_SUBSIDY, 2_000)
        .breaking(Rule.NOT_SURVEYED)
        .credited("2016-06-01", 1, VILLAGE, Programme.YULU_SUBSIDY, 500);
    ask(Subject.of(household(1)), BEFORE);
    LocalDate later = day("2016-12-31");

    assertThat(record(10, later).inCharge())
        .singleElement()
        .satisfies(charge -> {
          assertThat(charge.money()).isEqualTo(Money.ofYuan(2_000));
          assertThat(charge.facts()).isZero();
        });
    assertThat(record(50, later).inCharge())
        .singleElement()
        .satisfies(charge -> {
          assertThat(charge.money()).isEqualTo(Money.ofYuan(500));
          assertThat(charge.flags()).containsEntry(Rule.NOT_SURVEYED.name(), 1);
        });
  }

  @Test
  void whoWatchesOverAPlaceIsNotInChargeOfIt() {
    telling
        .post("2014-01-01", 40, "审计干部", Post.AUDITOR, Telling.XINZHENG)
        .credited("2015-06-01", 1, VILLAGE, Programme.YULU_SUBSIDY, 2_000);
    ask(Subject.of(household(1)), BEFORE);

    assertThat(record(40, BEFORE).inCharge())
        .singleElement()
        .satisfies(charge -> assertThat(charge.money()).isNull());
  }

  @Test
  void aReaderOfAnotherCountyIsToldOfPostsButNotOfWhatHappenedThere() {
    paired("2014-06-01", 13, 1);
    ask(Subject.of(household(1)), BEFORE);

    OfficerRecord elsewhere = record(13, BEFORE).within(Telling.AIRPORT::equals);

    assertThat(elsewhere.inCharge())
        .extracting(charge -> charge.duty().target(), OfficerRecord.InCharge::money)
        .containsExactly(tuple("village/" + VILLAGE, null));
    assertThat(elsewhere.withheld()).isEqualTo(2);
    assertThat(record(13, BEFORE).touches(Telling.AIRPORT::equals)).isFalse();
    assertThat(record(13, BEFORE).within(VILLAGE::equals).withheld()).isZero();
    assertThat(told(record(1, BEFORE).within(Telling.AIRPORT::equals)))
        .extracting(ToldAct::stream)
        .noneMatch(stream -> stream.startsWith("household/"));
  }

  @Test
  void aHouseholdWhoseExitWasFalseHasToBeCaredForAgain() {
    telling
        .exited("2014-07-01", 1, VILLAGE, 3)
        .household(
            "2018-01-01",
            1,
            VILLAGE,
            new HouseholdReverified(
                household(1), ReverificationOutcome.FALSE_EXIT, 3, RegisterStatus.EXITED));
    Answerable answer = ask(Subject.of(household(1)), day("2018-02-01"));

    assertThat(answer.findings())
        .extracting(Finding::kind, Finding::from)
        .contains(tuple(Finding.Kind.NOBODY_PAIRED, day("2018-01-01")));
    assertThat(
            projections
                .gaps()
                .of(Telling.CITY, Moment.of(day("2018-02-01")))
                .orElseThrow()
                .lasting())
        .containsEntry(Finding.Kind.NOBODY_PAIRED, 1);
  }

  @Test
  void aRemovalAfterTheCareHasEndedMakesItNoLonger() {
    telling
        .exited("2014-07-01", 1, VILLAGE, 3)
        .household(
            "2019-01-01",
            1,
            VILLAGE,
            new HouseholdRemoved(
                household(1), RemovalReason.NOT_ELIGIBLE_FROM_THE_START, 3, RegisterStatus.EXITED));

    assertThat(ask(Subject.of(household(1)), day("2019-02-01")).findings())
        .extracting(Finding::kind, Finding::to)
        .containsExactly(tuple(Finding.Kind.NOBODY_PAIRED, day("2017-07-02")));
  }

  @Test
  void theChainTurnsWhenSomebodyComesOrGoesAndWhenTheTownshipMoves() {
    paired("2014-06-01", 12, 1);
    telling
        .unpaired("2016-01-01", 12, 1)
        .post("2015-03-01", 50, "港区主任", Post.GOVERNMENT_HEAD, Telling.AIRPORT)
        .post("2016-03-01", 51, "新郑副职", Post.COUNTY_APPROVER, Telling.XINZHENG)
        .post("2016-04-01", 52, "港区书记", Post.PARTY_SECRETARY, Telling.AIRPORT);
    catchUp();

    assertThat(
            projections
                .responsibility()
                .turns(Subject.of(household(1)), Moment.of(day("2016-12-31"))))
        .as("nobody of another county, before or after")
        .containsExactly(
            day("2014-03-01"), day("2014-06-01"), day("2016-01-01"), day("2016-04-01"));
  }

  @Test
  void againstAnotherDayTheChainSaysWhoCameWhoWentAndWhereItLedThen() {
    paired("2014-06-01", 12, 1);
    telling
        .unpaired("2016-01-01", 12, 1)
        .post("2015-03-01", 50, "港区主任", Post.GOVERNMENT_HEAD, Telling.AIRPORT);

    List<ChainLink> chain =
        ChainLink.of(
            ask(Subject.of(household(1)), day("2016-01-01")),
            ask(Subject.of(household(1)), day("2015-12-31")));

    assertThat(chain)
        .extracting(ChainLink::tier, ChainLink::isChanged)
        .containsExactly(
            tuple(Answer.Tier.HOUSEHOLD, true),
            tuple(Answer.Tier.VILLAGE, false),
            tuple(Answer.Tier.TOWNSHIP, false),
            tuple(Answer.Tier.COUNTY, true),
            tuple(Answer.Tier.CITY, false));
    assertThat(chain.getFirst().gone()).extracting(Duty::name).containsExactly("帮扶干部");
    ChainLink county = chain.get(3);
    assertThat(county.place()).isNotNull();
    assertThat(county.place().code()).isEqualTo(Telling.AIRPORT);
    assertThat(county.placeThen()).isNotNull();
    assertThat(county.placeThen().code()).isEqualTo(Telling.XINZHENG);
    assertThat(county.fresh())
        .containsExactlyElementsOf(county.duties().stream().map(Duty::position).toList());
    assertThat(county.gone()).extracting(Duty::name).containsExactly("新郑书记", "新郑县长");
  }

  @Test
  void aVisitIsFoundInTheStreamOfWhoeverWasPaired() {
    paired("2014-06-01", 12, 1);
    for (int household : List.of(1, 2))
      telling.tell(
          day("2014-07-0" + household),
          officer(12).stream(),
          IN_THE_VILLAGE,
          new VisitRecorded(
              officer(12), "帮扶干部", "office", household(household), VisitPurpose.MEASURES));
    catchUp();

    assertThat(projections.responsibility().everPaired(household(1), Moment.of(day("2014-05-31"))))
        .isEmpty();
    assertThat(projections.dossiers().visits(household(1), List.of(officer(12)), Moment.of(BEFORE)))
        .extracting(Fact::occurredOn)
        .containsExactly(day("2014-07-01"));
    assertThat(
            projections
                .dossiers()
                .visits(household(1), List.of(officer(12)), Moment.of(day("2014-06-30"))))
        .isEmpty();
  }

  private void paired(String day, int officer, int household) {
    telling.tell(
        day(day),
        officer(officer).stream(),
        IN_THE_VILLAGE,
        new Paired(
            officer(officer),
            "帮扶干部",
            "office",
            PairingScope.HOUSEHOLD,
            household(household).stream()));
  }

  private static List<String> names(Answerable answer) {
    return answer.answers().stream().map(each -> each.duty().name()).toList();
  }

  private static List<Finding.Kind> kinds(Answerable answer) {
    return answer.findings().stream().map(Finding::kind).toList();
  }

  private Answerable ask(Subject subject, LocalDate at) {
    catchUp();
    return projections.responsibility().of(subject, Moment.of(at), RULES).orElseThrow();
  }

  private List<ToldAct> told(OfficerRecord record) {
    return projections.officerRecords().told(record.acts());
  }

  private OfficerRecord record(int officer, LocalDate asOf) {
    return projections.officerRecords().of(officer(officer), Moment.of(asOf)).orElseThrow();
  }

  private void catchUp() {
    try {
      int known = appended;
      appended = telling.facts().size();
      ledger.append(telling.facts().subList(known, appended));
      if (known == 0) projections.start();
      ToldLedger.await(projections.views());
    } catch (TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }
}
