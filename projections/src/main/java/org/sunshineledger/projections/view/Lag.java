package org.sunshineledger.projections.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a view is behind the journal.
 *
 * @param folded number of facts the view has seen
 * @param head number of facts in the journal
 * @param alarm why the view stands still, or null
 */
public record Lag(String view, long folded, long head, @Nullable Alarm alarm) {

  public long behind() {
    return Math.max(0, head - folded);
  }

  /**
   * A fact the view cannot fold. The view waits before it and tries again ever more slowly; the
   * other views go on.
   *
   * @param position of the fact, or of the first fact of the page when the database failed
   */
  public record Alarm(long position, String cause, Instant since) {}
}
