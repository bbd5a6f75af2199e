package org.sunshineledger.projections.board;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What one region posted and announced, how its notices ended, what was annulled, photographs of
 * where they hang, and which documents were taken down; all in the order of days.
 */
public record Posted(
    List<Notice> notices,
    List<Notice.Closing> closings,
    List<Notice.Annulment> annulments,
    List<Notice.Photograph> photographs,
    List<Notice.Withdrawal> withdrawals) {

  static final Posted NOTHING = new Posted(List.of(), List.of(), List.of(), List.of(), List.of());

  private static final Comparator<Notice> BY_DAY =
      Comparator.comparing(Notice::opens).thenComparingLong(Notice::position);
  private static final Comparator<Notice.Closing> BY_END =
      Comparator.comparing(Notice.Closing::on).thenComparingLong(Notice.Closing::position);
  private static final Comparator<Notice.Annulment> BY_ANNULMENT =
      Comparator.comparing(Notice.Annulment::on).thenComparingLong(Notice.Annulment::position);
  private static final Comparator<Notice.Photograph> BY_TAKING =
      Comparator.comparing(Notice.Photograph::on).thenComparingLong(Notice.Photograph::position);
  private static final Comparator<Notice.Withdrawal> BY_WITHDRAWAL =
      Comparator.comparing(Notice.Withdrawal::on).thenComparingLong(Notice.Withdrawal::position);

  public Posted {
    notices = List.copyOf(notices);
    closings = List.copyOf(closings);
    annulments = List.copyOf(annulments);
    photographs = List.copyOf(photographs);
    withdrawals = List.copyOf(withdrawals);
  }

  Posted with(Notice notice) {
    return new Posted(and(notices, notice, BY_DAY), closings, annulments, photographs, withdrawals);
  }

  Posted with(Notice.Closing closing) {
    return new Posted(
        notices, and(closings, closing, BY_END), annulments, photographs, withdrawals);
  }

  Posted with(Notice.Annulment annulment) {
    return new Posted(
        notices, closings, and(annulments, annulment, BY_ANNULMENT), photographs, withdrawals);
  }

  Posted with(Notice.Photograph photograph) {
    return new Posted(
        notices, closings, annulments, and(photographs, photograph, BY_TAKING), withdrawals);
  }

  Posted with(Notice.Withdrawal withdrawal) {
    return new Posted(
        notices, closings, annulments, photographs, and(withdrawals, withdrawal, BY_WITHDRAWAL));
  }

  private static <T> List<T> and(List<T> list, T item, Comparator<T> order) {
    List<T> longer = new ArrayList<>(list);
    longer.add(item);
    longer.sort(order);
    return longer;
  }
}
