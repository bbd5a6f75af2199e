package org.sunshineledger.ledger.log.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunshineledger.ledger.database.StartRefused;
import org.sunshineledger.ledger.log.note.Checkpoint;
import org.sunshineledger.ledger.log.note.KeyType;
import org.sunshineledger.ledger.log.note.NotVerified;
import org.sunshineledger.ledger.log.note.SignedNote;
import org.sunshineledger.ledger.log.note.SigningKey;
import org.sunshineledger.ledger.log.note.VerifierKey;

@DisplayName("The log's key")
class LogKeysTest {

  private static final SecureRandom RANDOM = new SecureRandom();

  @TempDir private Path home;

  @Test
  @DisplayName("is made at the first start, for its owner only, and kept")
  void made() throws IOException {
    Path file = home.resolve("log.key");
    LogKeys made = LogKeys.in(file, "ledger.example.cn/county", RANDOM);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    LogKeys kept = LogKeys.in(file, "another.example.cn", RANDOM);
    assertThat(kept.verifierKeys()).isEqualTo(made.verifierKeys());
    assertThat(kept.origin()).isEqualTo("ledger.example.cn/county");
    assertThat(LogKeys.parse(Files.readString(file)).verifierKeys()).isEqualTo(made.verifierKeys());
    assertThat(home.toFile().list()).containsExactly("log.key");
    assertThat(kept.toString()).doesNotContain("PRIVATE");
  }

  @Test
  @DisplayName("does not give the log another name than it has")
  void origin() {
    LogKeys keys = SealedLog.keys("ledger.example.cn/county");
    assertThat(keys.requireOrigin("ledger.example.cn/county")).isSameAs(keys);
    assertThatThrownBy(() -> keys.requireOrigin("ledger.example.cn/city"))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("ledger.example.cn/county")
        .hasMessageContaining("ledger.example.cn/city");
    assertThatThrownBy(() -> LogKeys.in(home.resolve("new.key"), "two words", RANDOM))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("LEDGER_LOG_ORIGIN");
    assertThat(home.resolve("new.key")).doesNotExist();
  }

  @Test
  @DisplayName("is refused when it is none, and the message does not say it")
  void refused() {
    String one = SigningKey.make("a.example.cn", KeyType.LOG, RANDOM).secret();
    String other = SigningKey.make("b.example.cn", KeyType.LOG, RANDOM).secret();
    String witness = SigningKey.make("a.example.cn", KeyType.COSIGNATURE, RANDOM).secret();
    for (String given :
        List.of(
            "",
            "secret",
            one.substring(3),
            one + "x",
            one + " " + one,
            one + "\n" + other,
            witness))
      assertThatThrownBy(() -> LogKeys.parse(given))
          .isInstanceOf(StartRefused.class)
          .hasMessageContaining("LEDGER_LOG_KEY")
          .hasMessageNotContaining(one.substring(one.length() - 20));
  }

  @Test
  @DisplayName("is rotated: the new one and the old one sign, so readers of either can verify")
  void rotated() throws IOException {
    Path file = home.resolve("log.key");
    LogKeys old = LogKeys.in(file, "ledger.example.cn/county", RANDOM);
    LogKeys both = LogKeys.rotate(file, RANDOM);
    assertThat(both.verifierKeys()).hasSize(2).endsWith(old.verifierKeys().getFirst());
    assertThat(LogKeys.in(file, "x", RANDOM).verifierKeys()).isEqualTo(both.verifierKeys());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    SignedNote note = both.sign("text\n");
    for (VerifierKey key : both.verifierKeys()) assertThat(note.verify(List.of(key))).hasSize(1);
    assertThatThrownBy(() -> LogKeys.rotate(home.resolve("none.key"), RANDOM))
        .isInstanceOf(StartRefused.class);
    assertThat(home.resolve("none.key")).doesNotExist();
  }

  @Test
  @DisplayName("is not rotated beyond what the next start takes")
  void mostKeys() throws IOException {
    Path file = home.resolve("log.key");
    LogKeys keys = LogKeys.in(file, "ledger.example.cn/county", RANDOM);
    while (keys.verifierKeys().size() < 8) keys = LogKeys.rotate(file, RANDOM);
    assertThatThrownBy(() -> LogKeys.rotate(file, RANDOM))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("8 keys");
    assertThat(LogKeys.in(file, "x", RANDOM).verifierKeys()).isEqualTo(keys.verifierKeys());
  }

  @Test
  @DisplayName("that is new signs beside the old one from the next start on, also what is there")
  void rotatedLog() throws InterruptedException {
    SigningKey old = SigningKey.make("ledger.example.cn/county", KeyType.LOG, RANDOM);
    LogKeys before = LogKeys.parse(old.secret());
    LogKeys both = before.rotated(RANDOM);
    List<VerifierKey> onlyNew = List.of(both.verifierKeys().getFirst());
    try (SealedLog sealed = new SealedLog(10)) {
      try (TransparencyLog log =
          TransparencyLog.open(sealed.database.app(), sealed.journal, before)) {
        sealed.appendAndSeal(log, 5);
        assertThatThrownBy(() -> log.checkpoint().orElseThrow().verify(onlyNew))
            .isInstanceOf(NotVerified.class);
      }
      try (TransparencyLog log =
          TransparencyLog.open(sealed.database.app(), sealed.journal, both)) {
        SignedNote note = log.checkpoint().orElseThrow();
        assertThat(Checkpoint.parse(note.text()).size()).isEqualTo(5);
        assertThat(note.verify(onlyNew)).hasSize(1);
        assertThat(note.verify(both.verifierKeys())).hasSize(2);
        sealed.appendAndSeal(log, 5);
        assertThat(log.checkpoint().orElseThrow().verify(both.verifierKeys())).hasSize(2);
      }
      // Once a checkpoint bears the new signature, the old key may go.
      LogKeys after = LogKeys.parse(secretOfFirst(both));
      try (TransparencyLog log =
          TransparencyLog.open(sealed.database.app(), sealed.journal, after)) {
        sealed.appendAndSeal(log, 5);
        assertThat(log.checkpoint().orElseThrow().verify(onlyNew)).hasSize(1);
        assertThat(log.checkpoint().orElseThrow().signatures()).hasSize(1);
      }
    }
  }

  private String secretOfFirst(LogKeys keys) {
    try {
      Path file = home.resolve("copy.key");
      keys.writeTo(file);
      return Files.readAllLines(file).getFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
