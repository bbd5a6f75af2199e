package org.sunshineledger.ledger.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sunshineledger.ledger.Deed.APPROVER;
import static org.sunshineledger.ledger.Deed.FINANCE;
import static org.sunshineledger.ledger.Deed.PAYER;
import static org.sunshineledger.ledger.Deed.live;
import static org.sunshineledger.ledger.payment.LiAndWang.DAY;
import static org.sunshineledger.ledger.payment.LiAndWang.FUND;
import static org.sunshineledger.ledger.payment.LiAndWang.HEAD;
import static org.sunshineledger.ledger.payment.LiAndWang.LI;
import static org.sunshineledger.ledger.payment.LiAndWang.OTHER;
import static org.sunshineledger.ledger.payment.LiAndWang.SON;
import static org.sunshineledger.ledger.payment.LiAndWang.WANG;
import static org.sunshineledger.ledger.payment.LiAndWang.YULU;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sunshineledger.ledger.Deed;
import org.sunshineledger.ledger.Judging;
import org.sunshineledger.ledger.Story;
import org.sunshineledger.ledger.UnknownStream;
import org.sunshineledger.ledger.fact.DocumentNumber;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.fact.PaymentId;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fact.SupplierId;
import org.sunshineledger.ledger.fund.FundEvent.FundAllotted;
import org.sunshineledger.ledger.fund.FundEvent.FundAppropriated;
import org.sunshineledger.ledger.fund.FundEvent.FundPassedDown;
import org.sunshineledger.ledger.fund.FundEvent.FundReclaimed;
import org.sunshineledger.ledger.fund.FundEvent.FundReturned;
import org.sunshineledger.ledger.fund.FundOrder.AllotFund;
import org.sunshineledger.ledger.fund.FundOrder.PassDownFund;
import org.sunshineledger.ledger.fund.FundOrder.ReclaimFund;
import org.sunshineledger.ledger.fund.FundOrder.ReturnAllotment;
import org.sunshineledger.ledger.fund.Purpose;
import org.sunshineledger.ledger.fund.ReclaimReason;
import org.sunshineledger.ledger.household.HouseholdEvent.BenefitCredited;
import org.sunshineledger.ledger.household.HouseholdEvent.BenefitReversed;
import org.sunshineledger.ledger.household.Programme;
import org.sunshineledger.ledger.household.ReversalReason;
import org.sunshineledger.ledger.journal.Recall;
import org.sunshineledger.ledger.payment.PaymentEvent.FundDisbursed;
import org.sunshineledger.ledger.payment.PaymentEvent.RecoveryOrdered;
import org.sunshineledger.ledger.payment.PaymentEvent.RecoveryReceived;
import org.sunshineledger.ledger.payment.PaymentEvent.SupplierPaid;
import org.sunshineledger.ledger.payment.PaymentOrder.ApprovePayment;
import org.sunshineledger.ledger.payment.PaymentOrder.DisburseFund;
import org.sunshineledger.ledger.payment.PaymentOrder.OrderRecovery;
import org.sunshineledger.ledger.payment.PaymentOrder.PaySupplier;
import org.sunshineledger.ledger.payment.PaymentOrder.ReceiveRecovery;
import org.sunshineledger.ledger.payment.PaymentOrder.RequestPayment;
import org.sunshineledger.ledger.payment.PaymentOrder.RequestSupplierPayment;
import org.sunshineledger.ledger.payment.PaymentOrder.ReturnPayment;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectApproved;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectCredited;
import org.sunshineledger.ledger.project.ProjectEvent.ProjectDebited;
import org.sunshineledger.ledger.rules.Refused;

/**
 * Whatever is ordered in whatever order: after every append the books balance, and on no day is
 * more gone than had come by then.
 */
@DisplayName("借贷相等")
class MoneyLawsTest {

  private static final int ORDERS = 250;
  private static final List<PaymentId> PAYMENTS =
      Stream.of("ZF-0001", "ZF-0002", "ZF-0003", "ZF-0004", "ZF-0005", "ZF-0006")
          .map(PaymentId::new)
          .toList();
  private static final List<ProjectCode> PROJECTS = List.of(YULU, OTHER);

