package org.sunshineledger.ledger.rules;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
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
  private final RuleSets rules;
  private final List<String> breaches = new ArrayList<>();
  private Place place = Place.NOWHERE;
  private RuleSet ruleSet;
  private Rule last = Rule.DATED_IN_THE_FUTURE;

  /**
   * Begins to judge.
   *
   * @throws Refused with DATED_IN_THE_FUTURE
   */
  public Ruling(Act act, Clock clock, Jurisdiction jurisdiction, RuleSets rules) {
    this.act = act;
    this.jurisdiction = jurisdiction;
    this.rules = rules;
    this.ruleSet = rules.of(place);
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
   * Refuses the order unless this holds. An irregularity that has happened is remembered instead,
   * and so is one that the place's rule set lets pass. A rule that was not in force there on the
   * day asks nothing.
   *
   * @throws Refused when the rule is broken and is IMPOSSIBLE to break, or is HARD and the order is
   *     LIVE
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
    if (rule.kind() == Rule.Kind.IMPOSSIBLE) throw new Refused(rule, detail);
    Optional<Provision> inForce = ruleSet.provision(rule, day());
    if (inForce.isEmpty()) return this;
    if (act.mode() == Mode.LIVE && inForce.get().severity() == Severity.HARD)
      throw new Refused(rule, detail);
    if (!breaches.contains(rule.name())) breaches.add(rule.name());
    return this;
  }

  /** Whether the rule's terms of the day are met; so is a rule that was not in force. */
  public <T extends Terms> boolean meets(Rule rule, Class<T> type, Predicate<T> terms) {
    return meets(rule, type, day(), terms);
  }

  /** The same for an earlier act, by the terms of its own day. */
  public <T extends Terms> boolean meets(
      Rule rule, Class<T> type, LocalDate on, Predicate<T> terms) {
    return terms(rule, type, on).map(terms::test).orElse(true);
  }

  /**
   * The rule's terms where the order belongs, on its day.
   *
   * @throws Refused with NOT_REGULATED when no rule set gives any for that day
   */
  public <T extends Terms> T terms(Rule rule, Class<T> type) {
    return terms(rule, type, day())
        .orElseThrow(() -> new Refused(Rule.NOT_REGULATED, rule + " on " + day()));
  }

  private <T extends Terms> Optional<T> terms(Rule rule, Class<T> type, LocalDate on) {
    return ruleSet.provision(rule, on).map(Provision::terms).map(type::cast);
  }

  /** Which days are worked. */
  public WorkCalendar calendar() {
    return rules.calendar();
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
    ruleSet = rules.of(place);
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
        ruleSet.version(),
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
