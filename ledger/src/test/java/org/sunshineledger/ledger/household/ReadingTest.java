package org.sunshineledger.ledger.household;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.Deed;
import org.sunshineledger.ledger.Judging;
import org.sunshineledger.ledger.fact.Actor;
import org.sunshineledger.ledger.fact.Envelope;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.Mode;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.Origin;
import org.sunshineledger.ledger.fact.OverrideReason;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.household.HouseholdEvent.CountyReviewed;
import org.sunshineledger.ledger.household.HouseholdEvent.ExitConfirmed;
import org.sunshineledger.ledger.household.HouseholdEvent.ExitProposed;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdApplied;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdExited;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdIdentified;
import org.sunshineledger.ledger.household.HouseholdEvent.MemberJoined;
import org.sunshineledger.ledger.household.HouseholdEvent.PlanAdopted;
import org.sunshineledger.ledger.household.HouseholdEvent.RelapseRecorded;
import org.sunshineledger.ledger.household.HouseholdEvent.RuleOverridden;
import org.sunshineledger.ledger.household.HouseholdEvent.TownshipAudited;
import org.sunshineledger.ledger.household.HouseholdEvent.VillageReviewed;
import org.sunshineledger.ledger.plan.HouseholdMeasure;
import org.sunshineledger.ledger.plan.MeasureId;
import org.sunshineledger.ledger.plan.MeasureKind;
import org.sunshineledger.ledger.plan.PersonMeasure;
import org.sunshineledger.ledger.rules.RuleSets;

/** Facts that the ledger must never write, each found by the law it is against. */
@DisplayName("An auditor's reading finds")
class ReadingTest {

  private static final HouseholdId LI = new HouseholdId("4101732022010001");
  private static final HouseholdId WANG = new HouseholdId("4101732022010002");
  private static final MemberId HEAD = new MemberId("01");
  private static final LocalDate DAY = LocalDate.of(2016, Month.MAY, 1);

  private final List<Fact> facts = new ArrayList<>();
  private final Map<UUID, Map<MemberId, String>> numbers = new HashMap<>();

  private Reading reading() {
    return new Reading(facts, numbers, RuleSets.standard());
  }

  private void happened(HouseholdEvent event, String... breaches) {
    add(Mode.BACKFILL, event, breaches);
  }

  private void decided(HouseholdEvent event, String... breaches) {
    add(Mode.LIVE, event, breaches);
  }

  private void add(Mode mode, HouseholdEvent event, String... breaches) {
    String stream = event.household().stream();
    long sequence = facts.stream().filter(fact -> fact.stream().equals(stream)).count();
    facts.add(
        new Fact(
            facts.size(),
            Instant.EPOCH,
            new UUID(0, facts.size()),
            stream,
            sequence,
            "household",
            new Envelope(
                DAY,
                new Actor(Deed.CLERK, Post.CLERK, "八千乡扶贫办", Deed.TOWNSHIP),
                List.of(),
                "zhengzhou-2014.1",
                Judging.PLACE,
                null,
                List.of(),
                mode,
                Origin.SYNTHETIC,
                List.of(breaches),
                new UUID(0, 1),
                null),
            event));
  }

  private static HouseholdApplied applied(HouseholdId household) {
    return new HouseholdApplied(
        household,
        Judging.VILLAGE,
        3,
        List.of(new Member(HEAD, Relationship.HEAD, List.of())),
        List.of(PovertyCause.ILLNESS));
  }

  private static HouseholdIdentified identified() {
    return new HouseholdIdentified(
        LI,
        PovertyCause.ILLNESS,
        List.of(),
        HouseholdCategory.ORDINARY,
        PovertyStandard.NATIONAL,
        1,
        null,
        IdentificationBasis.HEALTH,
        null);
  }

  private static HouseholdExited exited() {
    return new HouseholdExited(LI, null, DAY, 1);
  }

  private static ExitProposed proposed() {
    return new ExitProposed(LI, 2016, Money.ZERO, Money.ZERO, Guarantees.NONE, null);
  }

  private static ExitConfirmed confirmed(ConfirmingParty party) {
    return new ExitConfirmed(LI, party, null, null);
  }

  @Test
  void anExitThatDoesNotSayWhoHadNotConfirmed() {
    happened(proposed());
    happened(confirmed(ConfirmingParty.GOVERNMENT));
    happened(exited());

    assertThat(reading().exitsNotConfirmed()).containsExactly(2L);
  }

  @Test
  void anExitThatRestsOnTheConfirmationsOfAnotherAttempt() {
    happened(proposed());
    happened(confirmed(ConfirmingParty.GOVERNMENT));
    happened(confirmed(ConfirmingParty.HOUSEHOLD));
    happened(exited());
    happened(new RelapseRecorded(LI, PovertyCause.ILLNESS, PovertyStandard.NATIONAL, 1));
    happened(proposed());
    happened(exited(), "GOVERNMENT_HAS_NOT_CONFIRMED");

    assertThat(reading().exitsNotConfirmed()).containsExactly(6L);
  }

