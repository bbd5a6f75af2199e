package org.sunshineledger.api.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.sunshineledger.projections.view.Moment;

/**
 * Moments as addresses name them: a day, and how much was known, by the time of recording or by the
 * position in the log.
 */
@Component
public final class Moments {

  /** Of the request: how many facts counted, where its reader named so many. */
  static final String FIRST_FACTS = Moments.class.getName();

  private final LogSize logSize;
  private final HttpServletRequest request;

  /**
   * @param request the one at hand, whichever that is
   */
  Moments(LogSize logSize, HttpServletRequest request) {
    this.logSize = logSize;
    this.request = request;
  }

  /**
   * The moment of a page, which then says at its head how few facts count.
   *
   * @param knownAt what was recorded later does not count; null: everything counts
   * @param position only so many facts count, the first of the log; null: all
   * @throws Faulty with MALFORMED when both are given, or the log does not hold so many
   */
  public Moment of(LocalDate asOf, @Nullable Instant knownAt, @Nullable Long position) {
    Moment moment = oneOfSeveral(asOf, knownAt, position);
    request.setAttribute(FIRST_FACTS, position);
    return moment;
  }

  /** The same for a page of several moments, which says itself which is which. */
  public Moment oneOfSeveral(LocalDate asOf, @Nullable Instant knownAt, @Nullable Long position) {
    if (position == null) return new Moment(asOf, knownAt);
    if (knownAt != null) throw Faulty.malformed("position", "knownAt");
    long size = logSize.get();
    if (position < 0 || position > size) throw Faulty.malformed("position", "0–" + size);
    return Moment.first(asOf, position);
  }
}
