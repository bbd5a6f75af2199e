package org.sunshineledger.ledger;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.sunshineledger.ledger.fsck.Finding.Code.CLAIM_BROKEN;
import static org.sunshineledger.ledger.fsck.Finding.Code.DETAIL_CONTRADICTS_ROW;
import static org.sunshineledger.ledger.fsck.Finding.Code.GUARD_OFF;
import static org.sunshineledger.ledger.fsck.Finding.Code.KEY_BROKEN;
import static org.sunshineledger.ledger.fsck.Finding.Code.LEAF_DIFFERS;
import static org.sunshineledger.ledger.fsck.Finding.Code.POSITION_MISSING;
import static org.sunshineledger.ledger.fsck.Finding.Code.POSITION_WRONG;
import static org.sunshineledger.ledger.fsck.Finding.Code.ROOT_DIFFERS;
import static org.sunshineledger.ledger.fsck.Finding.Code.SALT_MALFORMED;
import static org.sunshineledger.ledger.fsck.Finding.Code.SEQUENCE_BROKEN;
import static org.sunshineledger.ledger.fsck.Finding.Code.TIME_AHEAD;
import static org.sunshineledger.ledger.fsck.Finding.Code.TIME_GOES_BACK;
import static org.sunshineledger.ledger.fsck.Finding.Code.UNKNOWN_TYPE;
import static org.sunshineledger.ledger.fsck.Finding.Code.VALUE_MISSING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.fsck.CouldNotCheck;
import org.sunshineledger.ledger.fsck.Finding;
import org.sunshineledger.ledger.fsck.Fsck;
import org.sunshineledger.ledger.fsck.Report;
import org.sunshineledger.ledger.journal.Append;
import org.sunshineledger.ledger.journal.StoredFact;
import org.sunshineledger.ledger.log.CompactRange;
import org.sunshineledger.ledger.log.MerkleTree;
import org.sunshineledger.ledger.log.TreeHead;
import org.sunshineledger.ledger.rules.Act;

@DisplayName("The check of the journal")
class FsckTest {

  /** Facts of the story: a at 0 1 4 6 8 12, b at 2 3 5 7 9, c at 10 11; 8 and 9 in one commit. */
  private static final int FACTS = 13;

  private static final String KEY = "key-of-fact-6";

  private final TestDatabase database = TestDatabase.create();
  private final Ledger ledger = Tally.ledger(database);

  @BeforeEach
  void tell() {
    open("a");
    count("a", 1);
    open("b");
    count("b", 1);
    count("a", 2);
    count("b", 2);
    ledger.orders().submit(new Tally.Count("a", 3), OrdersTest.act(), KEY);
    count("b", 3);
    ledger
        .orders()
        .together(
            null,
            batch -> {
              batch.submit(new Tally.Count("a", 4), OrdersTest.act());
              batch.submit(new Tally.Count("b", 4), OrdersTest.act());
            });
    open("c");
    count("c", 1);
    count("a", 5);
  }

  @AfterEach
  void close() {
    ledger.close();
    database.close();
  }

  private void open(String name) {
    ledger.orders().submit(new Tally.Open(name), OrdersTest.act(), null);
  }

  private void count(String name, int number) {
    ledger.orders().submit(new Tally.Count(name, number), OrdersTest.act(), null);
  }

  private Report check() {
    return check(null);
  }

  private Report check(@Nullable TreeHead noted) {
    return new Fsck(database.app(), ledger.codec()).check(noted, (_, _) -> {});
  }

  private TreeHead head() {
    return Objects.requireNonNull(check().head());
  }

  /** All findings of a check, in their order. */
  private void assertFound(Report report, Tuple... positionsAndCodes) {
    assertThat(report.findings())
        .extracting(Finding::position, Finding::code)
        .containsExactly(positionsAndCodes);
    assertThat(report.findingCount()).isEqualTo(positionsAndCodes.length);
    assertThat(report.isSound()).isEqualTo(positionsAndCodes.length == 0);
  }

  private static Tuple at(@Nullable Integer position, Finding.Code code) {
    return tuple(position == null ? null : (long) position, code);
  }

  /** What an owner does who switches the guard off, only for a moment. */
  private void carelessly(String... changes) throws SQLException {
    asOwner(
        Stream.of(
                guards("disable trigger append_only"),
                Stream.of(changes),
                guards("enable always trigger append_only"))
            .flatMap(statements -> statements)
            .toArray(String[]::new));
  }

