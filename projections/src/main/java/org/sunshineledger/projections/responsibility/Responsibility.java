package org.sunshineledger.projections.responsibility;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Place;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Signer;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdExited;
import org.sunshineledger.ledger.region.RegionLevel;
import org.sunshineledger.ledger.rules.ResponsibleOffices;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.RuleSet;
import org.sunshineledger.ledger.rules.RuleSets;
import org.sunshineledger.ledger.rules.TeamStrength;
import org.sunshineledger.projections.region.Node;
import org.sunshineledger.projections.region.Regions;
import org.sunshineledger.projections.view.Folded;
import org.sunshineledger.projections.view.Moment;
import org.sunshineledger.projections.view.RowSource;
import org.sunshineledger.projections.view.Rows;

/**
 * Puts together who answered, along the chain household, village, township, county, city as it was
 * on the asked day: 八千 answered to 新郑 until 2015-12-31 and to the airport zone from 2016-01-01, and
 * today's tree would blame the wrong people.
 */
public final class Responsibility {

  private final Rows<String, Duties> rows;
  private final Regions regions;
  private final RowSource source;

  public Responsibility(Rows<String, Duties> rows, Regions regions, RowSource source) {
    this.rows = rows;
    this.regions = regions;
    this.source = source;
  }

  /**
   * Empty when nothing was known of the subject on that day.
   *
   * @param moment the asked day, and what was known when
   * @param rules which name the office for a cause, and the strength of a team
   */
  public Optional<Answerable> of(Subject subject, Moment moment, RuleSets rules) {
    List<Fact> facts =
        Steps.of(subject, source.asKnown(subject.stream(), moment, Step.HALVES), moment);
    Optional<RegionCode> home = home(subject, facts);
    List<Node> places = home.map(region -> regions.on(moment).path(region)).orElse(List.<Node>of());
    boolean isKnown = subject.kind() == Subject.Kind.VILLAGE ? !places.isEmpty() : !facts.isEmpty();
    return isKnown
        ? Optional.of(answerable(subject, facts, places, moment, rules))
        : Optional.empty();
  }

  /** The day of the household's last exit that was known then; empty while there is none. */
  public Optional<LocalDate> exitedOn(Subject exit, Moment known) {
    return source.asKnown(exit.stream(), known, Step.HALVES).stream()
        .filter(fact -> fact.event() instanceof HouseholdExited)
        .map(Fact::occurredOn)
        .max(naturalOrder());
  }

  /**
   * The days up to the asked one on which the chain of the subject became another: somebody came or
   * went, or a division was placed under another one. The earliest first; none before its own first
   * fact.
   */
  public List<LocalDate> turns(Subject subject, Moment moment) {
    List<Fact> facts =
        Steps.of(subject, source.asKnown(subject.stream(), moment, Step.HALVES), moment);
    Optional<RegionCode> home = home(subject, facts);
    if (home.isEmpty()) return List.of();
    SortedSet<LocalDate> turns = new TreeSet<>();
    LocalDate from = facts.isEmpty() ? LocalDate.EPOCH : facts.getFirst().occurredOn();
    List<RegionCode> before = List.of();
    for (LocalDate end : regions.endsOfStretches(from, moment.asOf())) {
      List<RegionCode> chain =
          regions.on(moment.on(end)).path(home.get()).stream().map(Node::code).toList();
      if (!chain.equals(before)) turns.add(from);
      for (Duty duty : duties(subject, chain, moment)) {
        if (isWithin(duty.from(), from, end)) turns.add(duty.from());
        @Nullable LocalDate to = duty.to();
        if (to != null && isWithin(to, from, end)) turns.add(to);
      }
      before = chain;
      from = end.plusDays(1);
    }
    return List.copyOf(turns);
  }

  private List<Duty> duties(Subject subject, List<RegionCode> chain, Moment moment) {
    List<String> streams = new ArrayList<>(chain.stream().map(ResponsibilityView::stream).toList());
    if (subject.isOfHousehold()) streams.add(subject.stream());
    Map<String, Folded<Duties>> known = rows.upTo(streams, moment);
    return streams.stream().flatMap(stream -> row(known, stream).duties().stream()).toList();
  }

