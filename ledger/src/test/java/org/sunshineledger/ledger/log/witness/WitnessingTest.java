package org.sunshineledger.ledger.log.witness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.database.StartRefused;
import org.sunshineledger.ledger.log.note.Checkpoint;
import org.sunshineledger.ledger.log.note.KeyType;
import org.sunshineledger.ledger.log.note.SignedNote;
import org.sunshineledger.ledger.log.note.TlogProof;
import org.sunshineledger.ledger.log.note.TrustPolicy;
import org.sunshineledger.ledger.log.note.VerifierKey;
import org.sunshineledger.ledger.log.seal.NotedCheckpoint;
import org.sunshineledger.ledger.log.seal.SealedLog;
import org.sunshineledger.ledger.log.seal.Testimony;
import org.sunshineledger.ledger.log.seal.TransparencyLog;

@DisplayName("A log that others witness")
class WitnessingTest {

  private static final Duration LONG = SealedLog.PATIENCE;
  private static final VerifierKey LOG = SealedLog.KEYS.verifierKeys().getFirst();

  private final SealedLog sealed = new SealedLog(23);
  private final WitnessServer audit;
  private final WitnessServer archive;
  private final TrustPolicy both;
  private final AtomicReference<Duration> later = new AtomicReference<>(Duration.ZERO);
  private final InstantSource clock = () -> Instant.now().plus(later.get());

  WitnessingTest() throws IOException, SQLException {
    audit = new WitnessServer("audit.example.cn", KeyType.COSIGNATURE, LOG);
    archive = new WitnessServer("archive.example.cn", KeyType.SUBTREE_COSIGNATURE, LOG);
    both = policy(audit.line("审计局") + archive.line("档案馆") + "group 监督 all 审计局 档案馆\nquorum 监督\n");
  }

  @AfterEach
  void close() {
    audit.close();
    archive.close();
    sealed.close();
  }

  private static TrustPolicy policy(String lines) {
    return TrustPolicy.parse("log %s\n%s".formatted(LOG, lines).getBytes(UTF_8));
  }

  private TransparencyLog open(SealedLog on, TrustPolicy policy) {
    return TransparencyLog.open(
        on.database.app(), on.journal, SealedLog.KEYS, NotedCheckpoint.NOWHERE, policy, clock);
  }

  private static Testimony testimony(TransparencyLog log) {
    return log.testimony().orElseThrow();
  }

  private static long published(TransparencyLog log) {
    return Checkpoint.parse(log.published().orElseThrow().text()).size();
  }

  private static void awaitWitnessed(TransparencyLog log) {
    await().atMost(LONG).until(() -> testimony(log).size() == log.size());
  }

  @Test
  @DisplayName("publishes and proves by the checkpoint that the quorum has cosigned")
  void quorum() throws InterruptedException {
    try (TransparencyLog log = open(sealed, both);
        Witnessing witnessing = Witnessing.start(log, both, clock)) {
      sealed.appendAndSeal(log, 300);
      awaitWitnessed(log);

      assertThat(testimony(log).witnesses()).containsExactlyInAnyOrder("审计局", "档案馆");
      assertThat(testimony(log).since()).isNull();
      SignedNote note = log.published().orElseThrow();
      assertThat(both.judge(note).quorum()).isTrue();
      assertThat(Checkpoint.parse(note.text()).size()).isEqualTo(300);
      assertThat(note.verify(WitnessServer.keys(audit, archive))).hasSize(2);
      TlogProof proof = log.proof(17).orElseThrow();
      assertThat(both.judge(TlogProof.parse(proof.bytes()).checkpoint()).quorum()).isTrue();
      assertThat(witnessing.witnesses())
          .allSatisfy(each -> {
            assertThat(each.size()).isEqualTo(300);
            assertThat(each.trouble()).isNull();
          });
    }
  }

  @Test
  @DisplayName(
      "shows for a while what is witnessed when one is away, then the newest and since when")
  void away() throws InterruptedException {
    try (TransparencyLog log = open(sealed, both);
        var _ = Witnessing.start(log, both, clock)) {
      sealed.appendAndSeal(log, 10);
      awaitWitnessed(log);
      archive.mood = WitnessServer.Mood.CONFUSED;
      sealed.appendAndSeal(log, 10);
      await().atMost(LONG).until(() -> testimony(log).partly().contains("审计局"));

      assertThat(published(log)).isEqualTo(10);
      assertThat(both.judge(log.proof(9).orElseThrow().checkpoint()).quorum()).isTrue();
      assertThat(both.judge(log.proof(10).orElseThrow().checkpoint()).quorum()).isFalse();
      assertThat(testimony(log).size()).isEqualTo(10);
      assertThat(testimony(log).since()).isNotNull();

      later.set(Duration.ofHours(1));
      assertThat(published(log)).isEqualTo(20);
      SignedNote shown = log.published().orElseThrow();
      assertThat(both.judge(shown).quorum()).isFalse();
      assertThat(both.judge(shown).witnesses()).containsExactly("审计局");

      archive.mood = WitnessServer.Mood.WELL;
      awaitWitnessed(log);
      assertThat(published(log)).isEqualTo(20);
      assertThat(both.judge(log.published().orElseThrow()).quorum()).isTrue();
      assertThat(testimony(log).partly()).isEmpty();
    }
  }

