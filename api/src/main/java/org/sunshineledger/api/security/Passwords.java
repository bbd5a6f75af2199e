package org.sunshineledger.api.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * How passwords are kept: bcrypt, behind the name of the method, so that another can follow. Bcrypt
 * reads 72 bytes and no more; a longer password is refused when it is set, and does not match when
 * it is given, or everything behind its 72nd byte would be worth nothing.
 */
final class Passwords implements PasswordEncoder {

  static final int SHORTEST = 12;
  static final int LONGEST_BYTES = 72;

  private static final String BCRYPT = "bcrypt";

  private final DelegatingPasswordEncoder methods;

  Passwords() {
    PasswordEncoder bcrypt = new BCryptPasswordEncoder();
    methods = new DelegatingPasswordEncoder(BCRYPT, Map.of(BCRYPT, bcrypt));
    // Accounts of before have no name of a method.
    methods.setDefaultPasswordEncoderForMatches(bcrypt);
  }

  /** What is wrong with a password somebody wants to have, in both languages; null for nothing. */
  static @Nullable String objection(CharSequence password) {
    if (password.codePoints().count() < SHORTEST)
      return "密码至少%d个字符。A password has %d characters at least.".formatted(SHORTEST, SHORTEST);
    if (bytes(password) > LONGEST_BYTES)
      return "密码不得超过%d字节，一个汉字三字节。A password has %d bytes at most, a Chinese character three of them."
          .formatted(LONGEST_BYTES, LONGEST_BYTES);
    return password.codePoints().anyMatch(Character::isISOControl)
        ? "密码不得含控制字符。A password has no control characters."
        : null;
  }

  private static int bytes(CharSequence password) {
    return password.toString().getBytes(UTF_8).length;
  }

  /**
   * @throws IllegalArgumentException for one that is too long
   */
  @Override
  public @Nullable String encode(@Nullable CharSequence password) {
    if (password != null && bytes(password) > LONGEST_BYTES)
      throw new IllegalArgumentException(
          "a password has %d bytes at most".formatted(LONGEST_BYTES));
    return methods.encode(password);
  }

  @Override
  public boolean matches(@Nullable CharSequence password, @Nullable String kept) {
    return password != null && bytes(password) <= LONGEST_BYTES && methods.matches(password, kept);
  }
}
