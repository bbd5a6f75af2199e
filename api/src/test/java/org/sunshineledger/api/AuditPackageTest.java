package org.sunshineledger.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.sunshineledger.ledger.log.seal.TransparencyLog;
import tools.jackson.databind.json.JsonMapper;

/** Taken away by an auditor, who has a JDK and the log's key and nothing else. */
@DisplayName("审计包")
class AuditPackageTest extends OpenDoors {

  @Autowired private TransparencyLog log;
  @TempDir private Path home;

  /**
   * What the verifier said.
   *
   * @param status 0 verified, 1 refuted, 2 not checked
   */
  private record Verdict(int status, String said) {}

  @BeforeEach
  void everythingIsSealed() {
    Awaitility.await().until(() -> log.size() == ledger.journal().size());
  }

  private HttpRequest.Builder asked(String account, String form) {
    return as(account, to("/audit/packages"))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(form));
  }

  private Map<String, byte[]> taken(String form) throws IOException {
    HttpResponse<byte[]> answer = raw(asked("auditor", form));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/zip");
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(answer.body()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry())
        files.put(entry.getName(), zip.readAllBytes());
    }
    return files;
  }

  private Verdict verified(Map<String, byte[]> files) throws IOException, InterruptedException {
    Path verifier = home.resolve("LedgerVerifier.java");
    Files.write(verifier, file(files, "LedgerVerifier.java"));
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(archive)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
      }
    }
    Path packed = Files.write(home.resolve("package.zip"), archive.toByteArray());
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // It compiles itself first, and is done before more than this pays.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                verifier.toString(),
                packed.toString()));
    command.addAll(List.of("--vkey", log.verifierKeys().getFirst().toString()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Verdict(process.waitFor(), said);
  }

  private static List<String> lines(Map<String, byte[]> files, String name) {
    return new String(file(files, name), UTF_8).lines().toList();
  }

  private static byte[] file(Map<String, byte[]> files, String name) {
    return Objects.requireNonNull(files.get(name), name);
  }

  @Test
  void ofTheWholeLogProvesEveryFact() throws IOException, InterruptedException {
    Map<String, byte[]> files = taken("");

    assertThat(verified(files))
        .satisfies(verdict -> {
          assertThat(verdict.status()).as(verdict.said()).isZero();
          assertThat(verdict.said()).startsWith("OK: ").contains(String.valueOf(log.size()));
        });
    assertThat(lines(files, "facts.csv")).hasSize(lines(files, "details.tsv").size() + 1);
  }

  @Test
  void ofOneHouseholdHoldsItsFactsAndWhatProvesThem() throws IOException, InterruptedException {
    String household = TownOnTheLedger.LI.stream();
    Map<String, byte[]> files =
        taken("region=410185&stream=" + URLEncoder.encode(household, UTF_8));
    int facts = ledger.journal().stream(household).size();

    assertThat(lines(files, "details.tsv")).hasSize(facts);
    assertThat(lines(files, "facts.csv").subList(1, facts + 1))
        .allMatch(line -> line.contains("," + household + ","));
    assertThat(verified(files).status()).isZero();
    assertThat(new String(file(files, "index.html"), UTF_8))
        .contains("410185")
        .contains("<td>%s</td>".formatted(household));
    assertThat(
            JsonMapper.shared()
                .readTree(file(files, "datapackage.json"))
                .path("resources")
                .valueStream()
                .filter(file -> file.path("path").asString().equals("facts.csv"))
                .map(file -> file.path("rowCount").asInt()))
        .containsExactly(facts);
  }

  @Test
  void ofNothingIsStillALogThatVerifies() throws IOException, InterruptedException {
    Map<String, byte[]> files = taken("from=1950-01-01&to=1950-12-31");

    assertThat(file(files, "details.tsv")).isEmpty();
    assertThat(verified(files).status()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "details.tsv",
    "facts.csv",
    "log/checkpoint",
    "log/tile/0/000",
    "log/tile/entries/000"
  })
  void thatSomebodyChangedIsRefuted(String file) throws IOException, InterruptedException {
    Map<String, byte[]> files = taken("");
    String whole =
        files.keySet().stream().filter(name -> name.startsWith(file)).findFirst().orElseThrow();
    byte[] changed = file(files, whole).clone();
    changed[changed.length / 2] ^= 1;
    files.put(whole, changed);

    Verdict verdict = verified(files);

    assertThat(verdict.status()).as(verdict.said()).isEqualTo(1);
    assertThat(verdict.said()).startsWith("FAILED at ");
  }

  @Test
  void thatLacksALineIsRefuted() throws IOException, InterruptedException {
    Map<String, byte[]> files = taken("");
    List<String> lines = new ArrayList<>(lines(files, "details.tsv"));
    lines.remove(lines.size() / 2);
    files.put("details.tsv", (String.join("\n", lines) + "\n").getBytes(UTF_8));

    assertThat(verified(files).status()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "auditor, region=4101, 400 MALFORMED",
    "auditor, region=999999, 404 UNKNOWN_PLACE",
    "auditor, from=2016-02-01&to=2016-01-01, 400 MALFORMED",
    "auditor, from=yesterday, 400 MALFORMED",
    "auditor, stream=household, 400 MALFORMED",
    "auditor, stream=household/1%0A12:00:00+INFO+all+is+well, 400 MALFORMED",
    "clerk, region=410185, 403 NOT_YOUR_ROLE",
  })
  void whatCannotBeTakenIsSaid(String account, String form, String problem) {
    assertThat(problem(send(asked(account, form)))).isEqualTo(problem);
  }

  @Test
  void thePageSaysWhatCanBeTaken() {
    HttpResponse<String> page =
        send(as("auditor", to("/audit/packages")).header("Accept", "text/html"));

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("已封存的 %,d 条账实".formatted(log.size()));
  }
}
