package org.sunshineledger.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.sunshineledger.ledger.fsck.Finding.Code.CHECKPOINT_CHAIN_BROKEN;
import static org.sunshineledger.ledger.fsck.Finding.Code.CHECKPOINT_CONTRADICTS_NOTE;
import static org.sunshineledger.ledger.fsck.Finding.Code.CHECKPOINT_MALFORMED;
import static org.sunshineledger.ledger.fsck.Finding.Code.CHECKPOINT_ROOT_DIFFERS;
import static org.sunshineledger.ledger.fsck.Finding.Code.CHECKPOINT_SIGNATURE_WRONG;
import static org.sunshineledger.ledger.fsck.Finding.Code.GUARD_OFF;
import static org.sunshineledger.ledger.fsck.Finding.Code.LEAF_DIFFERS;
import static org.sunshineledger.ledger.fsck.Finding.Code.POSITION_MISSING;
import static org.sunshineledger.ledger.fsck.Finding.Code.SEQUENCE_BROKEN;
import static org.sunshineledger.ledger.fsck.Finding.Code.TILE_DIFFERS;
import static org.sunshineledger.ledger.fsck.Finding.Code.TILE_MISSING;
import static org.sunshineledger.ledger.fsck.Finding.Code.TILE_SUPERFLUOUS;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.fsck.Finding;
import org.sunshineledger.ledger.fsck.Fsck;
import org.sunshineledger.ledger.fsck.Report;
import org.sunshineledger.ledger.log.note.SigningKey;
import org.sunshineledger.ledger.log.note.VerifierKey;
import org.sunshineledger.ledger.log.seal.LogKeys;

@DisplayName("The check of the log")
class FsckLogTest {

  /** Checkpoints over 1, 10, 256, 300 and 600 facts; tiles 0/000 0/001 0/002.p/88 1/000.p/2. */
  private static final int FACTS = 600;

  private static final SigningKey KEY = SealedTally.key();
  private static final LogKeys KEYS = SealedTally.keys(KEY);

  /** Writes the digest of a fact anew, as it follows from the row. */
  private static final String LEAF_ANEW =
      """
      update journal.event set leaf = sha256('\\x00'::bytea || convert_to(
        'sunshine-ledger/v1' || chr(10) || id::text || chr(10)
        || to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || chr(10)
        || encode(sha256(salt || detail), 'base64') || chr(10), 'UTF8'))
      where position = 4
      """;

  private static final String OTHER_SALT =
      "update journal.event set salt = sha256(salt) where position = 4";

  private final SealedTally sealed = new SealedTally();

  @BeforeEach
  void seal() throws InterruptedException {
    sealed.seal(KEYS, 10, 256, 300, FACTS);
  }

  @AfterEach
  void close() {
    sealed.close();
  }

  private Report check() {
    return sealed.check(KEYS.verifierKeys());
  }

  private void assertFound(Report report, Tuple... findings) {
    assertThat(report.findings())
        .extracting(Finding::position, Finding::code, Finding::about)
        .containsExactly(findings);
    assertThat(report.findingCount()).isEqualTo(findings.length);
  }

  private static Tuple at(@Nullable Integer position, Finding.Code code, String about) {
    return tuple(position == null ? null : (long) position, code, about);
  }

  @Nested
  @DisplayName("of a sound one")
  class Sound {

    @Test
    void findsNothingAndTellsWhatItRead() {
      Report report = check();
      assertFound(report);
      assertThat(report.log()).isEqualTo(new Report.Log(FACTS, 4, 5, 5));
    }

    @Test
    void mayBeDoneByTheReaderWhoHasNoKey() {
      Report report =
          new Fsck(sealed.database.reader(), sealed.ledger.codec()).check(null, (_, _) -> {});
      assertFound(report);
      assertThat(report.log()).isEqualTo(new Report.Log(FACTS, 4, 5, 0));
    }

