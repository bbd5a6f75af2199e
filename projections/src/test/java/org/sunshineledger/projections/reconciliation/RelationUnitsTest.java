package org.sunshineledger.projections.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.supervision.CheckKind;
import org.sunshineledger.ledger.supervision.ClaimKind;
import org.sunshineledger.ledger.supervision.ClaimOperator;
import org.sunshineledger.ledger.supervision.ClaimUnit;

@DisplayName("对账：计量单位")
class RelationUnitsTest {

  private static final long SEED = 948_748_216;
  private static final int TRIES = 2_000;

  private final Map<String, Claim> claims = new HashMap<>();

  private void claim(String id, String unit, String value) {
    claim(id, "any.figure", unit, value);
  }

  private void claim(String id, String metric, String unit, String value) {
    claims.put(
        id,
        new Claim(
            "test",
            id,
            new RegionCode("410100"),
            metric,
            unit,
            ClaimKind.ACTUAL,
            LocalDate.of(2016, 10, 17),
            ClaimOperator.EQUAL,
            new BigDecimal(value),
            0));
  }

  private CheckResult check(String relation) {
    return Checks.evaluate(
        new Check("test", "K1", CheckKind.EQUAL, relation, BigDecimal.ZERO, "", 0), claims);
  }

  @Test
  void equalNumbersOfDifferentThingsAreNotEqual() {
    claim("C1", "person", "837");
    claim("C2", "household", "837");

    CheckResult result = check("C1 = C2");

    assertThat(result.holds()).isFalse();
    assertThat(result.units()).isEqualTo(new UnitMismatch("C1", "person", "C2", "household"));
    assertThat(result.difference()).isNull();
    assertThat(result.sum()).isEqualTo("C1 [person] ≠ C2 [household]");
  }

  @Test
  void aResultNamesEachFigureOnceWhetherItHoldsOrNotAndNoWordThatIsNone() {
    claim("C1", "person", "1");
    claim("C2", "household", "1");

    assertThat(check("C1 + C1 = 2 * C1").claims()).containsExactly("C1");
    assertThat(check("C1 = C2").claims()).containsExactly("C1", "C2");
    assertThat(check("C1 = C12").claims()).containsExactly("C1");
    assertThat(check("C1 or so = C2").claims()).containsExactly("C1", "C2");
  }

  @Test
  void personsAreNotAddedToHouseholds() {
    claim("C1", "person", "1");
    claim("C2", "household", "1");
    claim("C3", "person", "2");

    assertThat(check("C1 + C2 = C3").units())
        .isEqualTo(new UnitMismatch("C1", "person", "C2", "household"));
  }

  @Test
  void yuanAreComparedWithTenThousandYuanOnlyByTheFactorBetweenThem() {
    claim("C1", "万元", "32831");
    claim("C2", "CNY", "328310000");
    claim("C3", "CNY", "32831");

    assertThat(check("C1 = C3").units()).isEqualTo(new UnitMismatch("C1", "万元", "C3", "CNY"));
    assertThat(check("C1 = C2").holds()).isFalse();
    assertThat(check("10000 * C1 = C2").holds()).isTrue();
    assertThat(check("C2 = 10000 * C1").readings())
        .containsExactly(new Reading("10000", "CNY / 万元"));
    assertThat(check("1 * C1 = C3").units()).isNotNull();
    assertThat(check("1000 * C1 = C2").units()).isNotNull();
  }

  @Test
  void aShareOfACountIsWrittenWithItsHundredth() {
    claim("C1", "percent", "52");
    claim("C2", "village", "100");
    claim("C3", "village", "52");
    claim("C4", "ratio", "52");

    assertThat(check("C1 * C2 = C3").units()).isNotNull();
    assertThat(check("0.01 * C1 * C2 = C3").holds()).isTrue();
    assertThat(check("C1 = C4").units())
        .isEqualTo(new UnitMismatch("C1", "percent", "C4", "ratio"));
    assertThat(check("C1 = 52").holds()).isTrue();
  }

  @Test
  void numbersAloneAreNumbers() {
    claim("C1", "person", "2");
    claim("C2", "household", "2");

    assertThat(check("1 + 1 = 2").holds()).isTrue();
    assertThat(check("2 * C1 = 2 * C2").units())
        .as("nothing says which unit either number should have")
        .isNotNull();
    assertThat(check("2 + C1 = 4").holds()).isTrue();
  }

  @Test
  void oneStandsInForAnotherOnlyByItsMetric() {
    claim("C1", "officers.paired_with_households", "officer", "837");
    claim("C2", "officers.selected", "officer", "837");
    claim("C3", "households.registered", "household", "837");

    assertThat(check("C1 = C3").holds()).isTrue();
    assertThat(check("C1 = C3").readings()).containsExactly(new Reading("C1", "household"));
    assertThat(check("C2 = C3").units()).isNotNull();
    assertThat(check("C1 = C2").readings()).isEmpty();
  }

