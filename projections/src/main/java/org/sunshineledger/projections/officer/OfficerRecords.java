package org.sunshineledger.projections.officer;

import static java.util.Comparator.comparingLong;
import static java.util.Comparator.reverseOrder;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.household.HouseholdEvent.BenefitCredited;
import org.sunshineledger.ledger.household.HouseholdEvent.BenefitReversed;
import org.sunshineledger.projections.flags.FlagList;
import org.sunshineledger.projections.flags.Flags;
import org.sunshineledger.projections.flags.RuleCount;
import org.sunshineledger.projections.money.MoneyQuery;
import org.sunshineledger.projections.officer.OfficerRecord.InCharge;
import org.sunshineledger.projections.region.Regions;
import org.sunshineledger.projections.responsibility.Duties;
import org.sunshineledger.projections.responsibility.Duty;
import org.sunshineledger.projections.responsibility.ResponsibilityView;
import org.sunshineledger.projections.view.Folded;
import org.sunshineledger.projections.view.Moment;
import org.sunshineledger.projections.view.Rows;
import org.sunshineledger.projections.view.Views;

/** Puts an officer's record together, across every post, place and household. */
public final class OfficerRecords {

  private static final String HOUSEHOLD = "household/";

  private final Rows<String, Duties> duties;
  private final Rows<String, Acts> acts;
  private final Flags flags;
  private final MoneyQuery money;
  private final Regions regions;
  private final Views views;

  public OfficerRecords(
      Rows<String, Duties> duties,
      Rows<String, Acts> acts,
      Flags flags,
      MoneyQuery money,
      Regions regions,
      Views views) {
    this.duties = duties;
    this.acts = acts;
    this.flags = flags;
    this.money = money;
    this.regions = regions;
    this.views = views;
  }

  /** Empty for an officer of whom nothing was known at the moment. */
  public Optional<OfficerRecord> of(OfficerId officer, Moment moment) {
    @Nullable Duties own = duties.row(officer.stream(), moment).map(Folded::row).orElse(null);
    List<Act> done = acts(officer, moment);
    if (own == null && done.isEmpty()) return Optional.empty();
    Duties held = own == null ? Duties.NONE : own;
    Map<String, RegionCode> homes = homes(held);
    return Optional.of(
        OfficerRecord.of(
            officer,
            held.name(),
            held.duties().stream().map(duty -> inCharge(duty, homes, moment)).toList(),
            held.pledges(),
            done,
            0));
  }

  /** The villages of the households the officer was ever paired with, by their streams. */
  private Map<String, RegionCode> homes(Duties held) {
    Map<String, RegionCode> homes = new HashMap<>();
    duties
        .rows(
            held.duties().stream()
                .map(Duty::target)
                .filter(target -> target.startsWith(HOUSEHOLD))
                .toList())
        .forEach((stream, row) -> {
          @Nullable Duties household = row.row();
          if (household != null && household.village() != null)
            homes.put(stream, household.village());
        });
    return homes;
  }

  /** Rows hold every day and every moment of recording: what is too late is left out. */
  private List<Act> acts(OfficerId officer, Moment moment) {
    List<Act> done = new ArrayList<>();
    long known = views.known(moment);
    for (Folded<Acts> some : acts.startingWith(ActsView.prefix(officer))) {
      @Nullable Acts row = some.row();
      if (row == null) continue;
      row.each()
          .filter(act -> !act.on().isAfter(moment.asOf()) && act.position() < known)
          .forEach(done::add);
    }
    done.sort(reverseOrder());
    return done;
  }

  /**
   * What was recorded since then, whenever it happened, what came last first: a day's work is found
   * without reading a life's.
   */
  public List<Act> recordedSince(OfficerId officer, Instant since) {
    long before = acts.recordedBy(since);
    List<Act> done = new ArrayList<>();
    for (Folded<Acts> some :
        acts.startingWith(ActsView.prefix(officer), ActsView.from(officer, before))) {
      @Nullable Acts those = some.row();
      if (those != null) those.each().filter(act -> act.position() >= before).forEach(done::add);
    }
    done.sort(comparingLong(Act::position).reversed());
    return done;
  }

  /** The same acts with what their facts say. */
  public List<ToldAct> told(List<Act> acts) {
    Map<Long, Fact> facts = views.facts(acts.stream().map(Act::position).distinct().toList());
    return acts.stream()
        .map(act -> ToldAct.of(act, Objects.requireNonNull(facts.get(act.position()))))
        .toList();
  }

  private InCharge inCharge(Duty duty, Map<String, RegionCode> homes, Moment moment) {
    boolean isOfHousehold = duty.target().startsWith(HOUSEHOLD);
    @Nullable RegionCode place =
        isOfHousehold
            ? homes.get(duty.target())
            : new RegionCode(duty.target().substring(duty.target().indexOf('/') + 1));
    Post post = duty.post();
    if (place == null || (post != null && !ResponsibilityView.answers(post)))
      return new InCharge(duty, place, Map.of(), 0, null);
    @Nullable LocalDate to = duty.to();
    LocalDate last = to == null || to.isAfter(moment.asOf()) ? moment.asOf() : to.minusDays(1);
    return isOfHousehold
        ? ofHousehold(duty, place, last, moment)
        : ofPlace(duty, place, last, moment);
  }

  private InCharge ofHousehold(Duty duty, RegionCode home, LocalDate last, Moment moment) {
    Map<String, Integer> broken = new LinkedHashMap<>();
    Money credited = Money.ZERO;
    int facts = 0;
    for (Fact fact : views.asKnown(duty.target(), moment)) {
      if (fact.occurredOn().isBefore(duty.from()) || fact.occurredOn().isAfter(last)) continue;
      if (!fact.envelope().breaches().isEmpty()) facts++;
      fact.envelope().breaches().forEach(rule -> broken.merge(rule, 1, Integer::sum));
      if (fact.event() instanceof BenefitCredited it) credited = credited.plus(it.amount());
      if (fact.event() instanceof BenefitReversed it) credited = credited.minus(it.amount());
    }
    return new InCharge(duty, home, broken, facts, credited);
  }

  /** By the divisions of each day: what lay there in the officer's time, and only then. */
  private InCharge ofPlace(Duty duty, RegionCode place, LocalDate last, Moment moment) {
    Map<String, Integer> broken = new LinkedHashMap<>();
    int facts = 0;
    long fen = 0;
    LocalDate from = duty.from();
    for (LocalDate end : regions.endsOfStretches(from, last)) {
      Moment then = moment.on(end);
      Optional<FlagList> flagged = flags.of(place, then, new Flags.Asked(null, from, end), 1, null);
      for (RuleCount count : flagged.map(FlagList::counts).orElse(List.of()))
        broken.merge(count.rule(), Math.toIntExact(count.facts()), Integer::sum);
      facts += flagged.map(FlagList::facts).orElse(0L).intValue();
      fen += money.credited(place, from, end, moment).fen();
      from = end.plusDays(1);
    }
    return new InCharge(duty, place, broken, facts, new Money(fen));
  }
}
