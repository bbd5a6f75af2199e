package org.sunshineledger.api.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Slows down who guesses passwords: after ten failures from one address on one account, that pair
 * waits until five minutes after its last failure. The account stays open to everybody else.
 */
final class LoginThrottle {

  static final int FAILURES_ALLOWED = 10;
  private static final Duration WAIT = Duration.ofMinutes(5);
  private static final int PAIRS_REMEMBERED = 10_000;

  private record Failures(int count, Instant last) {}

  private final Clock clock;
  private final Map<String, Failures> failures = new LinkedHashMap<>();

  LoginThrottle(Clock clock) {
    this.clock = clock;
  }

  synchronized boolean isBlocked(String account, @Nullable String address) {
    Failures known = failures.get(key(account, address));
    return known != null && known.count() >= FAILURES_ALLOWED && !isOver(known);
  }

  synchronized void failed(String account, @Nullable String address) {
    String key = key(account, address);
    Failures known = failures.remove(key);
    int before = known == null || isOver(known) ? 0 : known.count();
    failures.put(key, new Failures(before + 1, clock.instant()));
    if (failures.size() > PAIRS_REMEMBERED) forgetOldest();
  }

  private void forgetOldest() {
    Iterator<String> oldest = failures.keySet().iterator();
    oldest.next();
    oldest.remove();
  }

  synchronized void succeeded(String account, @Nullable String address) {
    failures.remove(key(account, address));
  }

  private boolean isOver(Failures known) {
    return clock.instant().isAfter(known.last().plus(WAIT));
  }

  private static String key(String account, @Nullable String address) {
    return address + "\n" + account;
  }
}
