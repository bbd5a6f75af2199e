package org.sunshineledger.projections.view;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Sha256;

/**
 * The tables of a view that is built anew, beside those that are read, until they are compared with
 * them and take their place.
 */
final class TablesBeside<K, R extends Record> {

  /** Stands for the position of a row that is built last, for it was given a late fact. */
  static final long STILL_TO_BE_FOLDED = -1;

  private final ViewTable<K, R> read;
  private final ViewTable<K, R> built;

  /**
   * @param read the tables that are read
   */
  TablesBeside(ViewTable<K, R> read) {
    this.read = read;
    this.built = read.beside();
  }

  /** The new tables. */
  ViewTable<K, R> built() {
    return built;
  }

  /** Makes the new tables, empty and without keys. */
  void create(Connection connection) throws SQLException {
    execute(
        """
        drop table if exists %1$s, %2$s;
        create table %1$s (like %3$s including comments);
        alter table %1$s alter column row set storage external;
        create table %2$s (like %4$s including comments);
        """
            .formatted(built.rows(), built.trail(), read.rows(), read.trail()),
        connection);
  }

  /**
   * Once they are filled: it costs less than keeping an index meanwhile. Does nothing where that is
   * done.
   */
  void addKeys(Connection connection) throws SQLException {
    execute(
        """
        do $$ begin
          -- One who was killed at this may still be at it.
          lock table %1$s, %2$s in access exclusive mode;
          if not exists (
            select from pg_constraint where conrelid = '%1$s'::regclass and contype = 'p'
          ) then
            alter table %1$s add constraint %3$s_pkey primary key (key);
            alter table %2$s add constraint %4$s_pkey primary key (key, occurred_on, first);
            create index %3$s_position on %1$s (position);
            -- Nobody asks for rows by what they hold: looking through it would take as long as the keys.
            -- A few keys tell enough until autovacuum looks at more of them.
            set local default_statistics_target = 10;
            analyze %1$s (key, occurred_on, position), %2$s (key, occurred_on, first);
          end if;
        end $$
        """
            .formatted(built.rows(), built.trail(), bare(built.rows()), bare(built.trail())),
        connection);
  }

  private static String bare(String table) {
    return table.substring(table.indexOf('.') + 1);
  }

  void drop(Connection connection) throws SQLException {
    execute("drop table if exists %s, %s".formatted(built.rows(), built.trail()), connection);
  }

  /** Nobody writes into the tables that are read until the transaction ends; readers go on. */
  void stopWriters(Connection connection) throws SQLException {
    execute(
        "lock table %s, %s in share row exclusive mode".formatted(read.rows(), read.trail()),
        connection);
  }

  /** From the end of the transaction on, the new tables are those that are read. */
  void replace(Connection connection) throws SQLException {
    execute(
        """
        drop table %1$s, %2$s;
        alter table %3$s rename to %5$s;
        alter table %4$s rename to %6$s;
        alter table %1$s rename constraint %7$s_pkey to %5$s_pkey;
        alter table %2$s rename constraint %8$s_pkey to %6$s_pkey;
        alter index if exists %3$s_position rename to %5$s_position;
        """
            .formatted(
                read.rows(),
                read.trail(),
                built.rows(),
                built.trail(),
                bare(read.rows()),
                bare(read.trail()),
                bare(built.rows()),
                bare(built.trail())),
        connection);
  }

