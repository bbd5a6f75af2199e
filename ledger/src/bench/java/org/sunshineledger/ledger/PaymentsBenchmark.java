package org.sunshineledger.ledger;

import static org.sunshineledger.ledger.Deed.APPROVER;
import static org.sunshineledger.ledger.Deed.FINANCE;
import static org.sunshineledger.ledger.Deed.PAYER;
import static org.sunshineledger.ledger.Deed.live;
import static org.sunshineledger.ledger.Deed.onPaper;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.sunshineledger.ledger.fact.DocumentNumber;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.PaymentId;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fund.FundOrder.AllotFund;
import org.sunshineledger.ledger.fund.FundOrder.AppropriateFund;
import org.sunshineledger.ledger.fund.FundingLevel;
import org.sunshineledger.ledger.fund.Purpose;
import org.sunshineledger.ledger.household.HouseholdCategory;
import org.sunshineledger.ledger.household.HouseholdOrder.ApplyForRegister;
import org.sunshineledger.ledger.household.HouseholdOrder.IdentifyHousehold;
import org.sunshineledger.ledger.household.HouseholdOrder.Person;
import org.sunshineledger.ledger.household.IdentificationBasis;
import org.sunshineledger.ledger.household.PovertyCause;
import org.sunshineledger.ledger.household.PovertyStandard;
import org.sunshineledger.ledger.household.Programme;
import org.sunshineledger.ledger.household.Relationship;
import org.sunshineledger.ledger.payment.PaymentLine;
import org.sunshineledger.ledger.payment.PaymentOrder.ApprovePayment;
import org.sunshineledger.ledger.payment.PaymentOrder.DisburseFund;
import org.sunshineledger.ledger.payment.PaymentOrder.RequestPayment;
import org.sunshineledger.ledger.policy.PolicyId;
import org.sunshineledger.ledger.policy.PolicyOrder.OpenBackfill;
import org.sunshineledger.ledger.project.ConstructionNature;
import org.sunshineledger.ledger.project.ExpenditureKind;
import org.sunshineledger.ledger.project.Linkage;
import org.sunshineledger.ledger.project.Participation;
import org.sunshineledger.ledger.project.ProjectCategory;
import org.sunshineledger.ledger.project.ProjectOrder.AdmitProject;
import org.sunshineledger.ledger.project.ProjectOrder.ApproveProject;
import org.sunshineledger.ledger.region.RegionLevel;
import org.sunshineledger.ledger.region.RegionOrder.DefineRegion;
import org.sunshineledger.ledger.vault.IdNumbers;
import org.sunshineledger.ledger.vault.Vault;

/**
 * A list of 5,000 payees, with their households remembered and by a ledger that was just started;
 * and the next payment of a project that has made 100,000. The peer of the list is the same rows
 * put into a table by one statement, undecided.
 */
final class PaymentsBenchmark {

  private static final int PAYEES = 5_000;
  private static final int PAYMENTS = 100_000;
  private static final int PAYMENTS_OF_AN_APPEND = 500;
  private static final int TIMED = 50;
  private static final LocalDate DAY = LocalDate.of(2015, 9, 1);
  private static final ProjectCode PROJECT = new ProjectCode("CY-2015");
  private static final DocumentNumber FUND = new DocumentNumber("郑财预〔2015〕31号");

  private final Benchmark benchmark;
  private int lists;
  private int payments;

  PaymentsBenchmark(Benchmark benchmark) {
    this.benchmark = benchmark;
  }

