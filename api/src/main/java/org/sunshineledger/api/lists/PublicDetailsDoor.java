package org.sunshineledger.api.lists;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.ledger.fact.Visibility;
import org.sunshineledger.ledger.journal.FactCodec;
import org.sunshineledger.ledger.journal.Journal;
import org.sunshineledger.ledger.journal.StoredFact;
import org.sunshineledger.ledger.log.TilePath;
import org.sunshineledger.ledger.log.seal.TransparencyLog;

/**
 * What the public facts of a bundle of entries say, with the salts that prove it: the lines of
 * {@code details.tsv} in audit packages. An entry says nothing but that there was a fact; with this
 * anybody can make the public lists himself. A fact that is not here is restricted.
 */
@RestController
final class PublicDetailsDoor {

  private static final MediaType TABLE = new MediaType("text", "tab-separated-values", UTF_8);
  private static final CacheControl BRIEFLY =
      CacheControl.maxAge(Duration.ofSeconds(1)).cachePublic();
  private static final CacheControl LONG = CacheControl.maxAge(Duration.ofDays(1)).cachePublic();

  private final Journal journal;
  private final FactCodec codec;
  private final TransparencyLog log;

  PublicDetailsDoor(Journal journal, FactCodec codec, TransparencyLog log) {
    this.journal = journal;
    this.codec = codec;
    this.log = log;
  }

  /**
   * @param bundle index of the bundle of entries, from 0
   */
  @GetMapping("/log/details/{bundle}")
  ResponseEntity<byte[]> details(
      @PathVariable long bundle,
      @RequestHeader(value = HttpHeaders.ACCEPT_ENCODING, required = false)
          @Nullable String accepted) {
    long sealed = log.size();
    if (bundle < 0 || bundle > (sealed - 1) / TilePath.FULL || sealed == 0)
      throw Faulty.of(Fault.UNKNOWN_ADDRESS, "details/" + bundle);
    long first = bundle * TilePath.FULL;
    int width = (int) Math.min(TilePath.FULL, sealed - first);
    byte[] lines = lines(first, width);
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.ok()
            .cacheControl(width == TilePath.FULL ? LONG : BRIEFLY)
            .contentType(TABLE)
            .varyBy(HttpHeaders.ACCEPT_ENCODING);
    return accepted != null && accepted.contains("gzip")
        ? answer.header(HttpHeaders.CONTENT_ENCODING, "gzip").body(zipped(lines))
        : answer.body(lines);
  }

  private byte[] lines(long first, int width) {
    Base64.Encoder base64 = Base64.getEncoder();
    StringBuilder lines = new StringBuilder();
    for (StoredFact stored : journal.read(first, width))
      if (codec.decode(stored).event().visibility() == Visibility.PUBLIC)
        lines
            .append(stored.position())
            .append('\t')
            .append(base64.encodeToString(stored.salt()))
            .append('\t')
            .append(base64.encodeToString(stored.detail()))
            .append('\n');
    return lines.toString().getBytes(US_ASCII);
  }

  private static byte[] zipped(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 2);
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
