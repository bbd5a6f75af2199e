package org.sunshineledger.api.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.ledger.log.ConsistencyProof;
import org.sunshineledger.ledger.log.InclusionProof;
import org.sunshineledger.ledger.log.TilePath;
import org.sunshineledger.ledger.log.note.SignedNote;
import org.sunshineledger.ledger.log.note.VerifierKey;
import org.sunshineledger.ledger.log.seal.TransparencyLog;

/**
 * The log as C2SP tlog-tiles has it, to be read by anybody's client, and proofs for those who have
 * none. Nothing here depends on who reads.
 */
@RestController
final class LogDoors {

  private static final String TILES = "/log/tile/";

  /** What a checkpoint, and so a proof, may be old: the next comes within a second of a fact. */
  private static final CacheControl BRIEFLY =
      CacheControl.maxAge(Duration.ofSeconds(1)).cachePublic();

  private static final CacheControl FOR_EVER =
      CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

  private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, UTF_8);

  private final TransparencyLog log;
  private final Oversight oversight;

  LogDoors(TransparencyLog log, Oversight oversight) {
    this.log = log;
    this.oversight = oversight;
  }

  /** As long as a quorum of witnesses is there, the newest that it has cosigned. */
  @GetMapping("/log/checkpoint")
  ResponseEntity<byte[]> checkpoint() {
    return ResponseEntity.ok().cacheControl(BRIEFLY).contentType(TEXT).body(newest().bytes());
  }

  /** One key a line, the current one first. */
  @GetMapping("/log/vkey")
  ResponseEntity<byte[]> verifierKeys() {
    StringBuilder lines = new StringBuilder();
    for (VerifierKey key : log.verifierKeys()) lines.append(key).append('\n');
    return ResponseEntity.ok()
        .cacheControl(BRIEFLY)
        .contentType(TEXT)
        .body(lines.toString().getBytes(UTF_8));
  }

  /** Who witnesses this log and how many are enough, as the log itself sees it. */
  @GetMapping("/log/policy")
  ResponseEntity<byte[]> policy() {
    String policy = oversight.text();
    if (policy == null) throw Faulty.of(Fault.UNKNOWN_ADDRESS, "policy");
    return ResponseEntity.ok().cacheControl(BRIEFLY).contentType(TEXT).body(policy.getBytes(UTF_8));
  }

  /** Tiles of hashes and bundles of entries, which never change. */
  @GetMapping("/log/tile/**")
  ResponseEntity<byte[]> tile(
      HttpServletRequest request,
      @RequestHeader(value = HttpHeaders.ACCEPT_ENCODING, required = false)
          @Nullable String accepted) {
    String asked = request.getRequestURI().substring(TILES.length());
    TilePath path = asked("tile", () -> TilePath.parse("tile/" + asked));
    byte[] bytes =
        log.tile(path).orElseThrow(() -> Faulty.of(Fault.UNKNOWN_ADDRESS, "tile/" + asked));
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.ok().cacheControl(FOR_EVER).contentType(MediaType.APPLICATION_OCTET_STREAM);
    // Hashes cannot be made shorter.
    if (!path.isEntries()) return answer.body(bytes);
    answer.varyBy(HttpHeaders.ACCEPT_ENCODING);
    return accepted != null && accepted.contains("gzip")
        ? answer.header(HttpHeaders.CONTENT_ENCODING, "gzip").body(zipped(bytes))
        : answer.body(bytes);
  }

  /** The proof file of a fact: with its entry, all that is needed to check it offline. */
  @GetMapping("/log/proofs/{position}.tlog-proof")
  ResponseEntity<byte[]> proof(@PathVariable long position) {
    return ResponseEntity.ok()
        .cacheControl(BRIEFLY)
        .contentType(TEXT)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"%d.tlog-proof\"".formatted(position))
        .body(
            log.proof(position)
                .orElseThrow(() -> Faulty.of(Fault.UNKNOWN_FACT, Long.toString(position)))
                .bytes());
  }

  /**
   * A path of the tree.
   *
   * @param hashes base64 of 32 bytes each
   * @param root of the tree of {@code size}, base64
   */
  record Inclusion(long position, long size, String root, List<String> hashes) {}

  /** That the fact is in the log of that size. */
  @GetMapping("/log/inclusion/{position}")
  ResponseEntity<Inclusion> inclusion(@PathVariable long position, @RequestParam long size) {
    InclusionProof proof = asked("size", () -> log.inclusion(position, size));
    return ResponseEntity.ok()
        .cacheControl(FOR_EVER)
        .body(new Inclusion(position, size, log.head(size).rootHash(), base64(proof.hashes())));
  }

  /**
   * A path between two trees.
   *
   * @param fromRoot root of the smaller one, base64
   * @param toRoot root of the larger one, base64
   * @param hashes base64 of 32 bytes each
   */
  record Consistency(long from, long to, String fromRoot, String toRoot, List<String> hashes) {}

  /** That the log of one size is the beginning of the log of another. */
  @GetMapping("/log/consistency")
  ResponseEntity<Consistency> consistency(@RequestParam long from, @RequestParam long to) {
    ConsistencyProof proof = asked("from", () -> log.consistency(from, to));
    return ResponseEntity.ok()
        .cacheControl(FOR_EVER)
        .body(
            new Consistency(
                from,
                to,
                log.head(from).rootHash(),
                log.head(to).rootHash(),
                base64(proof.hashes())));
  }

  private SignedNote newest() {
    return log.published().orElseThrow(() -> Faulty.of(Fault.UNKNOWN_ADDRESS, "checkpoint"));
  }

  private static <T> T asked(String field, Supplier<T> asking) {
    try {
      return asking.get();
    } catch (IllegalArgumentException outside) {
      throw Faulty.malformed(field, "");
    }
  }

  private static List<String> base64(List<byte[]> hashes) {
    return hashes.stream().map(Base64.getEncoder()::encodeToString).toList();
  }

  private static byte[] zipped(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