  private static boolean isWithin(LocalDate day, LocalDate from, LocalDate to) {
    return !day.isBefore(from) && !day.isAfter(to);
  }

  /** Everybody who was paired with the household by the day, whether or not they still are. */
  public List<Duty> everPaired(HouseholdId household, Moment moment) {
    return row(rows.upTo(List.of(household.stream()), moment), household.stream()).duties().stream()
        .filter(duty -> !duty.from().isAfter(moment.asOf()))
        .toList();
  }

  /** The smallest division it belonged to on the last of its days. */
  private static Optional<RegionCode> home(Subject subject, List<Fact> facts) {
    if (subject.kind() == Subject.Kind.VILLAGE)
      return Optional.of(new RegionCode(subject.number()));
    return facts.reversed().stream().flatMap(fact -> fact.place().levels().limit(1)).findFirst();
  }

  private Answerable answerable(
      Subject subject, List<Fact> facts, List<Node> places, Moment moment, RuleSets rules) {
    LocalDate at = moment.asOf();
    Map<String, Folded<Duties>> known =
        rows.rows(
            Stream.concat(
                    subject.isOfHousehold() ? Stream.of(subject.stream()) : Stream.empty(),
                    places.stream().map(Node::code).map(ResponsibilityView::stream))
                .toList(),
            moment);
    Duties own = subject.isOfHousehold() ? row(known, subject.stream()) : Duties.NONE;
    RuleSet ruleSet = rules.of(place(places));
    List<Answer> answers = new ArrayList<>();
    List<Pledge> pledges = new ArrayList<>();
    List<Finding> findings =
        new ArrayList<>(Findings.pairing(subject.stream(), own.care(), own.duties(), at));
    on(own, at).forEach(duty -> answers.add(new Answer(Answer.Tier.HOUSEHOLD, duty)));
    for (Node place : places) {
      String stream = ResponsibilityView.stream(place.code());
      Duties duties = row(known, stream);
      List<Duty> today = on(duties, at);
      Answer.Tier tier = Answer.Tier.of(place.level());
      today.forEach(duty -> answers.add(new Answer(tier, duty)));
      duties.pledges().stream().filter(pledge -> pledge.covers(at)).forEach(pledges::add);
      findings.addAll(Findings.posts(stream, duties.duties(), at));
      if (place.level() == RegionLevel.VILLAGE) findings.addAll(team(stream, today, at, ruleSet));
    }
    findings.sort(comparing(Finding::from).reversed());
    List<Step> steps = facts.stream().map(Step::of).toList();
    return new Answerable(
        subject,
        at,
        places,
        answers,
        department(own, places, at, ruleSet),
        own.agreements().stream().filter(agreement -> agreement.covers(at)).toList(),
        steps,
        pledges,
        findings,
        Steps.related(facts),
        names(steps, pledges, moment),
        facts.stream().anyMatch(Fact::isSynthetic)
            || answers.stream().anyMatch(answer -> answer.duty().synthetic()));
  }

  private static @Nullable Department department(
      Duties own, List<Node> places, LocalDate at, RuleSet ruleSet) {
    Cause cause = own.cause();
    if (cause == null) return null;
    String county =
        places.stream()
            .filter(place -> place.level() == RegionLevel.COUNTY)
            .map(Node::name)
            .findFirst()
            .orElse("");
    return ruleSet
        .provision(Rule.RESPONSIBILITY_GAP, at)
        .flatMap(provision ->
            provision.terms() instanceof ResponsibleOffices offices
                ? offices
                    .of(cause.main().name())
                    .map(office ->
                        new Department(
                            county + office,
                            cause.main(),
                            cause.position(),
                            provision.source(),
                            ruleSet.version()))
                : Optional.empty())
        .orElse(null);
  }

