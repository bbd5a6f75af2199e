package org.sunshineledger.ledger.mutualaid;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.sunshineledger.ledger.Deed.live;
import static org.sunshineledger.ledger.Deed.onPaper;

import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
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
import org.sunshineledger.ledger.vault.IdNumbers;

/** Whatever is lent and repaid: no loan is granted, unflagged, beyond capital times leverage. */
@DisplayName("余额不超过本金乘倍数")
class MutualAidLawsTest {

  private static final LocalDate DAY = LocalDate.of(2015, Month.APRIL, 1);
  private static final LocalDate DUE = LocalDate.of(2015, Month.OCTOBER, 1);
  private static final int ORDERS = 150;

  /** So many at most, until there was something of everything. */
  private static final int MOST_ORDERS = 20 * ORDERS;

  private static final Set<Class<?>> OF_EVERYTHING =
      Set.of(LoanGranted.class, LoanRepaid.class, DefaultCompensated.class);

  private static final int HOUSEHOLDS = 4;

  /** What is told may be so much older than what was told before. */
  private static final int DAYS = 150;

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
      Set<Class<?>> recorded = new HashSet<>();
      int refused = 0;
      for (int i = 0;
          i < ORDERS || (i < MOST_ORDERS && !recorded.containsAll(OF_EVERYTHING));
          i++) {
        // Days jump back and forth: what came back later was not there before.
        Deed deed = live(DAY.plusDays(i % ORDERS + random.nextInt(DAYS)), any(random, i));
        try {
          story.tell(random.nextInt(4) == 0 ? deed.asHistory() : deed);
          Fact fact = story.lastFacts(1).getFirst();
          // Of a loan that was flagged, the law says nothing.
          if (!isLoan(fact) || fact.envelope().breaches().isEmpty())
            recorded.add(fact.event().getClass());
        } catch (Refused refusal) {
          refused++;
        }
      }
      assertThat(recorded).as("seed %d", seed).containsAll(OF_EVERYTHING);
      assertThat(refused).as("seed %d", seed).isPositive();
      holds(story.facts("mutual-aid/" + Judging.VILLAGE), seed);
    }
  }

  private static boolean isLoan(Fact fact) {
    return fact.event() instanceof LoanGranted;
  }

  /** There are more and more loans: those of the beginning are repaid some day. */
  private static MutualAidOrder any(Random random, int orders) {
    LoanId loan = new LoanId("%03d".formatted(1 + random.nextInt(9 + orders / 40)));
    Money some = Money.ofYuan(random.nextInt(15_000));
    Money less = Money.ofYuan(random.nextInt(5_000));
    return switch (random.nextInt(8)) {
      case 0, 1, 2 ->
          new GrantLoan(
              Judging.VILLAGE,
              loan,
              household(1 + random.nextInt(HOUSEHOLDS)),
              some,
              DUE,
              LoanUse.FARMING);
      case 3, 4 -> new RepayLoan(Judging.VILLAGE, loan, less);
      case 5 -> new RecordLoanDefault(Judging.VILLAGE, loan);
      case 6 -> new CompensateDefault(Judging.VILLAGE, loan, less);
      default ->
          new ChangeMutualAidTerms(Judging.VILLAGE, 2 + random.nextInt(3), Money.ofYuan(20_000));
    };
  }

  /** Adds up day by day what was lent and came back, knowing nothing of how the ledger decides. */
  private static void holds(List<Fact> facts, long seed) {
    List<Fact> told = new ArrayList<>();
    for (Fact fact : facts) {
      told.add(fact);
      boolean mustFit = isLoan(fact) && fact.envelope().breaches().isEmpty();
      for (LocalDate day = DAY; !day.isAfter(DAY.plusDays(ORDERS + DAYS)); day = day.plusDays(1)) {
        Book book = new Book();
        for (Fact each : told) if (!each.occurredOn().isAfter(day)) book.take(each);
        assertThat(book.owed.values()).as("on %s, seed %d", day, seed).allMatch(left -> left >= 0);
        assertThat(book.compensated.values()).as("seed %d", seed).allMatch(left -> left >= 0);
        assertThat(book.capital).as("on %s, seed %d", day, seed).isNotNegative();
        if (mustFit && !day.isBefore(fact.occurredOn()))
          assertThat(book.outstanding())
              .as("on %s, at %d, seed %d", day, fact.position(), seed)
              .isLessThanOrEqualTo(book.capital * book.leverage);
      }
    }
  }

  /** What stood in the fund's book at the end of a day. */
  private static final class Book {

    private final Map<LoanId, Long> owed = new HashMap<>();
    private final Map<LoanId, Long> compensated = new HashMap<>();
    private long capital;
    private long leverage;
    private LocalDate agreed = LocalDate.MIN;

    long outstanding() {
      return owed.values().stream().mapToLong(Long::longValue).sum();
    }

    void take(Fact fact) {
      switch (fact.event()) {
        case MutualAidFundEstablished it -> {
          capital = it.capital().fen();
          agree(it.leverage(), fact.occurredOn());
        }
        case MutualAidTermsChanged it -> agree(it.leverage(), fact.occurredOn());
        case LoanGranted it -> owed.merge(it.loan(), it.amount().fen(), Long::sum);
        case LoanRepaid it -> {
          long toCapital = requireNonNull(it.toCapital()).fen();
          owed.merge(it.loan(), toCapital - it.amount().fen(), Long::sum);
          compensated.merge(it.loan(), -toCapital, Long::sum);
          capital += toCapital;
        }
        case DefaultCompensated it -> {
          owed.merge(it.loan(), -it.amount().fen(), Long::sum);
          compensated.merge(it.loan(), it.amount().fen(), Long::sum);
          capital -= it.amount().fen();
        }
        default -> {
          // Moves no money.
        }
      }
    }

    private void agree(int terms, LocalDate day) {
      if (day.isBefore(agreed)) return;
      leverage = terms;
      agreed = day;
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
        List.of(new Person(new MemberId("01"), Relationship.HEAD, "某某", IdNumbers.of(number))),
        List.of(PovertyCause.LACK_OF_FUNDS));
  }
}
