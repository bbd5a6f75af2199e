package org.sunshineledger.api.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunshineledger.api.SunshineLedger;
import org.sunshineledger.ledger.log.seal.LogKeys;
import org.sunshineledger.ledger.vault.MasterKey;

/** Those of its commands that ask for an engine are run by docker/rehearse.sh. */
@DisplayName("运维手册 The manual")
class ManualTest {

  private static final Pattern BLOCK = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern WANTS_A_RUNNING_LEDGER =
      Pattern.compile("\\b(docker|curl|again|admin)\\b|https://");

  @TempDir private Path temporary;

  private static List<String> blocks() {
    return BLOCK.matcher(Recipe.text("README.md")).results().map(found -> found.group(1)).toList();
  }

  private record Ended(int code, String said) {}

  private Ended bash(Path folder, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("bash"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Ended(process.waitFor(), said);
  }

  @Test
  void isWrittenInWhatTheShellUnderstands() throws IOException, InterruptedException {
    Path script = Files.writeString(temporary.resolve("manual.sh"), String.join("\n", blocks()));

    assertThat(bash(temporary, "-n", script.toString())).isEqualTo(new Ended(0, ""));
  }

  @Test
  void speaksOfServicesAndCommandsThatThereAre() {
    Set<String> services = Recipe.services().keySet();
    Pattern command =
        Pattern.compile(
            "docker compose (?:up|stop|exec|run|logs|restart|rm)((?: -u postgres| -\\S+)*)"
                + "((?: [a-z0-9$]+)+)");
    List<String> named = new ArrayList<>();
    for (String block : blocks())
      command
          .matcher(block)
          .results()
          .map(found -> found.group(2).strip().replaceAll(" .*", ""))
          .filter(name -> !name.startsWith("$"))
          .forEach(named::add);
    assertThat(named).isNotEmpty().isSubsetOf(services);

    Set<String> asked =
        blocks().stream()
            .flatMap(block ->
                Pattern.compile("(?:run --rm -T tool|java -jar \\S+) ([a-z-]+)")
                    .matcher(block)
                    .results()
                    .map(found -> found.group(1)))
            .collect(Collectors.toSet());
    assertThat(asked).contains("fsck", "accounts").isSubsetOf("fsck", "accounts", "rotate-log-key");
  }

  @Test
  void hasAChapterForWhatHasToBeDone() {
    assertThat(Recipe.text("README.md").lines().filter(line -> line.startsWith("## ")))
        .extracting(line -> line.substring(3).replaceAll(" \\p{IsHan}+$", ""))
        .contains(
            "Install",
            "Upgrade without stopping",
            "Rotate keys",
            "Back up",
            "Restore",
            "Rebuild a view",
            "A verification failed",
            "Erase a person",
            "Retire a node",
            "Supply chain");
  }

  /** In a folder that looks like {@code docker/}, with the program's classes for its jar. */
  @Test
  void rotatesEveryKeyAsItSays() throws IOException, InterruptedException {
    Path folder = Files.createDirectories(temporary.resolve("docker"));
    for (String file : List.of("prepare.sh", "compose.yaml"))
      Files.createSymbolicLink(folder.resolve(file), Recipe.FOLDER.resolve(file));
    Path secrets = folder.resolve("secrets");
    String program =
        """
        java() {
          [ "$1" = -jar ] || return 1
          shift 2
          %s -cp %s %s "$@"
        }
        """
            .formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                quoted(System.getProperty("java.class.path")),
                SunshineLedger.class.getName());
    List<String> own =
        blocks().stream().filter(block -> !WANTS_A_RUNNING_LEDGER.matcher(block).find()).toList();

    Path prepare = script("prepare", program + own.getFirst());
    assertThat(bash(folder, prepare.toString())).extracting(Ended::code).isEqualTo(0);
    List<String> before = keys(secrets);
    Path rest =
        script(
            "rest",
            "SITE=ledger.example.cn\n" + program + String.join("\n", own.subList(1, own.size())));
    Ended ended = bash(folder, rest.toString());

    assertThat(ended).as(ended.said()).extracting(Ended::code).isEqualTo(0);
    LogKeys log = LogKeys.parse(Files.readString(secrets.resolve("log.key")));
    assertThat(log.verifierKeys()).hasSize(2).doesNotHaveDuplicates();
    assertThat(ended.said()).contains(log.verifierKeys().getFirst().toString());
    assertThat(log.verifierKeys().getLast())
        .hasToString(Files.readString(secrets.resolve("log.vkey")).strip());
    assertThat(MasterKey.allOf(Files.readString(secrets.resolve("master.key")))).hasSize(1);
    assertThat(keys(secrets)).as("every key is another one").doesNotContainAnyElementsOf(before);
    try (Stream<Path> left = Files.list(secrets)) {
      assertThat(left.map(each -> String.valueOf(each.getFileName())))
          .as("no copy of an old key is left")
          .noneMatch(
              name -> name.contains("old") || name.contains("new") || name.contains("rotation"));
    }
  }

  private static List<String> keys(Path secrets) throws IOException {
    List<String> keys = new ArrayList<>();
    for (String file :
        List.of("log.key", "master.key", "ledger_app.password", "ledger_owner.password", "tls.key"))
      keys.add(Files.readString(secrets.resolve(file)));
    return keys;
  }

  private Path script(String name, String commands) throws IOException {
    return Files.writeString(temporary.resolve(name + ".sh"), "set -euo pipefail\n" + commands);
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
