package org.sunshineledger.projections.view;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The two tables of one version of a view: its rows, and its trail, which says which facts touched
 * which row. Both are made by code, because a new view is one file and not a migration.
 */
final class ViewTable<K, R extends Record> {

  /** One line of the trail. */
  record Step(String key, LocalDate occurredOn, long position) {}

  /**
   * The latest day and the highest position among the facts of a row.
   *
   * @param table the row stands in: another one after the view was built anew
   */
  record Head(LocalDate occurredOn, long position, long table) {}

  /** A row that was read or written, and the table it stands in. */
  private record Held<R extends Record>(Folded<R> row, long table) {

    boolean isAt(Head head) {
      return row.position() == head.position() && table == head.table();
    }
  }

  /**
   * A row that was written, to be folded on without being read.
   *
   * @param length of its JSON, in characters
   */
  private record Written<R extends Record>(Held<R> held, int length) {

    /** What a row costs in memory: some times its JSON, and what holds it. */
    int bytes() {
      return 300 + 3 * length;
    }
  }

  private final View<K, R> view;
  private final RowJson<R> json;
  private final String rows;
  private final String trail;

  /** Rows read and kept: of a city's villages all. */
  private static final int HELD_AT_MOST = 8_192;

  /** Rows of fewer characters are read again as fast as they are found. */
  private static final int LONG = 1_024;

  /** What the written rows of one view may take: of a dozen views a fifth. */
  private static final int PART_OF_HEAP = 64;

  /** No key goes on with a greater character, so the index finds where a prefix ends. */
  private static final String LAST_OF_ALL = Character.toString(Character.MAX_CODE_POINT);

  /** Rows that say something, good as long as no row of the view is touched. */
  private record Present<R extends Record>(Touched upTo, List<Folded<R>> rows) {}

  private volatile @Nullable Present<R> present;

  /** By their key; what is held of a row is good until its position or its table moves. */
  private final Cache<String, Held<R>> held =
      Caffeine.newBuilder().maximumSize(HELD_AT_MOST).build();

  /**
   * By their key, long rows that were written last: what grows with every page would else be read
   * whole with every page. Good as those above; of a transaction that was rolled back too, for a
   * position and what was folded up to it are the same again.
   */
  private final Cache<String, Written<R>> written =
      Caffeine.newBuilder()
          .maximumWeight(Runtime.getRuntime().maxMemory() / PART_OF_HEAP)
          .weigher((String _, Written<R> row) -> row.bytes())
          .build();

  ViewTable(View<K, R> view) {
    this(view, "");
  }

  private ViewTable(View<K, R> view, String beside) {
    if (!view.name().matches("[a-z]+"))
      throw new IllegalArgumentException("not a name of a view: " + view.name());
    this.view = view;
    this.json = new RowJson<>(view.rowType());
    this.rows = "view." + view.name() + "_" + view.version() + beside;
    this.trail = rows + "_trail";
  }

  /** The tables of the same view that are built beside these. */
  ViewTable<K, R> beside() {
    return new ViewTable<>(view, "_new");
  }

  /** Name of the table of rows, with its schema. */
  String rows() {
    return rows;
  }

  /** Name of the table of the trail, with its schema. */
  String trail() {
    return trail;
  }

  /** A row as it is stored, in UTF-8. */
  byte[] json(R row) {
    return json.bytes(row);
  }

  /** The row again, of {@link #json}. */
  R read(byte[] stored) {
    return json.read(stored);
  }