    @Test
    void takesALogThatIsBehindTheJournal() {
      sealed.count(300);
      Report report = check();
      assertFound(report);
      assertThat(report.facts()).isEqualTo(FACTS + 300);
      assertThat(report.log().size()).isEqualTo(FACTS);
    }

    @Test
    void takesWhatWasSignedBeforeAndAfterTheKeyWasRotated() throws InterruptedException {
      SigningKey other = SealedTally.key();
      LogKeys both = SealedTally.keys(other, KEY);
      sealed.seal(both, 601);
      assertFound(sealed.check(both.verifierKeys()));
      assertFound(sealed.check(List.of()));
      // The old key is taken away, and nobody has it any more.
      LogKeys after = SealedTally.keys(other);
      sealed.seal(after, 602, 603);
      Report report = sealed.check(after.verifierKeys());
      assertFound(report);
      assertThat(report.log()).isEqualTo(new Report.Log(603, 4, 8, 3));
      assertFound(sealed.check(List.of()));
    }
  }

  @Nested
  @DisplayName("finds, without any root that was noted,")
  class Facts {

    @Test
    void aChangedFactOnceAndNotInTheTileToo() throws SQLException {
      sealed.carelessly(OTHER_SALT);
      assertFound(check(), at(4, LEAF_DIFFERS, "tally.counted.v1"));
    }

    @Test
    void aFactThatWasWrittenAnewWithItsDigest() throws SQLException {
      sealed.carelessly(OTHER_SALT, LEAF_ANEW);
      assertFound(check(), at(4, TILE_DIFFERS, "tile/0/000"));
    }

    @Test
    void aFactThatWasWrittenAnewWithItsDigestAndTheTile() throws SQLException {
      sealed.carelessly(
          OTHER_SALT,
          LEAF_ANEW,
          """
          update log.tile set hashes =
            overlay(hashes placing (select leaf from journal.event where position = 4) from 129)
          where level = 0 and index = 0
          """);
      assertFound(
          check(),
          at(0, TILE_DIFFERS, "tile/1/000.p/2"),
          at(9, CHECKPOINT_ROOT_DIFFERS, "checkpoint 10"),
          at(255, CHECKPOINT_ROOT_DIFFERS, "checkpoint 256"),
          at(299, CHECKPOINT_ROOT_DIFFERS, "checkpoint 300"),
          at(599, CHECKPOINT_ROOT_DIFFERS, "checkpoint 600"));
    }

    @Test
    void factsThatWereCutOffAtTheEnd() throws SQLException {
      sealed.carelessly("delete from journal.event where position >= 590");
      assertFound(check(), tuple(590L, POSITION_MISSING, null));
    }

    @Test
    void aFactTakenFromTheMiddle() throws SQLException {
      sealed.carelessly("delete from journal.event where position = 300");
      assertFound(
          check(),
          tuple(300L, POSITION_MISSING, null),
          at(301, SEQUENCE_BROKEN, "tally.counted.v1"));
    }

    @Test
    void factsOfACommitThatChangedPlaces() throws SQLException {
      sealed.carelessly(
          "update journal.event set position = 1000 where position = 400",
          "update journal.event set position = 400 where position = 401",
          "update journal.event set position = 401 where position = 1000");
      assertThat(check().findings())
          .extracting(Finding::position, Finding::code, Finding::about)
          .contains(at(400, TILE_DIFFERS, "tile/0/001"));
    }
  }

  @Nested
  @DisplayName("finds in the tiles")
  class TilesOfIt {

    @Test
    void aChangedHash() throws SQLException {
      sealed.carelessly(
          """
          update log.tile set hashes = set_byte(hashes, 32 * 7, 9 # get_byte(hashes, 32 * 7))
          where level = 0
          """);
      assertFound(
          check(),
          at(7, TILE_DIFFERS, "tile/0/000"),
          at(256 + 7, TILE_DIFFERS, "tile/0/001"),
          at(512 + 7, TILE_DIFFERS, "tile/0/002.p/88"));
    }