  private static void execute(String sql, Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Table and columns for {@link Sending#send}, in the order of {@link #rowLine}. */
  String rowColumns() {
    return built.rows() + " (key, occurred_on, position, synthetic, row)";
  }

  /**
   * A row as it is copied.
   *
   * @param content as JSON; null when the facts say nothing yet
   */
  void rowLine(
      String key,
      LocalDate occurredOn,
      long position,
      boolean synthetic,
      byte @Nullable [] content,
      CopyBinary lines) {
    lines.line(5).text(key).day(occurredOn).number(position).truth(synthetic).json(content);
  }

  /** Table and columns for {@link Sending#send}, in the order of {@link #trailLine}. */
  String trailColumns() {
    return built.trail() + " (key, occurred_on, first, positions)";
  }

  /**
   * A line of the trail as it is copied.
   *
   * @param positions rising, at least one
   */
  void trailLine(String key, LocalDate occurredOn, Positions positions, CopyBinary lines) {
    lines.line(4).text(key).day(occurredOn).number(positions.first()).numbers(positions);
  }

  /**
   * Keys of rows that are {@link #STILL_TO_BE_FOLDED}, in their order, at most so many.
   *
   * @param after this key
   */
  List<String> stillToBeFolded(Connection connection, String after, int most) throws SQLException {
    List<String> keys = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select key from "
                + built.rows()
                + " where key > ? and position = ? order by key limit ?")) {
      select.setString(1, after);
      select.setLong(2, STILL_TO_BE_FOLDED);
      select.setInt(3, most);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) keys.add(row.getString(1));
      }
    }
    return keys;
  }

  /**
   * What the two tables of a view hold, in short.
   *
   * @param rows how many there are
   * @param digest SHA-256 in hexadecimal over the sums of the hashes of all rows and of all steps
   *     of the trail: the same where they are the same, in any order, on PostgreSQL of one major
   *     version
   * @param steps of which it is made, together with that of the rows
   */
  record Digest(long rows, String digest, Sum steps) {}

  /** Number and sum of hashes: the same where what they are of is the same, in any order. */
  record Sum(long number, String hashes) {}

  /** Of the new tables. */
  Digest digest(Connection connection) throws SQLException {
    prepareForWholeTables(connection);
    Sum rows =
        sum("select count(*), sum(hash_record_extended(r, 0)) from %s r", built.rows(), connection);
    Sum steps = steps(built, connection);
    String sums = "%s %s %s %s".formatted(rows.number, rows.hashes, steps.number, steps.hashes);
    return new Digest(rows.number, Sha256.of(sums.getBytes(US_ASCII)).hex(), steps);
  }

  /** Of each fact in each line of a trail, whatever lines it is told in. */
  private static Sum steps(ViewTable<?, ?> table, Connection connection) throws SQLException {
    return sum(
        """
        select count(*), sum(hashint8extended(position, seed))
        from (
          select hashtextextended(key, occurred_on - date '2000-01-01') as seed,
            unnest(positions) as position from %s
        ) step
        """,
        table.trail(), connection);
  }

  private static Sum sum(String select, String table, Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(select.formatted(table))) {
      row.next();
      return new Sum(row.getLong(1), String.valueOf(row.getString(2)));
    }
  }

  private static void prepareForWholeTables(Connection connection) throws SQLException {
    // A table of a few megabytes is worth a second process, and room for a view's keys.
    execute(
        """
        set local min_parallel_table_scan_size = '1MB';
        set local parallel_setup_cost = 100;
        set local parallel_tuple_cost = 0.01;
        set local work_mem = '32MB';
        """,
        connection);
  }

  /**
   * Whether the tables that are read hold the same, to the byte of how they are stored: that is
   * looked at faster than what it means, and seldom differs where the meaning does not.
   */
  private boolean areTheSame(Digest digest, Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select (select count(*) from %1$s),
                  (select count(*) from %1$s a join %2$s b on a.key = b.key where a *= b)
                """
                    .formatted(read.rows(), built.rows()))) {
      row.next();
      if (row.getLong(1) != digest.rows || row.getLong(2) != digest.rows) return false;
    }
    return steps(read, connection).equals(digest.steps);
  }

  /**
   * Where the tables that are read stand otherwise, at most so many keys, in their order. They are
   * looked through key by key only where they are not the same to the byte.
   *
   * @param digest of the new ones
   * @return each key once, whether it is the row that differs or its trail
   */
  List<String> differing(Digest digest, Connection connection, int most) throws SQLException {
    prepareForWholeTables(connection);
    if (areTheSame(digest, connection)) return List.of();
    List<String> keys = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            with a_step as (
              select key, occurred_on, position from %3$s, unnest(positions) as position
            ), b_step as (
              select key, occurred_on, position from %4$s, unnest(positions) as position
            )
            select coalesce(a.key, b.key) collate "C" as key
            from %1$s a full join %2$s b on a.key = b.key
            where (a.occurred_on, a.position, a.synthetic, a.row)
              is distinct from (b.occurred_on, b.position, b.synthetic, b.row)
            union
            select coalesce(a.key, b.key) collate "C"
            from a_step a full join b_step b
              on a.key = b.key and a.occurred_on = b.occurred_on and a.position = b.position
            where a.key is null or b.key is null
            order by 1 limit ?
            """
                .formatted(read.rows(), built.rows(), read.trail(), built.trail()))) {
      select.setInt(1, most);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) keys.add(row.getString(1));
      }
    }
    return keys;
  }
}
