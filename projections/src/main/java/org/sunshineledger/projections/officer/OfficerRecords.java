package org.sunshineledger.projections.officer;

import static java.util.Comparator.reverseOrder;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.household.HouseholdEvent.BenefitCredited;
import org.sunshineledger.ledger.household.HouseholdEvent.BenefitReversed;
import org.sunshineledger.projections.flags.Flags;
import org.sunshineledger.projections.flags.RuleCount;
import org.sunshineledger.projections.money.MoneyQuery;
import org.sunshineledger.projections.officer.OfficerRecord.InCharge;
import org.sunshineledger.projections.responsibility.Duties;
import org.sunshineledger.projections.responsibility.Duty;
import org.sunshineledger.projections.view.Folded;
import org.sunshineledger.projections.view.Moment;
import org.sunshineledger.projections.view.Rows;
import org.sunshineledger.projections.view.Views;

/** Puts an officer's record together, across every post, place and household. */
public final class OfficerRecords {

  private final Rows<String, Duties> duties;
  private final Rows<String, Acts> acts;
  private final Flags flags;
  private final MoneyQuery money;
  private final Views views;

  public OfficerRecords(
      Rows<String, Duties> duties,
      Rows<String, Acts> acts,
      Flags flags,
      MoneyQuery money,
      Views views) {
    this.duties = duties;
    this.acts = acts;
    this.flags = flags;
    this.money = money;
    this.views = views;
  }

  /** Empty for an officer of whom nothing was known at the moment. */
  public Optional<OfficerRecord> of(OfficerId officer, Moment moment) {
    @Nullable Duties own = duties.row(officer.stream(), moment).map(Folded::row).orElse(null);
    List<Act> done = acts(officer, moment);
    if (own == null && done.isEmpty()) return Optional.empty();
    Duties held = own == null ? Duties.NONE : own;
    Map<Act.Part, Integer> counts = new EnumMap<>(Act.Part.class);
    done.forEach(act -> counts.merge(act.part(), 1, Integer::sum));
    return Optional.of(
        new OfficerRecord(
            officer,
            held.name(),
            held.duties().stream().map(duty -> inCharge(duty, moment)).toList(),
            held.pledges(),
            counts,
            (int)
                done.stream()
                    .filter(act -> !act.breaches().isEmpty())
                    .map(Act::position)
                    .distinct()
                    .count(),
            done,
            done.stream().anyMatch(Act::synthetic)
                || held.duties().stream().anyMatch(Duty::synthetic)));
  }

  /** Rows hold every day and every moment of recording: what is too late is left out. */
  private List<Act> acts(OfficerId officer, Moment moment) {
    List<Act> done = new ArrayList<>();
    for (Folded<Acts> month : acts.startingWith(ActsView.prefix(officer))) {
      @Nullable Acts row = month.row();
      if (row == null) continue;
      for (Act act : row.acts())
        if (!act.on().isAfter(moment.asOf())
            && (moment.knownAt() == null || !act.recordedAt().isAfter(moment.knownAt())))
          done.add(act);
    }
    done.sort(reverseOrder());
    return done;
  }

  private InCharge inCharge(Duty duty, Moment moment) {
    if (duty.post() == Post.OFFICIAL) return new InCharge(duty, Map.of(), 0, null);
    @Nullable LocalDate to = duty.to();
    LocalDate last = to == null || to.isAfter(moment.asOf()) ? moment.asOf() : to.minusDays(1);
    return duty.target().startsWith("household/")
        ? ofHousehold(duty, last, moment)
        : ofPlace(duty, last, moment);
  }

  private InCharge ofHousehold(Duty duty, LocalDate last, Moment moment) {
    Map<String, Integer> broken = new LinkedHashMap<>();
    Money credited = Money.ZERO;
    int facts = 0;
    for (Fact fact : views.stream(duty.target(), moment.knownAt())) {
      if (fact.occurredOn().isBefore(duty.from()) || fact.occurredOn().isAfter(last)) continue;
      if (!fact.envelope().breaches().isEmpty()) facts++;
      fact.envelope().breaches().forEach(rule -> broken.merge(rule, 1, Integer::sum));
      if (fact.event() instanceof BenefitCredited it) credited = credited.plus(it.amount());
      if (fact.event() instanceof BenefitReversed it) credited = credited.minus(it.amount());
    }
    return new InCharge(duty, broken, facts, credited);
  }

  private InCharge ofPlace(Duty duty, LocalDate last, Moment moment) {
    RegionCode place = new RegionCode(duty.target().substring(duty.target().indexOf('/') + 1));
    Moment end = new Moment(last, moment.knownAt());
    Map<String, Integer> broken = new LinkedHashMap<>();
    int facts =
        flags
            .of(place, end, new Flags.Asked(null, duty.from(), last), 1, null)
            .map(list -> {
              for (RuleCount count : list.counts())
                broken.put(count.rule(), Math.toIntExact(count.facts()));
              return Math.toIntExact(list.facts());
            })
            .orElse(0);
    return new InCharge(duty, broken, facts, money.credited(place, duty.from(), last, moment));
  }
}
