package org.sunshineledger.ledger.village;

import static org.sunshineledger.ledger.Deed.live;
import static org.sunshineledger.ledger.Judging.VILLAGE;

import java.time.LocalDate;
import java.time.Month;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.Deed;
import org.sunshineledger.ledger.Judging;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.notice.NoticeKind;
import org.sunshineledger.ledger.notice.Notices;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.village.VillageEvent.VillageExited;
import org.sunshineledger.ledger.village.VillageEvent.VillageListed;
import org.sunshineledger.ledger.village.VillageOrder.ExitVillage;
import org.sunshineledger.ledger.village.VillageOrder.ListVillage;

@DisplayName("贫困村")
class PoorVillageTest {

  private static final LocalDate SPRING = LocalDate.of(2014, Month.APRIL, 1);
  private static final LocalDate WINTER = LocalDate.of(2015, Month.DECEMBER, 20);
  private static final NoticeId NOTICE = new NoticeId("CTC-2015");

  /** One notice of a village's exit hangs clean; it must be about the listing. */
  private static final Notices BOARD =
      new Notices() {
        @Override
        public boolean closedClean(
            @Nullable NoticeId notice,
            NoticeKind kind,
            String subject,
            LocalDate since,
            LocalDate by) {
          return NOTICE.equals(notice) && kind == NoticeKind.VILLAGE_EXIT && !subject.isEmpty();
        }

        @Override
        public boolean announced(
            @Nullable NoticeId notice, NoticeKind kind, String subject, LocalDate by) {
          return false;
        }
      };

  private final Judging<PoorVillage> village = Judging.of(PoorVillage.class, BOARD);

  private static Deed listed(int ruralPopulation) {
    return live(SPRING, new ListVillage(VILLAGE, PoorVillageLevel.CITY, ruralPopulation));
  }

  private static Deed exits(int poorPersons, @Nullable NoticeId notice) {
    return live(WINTER, new ExitVillage(VILLAGE, poorPersons, notice));
  }

  @Test
  void isListedOnceWithItsPeople() {
    village.when(listed(1_200)).records(new VillageListed(VILLAGE, PoorVillageLevel.CITY, 1_200));
    village.given(listed(1_200)).when(listed(1_200)).isRefusedFor(Rule.ALREADY_EXISTS);
    village.when(listed(0)).isRefusedFor(Rule.AMOUNT_NOT_POSITIVE);
  }

  @Test
  void exitsWhenFewerThanTwoInAHundredArePoor() {
    village
        .given(listed(1_200))
        .when(exits(23, NOTICE))
        .records(new VillageExited(VILLAGE, 23, 1_200, NOTICE));
    village
        .given(listed(1_200))
        .when(exits(24, NOTICE))
        .isRefusedFor(Rule.INCIDENCE_ABOVE_TWO_PERCENT);
  }

  @Test
  void doesNotExitUnheard() {
    village.given(listed(1_200)).when(exits(1, null)).isRefusedFor(Rule.EXIT_NOTICE_NOT_CLEAN);
  }

  @Test
  void hasNoMorePoorThanPeople() {
    village
        .given(listed(1_200))
        .when(exits(1_201, NOTICE).asHistory())
        .isRefusedFor(Rule.MORE_POOR_THAN_PEOPLE);
  }

  @Test
  void exitsOnce() {
    village
        .given(listed(1_200), exits(1, NOTICE))
        .when(exits(1, NOTICE))
        .isRefusedFor(Rule.VILLAGE_NOT_LISTED);
  }

  @Test
  void anExitTooEarlyIsFlaggedInHistory() {
    village
        .given(listed(1_200))
        .when(exits(300, null).asHistory())
        .isRecordedInBreachOf(Rule.INCIDENCE_ABOVE_TWO_PERCENT, Rule.EXIT_NOTICE_NOT_CLEAN);
  }
}
