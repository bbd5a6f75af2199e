package org.sunshineledger.api.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.Driver;
import org.sunshineledger.api.docker.Recipe.Yml;

/** What docker/failover/rehearse.sh rehearses; it kills what these files describe. */
@DisplayName("故障切换 The failover of the database")
class FailoverTest {

  private static final Path FOLDER = Recipe.FOLDER.resolve("failover");

  private static Yml patroni() {
    return Recipe.yaml("failover/patroni.yml");
  }

  private static Yml shared() {
    return patroni().at("bootstrap").at("dcs");
  }

  private static Yml parameters() {
    return shared().at("postgresql").at("parameters");
  }

  private static int number(Yml value) {
    return Integer.parseInt(value.text());
  }

  @Test
  void acknowledgesNothingThatIsOnOneDiskOnly() {
    assertThat(shared().at("synchronous_mode").text()).isEqualTo("true");
    assertThat(shared().at("synchronous_mode_strict").text()).isEqualTo("true");
    assertThat(number(shared().at("synchronous_node_count"))).isPositive();
    assertThat(shared().at("failsafe_mode").text()).isEqualTo("false");
    for (String setting : List.of("fsync", "full_page_writes", "synchronous_commit"))
      assertThat(parameters().at(setting).text()).as(setting).isEqualTo("on");
  }

  @Test
  void stepsDownBeforeAnotherStepsUpAndSoonEnough() {
    int ttl = number(shared().at("ttl"));
    assertThat(number(shared().at("loop_wait")) + 2 * number(shared().at("retry_timeout")))
        .isLessThanOrEqualTo(ttl);
    assertThat(ttl).as("half a minute, and somebody has still to be promoted").isLessThan(20);
    assertThat(number(shared().at("primary_start_timeout"))).isZero();
    assertThat(patroni().at("watchdog").at("mode").text()).isEqualTo("required");
    assertThat(number(patroni().at("watchdog").at("safety_margin"))).isPositive();
  }

  /** By the other interface Patroni 3.0.2 writes the lead without looking who has it. */
  @Test
  void asksEtcdByTheInterfaceThatCompares() {
    assertThat(Recipe.text("failover/hosts.sh"))
        .contains("PATRONI_ETCD_HOSTS=")
        .doesNotContain("PATRONI_ETCD3_HOSTS=");
    assertThat(Recipe.text("failover/etcd.env").lines()).contains("ETCD_ENABLE_V2=true");
    assertThat(patroni().at("etcd3").isThere()).isFalse();
  }

  @Test
  void takesTheOldPrimaryBackWithoutWhatNobodyWasTold() {
    Yml postgresql = shared().at("postgresql");
    assertThat(postgresql.at("use_pg_rewind").text()).isEqualTo("true");
    assertThat(postgresql.at("remove_data_directory_on_diverged_timelines").text())
        .isEqualTo("true");
    assertThat(patroni().at("bootstrap").at("initdb").texts()).contains("data-checksums");
  }

  @Test
  void letsInWhomTheComposeFileLetsInAndTheSuperuserNotOverTheNetwork() {
    List<String> rules = patroni().at("postgresql").at("pg_hba").texts();
    List<String> ofCompose =
        Recipe.text("postgres/pg_hba.conf").lines().filter(each -> !each.startsWith("#")).toList();
    assertThat(rules.stream().map(FailoverTest::words))
        .containsAll(ofCompose.stream().map(FailoverTest::words).toList());
    assertThat(rules)
        .filteredOn(each -> !each.startsWith("local"))
        .allSatisfy(each -> {
          assertThat(each).endsWith("scram-sha-256");
          assertThat(List.of(words(each).split(" ", -1)).get(2))
              .isNotEqualTo("all")
              .isNotEqualTo("postgres");
        });
  }

  private static String words(String rule) {
    return rule.replaceAll("\\s+", " ");
  }

  @Test
  void hasAsManyConnectionsAsTheComposeFile() {
    assertThat(
            Objects.requireNonNull(Recipe.services().get("postgres"), "postgres")
                .at("command")
                .texts())
        .contains("max_connections=" + parameters().at("max_connections").text());
  }

  @Test
  void holdsNoPassword() {
    assertThat(patroni().all().map(Yml::where)).noneMatch(each -> each.endsWith("password"));
    assertThat(Recipe.text("failover/node.env")).doesNotContainIgnoringCase("password=");
  }

  @Test
  void letsTheDriverFindTheHostThatWrites() {
    String line =
        Recipe.text("failover/node.env")
            .lines()
            .filter(each -> each.startsWith("SPRING_DATASOURCE_URL="))
            .findFirst()
            .orElseThrow();
    Properties read =
        Objects.requireNonNull(
            Driver.parseURL(line.substring(line.indexOf('=') + 1), new Properties()), "a URL");
    assertThat(read.getProperty("PGHOST")).isEqualTo("db1,db2,db3");
    assertThat(read.getProperty("targetServerType")).isEqualTo("primary");
    assertThat(Integer.parseInt(read.getProperty("connectTimeout"))).isBetween(1, 3);
    assertThat(Integer.parseInt(read.getProperty("hostRecheckSeconds"))).isLessThanOrEqualTo(2);
    assertThat(read.getProperty("tcpKeepAlive")).isEqualTo("true");
  }

  @Test
  void givesUpAMachineThatIsGoneSoonerThanTheKernelDoes() {
    assertThat(Recipe.text("failover/node.sysctl.conf").lines())
        .filteredOn(each -> !each.startsWith("#"))
        .isNotEmpty()
        .allMatch(each -> each.matches("net\\.ipv4\\.tcp_[a-z0-9_]+ = \\d+"));
    assertThat(Recipe.text("failover/node.sysctl.conf")).contains("net.ipv4.tcp_retries2 = 5\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rehearse.sh", "hosts.sh", "first.sh"})
  void isWrittenInWhatTheShellUnderstands(String script) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("bash", "-n", FOLDER.resolve(script).toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void isExplainedFileByFile() throws IOException {
    String manual = Recipe.text("failover/README.md");
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(each -> each.getFileName().toString()))
          .filteredOn(each -> !each.equals("README.md"))
          .isNotEmpty()
          .allSatisfy(each -> assertThat(manual).contains("`" + each + "`"));
    }
    assertThat(Recipe.text("README.md")).contains("(failover/README.md)");
  }
}