  private static Stream<String> guards(String what) {
    return Stream.of("event", "claim", "idempotency")
        .map(table -> "alter table journal.%s %s".formatted(table, what));
  }

  private void asOwner(String... statements) throws SQLException {
    try (Connection connection = database.owner().getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (String each : statements) statement.execute(each);
      connection.commit();
    }
  }

  @Nested
  @DisplayName("of a sound one")
  class Sound {

    @Test
    void findsNothingAndTellsTheRootToNote() {
      CompactRange leaves = new CompactRange();
      for (StoredFact fact : ledger.journal().read(0, FACTS)) {
        assertThat(fact.leaf()).isEqualTo(MerkleTree.leafHash(fact.entry()));
        leaves.append(fact.leaf());
      }
      Report report = check();
      assertFound(report);
      assertThat(report.facts()).isEqualTo(FACTS);
      assertThat(report.head()).isEqualTo(leaves.head());
    }

    @Test
    void agreesWithTheRootThatWasNotedBeforeItGrew() {
      TreeHead noted = head();
      count("c", 2);
      Report report = check(noted);
      assertFound(report);
      assertThat(report.noted()).isEqualTo(noted);
      assertThat(Objects.requireNonNull(report.head()).size()).isEqualTo(FACTS + 1);
    }

    @Test
    void agreesWithTheEmptyRoot() {
      assertFound(check(TreeHead.of(0, MerkleTree.emptyRootHash())));
    }

    @Test
    void mayBeDoneByTheReaderWhoSeesOneMoment() {
      Report report =
          new Fsck(database.reader(), ledger.codec())
              .check(
                  null,
                  (facts, total) -> {
                    assertThat(total).isEqualTo(FACTS);
                    if (facts == 0) count("c", 2);
                  });
      assertFound(report);
      assertThat(report.facts()).isEqualTo(FACTS);
    }

    @Test
    void takesWhatWasClaimedGivenBackAndClaimedAgain() {
      for (String holder : List.of("tally/a", "tally/b")) {
        together(append -> append.claim("seat", "1", holder));
        together(append -> append.release("seat", "1", holder));
      }
      assertFound(check());
    }

    private void together(Consumer<Append> work) {
      ledger.orders().together(null, _ -> work.accept(Append.current()));
    }

    @Test
    void takesLargeDetailsAndTellsHowFarItIs() {
      Act plain = OrdersTest.act();
      Act long10k =
          new Act(
              plain.occurredOn(),
              plain.actor(),
              plain.signers(),
              "文".repeat(10_000),
              plain.evidence(),
              plain.mode(),
              plain.origin(),
              plain.correlation(),
              plain.causation());
      ledger.orders().submit(new Tally.Count("c", 0), long10k, null);
      for (int i = 0; i < 3; i++)
        ledger
            .orders()
            .together(
                null,
                batch -> {
                  for (int j = 0; j < 900; j++)
                    batch.submit(new Tally.Count("c", 0), OrdersTest.act());
                });
      List<Long> steps = new ArrayList<>();
      Report report =
          new Fsck(database.app(), ledger.codec())
              .check(
                  null,
                  (facts, total) -> {
                    assertThat(total).isEqualTo(FACTS + 2_701);
                    steps.add(facts);
                  });
      assertFound(report);
      assertThat(steps).containsExactly(0L, 2_000L, FACTS + 2_701L);
    }
  }

  @Nested
  @DisplayName("after a careless owner was there")
  class Damaged {

    @Test
    void findsAChangedDetail() throws SQLException {
      carelessly(
          """
          update journal.event set detail = convert_to(
            replace(convert_from(detail, 'UTF8'), '"number":2', '"number":9'), 'UTF8')
          where position = 4
          """);
      assertFound(check(), at(4, LEAF_DIFFERS));
    }

    @Test
    void findsADetailThatIsNone() throws SQLException {
      carelessly("update journal.event set detail = 'nothing' where position = 4");
      assertFound(check(), at(4, DETAIL_CONTRADICTS_ROW), at(4, LEAF_DIFFERS));
    }

    @Test
    void findsADetailTooLargeForAFact() throws SQLException {
      carelessly(
          "alter table journal.event drop constraint event_detail_of_1_mib",
          """
          update journal.event set detail = convert_to(repeat('x', 1048577), 'UTF8')
          where position = 4
          """);
      assertFound(check(), at(4, VALUE_MISSING), at(6, SEQUENCE_BROKEN));
    }

