package org.sunshineledger.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunshineledger.ledger.Ledger;
import org.sunshineledger.ledger.TestDatabase;
import org.sunshineledger.ledger.fsck.Fsck;
import org.sunshineledger.ledger.journal.FactCodec;
import org.sunshineledger.ledger.log.note.KeyType;
import org.sunshineledger.ledger.log.note.SigningKey;
import org.sunshineledger.ledger.vault.IdNumber;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Two processes of the program share a database, and one of them is killed while both are at work.
 */
@DisplayName("Several nodes on one database")
class SeveralNodesTest {

  private static final SigningKey LOG =
      SigningKey.make("nodes.example.cn/log", KeyType.LOG, new SecureRandom());

  /** Until the others have taken over what a killed node did. */
  private static final Duration TAKEN_OVER = Duration.ofSeconds(10);

  private static final Duration ONE_LOOK = Duration.ofMillis(500);
  private static final int CALLERS = 4;
  private static final int BEFORE_THE_KILL = 60;

  /** What a node answered to an order: it is recorded, here. */
  private record Recorded(String key, String stream, long first, long last, boolean again) {}

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final JsonMapper json = JsonMapper.shared();
  private final LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
  private final List<LedgerProcess> nodes = new ArrayList<>();
  private final Map<String, Recorded> recorded = new ConcurrentHashMap<>();
  private final AtomicInteger unanswered = new AtomicInteger();

  @TempDir Path folder;

  private LedgerProcess node(TestDatabase database, String name) throws IOException {
    LedgerProcess node =
        LedgerProcess.start(
            folder.resolve(name),
            Map.of(
                "SPRING_DATASOURCE_URL", database.appLogin().url(),
                "SPRING_DATASOURCE_PASSWORD", database.appLogin().password(),
                "SPRING_FLYWAY_PASSWORD", database.ownerLogin().password(),
                "LEDGER_MASTER_KEY", TestDatabase.MASTER_KEY_TEXT,
                "LEDGER_LOG_KEY", LOG.secret()));
    nodes.add(node);
    return node;
  }

  @Test
  void whatAKilledNodeDidTheOtherDoesWithinTenSecondsAndNothingIsLostOrDoubled() throws Exception {
    try (TestDatabase database = TestDatabase.create()) {
      try (Ledger town = database.ledger(Clock.systemUTC())) {
        TownOnTheLedger.build(town);
      }
      try {
        // The first to come seals and folds everything: nobody has more to leave behind.
        LedgerProcess victim = node(database, "one");
        String _ = victim.address();
        LedgerProcess survivor = node(database, "two");
        String _ = survivor.address();
        Awaitility.await()
            .atMost(Duration.ofSeconds(30))
            .untilAsserted(() -> assertThat(viewsOf(database, victim)).hasSizeGreaterThan(10));
        assertThat(seals(victim)).isTrue();
        assertThat(seals(survivor)).isFalse();
        Awaitility.await()
            .atMost(Duration.ofSeconds(30))
            .untilAsserted(() -> theOtherKnowsHowFarTheViewsAre(survivor));
        killedUnderLoad(database, victim, survivor);
        nothingIsLostOrDoubled(database);
        assertThat(verifier(survivor)).contains("OK: %d entries".formatted(sealedSize(survivor)));
      } finally {
        nodes.forEach(LedgerProcess::close);
      }
    }
  }

  private void theOtherKnowsHowFarTheViewsAre(LedgerProcess node) throws Exception {
    JsonNode page =
        json.readTree(
            client
                .send(
                    HttpRequest.newBuilder(URI.create(node.address() + "/"))
                        .header("Accept", "application/json")
                        .build(),
                    HttpResponse.BodyHandlers.ofString(UTF_8))
                .body());
    assertThat(page.path("logSize").asLong()).isPositive();
    assertThat(page.path("folded")).isEqualTo(page.path("logSize"));
  }

