package org.sunshineledger.ledger.duty;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sunshineledger.ledger.Deed.HELPER;
import static org.sunshineledger.ledger.Deed.TOWNSHIP;
import static org.sunshineledger.ledger.Deed.live;
import static org.sunshineledger.ledger.Judging.COUNTY;
import static org.sunshineledger.ledger.Judging.VILLAGE;

import java.time.LocalDate;
import java.time.Month;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.Deed;
import org.sunshineledger.ledger.Judging;
import org.sunshineledger.ledger.duty.OfficerEvent.FirstSecretaryPosted;
import org.sunshineledger.ledger.duty.OfficerEvent.FirstSecretaryRecalled;
import org.sunshineledger.ledger.duty.OfficerEvent.OfficerRegistered;
import org.sunshineledger.ledger.duty.OfficerEvent.Paired;
import org.sunshineledger.ledger.duty.OfficerEvent.PairingEnded;
import org.sunshineledger.ledger.duty.OfficerEvent.PledgeSigned;
import org.sunshineledger.ledger.duty.OfficerEvent.PostLeft;
import org.sunshineledger.ledger.duty.OfficerEvent.PostTaken;
import org.sunshineledger.ledger.duty.OfficerOrder.EndPairing;
import org.sunshineledger.ledger.duty.OfficerOrder.LeavePost;
import org.sunshineledger.ledger.duty.OfficerOrder.Pair;
import org.sunshineledger.ledger.duty.OfficerOrder.PostFirstSecretary;
import org.sunshineledger.ledger.duty.OfficerOrder.RecallFirstSecretary;
import org.sunshineledger.ledger.duty.OfficerOrder.RegisterOfficer;
import org.sunshineledger.ledger.duty.OfficerOrder.SignPledge;
import org.sunshineledger.ledger.duty.OfficerOrder.TakePost;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.rules.Rule;

/** 王 of 新郑's finance bureau, who helps the Li family until 八千 goes to the airport zone. */
@DisplayName("干部")
class OfficerTest {

  private static final String LI = "household/4101732022010001";
  private static final LocalDate SPRING_2014 = LocalDate.of(2014, Month.MARCH, 1);
  private static final LocalDate NEW_YEAR_2016 = LocalDate.of(2016, Month.JANUARY, 1);

  private static final Homes HOMES = household -> VILLAGE;

  private final Judging<Officer> officer = Judging.of(Officer.class, HOMES);

  private static Deed registered() {
    return live(SPRING_2014, new RegisterOfficer(HELPER, "王某"));
  }

  private static Deed appointed(LocalDate day) {
    return live(day, new TakePost(HELPER, Post.OFFICIAL, "新郑市财政局", COUNTY));
  }

  private static Deed leaves(LocalDate day) {
    return live(day, new LeavePost(HELPER, Post.OFFICIAL, COUNTY, EndReason.TRANSFERRED));
  }

  private static Deed pairs(LocalDate day) {
    return live(day, new Pair(HELPER, PairingScope.HOUSEHOLD, LI));
  }

  private static Deed parts(LocalDate day) {
    return live(day, new EndPairing(HELPER, PairingScope.HOUSEHOLD, LI, EndReason.REGION_MOVED));
  }

  @Test
  void isRegisteredOnce() {
    officer.when(registered()).records(new OfficerRegistered(HELPER, "王某"));
    officer.given(registered()).when(registered()).isRefusedFor(Rule.ALREADY_EXISTS);
  }

  @Test
  void takesAPostUnderHisName() {
    officer
        .given(registered())
        .when(appointed(SPRING_2014))
        .records(new PostTaken(HELPER, "王某", Post.OFFICIAL, "新郑市财政局", COUNTY));
  }

  @Test
  void holdsAPostOnceAtATime() {
    officer
        .given(registered(), appointed(SPRING_2014))
        .when(appointed(NEW_YEAR_2016))
        .isRefusedFor(Rule.POST_ALREADY_HELD);
    officer
        .given(registered(), appointed(SPRING_2014), leaves(NEW_YEAR_2016))
        .when(appointed(NEW_YEAR_2016))
        .isRecorded();
    officer
        .given(registered(), appointed(SPRING_2014), leaves(NEW_YEAR_2016))
        .when(appointed(NEW_YEAR_2016.minusDays(1)))
        .isRefusedFor(Rule.POST_ALREADY_HELD);
  }

  @Test
  void leavesWithTheOfficeHeHeld() {
    officer
        .given(registered(), appointed(SPRING_2014))
        .when(leaves(NEW_YEAR_2016))
        .records(new PostLeft(HELPER, Post.OFFICIAL, "新郑市财政局", COUNTY, EndReason.TRANSFERRED));
  }

  @Test
  void cannotLeaveWhatHeNeverHeld() {
    officer.given(registered()).when(leaves(NEW_YEAR_2016)).isRefusedFor(Rule.POST_NOT_HELD);
    officer
        .given(registered(), appointed(NEW_YEAR_2016))
        .when(leaves(SPRING_2014))
        .isRefusedFor(Rule.POST_NOT_HELD);
  }

  @Test
  void signsForThePostHeHolds() {
    Deed pledge =
        live(
            NEW_YEAR_2016,
            new SignPledge(
                HELPER,
                Post.OFFICIAL,
                Post.PARTY_SECRETARY,
                COUNTY,
                LocalDate.of(2016, Month.DECEMBER, 31),
                12));

    officer
        .given(registered(), appointed(SPRING_2014))
        .when(pledge)
        .records(
            new PledgeSigned(
                HELPER,
                Post.OFFICIAL,
                Post.PARTY_SECRETARY,
                COUNTY,
                NEW_YEAR_2016,
                LocalDate.of(2016, Month.DECEMBER, 31),
                12));
    officer
        .given(registered(), appointed(SPRING_2014), leaves(NEW_YEAR_2016))
        .when(pledge)
        .isRefusedFor(Rule.POST_NOT_HELD);
  }

