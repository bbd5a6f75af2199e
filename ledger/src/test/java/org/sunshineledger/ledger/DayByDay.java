package org.sunshineledger.ledger;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that goes with the story: each deed is judged on its own day, as it happens. */
final class DayByDay extends Clock {

  private static final ZoneId ZHENGZHOU = ZoneId.of("Asia/Shanghai");

  private final AtomicReference<Instant> now;
  private final ZoneId zone;

  private DayByDay(AtomicReference<Instant> now, ZoneId zone) {
    this.now = now;
    this.zone = zone;
  }

  static DayByDay until(Clock end) {
    return new DayByDay(new AtomicReference<>(end.instant()), ZHENGZHOU);
  }

  /** The day, or the end of the story for days after it. */
  static Clock on(LocalDate day, Clock end) {
    Instant noon = day.atTime(LocalTime.NOON).atZone(ZHENGZHOU).toInstant();
    return Clock.fixed(noon.isAfter(end.instant()) ? end.instant() : noon, ZHENGZHOU);
  }

  void goTo(LocalDate day, Clock end) {
    now.set(on(day, end).instant());
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public Clock withZone(ZoneId other) {
    return new DayByDay(now, other);
  }
}
