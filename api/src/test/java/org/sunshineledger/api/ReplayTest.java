package org.sunshineledger.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
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
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.sunshineledger.api.replay.ReplayCommand;
import org.sunshineledger.ledger.duty.OfficerOrder.RegisterOfficer;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.log.EntryBundle;
import org.sunshineledger.ledger.log.seal.TransparencyLog;
import tools.jackson.databind.JsonNode;

/** Run by somebody who has the log's address or an audit package, and no access to the server. */
@DisplayName("重做名单")
class ReplayTest extends OpenDoors {

  private static final int SAME = 0;
  private static final int DIFFERENT = 1;
  private static final int NOT_CHECKED = 2;

  private static final String BOARD = "/boards/" + TownOnTheLedger.VILLAGE;
  private static final String OPEN = "/lists/open-notices?region=" + TownOnTheLedger.VILLAGE;

  @Autowired private TransparencyLog log;
  @TempDir private Path home;

  private record Answer(int exitCode, String text) {}

  @BeforeEach
  void everythingIsSealed() {
    Awaitility.await().until(() -> log.size() == ledger.journal().size());
  }

  private static Answer replay(String... arguments) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, UTF_8);
    int exitCode =
        ReplayCommand.run(
            arguments, out, new PrintStream(new ByteArrayOutputStream(), true, UTF_8));
    return new Answer(exitCode, bytes.toString(UTF_8));
  }

  private String address(String path) {
    return to(path).build().uri().toString();
  }

  private static void assertEnds(Answer answer, int exitCode, String... said) {
    assertThat(answer.exitCode()).as(answer.text()).isEqualTo(exitCode);
    for (String each : said) assertThat(answer.text()).contains(each);
  }

  private List<String> text(String path) {
    HttpResponse<String> answer = send(to(path));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body().lines().toList();
  }

  private String file(String name, List<String> lines) throws IOException {
    return Files.writeString(home.resolve(name), String.join("\n", lines) + "\n").toString();
  }

  private Map<String, byte[]> taken(String form) throws IOException {
    HttpResponse<byte[]> answer =
        raw(
            as("auditor", to("/audit/packages"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    assertThat(answer.statusCode()).isEqualTo(200);
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(answer.body()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry())
        files.put(entry.getName(), zip.readAllBytes());
    }
    return files;
  }

  private String packed(Map<String, byte[]> files) throws IOException {
    Path file = home.resolve("package.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> each : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(each.getKey()));
        zip.write(each.getValue());
      }
    }
    return file.toString();
  }

  private static byte[] bytes(Map<String, byte[]> files, String name) {
    return Objects.requireNonNull(files.get(name), name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/disclosures",
        "/funds",
        "/projects",
        "/mutual-aid",
        "/progress",
        "/boards/410185",
        "/boards/410100"
      })
  void everyListOfAPublicPageHasItsDigestAndText(String page) {
    JsonNode answer = json(data(page));

    assertThat(answer.path("lists")).isNotEmpty();
    for (JsonNode list : answer.path("lists")) {
      String lines = String.join("\n", text(list.path("address").asString())) + "\n";
      assertThat(list.path("digest").asString()).isEqualTo(Sha256.of(lines.getBytes(UTF_8)).hex());
      assertThat(list.path("rows").asLong()).isEqualTo(lines.lines().count() - 1);
      assertThat(list.path("size").asLong()).isEqualTo(log.size());
      assertThat(list.path("root").asString()).isEqualTo(log.head(log.size()).rootHash());
      assertThat(list.path("replayable").asString()).isIn("public", "package");
    }
  }

  @Test
  void thePageSaysItUnderEachList() {
    String digest =
        json(data(BOARD))
            .path("lists")
            .valueStream()
            .filter(list -> list.path("name").asString().equals("open-notices"))
            .findFirst()
            .orElseThrow()
            .path("digest")
            .asString();

    assertThat(page(BOARD).body())
        .contains("共 1 行 · 摘要 " + digest.substring(0, 12))
        .contains("<code>" + digest + "</code>");
  }

  @ParameterizedTest
  @CsvSource({
    "/lists/rumours?region=410185, 404 UNKNOWN_ADDRESS",
    "/lists/open-notices, 400 MALFORMED",
    "/lists/claims, 400 MALFORMED",
    "/lists/claims?source=nobody, 404 UNKNOWN_SUBJECT",
    "/lists/open-notices?region=999999, 404 UNKNOWN_PLACE",
    "/lists/open-notices?region=410185&asOf=2999-01-01, 400 MALFORMED",
    "/lists/open-notices?region=410185&size=999999999, 400 MALFORMED",
    "/lists/standings?region=410185&size=5, 400 MALFORMED",
    "/log/details/999999, 404 UNKNOWN_ADDRESS",
    "/log/details/-1, 404 UNKNOWN_ADDRESS"
  })
  void whatIsNoListIsSaid(String path, String problem) {
    assertThat(problem(send(to(path)))).isEqualTo(problem);
  }

  @Test
  void detailsOfPublicFactsAreToldAndOfOthersNot() {
    List<String> told = text("/log/details/0");

    assertThat(told).isNotEmpty().hasSizeLessThan((int) Math.min(256, log.size()));
    assertThat(told).noneMatch(line -> line.contains(TownOnTheLedger.LI.number()));
  }

  @Test
  void anybodyGetsTheListsOfAPageFromTheLog() {
    Answer answer =
        replay(address("/log"), "--page=" + BOARD, "--vkey=" + log.verifierKeys().getFirst());

    assertEnds(
        answer,
        SAME,
        "open-notices %s".formatted(TownOnTheLedger.VILLAGE),
        "standings: 须用审计包核对",
        "相同 The same.");
    assertThat(answer.text()).doesNotContain("签名未验");
  }

  @Test
  void oneListIsHeldAgainstTheOneTheServerShows() {
    assertEnds(
        replay(address("/log"), "--list=divisions", "--region=410185", "--as-of=2016-10-17"),
        SAME,
        "签名未验",
        "相同");
  }

  @Test
  void theListOfAnEarlierSizeIsStillWhatItWas() {
    long size = log.size();
    List<String> before = text(OPEN);
    recorded(new RegisterOfficer(new OfficerId("LATER-" + size), "某某"));
    viewsHaveCaughtUp();
    everythingIsSealed();

    assertThat(text(OPEN)).isNotEqualTo(before).endsWith(before.getLast());
    assertThat(text(OPEN + "&size=" + size)).isEqualTo(before);
    assertEnds(
        replay(address("/log"), "--against=" + OPEN + "&size=" + size),
        SAME,
        Sha256.of((String.join("\n", before) + "\n").getBytes(UTF_8)).hex());
  }

  @Test
  void aRowThatWasLeftOutIsNamed() throws IOException {
    List<String> shown = new ArrayList<>(text(OPEN));
    String left = shown.remove(1);

    assertEnds(
        replay(address("/log"), "--against=" + file("list.txt", shown)),
        DIFFERENT,
        "缺行 a row is missing",
        left);
  }

  @Test
  void aRowTooManyAndAnotherRowAreNamed() throws IOException {
    String divisions = "/lists/divisions?region=410185";
    List<String> shown = new ArrayList<>(text(divisions));
    shown.add(2, shown.get(1).replace("\"position\":", "\"position\":9"));
    assertEnds(
        replay(address("/log"), "--against=" + file("more.txt", shown)),
        DIFFERENT,
        "多行 a row too many",
        shown.get(2));

    shown.remove(1);
    assertEnds(
        replay(address("/log"), "--against=" + file("other.txt", shown)),
        DIFFERENT,
        "行不同 a row is different",
        shown.get(1));
  }

  @Test
  void aDigestOnPaperIsEnough() {
    List<String> list = text(OPEN);
    String digest = Sha256.of((String.join("\n", list) + "\n").getBytes(UTF_8)).hex();
    String day = list.getFirst().replaceAll(".*\"asOf\":\"([^\"]*)\".*", "$1");
    String[] asked = {
      address("/log"),
      "--list=open-notices",
      "--region=" + TownOnTheLedger.VILLAGE,
      "--as-of=" + day,
      "--size=" + log.size(),
      "--digest=" + digest
    };
    assertEnds(replay(asked), SAME);

    asked[asked.length - 1] = "--digest=" + "0".repeat(64);
    assertEnds(replay(asked), DIFFERENT);

    asked[asked.length - 1] = "--print";
    assertEnds(replay(asked), NOT_CHECKED, "nothing to compare it with", list.get(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/funds", "/projects", "/disclosures", "/mutual-aid"})
  void anAuditPackageGivesRestrictedListsToo(String page) throws IOException {
    Answer answer = replay(packed(taken("")), "--page=" + address(page));

    assertEnds(answer, SAME, "相同");
    assertThat(answer.text()).doesNotContain("须用审计包");
  }

  /** The page is of all cities, and of another one that a test makes he may not read everything. */
  @Test
  void anAuditPackageGivesTheProgressOfItsReadersCity() throws IOException {
    Answer answer = replay(packed(taken("")), "--page=" + address("/progress"));

    assertThat(answer.text())
        .containsPattern("progress-years 410100 [^\n]*\n +相同")
        .doesNotContain("须用审计包");
  }

  @Test
  void anAuditPackageGivesTheBoardToo() throws IOException {
    Answer answer = replay(packed(taken("")), "--page=" + address(BOARD));

    assertEnds(answer, SAME, "standings", "open-notices", "responsible-officers");
  }

  @Test
  void aPackageOfOneRegionDoesNotSayThatAListIsWrong() throws IOException {
    List<String> shown = new ArrayList<>(text("/lists/funds"));

    assertEnds(
        replay(
            packed(taken("region=410185&from=2016-10-01")), "--against=" + file("list.txt", shown)),
        NOT_CHECKED,
        "The source does not tell all the facts");
  }

  @Test
  void norDoesOneWhoseRegionHasNoneOfTheLastEntries() throws IOException {
    List<String> shown = new ArrayList<>(text("/lists/funds"));
    Map<String, byte[]> files = taken("region=410185&from=2016-10-01");
    boolean _ = files.keySet().removeIf(name -> name.matches("log/tile/entries/.*\\.p/\\d+"));

    assertEnds(
        replay(packed(files), "--against=" + file("list.txt", shown)),
        NOT_CHECKED,
        "The source does not tell all the facts");
  }

  @Test
  void anEntryThatSomebodyChangedIsRefusedByItsPosition() throws IOException {
    Map<String, byte[]> files = taken("");
    String bundle =
        files.keySet().stream()
            .filter(name -> name.startsWith("log/tile/entries/000"))
            .findFirst()
            .orElseThrow();
    List<byte[]> entries = new ArrayList<>(EntryBundle.decode(bytes(files, bundle)));
    // A fact whose detail is not told, so that only the tree can say it.
    List<String> told = new String(bytes(files, "details.tsv"), UTF_8).lines().toList();
    files.put(
        "details.tsv",
        told.stream()
            .filter(line -> !line.startsWith("7\t"))
            .map(line -> line + "\n")
            .reduce("", String::concat)
            .getBytes(UTF_8));
    entries.get(7)[20] ^= 1;
    files.put(bundle, EntryBundle.encode(entries));

    assertEnds(
        replay(packed(files), "--against=" + address(OPEN)),
        NOT_CHECKED,
        "refused: position 7: ",
        "root of the checkpoint");
  }

  @Test
  void aDetailThatIsNotThatOfItsEntryIsRefusedByItsPosition() throws IOException {
    Map<String, byte[]> files = taken("");
    List<String> lines =
        new ArrayList<>(new String(bytes(files, "details.tsv"), UTF_8).lines().toList());
    String[] one = lines.get(3).split("\t", -1);
    String[] other = lines.get(4).split("\t", -1);
    lines.set(3, one[0] + "\t" + other[1] + "\t" + one[2]);
    files.put("details.tsv", (String.join("\n", lines) + "\n").getBytes(UTF_8));

    assertEnds(
        replay(packed(files), "--against=" + address(OPEN)),
        NOT_CHECKED,
        "refused: position %s: ".formatted(one[0]));
  }

  @Test
  void aPublicFactThatIsHeldBackIsNoticedByTheNextOfItsStream() throws IOException {
    Map<String, byte[]> files = taken("");
    List<String> lines = new String(bytes(files, "details.tsv"), UTF_8).lines().toList();
    String fund =
        ledger.journal().stream("fund/" + TownOnTheLedger.FUND.text()).getFirst().position() + "\t";
    files.put(
        "details.tsv",
        lines.stream()
            .filter(line -> !line.startsWith(fund))
            .map(line -> line + "\n")
            .reduce("", String::concat)
            .getBytes(UTF_8));

    assertEnds(
        replay(packed(files), "--against=" + address(OPEN)),
        NOT_CHECKED,
        "public facts are kept back",
        TownOnTheLedger.FUND.text());
  }

  @Test
  void whatCannotBeCheckedSaysWhy() throws IOException {
    assertEnds(replay(), NOT_CHECKED, "Usage");
    assertEnds(replay("--list"), NOT_CHECKED, "Usage");
    assertEnds(replay(home.resolve("none.zip").toString(), "--list=funds"), NOT_CHECKED);
    assertEnds(replay(address("/log"), "--list=rumours"), NOT_CHECKED, "there is no list rumours");
    assertEnds(
        replay(
            address("/log"),
            "--against=" + OPEN,
            "--vkey=example.org/other+6d4cfc15+Aa==".replace("Aa==", "AQ==")),
        NOT_CHECKED,
        "--vkey");
  }

  @Test
  void isTheFirstArgument() {
    assertThat(ReplayCommand.asked(new String[] {"fsck"})).isEmpty();
    assertThat(ReplayCommand.asked(new String[] {"replay", "x"}))
        .hasValueSatisfying(own -> assertThat(own).containsExactly("x"));
  }
}