  @Test
  void anExitThatWasDecidedWithoutTheHousehold() {
    decided(proposed());
    decided(confirmed(ConfirmingParty.GOVERNMENT));
    decided(exited(), "HOUSEHOLD_HAS_NOT_CONFIRMED");

    assertThat(reading().exitsNotConfirmed()).containsExactly(2L);

    decided(overridden("HOUSEHOLD_HAS_NOT_CONFIRMED"));

    assertThat(reading().exitsNotConfirmed()).isEmpty();
  }

  private static RuleOverridden overridden(String rule) {
    return new RuleOverridden(LI, rule, Deed.APPROVER, OverrideReason.EMERGENCY);
  }

  @Test
  void anIdentificationNobodyAnnounced() {
    happened(applied(LI));
    happened(identified());

    assertThat(reading().identificationsNotPublished()).containsExactly(1L);
  }

  @Test
  void anIdentificationWithoutItsFirstOrSecondNotice() {
    happened(applied(LI));
    happened(new VillageReviewed(LI, 45, 31, 20, 11, 0, null));
    happened(new TownshipAudited(LI, ReviewResult.PASSED, null));
    happened(new CountyReviewed(LI, ReviewResult.PASSED, null), "SECOND_NOTICE_NOT_CLEAN");
    happened(identified(), "NOT_ANNOUNCED");
    assertThat(reading().identificationsNotPublished()).containsExactly(4L);

    facts.clear();
    happened(applied(LI));
    happened(new VillageReviewed(LI, 45, 31, 20, 11, 0, null));
    happened(new TownshipAudited(LI, ReviewResult.PASSED, null), "FIRST_NOTICE_NOT_CLEAN");
    happened(new CountyReviewed(LI, ReviewResult.PASSED, null));
    happened(identified(), "NOT_ANNOUNCED");
    assertThat(reading().identificationsNotPublished()).containsExactly(4L);
  }

  @Test
  void aPlanThatDoesNotSayItIsTooThin() {
    happened(applied(LI));
    happened(plan(MeasureKind.RELIEF));

    assertThat(reading().plansTooThin()).containsExactly(1L);
  }

  @Test
  void aPlanThatSaysItIsTooThinAndIsNot() {
    happened(applied(LI));
    happened(plan(MeasureKind.MICROCREDIT), "PLAN_BELOW_N_PLUS_2");

    assertThat(reading().plansTooThin()).containsExactly(1L);
  }

  private static PlanAdopted plan(MeasureKind second) {
    return new PlanAdopted(
        LI,
        1,
        List.of(new PersonMeasure(new MeasureId("01"), HEAD, MeasureKind.HEALTH_AID)),
        List.of(
            new HouseholdMeasure(new MeasureId("02"), MeasureKind.RELIEF),
            new HouseholdMeasure(new MeasureId("03"), second)),
        2017,
        null);
  }

  @Test
  void aPersonInTwoHouseholds() {
    for (HouseholdId each : List.of(LI, WANG)) {
      numbers.put(new UUID(0, facts.size()), Map.of(HEAD, "410184196001010013"));
      happened(applied(each));
    }

    assertThat(reading().personsWithTwoHomes()).containsExactly(1L);
  }

  @Test
  void aHeadCountThatIsNotOfThoseWhoJoined() {
    happened(applied(LI));
    happened(joined(3));

    assertThat(reading().headCountsWrong()).containsExactly(1L);
  }

  private static MemberJoined joined(int headCount) {
    return new MemberJoined(
        LI,
        new Member(new MemberId("02"), Relationship.SON, List.of()),
        JoinReason.BIRTH,
        headCount,
        RegisterStatus.ON_REGISTER);
  }

  @Test
  void whatCannotHaveBeen() {
    happened(applied(LI), "NO_MEMBERS");

    assertThat(reading().impossibleBreaches()).containsExactly(0L);
  }

  @Test
  void whatWasDecidedAgainstTheRules() {
    decided(applied(LI), "NOT_APPLIED");
    decided(applied(WANG), "RELATIVE_SIGNED");
    decided(joined(2), "PLAN_BELOW_N_PLUS_2");

    // A soft rule may be broken, and a birth may leave a plan too thin.
    assertThat(reading().liveBreaches()).containsExactly(0L);
  }

  @Test
  void anApprovalOfWhatWasNotBroken() {
    decided(applied(LI));
    decided(overridden("NOT_APPLIED"));

    assertThat(reading().approvalsForNothing()).containsExactly(1L);
  }
}
