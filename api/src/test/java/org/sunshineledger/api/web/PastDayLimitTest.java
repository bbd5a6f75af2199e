package org.sunshineledger.api.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("历史当日限次")
class PastDayLimitTest {

  private static final int AT_ONCE = 3;
  private static final int PER_MINUTE = 6;

  private long nanos = 1;

  private final PastDayLimit limit =
      new PastDayLimit(
          AT_ONCE,
          PER_MINUTE,
          new TimeMeter() {
            @Override
            public long currentTimeNanos() {
              return nanos;
            }

            @Override
            public boolean isWallClockBased() {
              return false;
            }
          });

  private void some(@Nullable String address) {
    for (int i = 0; i < AT_ONCE; i++) limit.take(address);
  }

  private @Nullable Duration refusal(@Nullable String address) {
    return assertThatExceptionOfType(Faulty.class)
        .isThrownBy(() -> limit.take(address))
        .satisfies(faulty -> assertThat(faulty.fault()).isEqualTo(Fault.TOO_MANY_PAST_DAYS))
        .actual()
        .retryAfter();
  }

  @Test
  void aFewAtOnceAndNoMore() {
    some("10.0.0.1");

    assertThat(refusal("10.0.0.1")).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void whoWaitsAsToldIsLetInOnce() {
    some("10.0.0.1");
    nanos += Duration.ofMillis(9_500).toNanos();
    assertThat(refusal("10.0.0.1")).isEqualTo(Duration.ofSeconds(1));
    nanos += Duration.ofSeconds(1).toNanos();
    limit.take("10.0.0.1");

    assertThat(refusal("10.0.0.1")).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void aMinuteLaterAFewAtOnceAgainAndNoMore() {
    some("10.0.0.1");
    nanos += Duration.ofMinutes(1).toNanos();
    some("10.0.0.1");

    assertThat(refusal("10.0.0.1")).isNotNull();
  }

  @Test
  void eachAddressForItself() {
    some("10.0.0.1");
    some("10.0.0.2");
    some(null);

    assertThat(refusal("10.0.0.2")).isNotNull();
    assertThat(refusal(null)).isNotNull();
    some("unknown");
  }

  @Test
  void aNetworkOfTheSixthVersionIsOneReader() {
    limit.take("2001:db8:1:2::1");
    limit.take("2001:db8:1:2:ffff::2");
    limit.take("2001:db8:1:2:0:0:0:3%eth0");

    assertThat(refusal("2001:db8:1:2::4")).isNotNull();
    some("2001:db8:1:3::1");
  }
}
