package org.sunshineledger.ledger.log.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.database.StartRefused;
import org.sunshineledger.ledger.log.PlainTree;
import org.sunshineledger.ledger.log.TreeHead;
import org.sunshineledger.ledger.log.note.Checkpoint;
import org.sunshineledger.ledger.log.seal.SealingSession.Step;

@DisplayName("A sealer that is killed")
class RecoveryTest {

  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final SealedLog sealed = new SealedLog(8);

  /** Every head that was ever signed, by its size, whether it was stored or not. */
  private final Map<Long, TreeHead> signed = new HashMap<>();

  @AfterEach
  void close() {
    sealed.close();
  }

  private void note(Step step, TreeHead head) {
    if (step != Step.SIGNED) return;
    TreeHead before = signed.putIfAbsent(head.size(), head);
    assertThat(before == null || before.equals(head)).as("two roots of %s", head).isTrue();
  }

  /** One process: it is elected, looks, seals all there is; or is killed after the step. */
  private Set<Long> process(Step killedAfter, int sealings) throws SQLException {
    Set<Long> shown = new HashSet<>();
    int[] left = {sealings};
    Connection connection = sealed.database.appLogin().connect();
    try {
      SealingSession session =
          new SealingSession(
              connection,
              SealedLog.KEYS,
              (step, head) -> {
                note(step, head);
                if (step == killedAfter && left[0]-- == 0) throw new Killed();
              });
      assertThat(session.elect()).isTrue();
      session.resume().ifPresent(at -> shown.add(at.size()));
      for (Optional<SealedCheckpoint> next = session.seal();
          next.isPresent();
          next = session.seal()) shown.add(next.get().size());
    } finally {
      // As the end of a process does: the server finds the connection gone, and nothing is tidied.
      connection.abort(Runnable::run);
      awaitLock();
    }
    return shown;
  }

  private void awaitLock() throws SQLException {
    try (Connection connection = sealed.database.appLogin().connect();
        Statement statement = connection.createStatement()) {
      statement.execute("select pg_advisory_lock(%d)".formatted(SealingSession.LOCK));
      statement.execute("select pg_advisory_unlock(%d)".formatted(SealingSession.LOCK));
    }
  }

  @Test
  @DisplayName("after any step recovers, and never signs two roots for one size")
  void everyStep() throws SQLException {
    Random random = new Random(9);
    Set<Long> shown = new HashSet<>();
    for (int sealings = 0; sealings < 2; sealings++)
      for (Step step : Step.values()) {
        // The second kill comes in the second sealing of the process: more than one holds.
        sealed.facts.append(
            sealed.journal,
            sealings == 0 ? 1 + random.nextInt(600) : SealingSession.MOST_LEAVES + 50);
        boolean once = step == Step.ELECTED || step == Step.RESUMED;
        int after = once ? 0 : sealings;
        assertThatThrownBy(() -> shown.addAll(process(step, after)))
            .as("killed after %s", step)
            .isInstanceOf(Killed.class);
        // What comes between the kill and the restart changes what the next one signs.
        if (random.nextBoolean()) sealed.facts.append(sealed.journal, 1 + random.nextInt(300));
        shown.addAll(process(Step.ELECTED, Integer.MAX_VALUE));
        assertThat(shown).contains(sealed.journal.size());
        sealed.requireSoundCheckpoints();
      }
    var leaves = sealed.leaves();
    signed.forEach((size, head) ->
        assertThat(head)
            .isEqualTo(TreeHead.of(size, PlainTree.root(leaves.subList(0, size.intValue())))));
    assertThat(signed.keySet()).containsAll(shown.stream().filter(signed::containsKey).toList());
    assertThat((long) shown.size()).isLessThanOrEqualTo(sealed.checkpoints());
  }

