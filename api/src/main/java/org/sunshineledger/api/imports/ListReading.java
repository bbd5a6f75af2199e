package org.sunshineledger.api.imports;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.household.HouseholdOrder.ApplyForRegister;

/** Reads a list from top to bottom, once, into orders; only the rows of one order are at hand. */
final class ListReading {

  static final int MOST_ROWS = 100_000;

  /** Rows that are one order, or that are none. */
  sealed interface Unit {

    int firstRow();

    int lastRow();

    /** An order that may be given. */
    record Sound(int firstRow, int lastRow, LocalDate day, Order order) implements Unit {}

    /** Rows in which something is wrong. */
    record Bad(int firstRow, int lastRow) implements Unit {}
  }

  /** Where units go as they are read. */
  interface Sink {
    void take(Unit unit);
  }

  private final Listing listing;
  private final Words words;
  private final LocalDate today;
  private final LocalDate otherwise;
  private final Flaws flaws;
  private final Sink sink;

  private final Header.Search search;
  private Cells.@Nullable Frame frame;
  private boolean headerIsWrong;
  private int headerFlaws;
  private int rows;
  private int lastRead;

  private final List<Cells> together = new ArrayList<>();
  private int lastTogether;
  private boolean tooMany;
  private @Nullable String about;
  private final Map<String, Integer> seen = new HashMap<>();
  private final Map<String, Integer> persons = new HashMap<>();

  /**
   * @param otherwise the day of rows that say none
   */
  ListReading(
      Listing listing,
      Map<String, String> mapping,
      Words words,
      LocalDate today,
      LocalDate otherwise,
      Flaws flaws,
      Sink sink) {
    this.listing = listing;
    this.words = words;
    this.today = today;
    this.otherwise = otherwise;
    this.flaws = flaws;
    this.sink = sink;
    this.search =
        new Header.Search(
            listing.columns(),
            mapping,
            found -> {
              headerFlaws++;
              flaws.found(found);
            });
  }

  /** Reads all rows; answers how many there are below the header. */
  int read(Rows file) throws IOException {
    file.each(row -> row(row, file.countsFrom1904()));
    if (!together.isEmpty()) finish();
    if (frame == null && !headerIsWrong)
      flaws.row(Math.max(1, lastRead), ImportFlaw.HEADER_MISSING);
    else if (rows == 0 && !headerIsWrong) flaws.row(lastRead, ImportFlaw.NO_ROWS);
    return rows;
  }

  private void row(FileRow row, boolean from1904) {
    lastRead = row.number();
    if (headerIsWrong) return;
    if (frame == null) {
      header(row, from1904);
      return;
    }
    if (++rows > MOST_ROWS) throw Faulty.of(Fault.TOO_LARGE, "> " + MOST_ROWS);
    Cells cells = new Cells(row, frame);
    String subject = listing.about(cells);
    boolean goesOn = subject != null && subject.equals(about) && listing.mostTogether() > 1;
    if (!goesOn && !together.isEmpty()) finish();
    if (!goesOn && subject != null) {
      Integer before = seen.putIfAbsent(subject, row.number());
      if (before != null) cells.flawed(ImportFlaw.ROW_TWICE, before);
    }
    cells.requireNothingElse();
    about = subject;
    lastTogether = row.number();
    if (together.size() < listing.mostTogether()) together.add(cells);
    else tooMany();
  }

  /** Said once, at the first of them. */
  private void tooMany() {
    if (!tooMany)
      together.getFirst().flawed(ImportFlaw.TOO_MANY_ROWS_TOGETHER, listing.mostTogether());
    tooMany = true;
  }

  private void header(FileRow row, boolean from1904) {
    if (search.isOver()) return;
    Header header = search.in(row);
    if (header == null) return;
    headerIsWrong = headerFlaws > 0;
    if (!headerIsWrong) frame = new Cells.Frame(header, flaws, words, today, from1904);
  }

  private void finish() {
    int first = together.getFirst().row();
    int last = lastTogether;
    boolean soundBefore = Listing.areSound(together);
    LocalDate day = listing.day(together, otherwise);
    Order order = listing.order(together);
    if (order instanceof ApplyForRegister register) requireNewPersons(register);
    boolean isSound = soundBefore && order != null && day != null && Listing.areSound(together);
    if (isSound) {
      sink.take(new Unit.Sound(first, last, sure(day), sure(order)));
    } else {
      for (Cells row : together) if (row.isSound()) row.flawed(ImportFlaw.ANOTHER_ROW_WRONG);
      sink.take(new Unit.Bad(first, last));
    }
    together.clear();
    about = null;
    tooMany = false;
  }

  /** One person, one row: the ledger would find it too, but only as it records. */
  private void requireNewPersons(ApplyForRegister register) {
    List<String> numbers = RegisterListing.persons(register);
    for (int i = 0; i < numbers.size(); i++) {
      Cells row = together.get(i);
      Integer before = persons.putIfAbsent(numbers.get(i), row.row());
      if (before != null) row.flawed(ImportFlaw.PERSON_TWICE, before);
    }
  }

  private static <T> T sure(@Nullable T value) {
    return Objects.requireNonNull(value);
  }
}
