package org.sunshineledger.api.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How many past days one address may have put together: some at once, and so many a minute after
 * that. Whoever has a whole network of the sixth version is one reader.
 */
final class PastDayLimit {

  private static final int READERS_REMEMBERED = 10_000;

  private final int atOnce;
  private final int perMinute;
  private final TimeMeter time;
  private final Cache<String, Bucket> readers =
      Caffeine.newBuilder().maximumSize(READERS_REMEMBERED).build();

  PastDayLimit(int atOnce, int perMinute, TimeMeter time) {
    this.atOnce = atOnce;
    this.perMinute = perMinute;
    this.time = time;
  }

  /**
   * One more past day for the reader at this address.
   *
   * @throws Faulty with TOO_MANY_PAST_DAYS, and how long he has to wait for the next
   */
  void take(@Nullable String address) {
    ConsumptionProbe taken =
        readers.get(ReaderAddress.of(address), _ -> bucket()).tryConsumeAndReturnRemaining(1);
    if (!taken.isConsumed())
      throw Faulty.later(
          Fault.TOO_MANY_PAST_DAYS,
          // Rounded up: who waits as told is let in.
          Duration.ofSeconds(Math.ceilDiv(taken.getNanosToWaitForRefill(), 1_000_000_000L)));
  }

  private Bucket bucket() {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(atOnce).refillGreedy(perMinute, Duration.ofMinutes(1)))
        .withCustomTimePrecision(time)
        .build();
  }
}
