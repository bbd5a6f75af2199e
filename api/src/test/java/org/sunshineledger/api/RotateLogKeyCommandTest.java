package org.sunshineledger.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunshineledger.api.start.FsckCommand;
import org.sunshineledger.api.start.RotateLogKeyCommand;
import org.sunshineledger.ledger.Ledger;
import org.sunshineledger.ledger.TestDatabase;
import org.sunshineledger.ledger.auditpackage.AuditPackages;
import org.sunshineledger.ledger.auditpackage.Scope;
import org.sunshineledger.ledger.database.Login;
import org.sunshineledger.ledger.log.note.SignedNote;
import org.sunshineledger.ledger.log.note.VerifierKey;
import org.sunshineledger.ledger.log.seal.LogKeys;
import org.sunshineledger.ledger.log.seal.TransparencyLog;

@DisplayName("The command rotate-log-key")
class RotateLogKeyCommandTest {

  private static final String ORIGIN = "ledger.example.cn/county";
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path home;

  private record Answer(int exitCode, String text) {

    void refused(String... parts) {
      assertThat(exitCode).isEqualTo(2);
      assertThat(text.lines())
          .singleElement()
          .asString()
          .startsWith("未更换 Not rotated: ")
          .contains(parts)
          .doesNotContain("PRIVATE+KEY+" + ORIGIN, "Exception");
    }
  }