    @Test
    void findsAChangedSalt() throws SQLException {
      carelessly("update journal.event set salt = sha256(salt) where position = 4");
      assertFound(check(), at(4, LEAF_DIFFERS));
    }

    @Test
    void findsASaltThatIsTooShort() throws SQLException {
      carelessly(
          "alter table journal.event drop constraint event_salt_of_32_bytes",
          "update journal.event set salt = 'short' where position = 4");
      assertFound(check(), at(4, SALT_MALFORMED), at(4, LEAF_DIFFERS));
    }

    @Test
    void findsAChangedTime() throws SQLException {
      carelessly(
          """
          update journal.event set recorded_at = recorded_at - interval '1 day' where position = 4
          """);
      assertFound(check(), at(4, TIME_GOES_BACK), at(4, LEAF_DIFFERS));
    }

    @Test
    void findsATimeThatIsStillToCome() throws SQLException {
      carelessly(
          """
          update journal.event set recorded_at = recorded_at + interval '1 day' where position = 4
          """);
      assertFound(check(), at(4, TIME_AHEAD), at(4, LEAF_DIFFERS), at(5, TIME_GOES_BACK));
    }

    @Test
    void findsATimeThatNeverComes() throws SQLException {
      carelessly("update journal.event set recorded_at = 'infinity' where position = 12");
      assertFound(check(), at(12, TIME_AHEAD), at(12, LEAF_DIFFERS));
      carelessly("update journal.event set recorded_at = '-infinity' where position = 12");
      assertFound(check(), at(12, TIME_GOES_BACK), at(12, LEAF_DIFFERS));
    }

    @Test
    void findsAChangedId() throws SQLException {
      carelessly("update journal.event set id = gen_random_uuid() where position = 4");
      assertFound(check(), at(4, DETAIL_CONTRADICTS_ROW), at(4, LEAF_DIFFERS));
    }

    @Test
    void findsAFactThatWasMovedToAnotherStream() throws SQLException {
      carelessly("update journal.event set stream = 'tally/x' where position = 4");
      assertFound(
          check(), at(4, DETAIL_CONTRADICTS_ROW), at(4, SEQUENCE_BROKEN), at(6, SEQUENCE_BROKEN));
    }

    @Test
    void findsAChangedSequence() throws SQLException {
      carelessly("update journal.event set sequence = 40 where position = 4");
      assertFound(
          check(), at(4, DETAIL_CONTRADICTS_ROW), at(4, SEQUENCE_BROKEN), at(6, SEQUENCE_BROKEN));
    }

    @Test
    void findsAChangedType() throws SQLException {
      carelessly("update journal.event set type = 'tally.opened.v1' where position = 4");
      assertFound(check(), at(4, DETAIL_CONTRADICTS_ROW));
      assertThat(check().findings().getFirst().about()).isEqualTo("tally.opened.v1");
    }

    @Test
    void namesATypeItDoesNotKnowIfItIsOne() throws SQLException {
      carelessly(
          "update journal.event set type = 'tally.guessed.v1' where position = 4",
          "update journal.event set type = '张三 said so' where position = 5");
      assertFound(check(), at(4, UNKNOWN_TYPE), at(5, UNKNOWN_TYPE));
      assertThat(check().findings())
          .extracting(Finding::about)
          .containsExactly("tally.guessed.v1", null);
    }

    @Test
    void findsAChangedDigest() throws SQLException {
      carelessly("update journal.event set leaf = sha256(leaf) where position = 4");
      assertFound(check(), at(4, LEAF_DIFFERS));
    }

    @Test
    void findsAnEmptyColumn() throws SQLException {
      carelessly(
          "alter table journal.event alter column stream drop not null",
          "alter table journal.event alter column leaf drop not null",
          "update journal.event set stream = null where position = 4",
          "update journal.event set leaf = null where position = 11");
      Report report = check();
      assertFound(report, at(4, VALUE_MISSING), at(6, SEQUENCE_BROKEN), at(11, VALUE_MISSING));
      assertThat(report.head()).isNull();
    }

