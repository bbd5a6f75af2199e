package org.sunshineledger.api.imports;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.sunshineledger.api.imports.Import.State;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.ledger.Ledger;
import org.sunshineledger.ledger.fact.Actor;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.vault.SealingKey;

/** Reads an uploaded file into orders, which it seals and keeps; the file itself is not kept. */
@Component
final class Intake {

  private static final Logger log = LoggerFactory.getLogger(Intake.class);

  static final int LARGEST_FILE_BYTES = 32 << 20;

  /** How long what was uploaded is kept. */
  static final Duration KEPT = Duration.ofDays(7);

  private static final int AT_ONCE = 1_000;

  /** A file is read in memory, and memory is not for one reader alone. */
  private static final int READ_AT_ONCE = 3;

  private static final long PATIENCE_SECONDS = 30;

  private final ImportStore store;
  private final Ledger ledger;
  private final Words words;
  private final Values values;
  private final Clock clock;
  private final Semaphore reading = new Semaphore(READ_AT_ONCE, true);

  Intake(ImportStore store, Ledger ledger, Words words, Values values, Clock clock) {
    this.store = store;
    this.ledger = ledger;
    this.words = words;
    this.values = values;
    this.clock = clock;
  }

  /** The bytes of a file, which are read when it is its turn. */
  interface Body {
    byte[] read() throws IOException;
  }

  /**
   * What is sent with a file.
   *
   * @param mapping headings of the file to fields
   * @param day of rows that say none
   * @param basis number of the document the rows rest on
   */
  record Sent(
      ImportKind kind,
      Body file,
      Map<String, String> mapping,
      LocalDate day,
      boolean backfill,
      @Nullable String basis) {}

  /**
   * Keeps what the file comes to.
   *
   * @throws Faulty when it cannot be read at all
   */
  Import take(Sent sent, String account, Actor actor) throws IOException {
    if (!isMyTurn()) throw Faulty.of(Fault.UNAVAILABLE, "");
    try {
      return kept(sent, sent.file().read(), account, actor);
    } finally {
      reading.release();
    }
  }

  private boolean isMyTurn() {
    try {
      return reading.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Import kept(Sent sent, byte[] file, String account, Actor actor) throws IOException {
    UUID id = UUID.randomUUID();
    SealingKey key = ledger.vault().newSealing("import/" + id);
    Rows rows = rows(file);
    Instant now = clock.instant();
    Import beginning =
        new Import(
            id,
            sent.kind(),
            State.CHECKING,
            null,
            sent.backfill(),
            sent.basis(),
            account,
            actor.region(),
            null,
            actor,
            Sha256.of(file),
            file.length,
            0,
            0,
            0,
            0,
            key.wrapped(),
            now,
            now.plus(KEPT),
            null);
    try {
      return store.create(
          beginning, writing -> new Writer(beginning, key, writing).read(rows, sent));
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("an import could not be kept", e);
    }
  }

  private Rows rows(byte[] file) {
    if (isOfOldSpreadsheet(file))
      throw values.malformed(Spot.Pointer.WHOLE.field("body"), "not-xlsx");
    return isZip(file) ? new WorkbookRows(file, values) : new CsvRows(file, values);
  }

  /** A browser does not know what a file is, and its first bytes say it. */
  private static boolean isZip(byte[] file) {
    return file.length > 2 && file[0] == 'P' && file[1] == 'K';
  }

  /** xls, or a workbook with a password. */
  private static boolean isOfOldSpreadsheet(byte[] file) {
    return file.length > 2 && (file[0] & 0xff) == 0xd0 && (file[1] & 0xff) == 0xcf;
  }

  /** Writes what is read of one file as it comes, a thousand at a time. */
  private final class Writer implements Flaws, ListReading.Sink {

    private final Import one;
    private final SealingKey key;
    private final ImportStore.Writing writing;
    private final List<ImportStore.Kept> units = new ArrayList<>();
    private final List<Found> problems = new ArrayList<>();
    private int unitsRead;
    private int sound;
    private int problemsFound;
    private int problemsKept;
    private int lastRow;

    Writer(Import one, SealingKey key, ImportStore.Writing writing) {
      this.one = one;
      this.key = key;
      this.writing = writing;
    }

    Import read(Rows rows, Sent sent) throws IOException, SQLException {
      int count =
          new ListReading(
                  sent.kind().listing(),
                  sent.mapping(),
                  words,
                  LocalDate.now(clock),
                  sent.day(),
                  this,
                  this)
              .read(rows);
      flush();
      return new Import(
          one.id(),
          one.kind(),
          sound > 0 ? State.CHECKING : State.READY,
          null,
          one.backfill(),
          one.basis(),
          one.account(),
          one.region(),
          null,
          one.actor(),
          one.digest(),
          one.bytes(),
          count,
          unitsRead,
          problemsFound,
          0,
          one.key(),
          one.uploadedAt(),
          one.expiresAt(),
          null);
    }

    @Override
    public void found(Found found) {
      problemsFound++;
      boolean anotherOfTheRow = found.row() == lastRow;
      lastRow = found.row();
      if (problemsKept + problems.size() >= ImportStore.MOST_PROBLEMS && anotherOfTheRow) return;
      problems.add(found);
      if (problems.size() >= AT_ONCE) flush();
    }

    @Override
    public void take(ListReading.Unit unit) {
      int number = unitsRead++;
      units.add(
          switch (unit) {
            case ListReading.Unit.Sound it -> {
              sound++;
              byte[] order = Entered.written(it.day(), it.order());
              yield new ImportStore.Kept(
                  number, it.firstRow(), it.lastRow(), key.seal(order, one.place(number)));
            }
            case ListReading.Unit.Bad it ->
                new ImportStore.Kept(number, it.firstRow(), it.lastRow(), null);
          });
      if (units.size() >= AT_ONCE) flush();
    }

    private void flush() {
      try {
        if (!units.isEmpty()) writing.units(units);
        if (!problems.isEmpty()) writing.problems(problemsKept, problems);
      } catch (SQLException e) {
        throw unkept(e);
      }
      units.clear();
      problemsKept += problems.size();
      problems.clear();
    }
  }

  /** The exception of the database may repeat what was to be written. */
  private static Faulty unkept(SQLException e) {
    log.error("an import could not be kept (SQL state {})", e.getSQLState());
    return Faulty.of(Fault.UNAVAILABLE, "");
  }
}
