package org.sunshineledger.projections.redflags;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.projections.region.Node;

/**
 * The suspicions of a region, a page of them. It names households and is restricted: role and
 * region decide who reads it.
 *
 * @param path from the region itself upward, by the tree of the day
 * @param counts of all flags, whichever is asked for, and of those that nothing hit
 * @param total hits of the asked flag, on this page and on others
 * @param hits newest first
 * @param next where the list goes on, or null at its end
 * @param synthetic whether any hit of this page rests on a made-up fact
 */
public record RedFlagList(
    Node region,
    List<Node> path,
    List<RedFlagCount> counts,
    long total,
    List<Hit> hits,
    @Nullable HitCursor next,
    boolean synthetic) {

  public RedFlagList {
    path = List.copyOf(path);
    counts = List.copyOf(counts);
    hits = List.copyOf(hits);
  }
}
