package org.sunshineledger.api.audit;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.sunshineledger.api.security.Account;
import org.sunshineledger.api.security.Readers;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.api.web.Moments;
import org.sunshineledger.api.web.Page;
import org.sunshineledger.api.web.Table;
import org.sunshineledger.ledger.fact.Actor;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.log.seal.TransparencyLog;
import org.sunshineledger.projections.view.FieldPath;
import org.sunshineledger.projections.view.Moment;
import org.sunshineledger.projections.view.Views;
import tools.jackson.databind.JsonNode;

/** 一个数的由来: which facts made a row, or a value in it, what it is. */
@Controller
final class WhyPage {

  private static final int LISTED_AT_MOST = 2_000;

  private final Views views;
  private final ReadableRows rows;
  private final TransparencyLog log;
  private final Readers readers;
  private final Moments moments;
  private final Clock clock;

  WhyPage(
      Views views,
      ReadableRows rows,
      TransparencyLog log,
      Readers readers,
      Moments moments,
      Clock clock) {
    this.views = views;
    this.rows = rows;
    this.log = log;
    this.readers = readers;
    this.moments = moments;
    this.clock = clock;
  }

  /**
   * One fact.
   *
   * @param actor who recorded it
   * @param address of its entry and its content
   * @param proof address of the proof file that it is in the log, or null until it is sealed
   */
  record Line(
      long position,
      String type,
      LocalDate occurredOn,
      Instant recordedAt,
      Actor actor,
      String address,
      @Nullable String proof,
      boolean synthetic) {}

  /**
   * @param views names of those there are
   * @param field path of the asked value, or empty for the whole row
   * @param knownAt null when everything recorded counts
   * @param position null when more than the first so many facts count
   * @param value what stands there at that moment, or null
   * @param facts number of all that are the reason; the last of them are listed
   * @param lines in the order in which they are folded
   */
  record Shown(
      List<String> views,
      String view,
      String key,
      String field,
      LocalDate asOf,
      @Nullable Instant knownAt,
      @Nullable Long position,
      @Nullable JsonNode value,
      int facts,
      List<Line> lines,
      boolean synthetic) {}

  /**
   * @param view none for an empty form
   * @param field path of one value; the whole row when left out
   * @param asOf the asked day; today when left out
   * @param knownAt what was recorded later does not count
   * @param position only so many facts count, the first of the log
   */
  @GetMapping("/audit/why")
  Page show(
      @RequestParam(defaultValue = "") String view,
      @RequestParam(defaultValue = "") String key,
      @RequestParam(defaultValue = "") String field,
      @RequestParam(required = false) @Nullable LocalDate asOf,
      @RequestParam(required = false) @Nullable Instant knownAt,
      @RequestParam(required = false) @Nullable Long position,
      @AuthenticationPrincipal Account account) {
    LocalDate day = asOf == null ? LocalDate.now(clock) : asOf;
    if (view.isEmpty())
      return new Page(
          "why",
          day,
          new Shown(
              views.names(), "", key, field, day, knownAt, position, null, 0, List.of(), false));
    rows.known(view);
    Moment moment = moments.of(day, knownAt, position);
    FieldPath path = path(field);
    rows.require(account, view, key, moment);
    readers.note(account, "why of %s %s".formatted(view, key));
    List<Long> why =
        field.isEmpty() ? views.why(view, key, moment) : views.why(view, key, path, moment);
    List<Line> lines = lines(why.subList(Math.max(0, why.size() - LISTED_AT_MOST), why.size()));
    return new Page(
            "why",
            day,
            new Shown(
                views.names(),
                view,
                key,
                field,
                day,
                knownAt,
                position,
                views.value(view, key, path, moment).orElse(null),
                why.size(),
                lines,
                lines.stream().anyMatch(Line::synthetic)))
        .with(Table.of("lines", Line.class, () -> all(why)));
  }

  /** Those that are not listed too, looked up some at a time while they are written. */
  private Iterator<Line> all(List<Long> why) {
    return IntStream.iterate(0, from -> from < why.size(), from -> from + LISTED_AT_MOST)
        .mapToObj(from -> why.subList(from, Math.min(why.size(), from + LISTED_AT_MOST)))
        .flatMap(some -> lines(some).stream())
        .iterator();
  }

  private static FieldPath path(String field) {
    try {
      return FieldPath.of(field);
    } catch (IllegalArgumentException _) {
      throw Faulty.malformed("field", field);
    }
  }

  private List<Line> lines(List<Long> positions) {
    Map<Long, Fact> facts = views.facts(positions);
    long sealed = log.size();
    return positions.stream()
        .map(position -> line(Objects.requireNonNull(facts.get(position)), sealed))
        .toList();
  }

  private static Line line(Fact fact, long sealed) {
    return new Line(
        fact.position(),
        fact.type(),
        fact.occurredOn(),
        fact.recordedAt(),
        fact.envelope().actor(),
        "/log/facts/" + fact.position(),
        fact.position() < sealed ? "/log/proofs/%d.tlog-proof".formatted(fact.position()) : null,
        fact.isSynthetic());
  }
}
