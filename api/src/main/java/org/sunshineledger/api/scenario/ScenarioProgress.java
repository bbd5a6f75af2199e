package org.sunshineledger.api.scenario;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How far the scenario has come: written by the loader, read by the console and the front page,
 * from any thread. A ledger without a scenario is finished from the start.
 */
public final class ScenarioProgress {

  /** What is being loaded; the pages have a sentence for each. */
  public enum Phase {
    WAITING,
    PUBLISHED_FIGURES,
    DIVISIONS,
    OFFICERS,
    MONEY,
    HOUSEHOLDS,
    LATE_CORRECTIONS,
    VIEWS,
    FINISHED,
    FAILED
  }

  private final AtomicLong done = new AtomicLong();
  private final AtomicLong total = new AtomicLong();
  private volatile Phase phase = Phase.WAITING;

  /** Facts in the journal that belong to the scenario. */
  public long done() {
    return done.get();
  }

  /** Facts the scenario will have in the end; 0 while that is not known. */
  public long total() {
    return total.get();
  }

  /** 0 to 100, and 100 only when finished. */
  public int percent() {
    if (isFinished()) return 100;
    long all = total.get();
    return all <= 0 ? 0 : Math.clamp(done.get() * 100 / all, 0, 99);
  }

  public Phase phase() {
    return phase;
  }

  /** Whether nothing more is to come, because all is loaded or there is no scenario. */
  public boolean isFinished() {
    return phase == Phase.FINISHED;
  }

  public boolean hasFailed() {
    return phase == Phase.FAILED;
  }

  public void expect(long facts) {
    total.set(facts);
  }

  public void advance(long facts) {
    done.addAndGet(facts);
  }

  public void enter(Phase next) {
    phase = next;
  }

  public void finish() {
    phase = Phase.FINISHED;
  }

  public void fail() {
    phase = Phase.FAILED;
  }
}
