package org.sunshineledger.projections.responsibility;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.projections.region.Node;
import org.sunshineledger.projections.region.Regions;
import org.sunshineledger.projections.view.Folded;
import org.sunshineledger.projections.view.Moment;
import org.sunshineledger.projections.view.Rows;

/**
 * Puts together who answered, along the chain household, village, township, county, city as it was
 * on the asked day: 八千 answered to 新郑 until 2015-12-31 and to the airport zone from 2016-01-01, and
 * today's tree would blame the wrong people.
 */
public final class Responsibility {

  private final Rows<String, Duties> rows;
  private final Regions regions;

  public Responsibility(Rows<String, Duties> rows, Regions regions) {
    this.rows = rows;
    this.regions = regions;
  }

  /**
   * Empty when nothing was known of the household on that day.
   *
   * @param knownAt what was recorded later does not count; null: everything counts
   */
  public Optional<Answerable> of(HouseholdId household, LocalDate at, @Nullable Instant knownAt) {
    Moment moment = new Moment(at, knownAt);
    @Nullable Duties own = rows.row(household.stream(), moment).map(Folded::row).orElse(null);
    if (own == null) return Optional.empty();

    List<Node> places = own.village() == null ? List.of() : regions.on(moment).path(own.village());
    Map<String, Folded<Duties>> ofPlaces =
        rows.rows(places.stream().map(Node::code).map(ResponsibilityView::stream).toList(), moment);
    List<Answer> answers = new ArrayList<>();
    List<Pledge> pledges = new ArrayList<>();
    on(own, at).forEach(duty -> answers.add(new Answer(Answer.Tier.HOUSEHOLD, duty)));
    for (Node place : places) {
      @Nullable Duties duties = row(ofPlaces, ResponsibilityView.stream(place.code()));
      if (duties == null) continue;
      Answer.Tier tier = Answer.Tier.of(place.level());
      on(duties, at).forEach(duty -> answers.add(new Answer(tier, duty)));
      duties.pledges().stream().filter(pledge -> pledge.covers(at)).forEach(pledges::add);
    }
    List<Interval> gaps = gaps(own, at);
    return Optional.of(
        new Answerable(
            household,
            at,
            places,
            answers,
            own.signatures(),
            pledges,
            gaps.stream().anyMatch(gap -> gap.covers(at)),
            gaps,
            names(own.signatures(), pledges)));
  }

  /** Who answers for a place on the day, without the places above it. */
  public List<Duty> ofPlace(RegionCode region, Moment moment) {
    return rows.row(ResponsibilityView.stream(region), moment)
        .map(Folded::row)
        .map(duties -> on(duties, moment.asOf()))
        .orElse(List.of());
  }

  public Optional<OfficerRecord> officer(OfficerId officer, Moment moment) {
    return rows.row(officer.stream(), moment)
        .map(Folded::row)
        .map(
            duties -> new OfficerRecord(officer, duties.name(), duties.duties(), duties.pledges()));
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

  /**
   * Every duty of these officers, past and present; of whom nothing is known is left out.
   *
   * @param moment only what was known then counts
   */
  public Map<OfficerId, List<Duty>> duties(Collection<OfficerId> officers, Moment moment) {
    List<String> streams = officers.stream().map(OfficerId::stream).toList();
    Map<String, Folded<Duties>> folded =
        moment.knownAt() == null ? rows.rows(streams) : rows.rows(streams, moment);
    Map<OfficerId, List<Duty>> found = new HashMap<>();
    for (OfficerId officer : officers) {
      @Nullable Duties duties = row(folded, officer.stream());
      if (duties != null) found.put(officer, duties.duties());
    }
    return found;
  }

  private static List<Duty> on(Duties duties, LocalDate day) {
    return duties.duties().stream()
        .filter(duty -> duty.covers(day))
        .sorted(comparing(Duty::kind).reversed().thenComparing(Duty::from))
        .toList();
  }

  /** The stretches of care up to the day that no pairing covers. */
  private static List<Interval> gaps(Duties own, LocalDate at) {
    List<Duty> pairings =
        own.duties().stream()
            .filter(duty -> duty.kind() == Duty.Kind.PAIRING)
            .sorted(comparing(Duty::from))
            .toList();
    List<Interval> gaps = new ArrayList<>();
    for (Interval care : own.care()) {
      LocalDate end = earlier(care.to(), at.plusDays(1));
      LocalDate uncovered = care.from();
      for (Duty pairing : pairings) {
        LocalDate from = earlier(pairing.from(), end);
        if (uncovered.isBefore(from)) gaps.add(new Interval(uncovered, from));
        LocalDate to = earlier(pairing.to(), end);
        if (to.isAfter(uncovered)) uncovered = to;
      }
      if (uncovered.isBefore(end)) gaps.add(new Interval(uncovered, end));
    }
    return gaps;
  }

  private static LocalDate earlier(@Nullable LocalDate day, LocalDate end) {
    return day == null || day.isAfter(end) ? end : day;
  }

  private Map<OfficerId, String> names(List<Signature> signatures, List<Pledge> pledges) {
    Set<OfficerId> officers = new LinkedHashSet<>();
    signatures.forEach(signature -> officers.add(signature.officer()));
    pledges.forEach(pledge -> officers.add(pledge.officer()));
    Map<String, Folded<Duties>> known =
        rows.rows(officers.stream().map(OfficerId::stream).toList());
    Map<OfficerId, String> names = new HashMap<>();
    for (OfficerId officer : officers) {
      @Nullable Duties duties = row(known, officer.stream());
      if (duties != null && duties.name() != null) names.put(officer, duties.name());
    }
    return names;
  }

  private static @Nullable Duties row(Map<String, Folded<Duties>> rows, String key) {
    @Nullable Folded<Duties> folded = rows.get(key);
    return folded == null ? null : folded.row();
  }
}
