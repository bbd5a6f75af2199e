package org.sunshineledger.projections.reconciliation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.supervision.CheckKind;
import org.sunshineledger.ledger.supervision.ClaimKind;
import org.sunshineledger.ledger.supervision.ClaimOperator;

/** The relations between the figures of the article of 2016-10-17; the input is the real one. */
@DisplayName("对账：勾稽关系")
class ChecksTest {

  private static final Map<String, Claim> CLAIMS = new TreeMap<>();
  private static final Map<String, Check> CHECKS = new LinkedHashMap<>();

  static {
    for (String[] field : read("claims.csv"))
      CLAIMS.put(
          field[0],
          new Claim(
              "zhengzhou-2016",
              field[0],
              new RegionCode(field[1]),
              field[2],
              field[3],
              ClaimKind.valueOf(field[4]),
              LocalDate.parse(field[5]),
              ClaimOperator.of(field[6]),
              new BigDecimal(field[7]),
              0));
    for (String[] field : read("checks.csv"))
      CHECKS.put(
          field[0],
          new Check(
              "zhengzhou-2016",
              field[0],
              CheckKind.valueOf(field[1]),
              field[2],
              new BigDecimal(field[3]),
              field[4],
              0));
  }

  /** No cell before the last, the note, holds a comma. */
  private static List<String[]> read(String file) {
    try (InputStream in =
        Objects.requireNonNull(
            ChecksTest.class.getResourceAsStream("/zhengzhou-2016/" + file), file)) {
      return new String(in.readAllBytes(), UTF_8)
          .lines()
          .skip(1)
          .map(line -> line.split(","))
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          K01 | true  | 302 − 218 = 84 = 84
          K02 | false | 948 − 748 = 200 ≠ 216
          K03 | false | 11 + 3 = 14 ≠ 12
          K04 | true  | 50 × 500000 = 25000000 = 25000000
          K05 | true  | 116 × 500000 = 58000000 = 58000000
          K06 | true  | 500000 × 6 = 3000000 = 3000000
          K07 | true  | 97715400 ≤ 50 × 3000000 = 150000000
          K08 | true  | 30000 + 22500 + 3 × 12800 = 90900 = 90900
          K09 | true  | 90900 + 40000 = 130900 ≈ 130000
          K10 | true  | 90 × 1400 = 126000 ≤ 130000
          K11 | false | 90 × 1400 = 126000 > 30000 + 22500 + 2 × 12800 + 40000 = 118100
          K12 | false | 90 × 1400 = 126000 > 30000 + 22500 + 1 × 12800 + 40000 = 105300
          K13 | false | 90 > 25 × 3 = 75
          K14 | false | C048: 52 % of villages ≠ C046: 296 households ≠ C047: 910 persons
          K15 | true  | 837 = 837
          K16 | false | 100 > 51
          K17 | false | 1482 < 3877
          K18 | true  | 15201 − 7000 = 8201 ≤ 32000
          K19 | false | 10 ≠ 12
          K20 | false | C065: 2015-12-31 < C066: 2016-12-31
          K21 | false | 57 + 28 + 49 + 40 + 3 = 177 > 88 + 57 = 145
          """)
  void comesOutAsASumThatAnyoneCanRedo(String id, boolean holds, String sum) {
    CheckResult result = Checks.evaluate(Objects.requireNonNull(CHECKS.get(id)), CLAIMS);
    assertThat(result.sum()).isEqualTo(sum);
    assertThat(result.holds()).isEqualTo(holds);
  }

  @Test
  void allOfThemAreTested() {
    assertThat(CHECKS).hasSize(21);
    assertThat(CLAIMS).hasSize(75);
  }

  @Test
  void theDifferenceIsToldWithItsSign() {
    assertThat(Checks.evaluate(Objects.requireNonNull(CHECKS.get("K02")), CLAIMS).difference())
        .isEqualByComparingTo("-16");
  }

  /** What the real relations leave to the reader, in the open. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          K01 |
          K06 |
          K08 |
          K10 |
          K11 | 2 [person/household]
          K12 | 1 [person/household]
          K13 | 25 [m2/person]
          K15 | C037 [household]
          K16 |
          K17 | C009 [household]
          K19 | 12 [cause]
          K21 | C036 [village]
          """)
  void aUnitThatIsNotStatedIsTold(String id, @Nullable String readings) {
    CheckResult result = Checks.evaluate(Objects.requireNonNull(CHECKS.get(id)), CLAIMS);
    assertThat(result.units()).isNull();
    assertThat(result.readings())
        .extracting(reading -> "%s [%s]".formatted(reading.term(), reading.unit()))
        .isEqualTo(readings == null ? List.of() : List.of(readings));
  }

  @Test
  void onlyTheShareBesideHouseholdsAndPersonsMixesUnits() {
    assertThat(CHECKS.values())
        .map(check -> Checks.evaluate(check, CLAIMS))
        .filteredOn(result -> result.units() != null)
        .extracting(result -> result.check().id(), CheckResult::units)
        .containsExactly(tuple("K14", new UnitMismatch("C048", "village", "C046", "household")));
  }

  @Test
  void aRelationThatCannotBeReadFailsAndSaysSo() {
    Check broken =
        new Check("s", "K99", CheckKind.EQUAL, "C001 / 2 = C002", BigDecimal.ZERO, "", 0);
    CheckResult result = Checks.evaluate(broken, CLAIMS);
    assertThat(result.holds()).isFalse();
    assertThat(result.sum()).contains("/ 2 = C002");
  }

  @ParameterizedTest
  @CsvSource({"C001", "C001 =", "= C001", "C001 + = C002", "1 = 2 = 3", "C001 C002 = 3", "''"})
  void nothingElseIsARelation(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Relation.of(text));
  }

  @ParameterizedTest
  @CsvSource({
    "=, 216, 216, true",
    "=, 216, 200, false",
    "~, 1000, 900, true",
    "~, 1000, 899, false",
    "~, 1000, 1100, true",
    ">=, 100, 100, true",
    ">=, 100, 51, false",
    ">, 5000, 5000, false",
    ">, 5000, 5001, true"
  })
  void anOperatorSaysHowAFigureIsToBeRead(
      String operator, BigDecimal published, BigDecimal replayed, boolean agrees) {
    assertThat(Span.of(ClaimOperator.of(operator), published).holds(replayed)).isEqualTo(agrees);
  }
}