  @Test
  @DisplayName("never publishes less than before, when the quorum comes back to an earlier size")
  void neverBack() throws InterruptedException {
    try (TransparencyLog log = open(sealed, both)) {
      sealed.appendAndSeal(log, 10);
      SignedNote ten = log.checkpoint().orElseThrow();
      sealed.appendAndSeal(log, 10);
      assertThat(published(log)).isEqualTo(20);

      log.cosigned(10, cosignatures(ten, audit, archive));

      assertThat(testimony(log).size()).isEqualTo(10);
      assertThat(published(log)).isEqualTo(20);
    }
    try (TransparencyLog log = open(sealed, both)) {
      assertThat(published(log)).as("of a node that has just started").isEqualTo(10);
    }
  }

  private static List<SignedNote.Verified> cosignatures(SignedNote note, WitnessServer... by) {
    List<SignedNote.Verified> cosignatures = new ArrayList<>();
    for (WitnessServer each : by)
      cosignatures.add(
          new SignedNote.Verified(
              each.key.verifierKey(),
              each.key.cosign(note.text(), Instant.now().getEpochSecond())));
    return cosignatures;
  }

  @Test
  @DisplayName("goes on with a witness whose answer was lost")
  void lost() throws InterruptedException {
    audit.mood = WitnessServer.Mood.LOSES_ANSWERS;
    try (TransparencyLog log = open(sealed, both);
        var _ = Witnessing.start(log, both, clock)) {
      sealed.appendAndSeal(log, 10);
      await().atMost(LONG).until(() -> audit.size() == 10);
      assertThat(testimony(log).checkpoint()).isNull();
      audit.mood = WitnessServer.Mood.WELL;
      sealed.appendAndSeal(log, 10);
      awaitWitnessed(log);
    }
  }

  @Test
  @DisplayName("knows after a restart, and on a node that does not seal, what was cosigned")
  void restartAndFollower() throws InterruptedException {
    try (TransparencyLog log = open(sealed, both);
        var _ = Witnessing.start(log, both, clock);
        TransparencyLog follower = open(sealed, both)) {
      sealed.appendAndSeal(log, 10);
      awaitWitnessed(log);
      assertThat(follower.isSealing()).isFalse();
      await().atMost(LONG).until(() -> testimony(follower).size() == 10);
      assertThat(follower.published()).isEqualTo(log.published());
    }
    int asked = audit.asked.get();
    try (TransparencyLog log = open(sealed, both)) {
      assertThat(testimony(log).witnesses()).containsExactlyInAnyOrder("审计局", "档案馆");
      assertThat(both.judge(log.published().orElseThrow()).quorum()).isTrue();
    }
    assertThat(audit.asked).hasValue(asked);
  }

  @Test
  @DisplayName("passes over what somebody wrote among the cosignatures, and starts all the same")
  void falseLines() throws InterruptedException, SQLException {
    try (TransparencyLog log = open(sealed, both)) {
      sealed.appendAndSeal(log, 10);
      SignedNote ten = log.checkpoint().orElseThrow();
      log.cosigned(10, cosignatures(ten, audit, archive));
      String other =
          cosignatures(
                  new SignedNote(
                      "x\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n", ten.signatures()),
                  audit)
              .getFirst()
              .signature()
              .toString();
      for (String line : List.of("— audit.example.cn AAA", "— audit.example.cn AAAAAAAA", other))
        SealedLog.run(
            sealed.database.app(),
            "insert into log.cosignature (witness, size, line) values (?, 10, ?)",
            "false " + line.hashCode(),
            line);
    }
    try (TransparencyLog log = open(sealed, both)) {
      assertThat(testimony(log).witnesses()).containsExactlyInAnyOrder("审计局", "档案馆");
      assertThat(both.judge(log.published().orElseThrow()).quorum()).isTrue();
    }
  }

