package org.sunshineledger.api.staff;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.projections.officer.Act;

/**
 * 待办 of one member of staff, in the post of today.
 *
 * @param region of the post, or null for whose officer holds none today: for him nothing waits
 * @param name of the region, or null
 * @param waiting how many things wait, of all tasks
 * @param overdue how many of them are overdue
 * @param tasks those for which something waits, and how much
 * @param items of each task the first so many, or of one task a page of them, what is overdue first
 * @param next address of the rest of one task, or null
 * @param done what was recorded today through this account's officer, newest first
 * @param doneInAll how many acts that were
 */
record ToDo(
    @Nullable RegionCode region,
    @Nullable String name,
    int waiting,
    int overdue,
    List<Line> tasks,
    List<Item> items,
    @Nullable String next,
    List<Done> done,
    int doneInAll) {

  /**
   * How much waits of one kind.
   *
   * @param all address of all of it, or null where all is shown or it is the only task asked for
   */
  record Line(Task task, int count, int overdue, @Nullable String all) {}

  /**
   * One thing to do.
   *
   * @param place where, or null
   * @param subject its stream, or the number of an import
   * @param item which of several, or null
   * @param since the day from which it waits
   * @param due the last day on which it is in time, or null where none is set
   * @param days how many days it waits
   * @param address where it is done
   * @param more address of what is known of it, or null
   */
  record Item(
      Task task,
      @Nullable String place,
      String subject,
      @Nullable String item,
      LocalDate since,
      @Nullable LocalDate due,
      long days,
      boolean overdue,
      String address,
      @Nullable String more,
      boolean synthetic) {}

  /** Something that was recorded today. */
  record Done(long position, LocalDate on, Act.Part part, String type) {}

  /** The items of a task. */
  public List<Item> of(Task task) {
    return items.stream().filter(each -> each.task() == task).toList();
  }
}