  @Test
  @DisplayName("or hangs, or whose machine is gone, leaves its place to another within ten seconds")
  void hangs() throws SQLException {
    try (Connection one = sealed.database.appLogin().connect();
        Connection two = sealed.database.appLogin().connect()) {
      assertThat(new SealingSession(one, SealedLog.KEYS, (_, _) -> {}).elect()).isTrue();
      SealingSession waiting = new SealingSession(two, SealedLog.KEYS, (_, _) -> {});
      assertThat(waiting.elect()).isFalse();
      await().atMost(Duration.ofSeconds(10)).until(waiting::elect);
    }
  }

  @Test
  @DisplayName(
      "and believes itself elected all the same cannot go on from what another went on from")
  void twoFromOne() throws SQLException {
    sealed.facts.append(sealed.journal, 5);
    process(Step.ELECTED, Integer.MAX_VALUE);
    try (Connection one = sealed.database.appLogin().connect();
        Connection other = sealed.database.appLogin().connect()) {
      SealingSession first = new SealingSession(one, SealedLog.KEYS, (_, _) -> {});
      SealingSession second = new SealingSession(other, SealedLog.KEYS, (_, _) -> {});
      assertThat(first.resume()).isPresent();
      assertThat(second.resume()).isPresent();
      sealed.facts.append(sealed.journal, 5);
      assertThat(first.seal()).isPresent();
      sealed.facts.append(sealed.journal, 5);
      assertThatThrownBy(second::seal)
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("checkpoint_previous_key");
    }
    assertThat(sealed.requireSoundCheckpoints()).isEqualTo(2);
  }

  @Test
  @DisplayName("is not elected beside another")
  void election() throws SQLException {
    try (Connection one = sealed.database.appLogin().connect();
        Connection other = sealed.database.appLogin().connect()) {
      SealingSession first = new SealingSession(one, SealedLog.KEYS, (_, _) -> {});
      SealingSession second = new SealingSession(other, SealedLog.KEYS, (_, _) -> {});
      assertThat(first.elect()).isTrue();
      assertThat(second.elect()).isFalse();
      first.end();
      assertThat(second.elect()).isTrue();
    }
  }

  private void seal(int facts) throws SQLException {
    sealed.facts.append(sealed.journal, facts);
    process(Step.ELECTED, Integer.MAX_VALUE);
  }

  private StartRefused refused() throws SQLException {
    return refused(SealedLog.KEYS);
  }

  private StartRefused refused(LogKeys keys) throws SQLException {
    long before = sealed.checkpoints();
    sealed.facts.append(sealed.journal, 1);
    StartRefused refused =
        catchThrowableOfType(
            StartRefused.class,
            () -> {
              try (var _ = TransparencyLog.open(sealed.database.app(), sealed.journal, keys)) {
                assertThat(sealed.journal).isNull();
              }
            });
    assertThat(sealed.checkpoints()).isEqualTo(before);
    return refused;
  }

  @Test
  @DisplayName("does not start on a changed tile, and names both roots")
  void changedTile() throws SQLException {
    seal(300);
    byte[] root = PlainTree.root(sealed.leaves());
    for (int level = 0; level < 2; level++) {
      sealed.tamper(
          "update log.tile set hashes = set_byte(hashes, 7, get_byte(hashes, 7) # 1)"
              + " where level = ? and octet_length(hashes) < 8192",
          level);
      StartRefused refused = refused();
      assertThat(refused.description())
          .contains("At size 300")
          .contains("the signed root is " + TreeHead.of(300, root).rootHash())
          .containsPattern("hash to [A-Za-z0-9+/]{43}=, but");
      assertThat(refused.action()).contains("fsck").contains(TreeHead.of(300, root).toString());
      sealed.tamper(
          "update log.tile set hashes = set_byte(hashes, 7, get_byte(hashes, 7) # 1)"
              + " where level = ? and octet_length(hashes) < 8192",
          level);
    }
    try (TransparencyLog log = sealed.open()) {
      assertThat(log.size()).isEqualTo(300);
    }
  }

  @Test
  @DisplayName("does not start without a tile")
  void missingTile() throws SQLException {
    seal(300);
    sealed.tamper("delete from log.tile where level = 1");
    assertThat(refused().description()).contains("Tiles are missing");
  }

