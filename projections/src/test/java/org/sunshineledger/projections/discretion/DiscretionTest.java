package org.sunshineledger.projections.discretion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunshineledger.ledger.fact.DocumentNumber;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.PaymentId;
import org.sunshineledger.ledger.fact.Place;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fund.FundEvent.FundAllotted;
import org.sunshineledger.ledger.fund.FundEvent.FundAppropriated;
import org.sunshineledger.ledger.fund.FundingLevel;
import org.sunshineledger.ledger.fund.Purpose;
import org.sunshineledger.ledger.household.HouseholdEvent.BenefitCredited;
import org.sunshineledger.ledger.household.HouseholdEvent.BenefitReversed;
import org.sunshineledger.ledger.household.Programme;
import org.sunshineledger.ledger.household.ReversalReason;
import org.sunshineledger.ledger.mutualaid.LoanId;
import org.sunshineledger.ledger.mutualaid.LoanUse;
import org.sunshineledger.ledger.mutualaid.MutualAidEvent.LoanGranted;
import org.sunshineledger.ledger.mutualaid.MutualAidEvent.LoanRepaid;
import org.sunshineledger.ledger.mutualaid.MutualAidEvent.MutualAidFundEstablished;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectCredited;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectDebited;
import org.sunshineledger.projections.Projections;
import org.sunshineledger.projections.Telling;
import org.sunshineledger.projections.ToldLedger;
import org.sunshineledger.projections.money.Flow;
import org.sunshineledger.projections.money.FundLine;
import org.sunshineledger.projections.money.MoneyQuery;
import org.sunshineledger.projections.money.ProjectLine;
import org.sunshineledger.projections.money.Received;
import org.sunshineledger.projections.mutualaid.ToldFund;
import org.sunshineledger.projections.view.Moment;

/**
 * Every household has one amount of its own, a power of {@link #BASE} fen, and moves no other. So
 * whoever subtracts two sums reads from the digits of the difference whose movements it is made of;
 * and so does this test.
 */
@DisplayName("不因相减而泄露")
class DiscretionTest {

  /** As design.md section 6 has it. */
  private static final int FEWEST = 5;

  private static final int HOUSEHOLDS = 12;

  /** No household moves the same way more than seven times, so that no digit runs over. */
  private static final int MOST = 7;

  /** Room for the difference of two differences. */
  private static final int BASE = 4 * MOST + 4;

  private static final LocalDate FIRST = LocalDate.of(2015, 1, 1);
  private static final int DAYS = 200;
  private static final List<RegionCode> VILLAGES =
      List.of(new RegionCode("410173202001"), new RegionCode("410173202002"));
  private static final List<DocumentNumber> FUNDS =
      List.of(new DocumentNumber("郑财预〔2015〕1号"), new DocumentNumber("郑财预〔2015〕2号"));
  private static final List<ProjectCode> PROJECTS =
      List.of(new ProjectCode("PROJECT-1"), new ProjectCode("PROJECT-2"));
  private static final List<Programme> PROGRAMMES =
      List.of(Programme.INDUSTRY_GRANT, Programme.MEDICAL_RELIEF);

  private record Line(
      int household, long fen, PaymentId payment, ProjectCode project, DocumentNumber fund) {}

  private record Debit(
      LocalDate on,
      PaymentId payment,
      ProjectCode project,
      DocumentNumber fund,
      long fen,
      int lines) {}

  private final ToldLedger ledger = new ToldLedger();
  private final Projections projections = ledger.projections();
  private final Telling telling = new Telling().divisions();
  private final List<Line> paid = new ArrayList<>();
  private final List<Debit> debits = new ArrayList<>();
  private final int[] credits = new int[HOUSEHOLDS];
  private final int[] loans = new int[HOUSEHOLDS];
  private final List<LoanId> owing = new ArrayList<>();
  private final List<Long> payments = new ArrayList<>();
  private boolean eachOfItsOwnAmount;
  private int appended;

  private static long worth(int household) {
    long worth = 1;
    for (int i = 0; i < household; i++) worth *= BASE;
    return worth;
  }

  private static Money amount(int household) {
    return new Money(worth(household));
  }

  /** How many times each household is in a difference, its sign beside. */
  private static int households(long difference) {
    long rest = difference;
    int households = 0;
    for (int i = 0; i < HOUSEHOLDS; i++) {
      long digit = Math.floorMod(rest, BASE);
      if (digit > 2 * MOST) digit -= BASE;
      if (digit != 0) households++;
      rest = (rest - digit) / BASE;
    }
    assertThat(rest).as("%s is made of movements", difference).isZero();
    return households;
  }

  private static RegionCode villageOf(int household) {
    // Seven live in the first, five in the second.
    return VILLAGES.get(household < 7 ? 0 : 1);
  }

