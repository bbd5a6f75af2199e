package org.sunshineledger.api.imports;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Order;

/** A kind of list: what its columns are, and which order its rows come to. */
sealed interface Listing
    permits RegisterListing,
        IncomeListing,
        PlanListing,
        PaymentListing,
        PairingListing,
        VisitListing,
        CrossCheckListing {

  /** The day of the rows, where the list has no column for it or a cell of it is empty. */
  Column DAY = Column.optional("occurredOn", "日期", "2016-09-04", "发生日期", "日期(年月日)");

  /** From left to right, as in the template. */
  List<Column> columns();

  /**
   * What a row is about, by which it is found again; null when a cell of it is wrong. Rows that are
   * together say it alike and follow each other; otherwise no two rows are about the same.
   */
  @Nullable String about(Cells row);

  /** How many rows may be one order; 1 for a list of which each row is. */
  int mostTogether();

  /** The order, or null when something is wrong, which is told. */
  @Nullable Order order(List<Cells> rows);

  /** The day of the rows, null when it is wrong. */
  default @Nullable LocalDate day(List<Cells> rows, LocalDate otherwise) {
    agree(rows, DAY);
    Cells first = rows.getFirst();
    return first.has(DAY) ? first.day(DAY) : otherwise;
  }

  /** What rows have in common stands in the first; a later one leaves it empty or repeats it. */
  static void agree(List<Cells> rows, Column... common) {
    Cells first = rows.getFirst();
    for (Column column : common) {
      String said = first.plain(column);
      for (Cells row : rows.subList(1, rows.size()))
        if (row.has(column) && !row.plain(column).equals(said)) {
          Object _ = row.flawed(column, ImportFlaw.ROWS_DISAGREE, first.row());
        }
    }
  }

  static boolean areSound(List<Cells> rows) {
    return rows.stream().allMatch(Cells::isSound);
  }
}
