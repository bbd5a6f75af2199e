package org.sunshineledger.projections.board;

import java.util.List;

/**
 * What one region posted and announced, how its notices ended, and what was annulled; all in the
 * order of days.
 */
public record Posted(
    List<Notice> notices, List<Notice.Closing> closings, List<Notice.Annulment> annulments) {

  static final Posted NOTHING = new Posted(List.of(), List.of(), List.of());

  public Posted {
    notices = List.copyOf(notices);
    closings = List.copyOf(closings);
    annulments = List.copyOf(annulments);
  }
}
