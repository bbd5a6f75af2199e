package org.sunshineledger.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sunshineledger.ledger.fsck.Finding;
import org.sunshineledger.ledger.log.seal.LogKeys;

/**
 * Other bits in each build. {@code -Dflips=10000} changes more of them, {@code -Dflips.seed=…} the
 * same ones again. Columns that are left out say themselves that they are for the operator's eye
 * only.
 */
@DisplayName("A single bit that was changed in the database")
@Timeout(1_200)
class FlippedBitsTest {

  private static final int FLIPS = Integer.getInteger("flips", 500);

  private static final LogKeys KEYS = SealedTally.keys(SealedTally.key());

  private final long seed = Long.getLong("flips.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final SealedTally sealed = new SealedTally();

  @BeforeEach
  void seal() throws InterruptedException, SQLException {
    sealed.seal(KEYS, 10, 100, 256, 257, 300);
    sealed.guards("disable trigger user");
  }

  @AfterEach
  void close() {
    sealed.close();
  }

  /** A table, by what its rows are named, and which of its columns are evidence. */
  private record Table(String name, List<String> key, List<String> columns) {

    static Table of(Connection connection, String schema, String name, String... key)
        throws SQLException {
      List<String> columns = new ArrayList<>();
      try (PreparedStatement statement =
          connection.prepareStatement(
              """
              select attname from pg_attribute
              where attrelid = (? || '.' || ?)::regclass and attnum > 0 and not attisdropped
                and coalesce(col_description(attrelid, attnum), '')
                  not like '%for the operator''s eye only%'
              order by attnum
              """)) {
        statement.setString(1, schema);
        statement.setString(2, name);
        try (ResultSet row = statement.executeQuery()) {
          while (row.next()) columns.add(row.getString(1));
        }
      }
      return new Table(schema + "." + name, List.of(key), columns);
    }

    String where() {
      return String.join(" and ", key.stream().map(each -> each + " = ?").toList());
    }

    List<List<Object>> rows(Connection connection) throws SQLException {
      List<List<Object>> rows = new ArrayList<>();
      try (Statement statement = connection.createStatement();
          ResultSet row =
              statement.executeQuery("select %s from %s".formatted(String.join(", ", key), name))) {
        while (row.next()) {
          List<Object> one = new ArrayList<>();
          for (int i = 1; i <= key.size(); i++) one.add(row.getObject(i));
          rows.add(one);
        }
      }
      return rows;
    }
  }

  /** One column of one row. */
  private record Cell(Table table, List<Object> key, String column) {

    /** The same row, where it stands once the column has this value. */
    Cell with(Object value) {
      int at = table.key.indexOf(column);
      if (at < 0) return this;
      List<Object> moved = new ArrayList<>(key);
      moved.set(at, value);
      return new Cell(table, moved, column);
    }

    @Nullable Object read(Connection connection) throws SQLException {
      try (PreparedStatement statement =
          connection.prepareStatement(
              "select %s from %s where %s".formatted(column, table.name, table.where()))) {
        for (int i = 0; i < key.size(); i++) statement.setObject(i + 1, key.get(i));
        try (ResultSet row = statement.executeQuery()) {
          assertThat(row.next()).as("%s", this).isTrue();
          Object value = row.getObject(1);
          return value instanceof Timestamp
              ? row.getObject(1, OffsetDateTime.class)
              : value instanceof Integer number ? (Object) number.shortValue() : value;
        }
      }
    }

    /** False, and nothing is changed, where the database takes no such value. */
    boolean write(Connection connection, Object value) throws SQLException {
      try (PreparedStatement statement =
          connection.prepareStatement(
              "update %s set %s = %s where %s"
                  .formatted(
                      table.name,
                      column,
                      value instanceof Text ? "convert_from(?, 'UTF8')" : "?",
                      table.where()))) {
        statement.setObject(1, value instanceof Text bytes ? bytes.utf8 : value);
        for (int i = 0; i < key.size(); i++) statement.setObject(i + 2, key.get(i));
        assertThat(statement.executeUpdate()).as("%s", this).isEqualTo(1);
        return true;
      } catch (SQLException e) {
        // A constraint, or no value of that type.
        assertThat(e.getSQLState()).as("%s: %s", this, e.getMessage()).matches("(22|23).*");
        return false;
      }
    }

    /** Whether it is the row, or the place of the row, that the finding is about. */
    boolean isNamedBy(Finding finding) {
      return switch (table.name) {
        case "journal.event" -> key.getFirst().equals(finding.position());
        case "log.checkpoint" -> ("checkpoint " + key.getFirst()).equals(finding.about());
        default -> isTile(String.valueOf(finding.about()));
      };
    }

    private boolean isTile(String about) {
      long index = ((Number) key.get(1)).longValue();
      StringBuilder groups = new StringBuilder("%03d".formatted(index % 1_000));
      for (long rest = index / 1_000; rest > 0; rest /= 1_000)
        groups.insert(0, "x%03d/".formatted(rest % 1_000));
      String path = "tile/%s/%s".formatted(key.get(0), groups);
      return about.equals(path)
          || about.startsWith(path + ".p/")
          || about.equals("tile %d of level %s".formatted(index, key.get(0)));
    }
  }

  /** What may be no text any more. */
  private record Text(byte[] utf8) {}

  @Test
  @DisplayName("is found wherever it is, and the row is named")
  void found() throws SQLException {
    try (Connection connection = sealed.database.superuser().getConnection();
        Statement statement = connection.createStatement()) {
      // Foreign keys do not look.
      statement.execute("set session_replication_role = replica");
      Table facts = Table.of(connection, "journal", "event", "position");
      Table tiles = Table.of(connection, "log", "tile", "level", "index");
      Table checkpoints = Table.of(connection, "log", "checkpoint", "size");
      assertThat(facts.columns).contains("salt", "detail", "leaf").hasSize(9);
      assertThat(tiles.columns).containsExactly("level", "index", "hashes");
      assertThat(checkpoints.columns).containsExactly("size", "previous", "root", "note");
      for (int flip = 0; flip < FLIPS; ) {
        Table table =
            switch (random.nextInt(10)) {
              case 0, 1, 2 -> tiles;
              case 3, 4, 5 -> checkpoints;
              default -> facts;
            };
        List<List<Object>> rows = table.rows(connection);
        Cell cell =
            new Cell(
                table,
                rows.get(random.nextInt(rows.size())),
                table.columns.get(random.nextInt(table.columns.size())));
        Object before = cell.read(connection);
        if (before == null) continue;
        Object after = flipped(before);
        if (!cell.write(connection, after)) continue;
        Cell changed = cell.with(after);
        List<Finding> findings = findings();
        assertThat(findings)
            .as("seed %d, flip %d: %s of %s", seed, flip, cell.column, cell)
            .isNotEmpty()
            .anyMatch(finding -> cell.isNamedBy(finding) || changed.isNamedBy(finding));
        assertThat(changed.write(connection, before)).isTrue();
        flip++;
      }
    }
    assertThat(findings()).isEmpty();
  }

  /** Without the guards, which are off all the time. */
  private List<Finding> findings() {
    return sealed.check(KEYS.verifierKeys()).findings().stream()
        .filter(finding -> finding.code() != Finding.Code.GUARD_OFF)
        .toList();
  }

  private Object flipped(Object value) {
    return switch (value) {
      case Short number -> (short) (number ^ 1 << random.nextInt(Short.SIZE));
      case Long number -> number ^ 1L << random.nextInt(Long.SIZE);
      case OffsetDateTime time -> {
        long micros = Instant.EPOCH.until(time.toInstant(), ChronoUnit.MICROS);
        yield Instant.EPOCH
            .plus(micros ^ 1L << random.nextInt(Long.SIZE), ChronoUnit.MICROS)
            .atOffset(ZoneOffset.UTC);
      }
      case UUID id -> {
        long bit = 1L << random.nextInt(Long.SIZE);
        yield random.nextBoolean()
            ? new UUID(id.getMostSignificantBits() ^ bit, id.getLeastSignificantBits())
            : new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() ^ bit);
      }
      case String text -> new Text(flipped(text.getBytes(UTF_8)));
      case byte[] bytes -> flipped(bytes);
      default -> throw new AssertionError(value.getClass());
    };
  }

  private byte[] flipped(byte[] bytes) {
    byte[] flipped = bytes.clone();
    flipped[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
    return flipped;
  }
}
