package org.sunshineledger.ledger.log.witness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.TestDatabase;
import org.sunshineledger.ledger.log.MerkleTree;
import org.sunshineledger.ledger.log.PlainTree;
import org.sunshineledger.ledger.log.TreeHead;
import org.sunshineledger.ledger.log.note.AddCheckpoint;
import org.sunshineledger.ledger.log.note.Checkpoint;
import org.sunshineledger.ledger.log.note.KeyType;
import org.sunshineledger.ledger.log.note.SignedNote;
import org.sunshineledger.ledger.log.note.SigningKey;
import org.sunshineledger.ledger.log.note.TrustPolicy;
import org.sunshineledger.ledger.log.note.Vectors;
import org.sunshineledger.ledger.log.seal.SealedLog;
import org.sunshineledger.ledger.log.witness.Answer.Refusal;

/** The log is that of the published vectors, 300 entries. */
@DisplayName("A witness")
class WitnessTest {

  private static final String REFUSED = "23001";
  private static final String NO_PRIVILEGE = "42501";
  private static final int ALL = 300;

  private static final SigningKey LOG = Vectors.logKey();
  private static final SigningKey W1 = Vectors.witness("witness.example.cn/w1", 0x20);
  private static final InstantSource THEN =
      () -> Instant.ofEpochSecond(Vectors.COSIGNED_AT).plusMillis(700);

  private final TestDatabase database = TestDatabase.create();
  private final List<byte[]> leaves = Vectors.leaves(ALL);
  private final Witness witness = witness(W1);

  @AfterEach
  void close() {
    database.close();
  }

