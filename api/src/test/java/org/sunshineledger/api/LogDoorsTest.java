package org.sunshineledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.sunshineledger.ledger.duty.OfficerOrder.RegisterOfficer;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.log.CompactRange;
import org.sunshineledger.ledger.log.ConsistencyProof;
import org.sunshineledger.ledger.log.EntryBundle;
import org.sunshineledger.ledger.log.InclusionProof;
import org.sunshineledger.ledger.log.MerkleTree;
import org.sunshineledger.ledger.log.note.Checkpoint;
import org.sunshineledger.ledger.log.note.SignedNote;
import org.sunshineledger.ledger.log.note.TlogProof;
import org.sunshineledger.ledger.log.note.VerifierKey;
import org.sunshineledger.ledger.log.seal.TransparencyLog;
import tools.jackson.databind.JsonNode;

/** Read as somebody reads it who knows the addresses, the key and the standard only. */
@DisplayName("防篡改日志的门")
class LogDoorsTest extends OpenDoors {

  private static final int FULL = 256;

  @Autowired private TransparencyLog log;

  /** More than fill a tile. */
  @BeforeEach
  void everythingIsSealed() {
    if (ledger.journal().size() < 2 * FULL)
      ledger
          .orders()
          .together(
              null,
              batch -> {
                for (int i = 0; i < 2 * FULL; i++)
                  batch.submit(
                      new RegisterOfficer(new OfficerId("LOG-%03d".formatted(i)), "某某"),
                      TownOnTheLedger.act());
              });
    Awaitility.await().until(() -> log.size() == ledger.journal().size());
  }

  private byte[] bytes(String path) {
    HttpResponse<byte[]> answer = raw(to(path));
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return answer.body();
  }

  private Checkpoint checkpoint() {
    SignedNote note = SignedNote.parse(bytes("/log/checkpoint"));
    List<VerifierKey> keys =
        new String(bytes("/log/vkey"), StandardCharsets.UTF_8)
            .lines()
            .map(VerifierKey::parse)
            .toList();
    assertThat(note.verify(keys)).hasSize(keys.size());
    return Checkpoint.parse(note.text());
  }

  private List<byte[]> entries(long size) {
    List<byte[]> entries = new ArrayList<>();
    for (long n = 0; n * FULL < size; n++)
      entries.addAll(
          EntryBundle.decode(
              bytes("/log/tile/entries/%03d%s".formatted(n, partial(size - n * FULL)))));
    return entries;
  }

  private static String partial(long left) {
    return left >= FULL ? "" : ".p/" + left;
  }

  @Test
  void theCheckpointIsTheRootOfTheEntries() {
    Checkpoint checkpoint = checkpoint();
    CompactRange tree = new CompactRange();
    for (byte[] entry : entries(checkpoint.size())) tree.append(MerkleTree.leafHash(entry));

    assertThat(tree.head()).isEqualTo(checkpoint.head());
    assertThat(checkpoint.size()).isEqualTo(ledger.journal().size());
  }

  @Test
  void aTileHoldsTheHashesOfItsBundle() {
    byte[] tile = bytes("/log/tile/0/000");
    List<byte[]> entries = EntryBundle.decode(bytes("/log/tile/entries/000"));

    assertThat(tile).hasSize(FULL * MerkleTree.HASH_BYTES);
    for (int i = 0; i < FULL; i++)
      assertThat(
              Arrays.copyOfRange(tile, i * MerkleTree.HASH_BYTES, (i + 1) * MerkleTree.HASH_BYTES))
          .as("hash %d", i)
          .isEqualTo(MerkleTree.leafHash(entries.get(i)));
  }

  @Test
  void theProofFileOfAnyFactProvesItsEntry() {
    Checkpoint checkpoint = checkpoint();
    List<byte[]> entries = entries(checkpoint.size());

    for (long position : List.of(0L, 1L, 255L, 256L, checkpoint.size() - 1)) {
      TlogProof proof = TlogProof.parse(bytes("/log/proofs/%d.tlog-proof".formatted(position)));
      byte[] entry = entries.get(Math.toIntExact(position));
      assertThat(proof.proves(MerkleTree.leafHash(entry))).as("of %d", position).isTrue();
      entry[entry.length - 2] ^= 1;
      assertThat(proof.proves(MerkleTree.leafHash(entry))).as("of another").isFalse();
    }
  }

