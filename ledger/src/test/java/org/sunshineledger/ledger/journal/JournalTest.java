package org.sunshineledger.ledger.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunshineledger.ledger.TestDatabase;
import org.sunshineledger.ledger.fact.Sha256;

@DisplayName("The journal")
class JournalTest {

  private static final String LI = "household/4101850010010001";
  private static final String WANG = "household/4101850010010002";

  private final TestDatabase database = TestDatabase.create();
  private final Journal journal = new Journal(database.app());

  @AfterEach
  void close() {
    journal.close();
    database.close();
  }

  private static Append.NewFact fact(String stream, long sequence) {
    return fact(stream, sequence, "{}");
  }

  private static Append.NewFact fact(String stream, long sequence, String detail) {
    return new Append.NewFact(
        UUID.randomUUID(), stream, sequence, "test.said.v1", new byte[32], detail.getBytes(UTF_8));
  }

  private Receipt append(String stream, long... sequences) {
    Append append = new Append();
    for (long sequence : sequences) append.fact(fact(stream, sequence));
    return journal.append(append);
  }

  private static Sha256 body(String text) {
    return Sha256.of(text.getBytes(UTF_8));
  }

  @Test
  void numbersFactsFromZeroWithoutGaps() {
    assertThat(journal.size()).isZero();
    assertThat(append(LI, 0, 1)).isEqualTo(new Receipt(0, 1, false));
    assertThat(append(WANG, 0)).isEqualTo(new Receipt(2, 2, false));
    assertThat(journal.size()).isEqualTo(3);
    assertThat(journal.read(0, 10)).extracting(StoredFact::position).containsExactly(0L, 1L, 2L);
    assertThat(journal.read(1, 1)).extracting(StoredFact::position).containsExactly(1L);
    assertThat(journal.at(3)).isEmpty();
  }

  @Test
  void givesSeveralFactsAtOnceAndOnlyThoseThereAre() {
    append(LI, 0, 1, 2);
    assertThat(journal.at(List.of(2L, 7L, 0L, 2L)))
        .extracting(StoredFact::position)
        .containsExactlyInAnyOrder(0L, 2L);
    assertThat(journal.at(List.of())).isEmpty();
  }

  @Test
  void givesBackEveryByte() {
    Append.NewFact said = fact(LI, 0, "{\"说\":\"没有\"}");
    journal.append(new Append().fact(said));
    StoredFact stored = journal.at(0).orElseThrow();
    assertThat(stored.id()).isEqualTo(said.id());
    assertThat(stored.stream()).isEqualTo(LI);
    assertThat(stored.sequence()).isZero();
    assertThat(stored.type()).isEqualTo("test.said.v1");
    assertThat(stored.salt()).isEqualTo(said.salt());
    assertThat(stored.detail()).isEqualTo(said.detail());
    assertThat(journal.byId(said.id()).orElseThrow().position()).isZero();
    assertThat(journal.stream(LI)).hasSize(1);
    assertThat(journal.stream(WANG)).isEmpty();
  }

  @Test
  void takesThousandsAtOnceAndTheLargestDetail() {
    Append many = new Append();
    for (int i = 0; i < 5_000; i++) many.fact(fact(LI, i));
    many.fact(fact(WANG, 0, "x".repeat(Append.MAX_DETAIL_BYTES)));
    assertThat(journal.append(many)).isEqualTo(new Receipt(0, 5_000, false));
    assertThat(journal.at(5_000).orElseThrow().detail()).hasSize(Append.MAX_DETAIL_BYTES);
  }

  @Test
  void refusesADetailAboveOneMebibyte() {
    Append append = new Append();
    assertThatThrownBy(() -> append.fact(fact(LI, 0, "x".repeat(Append.MAX_DETAIL_BYTES + 1))))
        .isInstanceOf(DetailTooLarge.class)
        .hasMessageContaining("1,048,577");
  }

  @Test
  void writesNothingForNothing() {
    assertThat(journal.append(new Append())).isEqualTo(new Receipt(-1, -1, false));
    assertThat(journal.size()).isZero();
  }