  private static Place placeOf(RegionCode village) {
    return new Place(village, Telling.BAQIAN, Telling.XINZHENG, Telling.CITY);
  }

  private static LocalDate anyDay(RandomGenerator random) {
    return FIRST.plusDays(random.nextInt(DAYS));
  }

  private void begin() {
    for (DocumentNumber fund : FUNDS) {
      telling.tell(
          FIRST,
          fund.stream(),
          placeOf(VILLAGES.getFirst()),
          new FundAppropriated(
              fund, FundingLevel.CITY, Purpose.GENERAL, 2015, Telling.CITY, Money.ofYuan(1)));
      for (ProjectCode project : PROJECTS)
        telling.tell(
            FIRST,
            fund.stream(),
            placeOf(VILLAGES.getFirst()),
            new FundAllotted(fund, project, Money.ofYuan(1)));
    }
    for (RegionCode village : VILLAGES)
      telling.tell(
          FIRST,
          "mutual-aid/" + village,
          placeOf(village),
          new MutualAidFundEstablished(village, Money.ofYuan(1), 6, Money.ofYuan(1)));
  }

  private void next(RandomGenerator random, int number) {
    switch (random.nextInt(4)) {
      case 0 -> pay(random, number);
      case 1 -> giveBack(random);
      case 2 -> lend(random, number);
      default -> repay(random);
    }
  }

  /** One list, in one append, as the ledger pays it. */
  private void pay(RandomGenerator random, int number) {
    PaymentId payment = new PaymentId("PAY-%04d".formatted(number));
    ProjectCode project = PROJECTS.get(random.nextInt(PROJECTS.size()));
    DocumentNumber fund = FUNDS.get(random.nextInt(FUNDS.size()));
    Programme programme = PROGRAMMES.get(random.nextInt(PROGRAMMES.size()));
    LocalDate day = anyDay(random);
    List<Integer> payees = new ArrayList<>();
    double share = random.nextDouble();
    for (int i = 0; i < HOUSEHOLDS; i++)
      if (credits[i] < MOST && random.nextDouble() < share) payees.add(i);
    if (payees.isEmpty()) return;
    Map<Integer, Long> amounts = new LinkedHashMap<>();
    for (int payee : payees)
      amounts.put(payee, eachOfItsOwnAmount ? random.nextLong(1L << 50) : worth(payee));
    long total = amounts.values().stream().mapToLong(Long::longValue).sum();
    payments.addAll(amounts.values());
    telling.tell(
        day,
        project.stream(),
        placeOf(VILLAGES.getFirst()),
        new ProjectDebited(project, payment, fund, new Money(total), payees.size()));
    debits.add(new Debit(day, payment, project, fund, total, payees.size()));
    for (int payee : payees) {
      credits[payee]++;
      long fen = amounts.getOrDefault(payee, 0L);
      paid.add(new Line(payee, fen, payment, project, fund));
      telling.tell(
          day,
          id(payee).stream(),
          placeOf(villageOf(payee)),
          new BenefitCredited(
              id(payee), programme, "2015", null, new Money(fen), project, payment, 1));
    }
  }

  private void giveBack(RandomGenerator random) {
    if (paid.isEmpty()) return;
    Line line = paid.remove(random.nextInt(paid.size()));
    LocalDate day = anyDay(random);
    telling.tell(
        day,
        line.project().stream(),
        placeOf(VILLAGES.getFirst()),
        new ProjectCredited(line.project(), line.payment(), line.fund(), new Money(line.fen())));
    telling.tell(
        day,
        id(line.household()).stream(),
        placeOf(villageOf(line.household())),
        new BenefitReversed(
            id(line.household()),
            Programme.INDUSTRY_GRANT,
            "2015",
            null,
            new Money(line.fen()),
            line.project(),
            line.payment(),
            1,
            ReversalReason.RETURNED));
  }

  private void lend(RandomGenerator random, int number) {
    int borrower = random.nextInt(HOUSEHOLDS);
    if (loans[borrower]++ >= MOST) return;
    LoanId loan = new LoanId("%02d%03d".formatted(borrower, number));
    owing.add(loan);
    RegionCode village = villageOf(borrower);
    telling.tell(
        anyDay(random),
        "mutual-aid/" + village,
        placeOf(village),
        new LoanGranted(
            village, loan, id(borrower), amount(borrower), FIRST.plusYears(2), LoanUse.FARMING));
  }

  private void repay(RandomGenerator random) {
    if (owing.isEmpty()) return;
    LoanId loan = owing.remove(random.nextInt(owing.size()));
    int borrower = Integer.parseInt(loan.number().substring(0, 2));
    RegionCode village = villageOf(borrower);
    // A view folds a repayment before its loan as nothing: repaid at the end of the history.
    telling.tell(
        FIRST.plusDays(DAYS),
        "mutual-aid/" + village,
        placeOf(village),
        new LoanRepaid(village, loan, amount(borrower)));
  }