  void run() throws SQLException {
    String database = benchmark.database();
    List<Double> warm = new ArrayList<>();
    List<Double> cold = new ArrayList<>();
    List<Double> bare = new ArrayList<>();
    try (Connection connection = benchmark.server().superuser(database).connect();
        Statement statement = connection.createStatement()) {
      statement.execute("create table public.bare (like journal.event including indexes)");
      DataSource first = benchmark.pool(database, 8, "");
      Ledger ledger = ledger(first);
      begin(ledger);
      for (int round = 0; round <= Benchmark.PAIRS; round++) {
        double remembered = list(ledger);
        ledger.close();
        // Another ledger remembers nothing.
        ledger = ledger(benchmark.pool(database, 8, ""));
        double started = list(ledger);
        double rows = bare(statement);
        if (round == 0) continue;
        warm.add(remembered);
        cold.add(started);
        bare.add(rows);
      }
      Benchmark.say(
          "BENCH list-of-5000-payees warm=%.0f cold=%.0f bare=%.0f ratio=%.1f (ms; request,"
              + " approval and payment)",
          Benchmark.median(warm),
          Benchmark.median(cold),
          Benchmark.median(bare),
          Benchmark.median(warm) / Benchmark.median(bare));
      growth(ledger);
      ledger.close();
    }
    benchmark.drop(database);
  }

  static Ledger ledger(DataSource pool) {
    return new Ledger(
        pool,
        Judging.CLOCK,
        new Vault(pool, TestDatabase.MASTER_KEY, new SecureRandom()),
        new SecureRandom());
  }

  private void growth(Ledger ledger) {
    List<Double> before = timedPayments(ledger);
    while (payments < PAYMENTS)
      ledger
          .orders()
          .together(
              null,
              batch -> {
                int from = payments;
                for (int i = 0; i < PAYMENTS_OF_AN_APPEND; i++)
                  for (Deed deed : payment(from + i)) batch.submit(deed.order(), deed.act());
                payments = from + PAYMENTS_OF_AN_APPEND;
              });
    List<Double> after = timedPayments(ledger);
    Benchmark.say(
        "BENCH next-payment-after-100000 first=%.2f later=%.2f ratio=%.2f (ms; three orders)",
        Benchmark.median(before),
        Benchmark.median(after),
        Benchmark.median(after) / Benchmark.median(before));
  }

