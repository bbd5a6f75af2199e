package org.sunshineledger.ledger.log.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is in the log")
class LogGrantsTest {

  private static final String NO_PRIVILEGE = "42501";
  private static final String REFUSED = "23001";

  private final SealedLog sealed = new SealedLog(11);

  @BeforeEach
  void seal() throws InterruptedException {
    try (TransparencyLog log = sealed.open()) {
      sealed.appendAndSeal(log, 300);
    }
  }

  @AfterEach
  void close() {
    sealed.close();
  }

  private static void assertRefused(DataSource as, String sql, String state) {
    assertThatThrownBy(() -> SealedLog.run(as, sql))
        .as(sql)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state));
  }

  @Test
  @DisplayName("cannot be changed or deleted by the application")
  void application() {
    for (String sql :
        List.of(
            "update log.checkpoint set root = root",
            "update log.checkpoint set note = note where false",
            "delete from log.checkpoint",
            "truncate log.checkpoint",
            "delete from log.tile",
            "truncate log.tile",
            "update log.tile set index = 7",
            "update log.tile set level = 7",
            "insert into log.checkpoint (size, previous, root, note, signed_at)"
                + " values (301, 300, sha256(''), '', now())",
            "alter table log.tile disable trigger all",
            "drop table log.tile")) assertRefused(sealed.database.app(), sql, NO_PRIVILEGE);
    assertRefused(
        sealed.database.app(), "update log.tile set hashes = hashes where level = 0", REFUSED);
  }

  @Test
  @DisplayName("cannot be changed by the owner, nor in a session that calls itself a replica")
  void owner() {
    for (String sql :
        List.of(
            "update log.checkpoint set root = root where false",
            "delete from log.checkpoint where false",
            "truncate log.checkpoint cascade",
            "delete from log.tile where false",
            "truncate log.tile",
            "update log.tile set hashes = substr(hashes, 1, 32) where octet_length(hashes) > 32",
            "update log.tile set index = index + 1000")) {
      assertRefused(sealed.database.owner(), sql, REFUSED);
      assertRefused(
          sealed.database.superuser(), "set session_replication_role = replica; " + sql, REFUSED);
    }
  }

  @Test
  @DisplayName("can be read and not written by who only reads")
  void reader() throws SQLException {
    SealedLog.run(sealed.database.reader(), "select * from log.tile, log.checkpoint");
    for (String sql :
        List.of(
            "insert into log.tile values (7, 0, sha256(''))",
            "update log.tile set hashes = hashes",
            "insert into log.checkpoint (size, previous, root, note) values (301, 300, sha256(''),"
                + " '')")) assertRefused(sealed.database.reader(), sql, NO_PRIVILEGE);
  }

  @Test
  @DisplayName("lets a tile be continued, and nothing that is in it be another")
  void tiles() throws SQLException {
    DataSource app = sealed.database.app();
    String last = " where level = 0 and index = 1";
    assertRefused(
        app,
        "update log.tile set hashes = set_byte(hashes, 3, 255 - get_byte(hashes, 3)) || sha256('')"
            + last,
        REFUSED);
    assertRefused(app, "update log.tile set hashes = substr(hashes, 1, 32)" + last, REFUSED);
    SealedLog.run(app, "update log.tile set hashes = hashes || sha256('')" + last);
    assertThat(sealed.number("select octet_length(hashes) from log.tile" + last))
        .isEqualTo(45 * 32);
    assertRefused(
        app,
        "update log.tile set hashes = hashes || sha256('') where index = 0 and level = 0",
        "23514");
  }

  @Test
  @DisplayName("has one checkpoint after each, and one first")
  void chain() {
    DataSource app = sealed.database.app();
    String insert = "insert into log.checkpoint (size, previous, root, note) values ";
    assertRefused(app, insert + "(300, null, sha256(''), '')", "23505");
    assertRefused(app, insert + "(301, null, sha256(''), '')", "23505");
    assertRefused(app, insert + "(301, 299, sha256(''), '')", "23503");
    assertRefused(app, insert + "(299, 300, sha256(''), '')", "23514");
    assertRefused(app, insert + "(301, 300, 'short', '')", "23514");
  }

  @Test
  @DisplayName("says of every table and every column what it is")
  void comments() throws SQLException {
    assertThat(
            sealed.number(
                """
                select count(*) from pg_class
                join pg_attribute on attrelid = pg_class.oid and attnum > 0 and not attisdropped
                where relnamespace = 'log'::regnamespace and relkind = 'r'
                  and (obj_description(pg_class.oid) is null
                    or col_description(pg_class.oid, attnum) is null)
                """))
        .isZero();
  }
}
