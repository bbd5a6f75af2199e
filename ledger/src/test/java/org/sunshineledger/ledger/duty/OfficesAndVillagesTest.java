package org.sunshineledger.ledger.duty;

import static org.sunshineledger.ledger.Deed.HELPER;
import static org.sunshineledger.ledger.Deed.live;

import java.time.LocalDate;
import java.time.Month;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.Deed;
import org.sunshineledger.ledger.Judging;
import org.sunshineledger.ledger.duty.OfficerEvent.FirstSecretaryPosted;
import org.sunshineledger.ledger.duty.OfficerEvent.Paired;
import org.sunshineledger.ledger.duty.OfficerOrder.Pair;
import org.sunshineledger.ledger.duty.OfficerOrder.PostFirstSecretary;
import org.sunshineledger.ledger.duty.OfficerOrder.RecallFirstSecretary;
import org.sunshineledger.ledger.duty.OfficerOrder.RegisterOfficer;
import org.sunshineledger.ledger.duty.OfficerOrder.TakePost;
import org.sunshineledger.ledger.fact.Post;

@DisplayName("An officer of several posts")
class OfficesAndVillagesTest {

  private static final String LI = "household/4101732022010001";
  private static final LocalDate SPRING = LocalDate.of(2014, Month.MARCH, 1);
  private static final Homes HOMES = _ -> Judging.VILLAGE;

  private final Judging<Officer> officer = Judging.of(Officer.class, HOMES);

  private static Deed registered() {
    return live(SPRING, new RegisterOfficer(HELPER, "王某"));
  }

  private static Deed takes(LocalDate day, Post post, String office) {
    return live(day, new TakePost(HELPER, post, office, Judging.COUNTY));
  }

  @Test
  void isPairedFromTheOfficeTakenLastOfThoseHeldOnTheDay() {
    officer
        .given(
            registered(),
            takes(SPRING.plusDays(30), Post.CLERK, "新郑市扶贫办"),
            takes(SPRING, Post.OFFICIAL, "新郑市财政局"),
            takes(SPRING.plusDays(90), Post.AUDITOR, "新郑市审计局"))
        .when(live(SPRING.plusDays(60), new Pair(HELPER, PairingScope.HOUSEHOLD, LI)))
        .records(new Paired(HELPER, "王某", "新郑市扶贫办", PairingScope.HOUSEHOLD, LI));
  }

  @Test
  void isFirstSecretaryAgainOnceRecalled() {
    officer
        .given(
            registered(),
            live(SPRING, new PostFirstSecretary(HELPER, "新郑市财政局", Judging.VILLAGE)),
            live(
                SPRING.plusDays(9),
                new RecallFirstSecretary(HELPER, Judging.VILLAGE, EndReason.TERM_ENDED)))
        .when(live(SPRING.plusDays(9), new PostFirstSecretary(HELPER, "新郑市审计局", Judging.VILLAGE)))
        .records(new FirstSecretaryPosted(HELPER, "王某", "新郑市审计局", Judging.VILLAGE));
  }
}
