package org.sunshineledger.api.feeds;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.sunshineledger.api.security.Account;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.ledger.journal.Journal;
import org.sunshineledger.ledger.journal.JournalUnavailable;

/**
 * The facts for machines, as CloudEvents: a page at a time, or all of them in one stream, from any
 * position on. A reader gets what he may see, the public facts at least, and nothing else.
 */
@Controller
final class FactStreamDoor {

  private static final MediaType BATCH =
      new MediaType("application", "cloudevents-batch+json", UTF_8);
  private static final MediaType LINES = new MediaType("application", "x-ndjson", UTF_8);

  /** Where a reader goes on. */
  private static final String NEXT = "Sunshine-Next-Position";

  private static final int LISTED = 256;
  private static final int LISTED_AT_MOST = 1_000;

  /** Facts that are looked through for a page, most of which its reader may not see. */
  private static final int LOOKED_THROUGH = 4_096;

  /** A page with more bytes than this ends. */
  private static final int LARGEST_PAGE = 1 << 22;

  private final ReadableFacts facts;
  private final Listeners listeners;
  private final Growth growth;
  private final Journal journal;

  FactStreamDoor(ReadableFacts facts, Listeners listeners, Growth growth, Journal journal) {
    this.facts = facts;
    this.listeners = listeners;
    this.growth = growth;
    this.journal = journal;
  }

  /**
   * @param from the first position
   * @param limit events of a page
   * @param format {@code ndjson} for who cannot send a header
   * @param follow whether the stream stays open at the end of the log and goes on
   */
  @GetMapping("/log/events")
  void events(
      @RequestParam(defaultValue = "0") long from,
      @RequestParam(required = false) @Nullable Integer limit,
      @RequestParam(defaultValue = "") String format,
      @RequestParam(defaultValue = "false") boolean follow,
      @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept,
      @AuthenticationPrincipal @Nullable Account account,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException, InterruptedException, HttpMediaTypeNotAcceptableException {
    long size = journal.size();
    if (from < 0 || from > size) throw Faulty.malformed("from", "0–" + size);
    if (!format.isEmpty() && !format.equals("ndjson")) throw Faulty.malformed("format", "ndjson");
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
    if (!format.isEmpty() || wants(LINES, accept)) {
      if (limit != null) throw Faulty.malformed("limit", "");
      try (Listeners.Seat _ = listeners.take(request.getRemoteAddr())) {
        // Who asks for the head only would wait for an end that never comes.
        boolean goesOn = follow && !request.getMethod().equals("HEAD");
        stream(facts.reading(account, from), size, goesOn, response);
      }
      return;
    }
    if (follow) throw Faulty.malformed("follow", LINES.toString());
    if (!wantsAPage(accept)) throw new HttpMediaTypeNotAcceptableException(List.of(BATCH, LINES));
    page(facts.reading(account, from), bounded(limit), size, response);
  }

  private static boolean wants(MediaType type, @Nullable String accept) {
    return accept != null && accept.contains(type.getType() + "/" + type.getSubtype());
  }

  private static boolean wantsAPage(@Nullable String accept) {
    return accept == null
        || wants(BATCH, accept)
        || wants(MediaType.APPLICATION_JSON, accept)
        || accept.contains("*/*");
  }

  private static int bounded(@Nullable Integer limit) {
    if (limit == null) return LISTED;
    if (limit < 1 || limit > LISTED_AT_MOST) throw Faulty.malformed("limit", "1–" + LISTED_AT_MOST);
    return limit;
  }

  private static void page(
      ReadableFacts.Reading reading, int limit, long size, HttpServletResponse response)
      throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    long until = Math.min(size, reading.position() + LOOKED_THROUGH);
    body.write('[');
    int events = 0;
    while (events < limit && body.size() < LARGEST_PAGE && reading.position() < until) {
      byte @Nullable [] event = reading.next(until);
      if (event == null) continue;
      if (events++ > 0) body.write(',');
      body.write(event);
    }
    body.write(']');
    reading.done();
    response.setContentType(BATCH.toString());
    response.setHeader(NEXT, Long.toString(reading.position()));
    if (reading.position() < size)
      response.setHeader(
          HttpHeaders.LINK,
          "</log/events?from=%d&limit=%d>; rel=\"next\"".formatted(reading.position(), limit));
    response.setContentLength(body.size());
    body.writeTo(response.getOutputStream());
  }

  private void stream(
      ReadableFacts.Reading reading, long size, boolean follow, HttpServletResponse response)
      throws IOException, InterruptedException {
    response.setContentType(LINES.toString());
    response.setHeader("X-Accel-Buffering", "no");
    if (!follow) response.setHeader(NEXT, Long.toString(size));
    response.flushBuffer();
    OutputStream out = response.getOutputStream();
    Heartbeat heartbeat = listeners.heartbeat();
    try {
      long until = size;
      while (true) {
        while (reading.position() < until && !listeners.areLeaving()) {
          byte @Nullable [] event = reading.next(until);
          if (event == null) continue;
          out.write(event);
          out.write('\n');
          heartbeat.written();
        }
        if (!follow || listeners.areLeaving()) return;
        if (heartbeat.isDue()) {
          // No news for him: an empty line, which readers of lines of JSON skip.
          out.write('\n');
          heartbeat.written();
        }
        response.flushBuffer();
        until = growth.awaitMoreThan(until, heartbeat.left());
      }
    } catch (IOException | JournalUnavailable gone) {
      if (!follow) throw gone;
    } finally {
      reading.done();
    }
  }
}