  private Answer rotate(String... more) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    String[] arguments = new String[more.length + 1];
    arguments[0] = "--ledger.home=" + home;
    System.arraycopy(more, 0, arguments, 1, more.length);
    int exitCode = RotateLogKeyCommand.run(arguments, new PrintStream(bytes, true, UTF_8));
    return new Answer(exitCode, bytes.toString(UTF_8));
  }

  private Path file() {
    return home.resolve("secrets").resolve("log.key");
  }

  private LogKeys keys() throws IOException {
    Files.createDirectories(file().getParent());
    return LogKeys.in(file(), ORIGIN, RANDOM);
  }

  @Test
  @DisplayName("is the first argument")
  void asked() {
    assertThat(RotateLogKeyCommand.asked(new String[0])).isEmpty();
    assertThat(RotateLogKeyCommand.asked(new String[] {"fsck"})).isEmpty();
    assertThat(RotateLogKeyCommand.asked(new String[] {"rotate-log-key", "--ledger.home=x"}))
        .hasValueSatisfying(own -> assertThat(own).containsExactly("--ledger.home=x"));
  }

  @Test
  @DisplayName("gives the log a new key that signs beside the old one, whose readers still verify")
  void rotated() throws IOException, InterruptedException {
    LogKeys old = keys();
    try (TestDatabase database = TestDatabase.create();
        Ledger town = database.ledger(Clock.systemUTC())) {
      TownOnTheLedger.build(town);
      try (TransparencyLog log = TransparencyLog.open(database.app(), town.journal(), old)) {
        assertThat(log.awaitSize(town.journal().size(), PATIENCE)).isTrue();
      }

      Answer answer = rotate();
      assertThat(answer.exitCode()).as(answer.text()).isZero();
      LogKeys both = keys();
      assertThat(both.verifierKeys()).hasSize(2).endsWith(old.verifierKeys().getFirst());
      assertThat(answer.text())
          .contains("  %s\n".formatted(both.verifierKeys().getFirst()))
          .contains("  %s\n".formatted(old.verifierKeys().getFirst()))
          .contains("怎么办", "What to do")
          .doesNotContain("PRIVATE+KEY+");

      try (TransparencyLog log = TransparencyLog.open(database.app(), town.journal(), both)) {
        SignedNote newest = log.checkpoint().orElseThrow();
        assertThat(newest.signatures()).hasSize(2);
        for (VerifierKey key : both.verifierKeys())
          assertThat(newest.verify(List.of(key))).hasSize(1);

        Path zip = home.resolve("package.zip");
        try (OutputStream out = Files.newOutputStream(zip)) {
          var _ =
              new AuditPackages(town.journal(), town.codec(), log, null)
                  .write(Scope.WHOLE, _ -> true, (_, _) -> {}, out);
        }
        for (VerifierKey key : both.verifierKeys())
          assertThat(verifier(zip, "--vkey", key.toString())).startsWith("OK: ");
        assertThat(
                verifier(
                    zip,
                    "--vkey",
                    LogKeys.in(home.resolve("other"), ORIGIN, RANDOM)
                        .verifierKeys()
                        .getFirst()
                        .toString()))
            .startsWith("FAILED at log/checkpoint");
      }
      checked(database.appLogin(), both);
    }
  }

  /** By each of the two keys, and by none. */
  private void checked(Login login, LogKeys both) {
    for (VerifierKey key : both.verifierKeys().reversed()) {
      boolean old = key.equals(both.verifierKeys().getLast());
      Answer answer = fsck(login, "--vkey=" + key);
      // The new key has signed no stored checkpoint yet.
      assertThat(answer.exitCode()).as(answer.text()).isEqualTo(old ? 0 : 1);
      if (old) assertThat(answer.text()).containsPattern("signatures of [1-9]\\d* checkpoints");
      else assertThat(answer.text()).contains("CHECKPOINT_SIGNATURE_WRONG");
    }
    assertThat(fsck(login).text()).contains("No signature was verified");
  }

  private static Answer fsck(Login login, String... more) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    String[] arguments = new String[more.length + 3];
    arguments[0] = "--spring.datasource.url=" + login.url();
    arguments[1] = "--spring.datasource.username=" + login.username();
    arguments[2] = "--spring.datasource.password=" + login.password();
    System.arraycopy(more, 0, arguments, 3, more.length);
    int exitCode = FsckCommand.run(arguments, new PrintStream(bytes, true, UTF_8));
    return new Answer(exitCode, bytes.toString(UTF_8));
  }

  private String verifier(Path zip, String... more) throws IOException, InterruptedException {
    AuditorsVerifier.Verdict verdict = AuditorsVerifier.run(home, zip.toString(), more[0], more[1]);
    assertThat(verdict.status())
        .as(verdict.said())
        .isEqualTo(verdict.said().startsWith("OK: ") ? 0 : 1);
    return verdict.said();
  }

  @Test
  @DisplayName("leaves a key that is set outside to the operator, and does not say it")
  void setOutside() throws IOException {
    byte[] before = Files.readAllBytes(keysFile());
    System.setProperty("LEDGER_LOG_KEY", Files.readString(file()).strip());
    try {
      rotate().refused("LEDGER_LOG_KEY is set", "with a space between");
    } finally {
      System.clearProperty("LEDGER_LOG_KEY");
    }
    assertThat(Files.readAllBytes(file())).isEqualTo(before);
  }

  private Path keysFile() throws IOException {
    assertThat(keys().verifierKeys()).hasSize(1);
    return file();
  }

  @Test
  @DisplayName("makes no first key")
  void none() {
    rotate().refused("There is no key of a log in", "LEDGER_HOME");
    assertThat(home).isEmptyDirectory();
  }

  @Test
  @DisplayName("makes no ninth key")
  void tooMany() throws IOException {
    assertThat(keys().verifierKeys()).hasSize(1);
    for (int i = 2; i <= 8; i++) assertThat(rotate().exitCode()).isZero();
    byte[] before = Files.readAllBytes(file());
    rotate().refused("8 keys", "oldest line");
    assertThat(Files.readAllBytes(file())).isEqualTo(before);
    assertThat(keys().verifierKeys()).hasSize(8);
  }

  @Test
  @DisplayName("touches no file that holds something else")
  void otherFile() throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), "something else");
    rotate().refused("The log's keys cannot be used");
    assertThat(file()).hasContent("something else");
  }

  @Test
  @DisplayName("takes no other argument")
  void arguments() throws IOException {
    byte[] before = Files.readAllBytes(keysFile());
    rotate("now").refused("now", "Usage: rotate-log-key");
    assertThat(Files.readAllBytes(file())).isEqualTo(before);
  }
}