  private void killedUnderLoad(TestDatabase database, LedgerProcess victim, LedgerProcess survivor)
      throws Exception {
    AtomicInteger numbers = new AtomicInteger(1_000);
    Set<String> views = viewsOf(database, victim);
    try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
      List<Future<?>> calls = new ArrayList<>();
      AtomicInteger enough = new AtomicInteger(Integer.MAX_VALUE);
      for (int i = 0; i < CALLERS; i++)
        calls.add(
            callers.submit(() -> {
              for (int next = numbers.incrementAndGet();
                  next <= enough.get();
                  next = numbers.incrementAndGet()) record(next);
              return null;
            }));
      try {
        Awaitility.await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> recorded.size() >= BEFORE_THE_KILL);
        victim.kill();
        long killed = System.nanoTime();
        int before = recorded.size();
        long known = recorded.values().stream().mapToLong(Recorded::last).max().orElseThrow();

        Awaitility.await()
            .atMost(TAKEN_OVER)
            .pollInterval(Duration.ofMillis(50))
            .until(() -> recorded.values().stream().anyMatch(each -> each.last() > known));
        double orders = since(killed);
        Awaitility.await()
            .atMost(left(killed))
            .pollInterval(Duration.ofMillis(50))
            .until(() -> sealedSize(survivor) > known + 1);
        double seal = since(killed);
        Awaitility.await()
            .atMost(left(killed))
            .pollInterval(Duration.ofMillis(50))
            .until(() -> viewsOf(database, survivor).containsAll(views));
        double claims = since(killed);
        assertThat(seals(survivor)).isTrue();
        enough.set(0);
        for (Future<?> call : calls) call.get();
        long last = recorded.values().stream().mapToLong(Recorded::last).max().orElseThrow();
        Awaitility.await()
            .atMost(TAKEN_OVER)
            .pollInterval(Duration.ofMillis(50))
            .until(() -> sealedSize(survivor) == last + 1 && folded(database) == last);
        System.out.printf(
            "killed after %d orders: orders again after %.1f s, a checkpoint after %.1f s, %d views"
                + " after %.1f s; %d orders in all, %d calls without an answer%n",
            before, orders, seal, views.size(), claims, recorded.size(), unanswered.get());
      } finally {
        enough.set(0);
      }
    }
  }

  /** Of the time in which others take over; a moment at least, to look once. */
  private static Duration left(long killed) {
    Duration left = TAKEN_OVER.minusNanos(System.nanoTime() - killed);
    return left.compareTo(ONE_LOOK) < 0 ? ONE_LOOK : left;
  }

  private static double since(long moment) {
    return (System.nanoTime() - moment) / 1e9;
  }

  /** At the nodes in turn, until one says that it is recorded. */
  private void record(int number) throws InterruptedException {
    String key = "several-nodes-" + number;
    String household = "410185100901%04d".formatted(number);
    String person = "9900001955%02d01%03d".formatted(1 + number / 1_000, number % 1_000);
    String body =
        """
        {"occurredOn":"%s","order":{"household":"%s","village":"410185100901","group":1,
         "claimedCauses":["ILLNESS"],"members":[{"member":"01","relationship":"HEAD",
         "name":"李某某","idNumber":"%s"}]}}
        """
            .formatted(today, household, person + IdNumber.checkCharacter(person));
    for (int at = number; ; at++) {
      try {
        HttpResponse<String> answer =
            client.send(
                as("clerk", nodes.get(at % nodes.size()), "/households")
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", key)
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build(),
                HttpResponse.BodyHandlers.ofString(UTF_8));
        if (answer.statusCode() == 201 || answer.statusCode() == 200) {
          JsonNode told = json.readTree(answer.body());
          recorded.put(
              key,
              new Recorded(
                  key,
                  told.path("stream").asString(),
                  told.path("first").asLong(),
                  told.path("last").asLong(),
                  told.path("repeated").asBoolean()));
          return;
        }
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
      } catch (IOException e) {
        // Whether it was recorded is not known; the same key finds out.
        unanswered.incrementAndGet();
      }
    }
  }

  private static HttpRequest.Builder as(String account, LedgerProcess node, String path)
      throws InterruptedException {
    return HttpRequest.newBuilder(URI.create(node.address() + path))
        .timeout(Duration.ofSeconds(10))
        .header("Accept", "application/json")
        .header(
            "Authorization",
            "Basic "
                + Base64.getEncoder()
                    .encodeToString((account + ":" + OpenDoors.PASSWORD).getBytes(UTF_8)));
  }

  private boolean seals(LedgerProcess node) throws IOException, InterruptedException {
    String health =
        client
            .send(
                as("admin", node, "/actuator/health").build(),
                HttpResponse.BodyHandlers.ofString(UTF_8))
            .body();
    return json.readTree(health).at("/components/log/details/sealing").asBoolean();
  }

  /** How many facts the node's newest published checkpoint covers. */
  private long sealedSize(LedgerProcess node) throws IOException, InterruptedException {
    return Long.parseLong(
        client
            .send(
                HttpRequest.newBuilder(URI.create(node.address() + "/log/checkpoint")).build(),
                HttpResponse.BodyHandlers.ofString(UTF_8))
            .body()
            .lines()
            .toList()
            .get(1));
  }

  private interface Reading<T> {
    T of(ResultSet rows) throws SQLException;
  }

  private static <T> T ask(TestDatabase database, String sql, Reading<T> reading) {
    try (Connection connection = database.superuser().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return reading.of(rows);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static Set<String> viewsOf(TestDatabase database, LedgerProcess node) {
    return ask(
        database,
        "select processorname from view.token_entry where owner like '%d@%%'".formatted(node.pid()),
        rows -> {
          Set<String> names = new HashSet<>();
          while (rows.next()) names.add(rows.getString(1));
          return names;
        });
  }

  /** The last position that every view has folded. */
  private long folded(TestDatabase database) {
    return ask(
        database,
        "select convert_from(token, 'UTF8') from view.token_entry",
        rows -> {
          long least = Long.MAX_VALUE;
          while (rows.next())
            least =
                Math.min(least, json.readTree(rows.getString(1)).path("globalIndex").asLong(-1));
          return least;
        });
  }

  private void nothingIsLostOrDoubled(TestDatabase database) {
    Map<String, long[]> keys =
        ask(
            database,
            """
            select key, first_position, last_position from journal.idempotency
            where key like '%several-nodes-%'
            """,
            rows -> {
              Map<String, long[]> found = new HashMap<>();
              while (rows.next())
                found.put(rows.getString(1), new long[] {rows.getLong(2), rows.getLong(3)});
              return found;
            });
    assertThat(keys).hasSameSizeAs(recorded.keySet());
    Map<Long, String> streams =
        ask(
            database,
            "select position, stream from journal.event where stream like"
                + " 'household/410185100901%'",
            rows -> {
              Map<Long, String> found = new HashMap<>();
              while (rows.next()) found.put(rows.getLong(1), rows.getString(2));
              return found;
            });
    Set<Long> positions = new HashSet<>();
    for (Recorded each : recorded.values())
      for (long position = each.first(); position <= each.last(); position++) {
        assertThat(streams).containsEntry(position, each.stream());
        assertThat(positions.add(position)).as("position %d", position).isTrue();
      }
    Set<String> ordered = new HashSet<>();
    recorded.values().forEach(each -> ordered.add(each.stream()));
    assertThat(streams.values().stream().filter(ordered::contains)).hasSize(positions.size());
    assertThat(
            new Fsck(
                    database.reader(),
                    new FactCodec(Ledger.published()),
                    List.of(LOG.verifierKey()))
                .check(null, (_, _) -> {})
                .findings())
        .isEmpty();
  }

  /** Reads the whole log from the node, as anybody may. */
  private String verifier(LedgerProcess node) throws IOException, InterruptedException {
    AuditorsVerifier.Verdict verdict =
        AuditorsVerifier.run(
            folder, node.address() + "/log", "--vkey", LOG.verifierKey().toString());
    assertThat(verdict.status()).as(verdict.said()).isZero();
    return verdict.said();
  }
}
