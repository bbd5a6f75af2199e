package org.sunshineledger.api.board;

import io.nayuki.qrcodegen.QrCode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriComponentsBuilder;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.log.seal.TransparencyLog;
import org.sunshineledger.projections.board.BoardQuery;

/**
 * 扫码核验: the code on a printed board or notice. It leads to the board of that day, or to the notice,
 * and carries the size and the root of the log that are printed beside it, so that the reader's
 * browser can tell whether the paper and the log of today are of one history.
 */
@RestController
final class QrCodeDoor {

  private static final MediaType SVG = MediaType.valueOf("image/svg+xml");
  private static final CacheControl LONG = CacheControl.maxAge(Duration.ofDays(1)).cachePublic();

  /** White around it, in modules, that a reader needs to find it. */
  private static final int MARGIN = 4;

  private final TransparencyLog log;
  private final BoardQuery boards;
  private final Clock clock;

  QrCodeDoor(TransparencyLog log, BoardQuery boards, Clock clock) {
    this.log = log;
    this.boards = boards;
    this.clock = clock;
  }

  /**
   * @param size of the log that is printed beside it, at most what is sealed
   */
  @GetMapping("/boards/{region}/qr.svg")
  ResponseEntity<byte[]> code(
      @PathVariable RegionCode region, @RequestParam LocalDate asOf, @RequestParam long size) {
    if (asOf.isAfter(LocalDate.now(clock))) throw Faulty.malformed("asOf", asOf.toString());
    return leadingTo(
        here().path("/boards/" + region.code()).queryParam("asOf", asOf.toString()), size);
  }

  /**
   * @param size of the log that is printed beside it, at most what is sealed
   */
  @GetMapping("/notices/{notice}/qr.svg")
  ResponseEntity<byte[]> ofNotice(@PathVariable NoticeId notice, @RequestParam long size) {
    if (boards.notice(notice).isEmpty()) throw Faulty.of(Fault.UNKNOWN_SUBJECT, notice.number());
    return leadingTo(here().path("/notices/" + notice.number()), size);
  }

  private static UriComponentsBuilder here() {
    return ServletUriComponentsBuilder.fromCurrentContextPath();
  }

  private ResponseEntity<byte[]> leadingTo(UriComponentsBuilder page, long size) {
    if (size < 1 || size > log.size()) throw Faulty.malformed("size", Long.toString(size));
    // Behind the number sign nothing is sent to the server: what is printed is checked by whoever
    // scans it, with "-" and "_" as a number sign allows.
    String root = log.head(size).rootHash().replace('+', '-').replace('/', '_').replace("=", "");
    String address = page.fragment("verify=" + size + "." + root).build().toUriString();
    return ResponseEntity.ok()
        .cacheControl(LONG)
        .contentType(SVG)
        .body(svg(QrCode.encodeText(address, QrCode.Ecc.MEDIUM)).getBytes(StandardCharsets.UTF_8));
  }

  private static String svg(QrCode code) {
    int width = code.size + 2 * MARGIN;
    StringBuilder modules = new StringBuilder();
    for (int y = 0; y < code.size; y++)
      for (int x = 0; x < code.size; x++)
        if (code.getModule(x, y))
          modules.append('M').append(x + MARGIN).append(',').append(y + MARGIN).append("h1v1h-1z");
    return """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" shape-rendering="crispEdges">\
    <rect width="100%%" height="100%%" fill="#fff"/><path d="%s" fill="#000"/></svg>
    """
        .formatted(width, width, modules);
  }
}
