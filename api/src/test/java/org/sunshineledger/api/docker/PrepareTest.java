package org.sunshineledger.api.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunshineledger.ledger.log.note.TrustPolicy;
import org.sunshineledger.ledger.log.note.VerifierKey;
import org.sunshineledger.ledger.log.seal.LogKeys;
import org.sunshineledger.ledger.log.witness.WitnessKeys;
import org.sunshineledger.ledger.vault.MasterKey;

@DisplayName("准备 What is made before the first start")
class PrepareTest {

  @TempDir private static Path temporary;
  private static Path folder = Path.of("");

  @BeforeAll
  static void prepare() throws IOException, InterruptedException {
    folder = temporary.resolve("secrets");
    assertThat(run("--host=ledger.example.cn")).isZero();
  }

  private static int run(String argument) throws IOException, InterruptedException {
    return new ProcessBuilder(
            "bash", Recipe.FOLDER.resolve("prepare.sh").toString(), argument, "--folder=" + folder)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  private static String made(String file) throws IOException {
    return Files.readString(folder.resolve(file), UTF_8).strip();
  }

  @Test
  void isAllThatTheComposeFileMounts() {
    Set<String> wanted = new TreeSet<>();
    Recipe.compose()
        .at("secrets")
        .entries()
        .values()
        .forEach(each -> wanted.add(each.at("file").text()));
    Recipe.services()
        .values()
        .forEach(service ->
            Recipe.mounts(service).stream()
                .map(Recipe.Mount::from)
                .filter(each -> each.startsWith("./secrets/"))
                .forEach(wanted::add));

    assertThat(wanted)
        .allSatisfy(each ->
            assertThat(folder.resolve(each.substring("./secrets/".length()))).isNotEmptyFile());
  }

  @Test
  void areKeysThatTheProgramTakes() throws IOException {
    LogKeys log = LogKeys.parse(made("log.key"));
    WitnessKeys witness = WitnessKeys.parse(made("witness.key"));

    assertThat(log.origin()).isEqualTo("ledger.example.cn/sunshine-ledger");
    assertThat(log.verifierKeys()).containsExactly(VerifierKey.parse(made("log.vkey")));
    assertThat(witness.verifierKeys()).containsExactly(VerifierKey.parse(made("witness.vkey")));
    assertThat(MasterKey.allOf(made("master.key"))).hasSize(1);
  }

  @Test
  void letTheWitnessKnowTheLogAndTheLogItsWitness() throws IOException {
    TrustPolicy known = TrustPolicy.parse(Files.readAllBytes(folder.resolve("logs.txt")));
    TrustPolicy policy = TrustPolicy.parse(Files.readAllBytes(folder.resolve("policy.txt")));

    assertThat(known.logs())
        .extracting(TrustPolicy.Party::key)
        .containsExactly(VerifierKey.parse(made("log.vkey")));
    assertThat(policy.logs()).isEqualTo(known.logs());
    assertThat(policy.witnesses().values())
        .extracting(TrustPolicy.Party::key)
        .containsExactly(VerifierKey.parse(made("witness.vkey")));
  }

  @Test
  void isForItsOwnerOnly() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files)
          .as("the user of a container, who has another number, reads what is mounted to him")
          .allSatisfy(file ->
              assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                  .isEqualTo("r--r--r--"));
    }
  }

  /** Another log key would be another log, another master key a vault that nobody can open. */
  @Test
  void staysAsItIsWhenItIsMadeAgain() throws IOException, InterruptedException {
    Map<String, String> before = contents();
    Files.delete(folder.resolve("grafana.password"));

    assertThat(run("--host=another.example.cn")).isZero();

    Map<String, String> after = contents();
    assertThat(after.remove("grafana.password")).isNotEqualTo(before.remove("grafana.password"));
    assertThat(after).isEqualTo(before);
  }

  private static Map<String, String> contents() throws IOException {
    Map<String, String> contents = new HashMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList())
        contents.put(String.valueOf(file.getFileName()), Files.readString(file));
    }
    return contents;
  }

  @Test
  void isRefusedUnderANameThatIsNone() throws IOException, InterruptedException {
    assertThat(run("--host=https://ledger.example.cn/")).isEqualTo(2);
  }
}
