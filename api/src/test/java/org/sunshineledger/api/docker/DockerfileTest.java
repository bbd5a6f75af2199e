package org.sunshineledger.api.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.api.docker.Recipe.Step;

@DisplayName("镜像 The image")
class DockerfileTest {

  private static final String CACHE = "/opt/ledger/aot/ledger.aot";

  private static List<Step> lastStage() {
    List<Step> steps = Recipe.steps();
    int from = steps.stream().map(Step::what).toList().lastIndexOf("FROM");
    return steps.subList(from, steps.size());
  }

  @Test
  void isMadeOfOneReleaseOfTheJdkThatTheProgramIsBuiltFor() throws IOException {
    String java =
        Files.readString(Path.of("..", "pom.xml"))
            .replaceAll("(?s).*<java.version>(\\d+)<.*", "$1");

    List<String> bases =
        Recipe.rests("FROM").stream()
            .map(each -> each.replaceAll(" AS .*", ""))
            .distinct()
            .toList();
    assertThat(bases)
        .as("the AOT cache is for the JVM that made it: one base")
        .singleElement()
        .asString()
        .matches(Recipe.RELEASE)
        .matches("eclipse-temurin:" + java + "\\.\\d+\\.\\d+_\\d+-jdk-.*");
  }

  @Test
  void runsAsNobodyInParticular() {
    assertThat(lastStage())
        .filteredOn(step -> step.what().equals("USER"))
        .extracting(Step::rest)
        .as("one user, by number, so that an engine can tell that it is not root")
        .singleElement()
        .asString()
        .matches("[1-9]\\d*:[1-9]\\d*");
    String user = Recipe.rests("USER").getFirst();
    assertThat(Recipe.rests("RUN"))
        .anyMatch(run ->
            run.contains("--gid " + user.replaceAll(".*:", ""))
                && run.contains("--uid " + user.replaceAll(":.*", "")));
  }

  @Test
  void givesTheUserTheFoldersOfItsVolumes() {
    List<String> made =
        lastStage().stream()
            .takeWhile(step -> !step.what().equals("USER"))
            .filter(step -> step.what().equals("RUN"))
            .map(Step::rest)
            .toList();
    for (String volume : Recipe.rests("VOLUME").getFirst().split(" ", -1))
      assertThat(made)
          .as("a new volume gets owner and mode of what the image has at %s", volume)
          .anyMatch(run ->
              run.matches(".*install -d -o ledger -g ledger -m 0700[^&]* " + volume + "( .*)?"));
  }

  /** A step for what is rarely another comes before one for what mostly is. */
  @Test
  void laysWhatChangesLeastBelow() {
    assertThat(lastStage())
        .filteredOn(step -> step.what().equals("COPY") && step.rest().startsWith("--from"))
        .extracting(step -> step.rest().replaceAll(".*/layers/([a-z-]+)/.*", "$1"))
        .containsExactly("dependencies", "snapshot-dependencies", "application");
  }

  @Test
  void isToldWhatItsContextIs() {
    List<String> let =
        Recipe.text("Dockerfile.dockerignore")
            .lines()
            .filter(line -> line.startsWith("!"))
            .map(line -> line.substring(1))
            .toList();
    List<String> copied =
        Recipe.rests("COPY").stream()
            .filter(each -> !each.startsWith("--from"))
            .map(each -> List.of(each.split(" ", -1)))
            .flatMap(each -> each.subList(0, each.size() - 1).stream())
            .toList();

    assertThat(Recipe.text("Dockerfile.dockerignore").lines()).contains("*");
    assertThat(let).containsExactlyInAnyOrderElementsOf(copied);
    assertThat(copied)
        .filteredOn(each -> !each.contains("*"))
        .allSatisfy(each -> assertThat(Path.of("..", each)).isRegularFile());
  }

  @Test
  void startsWithTheOptionsAndTheCacheOfItsTraining() {
    List<String> entrypoint = Recipe.array(Recipe.rests("ENTRYPOINT").getLast());

    assertThat(entrypoint)
        .containsExactly(
            "java",
            "@/opt/ledger/jvm.options",
            "-XX:AOTCache=" + CACHE,
            "-jar",
            "/opt/ledger/app.jar");
    assertThat(Recipe.rests("RUN")).contains("bash train.sh " + CACHE);
    assertThat(Recipe.text("train.sh"))
        .contains(
            "java @/opt/ledger/jvm.options -XX:AOTCacheOutput=\"$cache\" -jar /opt/ledger/app.jar");
    List<String> order = lastStage().stream().map(Step::what).toList();
    assertThat(order.indexOf("USER"))
        .as("PostgreSQL does not run as root, in training either")
        .isLessThan(order.lastIndexOf("RUN"));
  }

  @Test
  void saysWhetherItIsWell() {
    assertThat(Recipe.rests("HEALTHCHECK"))
        .singleElement()
        .asString()
        .matches("--interval=\\d+s --timeout=\\d+s --start-period=\\d+s --retries=\\d CMD \\[.*]");
    assertThat(Recipe.rests("HEALTHCHECK").getFirst()).contains("/opt/ledger/health.sh");
    assertThat(Recipe.rests("COPY")).anyMatch(each -> each.contains("docker/health.sh"));
  }

  @Test
  void holdsNoSecret() {
    assertThat(Recipe.steps())
        .filteredOn(step -> Arrays.asList("ENV", "ARG").contains(step.what()))
        .extracting(Step::rest)
        .containsExactly("LEDGER_HOME=/var/lib/ledger");
  }
}
