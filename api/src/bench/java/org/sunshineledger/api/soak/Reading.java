package org.sunshineledger.api.soak;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.sunshineledger.api.soak.Times.Group;

/** What is read by whoever needs no password: boards, days that are over, the log, news. */
final class Reading {

  static final String CITY = "410100";

  /** A board in JSON now and then, and else as a page. */
  private static final int DATA_EVERY = 10;

  /**
   * The county with most facts: most come to its board, of which a young page is given again. The
   * others go anywhere, and each of their pages is put together for them.
   */
  private static final String POPULAR = "410185";

  private static final int ANYWHERE_EVERY = 50;

  /** So many boards, on so many days: what a reader asks for again is kept by the program. */
  private static final int PAST_BOARDS = 16;

  private static final int VILLAGE_DIGITS = 12;

  private static final LocalDate FIRST_DAY = LocalDate.of(2014, 11, 1);
  private static final int PAST_DAYS = 23;
  private static final int LEAVES_A_TILE = 256;
  private static final Duration LISTENS = Duration.ofMinutes(3);
  private static final int PAGE_OF_FACTS = 64;

  private static final List<String> PAGES =
      List.of(
          "/",
          "/progress",
          "/progress/410185",
          "/funds",
          "/funds/ageing",
          "/projects",
          "/disclosures",
          "/mutual-aid",
          "/reconciliation",
          "/rules",
          "/tariffs",
          "/help",
          "/help/villager",
          "/help/glossary",
          "/openapi.json");

  private static final List<String> TABLES =
      List.of(
          "/progress?format=csv",
          "/funds?format=csv",
          "/disclosures?format=csv",
          "/reconciliation?format=csv");

  private static final List<String> OF_A_REGION =
      List.of("/feed.atom", "/feed.json", "/print", "/wall");

  private final Doors doors;
  private final List<String> regions = new ArrayList<>();
  private final List<String> notices;
  private final Map<String, String> tags = new ConcurrentHashMap<>();
  private final AtomicLong facts = new AtomicLong();
  private final AtomicLong told = new AtomicLong();
  private final AtomicLong streamed = new AtomicLong();
  private volatile long lastTold = -1;

  Reading(Doors doors) throws InterruptedException {
    this.doors = doors;
    List<String> counties = below(CITY);
    List<String> towns = new ArrayList<>();
    for (String county : counties) towns.addAll(below(county));
    regions.add(CITY);
    regions.addAll(counties);
    regions.addAll(towns);
    for (String town : towns) regions.addAll(below(town));
    this.notices = found("/boards/" + CITY, Pattern.compile("/notices/([0-9A-Z-]{4,40})\\b"));
  }

  /** The regions that a board leads down to. */
  private List<String> below(String region) throws InterruptedException {
    return found(
        "/boards/" + region,
        Pattern.compile("/boards/(%s\\d{2,3})\\b".formatted(region.replaceFirst("00$", ""))));
  }

  private List<String> found(String path, Pattern link) throws InterruptedException {
    String page = doors.ask(Group.WORK, "before", doors.page(path), 200).body();
    return link.matcher(page).results().map(each -> each.group(1)).distinct().toList();
  }

  List<String> regions() {
    return regions;
  }

  /** Those of a township. */
  List<String> villages(String township) {
    return regions.stream()
        .filter(each -> each.startsWith(township) && each.length() == VILLAGE_DIGITS)
        .toList();
  }

  /** So many facts there are at least, for whoever asks for one of them. */
  void reached(long size) {
    facts.set(size);
  }

  /** News that listeners were told. */
  long told() {
    return told.get();
  }

  /** Facts that came over the stream that is for machines. */
  long streamed() {
    return streamed.get();
  }

  void board(long number, long due) throws InterruptedException {
    String region = number % ANYWHERE_EVERY == 0 ? some(regions, number / ANYWHERE_EVERY) : POPULAR;
    String path = "/boards/" + region;
    HttpRequest.Builder request = number % DATA_EVERY == 0 ? doors.data(path) : doors.page(path);
    HttpResponse<String> _ = doors.ask(Group.BOARDS, "board", due, request, 200);
  }

  void pastDay(long number, long due) throws InterruptedException {
    LocalDate day = FIRST_DAY.plusMonths(Math.floorMod(number * 7, PAST_DAYS));
    String region = regions.get(Math.floorMod(number * 5, PAST_BOARDS));
    HttpResponse<String> _ =
        doors.ask(
            Group.OTHERS,
            "past day",
            due,
            doors.page("/boards/%s?asOf=%s".formatted(region, day)),
            200);
  }

