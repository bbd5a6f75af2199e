package org.sunshineledger.ledger.log.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.database.StartRefused;
import org.sunshineledger.ledger.log.CompactRange;
import org.sunshineledger.ledger.log.ConsistencyProof;
import org.sunshineledger.ledger.log.EntryBundle;
import org.sunshineledger.ledger.log.MerkleTree;
import org.sunshineledger.ledger.log.PlainTree;
import org.sunshineledger.ledger.log.TilePath;
import org.sunshineledger.ledger.log.Tiles;
import org.sunshineledger.ledger.log.TreeHead;
import org.sunshineledger.ledger.log.note.Checkpoint;
import org.sunshineledger.ledger.log.note.SignedNote;
import org.sunshineledger.ledger.log.note.TlogProof;

@DisplayName("The transparency log")
class TransparencyLogTest {

  private final SealedLog sealed = new SealedLog(7);

  @AfterEach
  void close() {
    sealed.close();
  }

  @Test
  @DisplayName("of no facts has a checkpoint of size 0")
  void empty() throws InterruptedException {
    try (TransparencyLog log = sealed.open()) {
      assertThat(log.awaitSize(0, SealedLog.PATIENCE)).isTrue();
      SignedNote note = log.checkpoint().orElseThrow();
      assertThat(note.text())
          .isEqualTo("test.example.cn/log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");
      assertThat(note.verify(log.verifierKeys())).hasSize(1);
      assertThat(log.tile(new TilePath(0, 0, 1))).isEmpty();
      assertThat(log.proof(0)).isEmpty();
      assertThat(log.consistency(0, 0).hashes()).isEmpty();
    }
  }

  @Test
  @DisplayName("holds the tiles, bundles and proofs that follow from its facts by definition")
  void byDefinition() throws InterruptedException, SQLException {
    try (TransparencyLog log = sealed.open()) {
      var notes = new ConcurrentLinkedQueue<SignedNote>();
      log.whenPublished(notes::add);
      Random random = new Random(17);
      for (int round = 0; round < 40; round++) {
        int count = random.nextInt(5) == 0 ? 300 + random.nextInt(500) : 1 + random.nextInt(20);
        if (random.nextInt(3) == 0) sealed.facts.append(sealed.journal, count);
        else sealed.appendAndSeal(log, count);
      }
      sealed.appendAndSeal(log, 256 - (int) (sealed.journal.size() % 256));
      requireTiles(log);
      sealed.appendAndSeal(log, 99);
      requireTiles(log);
      requireProofs(log, random);
      List<Long> sizes = notes.stream().map(note -> Checkpoint.parse(note.text()).size()).toList();
      assertThat(sizes).isSorted().doesNotHaveDuplicates().endsWith(sealed.journal.size());
      assertThat(sealed.requireSoundCheckpoints()).isGreaterThanOrEqualTo(sizes.size());
    }
  }

  private void requireTiles(TransparencyLog log) throws SQLException {
    List<byte[]> leaves = sealed.leaves();
    long size = log.size();
    assertThat(size).isEqualTo(leaves.size());
    Tiles.all(size)
        .forEach(tile ->
            assertThat(log.tile(tile)).as("%s", tile).hasValue(PlainTree.tile(tile, leaves)));
    for (TilePath edge : Tiles.edge(size))
      for (int width = 1; width <= edge.width(); width++) {
        TilePath narrower = new TilePath(edge.level(), edge.index(), width);
        assertThat(log.tile(narrower)).hasValue(PlainTree.tile(narrower, leaves));
      }
    Tiles.bundles(size)
        .forEach(tile -> {
          List<byte[]> entries = EntryBundle.decode(log.tile(tile).orElseThrow());
          assertThat(entries).hasSize(tile.width());
          for (int i = 0; i < entries.size(); i++)
            assertThat(MerkleTree.leafHash(entries.get(i)))
                .isEqualTo(leaves.get((int) tile.first() + i));
        });
    assertThat(log.tile(Tiles.holding(0, size, size + 1))).isEmpty();
    assertThat(log.tile(new TilePath(0, size / 256, 256))).isEmpty();
    assertThat(log.tile(TilePath.entries(size / 256, 256))).isEmpty();
    assertThat(log.tile(new TilePath(3, 0, 1))).isEmpty();
    assertThat(log.tile(new TilePath(63, 0, 1))).isEmpty();
  }