    @Test
    void aChangedHashAboveTheLeaves() throws SQLException {
      sealed.carelessly(
          """
          update log.tile set hashes = set_byte(hashes, 32, 9 # get_byte(hashes, 32))
          where level = 1
          """);
      assertFound(check(), at(256, TILE_DIFFERS, "tile/1/000.p/2"));
    }

    @Test
    void oneThatIsMissing() throws SQLException {
      sealed.carelessly("delete from log.tile where level = 0 and index = 1");
      assertFound(check(), at(256, TILE_MISSING, "tile/0/001"));
      sealed.carelessly("delete from log.tile");
      assertFound(
          check(),
          at(0, TILE_MISSING, "tile/0/000"),
          at(0, TILE_MISSING, "tile/1/000.p/2"),
          at(256, TILE_MISSING, "tile/0/001"),
          at(512, TILE_MISSING, "tile/0/002.p/88"));
    }

    @Test
    void oneThatIsTooShort() throws SQLException {
      sealed.carelessly(
          "update log.tile set hashes = substr(hashes, 1, 3200) where level = 0 and index = 1");
      assertFound(check(), at(256 + 100, TILE_MISSING, "tile/0/001"));
    }

    @Test
    void whatNoCheckpointCovers() throws SQLException {
      sealed.count(1);
      sealed.carelessly(
          """
          update log.tile set hashes =
            hashes || (select leaf from journal.event where position = 600)
          where level = 0 and index = 2
          """,
          "insert into log.tile select 0, 7, hashes from log.tile where level = 1",
          "insert into log.tile select 5, 1, hashes from log.tile where level = 1",
          "insert into log.tile select 2, 9223372036854775807, hashes from log.tile where level ="
              + " 1");
      assertFound(
          check(),
          at(600, TILE_SUPERFLUOUS, "tile/0/002.p/89"),
          at(7 * 256, TILE_SUPERFLUOUS, "tile/0/007.p/2"),
          tuple(1L << 48, TILE_SUPERFLUOUS, "tile/5/001.p/2"),
          at(null, TILE_SUPERFLUOUS, "tile 9223372036854775807 of level 2"));
    }

    @Test
    void aHoleHoweverWideOnce() throws SQLException {
      sealed.carelessly(
          "delete from journal.event where position between 250 and 520",
          "delete from log.tile where level = 0 and index = 1");
      assertThat(check().findings())
          .extracting(Finding::position, Finding::code, Finding::about)
          .containsExactly(
              tuple(250L, POSITION_MISSING, null),
              at(256, TILE_MISSING, "tile/0/001"),
              at(521, SEQUENCE_BROKEN, "tally.counted.v1"));
    }
  }

  @Nested
  @DisplayName("finds in the checkpoints")
  class CheckpointsOfIt {

    @Test
    void aRootThatIsNotThatOfTheNote() throws SQLException {
      sealed.carelessly("update log.checkpoint set root = sha256(root) where size = 256");
      assertFound(check(), at(255, CHECKPOINT_CONTRADICTS_NOTE, "checkpoint 256"));
    }

    @Test
    void aSizeThatIsNotThatOfTheNote() throws SQLException {
      sealed.carelessly("update log.checkpoint set size = 601 where size = 600");
      assertFound(check(), at(600, CHECKPOINT_CONTRADICTS_NOTE, "checkpoint 601"));
    }

    @Test
    void aNoteThatIsNone() throws SQLException {
      sealed.carelessly("update log.checkpoint set note = 'none' where size in (256, 600)");
      assertFound(
          check(),
          at(255, CHECKPOINT_MALFORMED, "checkpoint 256"),
          at(599, CHECKPOINT_MALFORMED, "checkpoint 600"));
    }

    @Test
    void oneThatIsMissing() throws SQLException {
      sealed.carelessly("delete from log.checkpoint where size = 256");
      assertFound(check(), at(299, CHECKPOINT_CHAIN_BROKEN, "checkpoint 300"));
    }

