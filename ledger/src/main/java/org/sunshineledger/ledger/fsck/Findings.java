package org.sunshineledger.ledger.fsck;

import java.util.List;
import java.util.PriorityQueue;

/** Counts what is found, and keeps the first of it. For one thread. */
final class Findings {

  /** After so many it is plain that more than a row is wrong. */
  static final int KEPT = 20;

  private final PriorityQueue<Finding> first = new PriorityQueue<>(Finding.BY_POSITION.reversed());
  private long count;

  void add(Finding finding) {
    count++;
    first.add(finding);
    if (first.size() > KEPT) first.remove();
  }

  void addAll(List<Finding> findings) {
    findings.forEach(this::add);
  }

  /** Some that were counted elsewhere and come after all that are kept of them. */
  void addUnseen(long more) {
    count += more;
  }

  long count() {
    return count;
  }

  /** At most {@link #KEPT}, the smallest position first. */
  List<Finding> first() {
    return first.stream().sorted(Finding.BY_POSITION).toList();
  }
}
