package org.sunshineledger.api.imports;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.sunshineledger.api.imports.Import.Outcome;
import org.sunshineledger.api.imports.Import.Recorded;
import org.sunshineledger.api.imports.Import.State;
import org.sunshineledger.ledger.fact.Actor;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Sha256;
import tools.jackson.databind.json.JsonMapper;

/** What is kept of imports until they are recorded or a week old: schema {@code imports}. */
@Component
final class ImportStore {

  /** Beyond so many the first of each row is kept, and the others are counted. */
  static final int MOST_PROBLEMS = 100_000;

  /** What is worked on for so long cannot be worked on. */
  private static final Duration LONGEST_WORK = Duration.ofDays(1);

  private static final String COLUMNS =
      """
      id, kind, state, mode, backfill, basis, account, region, recorder, actor, file_digest,
      file_bytes, rows, units, problems, done, key, uploaded_at, expires_at, ended_at
      """;

  private static final String PUT_PROBLEMS =
      """
      insert into imports.problem (import, number, unit, row, place, field, code, arguments)
      select ?, number, nullif(unit, -1), row, nullif(place, ''), nullif(field, ''), code,
        array(select jsonb_array_elements_text(arguments::jsonb))
      from unnest(?::int[], ?::int[], ?::int[], ?::text[], ?::text[], ?::text[], ?::text[])
        as found (number, unit, row, place, field, code, arguments)
      """;

  private static final String PUT_UNITS =
      """
      insert into imports.unit (import, number, first_row, last_row, sealed, outcome)
      select ?, number, first_row, last_row, sealed, case when sealed is null then 'BAD' end
      from unnest(?::int[], ?::int[], ?::int[], ?::bytea[])
        as read (number, first_row, last_row, sealed)
      """;

  /**
   * For one unit at a time: the server knows nothing yet of a table that was filled a moment ago,
   * and joins a page of numbers to it by comparing each with every unit.
   */
  private static final String PUT_OUTCOME =
      """
      update imports.unit
      set sealed = null, outcome = ?, first_position = nullif(?, -1),
        last_position = nullif(?, -1), code = nullif(?, ''), detail = nullif(?, '')
      where import = ? and number = ? and outcome is null
      """;

  private final DataSource dataSource;
  private final JdbcClient db;
  private final JsonMapper json = JsonMapper.shared();

  ImportStore(DataSource dataSource) {
    this.dataSource = dataSource;
    this.db = JdbcClient.create(dataSource);
  }

  /** A unit as it is kept: rows and, sealed, their order; null for rows that are none. */
  record Kept(int number, int firstRow, int lastRow, byte @Nullable [] sealed) {}

  /**
   * What became of a unit.
   *
   * @param first position of its first fact, -1 when it was refused
   * @param code of the refusal, or empty
   */
  record Came(int number, Outcome outcome, long first, long last, String code, String detail) {

    static Came recorded(int number, long first, long last) {
      return new Came(number, Outcome.RECORDED, first, last, "", "");
    }

    static Came refused(int number, String code, String detail) {
      return new Came(number, Outcome.REFUSED, -1, -1, code, detail);
    }
  }

  /** Takes what is read of a file; all of it is kept, or nothing. */
  interface Writing {
    void units(List<Kept> units) throws SQLException;

    void problems(int from, List<Flaws.Found> found) throws SQLException;
  }

  /** Reads a file while its parts are written. */
  interface Reading {
    /** Answers with the import as it is at the end. */
    Import read(Writing writing) throws Exception;
  }

  /** Keeps a new import with everything it comes to, in one transaction. */
  Import create(Import beginning, Reading reading) throws Exception {
    return inTransaction(connection -> {
      insert(connection, beginning);
      Import read =
          reading.read(
              new Writing() {
                @Override
                public void units(List<Kept> units) throws SQLException {
                  put(connection, beginning.id(), units);
                }

                @Override
                public void problems(int from, List<Flaws.Found> found) throws SQLException {
                  put(connection, beginning.id(), from, found);
                }
              });
      counted(connection, read);
      return read;
    });
  }

  private interface Work<T, E extends Exception> {
    T on(Connection connection) throws SQLException, E;
  }

