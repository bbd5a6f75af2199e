package org.sunshineledger.projections.board;

import java.util.List;

/**
 * What one region posted and announced, and how its notices ended; both lists in the order of days.
 */
public record Posted(List<Notice> notices, List<Notice.Closing> closings) {

  static final Posted NOTHING = new Posted(List.of(), List.of());

  public Posted {
    notices = List.copyOf(notices);
    closings = List.copyOf(closings);
  }
}
