package org.sunshineledger.ledger.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("公民身份号码")
class IdNumberTest {

  private static final LocalDate TODAY = LocalDate.of(2017, 6, 30);

  /** Samples of the standard and of its users. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "11010519491231002X",
        "11010519491231002x",
        " 440524188001010014 ",
        "34052419800101001X",
        "34052419800101001X43"
      })
  void agreesWithItsCheckCharacter(String idNumber) {
    assertThat(IdNumber.contradictsItself(idNumber, TODAY)).isFalse();
  }

  @Test
  void contradictsItselfWithAnyOtherDigit() {
    String right = "440524188001010014";
    for (int at = 0; at < right.length(); at++)
      for (char digit = '0'; digit <= '9'; digit++) {
        String other = right.substring(0, at) + digit + right.substring(at + 1);
        assertThat(IdNumber.contradictsItself(other, TODAY))
            .as(other)
            .isEqualTo(!other.equals(right));
      }
  }

  @Test
  void contradictsItselfWithTwoNeighboursExchanged() {
    String right = "34052419800101001X";
    for (int at = 0; at < 16; at++) {
      char[] digits = right.toCharArray();
      char first = digits[at];
      digits[at] = digits[at + 1];
      digits[at + 1] = first;
      String other = new String(digits);
      assertThat(IdNumber.contradictsItself(other, TODAY))
          .as(other)
          .isEqualTo(!other.equals(right));
    }
  }

  @Test
  void contradictsTheCalendar() {
    for (String seventeen :
        new String[] {"41018420170230001", "41018420171301001", "41018420170701001"})
      assertThat(IdNumber.contradictsItself(seventeen + IdNumber.checkCharacter(seventeen), TODAY))
          .as(seventeen)
          .isTrue();
    assertThat(IdNumber.contradictsItself(IdNumbers.of(TODAY, 1), TODAY)).isFalse();
  }

  /** 15 digits were given out until 1999; who has no number has a certificate. */
  @ParameterizedTest
  @ValueSource(strings = {"410184700101001", "", "豫郑公证第12号", "4101841970010100"})
  void hasNothingToBeCheckedByInAnotherForm(String idNumber) {
    assertThat(IdNumber.contradictsItself(idNumber, TODAY)).isFalse();
    assertThat(IdNumber.bornOn(idNumber)).isEmpty();
  }

  @Test
  void saysTheDayOfBirth() {
    assertThat(IdNumber.bornOn("11010519491231002X")).contains(LocalDate.of(1949, 12, 31));
  }
}