  @Test
  @DisplayName("keeps no signature that does not hold")
  void wrongKey() throws IOException, SQLException, InterruptedException {
    try (WitnessServer other = new WitnessServer("audit.example.cn", KeyType.COSIGNATURE, LOG)) {
      TrustPolicy wrong =
          policy(
              other
                      .line("审计局")
                      .replace(
                          other.key.verifierKey().toString(), audit.key.verifierKey().toString())
                  + "quorum 审计局\n");
      try (TransparencyLog log = open(sealed, wrong);
          Witnessing witnessing = Witnessing.start(log, wrong, clock)) {
        sealed.appendAndSeal(log, 10);
        await().atMost(LONG).until(() -> witnessing.witnesses().getFirst().trouble() != null);
        assertThat(witnessing.witnesses().getFirst().trouble()).contains("the key in the policy");
        assertThat(sealed.number("select count(*) from log.cosignature")).isZero();
        assertThat(published(log)).isEqualTo(10);
      }
    }
  }

  @Test
  @DisplayName("that is an older copy of itself stops when a witness remembers more")
  void olderCopy() throws InterruptedException {
    try (TransparencyLog log = open(sealed, both);
        var _ = Witnessing.start(log, both, clock)) {
      sealed.appendAndSeal(log, 300);
      awaitWitnessed(log);
    }
    SealedLog copy = new SealedLog(23);
    try (TransparencyLog log = open(copy, both);
        var _ = Witnessing.start(log, both, clock)) {
      copy.facts.append(copy.journal, 5);
      await().atMost(LONG).until(() -> log.refusal().isPresent());
      assertThat(log.refusal().orElseThrow().description())
          .contains("over 300 facts")
          .contains("only 5 are sealed here");
    } finally {
      copy.close();
    }
  }

  @Test
  @DisplayName("that has another history stops, naming both roots")
  void fork() throws InterruptedException {
    String theirs;
    try (TransparencyLog log = open(sealed, both);
        var _ = Witnessing.start(log, both, clock)) {
      sealed.appendAndSeal(log, 30);
      awaitWitnessed(log);
      theirs = log.head(30).rootHash();
    }
    SealedLog fork = new SealedLog(24);
    try (TransparencyLog log = open(fork, both)) {
      fork.appendAndSeal(log, 50);
      String ours = log.head(30).rootHash();
      try (var _ = Witnessing.start(log, both, clock)) {
        await().atMost(LONG).until(() -> log.refusal().isPresent());
      }
      assertThat(log.refusal().orElseThrow().description()).contains(theirs).contains(ours);
    } finally {
      fork.close();
    }
  }

  @Test
  @DisplayName("is not stopped by what somebody else has signed")
  void lies() throws InterruptedException, SQLException, IOException {
    VerifierKey stranger = SealedLog.keys("test.example.cn/log").verifierKeys().getFirst();
    try (WitnessServer other =
        new WitnessServer("audit.example.cn", KeyType.COSIGNATURE, stranger)) {
      TrustPolicy policy = policy(other.line("审计局") + "quorum 审计局\n");
      try (TransparencyLog log = open(sealed, policy);
          Witnessing witnessing = Witnessing.start(log, policy, clock)) {
        sealed.appendAndSeal(log, 10);
        await().atMost(LONG).until(() -> witnessing.witnesses().getFirst().trouble() != null);
        assertThat(witnessing.witnesses().getFirst().trouble()).contains("NOT_SIGNED");
        sealed.appendAndSeal(log, 10);
        assertThat(log.refusal()).isEmpty();
      }
    }
  }

  @Test
  @DisplayName("does not start with a policy that does not list it, or an address that is none")
  void policies() {
    VerifierKey other = SealedLog.keys("other.example.cn").verifierKeys().getFirst();
    TrustPolicy foreign =
        TrustPolicy.parse("log %s\nquorum none\n".formatted(other).getBytes(UTF_8));
    assertThatThrownBy(() -> open(sealed, foreign))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("does not list the log")
        .hasMessageContaining("log " + LOG);
    TrustPolicy nowhere =
        policy("witness a %s ftp://example.cn\nquorum a\n".formatted(audit.key.verifierKey()));
    try (TransparencyLog log = open(sealed, nowhere)) {
      assertThatThrownBy(() -> Witnessing.start(log, nowhere, clock))
          .isInstanceOf(StartRefused.class)
          .hasMessageContaining("ftp://example.cn");
    }
  }

  @Test
  @DisplayName("asks nobody where no witness has an address, and ends as well")
  void nobodyToAsk() {
    TrustPolicy silent = policy("witness a %s\nquorum a\n".formatted(audit.key.verifierKey()));
    try (TransparencyLog log = open(sealed, silent)) {
      Witnessing witnessing = Witnessing.start(log, silent, clock);
      assertThat(witnessing.witnesses()).isEmpty();
      assertThatCode(witnessing::close).doesNotThrowAnyException();
    }
  }
}
