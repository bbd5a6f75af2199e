package org.sunshineledger.ledger.mutualaid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sunshineledger.ledger.Deed.live;
import static org.sunshineledger.ledger.Deed.onPaper;

import java.time.LocalDate;
import java.time.Month;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sunshineledger.ledger.Deed;
import org.sunshineledger.ledger.Judging;
import org.sunshineledger.ledger.Story;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.household.HouseholdOrder.ApplyForRegister;
import org.sunshineledger.ledger.household.HouseholdOrder.Person;
import org.sunshineledger.ledger.household.PovertyCause;
import org.sunshineledger.ledger.household.Relationship;
import org.sunshineledger.ledger.journal.Recall;
import org.sunshineledger.ledger.mutualaid.MutualAidEvent.DefaultCompensated;
import org.sunshineledger.ledger.mutualaid.MutualAidEvent.LoanGranted;
import org.sunshineledger.ledger.mutualaid.MutualAidEvent.LoanRepaid;
import org.sunshineledger.ledger.mutualaid.MutualAidEvent.MutualAidFundEstablished;
import org.sunshineledger.ledger.mutualaid.MutualAidEvent.MutualAidTermsChanged;
import org.sunshineledger.ledger.mutualaid.MutualAidOrder.ChangeMutualAidTerms;
import org.sunshineledger.ledger.mutualaid.MutualAidOrder.CompensateDefault;
import org.sunshineledger.ledger.mutualaid.MutualAidOrder.EstablishMutualAidFund;
import org.sunshineledger.ledger.mutualaid.MutualAidOrder.GrantLoan;
import org.sunshineledger.ledger.mutualaid.MutualAidOrder.RecordLoanDefault;
import org.sunshineledger.ledger.mutualaid.MutualAidOrder.RepayLoan;
import org.sunshineledger.ledger.rules.Refused;

/** Whatever is lent and repaid: no loan is granted, unflagged, beyond capital times leverage. */
@DisplayName("余额不超过本金乘倍数")
class MutualAidLawsTest {

  private static final LocalDate DAY = LocalDate.of(2015, Month.APRIL, 1);
  private static final LocalDate DUE = LocalDate.of(2015, Month.OCTOBER, 1);
  private static final int ORDERS = 150;
  private static final int HOUSEHOLDS = 4;

  static Stream<Long> seeds() {
    return new Random().longs(4).boxed();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whateverWasOrdered(long seed) {
    Random random = new Random(seed);
    try (Story story = new Story(seed % 2 == 0 ? Recall.USUAL : new Recall(0, 1))) {
      for (int i = 1; i <= HOUSEHOLDS; i++) story.tell(onPaper(DAY, applied(i)));
      story.tell(
          live(
              DAY,
              new EstablishMutualAidFund(
                  Judging.VILLAGE, Money.ofYuan(10_000), 3, Money.ofYuan(20_000))));
      LocalDate day = DAY;
      for (int i = 0; i < ORDERS; i++) {
        day = day.plusDays(random.nextInt(5));
        Deed deed = live(day, any(random));
        try {
          story.tell(random.nextInt(4) == 0 ? deed.asHistory() : deed);
        } catch (Refused refused) {
          // Most of what comes at random is refused; the law is about what is not.
        }
      }
      holds(story.facts("mutual-aid/" + Judging.VILLAGE), seed);
    }
  }

  private static MutualAidOrder any(Random random) {
    LoanId loan = new LoanId("%03d".formatted(1 + random.nextInt(9)));
    Money some = Money.ofYuan(random.nextInt(15_000));
    return switch (random.nextInt(8)) {
      case 0, 1, 2 ->
          new GrantLoan(
              Judging.VILLAGE,
              loan,
              household(1 + random.nextInt(HOUSEHOLDS)),
              some,
              DUE,
              LoanUse.FARMING);
      case 3, 4 -> new RepayLoan(Judging.VILLAGE, loan, some);
      case 5 -> new RecordLoanDefault(Judging.VILLAGE, loan);
      case 6 -> new CompensateDefault(Judging.VILLAGE, loan, some);
      default ->
          new ChangeMutualAidTerms(Judging.VILLAGE, 2 + random.nextInt(3), Money.ofYuan(20_000));
    };
  }

  /** Adds up what was lent and came back, knowing nothing of how the ledger decides. */
  private static void holds(List<Fact> facts, long seed) {
    long capital = 0;
    long leverage = 0;
    Map<LoanId, Long> owed = new HashMap<>();
    for (Fact fact : facts) {
      switch (fact.event()) {
        case MutualAidFundEstablished it -> {
          capital = it.capital().fen();
          leverage = it.leverage();
        }
        case MutualAidTermsChanged it -> leverage = it.leverage();
        case LoanGranted it -> {
          owed.merge(it.loan(), it.amount().fen(), Long::sum);
          long outstanding = owed.values().stream().mapToLong(Long::longValue).sum();
          assertThat(outstanding <= capital * leverage || !fact.envelope().breaches().isEmpty())
              .as("%d outstanding at %d, seed %d", outstanding, fact.position(), seed)
              .isTrue();
        }
        case LoanRepaid it -> {
          long toBank = Math.min(it.amount().fen(), owed.getOrDefault(it.loan(), 0L));
          owed.merge(it.loan(), -toBank, Long::sum);
          capital += it.amount().fen() - toBank;
        }
        case DefaultCompensated it -> {
          owed.merge(it.loan(), -it.amount().fen(), Long::sum);
          capital -= it.amount().fen();
        }
        default -> {
          // Moves no money.
        }
      }
      assertThat(owed.values()).as("seed %d", seed).allMatch(left -> left >= 0);
      assertThat(capital).as("seed %d", seed).isNotNegative();
    }
  }

  private static HouseholdId household(int number) {
    return new HouseholdId("410173202201%04d".formatted(number));
  }

  private static ApplyForRegister applied(int number) {
    return new ApplyForRegister(
        household(number),
        Judging.VILLAGE,
        1,
        List.of(
            new Person(
                new MemberId("01"),
                Relationship.HEAD,
                "某某",
                "41018419700101%04d".formatted(number))),
        List.of(PovertyCause.LACK_OF_FUNDS));
  }
}