  @Test
  void whatIsNoUnitGoesWithNothing() {
    claim("C1", "furlong", "1");
    claim("C2", "furlong", "1");

    assertThat(check("C1 = C2").units()).isEqualTo(new UnitMismatch("C1", "furlong", null, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"C1 / 2 = C2", "C1", "", "C1 = C1 = C1", "- C1 = C1"})
  void whatIsNoRelationIsIllegible(String text) {
    claim("C1", "person", "1");
    claim("C2", "person", "1");
    assertThat(Checks.understand(CheckKind.EQUAL, text, claims))
        .isInstanceOf(Understood.Illegible.class);
  }

  @Test
  void aClaimThatNobodyPublishedIsNamed() {
    claim("C1", "person", "1");
    assertThat(Checks.understand(CheckKind.EQUAL, "C1 = C9", claims))
        .isEqualTo(new Understood.UnknownClaim("C9"));
    assertThat(Checks.understand(CheckKind.ORDER, "C1 came before C9", claims))
        .isEqualTo(new Understood.UnknownClaim("C9"));
  }

  @Test
  void whatIsRecordedOfAnExpressionHoldsNoOtherWord() {
    claim("C1", "person", "1");
    claim("C2", "person", "1");
    assertThat(Checks.understand(CheckKind.UNIT, "C1 of 张三, and C2 too", claims))
        .isEqualTo(new Understood.Sound("C1, C2", List.of()));
    assertThat(Checks.understand(CheckKind.EQUAL, "C1=2*C2", claims))
        .isEqualTo(new Understood.Sound("C1 = 2 * C2", List.of()));
  }

  /**
   * Sums of products that come to one unit by construction, and the same with one claim's changed.
   */
  @Test
  void unitsAloneDecide() {
    Random random = new Random(SEED);
    List<String> symbols = ClaimUnit.known();
    for (int i = 0; i < TRIES; i++) {
      claims.clear();
      String unit = symbols.get(random.nextInt(symbols.size()));
      int terms = 2 + random.nextInt(4);
      List<String> sides = new ArrayList<>();
      for (int term = 0; term < terms; term++) sides.add(term(random, symbols, unit));
      int cut = 1 + random.nextInt(terms - 1);
      String relation =
          String.join(" + ", sides.subList(0, cut))
              + " = "
              + String.join(" - ", sides.subList(cut, terms));

      assertThat(check(relation).units()).as("%s of %s", relation, claims).isNull();

      Claim changed = claims.values().stream().toList().get(random.nextInt(claims.size()));
      String other = symbols.get(random.nextInt(symbols.size()));
      if (ClaimUnit.of(other).equals(ClaimUnit.of(changed.unit()))) continue;
      claim(changed.id(), other, changed.value().toPlainString());

      assertThat(check(relation).units()).as("%s of %s", relation, claims).isNotNull();
    }
  }

  /** A claim in the unit, or one per something times one in something; all figures are the same. */
  private String term(Random random, List<String> symbols, String unit) {
    String one = "C" + (claims.size() + 1);
    if (random.nextBoolean()) {
      claim(one, unit, "1");
      return one;
    }
    String something = symbols.get(random.nextInt(symbols.size()));
    claim(one, unit + "/" + something, "1");
    String other = "C" + (claims.size() + 1);
    claim(other, something, "1");
    return one + " * " + other;
  }

  @ParameterizedTest(name = "{0} {1} and {2} {3}: {4}")
  @CsvSource({
    "=, 200, =, 200, AGREES",
    "=, 200, =, 201, CONTRADICTS",
    "=, 52, =, 52.17, AGREES",
    "=, 52.2, =, 52.17, AGREES",
    "=, 52.1, =, 52.17, CONTRADICTS",
    "~, 1000, =, 900, AGREES",
    "~, 1000, =, 837, CONTRADICTS",
    ">=, 100, =, 51, CONTRADICTS",
    ">=, 100, ~, 95, AGREES",
    ">, 5000, =, 5000, AGREES",
    ">, 5000, =, 4999, CONTRADICTS",
    ">, 5000, >=, 1, AGREES"
  })
  void twoFiguresContradictEachOtherWhenNotBothCanBeTrue(
      String operator, String value, String otherOperator, String otherValue, Agreement agreement) {
    Claim one = figure(operator, "person", value);
    Claim other = figure(otherOperator, "person", otherValue);
    assertThat(Beside.of(one, other).agreement()).isEqualTo(agreement);
    assertThat(Beside.of(other, one).agreement()).isEqualTo(agreement);
  }

  @Test
  void figuresAreComparedAtOneScale() {
    assertThat(Beside.of(figure("=", "CNY", "97715400"), figure("=", "万元", "9771.54")).value())
        .isEqualByComparingTo("97715400");
    assertThat(Beside.of(figure("=", "CNY", "97715400"), figure("=", "万元", "9772")).agreement())
        .as("published to ten thousand yuan")
        .isEqualTo(Agreement.AGREES);
    assertThat(Beside.of(figure("=", "CNY", "97715400"), figure("=", "万元", "9773")).agreement())
        .isEqualTo(Agreement.CONTRADICTS);
    assertThat(Beside.of(figure("=", "CNY", "5"), figure("=", "person", "5")).agreement())
        .isEqualTo(Agreement.UNIT_MISMATCH);
  }

  private Claim figure(String operator, String unit, String value) {
    claim("C1", unit, value);
    Claim claim = Objects.requireNonNull(claims.get("C1"));
    return new Claim(
        claim.source(),
        claim.id(),
        claim.region(),
        claim.metric(),
        claim.unit(),
        claim.kind(),
        claim.asOf(),
        ClaimOperator.of(operator),
        claim.value(),
        claim.position());
  }
}