  @Test
  @DisplayName("does not start when the journal is shorter than what is signed")
  void shorterJournal() throws SQLException {
    seal(300);
    sealed.tamper("delete from journal.event where position >= 290");
    assertThat(refused().description()).contains("291 facts").contains("over 300");
  }

  @Test
  @DisplayName("does not start when a fact at the edge is not the one that is in the log")
  void changedFact() throws SQLException {
    seal(300);
    sealed.tamper("update journal.event set leaf = sha256(leaf) where position = 299");
    assertThat(refused().description()).contains("position 299");
  }

  @Test
  @DisplayName("does not start on a changed checkpoint, whoever changed it")
  void changedCheckpoint() throws SQLException {
    seal(300);
    sealed.tamper("update log.checkpoint set root = sha256(root) where size = 300");
    assertThat(refused().description()).contains("damaged").contains("columns");
    TreeHead other = TreeHead.of(300, new byte[32]);
    Checkpoint checkpoint = new Checkpoint(SealedLog.KEYS.origin(), other);
    LogKeys stranger = SealedLog.keys(SealedLog.KEYS.origin());
    String change = "update log.checkpoint set root = ?, note = ? where size = 300";
    sealed.tamper(change, checkpoint.rootHash(), stranger.sign(checkpoint.text()).bytes());
    assertThat(refused().description()).contains("None of the log's keys");
    // Not even with the log's own key.
    sealed.tamper(change, checkpoint.rootHash(), SealedLog.KEYS.sign(checkpoint.text()).bytes());
    assertThat(refused().description())
        .contains("the signed root is " + other.rootHash())
        .contains(TreeHead.of(300, PlainTree.root(sealed.leaves().subList(0, 300))).rootHash());
    sealed.tamper("update log.checkpoint set note = 'x' where size = 300");
    assertThat(refused().description()).contains("damaged");
  }

  @Test
  @DisplayName("does not start with the key of another log, or another key of this one")
  void otherKey() throws SQLException {
    seal(3);
    assertThat(refused(SealedLog.keys("other.example.cn")).description())
        .contains("of the log test.example.cn/log")
        .contains("of other.example.cn");
    assertThat(refused(SealedLog.keys(SealedLog.KEYS.origin())).action())
        .contains("a new key goes beside it");
  }

  @Test
  @DisplayName("stops for good at tiles that somebody wrote ahead of it")
  void tilesAhead() throws SQLException, InterruptedException {
    seal(255);
    SealedLog.run(
        sealed.database.app(), "insert into log.tile values (1, 0, sha256('not the root'))");
    sealed.facts.append(sealed.journal, 1);
    try (TransparencyLog log = sealed.open()) {
      assertThat(log.awaitSize(256, Duration.ZERO)).isFalse();
      awaitEndOfSealer();
      assertThat(log.refusal().orElseThrow().description()).contains("first 256 facts");
      assertThat(log.size()).isEqualTo(255);
    }
  }

  private static void awaitEndOfSealer() throws InterruptedException {
    for (Thread thread : Thread.getAllStackTraces().keySet())
      if (thread.getName().equals("log-sealer"))
        assertThat(thread.join(SealedLog.PATIENCE)).isTrue();
  }

  @Test
  @DisplayName("stops for good at a contradiction that comes up while it runs")
  void whileRunning() throws SQLException, InterruptedException {
    try (TransparencyLog log = sealed.open()) {
      sealed.appendAndSeal(log, 300);
      sealed.tamper("delete from journal.event where position = 299");
      sealed.tamper(
          """
          insert into journal.event
            (position, recorded_at, id, stream, sequence, type, salt, detail, leaf)
          select 305, recorded_at, gen_random_uuid(), 'test/gap', 0, type, salt, detail, leaf
          from journal.event where position = 0
          """);
      awaitEndOfSealer();
      assertThat(log.refusal()).isPresent();
      assertThat(log.size()).isEqualTo(300);
    }
  }
}