  private Witness witness(SigningKey... keys) {
    try {
      return new Witness(
          database.app(),
          WitnessKeys.parse(
              String.join("\n", List.of(keys).stream().map(SigningKey::secret).toList())),
          TrustPolicy.parse("log %s\nquorum none\n".formatted(LOG.verifierKey()).getBytes(UTF_8)),
          THEN);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SignedNote checkpoint(SigningKey key, String origin, List<byte[]> leaves) {
    String text = new Checkpoint(origin, TreeHead.of(leaves.size(), PlainTree.root(leaves))).text();
    return new SignedNote(text, List.of(key.sign(text)));
  }

  private SignedNote checkpoint(int size) {
    return checkpoint(LOG, Vectors.ORIGIN, leaves.subList(0, size));
  }

  private static List<byte[]> proof(List<byte[]> leaves, int from, int to) {
    return PlainTree.proof(from, leaves.subList(0, to));
  }

  private AddCheckpoint going(int from, int to) {
    return new AddCheckpoint(from, proof(leaves, from, to), checkpoint(to));
  }

  private Answer add(AddCheckpoint asked) {
    return add(witness, asked.bytes());
  }

  private static Answer add(Witness witness, byte[] body) {
    try {
      return witness.add(body);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void cosigned(Answer answer) {
    assertThat(answer).isInstanceOf(Answer.Cosigned.class);
  }

  private static void refused(Answer answer, Refusal why) {
    assertThat(answer)
        .isInstanceOfSatisfying(
            Answer.Refused.class, refused -> assertThat(refused.why()).isEqualTo(why));
  }

  @Test
  @DisplayName("answers the published request with the published cosignature, to the byte")
  void vector() {
    cosigned(add(going(0, 256)));

    Answer answer = add(witness, Vectors.note("add-checkpoint body").getBytes(UTF_8));

    assertThat(answer)
        .isInstanceOfSatisfying(
            Answer.Cosigned.class,
            cosigned ->
                assertThat(new String(cosigned.bytes(), UTF_8))
                    .isEqualTo(Vectors.cosigned().signatures().get(1) + "\n"));
  }

  @Test
  @DisplayName("shows under the hash of the origin what it has cosigned last")
  void shows() throws SQLException {
    assertThat(witness.latest(Vectors.after("origin hash"))).isEmpty();
    cosigned(add(going(0, 7)));
    cosigned(add(going(7, ALL)));

    SignedNote shown = witness.latest(Vectors.after("origin hash")).orElseThrow();

    assertThat(shown.text()).isEqualTo(Vectors.cosigned().text());
    assertThat(shown.verify(List.of(LOG.verifierKey(), W1.verifierKey()))).hasSize(2);
    assertThat(witness.latest("00")).isEmpty();
  }

  @Test
  @DisplayName("cosigns the same checkpoint again")
  void again() {
    cosigned(add(going(0, 9)));
    cosigned(add(going(9, 9)));
  }

  @Test
  @DisplayName("cosigns the empty log, and goes on from it")
  void empty() {
    cosigned(add(going(0, 0)));
    cosigned(add(going(0, 0)));
    cosigned(add(going(0, 3)));
  }

  @Test
  @DisplayName("names the size it has cosigned to whoever names another (409)")
  void otherSize() {
    assertThat(add(going(5, 9))).isEqualTo(new Answer.OtherSize(0));
    cosigned(add(going(0, 9)));
    for (int other : List.of(0, 5, 10, 12))
      assertThat(add(going(other, 12))).isEqualTo(new Answer.OtherSize(9));
    assertThat(add(going(0, 5))).isEqualTo(new Answer.OtherSize(9));
    assertThat(new String(new Answer.OtherSize(9).bytes(), UTF_8)).isEqualTo("9\n");
  }

  @Test
  @DisplayName("does not take what is no request, or an old size above the new one (400)")
  void malformed() {
    byte[] body = going(0, 9).bytes();
    refused(add(witness, new byte[0]), Refusal.MALFORMED);
    refused(add(witness, "old 0\n".getBytes(UTF_8)), Refusal.MALFORMED);
    refused(
        add(witness, new String(body, UTF_8).replace("old 0", "old 00").getBytes(UTF_8)),
        Refusal.MALFORMED);
    String text = "no checkpoint\n";
    refused(
        add(new AddCheckpoint(0, List.of(), new SignedNote(text, List.of(LOG.sign(text))))),
        Refusal.MALFORMED);
    cosigned(add(going(0, 9)));
    refused(add(new AddCheckpoint(9, List.of(), checkpoint(7))), Refusal.MALFORMED);
  }

  @Test
  @DisplayName("does not know other logs (404)")
  void unknown() {
    refused(
        add(new AddCheckpoint(0, List.of(), checkpoint(LOG, "other.example.cn", leaves))),
        Refusal.UNKNOWN_LOG);
  }

  @Test
  @DisplayName("believes only the keys it was given for the log (403)")
  void notSigned() {
    SigningKey stranger = Vectors.signing(Vectors.ORIGIN, KeyType.LOG, 0x70);
    SignedNote wrong = checkpoint(stranger, Vectors.ORIGIN, leaves);
    refused(add(new AddCheckpoint(0, List.of(), wrong)), Refusal.NOT_SIGNED);
    SignedNote borrowed = new SignedNote(checkpoint(ALL).text(), checkpoint(7).signatures());
    refused(add(new AddCheckpoint(0, List.of(), borrowed)), Refusal.NOT_SIGNED);

    SignedNote both = checkpoint(ALL).with(wrong.signatures());
    cosigned(add(new AddCheckpoint(0, List.of(), both)));
  }

  @Test
  @DisplayName("keeps of the signatures only those it has verified")
  void keepsWhatItKnows() throws SQLException {
    SigningKey stranger = Vectors.signing("stranger.example.cn", KeyType.LOG, 0x70);
    SignedNote note = checkpoint(3).with(List.of(stranger.sign(checkpoint(3).text())));
    cosigned(add(new AddCheckpoint(0, List.of(), note)));
    assertThat(witness.known().getFirst().note()).isNotNull();
    assertThat(String.valueOf(witness.known().getFirst().note()))
        .doesNotContain("stranger")
        .contains(W1.verifierKey().name());
  }

  @Test
  @DisplayName("cosigns nothing that does not go on from what it has cosigned (422)")
  void notConsistent() {
    List<byte[]> proof = proof(leaves, 7, ALL);
    refused(add(new AddCheckpoint(0, proof, checkpoint(ALL))), Refusal.NOT_CONSISTENT);
    String nothing =
        new Checkpoint(Vectors.ORIGIN, TreeHead.of(0, MerkleTree.leafHash(new byte[0]))).text();
    refused(
        add(new AddCheckpoint(0, List.of(), new SignedNote(nothing, List.of(LOG.sign(nothing))))),
        Refusal.NOT_CONSISTENT);
    cosigned(add(going(0, 7)));
    refused(add(new AddCheckpoint(7, List.of(), checkpoint(ALL))), Refusal.NOT_CONSISTENT);
    refused(add(new AddCheckpoint(7, proof, checkpoint(7))), Refusal.NOT_CONSISTENT);
    for (int i = 0; i < proof.size(); i++) {
      List<byte[]> changed = new ArrayList<>(proof);
      changed.set(i, PlainTree.root(leaves.subList(0, i)));
      refused(add(new AddCheckpoint(7, changed, checkpoint(ALL))), Refusal.NOT_CONSISTENT);
    }
    cosigned(add(going(7, ALL)));
  }

  @Test
  @DisplayName("keeps both notes of a log that signs two roots for one size")
  void fork() throws SQLException {
    List<byte[]> other = new ArrayList<>(leaves.subList(0, 9));
    other.set(4, MerkleTree.leafHash("another".getBytes(UTF_8)));
    SignedNote second = checkpoint(LOG, Vectors.ORIGIN, other);
    cosigned(add(going(0, 9)));

    refused(add(new AddCheckpoint(9, List.of(), second)), Refusal.NOT_CONSISTENT);
    assertThat(add(new AddCheckpoint(0, List.of(), second))).isEqualTo(new Answer.OtherSize(9));

    assertThat(witness.known().getFirst().forks()).isEqualTo(1);
    cosigned(add(going(9, 12)));
  }

  @Test
  @DisplayName("remembers after a restart")
  void restart() throws SQLException {
    cosigned(add(going(0, 9)));
    Witness later = witness(W1);
    assertThat(add(later, going(0, 12).bytes())).isEqualTo(new Answer.OtherSize(9));
    cosigned(add(later, going(9, 12).bytes()));
    assertThat(later.known())
        .singleElement()
        .satisfies(known -> {
          assertThat(known.size()).isEqualTo(12);
          assertThat(known.cosignedAt()).isEqualTo(Instant.ofEpochSecond(Vectors.COSIGNED_AT));
          assertThat(known.forks()).isZero();
        });
  }

  @Test
  @DisplayName("cosigns with ML-DSA-44 too when it has such a key")
  void quantumSafe() {
    SigningKey pq = Vectors.signing(W1.verifierKey().name(), KeyType.SUBTREE_COSIGNATURE, 0x60);
    Answer answer = add(witness(W1, pq), going(0, ALL).bytes());
    assertThat(answer)
        .isInstanceOfSatisfying(
            Answer.Cosigned.class,
            cosigned ->
                assertThat(
                        checkpoint(ALL)
                            .with(cosigned.signatures())
                            .verify(List.of(W1.verifierKey(), pq.verifierKey())))
                    .hasSize(2));
  }

  /** Two histories of one log, each offered by several at once from where the witness is. */
  @Test
  @DisplayName("cosigns one history, however many are offered at the same moment")
  void race() throws InterruptedException {
    int threads = 8;
    List<List<byte[]>> histories = new ArrayList<>();
    for (int each = 0; each < threads; each++) {
      List<byte[]> history = new ArrayList<>(leaves);
      history.set(each * 3, MerkleTree.leafHash("history %d".formatted(each).getBytes(UTF_8)));
      histories.add(history);
    }
    Map<Long, List<String>> roots = Collections.synchronizedMap(new TreeMap<>());
    CountDownLatch start = new CountDownLatch(1);
    List<Thread> racing = new ArrayList<>();
    for (int each = 0; each < threads; each++) {
      List<byte[]> history = histories.get(each);
      Random random = new Random(each);
      racing.add(
          Thread.ofPlatform()
              .start(() -> {
                try {
                  start.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
                int old = 0;
                for (int round = 0; round < 40; round++) {
                  int size = Math.min(ALL, old + random.nextInt(1, 5));
                  AddCheckpoint asked =
                      new AddCheckpoint(
                          old,
                          proof(history, old, size),
                          checkpoint(LOG, Vectors.ORIGIN, history.subList(0, size)));
                  switch (add(asked)) {
                    case Answer.Cosigned _ -> {
                      roots
                          .computeIfAbsent(
                              (long) size, _ -> Collections.synchronizedList(new ArrayList<>()))
                          .add(Checkpoint.parse(asked.checkpoint().text()).head().rootHash());
                      old = size;
                    }
                    case Answer.OtherSize(long known) -> old = (int) known;
                    case Answer.Refused _ -> {}
                  }
                }
              }));
    }
    start.countDown();
    for (Thread each : racing) each.join();

    assertThat(roots).isNotEmpty();
    // All of one history: each is the beginning of the last.
    Map.Entry<Long, List<String>> last = List.copyOf(roots.entrySet()).getLast();
    List<byte[]> chosen =
        histories.stream()
            .filter(each -> root(each, last.getKey()).equals(last.getValue().getFirst()))
            .findFirst()
            .orElseThrow();
    roots.forEach((size, cosigned) -> assertThat(cosigned).containsOnly(root(chosen, size)));
  }

  private static String root(List<byte[]> history, long size) {
    return TreeHead.of(size, PlainTree.root(history.subList(0, (int) size))).rootHash();
  }

  @Test
  @DisplayName("cannot be made to forget, or to go back, in its table")
  void grants() {
    cosigned(add(going(0, 9)));
    for (String sql :
        List.of(
            "delete from witness.latest",
            "truncate witness.latest",
            "insert into witness.latest (origin, size) values ('x', 4)",
            "update witness.latest set origin = 'x'",
            "delete from witness.fork",
            "update witness.fork set size = 1"))
      assertThatThrownBy(() -> SealedLog.run(database.app(), sql))
          .as(sql)
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(NO_PRIVILEGE));
    for (String sql :
        List.of(
            "update witness.latest set size = 8",
            "update witness.latest set root = sha256('other')",
            "update witness.latest set root = null, note = null, cosigned_at = null, size = 0"))
      assertThatThrownBy(() -> SealedLog.run(database.app(), sql))
          .as(sql)
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(REFUSED));
    for (String sql : List.of("delete from witness.latest", "truncate witness.fork"))
      assertThatThrownBy(() -> SealedLog.run(database.superuser(), sql))
          .as(sql)
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(REFUSED));
  }
}
