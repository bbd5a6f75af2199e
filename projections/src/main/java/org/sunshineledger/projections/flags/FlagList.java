package org.sunshineledger.projections.flags;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.projections.region.Node;

/**
 * The irregular facts of a region, a page of them. It is restricted: role and region decide who
 * reads it.
 *
 * @param path from the region itself upward, by the tree of the day
 * @param counts of all rules, the most broken first, whichever rule is asked for
 * @param facts number of irregular facts of the asked rule, on this page and on others
 * @param irregularities newest first
 * @param next where the list goes on, or null at its end
 * @param synthetic whether any of them, on this page or on another, is made up
 */
public record FlagList(
    Node region,
    List<Node> path,
    List<RuleCount> counts,
    long facts,
    List<Irregularity> irregularities,
    @Nullable Cursor next,
    boolean synthetic) {

  public FlagList {
    path = List.copyOf(path);
    counts = List.copyOf(counts);
    irregularities = List.copyOf(irregularities);
  }
}
