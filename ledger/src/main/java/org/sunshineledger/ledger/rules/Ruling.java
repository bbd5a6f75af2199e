package org.sunshineledger.ledger.rules;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.sunshineledger.ledger.fact.Envelope;
import org.sunshineledger.ledger.fact.Event;
import org.sunshineledger.ledger.fact.Mode;
import org.sunshineledger.ledger.fact.Place;
import org.sunshineledger.ledger.fact.RegionCode;

/**
 * The judging of one order. A command handler says what must hold, in the order an official checks
 * it, and then records; what was irregular but has happened goes with the first fact.
 */
public final class Ruling {

  /** Where an event message carries its {@link Envelope}. */
  public static final String ENVELOPE = "envelope";

  /** The day of an act is a day in Zhengzhou, wherever the ledger runs. */
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private final Act act;
  private final LocalDate today;
  private final Jurisdiction jurisdiction;
  private final List<String> breaches = new ArrayList<>();
  private Place place = Place.NOWHERE;
  private Rule last = Rule.DATED_IN_THE_FUTURE;

  /**
   * Begins to judge.
   *
   * @throws Refused with DATED_IN_THE_FUTURE
   */
  public Ruling(Act act, Clock clock, Jurisdiction jurisdiction) {
    this.act = act;
    this.jurisdiction = jurisdiction;
    this.today = LocalDate.now(clock.withZone(ZONE));
    if (act.occurredOn().isAfter(today))
      throw new Refused(Rule.DATED_IN_THE_FUTURE, act.occurredOn().toString());
  }

  public Act act() {
    return act;
  }

  public LocalDate day() {
    return act.occurredOn();
  }

  /** The day on which the order is judged, in Zhengzhou. */
  public LocalDate today() {
    return today;
  }

  /**
   * Refuses the order unless this holds. An irregularity that has happened is remembered instead.
   *
   * @throws Refused when the rule is broken and is IMPOSSIBLE to break or the order is LIVE
   * @throws IllegalStateException when a rule that comes later in {@link Rule} was asked before:
   *     the published list is the order of the checks
   */
  public Ruling require(boolean holds, Rule rule) {
    return require(holds, rule, "");
  }

  /** {@code detail} names codes and quantities only, never a person. */
  public Ruling require(boolean holds, Rule rule, String detail) {
    if (rule.compareTo(last) < 0)
      throw new IllegalStateException(rule + " was asked after " + last);
    last = rule;
    if (holds) return this;
    if (rule.kind() == Rule.Kind.IMPOSSIBLE || act.mode() == Mode.LIVE)
      throw new Refused(rule, detail);
    if (!breaches.contains(rule.name())) breaches.add(rule.name());
    return this;
  }

  /**
   * Where the facts of this order belong, with the divisions as they were on the day. Paper history
   * is taken only where backfill is open: it is no loophole. Asked first; asked again, it begins
   * the judging of another stream that the order touches.
   *
   * @throws Refused with UNKNOWN_REGION or BACKFILL_NOT_OPEN
   */
  public Ruling at(RegionCode region) {
    at(jurisdiction.placeOf(region, act.occurredOn()));
    if (act.mode() == Mode.BACKFILL && !jurisdiction.backfillIsOpen(place))
      throw new Refused(Rule.BACKFILL_NOT_OPEN, region.code());
    return this;
  }

  /**
   * For what sets the stage itself: a division that comes into being, and the opening of a
   * backfill.
   */
  public Ruling at(Place place) {
    this.place = place;
    last = Rule.BACKFILL_NOT_OPEN;
    return this;
  }

  /** Applies the event to the running aggregate, in its envelope. */
  public void record(Event event) {
    AggregateLifecycle.apply(event, MetaData.with(ENVELOPE, envelope()));
    breaches.clear();
  }

  private Envelope envelope() {
    return new Envelope(
        act.occurredOn(),
        act.actor(),
        act.signers(),
        Jurisdiction.RULE_SET,
        place,
        act.basis(),
        act.evidence(),
        act.mode(),
        act.origin(),
        breaches,
        act.correlation(),
        act.causation());
  }
}
