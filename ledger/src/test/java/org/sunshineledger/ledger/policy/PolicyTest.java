package org.sunshineledger.ledger.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sunshineledger.ledger.Deed.live;
import static org.sunshineledger.ledger.Deed.onPaper;
import static org.sunshineledger.ledger.region.KnownDivisions.XINZHENG;

import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.Deed;
import org.sunshineledger.ledger.Judging;
import org.sunshineledger.ledger.fact.Actor;
import org.sunshineledger.ledger.fact.Envelope;
import org.sunshineledger.ledger.fact.Mode;
import org.sunshineledger.ledger.fact.Origin;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.policy.PolicyEvent.BackfillClosed;
import org.sunshineledger.ledger.policy.PolicyEvent.BackfillOpened;
import org.sunshineledger.ledger.policy.PolicyEvent.PolicyIssued;
import org.sunshineledger.ledger.policy.PolicyEvent.PolicySuperseded;
import org.sunshineledger.ledger.policy.PolicyOrder.CloseBackfill;
import org.sunshineledger.ledger.policy.PolicyOrder.IssuePolicy;
import org.sunshineledger.ledger.policy.PolicyOrder.OpenBackfill;
import org.sunshineledger.ledger.policy.PolicyOrder.SupersedePolicy;
import org.sunshineledger.ledger.region.KnownDivisions;
import org.sunshineledger.ledger.rules.Rule;

@DisplayName("政策文件、补录")
class PolicyTest {

  private static final LocalDate DAY = LocalDate.of(2016, Month.OCTOBER, 1);
  private static final LocalDate LATER = DAY.plusDays(14);
  private static final PolicyId ONE_PLUS_N = new PolicyId("ZZ-2016-1");
  private static final PolicyId BACKFILL = new PolicyId("BACKFILL-410184");

  private static final PolicyId NEW_OPINION = new PolicyId("ZZ-2018-1");
  private static final IssuedPolicies OTHERS =
      (other, day) -> other.equals(NEW_OPINION) && !day.isBefore(LATER);

  private final Judging<Policy> policy = Judging.of(Policy.class, new KnownDivisions(), OTHERS);

  private static Envelope on(LocalDate day) {
    return new Envelope(
        day,
        new Actor(Deed.CLERK, Post.CLERK, "市委", Judging.CITY),
        List.of(),
        "zhengzhou-2014.1",
        Judging.PLACE,
        null,
        List.of(),
        Mode.LIVE,
        Origin.SYNTHETIC,
        List.of(),
        new UUID(0, 1),
        null);
  }

  private static IssuePolicy issue(RegionCode region) {
    return new IssuePolicy(
        ONE_PLUS_N, "郑州市委、市政府", region, null, "打赢脱贫攻坚战的实施意见", Sector.GENERAL, null);
  }

  private static Deed opened() {
    return live(DAY, new OpenBackfill(BACKFILL, XINZHENG, "郑州市脱贫攻坚领导小组"));
  }

  @Test
  void isIssuedOnce() {
    policy
        .when(live(DAY, issue(Judging.CITY)))
        .records(
            new PolicyIssued(
                ONE_PLUS_N, "郑州市委、市政府", Judging.CITY, null, "打赢脱贫攻坚战的实施意见", Sector.GENERAL, null));
    policy
        .given(live(DAY, issue(Judging.CITY)))
        .when(live(DAY, issue(Judging.CITY)))
        .isRefusedFor(Rule.ALREADY_EXISTS);
  }

  private static Deed superseded(LocalDate day, @Nullable PolicyId by) {
    return live(day, new SupersedePolicy(ONE_PLUS_N, by));
  }

  @Test
  void isSupersededByWhatHasBeenIssuedOrByNothing() {
    policy
        .given(live(DAY, issue(Judging.CITY)))
        .when(superseded(LATER, NEW_OPINION))
        .records(new PolicySuperseded(ONE_PLUS_N, Judging.CITY, Sector.GENERAL, NEW_OPINION));
    policy
        .given(live(DAY, issue(Judging.CITY)))
        .when(superseded(LATER, null))
        .records(new PolicySuperseded(ONE_PLUS_N, Judging.CITY, Sector.GENERAL, null));
    policy
        .given(live(DAY, issue(Judging.CITY)))
        .when(superseded(LATER.minusDays(1), NEW_OPINION))
        .isRefusedFor(Rule.NO_SUCH_STREAM);
    policy
        .given(live(DAY, issue(Judging.CITY)))
        .when(superseded(LATER, ONE_PLUS_N))
        .isRefusedFor(Rule.NOTHING_CHANGES);
  }

  @Test
  void isSupersededOnce() {
    policy
        .given(live(DAY, issue(Judging.CITY)), superseded(LATER, null))
        .when(superseded(LATER, NEW_OPINION))
        .isRefusedFor(Rule.NOTHING_CHANGES);
  }

  @Test
  void isNoPolicyWhereABackfillWasOpened() {
    policy
        .given(opened())
        .when(live(DAY, new SupersedePolicy(BACKFILL, null)))
        .isRefusedFor(Rule.NO_SUCH_STREAM);
  }

  @Test
  void isInForceUntilTheDayOnWhichItIsSuperseded() {
    Policy issued = new Policy();
    issued.on(
        new PolicyIssued(ONE_PLUS_N, "市委", Judging.CITY, null, "意见", Sector.HEALTH, null), on(DAY));
    issued.on(new PolicySuperseded(ONE_PLUS_N, Judging.CITY, Sector.HEALTH, null), on(LATER));

    assertThat(issued.isInForce(Sector.HEALTH, DAY.minusDays(1))).isFalse();
    assertThat(issued.isInForce(Sector.HEALTH, DAY)).isTrue();
    assertThat(issued.isInForce(Sector.HEALTH, LATER.minusDays(1))).isTrue();
    assertThat(issued.isInForce(Sector.HEALTH, LATER)).isFalse();
    assertThat(issued.isInForce(Sector.EDUCATION, DAY)).isFalse();
    assertThat(issued.isIssuedBy(LATER)).isTrue();
  }

  @Test
  void isHistoryOnlyWhereABackfillIsOpen() {
    policy.when(onPaper(DAY, issue(Judging.CLOSED_COUNTY))).isRefusedFor(Rule.BACKFILL_NOT_OPEN);
  }

  @Test
  void opensTheBackfillOfARegion() {
    policy.when(opened()).records(new BackfillOpened(BACKFILL, XINZHENG, "郑州市脱贫攻坚领导小组"));
    policy.given(opened()).when(opened()).isRefusedFor(Rule.ALREADY_EXISTS);
  }

  @Test
  void closesWhatItOpened() {
    Deed closed = live(DAY, new CloseBackfill(BACKFILL, "郑州市脱贫攻坚领导小组"));

    policy
        .given(opened())
        .when(closed)
        .records(new BackfillClosed(BACKFILL, XINZHENG, "郑州市脱贫攻坚领导小组"));
    policy.given(opened(), closed).when(closed).isRefusedFor(Rule.BACKFILL_NOT_OPEN);
  }
}
