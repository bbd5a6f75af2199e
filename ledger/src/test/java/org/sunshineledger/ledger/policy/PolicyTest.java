package org.sunshineledger.ledger.policy;

import static org.sunshineledger.ledger.Deed.live;
import static org.sunshineledger.ledger.Deed.onPaper;
import static org.sunshineledger.ledger.region.KnownDivisions.XINZHENG;

import java.time.LocalDate;
import java.time.Month;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.Deed;
import org.sunshineledger.ledger.Judging;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.policy.PolicyEvent.BackfillClosed;
import org.sunshineledger.ledger.policy.PolicyEvent.BackfillOpened;
import org.sunshineledger.ledger.policy.PolicyEvent.PolicyIssued;
import org.sunshineledger.ledger.policy.PolicyOrder.CloseBackfill;
import org.sunshineledger.ledger.policy.PolicyOrder.IssuePolicy;
import org.sunshineledger.ledger.policy.PolicyOrder.OpenBackfill;
import org.sunshineledger.ledger.region.KnownDivisions;
import org.sunshineledger.ledger.rules.Rule;

@DisplayName("政策文件、补录")
class PolicyTest {

  private static final LocalDate DAY = LocalDate.of(2016, Month.OCTOBER, 1);
  private static final PolicyId ONE_PLUS_N = new PolicyId("ZZ-2016-1");
  private static final PolicyId BACKFILL = new PolicyId("BACKFILL-410184");

  private final Judging<Policy> policy = Judging.of(Policy.class, new KnownDivisions());

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
