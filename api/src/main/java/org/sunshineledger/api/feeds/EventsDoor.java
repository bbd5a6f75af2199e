package org.sunshineledger.api.feeds;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.journal.Journal;
import org.sunshineledger.ledger.journal.JournalUnavailable;
import org.sunshineledger.projections.region.RegionTree;
import org.sunshineledger.projections.region.Regions;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is posted, announced and closed in a region, told as it is recorded: server-sent events.
 * Each listener has a virtual thread of its own, which blocks while he does not read; after the
 * server's time for writing he is dropped, and comes back with the last position he has seen.
 */
@Controller
final class EventsDoor {

  private static final byte[] NO_NEWS = ":\n\n".getBytes(UTF_8);

  /** Milliseconds after which a browser that lost the connection asks again. */
  private static final byte[] BEGINNING = "retry: 5000\n\n".getBytes(UTF_8);

  private final NewNotices notices;
  private final Listeners listeners;
  private final Regions regions;
  private final Journal journal;
  private final JsonMapper json;
  private final Clock clock;

  EventsDoor(
      NewNotices notices,
      Listeners listeners,
      Regions regions,
      Journal journal,
      JsonMapper json,
      Clock clock) {
    this.notices = notices;
    this.listeners = listeners;
    this.regions = regions;
    this.journal = journal;
    this.json = json;
    this.clock = clock;
  }

  /**
   * @param last the position after which the listener wants to hear; from now on when left out
   * @param after the same for who cannot send a header
   */
  @GetMapping("/boards/{region}/events")
  void listen(
      @PathVariable RegionCode region,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable Long last,
      @RequestParam(required = false) @Nullable Long after,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException, InterruptedException {
    if (tree().node(region).isEmpty()) throw Faulty.of(Fault.UNKNOWN_PLACE, region.code());
    long next = next(last == null ? after : last);
    try (Listeners.Seat _ = listeners.take(request.getRemoteAddr())) {
      response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
      response.setCharacterEncoding(UTF_8.name());
      response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
      // A proxy that gathers answers would keep the news to itself.
      response.setHeader("X-Accel-Buffering", "no");
      // Who asks for the head only would wait for an end that never comes.
      if (request.getMethod().equals("HEAD")) return;
      OutputStream out = response.getOutputStream();
      out.write(BEGINNING);
      response.flushBuffer();
      tell(region, next, out, response);
    }
  }

  private long next(@Nullable Long last) {
    if (last == null) return notices.reached();
    if (last < -1 || last >= Math.max(journal.size(), 1))
      throw Faulty.malformed("Last-Event-ID", "");
    return last + 1;
  }

  private void tell(RegionCode region, long from, OutputStream out, HttpServletResponse response)
      throws InterruptedException {
    long next = from;
    Heartbeat heartbeat = listeners.heartbeat();
    try {
      while (!listeners.areLeaving()) {
        NewNotices.Stretch stretch = notices.from(next);
        RegionTree tree = tree();
        boolean told = false;
        for (Told each : stretch.news())
          if (each.concerns(region, tree)) {
            write(each, out);
            told = true;
          }
        if (!told && heartbeat.isDue()) {
          out.write(NO_NEWS);
          told = true;
        }
        if (told) {
          response.flushBuffer();
          heartbeat.written();
        }
        if (stretch.next() > next) next = stretch.next();
        else notices.await(next, heartbeat.left());
      }
    } catch (IOException | JournalUnavailable gone) {
      // Nobody reads any more, or nothing can be read: he comes back with his last position.
    }
  }

  private void write(Told told, OutputStream out) throws IOException {
    out.write("id: %d\nevent: %s\ndata: ".formatted(told.position(), told.type()).getBytes(UTF_8));
    out.write(json.writeValueAsBytes(told));
    out.write("\n\n".getBytes(UTF_8));
  }

  private RegionTree tree() {
    return regions.on(LocalDate.now(clock));
  }
}