  void page(long number, long due) throws InterruptedException {
    HttpResponse<String> _ =
        doors.ask(Group.OTHERS, "page", due, doors.page(some(PAGES, number)), 200);
  }

  void table(long number, long due) throws InterruptedException {
    HttpResponse<String> _ =
        doors.ask(Group.OTHERS, "table", due, doors.to(some(TABLES, number)), 200);
  }

  void notice(long number, long due) throws InterruptedException {
    String path = "/notices/" + some(notices, number) + (number % 4 == 0 ? "/print" : "");
    HttpResponse<String> _ = doors.ask(Group.OTHERS, "notice", due, doors.page(path), 200);
  }

  /** Feeds and sheets of a region; a feed as a reader asks who has seen it before. */
  void ofARegion(long number, long due) throws InterruptedException {
    String path = "/boards/%s%s".formatted(some(regions, number * 11), some(OF_A_REGION, number));
    HttpRequest.Builder request = doors.to(path);
    String tag = tags.get(path);
    if (tag != null) request.header("If-None-Match", tag);
    HttpResponse<String> answer = doors.ask(Group.OTHERS, "feed or sheet", due, request, 200, 304);
    answer.headers().firstValue("ETag").ifPresent(given -> tags.put(path, given));
  }

  void log(long number, long due) throws InterruptedException {
    long size = facts.get();
    long position = Math.floorMod(number * 104_729, size);
    long bundle = Math.floorMod(number * 31, size / LEAVES_A_TILE);
    String path =
        switch ((int) (number % 8)) {
          case 0 -> "/log/tile/0/" + tile(bundle);
          case 1 -> "/log/tile/entries/" + tile(bundle);
          case 2 -> "/log/facts/" + position;
          case 3 -> "/log/proofs/%d.tlog-proof".formatted(position);
          case 4 -> "/log/inclusion/%d?size=%d".formatted(position, size);
          case 5 -> "/log/consistency?from=%d&to=%d".formatted(position + 1, size);
          case 6 -> "/log/events?from=%d&limit=%d".formatted(position, PAGE_OF_FACTS);
          default -> "/log/checkpoint";
        };
    HttpRequest.Builder request =
        path.startsWith("/log/events")
            ? doors.to(path).header("Accept", "application/cloudevents-batch+json")
            : doors.to(path);
    HttpResponse<String> _ = doors.ask(Group.OTHERS, "log", due, request, 200);
  }

  /** As in tlog-tiles: groups of three digits. */
  private static String tile(long number) {
    return number < 1_000
        ? "%03d".formatted(number)
        : "x%03d/%03d".formatted(number / 1_000, number % 1_000);
  }

  /** Listens to the news of the city for a while, from where it stopped the last time. */
  void listen(Pace until) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        doors.to("/boards/%s/events".formatted(CITY)).header("Accept", "text/event-stream");
    if (lastTold >= 0) request.header("Last-Event-ID", String.valueOf(lastTold));
    follow(
        request,
        until,
        line -> {
          if (!line.startsWith("id: ")) return;
          long position = Long.parseLong(line.substring("id: ".length()));
          if (position <= lastTold)
            doors.times().unexpected("listener: %d after %d".formatted(position, lastTold));
          lastTold = position;
          long _ = told.incrementAndGet();
        });
  }

  /** Follows the facts as a machine does that wants all of them from now on. */
  void stream(Pace until) throws IOException, InterruptedException {
    follow(
        doors
            .to("/log/events?follow=true&from=" + facts.get())
            .header("Accept", "application/x-ndjson"),
        until,
        line -> {
          if (!line.isBlank()) {
            long _ = streamed.incrementAndGet();
          }
        });
  }

  private interface Line {
    void read(String line);
  }

  private void follow(HttpRequest.Builder request, Pace until, Line reader)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + LISTENS.toNanos();
    // It stays open for longer than any other answer may take.
    HttpResponse<InputStream> answer = doors.listen(request.timeout(LISTENS.multipliedBy(2)));
    doors.times().answered(Group.WORK, "listener", System.nanoTime());
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), UTF_8))) {
      if (answer.statusCode() != 200) {
        doors.times().unexpected("listener: " + answer.statusCode());
        return;
      }
      while (!until.isOver() && System.nanoTime() < end) {
        String line = lines.readLine();
        if (line == null) {
          doors.times().unexpected("listener: the program ended the stream");
          return;
        }
        reader.read(line);
      }
    }
  }

  static <T> T some(List<T> of, long number) {
    return of.get(Math.floorMod(number, of.size()));
  }
}
