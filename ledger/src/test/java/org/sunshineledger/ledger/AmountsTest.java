package org.sunshineledger.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.rules.Refused;
import org.sunshineledger.ledger.rules.Rule;

@DisplayName("Amounts of an order")
class AmountsTest {

  private static final Money TOO_MUCH = Amounts.MOST.plus(new Money(1));

  private record Line(int number, @Nullable Money amount) {}

  private record Payroll(Money total, List<Line> lines, LocalDate day) implements Order {
    @Override
    public String stream() {
      return "payroll/1";
    }
  }

  private record Purse(Object content) implements Order {
    @Override
    public String stream() {
      return "purse/1";
    }
  }

  private static Payroll payroll(Money total, @Nullable Money... amounts) {
    List<Line> lines = Arrays.stream(amounts).map(amount -> new Line(7, amount)).toList();
    return new Payroll(total, lines, LocalDate.EPOCH);
  }

  @Test
  void areTakenUpToTheMost() {
    assertThatCode(
            () -> {
              Amounts.require(payroll(Amounts.MOST, Money.ZERO.minus(Amounts.MOST), null));
              Amounts.require(new Purse("no money"));
            })
        .doesNotThrowAnyException();
  }

  @Test
  void areRefusedWhereTheyStand() {
    isRefusedAt("total", payroll(TOO_MUCH));
    isRefusedAt("lines 2 amount", payroll(Money.ZERO, Money.ZERO, TOO_MUCH, TOO_MUCH));
    isRefusedAt("lines 1 amount", payroll(Money.ZERO, Money.ZERO.minus(TOO_MUCH)));
  }

  private static void isRefusedAt(String place, Order order) {
    assertThatThrownBy(() -> Amounts.require(order))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.rule()).isEqualTo(Rule.AMOUNT_TOO_LARGE);
              assertThat(refused.detail()).hasToString(place);
            });
  }

  static Stream<Arguments> containersNobodyLooksInto() {
    return Stream.of(
        Arguments.of(Set.of(TOO_MUCH)),
        Arguments.of(Map.of("1", TOO_MUCH)),
        Arguments.of(Optional.of(TOO_MUCH)),
        Arguments.of((Object) new Money[] {TOO_MUCH}));
  }

  @ParameterizedTest
  @MethodSource("containersNobodyLooksInto")
  void areNotOverlookedInWhatNobodyLooksInto(Object container) {
    assertThatThrownBy(() -> Amounts.require(new Purse(container)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("looks for amounts");
  }
}
