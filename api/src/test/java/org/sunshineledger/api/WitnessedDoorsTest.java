package org.sunshineledger.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.sunshineledger.api.witness.WitnessProgram;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.log.MerkleTree;
import org.sunshineledger.ledger.log.TreeHead;
import org.sunshineledger.ledger.log.note.AddCheckpoint;
import org.sunshineledger.ledger.log.note.Checkpoint;
import org.sunshineledger.ledger.log.note.KeyType;
import org.sunshineledger.ledger.log.note.SignedNote;
import org.sunshineledger.ledger.log.note.SigningKey;
import org.sunshineledger.ledger.log.note.TlogProof;
import org.sunshineledger.ledger.log.note.TrustPolicy;
import org.sunshineledger.ledger.log.seal.TransparencyLog;
import tools.jackson.databind.JsonNode;

/** The program as ledger and, beside it, as its witness. */
@DisplayName("有人见证的账本")
@DirtiesContext
class WitnessedDoorsTest extends OpenDoors {

  private static final String ORIGIN = "ledger.example.cn/witnessed";
  private static final SigningKey LOG = SigningKey.make(ORIGIN, KeyType.LOG, new SecureRandom());
  private static final ConfigurableApplicationContext WITNESS = witness();
  private static final String POLICY = policy();

  @Autowired private TransparencyLog log;

