package org.sunshineledger.api.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

@DisplayName("密码")
class PasswordsTest {

  private static final String FULL = "p".repeat(72);

  private final Passwords passwords = new Passwords();

  @Test
  void areKeptBehindTheNameOfTheirMethod() {
    String kept = Objects.requireNonNull(passwords.encode("open-sesame-2016"));

    assertThat(kept).startsWith("{bcrypt}$2");
    assertThat(passwords.matches("open-sesame-2016", kept)).isTrue();
    assertThat(passwords.matches("open-sesame-2017", kept)).isFalse();
  }

  @Test
  void ofAccountsFromBeforeMatchWithoutAName() {
    String kept = new BCryptPasswordEncoder(4).encode("open-sesame-2016");

    assertThat(passwords.matches("open-sesame-2016", kept)).isTrue();
    assertThat(passwords.matches("open-sesame-2017", kept)).isFalse();
  }

  @Test
  void thatAgreeInTheirFirst72BytesAreNotTakenForEachOther() {
    String kept = Objects.requireNonNull(passwords.encode(FULL));

    assertThat(passwords.matches(FULL, kept)).isTrue();
    assertThat(passwords.matches(FULL + "!", kept)).isFalse();
    assertThatThrownBy(() -> passwords.encode(FULL + "!"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a password has 72 bytes at most");
  }

  @Test
  void areObjectedToInWordsAndNeverRepeated() {
    assertThat(Passwords.objection("open-sesame-2016")).isNull();
    assertThat(Passwords.objection("一二三四五六七八九十零点")).isNull();
    assertThat(Passwords.objection("short")).contains("12").doesNotContain("short");
    assertThat(Passwords.objection("密".repeat(25))).contains("72");
    assertThat(Passwords.objection("open-sesame\u0000-2016")).contains("控制字符");
  }

  @Test
  void foundRightAMomentAgoAreKnownAndOthersAreNot() {
    VerifiedPasswords verified = new VerifiedPasswords(new SecureRandom());
    Account account = account("{bcrypt}1");
    verified.remember(account, "open-sesame-2016");

    assertThat(verified.knows(account, "open-sesame-2016")).isTrue();
    assertThat(verified.knows(account, "open-sesame-2017")).isFalse();
    assertThat(verified.knows(account("{bcrypt}2"), "open-sesame-2016"))
        .as("after the password was changed")
        .isFalse();
    assertThat(new VerifiedPasswords(new SecureRandom()).knows(account, "open-sesame-2016"))
        .as("in another process")
        .isFalse();
  }

  private static Account account(String kept) {
    return new Account("li", "OF-1", Set.of(Role.CLERK), "410100", kept, true);
  }
}