  void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          """
          create table if not exists %1$s (
            key         text    collate "C" primary key,
            occurred_on date    not null,
            position    bigint  not null,
            synthetic   boolean not null,
            row         jsonb
          );
          -- Long rows are written often, and packing them cost more than anything else. PostgreSQL 15
          -- cannot be told so above; and where it knows, nobody is to wait for the table's lock.
          do $$
          begin
            if exists (
              select from pg_attribute
              where attrelid = '%1$s'::regclass and attname = 'row' and attstorage <> 'e')
            then
              alter table %1$s alter column row set storage external;
            end if;
          end
          $$;
          comment on table %1$s is
            'View %3$s, version %4$d: each row is the fold of its facts in order of (occurred_on, position).';
          comment on column %1$s.occurred_on is 'the latest day among the facts of the row';
          comment on column %1$s.position is 'the highest position among the facts of the row';
          comment on column %1$s.synthetic is 'whether any of the facts is made up';
          comment on column %1$s.row is 'null when the facts say nothing yet';

          create table if not exists %2$s (
            key         text collate "C" not null,
            occurred_on date     not null,
            first       bigint   not null,
            positions   bigint[] not null,
            primary key (key, occurred_on, first)
          );
          comment on table %2$s is
            'View %3$s, version %4$d: the facts behind each row, for as-of, late facts and why.';
          comment on column %2$s.first is 'the lowest of the positions';
          comment on column %2$s.positions is
            'in their order; those of a day that came later stand in lines of their own';

          -- What has moved is asked by every page. Nobody waits for the table's lock where it is there.
          do $$
          begin
            if to_regclass('%1$s_position') is null then
              create index %5$s_position on %1$s (position);
            end if;
          end
          $$;
          """
              .formatted(
                  rows, trail, view.name(), view.version(), rows.substring(rows.indexOf('.') + 1)));
    }
  }

  /** The rows of these keys; a key without a row is left out. */
  Map<String, Folded<R>> select(Connection connection, Collection<String> keys)
      throws SQLException {
    Map<String, Folded<R>> found = HashMap.newHashMap(keys.size());
    try (PreparedStatement select =
        connection.prepareStatement(
            "select key, occurred_on, position, synthetic, row from "
                + rows
                + " where key = any (?)")) {
      select.setArray(1, connection.createArrayOf("text", keys.toArray()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          Folded<R> folded = folded(row);
          found.put(folded.key(), folded);
        }
      }
    }
    return found;
  }

  /** The same of rows that are there, read only where they have moved since they were read last. */
  List<Folded<R>> held(Connection connection, Map<String, Head> heads) throws SQLException {
    List<Folded<R>> found = new ArrayList<>(heads.size());
    List<String> moved = new ArrayList<>();
    heads.forEach((key, head) -> {
      @Nullable Held<R> before = held.getIfPresent(key);
      if (before != null && before.isAt(head)) found.add(before.row());
      else moved.add(key);
    });
    if (moved.isEmpty()) return found;
    for (Folded<R> row : select(connection, moved).values()) {
      @Nullable Head head = heads.get(row.key());
      if (head != null) held.put(row.key(), new Held<>(row, head.table()));
      found.add(row);
    }
    return found;
  }

  /** The same as {@link #select}, for whoever folds them on. */
  Map<String, Folded<R>> selectToFoldOn(Connection connection, Collection<String> keys)
      throws SQLException {
    Map<String, Written<R>> before = written.getAllPresent(keys);
    if (before.isEmpty()) return select(connection, keys);
    Map<String, Folded<R>> found = HashMap.newHashMap(keys.size());
    Map<String, Head> heads = heads(connection, before.keySet());
    before.forEach((key, row) -> {
      @Nullable Head head = heads.get(key);
      if (head != null && row.held().isAt(head)) found.put(key, row.held().row());
    });
    List<String> unread = keys.stream().filter(key -> !found.containsKey(key)).toList();
    if (!unread.isEmpty()) found.putAll(select(connection, unread));
    return found;
  }

  /**
   * The rows whose key begins with this, in the order of their keys.
   *
   * @param from the first key that counts
   */
  List<Folded<R>> startingWith(Connection connection, String prefix, String from)
      throws SQLException {
    List<Folded<R>> found = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select key, occurred_on, position, synthetic, row from "
                + rows
                + " where key collate \"C\" >= ? and key collate \"C\" < ?"
                + " order by key collate \"C\"")) {
      select.setString(1, from);
      select.setString(2, prefix + LAST_OF_ALL);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) found.add(folded(row));
      }
    }
    return found;
  }

  /**
   * Those that say something, in the order of their keys: the same list until a row moves. They are
   * asked for by every page that has them, and most of a view may be read in vain to find them.
   */
  List<Folded<R>> present(Connection connection) throws SQLException {
    // Asked for before anything is read: what is kept never lacks a fact of its position.
    Touched upTo = touched(connection);
    @Nullable Present<R> before = present;
    if (before != null && before.upTo().equals(upTo)) return before.rows();
    List<Folded<R>> rows = List.copyOf(readPresent(connection));
    present = new Present<>(upTo, rows);
    return rows;
  }

  private List<Folded<R>> readPresent(Connection connection) throws SQLException {
    List<Folded<R>> found = new ArrayList<>();
    try (PreparedStatement select =
            connection.prepareStatement(
                "select key, occurred_on, position, synthetic, row from "
                    + rows
                    + " where row is not null order by key collate \"C\"");
        ResultSet row = select.executeQuery()) {
      while (row.next()) found.add(folded(row));
    }
    return found;
  }

  /** How far these rows are folded, by their keys; a key without a row is left out. */
  Map<String, Head> heads(Connection connection, Collection<String> keys) throws SQLException {
    Map<String, Head> found = HashMap.newHashMap(keys.size());
    try (PreparedStatement select =
        connection.prepareStatement(
            "select key, occurred_on, position, tableoid::bigint from "
                + rows
                + " where key = any (?)")) {
      select.setArray(1, connection.createArrayOf("text", keys.toArray()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next())
          found.put(
              row.getString(1),
              new Head(row.getDate(2).toLocalDate(), row.getLong(3), row.getLong(4)));
      }
    }
    return found;
  }

  /** How far each row is folded, by its key. */
  Map<String, Long> positions(Connection connection) throws SQLException {
    Map<String, Long> found = new HashMap<>();
    try (PreparedStatement select =
            connection.prepareStatement("select key, position from " + rows);
        ResultSet row = select.executeQuery()) {
      while (row.next()) found.put(row.getString(1), row.getLong(2));
    }
    return found;
  }

  /** The same of those that are folded further than to a position. */
  Map<String, Long> positionsAfter(Connection connection, long position) throws SQLException {
    Map<String, Long> found = new HashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement("select key, position from " + rows + " where position > ?")) {
      select.setLong(1, position);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) found.put(row.getString(1), row.getLong(2));
      }
    }
    return found;
  }

  /** The same as {@link #positions} as it was when the journal held only so many facts. */
  Map<String, Long> positions(Connection connection, long known) throws SQLException {
    Map<String, Long> found = new HashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select key, max(position) from "
                + trail
                + ", unnest(positions) as position where first < ? and position < ? group by"
                + " key")) {
      select.setLong(1, known);
      select.setLong(2, known);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) found.put(row.getString(1), row.getLong(2));
      }
    }
    return found;
  }

  /**
   * The highest position of all rows, or -1, and the table they stand in: as long as both are the
   * same, so are all rows.
   */
  Touched touched(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(
                "select coalesce(max(position), -1), '%1$s'::regclass::oid::bigint from %1$s"
                    .formatted(rows));
        ResultSet row = select.executeQuery()) {
      row.next();
      return new Touched(view.name(), row.getLong(1), row.getLong(2));
    }
  }

  /** The highest position of all rows, or -1. */
  long last(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("select coalesce(max(position), -1) from " + rows);
        ResultSet row = select.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private Folded<R> folded(ResultSet row) throws SQLException {
    String text = row.getString(5);
    return new Folded<>(
        row.getString(1),
        row.getDate(2).toLocalDate(),
        row.getLong(3),
        row.getBoolean(4),
        text == null ? null : json.read(text));
  }

  void upsert(Connection connection, List<Folded<R>> folded) throws SQLException {
    int size = folded.size();
    @Nullable Object[] key = new Object[size];
    @Nullable Object[] occurredOn = new Object[size];
    @Nullable Object[] position = new Object[size];
    @Nullable Object[] synthetic = new Object[size];
    @Nullable String[] row = new String[size];
    for (int i = 0; i < size; i++) {
      Folded<R> each = folded.get(i);
      key[i] = each.key();
      occurredOn[i] = Date.valueOf(each.occurredOn());
      position[i] = each.position();
      synthetic[i] = each.synthetic();
      R content = each.row();
      row[i] = content == null ? null : json.write(content);
    }
    try (PreparedStatement upsert =
        connection.prepareStatement(
            """
            with written as (
              insert into %s as old (key, occurred_on, position, synthetic, row)
              select key, occurred_on, position, synthetic, row::jsonb
                from unnest(?::text[], ?::date[], ?::bigint[], ?::boolean[], ?::text[])
                     as new (key, occurred_on, position, synthetic, row)
              on conflict (key) do update
                set occurred_on = excluded.occurred_on, position = excluded.position,
                    synthetic = excluded.synthetic, row = excluded.row
              returning tableoid
            )
            select max(tableoid)::bigint from written
            """
                .formatted(rows))) {
      upsert.setArray(1, connection.createArrayOf("text", key));
      upsert.setArray(2, connection.createArrayOf("date", occurredOn));
      upsert.setArray(3, connection.createArrayOf("bigint", position));
      upsert.setArray(4, connection.createArrayOf("boolean", synthetic));
      upsert.setArray(5, connection.createArrayOf("text", row));
      try (ResultSet table = upsert.executeQuery()) {
        table.next();
        keep(folded, row, table.getLong(1));
      }
    }
  }

  private void keep(List<Folded<R>> folded, @Nullable String[] row, long table) {
    for (int i = 0; i < row.length; i++) {
      Folded<R> each = folded.get(i);
      @Nullable String json = row[i];
      if (json == null || json.length() < LONG) written.invalidate(each.key());
      else written.put(each.key(), new Written<>(new Held<>(each, table), json.length()));
    }
  }

  void extendTrail(Connection connection, List<Step> steps) throws SQLException {
    int size = steps.size();
    Object[] key = new Object[size];
    Object[] occurredOn = new Object[size];
    Object[] position = new Object[size];
    for (int i = 0; i < size; i++) {
      Step step = steps.get(i);
      key[i] = step.key();
      occurredOn[i] = Date.valueOf(step.occurredOn());
      position[i] = step.position();
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into %s (key, occurred_on, first, positions)
            select key, occurred_on, min(position), array_agg(position order by position)
              from unnest(?::text[], ?::date[], ?::bigint[]) as step (key, occurred_on, position)
             group by key, occurred_on
            """
                .formatted(trail))) {
      insert.setArray(1, connection.createArrayOf("text", key));
      insert.setArray(2, connection.createArrayOf("date", occurredOn));
      insert.setArray(3, connection.createArrayOf("bigint", position));
      insert.executeUpdate();
    }
  }

  /**
   * The facts behind these rows up to a day, by key, in the order in which they are folded.
   *
   * @param known how many facts of the journal count
   */
  List<Step> steps(Connection connection, Collection<String> keys, LocalDate asOf, long known)
      throws SQLException {
    List<Step> steps = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select key, occurred_on, position from "
                + trail
                + ", unnest(positions) as position"
                + " where key = any (?) and occurred_on <= ? and first < ? and position < ?"
                + " order by key, occurred_on, position")) {
      select.setArray(1, connection.createArrayOf("text", keys.toArray()));
      select.setObject(2, asOf);
      select.setLong(3, known);
      select.setLong(4, known);
      try (ResultSet row = select.executeQuery()) {
        while (row.next())
          steps.add(new Step(row.getString(1), row.getDate(2).toLocalDate(), row.getLong(3)));
      }
    }
    return steps;
  }
}
