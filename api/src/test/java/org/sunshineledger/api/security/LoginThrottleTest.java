package org.sunshineledger.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {

  private final MovedClock clock = new MovedClock();
  private final LoginThrottle throttle = new LoginThrottle(clock);

  @Test
  void tenFailuresBlockThePairForFiveMinutes() {
    for (int i = 0; i < LoginThrottle.FAILURES_ALLOWED; i++) {
      assertThat(throttle.isBlocked("clerk", "10.0.0.1")).isFalse();
      throttle.failed("clerk", "10.0.0.1");
    }

    assertThat(throttle.isBlocked("clerk", "10.0.0.1")).isTrue();
    assertThat(throttle.isBlocked("clerk", "10.0.0.2")).as("from elsewhere").isFalse();
    assertThat(throttle.isBlocked("auditor", "10.0.0.1")).as("another account").isFalse();

    clock.now = clock.now.plus(Duration.ofMinutes(5).plusSeconds(1));
    assertThat(throttle.isBlocked("clerk", "10.0.0.1")).isFalse();
  }

  @Test
  void aSuccessForgetsTheFailures() {
    for (int i = 0; i < LoginThrottle.FAILURES_ALLOWED - 1; i++) throttle.failed("clerk", "a");
    throttle.succeeded("clerk", "a");
    throttle.failed("clerk", "a");

    assertThat(throttle.isBlocked("clerk", "a")).isFalse();
  }

  private static final class MovedClock extends Clock {

    private Instant now = Instant.parse("2016-10-17T00:00:00Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
