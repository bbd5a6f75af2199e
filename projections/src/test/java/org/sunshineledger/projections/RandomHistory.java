package org.sunshineledger.projections;

import java.time.LocalDate;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.sunshineledger.ledger.fact.DocumentNumber;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.OverrideReason;
import org.sunshineledger.ledger.fact.Place;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.fund.FundEvent.FundAllotted;
import org.sunshineledger.ledger.fund.FundEvent.FundAppropriated;
import org.sunshineledger.ledger.fund.FundingLevel;
import org.sunshineledger.ledger.fund.Purpose;
import org.sunshineledger.ledger.household.HouseholdEvent.RuleOverridden;
import org.sunshineledger.ledger.household.Programme;
import org.sunshineledger.ledger.notice.DocumentSeal;
import org.sunshineledger.ledger.notice.NoticeEvent.NoticeClosed;
import org.sunshineledger.ledger.notice.NoticeEvent.NoticePosted;
import org.sunshineledger.ledger.notice.NoticeKind;
import org.sunshineledger.ledger.region.RegionLevel;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.village.PoorVillageLevel;
import org.sunshineledger.ledger.village.VillageEvent.VillageExited;
import org.sunshineledger.ledger.village.VillageEvent.VillageListed;

/**
 * A history in which anything may come at any time: days jump back and forth, steps are missing.
 */
public final class RandomHistory {

  private static final LocalDate FIRST = LocalDate.of(2014, 1, 1);
  private static final int DAYS = 1_020;
  private static final int HOUSEHOLDS = 8;
  private static final List<RegionCode> VILLAGES =
      List.of(new RegionCode("410173202001"), new RegionCode("410173202002"));

  private static final List<Rule> RULES =
      List.of(Rule.NOT_SURVEYED, Rule.NO_PLAN, Rule.NOTICE_TOO_SHORT);

  private static final List<Programme> PROGRAMMES = List.of(Programme.values());

  private final RandomGenerator random;
  private final Telling telling = new Telling();

  private RandomHistory(long seed) {
    random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  public static Telling of(long seed, int facts) {
    RandomHistory history = new RandomHistory(seed);
    history.telling.divisions();
    for (int i = 0; i < facts; i++) history.next(i);
    return history.telling;
  }

  private void next(int number) {
    int household = random.nextInt(HOUSEHOLDS);
    RegionCode village = VILLAGES.get(household % VILLAGES.size());
    int members = 1 + random.nextInt(6);
    String day = FIRST.plusDays(random.nextInt(DAYS)).toString();
    int officer = 1 + random.nextInt(4);
    Place place = new Place(village, Telling.BAQIAN, Telling.AIRPORT, Telling.CITY);
    if (random.nextInt(4) == 0) telling.breaking(RULES.get(random.nextInt(RULES.size())));
    switch (random.nextInt(21)) {
      case 0 -> telling.applied(day, household, village, members);
      case 1, 2 -> telling.identified(day, household, village, members);
      case 3, 4 -> telling.surveyed(day, household, village, members, random.nextInt(5_000));
      case 5 -> telling.planned(day, household, village, 2014 + random.nextInt(4));
      case 6 -> telling.exitProposed(day, household, village);
      case 7, 8 -> telling.exited(day, household, village, members);
      case 9 -> telling.relapsed(day, household, village, members);
      case 10, 11 ->
          telling.credited(
              day,
              household,
              village,
              PROGRAMMES.get(random.nextInt(PROGRAMMES.size())),
              random.nextInt(1, 3_000));
      case 12 -> telling.paired(day, officer, "officer " + officer, household);
      case 13 -> telling.unpaired(day, officer, household);
      case 14 -> telling.post(day, officer, "officer " + officer, Post.VILLAGE_SECRETARY, village);
      case 15 ->
          telling.tell(
              LocalDate.parse(day),
              "notice/NOTICE-" + number,
              place,
              new NoticePosted(
                  new NoticeId("NOTICE-" + number),
                  NoticeKind.EXIT,
                  RegionLevel.VILLAGE,
                  village,
                  List.of(),
                  List.of(),
                  LocalDate.parse(day),
                  LocalDate.parse(day).plusDays(7),
                  new DocumentSeal(Sha256.of(new byte[0]), 1, null, "mask-1"),
                  "NOTICE_DAYS"));
      case 16 ->
          telling.tell(
              LocalDate.parse(day),
              "notice/NOTICE-" + random.nextInt(number + 1),
              place,
              new NoticeClosed(new NoticeId("NOTICE-" + random.nextInt(number + 1)), true));
      case 17 ->
          telling.tell(
              LocalDate.parse(day),
              "village/" + village,
              place,
              random.nextBoolean()
                  ? new VillageListed(village, PoorVillageLevel.CITY, 1_000)
                  : new VillageExited(village, 10, 1_000, null, null));
      case 18 ->
          telling.tell(
              LocalDate.parse(day),
              "fund/郑财预〔2016〕1号",
              place,
              new FundAppropriated(
                  new DocumentNumber("郑财预〔2016〕1号"),
                  FundingLevel.CITY,
                  Purpose.GENERAL,
                  2016,
                  Telling.CITY,
                  Money.ofYuan(random.nextInt(1, 1_000_000))));
      case 19 ->
          telling.tell(
              LocalDate.parse(day),
              Telling.household(household).stream(),
              place,
              new RuleOverridden(
                  Telling.household(household),
                  RULES.get(random.nextInt(RULES.size())).name(),
                  Telling.officer(officer),
                  OverrideReason.EMERGENCY));
      default ->
          telling.tell(
              LocalDate.parse(day),
              "fund/郑财预〔2016〕1号",
              place,
              new FundAllotted(
                  new DocumentNumber("郑财预〔2016〕1号"),
                  new ProjectCode("PROJECT-1"),
                  Money.ofYuan(random.nextInt(1, 100_000))));
    }
  }
}
