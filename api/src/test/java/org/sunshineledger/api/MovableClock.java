package org.sunshineledger.api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/** The application's clock, which a test sets to the day of its story. */
final class MovableClock extends Clock {

  private static final ZoneId ZHENGZHOU = ZoneId.of("Asia/Shanghai");

  private final AtomicReference<Instant> now;
  private final ZoneId zone;

  private MovableClock(AtomicReference<Instant> now, ZoneId zone) {
    this.now = now;
    this.zone = zone;
  }

  static MovableClock at(LocalDate day) {
    MovableClock clock = new MovableClock(new AtomicReference<>(Instant.EPOCH), ZHENGZHOU);
    clock.goTo(day);
    return clock;
  }

  void goTo(LocalDate day) {
    now.set(day.atTime(LocalTime.NOON).atZone(ZHENGZHOU).toInstant());
  }

  void pass(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }

  LocalDate today() {
    return LocalDate.ofInstant(now.get(), ZHENGZHOU);
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
    return new MovableClock(now, other);
  }
}