  private <T, E extends Exception> T inTransaction(Work<T, E> work) throws SQLException, E {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T done = work.on(connection);
        connection.commit();
        return done;
      } catch (Throwable e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    }
  }

  private void insert(Connection connection, Import one) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            insert into imports.import
              (id, kind, state, backfill, basis, account, region, actor, file_digest, file_bytes,
               key, uploaded_at, expires_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)) {
      statement.setObject(1, one.id());
      statement.setString(2, one.kind().name());
      statement.setString(3, one.state().name());
      statement.setBoolean(4, one.backfill());
      statement.setString(5, one.basis());
      statement.setString(6, one.account());
      statement.setString(7, one.region().code());
      statement.setString(8, json.writeValueAsString(one.actor()));
      statement.setString(9, one.digest().hex());
      statement.setLong(10, one.bytes());
      statement.setBytes(11, one.key());
      statement.setObject(12, utc(one.uploadedAt()));
      statement.setObject(13, utc(one.expiresAt()));
      statement.executeUpdate();
    }
  }

  private static void counted(Connection connection, Import one) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update imports.import set state = ?, rows = ?, units = ?, problems = ? where id ="
                + " ?")) {
      statement.setString(1, one.state().name());
      statement.setInt(2, one.rows());
      statement.setInt(3, one.units());
      statement.setInt(4, one.problems());
      statement.setObject(5, one.id());
      statement.executeUpdate();
    }
  }

  private static void put(Connection connection, UUID id, List<Kept> units) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(PUT_UNITS)) {
      statement.setObject(1, id);
      statement.setArray(2, ints(connection, units.stream().map(Kept::number).toList()));
      statement.setArray(3, ints(connection, units.stream().map(Kept::firstRow).toList()));
      statement.setArray(4, ints(connection, units.stream().map(Kept::lastRow).toList()));
      statement.setArray(
          5,
          connection.createArrayOf(
              "bytea", units.stream().map(Kept::sealed).toArray(byte[][]::new)));
      statement.executeUpdate();
    }
  }

  private void put(Connection connection, UUID id, int from, List<Flaws.Found> found)
      throws SQLException {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) numbers.add(from + i);
    try (PreparedStatement statement = connection.prepareStatement(PUT_PROBLEMS)) {
      statement.setObject(1, id);
      statement.setArray(2, ints(connection, numbers));
      statement.setArray(
          3,
          ints(connection, found.stream().map(it -> it.unit() == null ? -1 : it.unit()).toList()));
      statement.setArray(4, ints(connection, found.stream().map(Flaws.Found::row).toList()));
      statement.setArray(
          5, texts(connection, found.stream().map(it -> orEmpty(it.place())).toList()));
      statement.setArray(
          6, texts(connection, found.stream().map(it -> orEmpty(it.field())).toList()));
      statement.setArray(7, texts(connection, found.stream().map(Flaws.Found::code).toList()));
      statement.setArray(
          8,
          texts(
              connection,
              found.stream().map(it -> json.writeValueAsString(it.arguments())).toList()));
      statement.executeUpdate();
    }
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static Array ints(Connection connection, List<Integer> values) throws SQLException {
    return connection.createArrayOf("int4", values.toArray(Integer[]::new));
  }

  private static Array texts(Connection connection, List<String> values) throws SQLException {
    return connection.createArrayOf("text", values.toArray(String[]::new));
  }

  private static OffsetDateTime utc(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }

  Optional<Import> find(UUID id) {
    return db.sql("select " + COLUMNS + " from imports.import where id = ?")
        .param(id)
        .query(this::read)
        .optional();
  }

  /** The newest of a region's, for whoever works there and may import such lists. */
  List<Import> of(RegionCode region, Collection<ImportKind> kinds, int most) {
    return newest(region, kinds, most, "");
  }

  /** The newest of them that are not recorded. */
  List<Import> unfinished(RegionCode region, Collection<ImportKind> kinds, int most) {
    return newest(region, kinds, most, "and state <> 'RECORDED'");
  }

  private List<Import> newest(
      RegionCode region, Collection<ImportKind> kinds, int most, String condition) {
    return db.sql(
            "select "
                + COLUMNS
                + """
                from imports.import
                where region = ? and kind = any (string_to_array(?, ',')) %s
                order by uploaded_at desc limit ?
                """
                    .formatted(condition))
        .param(region.code())
        .param(String.join(",", kinds.stream().map(ImportKind::name).toList()))
        .param(most)
        .query(this::read)
        .list();
  }

  /** Those that somebody has to work on, the oldest first. */
  List<UUID> working() {
    return db.sql(
            """
            select id from imports.import
            where state in ('CHECKING', 'RECORDING') order by uploaded_at
            """)
        .query((row, _) -> row.getObject(1, UUID.class))
        .list();
  }

  /**
   * Goes over to recording; false when it is not ready any more.
   *
   * @param actor of the facts
   */
  boolean begin(UUID id, Recorded mode, String recorder, Actor actor) {
    return db.sql(
                """
                update imports.import
                set state = 'RECORDING', mode = ?, recorder = ?, actor = ?, done = 0
                where id = ? and state = 'READY'
                """)
            .param(mode.name())
            .param(recorder)
            .param(json.writeValueAsString(actor))
            .param(id)
            .update()
        > 0;
  }

  /** Ends the looking through, or a recording of which nothing came: it is ready again. */
  void ready(UUID id) {
    int _ =
        db.sql("update imports.import set state = 'READY', mode = null, done = 0 where id = ?")
            .param(id)
            .update();
  }

  /** Nothing is left to be recorded; the key of what was sealed is destroyed. */
  void recorded(UUID id, Instant now) {
    int _ =
        db.sql(
                """
                update imports.import set state = 'RECORDED', key = null, ended_at = ?
                where id = ?
                """)
            .param(utc(now))
            .param(id)
            .update();
  }

  void reached(UUID id, int done) {
    int _ =
        db.sql("update imports.import set done = ? where id = ?").param(done).param(id).update();
  }

  /** The next units that may be recorded, in the order of the file. */
  List<Kept> open(UUID id, int after, int most) {
    return db.sql(
            """
            select number, first_row, last_row, sealed from imports.unit
            where import = ? and number > ? and outcome is null order by number limit ?
            """)
        .param(id)
        .param(after)
        .param(most)
        .query((row, _) -> new Kept(row.getInt(1), row.getInt(2), row.getInt(3), row.getBytes(4)))
        .list();
  }

  /** What became of units, and how far the import is by that. */
  void came(UUID id, List<Came> outcomes) throws SQLException {
    int _ =
        inTransaction(connection -> {
          try (PreparedStatement statement = connection.prepareStatement(PUT_OUTCOME)) {
            for (Came came : outcomes) {
              statement.setString(1, came.outcome().name());
              statement.setLong(2, came.first());
              statement.setLong(3, came.last());
              statement.setString(4, came.code());
              statement.setString(5, came.detail());
              statement.setObject(6, id);
              statement.setInt(7, came.number());
              statement.addBatch();
            }
            int ended = IntStream.of(statement.executeBatch()).sum();
            return add(connection, id, "done", ended);
          }
        });
  }

  /** Adds what was found when orders were tried out. */
  void foresee(UUID id, List<Flaws.Found> found) throws SQLException {
    if (found.isEmpty()) return;
    int _ =
        inTransaction(connection -> {
          put(connection, id, nextProblem(connection, id), found);
          return add(connection, id, "problems", found.size());
        });
  }

  private static int add(Connection connection, UUID id, String count, int more)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update imports.import set %1$s = %1$s + ? where id = ?".formatted(count))) {
      statement.setInt(1, more);
      statement.setObject(2, id);
      return statement.executeUpdate();
    }
  }

  private static int nextProblem(Connection connection, UUID id) throws SQLException {
    try (PreparedStatement last =
        connection.prepareStatement(
            "select coalesce(max(number) + 1, 0) from imports.problem where import = ?")) {
      last.setObject(1, id);
      try (ResultSet row = last.executeQuery()) {
        return row.next() ? row.getInt(1) : 0;
      }
    }
  }

  /** Takes back what was foreseen; the units are tried out anew, or recorded. */
  void forgetForeseen(UUID id) {
    int _ =
        db.sql(
                """
                with forgotten as (
                  delete from imports.problem where import = ? and unit is not null returning 1)
                update imports.import set problems = problems - (select count(*) from forgotten)
                where id = ?
                """)
            .param(id)
            .param(id)
            .update();
  }

  /** A problem and its number. */
  record Numbered(int number, Flaws.Found found) {}

  /** In the order of the rows. */
  List<Numbered> problems(UUID id, int from, int most) {
    return db.sql(
            """
            select number, unit, row, place, field, code, arguments from imports.problem
            where import = ? order by row, number offset ? limit ?
            """)
        .param(id)
        .param(from)
        .param(most)
        .query((row, _) -> problem(row))
        .list();
  }

  /** The problems of some rows. */
  List<Numbered> problemsBetween(UUID id, int firstRow, int lastRow) {
    return db.sql(
            """
            select number, unit, row, place, field, code, arguments from imports.problem
            where import = ? and row between ? and ? order by row, number
            """)
        .param(id)
        .param(firstRow)
        .param(lastRow)
        .query((row, _) -> problem(row))
        .list();
  }

  private static Numbered problem(ResultSet row) throws SQLException {
    int unit = row.getInt(2);
    Integer tried = row.wasNull() ? null : Integer.valueOf(unit);
    return new Numbered(
        row.getInt(1),
        new Flaws.Found(
            tried,
            row.getInt(3),
            row.getString(4),
            row.getString(5),
            row.getString(6),
            List.of((String[]) row.getArray(7).getArray())));
  }

  /**
   * What became of a unit, with its rows.
   *
   * @param outcome null while it may be recorded
   */
  record Ended(
      int number,
      int firstRow,
      int lastRow,
      @Nullable Outcome outcome,
      @Nullable Long first,
      @Nullable Long last,
      @Nullable String code,
      @Nullable String detail) {}

  List<Ended> units(UUID id, int after, int most) {
    return db.sql(
            """
            select number, first_row, last_row, outcome, first_position, last_position, code, detail
            from imports.unit where import = ? and number > ? order by number limit ?
            """)
        .param(id)
        .param(after)
        .param(most)
        .query((row, _) -> ended(row))
        .list();
  }

  private static Ended ended(ResultSet row) throws SQLException {
    String outcome = row.getString(4);
    return new Ended(
        row.getInt(1),
        row.getInt(2),
        row.getInt(3),
        outcome == null ? null : Outcome.valueOf(outcome),
        row.getObject(5, Long.class),
        row.getObject(6, Long.class),
        row.getString(7),
        row.getString(8));
  }

  /** How many units came to what. */
  record Tally(int recorded, int refused, int bad, int open) {}

  Tally tally(UUID id) {
    return db.sql(
            """
            select count(*) filter (where outcome = 'RECORDED'),
              count(*) filter (where outcome = 'REFUSED'),
              count(*) filter (where outcome = 'BAD'), count(*) filter (where outcome is null)
            from imports.unit where import = ?
            """)
        .param(id)
        .query((row, _) -> new Tally(row.getInt(1), row.getInt(2), row.getInt(3), row.getInt(4)))
        .single();
  }

  /** Deletes an import with everything that is kept of it; false while it is worked on. */
  boolean delete(UUID id) {
    return db.sql(
                """
                delete from imports.import where id = ? and state not in ('CHECKING', 'RECORDING')
                """)
            .param(id)
            .update()
        > 0;
  }

  /** The same whoever works on it. */
  void drop(UUID id) {
    int _ = db.sql("delete from imports.import where id = ?").param(id).update();
  }

  /** Deletes what is too old, with everything that is kept of it. */
  int deleteExpired(Instant now) {
    return db.sql(
            """
            delete from imports.import
            where expires_at <= ?
              and (state not in ('CHECKING', 'RECORDING') or expires_at <= ?)
            """)
        .param(utc(now))
        .param(utc(now.minus(LONGEST_WORK)))
        .update();
  }

  private Import read(ResultSet row, int ignored) throws SQLException {
    String mode = row.getString("mode");
    OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
    return new Import(
        row.getObject("id", UUID.class),
        ImportKind.valueOf(row.getString("kind")),
        State.valueOf(row.getString("state")),
        mode == null ? null : Recorded.valueOf(mode),
        row.getBoolean("backfill"),
        row.getString("basis"),
        row.getString("account"),
        new RegionCode(row.getString("region")),
        row.getString("recorder"),
        json.readValue(row.getString("actor"), Actor.class),
        new Sha256(row.getString("file_digest")),
        row.getLong("file_bytes"),
        row.getInt("rows"),
        row.getInt("units"),
        row.getInt("problems"),
        row.getInt("done"),
        row.getBytes("key"),
        row.getObject("uploaded_at", OffsetDateTime.class).toInstant(),
        row.getObject("expires_at", OffsetDateTime.class).toInstant(),
        ended == null ? null : ended.toInstant());
  }
}
