package org.sunshineledger.ledger.rules;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Envelope;
import org.sunshineledger.ledger.fact.Event;
import org.sunshineledger.ledger.fact.Mode;
import org.sunshineledger.ledger.fact.Origin;
import org.sunshineledger.ledger.fact.Place;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.rules.DecidingLevels.Decision;

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
  private final Instant now;
  private final Jurisdiction jurisdiction;
  private final RuleSets rules;

  /** By which everything is judged, wherever it happened; null for each place's own. */
  private final @Nullable RuleSet instead;

  private final List<String> breaches = new ArrayList<>();
  private final List<SpecialApproval> used = new ArrayList<>();
  private final List<SpecialApproval> recorded = new ArrayList<>();
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
    this.instead = null;
    this.ruleSet = rules.of(place);
    this.now = clock.instant();
    this.today = LocalDate.ofInstant(now, ZONE);
    if (act.occurredOn().isAfter(today))
      throw new Refused(Rule.DATED_IN_THE_FUTURE, act.occurredOn().toString());
  }

  private Ruling(Act act, Place place, RuleSets rules, RuleSet instead) {
    this.act = act;
    this.jurisdiction = new Jurisdiction.Settled(place);
    this.rules = rules;
    this.instead = instead;
    this.place = place;
    this.ruleSet = instead;
    this.today = act.occurredOn();
    this.now = today.atStartOfDay(ZONE).toInstant();
  }

  /** Ends the judging with the order's own unit of work. */
  public static Ruling untilItsEnd(Ruling ruling) {
    if (!ruling.act.approvals().isEmpty())
      CurrentUnitOfWork.get().onPrepareCommit(_ -> ruling.close());
    return ruling;
  }

  /** Judges again what was recorded once, by this rule set: nothing is refused any more. */
  public static Ruling again(Envelope envelope, RuleSets rules, RuleSet ruleSet) {
    return new Ruling(Act.of(envelope), envelope.place(), rules, ruleSet);
  }

  public Act act() {
    return act;
  }

  /** What was irregular in what was not recorded yet, in the order of the checks. */
  public List<String> breaches() {
    return List.copyOf(breaches);
  }

  public LocalDate day() {
    return act.occurredOn();
  }

  /** The day on which the order is judged, in Zhengzhou. */
  public LocalDate today() {
    return today;
  }

  /** The moment at which the order is judged. */
  public Instant now() {
    return now;
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
    return require(holds, rule, Detail.NONE);
  }

  /** {@code code} reads the same in every language and names nobody. */
  public Ruling require(boolean holds, Rule rule, String code) {
    return require(holds, rule, new Detail.Code(code));
  }

  public Ruling require(boolean holds, Rule rule, Detail detail) {
    if (rule.compareTo(last) < 0)
      throw new IllegalStateException(rule + " was asked after " + last);
    last = rule;
    if (holds) return this;
    if (rule.kind() == Rule.Kind.IMPOSSIBLE && instead == null) throw new Refused(rule, detail);
    Optional<Provision> inForce = ruleSet.provision(rule, day());
    if (inForce.isEmpty() && rule.kind() == Rule.Kind.IRREGULAR) return this;
    boolean isHard = inForce.map(Provision::severity).orElse(Severity.HARD) == Severity.HARD;
    if (instead == null && act.mode() == Mode.LIVE && isHard && !isApproved(rule))
      throw new Refused(rule, detail);
    return flag(rule);
  }

  /**
   * Records an irregularity that nobody is to be refused for: it follows from what is true, as a
   * birth that leaves a plan with too few measures.
   */
  public Ruling expect(boolean holds, Rule rule) {
    return holds || ruleSet.provision(rule, day()).isEmpty() ? this : flag(rule);
  }

  private Ruling flag(Rule rule) {
    if (!breaches.contains(rule.name())) breaches.add(rule.name());
    return this;
  }

  private boolean isApproved(Rule rule) {
    for (SpecialApproval approval : act.approvals())
      if (approval.rule() == rule) {
        if (!used.contains(approval)) used.add(approval);
        return true;
      }
    return false;
  }

  /** That whoever records the decision is of an office of the level that decides it. */
  public void requireLevel(Decision decision) {
    require(
        meets(
            Rule.NOT_THE_DECIDING_LEVEL,
            DecidingLevels.class,
            levels -> levels.mayDecide(decision, act.actor().region())),
        Rule.NOT_THE_DECIDING_LEVEL,
        decision.name());
  }

  /** Whether the place's rule set lets an act against the rule pass, flagged. */
  public boolean isSoft(Rule rule) {
    return ruleSet
        .provision(rule, day())
        .map(provision -> provision.severity() == Severity.SOFT)
        .orElse(true);
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
        .orElseThrow(() -> new Refused(Rule.NOT_REGULATED, rule + " " + day()));
  }

  /** The same where there are any; empty where nothing is said of the day. */
  public <T extends Terms> Optional<T> termsInForce(Rule rule, Class<T> type) {
    return terms(rule, type, day());
  }

  /** Whether anything is said of the rule for the day. */
  public boolean isInForce(Rule rule) {
    return ruleSet.provision(rule, day()).isPresent();
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
    return expect(isRecordedInTime(), Rule.RECORDED_LATE);
  }

  /**
   * Whether a region lay in the other on the day of the act, or is it.
   *
   * @throws Refused with UNKNOWN_REGION
   */
  public boolean liesIn(RegionCode region, RegionCode above) {
    if (region.equals(above)) return true;
    Place found = jurisdiction.placeOf(region, day());
    RegionCode city = found.city();
    // A place names no province: its cities' codes do.
    return found.within(above)
        || (city != null && above.code().equals(RuleSets.provinceOf(city.code())));
  }

  /** Paper history is late by its nature, and what was imported was recorded elsewhere before. */
  private boolean isRecordedInTime() {
    return act.mode() == Mode.BACKFILL
        || act.origin() == Origin.IMPORTED
        || meets(
            Rule.RECORDED_LATE,
            Deadline.class,
            deadline -> deadline.isMet(day(), today, calendar()));
  }

  /**
   * For what sets the stage itself: a division that comes into being, and the opening of a
   * backfill.
   */
  public Ruling at(Place place) {
    this.place = place;
    ruleSet = instead == null ? rules.of(place) : instead;
    last = Rule.BACKFILL_NOT_OPEN;
    return this;
  }

  /**
   * Applies the event to the running aggregate, in its envelope, and after it what was specially
   * approved for it.
   *
   * @throws Refused with one of the rules on special approvals
   */
  public void record(Event event) {
    List<Event> approved = new ArrayList<>();
    for (SpecialApproval approval : used) {
      if (approval.authority().equals(act.actor().officer()))
        throw new Refused(Rule.APPROVER_IS_RECORDER, approval.rule().name());
      approved.add(
          event
              .overriding(approval.rule().name(), approval.authority(), approval.reason())
              .orElseThrow(() -> new Refused(Rule.NO_APPROVAL_HERE, approval.rule().name())));
    }
    recorded.addAll(used);
    used.clear();
    AggregateLifecycle.apply(event, MetaData.with(ENVELOPE, envelope()));
    breaches.clear();
    for (Event each : approved) AggregateLifecycle.apply(each, MetaData.with(ENVELOPE, envelope()));
  }

  /**
   * Ends the judging of the order.
   *
   * @throws Refused with APPROVAL_NOT_NEEDED where one was given for a rule that was not broken
   */
  void close() {
    for (SpecialApproval approval : act.approvals())
      if (!recorded.contains(approval))
        throw new Refused(Rule.APPROVAL_NOT_NEEDED, approval.rule().name());
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
