package org.sunshineledger.api.imports;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.sunshineledger.api.imports.Import.Recorded;
import org.sunshineledger.api.imports.Import.State;
import org.sunshineledger.api.imports.ImportStore.Came;
import org.sunshineledger.api.imports.ImportStore.Kept;
import org.sunshineledger.api.orders.Admission;
import org.sunshineledger.api.security.Denials;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.api.web.Refusals;
import org.sunshineledger.ledger.Answer;
import org.sunshineledger.ledger.Asked;
import org.sunshineledger.ledger.Ledger;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.journal.JournalUnavailable;
import org.sunshineledger.ledger.journal.Receipt;
import org.sunshineledger.ledger.vault.SealingKey;

/**
 * Tries out and records what was uploaded, behind the doors. What is under way stands in the
 * database: a program that was stopped goes on at its next start, and each order has an idempotency
 * key made of its import and its number, so that nothing is recorded twice. Nodes keep out of each
 * other's way by an advisory lock for each import.
 */
@Component
final class ImportWork implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ImportWork.class);

  /** One append carries so many rows at most, or others would wait too long for theirs. */
  static final int MOST_ROWS_TOGETHER = 10_000;

  private static final int PAGE = 512;

  /** A list of payments is as large as all the rows of another page. */
  private static final int PAGE_OF_PAYMENTS = 4;

  /** While one page asks the database, another is decided. */
  private static final int PAGES_TRIED_AT_ONCE = 2;

  /** An upload of a moment ago need not wait for the hundred thousand rows before it. */
  private static final int IMPORTS_AT_ONCE = 2;

  private static final long LOOK_SECONDS = 5;
  private static final long LOCK = 0x494D_504F_5254_0000L;

  private final ImportStore store;
  private final Ledger ledger;
  private final Admission admission;
  private final Denials denials;
  private final Refusals refusals;
  private final DataSource dataSource;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<Thread> threads = new ArrayList<>();
  private final ExecutorService beside = Executors.newVirtualThreadPerTaskExecutor();
  private long wakes;
  private volatile boolean closed;

  ImportWork(
      ImportStore store,
      Ledger ledger,
      Admission admission,
      Denials denials,
      Refusals refusals,
      DataSource dataSource,
      Clock clock) {
    this.store = store;
    this.ledger = ledger;
    this.admission = admission;
    this.denials = denials;
    this.refusals = refusals;
    this.dataSource = dataSource;
    this.clock = clock;
  }

  /** Nothing can be done with an import now; later it goes on. */
  private static final class NotNow extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotNow() {
      super(null, null, false, false);
    }
  }

  /** The master key was replaced since the file came. */
  private static final class KeyLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KeyLost() {
      super(null, null, false, false);
    }
  }

  @EventListener(ApplicationReadyEvent.class)
  void start() {
    for (int i = 0; i < IMPORTS_AT_ONCE; i++)
      threads.add(Thread.ofVirtual().name("imports-" + i).start(this::work));
  }

  /** There is something to do. */
  void wake() {
    lock.lock();
    try {
      wakes++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void work() {
    while (!closed) {
      long seen = wakes();
      try {
        int deleted = store.deleteExpired(clock.instant());
        if (deleted > 0) log.info("{} imports were a week old and are deleted", deleted);
        for (UUID id : store.working()) if (!closed) quietly(id);
      } catch (RuntimeException e) {
        log.error("imports cannot be worked on: {}", e.getClass().getName());
      }
      rest(seen);
    }
  }

  /**
   * One that cannot be worked on keeps no other waiting; a day after its week it goes all the same.
   */
  private void quietly(UUID id) {
    try {
      alone(id);
    } catch (RuntimeException | SQLException e) {
      // Its message may hold what stands in a row.
      log.error("import {} cannot be worked on: {}", id, e.getClass().getName());
    }
  }

  private long wakes() {
    lock.lock();
    try {
      return wakes;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Until there is something to do, or might be.
   *
   * @param seen how often it had been woken when it looked for work: who woke it since then is not
   *     missed
   */
  private void rest(long seen) {
    lock.lock();
    try {
      long left = TimeUnit.SECONDS.toNanos(LOOK_SECONDS);
      while (!closed && wakes == seen && left > 0) left = changed.awaitNanos(left);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed = true;
    } finally {
      lock.unlock();
    }
  }

  /** Unless another thread or node has it. */
  private void alone(UUID id) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      if (!ask(connection, "select pg_try_advisory_lock(?)", id)) return;
      try {
        go(id);
      } finally {
        boolean _ = ask(connection, "select pg_advisory_unlock(?)", id);
      }
    }
  }

  private static boolean ask(Connection connection, String sql, UUID id) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, lockOf(id));
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  /** Whoever holds this advisory lock is alone with the import. */
  static long lockOf(UUID id) {
    return LOCK ^ id.getMostSignificantBits();
  }

  /**
   * Brings an import to the end of what is under way, or as far as it gets before all is closed.
   */
  void go(UUID id) throws SQLException {
    Optional<Import> found = store.find(id);
    if (found.isEmpty()) return;
    Import one = found.get();
    try {
      if (one.state() == State.CHECKING) check(one);
      if (one.state() == State.RECORDING) record(one);
    } catch (NotNow | JournalUnavailable later) {
      log.info("import {} waits and goes on later", id);
    } catch (KeyLost e) {
      log.warn("import {} was sealed under another master key and is deleted", id);
      store.drop(id);
    }
  }

  // Looked through

  private void check(Import one) throws SQLException {
    store.forgetForeseen(one.id());
    if (foresee(one)) store.ready(one.id());
  }

  /** What is found about some units, once they were tried out. */
  private record Trial(int units, Future<List<Flaws.Found>> found) {}

  /**
   * Tries all open units out; false when it was closed meanwhile. Nothing comes of an order that is
   * tried out, so that the next page need not wait for what is found about this one.
   */
  private boolean foresee(Import one) throws SQLException {
    SealingKey key = key(one);
    Queue<Trial> underway = new ArrayDeque<>();
    int after = -1;
    int done = 0;
    for (List<Kept> page = page(one, after); !page.isEmpty(); page = page(one, after)) {
      if (closed) return false;
      List<Kept> units = page;
      underway.add(
          new Trial(units.size(), beside.submit(() -> foreseen(one, opened(one, key, units)))));
      after = page.getLast().number();
      if (underway.size() == PAGES_TRIED_AT_ONCE) done = noted(one, underway.remove(), done);
    }
    while (!underway.isEmpty()) done = noted(one, underway.remove(), done);
    return true;
  }

  /** Writes down what a trial found; returns how many units were tried out by then. */
  private int noted(Import one, Trial trial, int before) throws SQLException {
    store.foresee(one.id(), of(trial.found()));
    store.reached(one.id(), before + trial.units());
    return before + trial.units();
  }

  /** What came of work that was done beside, or what it threw. */
  private static <T> T of(Future<T> work) throws SQLException {
    try {
      return work.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotNow();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case SQLException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw new IllegalStateException("unforeseen", e.getCause());
      }
    }
  }

  private List<Flaws.Found> foreseen(Import one, List<Entered> units) {
    List<Flaws.Found> found = new ArrayList<>();
    List<Entered> admitted =
        admitted(one, units, (unit, denied) -> found.add(found(unit, refusal(one, denied))));
    List<Optional<RuntimeException>> refused = ledger.orders().tryOutEach(asked(one, admitted));
    for (int i = 0; i < refused.size(); i++) {
      Entered unit = admitted.get(i);
      refused.get(i).ifPresent(why -> found.add(found(unit, refusal(one, why))));
    }
    return found;
  }

  /** Those that the actor may give; what is told of the others is why not. */
  private List<Entered> admitted(
      Import one, List<Entered> units, BiConsumer<Entered, RuntimeException> told) {
    Consumer<Order> admission =
        this.admission.of(one.actor(), units.stream().map(Entered::order).toList());
    List<Entered> admitted = new ArrayList<>(units.size());
    for (Entered unit : units) {
      try {
        admission.accept(unit.order());
        admitted.add(unit);
      } catch (RuntimeException denied) {
        told.accept(unit, denied);
      }
    }
    return admitted;
  }

  private static List<Asked> asked(Import one, List<Entered> units) {
    return units.stream()
        .map(unit -> new Asked(unit.order(), unit.act(one), one.place(unit.number())))
        .toList();
  }

  /** What is denied here is on record as if the order had come over the door for orders. */
  private Refusal refusal(Import one, RuntimeException thrown) {
    if (thrown instanceof Faulty faulty) {
      String recorder = one.recorder();
      if (recorder == null)
        denials.noteOfFile(one.account(), "/imports/" + one.kind().address(), faulty.fault());
      else denials.noteOfFile(recorder, "/imports/%s/record".formatted(one.id()), faulty.fault());
    }
    return Refusal.of(thrown).orElseThrow(NotNow::new);
  }

  private static Flaws.Found found(Entered unit, Refusal refusal) {
    return new Flaws.Found(
        unit.number(),
        unit.firstRow(),
        null,
        null,
        refusal.code(),
        refusal.detail().isEmpty() ? List.of() : List.of(refusal.detail()));
  }

  // Recorded

  private void record(Import one) throws SQLException {
    if (one.mode() == Recorded.ALL_OR_NOTHING) together(one);
    else lineByLine(one);
  }

  /** Units as they were read, up to a number; none at the end. */
  private record Read(int last, List<Entered> units) {}

  /**
   * While a page is recorded the next one is read, and what became of the last one is written down:
   * neither rests on this one.
   */
  private void lineByLine(Import one) throws SQLException {
    store.forgetForeseen(one.id());
    SealingKey key = key(one);
    Future<?> written = CompletableFuture.completedFuture(null);
    try {
      Future<Optional<Read>> next = beside.submit(() -> read(one, key, -1));
      for (Optional<Read> page = of(next); page.isPresent() && !closed; page = of(next)) {
        int last = page.get().last();
        next = beside.submit(() -> read(one, key, last));
        List<Came> came = outcomes(one, page.get().units());
        Object _ = of(written);
        written =
            beside.submit(() -> {
              store.came(one.id(), came);
              return null;
            });
      }
    } finally {
      // Whoever goes on with the import finds all written down that was.
      Object _ = of(written);
    }
    if (!closed) store.recorded(one.id(), clock.instant());
  }

  private Optional<Read> read(Import one, SealingKey key, int after) {
    List<Kept> page = page(one, after);
    return page.isEmpty()
        ? Optional.empty()
        : Optional.of(new Read(page.getLast().number(), opened(one, key, page)));
  }

  /** Gives the orders of a page and writes down what became of them. */
  void recordPage(Import one, List<Kept> page) throws SQLException {
    store.came(one.id(), outcomes(one, opened(one, key(one), page)));
  }

  /** Gives the orders, each by itself, and tells what became of them. */
  private List<Came> outcomes(Import one, List<Entered> units) {
    List<Came> came = new ArrayList<>(units.size());
    List<Entered> admitted =
        admitted(one, units, (unit, denied) -> came.add(refused(one, unit, denied)));
    // From here on some may be recorded; a crash before they are written down finds them by key.
    List<Answer> answers = ledger.orders().submitEach(asked(one, admitted));
    for (int i = 0; i < answers.size(); i++) {
      Entered unit = admitted.get(i);
      came.add(
          switch (answers.get(i)) {
            case Answer.Recorded(Receipt receipt) ->
                Came.recorded(unit.number(), receipt.first(), receipt.last());
            case Answer.NotRecorded(RuntimeException why) -> refused(one, unit, why);
          });
    }
    return came;
  }

  private Came refused(Import one, Entered unit, RuntimeException why) {
    Refusal refusal = refusal(one, why);
    refusals.count(refusal.code());
    return Came.refused(unit.number(), refusal.code(), refusal.detail());
  }

  /** All orders in one append; where one of them would be refused, none is given. */
  private void together(Import one) throws SQLException {
    String once = one.name() + "/all";
    byte[] body = one.digest().bytes();
    Optional<Receipt> earlier = ledger.orders().receiptOf(once, body);
    List<Entered> units = opened(one, key(one), store.open(one.id(), -1, Integer.MAX_VALUE));
    if (earlier.isPresent()) {
      recorded(one, units, earlier.get());
      return;
    }
    store.forgetForeseen(one.id());
    if (!foresee(one)) return;
    if (store.problems(one.id(), 0, 1).isEmpty()) {
      Optional<Flaws.Found> refused = given(one, units, once, body);
      if (refused.isEmpty()) return;
      store.foresee(one.id(), List.of(refused.get()));
    }
    store.ready(one.id());
  }

  private Optional<Flaws.Found> given(Import one, List<Entered> units, String once, byte[] body)
      throws SQLException {
    int[] at = {0};
    try {
      Receipt receipt =
          ledger
              .orders()
              .together(
                  once,
                  body,
                  batch -> {
                    for (at[0] = 0; at[0] < units.size(); at[0]++) {
                      Entered unit = units.get(at[0]);
                      List<UUID> _ = batch.submit(unit.order(), unit.act(one));
                    }
                  });
      recorded(one, units, receipt);
      return Optional.empty();
    } catch (JournalUnavailable e) {
      throw new NotNow();
    } catch (RuntimeException e) {
      // What is refused when all were given is found in none of them: the first stands for all.
      Entered unit = units.get(at[0] < units.size() ? at[0] : 0);
      return Optional.of(found(unit, Refusal.of(e).orElseThrow(NotNow::new)));
    }
  }

  /** Each of these orders is one fact, and they stand in the order in which they were given. */
  private void recorded(Import one, List<Entered> units, Receipt receipt) throws SQLException {
    boolean oneEach = receipt.last() - receipt.first() + 1 == units.size();
    List<Came> came = new ArrayList<>();
    for (int i = 0; i < units.size(); i++)
      came.add(
          oneEach
              ? Came.recorded(units.get(i).number(), receipt.first() + i, receipt.first() + i)
              : Came.recorded(units.get(i).number(), receipt.first(), receipt.last()));
    store.reached(one.id(), 0);
    if (!came.isEmpty()) store.came(one.id(), came);
    store.recorded(one.id(), clock.instant());
  }

  // Pages of units

  private List<Kept> page(Import one, int after) {
    return store.open(one.id(), after, one.kind() == ImportKind.PAYMENTS ? PAGE_OF_PAYMENTS : PAGE);
  }

  private SealingKey key(Import one) {
    if (one.key() == null) throw new IllegalStateException("nothing of this import is left");
    SealingKey key = one.sealing(ledger.vault());
    if (key == null) throw new KeyLost();
    return key;
  }

  /** Decrypted and read on all cores: a page's orders wait for it. */
  static List<Entered> opened(Import one, SealingKey key, List<Kept> page) {
    return page.parallelStream()
        .flatMap(kept -> {
          byte[] sealed = kept.sealed();
          return sealed == null
              ? Stream.empty()
              : Stream.of(
                  Entered.read(
                      key.open(sealed, one.place(kept.number())), kept, one.kind().order()));
        })
        .toList();
  }

  /** Ends the page that is under way; the rest goes on at the next start. */
  @Override
  public void close() {
    closed = true;
    wake();
    try {
      for (Thread thread : threads) thread.join(Duration.ofSeconds(20));
      beside.shutdown();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