  private List<Double> timedPayments(Ledger ledger) {
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < 2 * TIMED; i++) {
      List<Deed> deeds = payment(payments++);
      long start = System.nanoTime();
      for (Deed deed : deeds) ledger.orders().submit(deed.order(), deed.act(), null);
      if (i >= TIMED) millis.add((System.nanoTime() - start) / 1e6);
    }
    return millis;
  }

  /** One line to one of the households, each for a month of its own that no list has paid. */
  private static List<Deed> payment(int number) {
    int household = number % PAYEES;
    int period = number / PAYEES;
    return list(
        "P-%06d".formatted(number),
        "20%02d-%02d".formatted(60 + period / 12, 1 + period % 12),
        List.of(new PaymentLine(1, household(household), null, Money.ofYuan(100))));
  }

  /** A list of everybody for the next year: how many milliseconds its three orders take. */
  double list(Ledger ledger) {
    List<PaymentLine> lines = new ArrayList<>(PAYEES);
    for (int i = 0; i < PAYEES; i++)
      lines.add(new PaymentLine(i + 1, household(i), null, Money.ofYuan(1_000)));
    List<Deed> deeds = list("L-%04d".formatted(lists), String.valueOf(2020 + lists), lines);
    lists++;
    long start = System.nanoTime();
    for (Deed deed : deeds) ledger.orders().submit(deed.order(), deed.act(), null);
    return (System.nanoTime() - start) / 1e6;
  }

  /** The rows of the last list once more, by one statement into a table with the same indexes. */
  private static double bare(Statement statement) throws SQLException {
    statement.execute("truncate public.bare");
    long start = System.nanoTime();
    statement.execute(
        "insert into public.bare select * from journal.event order by position desc limit "
            + (PAYEES + 2));
    return (System.nanoTime() - start) / 1e6;
  }

  private static List<Deed> list(String number, String period, List<PaymentLine> lines) {
    PaymentId payment = new PaymentId(number);
    Money total = lines.stream().map(PaymentLine::amount).reduce(Money.ZERO, Money::plus);
    return List.of(
        live(
                DAY,
                new RequestPayment(
                    payment, PROJECT, FUND, Programme.INDUSTRY_GRANT, period, lines, total))
            .by(FINANCE),
        live(DAY, new ApprovePayment(payment)).by(APPROVER),
        live(DAY, new DisburseFund(payment, lines)).by(PAYER));
  }

  private static HouseholdId household(int number) {
    return new HouseholdId("41017320220%05d".formatted(number));
  }

  /** Everything a list needs: divisions, a project with money, and the payees. */
  static void begin(Ledger ledger) {
    RegionCode henan = new RegionCode("410000");
    tell(
        ledger,
        live(Story.BEGINNING, new DefineRegion(henan, "河南省", RegionLevel.PROVINCE, null)),
        live(Story.BEGINNING, new DefineRegion(Judging.CITY, "郑州市", RegionLevel.CITY, henan)),
        live(
            Story.BEGINNING,
            new DefineRegion(Judging.COUNTY, "新郑市", RegionLevel.COUNTY, Judging.CITY)),
        live(
            Story.BEGINNING,
            new DefineRegion(Deed.TOWNSHIP, "八千乡", RegionLevel.TOWNSHIP, Judging.COUNTY)),
        live(
            Story.BEGINNING,
            new DefineRegion(Judging.VILLAGE, "某村", RegionLevel.VILLAGE, Deed.TOWNSHIP)),
        live(Story.BEGINNING, new OpenBackfill(new PolicyId("BACKFILL-1"), Judging.CITY, "领导小组")));
    tell(
        ledger,
        live(
            DAY,
            new AppropriateFund(
                FUND,
                FundingLevel.CITY,
                Purpose.GENERAL,
                2015,
                Judging.CITY,
                Money.ofYuan(1_000_000_000))),
        live(
            DAY,
            new AdmitProject(
                PROJECT,
                "产业扶持",
                ProjectCategory.SCIENCE_INDUSTRY,
                ConstructionNature.SUBSIDY,
                Judging.COUNTY,
                DAY,
                DAY.plusYears(1),
                "新郑市扶贫办",
                "补助",
                Money.ofYuan(1_000_000_000),
                FundingLevel.CITY,
                PAYEES,
                "增收",
                Participation.HOUSEHOLD_APPLICATION,
                Linkage.DIRECT_SUBSIDY,
                ExpenditureKind.INDUSTRY)));
    tell(
        ledger,
        live(DAY, new ApproveProject(PROJECT, "新郑市政府", Money.ofYuan(1_000_000_000))).by(APPROVER));
    tell(ledger, live(DAY, new AllotFund(FUND, PROJECT, Money.ofYuan(1_000_000_000))));
    for (int from = 0; from < PAYEES; from += PAYMENTS_OF_AN_APPEND) {
      List<Deed> deeds = new ArrayList<>();
      for (int i = from; i < from + PAYMENTS_OF_AN_APPEND; i++) {
        deeds.add(onPaper(DAY, applied(i)));
        deeds.add(onPaper(DAY, identified(i)).by(APPROVER));
      }
      tell(ledger, deeds.toArray(Deed[]::new));
    }
  }

  private static void tell(Ledger ledger, Deed... deeds) {
    ledger
        .orders()
        .together(
            UUID.randomUUID().toString(),
            batch -> {
              for (Deed deed : deeds) batch.submit(deed.order(), deed.act());
            });
  }

  private static ApplyForRegister applied(int number) {
    return new ApplyForRegister(
        household(number),
        Judging.VILLAGE,
        1,
        List.of(new Person(new MemberId("01"), Relationship.HEAD, "某某", IdNumbers.of(number))),
        List.of(PovertyCause.LACK_OF_FUNDS));
  }

  private static IdentifyHousehold identified(int number) {
    return new IdentifyHousehold(
        household(number),
        PovertyCause.LACK_OF_FUNDS,
        List.of(),
        HouseholdCategory.ORDINARY,
        PovertyStandard.NATIONAL,
        null,
        IdentificationBasis.HOUSING,
        null);
  }
}
