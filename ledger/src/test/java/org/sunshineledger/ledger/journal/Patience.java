package org.sunshineledger.ledger.journal;

import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for what must come, and says what did not. */
final class Patience {

  private static final Duration LONG = Duration.ofSeconds(60);

  private Patience() {}

  static void until(String what, Callable<Boolean> holds) throws Exception {
    long end = System.nanoTime() + LONG.toNanos();
    while (!holds.call()) {
      if (System.nanoTime() > end) fail("waited %s in vain until %s", LONG, what);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }
}
