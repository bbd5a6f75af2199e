package org.sunshineledger.ledger.supervision;

import static org.sunshineledger.ledger.Deed.live;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Month;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.Deed;
import org.sunshineledger.ledger.Judging;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.supervision.ClaimEvent.ClaimCheckRecorded;
import org.sunshineledger.ledger.supervision.ClaimEvent.ClaimRecorded;
import org.sunshineledger.ledger.supervision.ClaimEvent.ClaimWithdrawn;
import org.sunshineledger.ledger.supervision.ClaimOrder.RecordClaim;
import org.sunshineledger.ledger.supervision.ClaimOrder.RecordClaimCheck;
import org.sunshineledger.ledger.supervision.ClaimOrder.WithdrawClaim;

@DisplayName("公开数据")
class ClaimSourceTest {

  private static final String ARTICLE = "zhengzhou-2016";
  private static final LocalDate DAY = LocalDate.of(2016, Month.OCTOBER, 17);

  private final Judging<ClaimSource> source = Judging.of(ClaimSource.class);

  private static Deed claim() {
    return live(
        DAY,
        new RecordClaim(
            ARTICLE,
            "C070",
            Judging.COUNTY,
            "poor_persons",
            "person",
            ClaimKind.ACTUAL,
            DAY,
            ClaimOperator.EQUAL,
            new BigDecimal("948")));
  }

  private static Deed check() {
    return live(
        DAY,
        new RecordClaimCheck(
            ARTICLE,
            "K02",
            CheckKind.EQUAL,
            "C070 - C072 = C074",
            BigDecimal.ZERO,
            "948 - 748 = 200, but 216 is stated"));
  }

  @Test
  void isTakenDownAsItStandsRightOrWrong() {
    source
        .when(claim())
        .records(
            new ClaimRecorded(
                ARTICLE,
                "C070",
                Judging.COUNTY,
                "poor_persons",
                "person",
                ClaimKind.ACTUAL,
                DAY,
                ClaimOperator.EQUAL,
                new BigDecimal("948")));
    source
        .given(claim())
        .when(check())
        .records(
            new ClaimCheckRecorded(
                ARTICLE,
                "K02",
                CheckKind.EQUAL,
                "C070 - C072 = C074",
                BigDecimal.ZERO,
                "948 - 748 = 200, but 216 is stated"));
  }

  @Test
  void usesEachNumberOnce() {
    source.given(claim()).when(claim()).isRefusedFor(Rule.CLAIM_RECORDED_ALREADY);
    source.given(check()).when(check()).isRefusedFor(Rule.CLAIM_RECORDED_ALREADY);
  }

  private static Deed withdrawal(LocalDate day, String claim) {
    return live(day, new WithdrawClaim(ARTICLE, claim, WithdrawalReason.CORRECTED_BY_SOURCE));
  }

  @Test
  void isWithdrawnOnceAndItsNumberStaysUsed() {
    source
        .given(claim())
        .when(withdrawal(DAY.plusDays(3), "C070"))
        .records(new ClaimWithdrawn(ARTICLE, "C070", WithdrawalReason.CORRECTED_BY_SOURCE));
    source
        .given(claim(), withdrawal(DAY.plusDays(3), "C070"))
        .when(withdrawal(DAY.plusDays(3), "C070"))
        .isRefusedFor(Rule.NOTHING_CHANGES);
    source
        .given(claim(), withdrawal(DAY.plusDays(3), "C070"))
        .when(claim())
        .isRefusedFor(Rule.CLAIM_RECORDED_ALREADY);
  }

  @Test
  void isNotWithdrawnBeforeItWasPublished() {
    source
        .given(claim())
        .when(withdrawal(DAY.minusDays(1), "C070"))
        .isRefusedFor(Rule.CLAIM_UNKNOWN);
    source.given(claim()).when(withdrawal(DAY, "C071")).isRefusedFor(Rule.CLAIM_UNKNOWN);
    source.given(claim(), check()).when(withdrawal(DAY, "K02")).isRefusedFor(Rule.CLAIM_UNKNOWN);
  }
}