    @Test
    void findsAFactTakenFromTheMiddle() throws SQLException {
      TreeHead noted = head();
      carelessly("delete from journal.event where position = 4");
      Report report = check(noted);
      assertFound(report, at(4, POSITION_MISSING), at(6, SEQUENCE_BROKEN));
      assertThat(report.head()).isNull();
      assertThat(report.facts()).isEqualTo(FACTS - 1);
    }

    @Test
    void findsAFactTakenFromTheEndOnlyByWhatWasNoted() throws SQLException {
      TreeHead noted = head();
      carelessly("delete from journal.event where position = 12");
      assertFound(check());
      assertFound(check(noted), at(12, POSITION_MISSING));
    }

    @Test
    void findsThatEverythingIsGoneByWhatWasLeftBehind() throws SQLException {
      TreeHead noted = head();
      carelessly("truncate journal.event");
      assertFound(
          check(noted),
          at(0, POSITION_MISSING),
          at(0, CLAIM_BROKEN),
          at(2, CLAIM_BROKEN),
          at(6, KEY_BROKEN),
          at(10, CLAIM_BROKEN));
    }

    @Test
    void findsTwoFactsOfAStreamThatChangedPlaces() throws SQLException {
      swap(4, 6);
      assertFound(
          check(),
          at(4, SEQUENCE_BROKEN),
          at(5, TIME_GOES_BACK),
          at(6, TIME_GOES_BACK),
          at(6, SEQUENCE_BROKEN),
          at(8, SEQUENCE_BROKEN));
    }

    @Test
    void findsTwoFactsOfACommitThatChangedPlacesOnlyByWhatWasNoted() throws SQLException {
      TreeHead noted = head();
      swap(8, 9);
      assertFound(check());
      assertFound(check(noted), at(12, ROOT_DIFFERS));
    }

    private void swap(int one, int other) throws SQLException {
      carelessly(
          "update journal.event set position = 1000 where position = " + one,
          "update journal.event set position = %d where position = %d".formatted(one, other),
          "update journal.event set position = %d where position = 1000".formatted(other));
    }

    @Test
    void findsAFactThatWasWrittenAnewWithItsDigestOnlyByWhatWasNoted() throws SQLException {
      TreeHead noted = head();
      carelessly(
          "update journal.event set salt = sha256(salt) where position = 4",
          """
          update journal.event set leaf = sha256('\\x00'::bytea || convert_to(
            'sunshine-ledger/v1' || chr(10) || id::text || chr(10)
            || to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || chr(10)
            || encode(sha256(salt || detail), 'base64') || chr(10), 'UTF8'))
          where position = 4
          """);
      assertFound(check());
      assertFound(check(noted), at(12, ROOT_DIFFERS));
      assertFound(check(new TreeHead(5, noted.rootHash())), at(4, ROOT_DIFFERS));
    }

    @Test
    void findsAPositionThatIsTakenTwice() throws SQLException {
      carelessly(
          "alter table journal.event drop constraint event_pkey",
          "update journal.event set position = 3 where position = 4");
      // In which order the two are read is not known, and with it what their times say.
      assertThat(check().findings())
          .extracting(Finding::position, Finding::code)
          .startsWith(at(3, POSITION_WRONG))
          .contains(at(4, POSITION_MISSING))
          .endsWith(at(null, GUARD_OFF));
    }

    @Test
    void countsAllAndKeepsTheFirst() throws SQLException {
      for (int i = 0; i < 20; i++) count("c", 0);
      carelessly("update journal.event set leaf = sha256(leaf) where position > 4");
      Report report = check();
      assertThat(report.findingCount()).isEqualTo(FACTS + 20 - 5);
      assertThat(report.findings())
          .extracting(Finding::position)
          .containsExactlyElementsOf(
              Stream.iterate(5L, position -> position + 1).limit(20).toList());
    }

    /** One random byte of one random column of one random row, again and again. */
    @Test
    void findsAnyChangedByteAtItsPosition() throws SQLException {
      Random random = new Random(20161017);
      try (Connection connection = database.owner().getConnection()) {
        for (int round = 0; round < 200; ) {
          Damage damage = Damage.random(random);
          Object before = damage.read(connection);
          Object after = Damage.flip(before, random);
          if (!damage.write(connection, after)) continue;
          assertThat(check().findings().getFirst().position())
              .as("round %d, %s", round, damage)
              .isEqualTo(damage.position());
          assertThat(damage.at(after).write(connection, before)).isTrue();
          round++;
        }
      }
      assertFound(check());
    }
  }