  private static ConfigurableApplicationContext witness() {
    try {
      Path home = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "witness-home-");
      Path logs =
          Files.writeString(
              home.resolve("logs"), "log %s\nquorum none\n".formatted(LOG.verifierKey()));
      return WitnessProgram.run(
          "witness",
          "--server.port=0",
          "--ledger.home=" + home,
          "--LEDGER_WITNESS_LOGS=" + logs,
          "--LEDGER_WITNESS_NAME=audit.example.cn/witness",
          "--LEDGER_WITNESS_ML_DSA=true");
    } catch (IOException e) {
      throw new AssertionError("no witness", e);
    }
  }

  private static URI ofWitness(String path) {
    int port =
        Objects.requireNonNull(((WebServerApplicationContext) WITNESS).getWebServer()).getPort();
    return URI.create("http://127.0.0.1:%d%s".formatted(port, path));
  }

  private static String policy() {
    List<String> keys = keysOfWitness();
    return "log %s\nwitness 审计局 %s %s\nwitness 审计局-抗量子 %s %s\ngroup 监督 all 审计局 审计局-抗量子\nquorum 监督\n"
        .formatted(LOG.verifierKey(), keys.get(0), ofWitness(""), keys.get(1), ofWitness(""));
  }

  private static List<String> keysOfWitness() {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(ofWitness("/vkey")).build(),
              HttpResponse.BodyHandlers.ofString())
          .body()
          .lines()
          .toList();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("the witness does not answer", e);
    }
  }

  @DynamicPropertySource
  static void witnessed(DynamicPropertyRegistry properties) throws IOException {
    Path policy = Files.createTempFile(Path.of("target").toAbsolutePath(), "policy-", "");
    Files.writeString(policy, POLICY);
    properties.add("LEDGER_LOG_KEY", LOG::secret);
    properties.add("LEDGER_LOG_POLICY", policy::toString);
  }

  @BeforeEach
  void everythingIsWitnessed() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() ->
            log.size() == ledger.journal().size()
                && log.testimony().orElseThrow().size() == log.size());
  }

  @AfterAll
  static void close() {
    WITNESS.close();
  }

  private HttpResponse<String> witness(String path) {
    return send(HttpRequest.newBuilder(ofWitness(path)).header("Accept", "text/html"));
  }

  @Test
  void theCheckpointTheProofAndThePolicyAgree() {
    TrustPolicy policy = TrustPolicy.parse(raw(to("/log/policy")).body());
    SignedNote checkpoint = SignedNote.parse(raw(to("/log/checkpoint")).body());
    TlogProof proof = TlogProof.parse(raw(to("/log/proofs/3.tlog-proof")).body());

    assertThat(policy.judge(checkpoint).witnesses()).containsExactlyInAnyOrder("审计局", "审计局-抗量子");
    assertThat(policy.judge(checkpoint).quorum()).isTrue();
    assertThat(policy.judge(proof.checkpoint()).quorum()).isTrue();
    assertThat(proof.proves(MerkleTree.leafHash(ledger.journal().read(3, 1).getFirst().entry())))
        .isTrue();
  }

  @Test
  void everyPageSaysWhoWitnessesAndHowFar() {
    String size = "%,d".formatted(log.size());
    assertThat(page("/").body()).contains("前 %s 条已见证：审计局".formatted(size)).doesNotContain("未见证");
    assertThat(page("/?lang=en").body()).contains("first %s witnessed by".formatted(size));
    JsonNode checkpoint = json(data("/")).at("/checkpoint");
    assertThat(checkpoint.at("/witnessed").asLong()).isEqualTo(log.size());
    assertThat(checkpoint.at("/witnesses")).hasSize(2);
    assertThat(checkpoint.at("/unwitnessedSince").isNull()).isTrue();
  }

  @Test
  void healthNamesTheWitnesses() {
    JsonNode health =
        json(send(as("admin", to("/actuator/health").header("Accept", "application/json"))));
    assertThat(health.at("/components/log/details/witnessed").asLong()).isEqualTo(log.size());
    assertThat(health.at("/components/log/details/witnesses/0/names")).hasSize(2);
  }

  @Test
  void theWitnessShowsWhatItHasCosigned() {
    String address = "/" + Sha256.of(ORIGIN.getBytes(UTF_8)) + "/checkpoint";
    HttpResponse<byte[]> shown = raw(HttpRequest.newBuilder(ofWitness(address)));
    assertThat(shown.headers().firstValue("Content-Type")).hasValue("text/plain;charset=UTF-8");
    SignedNote note = SignedNote.parse(shown.body());
    assertThat(Checkpoint.parse(note.text()).size()).isEqualTo(log.size());
    assertThat(TrustPolicy.parse(POLICY.getBytes(UTF_8)).judge(note).quorum()).isTrue();

    assertThat(witness("/").body())
        .contains("见证人")
        .contains(ORIGIN)
        .contains("%,d".formatted(log.size()))
        .contains(address)
        .doesNotContain("??");
    assertThat(witness("/?lang=en").body()).contains("Logs that are witnessed");
    JsonNode page = json(send(HttpRequest.newBuilder(ofWitness("/"))));
    assertThat(page.at("/logs/0/size").asLong()).isEqualTo(log.size());
    assertThat(page.at("/logs/0/forks").asLong()).isZero();
  }

  private HttpResponse<String> add(byte[] body) {
    return send(
        HttpRequest.newBuilder(ofWitness("/add-checkpoint"))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
  }

  private void assertProblem(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    JsonNode problem = json(answer);
    assertThat(problem.at("/code").asString()).isEqualTo(code);
    assertThat(problem.at("/title").asString()).isNotBlank().doesNotContain("witness.");
    assertThat(problem.at("/remedy").asString()).isNotBlank();
  }

  @Test
  void theWitnessAnswersWithTheStatusesOfTheStandard() {
    SignedNote checkpoint = SignedNote.parse(raw(to("/log/checkpoint")).body());
    long size = log.size();
    HttpResponse<String> again = add(new AddCheckpoint(size, List.of(), checkpoint).bytes());
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.body().lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith("— audit.example.cn/witness "));

    HttpResponse<String> conflict = add(new AddCheckpoint(1, List.of(), checkpoint).bytes());
    assertThat(conflict.statusCode()).isEqualTo(409);
    assertThat(conflict.headers().firstValue("Content-Type")).hasValue("text/x.tlog.size");
    assertThat(conflict.body()).isEqualTo(size + "\n");

    assertProblem(add("nonsense".getBytes(UTF_8)), 400, "MALFORMED");
    assertProblem(add(new byte[1_000_001]), 400, "MALFORMED");
    SigningKey stranger = SigningKey.make(ORIGIN, KeyType.LOG, new SecureRandom());
    assertProblem(add(signed(stranger, size)), 403, "NOT_SIGNED");
    SigningKey other = SigningKey.make("other.example.cn", KeyType.LOG, new SecureRandom());
    assertProblem(add(signed(other, size)), 404, "UNKNOWN_LOG");
    assertProblem(add(signed(LOG, size + 1)), 422, "NOT_CONSISTENT");
    assertProblem(send(HttpRequest.newBuilder(ofWitness("/nowhere"))), 404, "NOT_HERE");
    assertProblem(send(HttpRequest.newBuilder(ofWitness("/00/checkpoint"))), 404, "UNKNOWN_LOG");
  }

  /** One that does not go on from what was cosigned. */
  private byte[] signed(SigningKey key, long size) {
    String text =
        new Checkpoint(key.verifierKey().name(), new TreeHead(size, log.head(1).rootHash())).text();
    return new AddCheckpoint(log.size(), List.of(), new SignedNote(text, List.of(key.sign(text))))
        .bytes();
  }
}