  @Test
  void helpsAHouseholdInTheNameOfHisOffice() {
    officer
        .given(registered(), appointed(SPRING_2014))
        .when(pairs(SPRING_2014))
        .records(new Paired(HELPER, "王某", "新郑市财政局", PairingScope.HOUSEHOLD, LI));
  }

  @Test
  void isNotPairedTwiceAtATime() {
    officer
        .given(registered(), appointed(SPRING_2014), pairs(SPRING_2014))
        .when(pairs(NEW_YEAR_2016))
        .isRefusedFor(Rule.ALREADY_PAIRED);
    officer
        .given(registered(), appointed(SPRING_2014), pairs(SPRING_2014), parts(NEW_YEAR_2016))
        .when(pairs(NEW_YEAR_2016))
        .isRecorded();
  }

  @Test
  void partsFromWhomHeWasPairedWith() {
    officer
        .given(registered(), appointed(SPRING_2014), pairs(SPRING_2014))
        .when(parts(NEW_YEAR_2016))
        .records(new PairingEnded(HELPER, PairingScope.HOUSEHOLD, LI, EndReason.REGION_MOVED));
    officer.given(registered()).when(parts(NEW_YEAR_2016)).isRefusedFor(Rule.NOT_PAIRED);
  }

  @Test
  void aDoubledPairingOnPaperIsFlagged() {
    officer
        .given(registered(), appointed(SPRING_2014), pairs(SPRING_2014))
        .when(pairs(NEW_YEAR_2016).asHistory())
        .isRecordedInBreachOf(Rule.ALREADY_PAIRED);
  }

  @Test
  void takesCareOfTownshipsAndVillagesToo() {
    officer
        .given(registered(), appointed(SPRING_2014))
        .when(live(SPRING_2014, new Pair(HELPER, PairingScope.TOWNSHIP, "region/" + TOWNSHIP)))
        .isRecorded();
    officer
        .given(registered(), appointed(SPRING_2014))
        .when(live(SPRING_2014, new Pair(HELPER, PairingScope.VILLAGE, "village/" + VILLAGE)))
        .isRecorded();
  }

  @Test
  void isPairedOnlyWithWhatTheScopeIsAbout() {
    assertThatThrownBy(() -> new Pair(HELPER, PairingScope.TOWNSHIP, LI))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(LI);
    assertThatThrownBy(
            () -> new EndPairing(HELPER, PairingScope.HOUSEHOLD, "4101", EndReason.REPLACED))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void isFirstSecretaryOfOneVillageAtATime() {
    Deed posted = live(SPRING_2014, new PostFirstSecretary(HELPER, "新郑市财政局", VILLAGE));
    Deed recalled =
        live(NEW_YEAR_2016, new RecallFirstSecretary(HELPER, VILLAGE, EndReason.TERM_ENDED));

    officer
        .given(registered())
        .when(posted)
        .records(new FirstSecretaryPosted(HELPER, "王某", "新郑市财政局", VILLAGE));
    officer.given(registered(), posted).when(posted).isRefusedFor(Rule.POST_ALREADY_HELD);
    officer
        .given(registered(), posted)
        .when(recalled)
        .records(new FirstSecretaryRecalled(HELPER, VILLAGE, EndReason.TERM_ENDED));
    officer.given(registered()).when(recalled).isRefusedFor(Rule.POST_NOT_HELD);
  }

  @Test
  void staysInTheVillageForTwoYearsUnlessThereIsAReason() {
    Judging<Officer> there = officer.in(Judging.EXAMPLE);
    Deed posted = live(SPRING_2014, new TakePost(HELPER, Post.WORK_TEAM_MEMBER, "驻村工作队", VILLAGE));
    LocalDate tooEarly = SPRING_2014.plusYears(2).minusDays(1);

    there
        .given(registered(), posted)
        .when(leavesTeam(tooEarly, EndReason.TRANSFERRED))
        .isRecordedInBreachOf(Rule.TEAM_TERM_TOO_SHORT);
    there.given(registered(), posted).when(leavesTeam(tooEarly, EndReason.RECALLED)).isRecorded();
    there
        .given(registered(), posted)
        .when(leavesTeam(SPRING_2014.plusYears(2), EndReason.TRANSFERRED))
        .isRecorded();
    Deed secretary = live(SPRING_2014, new PostFirstSecretary(HELPER, "新郑市财政局", VILLAGE));
    there
        .given(registered(), secretary)
        .when(live(tooEarly, new RecallFirstSecretary(HELPER, VILLAGE, EndReason.REPLACED)))
        .isRecordedInBreachOf(Rule.TEAM_TERM_TOO_SHORT);
  }

  @Test
  void couldBeCalledBackAtAnyTimeBeforeTheRuleOf2017() {
    Deed posted = live(SPRING_2014, new TakePost(HELPER, Post.WORK_TEAM_MEMBER, "工作队", VILLAGE));
    officer
        .given(registered(), posted)
        .when(leavesTeam(SPRING_2014.plusDays(30), EndReason.TRANSFERRED))
        .isRecorded();
  }

  private static Deed leavesTeam(LocalDate day, EndReason reason) {
    return live(day, new LeavePost(HELPER, Post.WORK_TEAM_MEMBER, VILLAGE, reason));
  }
}