  /** A column of a row. */
  private record Damage(String column, long position, long found) {

    private static final List<String> COLUMNS =
        List.of(
            "position",
            "recorded_at",
            "id",
            "stream",
            "sequence",
            "type",
            "salt",
            "detail",
            "leaf");

    static Damage random(Random random) {
      long position = random.nextInt(FACTS);
      return new Damage(COLUMNS.get(random.nextInt(COLUMNS.size())), position, position);
    }

    /** The same row, where it stands once its column has this value. */
    Damage at(Object value) {
      return column.equals("position") ? new Damage(column, position, (Long) value) : this;
    }

    Object read(Connection connection) throws SQLException {
      try (PreparedStatement statement =
          connection.prepareStatement(
              "select %s from journal.event where position = ?".formatted(column))) {
        statement.setLong(1, found);
        try (ResultSet row = statement.executeQuery()) {
          assertThat(row.next()).isTrue();
          return column.equals("recorded_at")
              ? row.getObject(1, OffsetDateTime.class)
              : row.getObject(1);
        }
      }
    }

    /** False, and nothing is changed, where a constraint stands in the way. */
    boolean write(Connection connection, Object value) throws SQLException {
      try (Statement guard = connection.createStatement();
          PreparedStatement statement =
              connection.prepareStatement(
                  "update journal.event set %s = ? where position = ?".formatted(column))) {
        connection.setAutoCommit(false);
        guard.execute("alter table journal.event disable trigger append_only");
        statement.setObject(1, value);
        statement.setLong(2, found);
        assertThat(statement.executeUpdate()).isEqualTo(1);
        guard.execute("alter table journal.event enable always trigger append_only");
        connection.commit();
        return true;
      } catch (SQLException e) {
        connection.rollback();
        assertThat(e.getSQLState()).as(e.getMessage()).startsWith("23");
        return false;
      }
    }

    static Object flip(Object value, Random random) {
      return switch (value) {
        case Long number -> flipBits(number, random);
        case OffsetDateTime time -> {
          long micros = Instant.EPOCH.until(time.toInstant(), ChronoUnit.MICROS);
          yield Instant.EPOCH
              .plus(flipBits(micros, random), ChronoUnit.MICROS)
              .atOffset(ZoneOffset.UTC);
        }
        case UUID id ->
            random.nextBoolean()
                ? new UUID(
                    flipBits(id.getMostSignificantBits(), random), id.getLeastSignificantBits())
                : new UUID(
                    id.getMostSignificantBits(), flipBits(id.getLeastSignificantBits(), random));
        case String text -> {
          byte[] bytes = text.getBytes(US_ASCII);
          int index = random.nextInt(bytes.length);
          // Another letter or sign: PostgreSQL takes no text that is none.
          bytes[index] = (byte) (bytes[index] == '~' ? '!' : bytes[index] + 1);
          yield new String(bytes, US_ASCII);
        }
        case byte[] bytes -> {
          byte[] changed = bytes.clone();
          changed[random.nextInt(changed.length)] ^= (byte) (1 + random.nextInt(255));
          yield changed;
        }
        default -> throw new AssertionError(value.getClass());
      };
    }

    /** In one of the lower seven bytes, so that times stay within PostgreSQL's. */
    private static long flipBits(long number, Random random) {
      return number ^ ((1L + random.nextInt(255)) << (8 * random.nextInt(7)));
    }
  }

  @Nested
  @DisplayName("looks beside the facts, and")
  class Beside {

    @Test
    void findsAClaimHeldTwice() throws SQLException {
      asOwner(
          """
          insert into journal.claim
          select kind, key, 1, 'tally/x', true, 5 from journal.claim where position = 2
          """);
      assertFound(check(), at(5, CLAIM_BROKEN));
    }

    @Test
    void findsAClaimGivenBackByAnother() throws SQLException {
      asOwner(
          """
          insert into journal.claim
          select kind, key, 1, 'tally/x', false, 5 from journal.claim where position = 2
          """);
      assertFound(check(), at(5, CLAIM_BROKEN));
    }

    @Test
    void findsATurnThatWasLeftOut() throws SQLException {
      asOwner(
          """
          insert into journal.claim
          select kind, key, 2, holder, true, 5 from journal.claim where position = 2
          """);
      assertFound(check(), at(5, CLAIM_BROKEN));
    }

