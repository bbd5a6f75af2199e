package org.sunshineledger.ledger.fsck;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.log.TreeHead;

/**
 * What a check came to.
 *
 * @param facts how many were read
 * @param head size and root to be written down; null when facts are missing, for then there is no
 *     root
 * @param noted the head it was compared with, or null
 * @param log what was read of the log over the facts
 * @param findings at most 20, the smallest position first; empty where all is sound
 * @param findingCount all of them
 * @param duration how long it took
 */
public record Report(
    long facts,
    @Nullable TreeHead head,
    @Nullable TreeHead noted,
    Log log,
    List<Finding> findings,
    long findingCount,
    Duration duration) {

  /**
   * What was read of the log.
   *
   * @param size how many facts are under its checkpoints; later ones are not sealed yet
   * @param tiles how many are stored
   * @param checkpoints how many are stored
   * @param verified how many of them bear a signature by a given key that holds
   */
  public record Log(long size, long tiles, long checkpoints, long verified) {}

  public Report {
    findings = List.copyOf(findings);
  }

  public boolean isSound() {
    return findingCount == 0;
  }

  /** Facts per second, whole. */
  public long factsPerSecond() {
    return facts * 1_000 / Math.max(1, duration.toMillis());
  }
}