  @Test
  void anyTwoSizesAreProvenConsistentAndAnyFactIsInEither() {
    JsonNode consistency = json(data("/log/consistency?from=100&to=300"));
    ConsistencyProof proof = new ConsistencyProof(100, 300, hashes(consistency));

    assertThat(proof.proves(hash(consistency, "fromRoot"), hash(consistency, "toRoot"))).isTrue();
    assertThat(proof.proves(hash(consistency, "toRoot"), hash(consistency, "fromRoot"))).isFalse();

    JsonNode inclusion = json(data("/log/inclusion/99?size=100"));
    byte[] entry = EntryBundle.decode(bytes("/log/tile/entries/000")).get(99);
    assertThat(hash(inclusion, "root")).isEqualTo(hash(consistency, "fromRoot"));
    assertThat(
            new InclusionProof(99, 100, hashes(inclusion))
                .proves(MerkleTree.leafHash(entry), hash(inclusion, "root")))
        .isTrue();
  }

  private static byte[] hash(JsonNode proof, String name) {
    return Base64.getDecoder().decode(proof.path(name).asString());
  }

  private static List<byte[]> hashes(JsonNode proof) {
    return proof
        .path("hashes")
        .valueStream()
        .map(each -> Base64.getDecoder().decode(each.asString()))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "/log/checkpoint, text/plain;charset=UTF-8, 'max-age=1, public'",
    "/log/tile/0/000, application/octet-stream, 'max-age=31536000, public, immutable'",
    "/log/tile/entries/000, application/octet-stream, 'max-age=31536000, public, immutable'"
  })
  void isKeptByOthersAsLongAsItHolds(String path, String type, String cached) {
    var headers = raw(to(path)).headers();

    assertThat(headers.firstValue("Content-Type").orElse("").replace(" ", ""))
        .isEqualToIgnoringCase(type);
    assertThat(headers.allValues("Cache-Control")).containsExactly(cached);
    assertThat(headers.firstValue("Set-Cookie")).isEmpty();
  }

  @Test
  void bundlesAreSentCompressedToThoseWhoTakeThat() throws IOException {
    HttpResponse<byte[]> zipped =
        raw(to("/log/tile/entries/000").header("Accept-Encoding", "gzip"));

    assertThat(zipped.headers().firstValue("Content-Encoding")).contains("gzip");
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(zipped.body()))) {
      assertThat(in.readAllBytes()).isEqualTo(bytes("/log/tile/entries/000"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/log/tile/0/0",
        "/log/tile/-1/000",
        "/log/tile/0/000.p/0",
        "/log/tile/0/000.p/256",
        "/log/tile/entries/x",
        "/log/tile/data/000",
        "/log/inclusion/5?size=5",
        "/log/inclusion/0?size=99999999",
        "/log/consistency?from=3&to=2",
        "/log/consistency?from=-1&to=2",
        "/log/inclusion/x?size=1",
        "/log/consistency"
      })
  void whatIsNoAddressOfTheStandardIsMalformed(String path) {
    assertThat(problem(send(to(path)))).isEqualTo("400 MALFORMED");
  }

  @ParameterizedTest
  @CsvSource({
    "/log/tile/0/x099/999, 404 UNKNOWN_ADDRESS",
    "/log/tile/entries/999, 404 UNKNOWN_ADDRESS",
    "/log/tile/7/000, 404 UNKNOWN_ADDRESS",
    "/log/proofs/99999999.tlog-proof, 404 UNKNOWN_FACT",
    "/log/proofs/-1.tlog-proof, 404 UNKNOWN_FACT"
  })
  void whatNoCheckpointCoversIsNotThere(String path, String problem) {
    assertThat(problem(send(to(path)))).isEqualTo(problem);
  }

  @Test
  void everyPageSaysWhatIsSealedAndThatNobodyOutsideHasSeenIt() {
    Checkpoint checkpoint = checkpoint();

    assertThat(page("/funds").body())
        .contains("已封存前 %,d 条".formatted(checkpoint.size()))
        .contains("未见证")
        .doesNotContain("未封存");
    assertThat(page("/log/facts/3").body()).contains("/log/proofs/3.tlog-proof");
    assertThat(json(data("/funds")).at("/checkpoint/root").asString())
        .isEqualTo(checkpoint.head().rootHash());
  }
}