  private static HouseholdId id(int household) {
    return Telling.household(household);
  }

  private void record() throws TimeoutException {
    int known = appended;
    appended = telling.facts().size();
    ledger.append(telling.facts().subList(known, appended));
    if (known == 0) projections.start();
    ToldLedger.await(projections.views());
  }

  /** What everybody reads on a day, each figure by its name; public debits are taken off. */
  private Map<String, Long> told(LocalDate day) {
    Map<String, Long> figures = new TreeMap<>();
    Moment moment = Moment.of(day);
    MoneyQuery money = projections.money();
    List<Debit> known = debits.stream().filter(debit -> !debit.on().isAfter(day)).toList();
    net(figures, "total", money.total(moment), sum(known));
    for (FundLine fund : money.funds(moment)) {
      List<Debit> ofFund = known.stream().filter(each -> each.fund().equals(fund.fund())).toList();
      net(figures, "fund " + fund.fund(), fund.flow(), sum(ofFund));
      for (FundLine.Allotment each : fund.allotments()) through(figures, fund, each, ofFund);
    }
    for (ProjectLine project : money.projects(moment)) {
      String name = project.project().code();
      List<Debit> ofProject =
          known.stream().filter(each -> each.project().equals(project.project())).toList();
      net(figures, name, project.flow(), sum(ofProject));
      project
          .spent()
          .forEach((fund, spent) ->
              figures.put(
                  "back " + name + " of " + fund,
                  spent.fen()
                      - sum(ofProject.stream().filter(it -> it.fund().equals(fund)).toList())));
      project
          .villages()
          .forEach(
              (village, amount) -> figures.put("paid " + name + " in " + village, amount.fen()));
    }
    for (RegionCode region : List.of(VILLAGES.get(0), VILLAGES.get(1), Telling.BAQIAN)) {
      Received received = money.told(region, moment);
      figures.put("paid " + region, received.total().fen());
      received
          .byProgramme()
          .forEach(
              (programme, amount) -> figures.put("paid " + region + " " + programme, amount.fen()));
    }
    for (ToldFund fund : projections.mutualAid().told(Telling.CITY, moment)) {
      figures.put("lent granted " + fund.village(), fen(fund.granted()));
      figures.put("lent outstanding " + fund.village(), fen(fund.outstanding()));
    }
    return figures;
  }

  /** What is not told is nothing yet. */
  private static long fen(@Nullable Money amount) {
    return amount == null ? 0 : amount.fen();
  }

  /** What of a fund went through one project. Lists of few payees are public facts themselves. */
  private void through(
      Map<String, Long> figures, FundLine fund, FundLine.Allotment each, List<Debit> ofFund) {
    String name = "fund " + fund.fund() + " of " + each.project();
    List<Debit> debits = ofFund.stream().filter(it -> it.project().equals(each.project())).toList();
    assertThat(each.balanced()).as("%s", each).isTrue();
    figures.put("back " + name, each.disbursed().fen() - sum(debits));
    figures.put("back " + name + " credited", each.credited().fen() - sum(debits));
    figures.put("back " + name + " returned", -each.returned().fen());
    each.villages()
        .forEach((village, amount) -> figures.put("paid " + name + " in " + village, amount.fen()));
    // It rises and falls; of equal amounts, what comes and goes on one day would cancel out.
    if (eachOfItsOwnAmount)
      figures.put(
          "paid " + name + " untold",
          each.untold().fen()
              - sum(debits.stream().filter(debit -> debit.lines() < FEWEST).toList()));
  }

  private static void net(Map<String, Long> figures, String name, Flow flow, long debited) {
    assertThat(flow.balanced()).isTrue();
    figures.put("back " + name + " disbursed", flow.disbursed().fen() - debited);
    figures.put("back " + name + " credited", flow.credited().fen() - debited);
  }

  private static long sum(List<Debit> debits) {
    return debits.stream().mapToLong(Debit::fen).sum();
  }

  /** What a household moved may be told beside what four others did, or not at all. */
  private static void isNothingOrOfEnough(long difference, String between) {
    int households = households(difference);
    assertThat(households == 0 || households >= FEWEST)
        .as("%s: the difference %s is of %s households", between, difference, households)
        .isTrue();
  }

  private static Map<String, Long> minus(Map<String, Long> later, Map<String, Long> earlier) {
    Map<String, Long> differences = new LinkedHashMap<>();
    Set<String> names = new HashSet<>(later.keySet());
    names.addAll(earlier.keySet());
    for (String name : names)
      differences.put(name, later.getOrDefault(name, 0L) - earlier.getOrDefault(name, 0L));
    differences.values().removeIf(difference -> difference == 0);
    return differences;
  }