    @Test
    void thatTheLastIsMissing() throws SQLException {
      sealed.carelessly("delete from log.checkpoint where size = 600");
      assertFound(
          check(),
          at(256, TILE_SUPERFLUOUS, "tile/1/000.p/2"),
          at(300, TILE_SUPERFLUOUS, "tile/0/001"),
          at(512, TILE_SUPERFLUOUS, "tile/0/002.p/88"));
    }

    @Test
    void oneOfAnotherLog() throws SQLException {
      sealed.carelessly(
          """
          update log.checkpoint
          set note = convert_to(replace(convert_from(note, 'UTF8'), 'tally', 'other'), 'UTF8')
          where size = 256
          """);
      assertFound(
          sealed.check(List.of()),
          at(255, CHECKPOINT_CHAIN_BROKEN, "checkpoint 256"),
          at(255, CHECKPOINT_SIGNATURE_WRONG, "checkpoint 256"),
          at(299, CHECKPOINT_CHAIN_BROKEN, "checkpoint 300"));
    }

    @Test
    void whatSomebodySignedWhoHasAnotherKey() throws SQLException {
      SigningKey stranger = SealedTally.key();
      forge(stranger);
      assertFound(check(), at(255, CHECKPOINT_SIGNATURE_WRONG, "checkpoint 256"));
      assertFound(sealed.check(List.of()), at(255, CHECKPOINT_SIGNATURE_WRONG, "checkpoint 256"));
      // Who asks for another key gets the newest checkpoint named, which that key did not sign.
      List<VerifierKey> asked = List.of(SealedTally.key().verifierKey());
      forge(KEY);
      assertFound(sealed.check(asked), at(599, CHECKPOINT_SIGNATURE_WRONG, "checkpoint 600"));
    }

    /** Signs the checkpoint over 256 facts anew. */
    private void forge(SigningKey key) throws SQLException {
      String note = "(select convert_from(note, 'UTF8') from log.checkpoint where size = 256)";
      String text;
      try (Connection connection = sealed.database.app().getConnection();
          Statement statement = connection.createStatement();
          var row = statement.executeQuery("select " + note)) {
        assertThat(row.next()).isTrue();
        text = row.getString(1).substring(0, row.getString(1).indexOf("\n\n") + 1);
      }
      sealed.carelessly(
          "update log.checkpoint set note = convert_to('%s', 'UTF8') where size = 256"
              .formatted(text + "\n" + key.sign(text) + "\n"));
    }

    @Test
    void aSignatureThatDoesNotHold() throws SQLException {
      sealed.carelessly(
          """
          update log.checkpoint as spoilt set note = convert_to(
            split_part(convert_from(note, 'UTF8'), E'\\n\\n', 1) || E'\\n\\n' || split_part(
              (select convert_from(note, 'UTF8') from log.checkpoint where size = 10), E'\\n\\n', 2),
            'UTF8')
          where size = 300
          """);
      assertFound(check(), at(299, CHECKPOINT_SIGNATURE_WRONG, "checkpoint 300"));
      // Without a key nobody can tell.
      assertFound(sealed.check(List.of()));
    }
  }

  @Test
  @DisplayName("finds a guard that is off")
  void guards() throws SQLException {
    sealed.guards("disable trigger user");
    sealed.carelessly();
    assertFound(check());
    try (Connection connection = sealed.database.owner().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("alter table log.tile disable trigger grows_only");
      statement.execute("drop trigger append_only on log.checkpoint");
      statement.execute("alter table log.checkpoint drop constraint checkpoint_previous_key");
      statement.execute("grant update (index) on log.tile to ledger_app");
      statement.execute("grant delete on log.checkpoint to ledger_app");
    }
    assertFound(
        check(),
        at(null, GUARD_OFF, "delete by ledger_app on log.checkpoint"),
        at(null, GUARD_OFF, "key checkpoint_previous_key"),
        at(null, GUARD_OFF, "trigger append_only on log.checkpoint"),
        at(null, GUARD_OFF, "trigger grows_only on log.tile"),
        at(null, GUARD_OFF, "update by ledger_app on log.tile"));
  }
}
