package org.sunshineledger.api.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunshineledger.ledger.fact.HouseholdId;

/** That the search for leaks finds one where it was put, or it would prove nothing. */
@DisplayName("查找泄露")
class LeaksTest {

  private static final Leaks LEAKS =
      new Leaks(
          Set.of("990000195501010015"), Set.of("李某三"), Set.of(new HouseholdId("4101732029010001")));

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<td>11010519491231002X</td>",
        "{\"idNumber\":\"11010519491231002x\"}",
        "440524188001010014 ",
        "户主 990000195501010015，",
        "１１０１０５１９４９１２３１００２Ｘ",
        "110105 19491231 002X"
      })
  void anIdNumberIsFound(String text) {
    assertThat(LEAKS.in(text)).anySatisfy(leak -> assertThat(leak).startsWith("ID number"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"电话13800138000", "\"13800138000\"", "138-0013-8000", "138 0013 8000"})
  void aPhoneNumberIsFound(String text) {
    assertThat(LEAKS.in(text)).anySatisfy(leak -> assertThat(leak).startsWith("phone"));
  }

  @Test
  void anAccountIsFound() {
    assertThat(LEAKS.in("账号 6222021234567890123 or 4111111111111111"))
        .contains("account 4111111111111111");
  }

  @Test
  void aVillagersNameAndAHouseholdsNumberAreFound() {
    assertThat(LEAKS.in("户主：李某三")).containsExactly("name 李某三");
    assertThat(LEAKS.in("/households/4101732029010001/"))
        .containsExactly("household 4101732029010001");
  }

  @Test
  void whatTravelsInBase64IsFoundToo() {
    String detail =
        "{\"specversion\":\"1.0\",\"data\":{\"phone\":\"13800138000\",\"name\":\"李某三\"}}";
    assertThat(LEAKS.in("12\tc2FsdA==\t" + base64(detail)))
        .containsExactlyInAnyOrder("phone 13800138000", "name 李某三");
  }

  @Test
  void healthIsFoundInAListOfPersons() {
    assertThat(LEAKS.inListOfPersons("<td>李**</td><td>因病</td>"))
        .containsExactly("health or cause 因病");
    assertThat(LEAKS.in("因病 12户")).as("a count is nobody's").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/boards/410173202901",
        "410173202901-TC-1",
        "\"digest\":\"11010519491231002041111111111111110a1380013800013800138000ff0011\"",
        "00000000-0000-4000-8000-138001380001",
        "0.13800138000138001",
        "2016-10-17T08:30:00.000000Z",
        "李** 张某某 4101**********002X",
        "12317",
        "{\"amount\":15000000000}",
        "{\"amount\":19209742850}",
        "1,234,567,890,123.00",
        "jvm_memory_used_bytes 1.38001380001E11"
      })
  void whatIsNobodysIsNot(String text) {
    assertThat(LEAKS.in(text)).isEmpty();
  }
}