  static Stream<Long> seeds() {
    return new Random().longs(6).boxed();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void atEveryPositionWhateverWasOrdered(long seed) {
    Random random = new Random(seed);
    // Every other history is told by a ledger that forgets at once and snapshots every fact.
    try (Story story = new Story(seed % 2 == 0 ? Recall.USUAL : new Recall(0, 1))) {
      LiAndWang.begin(story);
      story.tell(LiAndWang.admitted(OTHER), LiAndWang.approved(OTHER));
      Map<PaymentId, List<PaymentLine>> lists = new HashMap<>();
      int taken = 0;
      for (int i = 0; i < ORDERS; i++) {
        Deed deed = any(random, lists);
        if (random.nextInt(5) == 0) deed = deed.asHistory();
        try {
          story.tell(deed);
          taken++;
        } catch (Refused | UnknownStream refused) {
          // Most of what comes at random is refused; the law is about what is not.
        }
      }
      List<Fact> facts =
          story.ledger().journal().read(0, Integer.MAX_VALUE).stream()
              .map(story.ledger().codec()::decode)
              .toList();
      assertThat(taken).as("seed %d", seed).isPositive();
      new Books(seed).read(facts);
    }
  }

  private static Deed any(Random random, Map<PaymentId, List<PaymentLine>> lists) {
    PaymentId payment = PAYMENTS.get(random.nextInt(PAYMENTS.size()));
    ProjectCode project = PROJECTS.get(random.nextInt(PROJECTS.size()));
    HouseholdId household = random.nextBoolean() ? LI : WANG;
    Money some = Money.ofYuan(random.nextInt(-1, 3_000));
    int line = 1 + random.nextInt(2);
    Order order =
        switch (random.nextInt(14)) {
          case 0 -> new AllotFund(FUND, project, some);
          case 1 -> new ReturnAllotment(FUND, project, some);
          case 2 ->
              new PassDownFund(
                  FUND,
                  new DocumentNumber("新财预〔2015〕%d号".formatted(random.nextInt(9))),
                  Judging.COUNTY,
                  Purpose.EDUCATION,
                  Money.ofYuan(random.nextInt(500)));
          case 3 -> new ReclaimFund(FUND, ReclaimReason.MISUSED, Money.ofYuan(random.nextInt(200)));
          case 4, 5 -> request(payment, project, random, lists);
          case 6, 7 -> new ApprovePayment(payment);
          case 8, 9 -> new DisburseFund(payment, lists.getOrDefault(payment, List.of()));
          case 10 ->
              random.nextBoolean()
                  ? new RequestSupplierPayment(
                      payment, project, FUND, new SupplierId("GYS-0001"), Instalment.ADVANCE, some)
                  : new PaySupplier(payment, AccountKind.CORPORATE);
          case 11 -> new ReturnPayment(payment, line, household, ReturnReason.OTHER);
          case 12 -> new OrderRecovery(payment, line, household, some, RecoveryReason.NOT_ELIGIBLE);
          default -> new ReceiveRecovery(payment, line, household, some);
        };
    // Days jump back and forth: what came later was not there before.
    return live(DAY.plusDays(random.nextInt(20)), order)
        .by(
            switch (order) {
              case ApprovePayment _, OrderRecovery _ -> APPROVER;
              case DisburseFund _, PaySupplier _, ReturnPayment _, ReceiveRecovery _ -> PAYER;
              default -> FINANCE;
            });
  }

  private static Order request(
      PaymentId payment,
      ProjectCode project,
      Random random,
      Map<PaymentId, List<PaymentLine>> lists) {
    List<PaymentLine> lines = new ArrayList<>();
    lines.add(new PaymentLine(1, LI, member(random), Money.ofYuan(2_000)));
    if (random.nextBoolean())
      lines.add(
          new PaymentLine(
              2, WANG, member(random), Money.ofYuan(random.nextInt(4) == 0 ? 1 : 2_000)));
    Money total = lines.stream().map(PaymentLine::amount).reduce(Money.ZERO, Money::plus);
    // The first request is the one that counts; a later one is refused.
    lists.putIfAbsent(payment, lines);
    return new RequestPayment(
        payment,
        project,
        FUND,
        Programme.YULU_SUBSIDY,
        2014 + random.nextInt(3) + List.of("", "-Q3", "-09", "-01").get(random.nextInt(4)),
        lines,
        total);
  }

  private static MemberId member(Random random) {
    return random.nextBoolean() ? HEAD : SON;
  }

  /** An auditor's own books, which know nothing of how the ledger decides. */
  private static final class Books {

    private final long seed;
    private final Map<String, NavigableMap<LocalDate, Long>> disposable = new HashMap<>();

    /** Allotted and not spent, by fund and project. */
    private final Map<String, NavigableMap<LocalDate, Long>> unspent = new HashMap<>();

    /** What each project may cost and was not spent, of all funds together. */
    private final Map<String, NavigableMap<LocalDate, Long>> approved = new HashMap<>();

    private final Set<String> benefits = new HashSet<>();
    private final Map<String, Long> toRecover = new HashMap<>();
    private final Map<String, Long> ofLine = new HashMap<>();
    private long debits;
    private long credits;

    Books(long seed) {
      this.seed = seed;
    }

    void read(List<Fact> facts) {
      for (int i = 0; i < facts.size(); i++) {
        take(facts.get(i));
        boolean endsAnAppend =
            i + 1 == facts.size()
                || !facts.get(i + 1).recordedAt().equals(facts.get(i).recordedAt());
        if (endsAnAppend) balance(facts.get(i));
      }
    }

    private void take(Fact fact) {
      boolean flagged = !fact.envelope().breaches().isEmpty();
      switch (fact.event()) {
        case FundAppropriated it -> add(disposable, it.fund().text(), fact, it.amount());
        case FundPassedDown it -> leave(it.fund(), it.amount(), fact, flagged);
        case FundReclaimed it -> leave(it.fund(), it.amount(), fact, flagged);
        case FundAllotted it -> {
          leave(it.fund(), it.amount(), fact, flagged);
          add(unspent, it.fund() + " " + it.project(), fact, it.amount());
        }
        case FundReturned it -> {
          String account = it.fund() + " " + it.project();
          add(disposable, it.fund().text(), fact, it.amount());
          add(unspent, account, fact, less(it.amount()));
          assertThat(lowest(unspent, account, fact.occurredOn()))
              .as("returned and spent, at %d, seed %d", fact.position(), seed)
              .isNotNegative();
        }
        case ProjectApproved it -> add(approved, it.project().code(), fact, it.amount());
        case FundDisbursed it -> pay(it.fund(), it.project(), it.total(), fact, flagged);
        case ProjectDebited it -> {
          debits += it.total().fen();
          add(unspent, it.fund() + " " + it.project(), fact, less(it.total()));
          add(approved, it.project().code(), fact, less(it.total()));
        }
        case ProjectCredited it -> {
          debits -= it.amount().fen();
          add(unspent, it.fund() + " " + it.project(), fact, it.amount());
          add(approved, it.project().code(), fact, it.amount());
        }
        case SupplierPaid it -> {
          credits += it.amount().fen();
          pay(it.fund(), it.project(), it.amount(), fact, flagged);
        }
        case BenefitCredited it -> {
          credits += it.amount().fen();
          add(ofLine, it.payment() + "#" + it.line(), it.amount());
          assertThat(
                  benefits.add(benefit(it.programme(), it.period(), it.household(), it.member())))
              .as("paid twice: %s at %d, seed %d", it, fact.position(), seed)
              .isTrue();
        }
        case BenefitReversed it -> {
          credits -= it.amount().fen();
          String line = it.payment() + "#" + it.line();
          add(ofLine, line, less(it.amount()));
          assertThat(ofLine.get(line)).as("below nothing, seed %d", seed).isNotNegative();
          if (it.reason() == ReversalReason.RETURNED)
            benefits.remove(benefit(it.programme(), it.period(), it.household(), it.member()));
        }
        case RecoveryOrdered it -> add(toRecover, it.payment() + "#" + it.line(), it.amount());
        case RecoveryReceived it -> {
          String line = it.payment() + "#" + it.line();
          add(toRecover, line, less(it.amount()));
          assertThat(toRecover.get(line)).as("recovered unordered, seed %d", seed).isNotNegative();
        }
        default -> {
          // Moves no money.
        }
      }
    }

    /** 雨露计划 is due once a year, whichever of its months a list names. */
    private static String benefit(
        Programme programme, String period, HouseholdId household, @Nullable MemberId member) {
      return programme + "/" + period.substring(0, 4) + "/" + household + "/" + member;
    }

    /** The debit follows in the same append. */
    private void pay(
        DocumentNumber fund, ProjectCode project, Money amount, Fact fact, boolean flagged) {
      if (flagged) return;
      assertThat(lowest(unspent, fund + " " + project, fact.occurredOn()))
          .as("paid on a day beyond what was there, at %d, seed %d", fact.position(), seed)
          .isGreaterThanOrEqualTo(amount.fen());
      assertThat(lowest(approved, project.code(), fact.occurredOn()))
          .as("paid beyond the approval, at %d, seed %d", fact.position(), seed)
          .isGreaterThanOrEqualTo(amount.fen());
    }

    private void leave(DocumentNumber fund, Money amount, Fact fact, boolean flagged) {
      add(disposable, fund.text(), fact, less(amount));
      assertThat(lowest(disposable, fund.text(), fact.occurredOn()) >= 0 || flagged)
          .as("more left %s than was there, unflagged, at %d, seed %d", fund, fact.position(), seed)
          .isTrue();
    }

    private void balance(Fact last) {
      assertThat(debits).as("at %d, seed %d", last.position(), seed).isEqualTo(credits);
    }

    private static Money less(Money amount) {
      return Money.ZERO.minus(amount);
    }

    private static void add(
        Map<String, NavigableMap<LocalDate, Long>> accounts, String key, Fact fact, Money amount) {
      accounts
          .computeIfAbsent(key, _ -> new TreeMap<>())
          .merge(fact.occurredOn(), amount.fen(), Long::sum);
    }

    /** The least that stood in the account at the end of the day or of any day after it. */
    private static long lowest(
        Map<String, NavigableMap<LocalDate, Long>> accounts, String key, LocalDate from) {
      NavigableMap<LocalDate, Long> moves = accounts.getOrDefault(key, new TreeMap<>());
      long least = Long.MAX_VALUE;
      for (LocalDate day = from; !day.isAfter(from.plusDays(40)); day = day.plusDays(1))
        least =
            Math.min(
                least, moves.headMap(day, true).values().stream().mapToLong(Long::longValue).sum());
      return least;
    }

    private static void add(Map<String, Long> sums, String key, Money amount) {
      sums.merge(key, amount.fen(), Long::sum);
    }
  }
}