  @Test
  void keepsPositionsDenseAndInCommitOrderUnderConcurrentAppends() throws Exception {
    Set<Long> seen = new HashSet<>();
    List<Future<List<Receipt>>> callers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int caller = 0; caller < 32; caller++) {
        String stream = "household/410185001001%04d".formatted(caller);
        callers.add(
            threads.submit(() -> {
              List<Receipt> receipts = new ArrayList<>();
              for (int i = 0; i < 20; i++) receipts.add(append(stream, 2L * i, 2L * i + 1));
              return receipts;
            }));
      }
      for (Future<List<Receipt>> caller : callers) {
        long before = -1;
        for (Receipt receipt : caller.get()) {
          assertThat(receipt.first()).isGreaterThan(before);
          assertThat(receipt.last()).isEqualTo(receipt.first() + 1);
          assertThat(seen.add(receipt.first()) && seen.add(receipt.last())).isTrue();
          before = receipt.last();
        }
      }
    }
    List<StoredFact> all = journal.read(0, 2_000);
    assertThat(all).hasSize(32 * 20 * 2);
    for (int i = 0; i < all.size(); i++) {
      assertThat(all.get(i).position()).isEqualTo(i);
      if (i > 0) assertThat(all.get(i).recordedAt()).isAfterOrEqualTo(all.get(i - 1).recordedAt());
    }
  }

  @Test
  void letsTwoNodesTakeTurns() throws Exception {
    try (Journal other = new Journal(database.app());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> callers = new ArrayList<>();
      for (int caller = 0; caller < 8; caller++) {
        String stream = "household/410185001001%04d".formatted(caller);
        Journal node = caller % 2 == 0 ? journal : other;
        callers.add(
            threads.submit(() -> {
              for (int i = 0; i < 25; i++) node.append(new Append().fact(fact(stream, i)));
            }));
      }
      for (Future<?> caller : callers) caller.get();
    }
    assertThat(journal.size()).isEqualTo(200);
    assertThat(journal.read(0, 300))
        .extracting(StoredFact::position)
        .containsExactlyElementsOf(java.util.stream.LongStream.range(0, 200).boxed().toList());
  }

  @Nested
  @DisplayName("with guards")
  class Guards {

    @Test
    void refusesADecisionOnAStreamThatMovedOn() {
      append(LI, 0, 1);
      assertThatThrownBy(() -> append(LI, 1))
          .isInstanceOfSatisfying(
              Conflict.class, conflict -> assertThat(conflict.stream()).isEqualTo(LI));
      assertThatThrownBy(() -> journal.append(new Append().guard(LI, 0).fact(fact(WANG, 0))))
          .isInstanceOf(Conflict.class);
      assertThat(journal.append(new Append().guard(LI, 1).fact(fact(WANG, 0))).first())
          .isEqualTo(2);
    }

    @Test
    void refusesADecisionThatRestedOnAStreamNotBeingThere() {
      append(LI, 0);
      assertThatThrownBy(() -> journal.append(new Append().guard(LI, -1).fact(fact(WANG, 0))))
          .isInstanceOf(Conflict.class);
      assertThat(journal.size()).isEqualTo(1);
    }

    @Test
    void refusesAGapWithinAStream() {
      assertThatThrownBy(() -> journal.append(new Append().fact(fact(LI, 0)).fact(fact(LI, 2))))
          .isInstanceOf(Conflict.class);
    }

    @Test
    void failsOnlyTheCulpritOfACommit() throws Exception {
      List<Append> appends = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        Append append = new Append().fact(fact("household/410185001001%04d".formatted(i), 0));
        if (i == 7) append.guard(LI, 4);
        if (i == 23) append.sideRow("insert into vault.field (digest) values (?)", new byte[32]);
        appends.add(append);
      }
      List<Throwable> failures = appendAllAtOnce(appends);
      assertThat(failures).hasSize(2);
      assertThat(failures).filteredOn(Conflict.class::isInstance).hasSize(1);
      assertThat(failures)
          .filteredOn(IllegalStateException.class::isInstance)
          .singleElement()
          .satisfies(failure -> assertThat(failure).hasMessageContaining("23502"));
      assertThat(journal.size()).isEqualTo(38);
    }

    private List<Throwable> appendAllAtOnce(List<Append> appends) throws InterruptedException {
      List<Throwable> failures = new ArrayList<>();
      List<Future<Receipt>> callers = new ArrayList<>();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (Append append : appends) callers.add(threads.submit(() -> journal.append(append)));
      }
      for (Future<Receipt> caller : callers)
        if (caller.state() == Future.State.FAILED) failures.add(caller.exceptionNow());
      return failures;
    }
  }

  @Nested
  @DisplayName("with claims")
  class Claims {

    private Append claimedBy(String holder, long sequence) {
      return new Append().fact(fact(holder, sequence)).claim("person-on-register", "f1", holder);
    }

    @Test
    void letsOnlyOneHold() {
      journal.append(claimedBy(LI, 0));
      assertThat(journal.holderOf("person-on-register", "f1")).contains(LI);
      assertThatThrownBy(() -> journal.append(claimedBy(WANG, 0)))
          .isInstanceOfSatisfying(
              ClaimTaken.class,
              taken -> {
                assertThat(taken.kind()).isEqualTo("person-on-register");
                assertThat(taken.key()).isEqualTo("f1");
              });
      assertThatThrownBy(() -> journal.append(claimedBy(LI, 1))).isInstanceOf(ClaimTaken.class);
      assertThat(journal.size()).isEqualTo(1);
    }

    @Test
    void letsAnotherTakeWhatWasReleased() {
      journal.append(claimedBy(LI, 0));
      journal.append(new Append().fact(fact(LI, 1)).release("person-on-register", "f1", LI));
      assertThat(journal.holderOf("person-on-register", "f1")).isEmpty();
      journal.append(claimedBy(WANG, 0));
      assertThat(journal.holderOf("person-on-register", "f1")).contains(WANG);
    }

    @Test
    void doesNotLetAnotherReleaseIt() {
      journal.append(claimedBy(LI, 0));
      journal.append(new Append().fact(fact(WANG, 0)).release("person-on-register", "f1", WANG));
      assertThat(journal.holderOf("person-on-register", "f1")).contains(LI);
    }

    @Test
    void letsOneOfManyAtOnceHold() throws Exception {
      int taken = 0;
      List<Future<Receipt>> callers = new ArrayList<>();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 20; i++) {
          String holder = "household/410185001001%04d".formatted(i);
          callers.add(threads.submit(() -> journal.append(claimedBy(holder, 0))));
        }
      }
      for (Future<Receipt> caller : callers)
        if (caller.state() == Future.State.FAILED) {
          assertThat(caller.exceptionNow()).isInstanceOf(ClaimTaken.class);
          taken++;
        }
      assertThat(taken).isEqualTo(19);
      assertThat(journal.size()).isEqualTo(1);
    }
  }

  @Nested
  @DisplayName("with an idempotency key")
  class Once {

    @Test
    void writesOnceAndAnswersTwice() {
      Append first = new Append().fact(fact(LI, 0)).once("k1", body("a"));
      assertThat(journal.append(first)).isEqualTo(new Receipt(0, 0, false));
      Append again = new Append().fact(fact(LI, 0)).once("k1", body("a"));
      assertThat(journal.append(again)).isEqualTo(new Receipt(0, 0, true));
      assertThat(journal.receiptOf("k1")).contains(new Receipt(0, 0, true));
      assertThat(journal.receiptOf("k2")).isEmpty();
      assertThat(journal.size()).isEqualTo(1);
    }

    @Test
    void refusesAnotherBody() {
      journal.append(new Append().fact(fact(LI, 0)).once("k1", body("a")));
      assertThatThrownBy(
              () -> journal.append(new Append().fact(fact(WANG, 0)).once("k1", body("b"))))
          .isInstanceOfSatisfying(
              KeyReused.class, reused -> assertThat(reused.key()).isEqualTo("k1"));
      assertThatThrownBy(() -> journal.receiptOf("k1", body("b"))).isInstanceOf(KeyReused.class);
      assertThat(journal.size()).isEqualTo(1);
    }

    @Test
    void writesOnceWhenManyAskAtOnce() throws Exception {
      List<Future<Receipt>> callers = new ArrayList<>();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 20; i++)
          callers.add(
              threads.submit(
                  () -> journal.append(new Append().fact(fact(LI, 0)).once("k1", body("a")))));
      }
      int written = 0;
      for (Future<Receipt> caller : callers) {
        assertThat(caller.get().first()).isZero();
        if (!caller.get().repeated()) written++;
      }
      assertThat(written).isEqualTo(1);
      assertThat(journal.size()).isEqualTo(1);
    }
  }

  @Nested
  @DisplayName("keeps time")
  class Time {

    @Test
    void neverGoesBackWhileTheClockIsLittleBehind() throws SQLException {
      Instant ahead = plant(Duration.ofMillis(1_500));
      append(LI, 0);
      assertThat(journal.at(1).orElseThrow().recordedAt()).isEqualTo(ahead);
    }

    @Test
    void turnsOrdersAwayWhileTheClockIsFarBehind() throws SQLException {
      plant(Duration.ofSeconds(30));
      assertThatThrownBy(() -> append(LI, 0))
          .isInstanceOfSatisfying(
              JournalUnavailable.class,
              unavailable ->
                  assertThat(unavailable.retryAfter())
                      .isBetween(Duration.ofSeconds(20), Duration.ofSeconds(28)));
      assertThat(journal.size()).isEqualTo(1);
    }

    @Test
    void findsThePositionAtAMoment() throws SQLException {
      assertThat(journal.positionAt(Instant.now())).isEmpty();
      for (int i = 0; i < 5; i++) append(LI, 2L * i, 2L * i + 1);
      for (StoredFact each : journal.read(0, 20)) {
        long lastOfItsTime =
            journal.read(0, 20).stream()
                .filter(fact -> fact.recordedAt().equals(each.recordedAt()))
                .mapToLong(StoredFact::position)
                .max()
                .orElseThrow();
        assertThat(journal.positionAt(each.recordedAt())).hasValue(lastOfItsTime);
      }
      Instant first = journal.at(0).orElseThrow().recordedAt();
      assertThat(journal.positionAt(first.minusNanos(1))).isEmpty();
      assertThat(journal.positionAt(first.plusSeconds(3_600))).hasValue(9);
    }

    /** A first fact from a clock that is ahead. */
    private Instant plant(Duration lead) throws SQLException {
      try (Connection connection = database.owner().getConnection();
          PreparedStatement statement =
              connection.prepareStatement(
                  """
                  insert into journal.event
                    (position, recorded_at, id, stream, sequence, type, salt, detail, leaf)
                  values (0, ?, gen_random_uuid(), 'test/0', 0, 'test.said.v1',
                    decode(repeat('00', 32), 'hex'), '{}', decode(repeat('00', 32), 'hex'))
                  """)) {
        Instant moment = Instant.now().plus(lead).truncatedTo(ChronoUnit.MICROS);
        statement.setObject(1, OffsetDateTime.ofInstant(moment, ZoneOffset.UTC));
        statement.execute();
        return moment;
      }
    }
  }

  @Nested
  @DisplayName("is only added to")
  class AppendOnly {

    @Test
    void byTheRunningRole() throws SQLException {
      append(LI, 0);
      for (String change : changes()) assertRefused(database.app(), change, "42501");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "alter table journal.event disable trigger append_only",
          "alter table journal.event disable trigger all",
          "drop trigger append_only on journal.event",
          "alter table journal.event alter column detail type text using ''",
          "alter table journal.event drop constraint event_pkey",
          "alter table journal.event rename to past",
          "alter table journal.event set schema view",
          "alter table journal.event owner to ledger_app",
          "drop table journal.event",
          "drop schema journal cascade",
          "create rule nothing as on update to journal.event do instead nothing",
          "create table journal.event_of_mine (position bigint)",
          "create or replace function journal.refuse_change() returns trigger language plpgsql"
              + " as 'begin return null; end'",
          "do 'begin lock table journal.event in access exclusive mode; end'",
          "select * from journal.event for update",
          "set session_replication_role = replica",
          "set role ledger_owner",
          "set role postgres",
          "set session authorization ledger_owner"
        })
    void byTheRunningRoleWhateverItTriesAtTheGuards(String attempt) throws SQLException {
      append(LI, 0);
      assertRefused(database.app(), attempt, "42501");
      assertThat(journal.size()).isEqualTo(1);
    }

    @Test
    void byTheRunningRoleEvenAfterItGrantedItselfMore() throws SQLException {
      try (Connection connection = database.app().getConnection();
          Statement statement = connection.createStatement()) {
        // PostgreSQL answers with a warning: there was nothing it could give away.
        statement.execute("grant update, delete, truncate on journal.event to ledger_app");
      }
      for (String change : changes()) assertRefused(database.app(), change, "42501");
    }

    @Test
    void evenByTheOwner() throws SQLException {
      append(LI, 0);
      for (String change : changes()) assertRefused(database.owner(), change, "23001");
    }

    @Test
    void evenByTheSuperuserWhoCallsItselfAReplica() throws SQLException {
      append(LI, 0);
      for (String change : changes())
        assertRefused(
            database.superuser(), "set session_replication_role = replica; " + change, "23001");
    }

    @Test
    void andTheReaderOnlyReads() throws SQLException {
      assertRefused(
          database.reader(),
          "insert into journal.idempotency values ('k', decode(repeat('00', 32), 'hex'), 0, 0)",
          "42501");
      assertRefused(database.reader(), "select * from vault.field", "42501");
    }

    private List<String> changes() {
      List<String> changes = new ArrayList<>();
      for (String table : List.of("event", "claim", "idempotency")) {
        changes.add("delete from journal." + table);
        changes.add("truncate journal." + table);
      }
      changes.add("update journal.event set detail = ''");
      changes.add(
          """
          insert into journal.event select * from journal.event
          on conflict (position) do update set detail = ''
          """);
      changes.add(
          """
          merge into journal.event using (values (0)) as asked (position)
          on event.position = asked.position
          when matched then update set detail = ''
          """);
      changes.add(
          """
          merge into journal.event using (values (0)) as asked (position)
          on event.position = asked.position
          when matched then delete
          """);
      changes.add("update journal.claim set held = false");
      changes.add("update journal.idempotency set key = ''");
      return changes;
    }

    private void assertRefused(DataSource role, String sql, String state) throws SQLException {
      try (Connection connection = role.getConnection();
          Statement statement = connection.createStatement()) {
        assertThatThrownBy(() -> statement.execute(sql))
            .as(sql)
            .isInstanceOfSatisfying(
                SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state));
      }
    }
  }

  @Nested
  @DisplayName("when too many wait")
  class Overloaded {

    private void appendLarge(int times, List<Future<Receipt>> callers, ExecutorService threads) {
      String large = "x".repeat(Append.MAX_DETAIL_BYTES);
      for (int i = 0; i < times; i++) {
        Append append = new Append().fact(fact("test/" + i, 0, large));
        callers.add(threads.submit(() -> journal.append(append)));
      }
    }

    @Test
    void turnsSomeAwayAndWritesTheRest() throws Exception {
      List<Future<Receipt>> callers = new ArrayList<>();
      try (Connection elsewhere = database.superuser().getConnection();
          Statement statement = elsewhere.createStatement();
          ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        statement.execute("select pg_advisory_lock(%d)".formatted(AppendTransaction.LOCK));
        appendLarge(90, callers, threads);
        while (callers.stream().noneMatch(caller -> caller.state() == Future.State.FAILED))
          Thread.onSpinWait();
        statement.execute("select pg_advisory_unlock(%d)".formatted(AppendTransaction.LOCK));
      }
      long written = 0;
      for (Future<Receipt> caller : callers) {
        if (caller.state() == Future.State.SUCCESS) written++;
        else
          assertThat(caller.exceptionNow())
              .isInstanceOf(JournalUnavailable.class)
              .hasMessageContaining("overloaded");
      }
      assertThat(written).isBetween(60L, 89L);
      assertThat(journal.size()).isEqualTo(written);
    }

    /**
     * The lock's holder makes the first commit wait 10 s, the second too; the third is not begun.
     */
    @Test
    void letsThoseGoWhoseTurnDoesNotCome() throws Exception {
      List<Future<Receipt>> callers = new ArrayList<>();
      try (Connection elsewhere = database.superuser().getConnection();
          Statement statement = elsewhere.createStatement();
          ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        statement.execute("select pg_advisory_lock(%d)".formatted(AppendTransaction.LOCK));
        appendLarge(50, callers, threads);
        Patience.until(
            "somebody has waited too long",
            () ->
                callers.stream()
                    .filter(caller -> caller.state() == Future.State.FAILED)
                    .anyMatch(caller -> caller.exceptionNow().toString().contains("did not come")));
        statement.execute("select pg_advisory_unlock(%d)".formatted(AppendTransaction.LOCK));
      }
      long written =
          callers.stream().filter(caller -> caller.state() == Future.State.SUCCESS).count();
      assertThat(journal.size()).isEqualTo(written).isBetween(1L, 20L);
    }
  }

  @Nested
  @DisplayName("when its connection breaks")
  class Broken {

    @Test
    void saysSoAndComesBack() throws SQLException {
      append(LI, 0);
      try (Connection connection = database.superuser().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute(
            """
            select pg_terminate_backend(pid) from pg_stat_activity
            where usename = 'ledger_app' and datname = current_database()
            """);
      }
      assertThatThrownBy(() -> append(LI, 1))
          .isInstanceOf(JournalUnavailable.class)
          .hasMessageContaining("lost its database connection");
      assertThat(append(LI, 1)).isEqualTo(new Receipt(1, 1, false));
    }

    @Test
    void isClosedForGood() {
      journal.close();
      assertThatThrownBy(() -> append(LI, 0))
          .isInstanceOf(JournalUnavailable.class)
          .hasMessageContaining("closed");
    }
  }
}
