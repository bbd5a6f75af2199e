package org.sunshineledger.ledger.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.Month;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("余额")
class BalanceTest {

  private static final int DAYS = 20;
  private static final LocalDate FIRST = LocalDate.of(2016, Month.JANUARY, 1);

  @Test
  void isFreeWhereNothingWentLater() {
    Balance balance = new Balance();
    balance.add(day(0), new Money(100));
    balance.take(day(5), new Money(60));
    balance.add(day(9), new Money(60));

    assertThat(balance.on(day(4))).isEqualTo(new Money(100));
    assertThat(balance.free(day(4))).isEqualTo(new Money(40));
    assertThat(balance.free(day(9))).isEqualTo(new Money(100));
    assertThat(balance.most(day(5))).isEqualTo(new Money(100));
    assertThat(balance.free(day(0).minusDays(1))).isEqualTo(Money.ZERO);
    assertThat(balance.total()).isEqualTo(new Money(100));
  }

  static Stream<Long> seeds() {
    return new Random().longs(20).boxed();
  }

  /** Against a row of days that are simply counted through. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void isWhatCountingDayByDaySays(long seed) {
    Random random = new Random(seed);
    long[] one = moves(random);
    long[] other = moves(random);
    Balance balance = told(one, random);
    long[] both = new long[DAYS];
    for (int i = 0; i < DAYS; i++) both[i] = one[i] - other[i];

    agrees(balance, one, seed);
    agrees(balance.minus(told(other, random)), both, seed);
    agrees(told(other, random).plus(told(both, random)), one, seed);
  }

  private static long[] moves(Random random) {
    return IntStream.range(0, DAYS).mapToLong(_ -> random.nextInt(-9, 10)).toArray();
  }

  /** In any order, and each day in two parts. */
  private static Balance told(long[] moves, Random random) {
    Balance balance = new Balance();
    for (int i : random.ints(0, DAYS).distinct().limit(DAYS).toArray()) {
      balance.add(day(i), new Money(moves[i] + 3));
      balance.take(day(i), new Money(3));
    }
    return balance;
  }

  private static void agrees(Balance balance, long[] moves, long seed) {
    long[] sums = moves.clone();
    for (int i = 1; i < DAYS; i++) sums[i] += sums[i - 1];
    for (int i = 0; i < DAYS; i++) {
      assertThat(balance.on(day(i)).fen()).as("seed %d", seed).isEqualTo(sums[i]);
      long[] after = IntStream.range(i, DAYS).mapToLong(day -> sums[day]).toArray();
      assertThat(balance.free(day(i)).fen())
          .as("seed %d", seed)
          .isEqualTo(Arrays.stream(after).min().orElseThrow());
      assertThat(balance.most(day(i)).fen())
          .as("seed %d", seed)
          .isEqualTo(Arrays.stream(after).max().orElseThrow());
    }
  }

  private static LocalDate day(int number) {
    return FIRST.plusDays(number);
  }
}