    @Test
    void findsAClaimThatRestsOnNoFactOrOnAnEarlierOne() throws SQLException {
      asOwner(
          """
          insert into journal.claim
          select kind, key, 1, holder, false, 0 from journal.claim where position = 2
          """,
          "insert into journal.claim values ('seat', '1', 0, 'tally/a', true, 99)",
          "insert into journal.claim values ('seat', '2', 0, 'tally/a', false, null)");
      assertFound(check(), at(0, CLAIM_BROKEN), at(99, CLAIM_BROKEN), at(null, CLAIM_BROKEN));
    }

    @Test
    void findsKeysOfFactsThatAreNotThere() throws SQLException {
      for (String range : List.of("5, 99", "7, 3", "-1, 4", "98, 98"))
        asOwner(
            """
            insert into journal.idempotency
            values ('key %1$s', decode(repeat('00', 32), 'hex'), %1$s)
            """
                .formatted(range));
      assertFound(
          check(), at(3, KEY_BROKEN), at(98, KEY_BROKEN), at(99, KEY_BROKEN), at(null, KEY_BROKEN));
    }

    @Test
    void countsAllOfThem() throws SQLException {
      asOwner(
          """
          insert into journal.claim
          select 'seat', number::text, 0, 'tally/a', true, 100 + number
          from generate_series(1, 50) as number
          """);
      Report report = check();
      assertThat(report.findingCount()).isEqualTo(50);
      assertThat(report.findings()).hasSize(20).startsWith(new Finding(CLAIM_BROKEN, 101L, null));
    }

    @Test
    void findsAGuardThatIsOff() throws SQLException {
      asOwner(
          "alter table journal.claim disable trigger append_only",
          "alter table journal.event enable trigger append_only",
          "drop trigger append_only on journal.idempotency",
          "alter table journal.event drop constraint event_id_key",
          "grant update (detail), delete on journal.event to ledger_app");
      assertThat(check().findings())
          .extracting(Finding::code, Finding::position, Finding::about)
          .containsExactly(
              tuple(GUARD_OFF, null, "delete by ledger_app on journal.event"),
              tuple(GUARD_OFF, null, "key event_id_key"),
              tuple(GUARD_OFF, null, "trigger append_only on journal.claim"),
              tuple(GUARD_OFF, null, "trigger append_only on journal.event"),
              tuple(GUARD_OFF, null, "trigger append_only on journal.idempotency"),
              tuple(GUARD_OFF, null, "update by ledger_app on journal.event"));
    }
  }

  @Nested
  @DisplayName("that cannot be done")
  class Impossible {

    @Test
    void saysThatTheSchemaIsAnother() throws SQLException {
      asOwner("alter table journal.event rename column leaf to digest");
      assertThatThrownBy(FsckTest.this::check)
          .isInstanceOf(CouldNotCheck.class)
          .hasMessage("The database does not have this version's schema.");
    }

    @Test
    void saysWhatTheDatabaseSaysByItsNumber() throws SQLException {
      asOwner("revoke select on journal.event from ledger_app");
      assertThatThrownBy(FsckTest.this::check)
          .isInstanceOf(CouldNotCheck.class)
          .hasMessage("The database could not be read (SQL state 42501).");
    }

    @Test
    void endsWhenItIsInterrupted() {
      Thread.currentThread().interrupt();
      try {
        assertThatThrownBy(
                () -> new Fsck(database.reader(), ledger.codec()).check(null, (_, _) -> {}))
            .isInstanceOf(CouldNotCheck.class)
            .hasMessage("The check was stopped.");
      } finally {
        assertThat(Thread.interrupted()).isTrue();
      }
    }
  }

  @Test
  @DisplayName("has the codes that stand in the README, in the same order")
  void codesOfTheReadme() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("README.md"))) {
      assertThat(
              lines
                  .dropWhile(line -> !line.equals("## The check of the journal"))
                  .skip(1)
                  .takeWhile(line -> !line.startsWith("## "))
                  .filter(line -> line.matches("\\| [^`]+ \\| `[A-Z_]+` \\|.*")))
          .map(line -> line.substring(2, line.indexOf("`", line.indexOf("`") + 1) + 1))
          .containsExactlyElementsOf(
              Stream.of(Finding.Code.values())
                  .map(
                      code -> "%s %s | `%s`".formatted(code.chinese(), code.english(), code.name()))
                  .toList());
    }
  }
}
