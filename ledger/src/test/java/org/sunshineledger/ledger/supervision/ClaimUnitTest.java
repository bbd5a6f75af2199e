package org.sunshineledger.ledger.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("计量单位")
class ClaimUnitTest {

  private static final long SEED = 20_161_017;
  private static final int TRIES = 2_000;

  private record Three(ClaimUnit a, ClaimUnit b, ClaimUnit c) {}

  private static Stream<Three> units() {
    Random random = new Random(SEED);
    return Stream.generate(() -> new Three(any(random), any(random), any(random))).limit(TRIES);
  }

  /** Up to five known symbols, multiplied and divided. */
  private static String text(Random random) {
    List<String> known = ClaimUnit.known();
    StringBuilder text = new StringBuilder(known.get(random.nextInt(known.size())));
    for (int more = random.nextInt(5); more > 0; more--)
      text.append(random.nextBoolean() ? '*' : '/').append(known.get(random.nextInt(known.size())));
    return text.length() > 40 ? text(random) : text.toString();
  }

  private static ClaimUnit any(Random random) {
    return ClaimUnit.of(text(random)).orElseThrow();
  }

  @Test
  void areACommutativeGroup() {
    units()
        .forEach(it -> {
          ClaimUnit a = it.a();
          ClaimUnit b = it.b();
          ClaimUnit c = it.c();
          assertThat(a.times(b).times(c)).isEqualTo(a.times(b.times(c)));
          assertThat(a.times(b)).isEqualTo(b.times(a));
          assertThat(a.times(ClaimUnit.RATIO)).isEqualTo(a);
          assertThat(a.per(a)).isEqualTo(ClaimUnit.RATIO);
          assertThat(a.per(b)).isEqualTo(a.times(ClaimUnit.RATIO.per(b)));
          assertThat(a.per(b).times(b)).isEqualTo(a);
        });
  }

  @Test
  void measureTheSameExactlyWhenTheirQuotientIsANumber() {
    units()
        .forEach(it ->
            assertThat(it.a().measuresTheSameAs(it.b())).isEqualTo(it.a().per(it.b()).isNumber()));
  }

  @Test
  void aTextIsReadFactorByFactor() {
    Random random = new Random(SEED);
    for (int i = 0; i < TRIES; i++) {
      String one = text(random);
      String other = ClaimUnit.known().get(random.nextInt(ClaimUnit.known().size()));
      if (one.length() + other.length() >= 40) continue;
      ClaimUnit unit = ClaimUnit.of(one).orElseThrow();
      ClaimUnit factor = ClaimUnit.of(other).orElseThrow();
      assertThat(ClaimUnit.of(one + "*" + other)).contains(unit.times(factor));
      assertThat(ClaimUnit.of(one + "/" + other)).contains(unit.per(factor));
    }
  }

  @Test
  void conversionIsExactAndHasAWayBack() {
    Random random = new Random(SEED);
    List<ClaimUnit> scales =
        Stream.of("CNY", "万元", "亿元").map(text -> ClaimUnit.of(text).orElseThrow()).toList();
    for (int i = 0; i < TRIES; i++) {
      ClaimUnit from = scales.get(random.nextInt(scales.size()));
      ClaimUnit to = scales.get(random.nextInt(scales.size()));
      ClaimUnit other = any(random);
      BigDecimal figure = BigDecimal.valueOf(random.nextLong(), random.nextInt(6));
      BigDecimal more = BigDecimal.valueOf(random.nextLong(), random.nextInt(6));
      assertThat(to.convert(from.convert(figure, to), from)).isEqualByComparingTo(figure);
      assertThat(from.convert(figure.add(more), to))
          .isEqualByComparingTo(from.convert(figure, to).add(from.convert(more, to)));
      assertThat(from.times(other).convert(figure, to.times(other)))
          .isEqualByComparingTo(from.convert(figure, to));
    }
  }

  @Test
  void tenThousandYuanAreTenThousandYuan() {
    ClaimUnit wan = ClaimUnit.of("万元").orElseThrow();
    assertThat(wan.convert(new BigDecimal("32831"), ClaimUnit.CNY))
        .isEqualByComparingTo("328310000");
    assertThat(wan).isNotEqualTo(ClaimUnit.CNY);
    assertThat(ClaimUnit.PERCENT.convert(new BigDecimal("52"), ClaimUnit.RATIO))
        .isEqualByComparingTo("0.52");
  }

  @Test
  void noMoneyIsPersons() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClaimUnit.CNY.convert(BigDecimal.ONE, ClaimUnit.of(Quantity.PERSON)))
        .withMessage("CNY is no person");
  }

  static Stream<String> symbols() {
    return Stream.concat(
        ClaimUnit.known().stream(),
        Stream.of(
            "CNY/person/year",
            "CNY/household",
            "CNY/village",
            "CNY/m2",
            "万元/person",
            "ratio/year"));
  }

  @ParameterizedTest
  @MethodSource("symbols")
  void areWrittenAsTheyAreRead(String text) {
    assertThat(ClaimUnit.of(text).orElseThrow()).hasToString(text);
  }

  @Test
  void whatHasNoSymbolIsStillSpelled() {
    assertThat(ClaimUnit.of("万元*万元/person").orElseThrow()).hasToString("10^8*CNY*CNY/person");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "/",
        "person/",
        "/person",
        "person//year",
        "persons",
        "Person",
        "furlong",
        "CNY /person",
        "10",
        "person/person/person/person/person/person/person"
      })
  void nothingElseIsAUnit(String text) {
    assertThat(ClaimUnit.of(text)).isEmpty();
  }
}