  private void requireProofs(TransparencyLog log, Random random) throws SQLException {
    List<byte[]> leaves = sealed.leaves();
    int last = leaves.size();
    for (int round = 0; round < 200; round++) {
      int size = round == 0 ? last : 1 + random.nextInt(last);
      int position = random.nextInt(size);
      byte[] root = PlainTree.root(leaves.subList(0, size));
      assertThat(log.head(size)).isEqualTo(TreeHead.of(size, root));
      assertThat(log.inclusion(position, size).proves(leaves.get(position), root)).isTrue();
      int from = random.nextInt(size + 1);
      ConsistencyProof consistency = log.consistency(from, size);
      assertThat(consistency.proves(PlainTree.root(leaves.subList(0, from)), root)).isTrue();
      TlogProof file = log.proof(position).orElseThrow();
      assertThat(TlogProof.parse(file.bytes()).proves(leaves.get(position))).isTrue();
      assertThat(file.checkpoint().verify(log.verifierKeys())).hasSize(1);
    }
    assertThat(log.proof(last)).isEmpty();
    assertThatThrownBy(() -> log.inclusion(0, last + 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the newest %d".formatted(last));
    assertThatThrownBy(() -> log.inclusion(5, 5)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> log.consistency(0, last + 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("covers every commit, one after the other")
  void followsEveryCommit() throws InterruptedException {
    try (TransparencyLog log = sealed.open()) {
      for (int round = 0; round < 11; round++) {
        sealed.facts.append(sealed.journal, 1 + round % 7);
        long size = sealed.journal.size();
        assertThat(log.awaitSize(size, SealedLog.PATIENCE)).isTrue();
        assertThat(log.size()).isEqualTo(size);
      }
    }
  }

  @Test
  @DisplayName("goes on where it was after a restart")
  void restart() throws InterruptedException, SQLException {
    for (int round = 0; round < 3; round++)
      try (TransparencyLog log = sealed.open()) {
        assertThat(log.size()).isEqualTo(sealed.journal.size());
        sealed.appendAndSeal(log, 400);
      }
    sealed.facts.append(sealed.journal, 10);
    try (TransparencyLog log = sealed.open()) {
      assertThat(log.awaitSize(1_210, SealedLog.PATIENCE)).isTrue();
    }
    sealed.requireSoundCheckpoints();
  }

  @Test
  @DisplayName("is sealed by one node of two, and by the other when that one goes")
  void twoNodes() throws InterruptedException, SQLException {
    TransparencyLog one = sealed.open();
    sealed.appendAndSeal(one, 3);
    assertThat(one.isSealing()).isTrue();
    try (TransparencyLog other = sealed.open()) {
      for (int round = 0; round < 20; round++) {
        sealed.appendAndSeal(other, 50);
        // The follower may read a checkpoint before the sealer has come to showing it.
        assertThat(one.awaitSize(other.size(), SealedLog.PATIENCE)).isTrue();
      }
      assertThat(other.checkpoint()).isEqualTo(one.checkpoint());
      assertThat(other.isSealing()).isFalse();
      assertThat(one.isSealing()).isTrue();
      one.close();
      sealed.appendAndSeal(other, 5);
      assertThat(other.isSealing()).isTrue();
    } finally {
      one.close();
    }
    sealed.requireSoundCheckpoints();
  }

  @Test
  @DisplayName("goes on when its connection is cut")
  void cutOff() throws InterruptedException, SQLException {
    try (TransparencyLog log = sealed.open()) {
      for (int round = 0; round < 3; round++) {
        sealed.appendAndSeal(log, 40);
        long cut =
            sealed.number(
                """
                select count(pg_terminate_backend(pid)) from pg_locks
                where locktype = 'advisory' and granted
                  and database = (select oid from pg_database where datname = current_database())
                  and classid = %d and objid = %d
                """
                    .formatted(SealingSession.LOCK >>> 32, SealingSession.LOCK & 0xFFFF_FFFFL));
        assertThat(cut).isPositive();
      }
      sealed.appendAndSeal(log, 40);
      assertThat(log.refusal()).isEmpty();
    }
    sealed.requireSoundCheckpoints();
  }

  @Test
  @DisplayName("takes 300,000 facts that are there already in steps of bounded size")
  void bulk() throws SQLException, InterruptedException {
    // Rows in bulk: what is sealed are the leaves.
    try (Connection connection = sealed.database.app().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          insert into journal.event
            (position, recorded_at, id, stream, sequence, type, salt, detail, leaf)
          select n, now(), gen_random_uuid(), 'test/bulk', n, 'test.said.v1',
            sha256(int8send(n)), int8send(n), sha256(int8send(n))
          from generate_series(0, 299999) as n
          """);
    }
    try (TransparencyLog log = sealed.open()) {
      assertThat(log.awaitSize(300_000, SealedLog.PATIENCE)).isTrue();
      CompactRange range = new CompactRange();
      sealed.leaves().forEach(range::append);
      assertThat(log.head()).hasValue(range.head());
      assertThat(sealed.number("select max(size - previous) from log.checkpoint"))
          .isEqualTo(SealingSession.MOST_LEAVES);
      assertThat(log.inclusion(123_456, 300_000).hashes()).isNotEmpty();
      assertThat(log.proof(299_999)).isPresent();
    }
  }

  @Test
  @DisplayName("gives out no proof and no bundle that the tiles do not bear out")
  void changedLater() throws SQLException, InterruptedException {
    try (TransparencyLog log = sealed.open()) {
      sealed.appendAndSeal(log, 600);
      byte[] detail = {1, 2, 3};
      sealed.tamper("update journal.event set detail = ? where position = 300", (Object) detail);
      assertThatThrownBy(() -> log.tile(TilePath.entries(1, 256)))
          .isInstanceOf(StartRefused.class)
          .hasMessageContaining("position 300");
      assertThat(log.tile(TilePath.entries(0, 256))).isPresent();
      byte[] tile = log.tile(new TilePath(0, 0, 256)).orElseThrow();
      byte[] changed = tile.clone();
      changed[0] ^= 1;
      sealed.tamper(
          "update log.tile set hashes = ? where level = 0 and index = 0", (Object) changed);
      assertThatThrownBy(() -> log.proof(0)).isInstanceOf(StartRefused.class);
      assertThat(log.proof(599)).isPresent();
      assertThat(Arrays.equals(tile, changed)).isFalse();
    }
  }
}
