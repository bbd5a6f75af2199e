package org.sunshineledger.api.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Passwords that bcrypt found right a moment ago, so that a machine that brings its password with
 * every request pays for it once in five minutes. What is remembered is an HMAC under a key that
 * this process made up, together with the account's name and what is kept of its password: whoever
 * reads the memory learns no password from it, and a changed password is not found here.
 */
final class VerifiedPasswords {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_BYTES = 32;
  private static final int REMEMBERED = 1_000;
  private static final Duration FOR = Duration.ofMinutes(5);

  /** Never used itself: each password is digested by a copy, which is quicker than to find one. */
  private final Mac keyed;

  private final Cache<ByteBuffer, Boolean> known =
      Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterWrite(FOR).build();

  VerifiedPasswords(SecureRandom random) {
    byte[] made = new byte[KEY_BYTES];
    random.nextBytes(made);
    try {
      keyed = Mac.getInstance(ALGORITHM);
      keyed.init(new SecretKeySpec(made, ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  boolean knows(Account account, String password) {
    return known.getIfPresent(digest(account, password)) != null;
  }

  void remember(Account account, String password) {
    known.put(digest(account, password), true);
  }

  private ByteBuffer digest(Account account, String password) {
    try {
      Mac mac = (Mac) keyed.clone();
      for (String part : new String[] {account.name(), account.passwordHash(), password}) {
        byte[] bytes = part.getBytes(UTF_8);
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        mac.update(bytes);
      }
      return ByteBuffer.wrap(mac.doFinal());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the JDK's HmacSHA256 can be copied", e);
    }
  }
}