  private static String kind(String name) {
    return name.substring(0, name.indexOf(' '));
  }

  /** One figure, told twice; and granted less outstanding, which is what was repaid. */
  private static void subtract(Map<String, Long> later, Map<String, Long> earlier, String when) {
    Map<String, Long> differences = minus(later, earlier);
    differences.forEach((name, difference) -> isNothingOrOfEnough(difference, when + " " + name));
    for (RegionCode village : VILLAGES)
      isNothingOrOfEnough(
          differences.getOrDefault("lent granted " + village, 0L)
              - differences.getOrDefault("lent outstanding " + village, 0L),
          when + " repaid " + village);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void noTwoPublicFiguresDifferByWhatFewerThanFiveHouseholdsMoved(long seed)
      throws TimeoutException {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    try (ledger;
        projections) {
      begin();
      int number = 0;
      Map<LocalDate, Map<String, Long>> askedBefore = new TreeMap<>();
      int told = 0;
      for (int stage = 1; stage <= 3; stage++) {
        for (; number < 50 * stage; number++) next(random, number);
        record();
        Map<String, Long> dayBefore = told(FIRST.minusDays(1));
        for (int i = 0; i <= DAYS + 40; i++) {
          LocalDate day = FIRST.plusDays(i);
          Map<String, Long> figures = told(day);
          subtract(figures, dayBefore, "on " + day);
          told += minus(figures, dayBefore).size();
          Map<String, Long> before = askedBefore.get(day);
          // What is late is late for every day after.
          if (before != null && i % 10 == 0)
            subtract(figures, before, "of " + day + " asked again");
          askedBefore.put(day, figures);
          dayBefore = figures;
        }
        subtract(dayBefore, Map.of(), "in all");
      }
      assertThat(told).as("figures that moved").isGreaterThan(50);
      assertThat(betrayedToAuditors())
          .as("who reads net figures by day finds single ones")
          .isTrue();
    }
  }

  /**
   * Here every payment has an amount that no other has nor any few of them together, so that what
   * is left of one public figure less another, or less a list whose total is a public fact, can be
   * looked up.
   */
  @ParameterizedTest
  @ValueSource(longs = {4, 5, 6})
  void noPublicFigureLessAnotherIsWhatFewerThanFivePaymentsCameTo(long seed)
      throws TimeoutException {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    try (ledger;
        projections) {
      eachOfItsOwnAmount = true;
      begin();
      for (int number = 0; number < 60; number++)
        if (random.nextInt(3) == 0) pay(random, number);
        else giveBack(random);
      record();
      Map<String, Long> known = new TreeMap<>(told(FIRST.plusDays(DAYS + 40)));
      known.keySet().removeIf(name -> name.startsWith("lent"));
      known.put("paid nothing", 0L);
      known.put("back nothing", 0L);
      // Of a list of fewer than five the debit itself tells: that is a public fact.
      for (Debit debit : debits)
        if (debit.lines() >= FEWEST) known.put("paid list " + debit.payment(), debit.fen());
      Set<Long> upToTwo = upToTwo();
      int subtracted = 0;
      for (Map.Entry<String, Long> one : known.entrySet())
        for (Map.Entry<String, Long> other : known.entrySet()) {
          long difference = one.getValue() - other.getValue();
          if (difference <= 0 || !kind(one.getKey()).equals(kind(other.getKey()))) continue;
          subtracted++;
          assertThat(upToTwo.stream().anyMatch(two -> upToTwo.contains(difference - two)))
              .as("%s less %s is of four payments or fewer", one.getKey(), other.getKey())
              .isFalse();
        }
      assertThat(subtracted).isGreaterThan(50);
    }
  }

  /** The sums of no payment, one and two, each there or taken off. */
  private Set<Long> upToTwo() {
    List<Long> signed = new ArrayList<>(List.of(0L));
    for (long each : payments) {
      signed.add(each);
      signed.add(-each);
    }
    Set<Long> sums = new HashSet<>();
    for (long one : signed) for (long other : signed) sums.add(one + other);
    return sums;
  }

  /** The adversary's own proof: the figures that auditors read give him what he looks for. */
  private boolean betrayedToAuditors() {
    long before = 0;
    for (int i = 0; i <= DAYS; i++) {
      Moment moment = Moment.of(FIRST.plusDays(i));
      long now = projections.money().received(Telling.BAQIAN, moment).total().fen();
      int households = households(now - before);
      if (households > 0 && households < FEWEST) return true;
      before = now;
    }
    return false;
  }
}
