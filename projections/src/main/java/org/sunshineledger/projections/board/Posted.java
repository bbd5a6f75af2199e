package org.sunshineledger.projections.board;

import java.util.List;

/**
 * What one region posted and announced, how its notices ended, and which documents were taken down;
 * all lists in the order of days.
 */
public record Posted(
    List<Notice> notices, List<Notice.Closing> closings, List<Notice.Withdrawal> withdrawals) {

  static final Posted NOTHING = new Posted(List.of(), List.of(), List.of());

  public Posted {
    notices = List.copyOf(notices);
    closings = List.copyOf(closings);
    withdrawals = List.copyOf(withdrawals);
  }
}
