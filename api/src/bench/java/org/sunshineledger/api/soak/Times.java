package org.sunshineledger.api.soak;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;

/** How long answers took, and which came that should not have come. */
final class Times {

  /** Who waited behind the sampler has caught up after this. */
  private static final long AFTERWARDS_NANOS = 500_000_000;

  /** So many are told at once. */
  private static final int SHOWN = 30;

  /** What is looked at apart. */
  enum Group {
    ORDERS,
    BOARDS,
    OTHERS,
    /** Long by nature: an import, a whole log. Only what they are answered is looked at. */
    WORK
  }

  /** Of one group, in milliseconds. */
  record Spread(int answers, double p50, double p99) {}

  private final Map<Group, List<Long>> taken = new EnumMap<>(Group.class);
  private final Map<String, Long> asked = new TreeMap<>();
  private final Map<String, Long> unexpected = new TreeMap<>();
  private long leftOutFrom = Long.MAX_VALUE;
  private long leftOutUntil = Long.MAX_VALUE;
  private long strange;

  Times() {
    for (Group group : Group.values()) taken.put(group, new ArrayList<>());
  }

  /**
   * An answer that came just now.
   *
   * @param due when it was to be asked for, however late it was: who waits behind a stall counts
   */
  synchronized void answered(Group group, String kind, long due) {
    long now = System.nanoTime();
    long _ = asked.merge(kind, 1L, Long::sum);
    boolean heldUp = now >= leftOutFrom && due <= leftOutUntil;
    if (group != Group.WORK && !heldUp) of(group).add(now - due);
  }

  void unexpected(String what) {
    unexpected(what, "");
  }

  /**
   * @param where the first time is told, and is not told apart from others
   */
  synchronized void unexpected(String what, String where) {
    strange++;
    long times = unexpected.merge(what, 1L, Long::sum);
    // At once: a run that is cut says it too.
    if (times == 1 && unexpected.size() <= SHOWN)
      System.out.println("UNEXPECTED %s %s".formatted(what, where).strip());
  }

  /**
   * What the sampler does to the program, such as a full collection, is nobody's load: whatever was
   * under way meanwhile is not timed.
   */
  double leftOut(DoubleSupplier work) {
    synchronized (this) {
      leftOutFrom = System.nanoTime();
      leftOutUntil = Long.MAX_VALUE;
    }
    try {
      return work.getAsDouble();
    } finally {
      synchronized (this) {
        leftOutUntil = System.nanoTime() + AFTERWARDS_NANOS;
      }
    }
  }

  /** Of the group since the last time it was asked for. */
  synchronized Spread spread(Group group) {
    List<Long> sorted = of(group).stream().sorted().toList();
    of(group).clear();
    if (sorted.isEmpty()) return new Spread(0, Double.NaN, Double.NaN);
    return new Spread(sorted.size(), at(sorted, 0.50), at(sorted, 0.99));
  }

  private List<Long> of(Group group) {
    return Objects.requireNonNull(taken.get(group));
  }

  private static double at(List<Long> sorted, double share) {
    return sorted.get(Math.min(sorted.size() - 1, (int) (sorted.size() * share))) / 1e6;
  }

  synchronized long strange() {
    return strange;
  }

  /** How often each was answered. */
  synchronized Map<String, Long> asked() {
    return new TreeMap<>(asked);
  }

  /** What was answered otherwise than expected, and how often. */
  synchronized Map<String, Long> unexpected() {
    return new TreeMap<>(unexpected);
  }
}
