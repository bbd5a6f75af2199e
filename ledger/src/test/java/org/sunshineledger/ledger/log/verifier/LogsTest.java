package org.sunshineledger.ledger.log.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunshineledger.ledger.log.verifier.Verifier.Verdict;

@DisplayName("The verifier, of a log over HTTP,")
@Timeout(120)
class LogsTest {

  private static final List<MadeFact> FACTS = MadeFact.facts(1_400, 9162);

  private final Map<String, byte[]> served = new ConcurrentHashMap<>();
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile String coding = "identity";
  private volatile int failures;

  private HttpServer server;

  @TempDir private Path directory;

  LogsTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void start() {
    server.setExecutor(threads);
    server.createContext("/log/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath().substring("/log/".length());
      asked.add(path);
      byte[] body = served.get(path);
      if (takesFailure()) {
        exchange.sendResponseHeaders(503, -1);
        return;
      }
      if (body == null) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      if (!coding.equals("identity")) {
        assertThat(exchange.getRequestHeaders().getFirst("Accept-Encoding")).contains("gzip");
        exchange.getResponseHeaders().set("Content-Encoding", coding);
        body = zipped(body);
      }
      exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private synchronized boolean takesFailure() {
    if (failures == 0) return false;
    failures--;
    return true;
  }

  private static byte[] zipped(byte[] body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(body);
    }
    return bytes.toByteArray();
  }

  private static MadeLog log(int size) {
    return MadePackage.log(FACTS.subList(0, size));
  }

  private void serve(MadeLog log) {
    served.clear();
    asked.clear();
    served.putAll(log.tiles());
    served.put("checkpoint", log.checkpoint(Signer.LOG));
  }

  private Verdict verdict(String... options) {
    List<String> args =
        new ArrayList<>(List.of("http://localhost:" + server.getAddress().getPort() + "/log"));
    args.addAll(List.of("--vkey", Signer.LOG.vkey()));
    args.addAll(List.of(options));
    return Verifier.run(args.toArray(String[]::new));
  }

  private Verdict watching(String... options) {
    List<String> args = new ArrayList<>(List.of("--state", state().toString()));
    args.addAll(List.of(options));
    return verdict(args.toArray(String[]::new));
  }

  private Path state() {
    return directory.resolve("state");
  }

  private void flip(String path, int at) {
    byte[] flipped = Objects.requireNonNull(served.get(path), path).clone();
    flipped[at] ^= 4;
    served.put(path, flipped);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 256, 700, 1_400})
  @DisplayName("verifies all of it")
  void whole(int size) {
    serve(log(size));
    Verdict verdict = verdict();
    verdict.verified();
    assertThat(verdict.out())
        .contains("OK: " + size + " entries, root " + log(size).root())
        .contains("UNWITNESSED");
    assertThat(asked).hasSameElementsAs(served.keySet());
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "GZIP"})
  @DisplayName("reads what is compressed")
  void compressed(String how) {
    coding = how;
    serve(log(700));
    verdict().verified();
    flip("tile/entries/001", 131 * 3 + 70);
    verdict().refutedAt("position 259");
  }

  @Test
  @DisplayName("cannot check what is encoded in a way it does not know")
  void encoded() {
    coding = "br";
    serve(log(5));
    verdict().unchecked("encoded as br");
  }

  @Test
  @DisplayName("takes the full tile where the partial one is gone")
  void widened() {
    MadeLog later = log(1_400);
    serve(later);
    MadeLog earlier = log(600);
    served.put("checkpoint", earlier.checkpoint(Signer.LOG));
    assertThat(served).doesNotContainKey("tile/0/002.p/88");
    // The tile of level 1 did not become full, so it is still there as it was.
    String edge = "tile/1/000.p/2";
    served.put(edge, Objects.requireNonNull(earlier.tiles().get(edge), edge));
    Verdict verdict = verdict();
    verdict.verified();
    assertThat(verdict.out()).contains("OK: 600 entries, root " + earlier.root());
    assertThat(asked).contains("tile/0/002.p/88", "tile/0/002", "tile/entries/002");
    flip("tile/entries/002", 131 * 87 + 60);
    verdict().refutedAt("position 599");
    flip("tile/entries/002", 131 * 87 + 60);
    flip("tile/entries/002", 131 * 88 + 60); // of a later size
    verdict().verified();
    served.put("tile/0/002", new byte[88 * 32]);
    verdict().refutedAt("tile/0/002");
  }

  @ParameterizedTest
  @CsvSource({
    "tile/0/003, 999, tile/0/003",
    "tile/0/005.p/120, 0, tile/0/005.p/120",
    "tile/1/000.p/5, 40, tile/1/000.p/5",
    "tile/entries/004, 5000, position 1062",
    "tile/entries/005.p/120, 15719, position 1399",
    "checkpoint, 40, checkpoint"
  })
  @DisplayName("names what was changed")
  void changed(String path, int at, String where) {
    serve(log(1_400));
    flip(path, at);
    verdict().refutedAt(where);
  }

  @Test
  @DisplayName("cannot check what is not served")
  void missing() {
    serve(log(700));
    for (String path : List.copyOf(served.keySet())) {
      byte[] kept = Objects.requireNonNull(served.remove(path), path);
      verdict().unchecked(path);
      served.put(path, kept);
    }
    verdict().verified();
  }

  @Test
  @DisplayName("asks again when the server fails, but not for ever")
  void failing() {
    serve(log(5));
    failures = 2;
    verdict().verified();
    failures = 3;
    verdict().unchecked("status 503");
  }

  @Test
  @DisplayName("cannot check without a key or a host")
  void usage() {
    Verifier.run("http://localhost:1/log").unchecked("usage");
    Verifier.run("http://", "--vkey", Signer.LOG.vkey()).unchecked("http://");
    server.stop(0);
    verdict().unchecked("ConnectException");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 5",
    "5, 5",
    "5, 256",
    "256, 256",
    "256, 257",
    "255, 300",
    "300, 1400",
    "512, 1400",
    "1279, 1280",
    "1399, 1400",
    "1280, 1281"
  })
  @DisplayName("remembers a checkpoint and finds that the log has grown from it")
  void grown(int before, int after) throws IOException {
    serve(log(before));
    watching().verified();
    assertThat(Files.readAllBytes(state())).isEqualTo(log(before).checkpoint(Signer.LOG));
    serve(log(after));
    Verdict verdict = watching();
    verdict.verified();
    assertThat(Files.readAllBytes(state())).isEqualTo(log(after).checkpoint(Signer.LOG));
    assertThat(directory).isDirectoryNotContaining("glob:**.new");
    int first = Math.max(0, before - 1) / 256;
    assertThat(asked.stream().filter(path -> path.contains("entries")))
        .hasSize((after + 255) / 256 - first)
        .doesNotContain(first == 0 ? "none" : MadeLog.path("entries", first - 1, 256));
    int seen = after - first * 256;
    assertThat(verdict.out())
        .contains(seen == after ? "OK: " + after + " entries" : "OK: " + seen + " of " + after);
    asked.clear();
    watching("--full").verified();
    assertThat(asked).hasSameElementsAs(served.keySet());
  }

  @Test
  @DisplayName("refutes a log that became smaller, and names both roots")
  void rolledBack() throws IOException {
    serve(log(700));
    watching().verified();
    serve(log(699));
    refutesBoth(watching(), log(700), log(699));
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 301, 1_024, 1_400})
  @DisplayName("refutes another history, and names both roots")
  void split(int size) throws IOException {
    serve(log(300));
    watching().verified();
    List<MadeFact> other = new ArrayList<>(FACTS.subList(0, size));
    other.set(7, other.get(7).withDetail("{}"));
    MadeLog split = MadePackage.log(other);
    serve(split);
    verdict().verified();
    refutesBoth(watching(), log(300), split);
  }

  private void refutesBoth(Verdict verdict, MadeLog remembered, MadeLog now) throws IOException {
    verdict.refutedAt("checkpoint");
    assertThat(verdict.out())
        .contains("size " + remembered.size() + " root " + remembered.root())
        .contains("size " + now.size() + " root " + now.root())
        .contains("矛盾");
    assertThat(Files.readAllBytes(state()))
        .as("what is remembered")
        .isEqualTo(remembered.checkpoint(Signer.LOG));
  }

  @Test
  @DisplayName("remembers nothing that did not verify")
  void notRemembered() {
    serve(log(700));
    flip("tile/entries/000", 90);
    watching().refutedAt("position 0");
    assertThat(state()).doesNotExist();
    serve(log(300));
    watching().verified();
    serve(log(700));
    flip("tile/entries/002.p/188", 90);
    watching().refutedAt("position 512");
    assertThat(state()).hasBinaryContent(log(300).checkpoint(Signer.LOG));
  }

  @Test
  @DisplayName("cannot check with a state that is none, or of another log")
  void otherState() throws IOException {
    serve(log(5));
    Files.writeString(state(), "what?");
    watching().unchecked("--state");
    String other = log(5).text().replace("ledger", "another");
    Files.write(state(), MadeLog.checkpoint(other, Signer.LOG));
    watching().unchecked("another log");
  }

  @Test
  @DisplayName("remembers a package too")
  void packages() throws IOException {
    String[] args = {"", "--vkey", Signer.LOG.vkey(), "--state", state().toString()};
    UnaryOperator<List<MadeFact>> none = facts -> facts.subList(0, 0);
    List<MadeFact> first = FACTS.subList(0, 300);
    args[0] = MadePackage.whole(first, none.apply(first)).zip(directory).toString();
    Verifier.run(args).verified();
    args[0] = MadePackage.whole(FACTS, none.apply(FACTS)).zip(directory).toString();
    Verifier.run(args).verified();
    List<MadeFact> early = FACTS.subList(0, 3);
    Files.write(state(), log(300).checkpoint(Signer.LOG));
    args[0] = MadePackage.part(FACTS, early).zip(directory).toString();
    Verifier.run(args).unchecked("does not hold the tiles");
    args[0] = MadePackage.part(FACTS, FACTS.subList(270, 280)).zip(directory).toString();
    Verifier.run(args).verified();
    Files.write(
        state(),
        MadeLog.checkpoint(
            log(300).text().replaceFirst("\n.{44}\n", "\n" + log(299).root() + "\n"), Signer.LOG));
    Verifier.run(args).refutedAt("log/checkpoint");
  }
}