  /** Once anybody is in the village's team, it has to be as strong as the rule of the day asks. */
  private static List<Finding> team(
      String village, List<Duty> today, LocalDate at, RuleSet ruleSet) {
    List<Duty> team =
        today.stream()
            .filter(duty ->
                duty.kind() == Duty.Kind.FIRST_SECRETARY || duty.post() == Post.WORK_TEAM_MEMBER)
            .toList();
    return ruleSet
        .provision(Rule.TEAM_TERM_TOO_SHORT, at)
        .filter(provision ->
            !team.isEmpty()
                && provision.terms() instanceof TeamStrength strength
                && team.size() < strength.people())
        .map(_ ->
            new Finding(
                Finding.Kind.TEAM_TOO_SMALL,
                village,
                null,
                at,
                at.plusDays(1),
                team.stream().map(Duty::position).toList()))
        .stream()
        .toList();
  }

  private static Place place(List<Node> places) {
    Map<RegionLevel, RegionCode> codes = new HashMap<>();
    places.forEach(place -> codes.put(place.level(), place.code()));
    return new Place(
        codes.get(RegionLevel.VILLAGE),
        codes.get(RegionLevel.TOWNSHIP),
        codes.get(RegionLevel.COUNTY),
        codes.get(RegionLevel.CITY));
  }

  /** Who answers for a place on the day, without the places above it. */
  public List<Duty> ofPlace(RegionCode region, Moment moment) {
    return rows.row(ResponsibilityView.stream(region), moment)
        .map(Folded::row)
        .map(duties -> on(duties, moment.asOf()))
        .orElse(List.of());
  }

  /** Every duty of this kind for a target that begins with this, as today's rows hold them. */
  public List<Duty> all(Duty.Kind kind, String targetPrefix) {
    List<Duty> found = new ArrayList<>();
    for (Folded<Duties> row : rows.startingWith("officer/")) {
      @Nullable Duties duties = row.row();
      if (duties == null) continue;
      for (Duty duty : duties.duties())
        if (duty.kind() == kind && duty.target().startsWith(targetPrefix)) found.add(duty);
    }
    return found;
  }

  /** Leading posts that were vacant or held twice in these places up to the day. */
  List<Finding> posts(List<RegionCode> places, Moment moment) {
    List<String> streams = places.stream().map(ResponsibilityView::stream).toList();
    Map<String, Folded<Duties>> known = rows.upTo(streams, moment);
    List<Finding> found = new ArrayList<>();
    for (String stream : streams)
      found.addAll(Findings.posts(stream, row(known, stream).duties(), moment.asOf()));
    return found;
  }

  /** Names of officers, where they are known. */
  private Map<OfficerId, String> names(Set<OfficerId> officers, Moment moment) {
    Map<String, Folded<Duties>> known =
        rows.upTo(officers.stream().map(OfficerId::stream).toList(), moment);
    Map<OfficerId, String> names = new HashMap<>();
    for (OfficerId officer : officers) {
      @Nullable String name = row(known, officer.stream()).name();
      if (name != null) names.put(officer, name);
    }
    return names;
  }

  private Map<OfficerId, String> names(List<Step> steps, List<Pledge> pledges, Moment moment) {
    Set<OfficerId> officers = new LinkedHashSet<>();
    for (Step step : steps) {
      officers.add(step.actor().officer());
      step.signers().stream().map(Signer::officer).forEach(officers::add);
    }
    pledges.forEach(pledge -> officers.add(pledge.officer()));
    return names(officers, moment);
  }

  /**
   * Every duty of these officers, past and present; none for one of whom nothing is known.
   *
   * @param moment only what was known then counts
   */
  public Map<OfficerId, List<Duty>> duties(Collection<OfficerId> officers, Moment moment) {
    List<String> streams = officers.stream().map(OfficerId::stream).toList();
    Map<String, Folded<Duties>> folded = rows.upTo(streams, moment);
    Map<OfficerId, List<Duty>> found = new HashMap<>();
    for (OfficerId officer : officers) {
      found.put(officer, row(folded, officer.stream()).duties());
    }
    return found;
  }

  private static List<Duty> on(Duties duties, LocalDate day) {
    return duties.duties().stream()
        .filter(duty -> duty.covers(day))
        .sorted(comparing(Duty::kind).reversed().thenComparing(Duty::from))
        .toList();
  }

  private static Duties row(Map<String, Folded<Duties>> rows, String key) {
    @Nullable Folded<Duties> folded = rows.get(key);
    @Nullable Duties duties = folded == null ? null : folded.row();
    return duties == null ? Duties.NONE : duties;
  }
}
