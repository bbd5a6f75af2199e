package org.sunshineledger.api.objections;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.api.web.ReaderAddress;

/**
 * How many statements one address may hand in, and how many all together: an open objection keeps a
 * notice from being closed, and nobody shall do that by the thousand. Receipts are looked up more
 * often.
 */
@Component
final class PublicLimit {

  private static final int READERS_REMEMBERED = 10_000;
  private static final int LOOKUPS_A_MINUTE = 120;

  private final int atOnce;
  private final int perHour;
  private final TimeMeter time;
  private final Bucket all;
  private final Cache<String, Bucket> statements =
      Caffeine.newBuilder().maximumSize(READERS_REMEMBERED).build();
  private final Cache<String, Bucket> lookups =
      Caffeine.newBuilder().maximumSize(READERS_REMEMBERED).build();

  /**
   * @param atOnce {@code ledger.objections.at-once}
   * @param perHour {@code ledger.objections.per-hour}: how many more each hour
   * @param allPerHour {@code ledger.objections.all-per-hour}
   */
  @Autowired
  PublicLimit(
      @Value("${ledger.objections.at-once}") int atOnce,
      @Value("${ledger.objections.per-hour}") int perHour,
      @Value("${ledger.objections.all-per-hour}") int allPerHour) {
    this(atOnce, perHour, allPerHour, TimeMeter.SYSTEM_NANOTIME);
  }

  PublicLimit(int atOnce, int perHour, int allPerHour, TimeMeter time) {
    this.atOnce = atOnce;
    this.perHour = perHour;
    this.time = time;
    this.all = bucket(allPerHour, allPerHour, Duration.ofHours(1));
  }

  /**
   * One more statement from this address.
   *
   * @throws Faulty with TOO_MANY_STATEMENTS, and how long he has to wait
   */
  void takeStatement(@Nullable String address) {
    take(
        statements.get(
            ReaderAddress.of(address), _ -> bucket(atOnce, perHour, Duration.ofHours(1))));
    take(all);
  }

  /** The same of a look at a receipt. */
  void takeLookup(@Nullable String address) {
    take(
        lookups.get(
            ReaderAddress.of(address),
            _ -> bucket(LOOKUPS_A_MINUTE, LOOKUPS_A_MINUTE, Duration.ofMinutes(1))));
  }

  private static void take(Bucket bucket) {
    ConsumptionProbe taken = bucket.tryConsumeAndReturnRemaining(1);
    if (!taken.isConsumed())
      throw Faulty.later(
          Fault.TOO_MANY_STATEMENTS,
          // Rounded up: who waits as told is let in.
          Duration.ofSeconds(Math.ceilDiv(taken.getNanosToWaitForRefill(), 1_000_000_000L)));
  }

  private Bucket bucket(int capacity, int refill, Duration period) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(capacity).refillGreedy(refill, period))
        .withCustomTimePrecision(time)
        .build();
  }
}
