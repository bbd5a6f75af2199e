package org.sunshineledger.projections.view;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rebuild came to.
 *
 * @param size how many facts the views were built of at first
 * @param passes how often the facts were folded: more than once where not even the keys of the rows
 *     fitted into memory
 * @param spilled bytes of rows that had to lie on the disk meanwhile, each time they were put there
 */
public record RebuildReport(
    long size, int passes, long spilled, Duration duration, List<Outcome> views) {

  public RebuildReport {
    views = List.copyOf(views);
  }

  /**
   * Of one view.
   *
   * @param rows of the new table; 0 where it was not built
   * @param position how many facts old and new tables were compared at; null where there were none
   *     before, or it was not built
   * @param digest of the new tables at that size, in hexadecimal: the same where they are the same,
   *     on PostgreSQL of one major version; null where not built
   * @param differing keys whose row or trail stood otherwise in the old tables, the first hundred
   * @param failure why it was not built; then the old tables stay. Null for built
   */
  public record Outcome(
      String view,
      long rows,
      @Nullable Long position,
      @Nullable String digest,
      List<String> differing,
      @Nullable String failure) {

    public Outcome {
      differing = List.copyOf(differing);
    }
  }

  /** Whether every view was built, and none of them had stood otherwise. */
  public boolean isSame() {
    return views.stream().allMatch(each -> each.failure() == null && each.differing().isEmpty());
  }
}
