package org.sunshineledger.projections.disclosure;

import static java.util.Comparator.comparing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.region.RegionLevel;
import org.sunshineledger.ledger.rules.DayCount;
import org.sunshineledger.ledger.rules.Deadline;
import org.sunshineledger.ledger.rules.Refused;
import org.sunshineledger.ledger.rules.WorkCalendar;
import org.sunshineledger.projections.disclosure.Disclosed.Posted;
import org.sunshineledger.projections.disclosure.Disclosed.Trigger;
import org.sunshineledger.projections.region.Node;
import org.sunshineledger.projections.region.RegionTree;
import org.sunshineledger.projections.region.Regions;
import org.sunshineledger.projections.view.Folded;
import org.sunshineledger.projections.view.Moment;
import org.sunshineledger.projections.view.Rows;

/** Finds what had to be published in a region, by the region tree of the asked day. */
public final class DisclosureQuery {

  /** 原则上不少于10天 on boards of townships and villages (国开办发〔2018〕11号, PN-3). */
  private static final int DAYS_ON_A_BOARD = 10;

  /** It was ordered in March or April 2018. */
  private static final LocalDate TEN_DAYS_FROM = LocalDate.of(2018, 5, 1);

  private static final int DAYS_OF_A_WEEK = 7;
  private static final int WORKING_DAYS_OF_A_WEEK = 5;

  private final Rows<RegionCode, Disclosed> rows;
  private final Regions regions;

  public DisclosureQuery(Rows<RegionCode, Disclosed> rows, Regions regions) {
    this.rows = rows;
    this.regions = regions;
  }

  /** Empty when there was no such region on the day. */
  public Optional<DisclosureCalendar> of(RegionCode region, Moment moment, WorkCalendar calendar) {
    RegionTree tree = regions.on(moment);
    return tree.node(region).map(node -> calendar(node, tree, moment, calendar));
  }

  private DisclosureCalendar calendar(
      Node region, RegionTree tree, Moment moment, WorkCalendar calendar) {
    Map<RegionCode, Folded<Disclosed>> within = folded(tree.within(region.code()).toList(), moment);
    // The county publishes what it approved for a village: its board is above the village's.
    List<RegionCode> above =
        tree.path(region.code()).stream()
            .map(Node::code)
            .filter(code -> !within.containsKey(code))
            .toList();
    Publications posted =
        new Publications(
            Stream.concat(within.values().stream(), folded(above, moment).values().stream())
                .toList(),
            moment.asOf());
    List<Disclosure> all = new ArrayList<>();
    within.forEach((code, row) -> {
      Disclosed disclosed = row.row();
      Node place = tree.node(code).orElse(null);
      if (disclosed == null || place == null) return;
      for (Trigger trigger : disclosed.triggers())
        if (!trigger.on().isAfter(moment.asOf()))
          all.add(disclosure(trigger, disclosed, place, posted, moment.asOf(), calendar));
      for (String quarter : disclosed.quarters())
        if (DisclosureView.endOf(quarter).isBefore(moment.asOf()))
          all.add(accounts(quarter, place, posted, moment.asOf(), row.synthetic()));
    });
    all.sort(
        comparing(Disclosure::began)
            .reversed()
            .thenComparing(Disclosure::matter)
            .thenComparing(Disclosure::about));
    return new DisclosureCalendar(
        region,
        tree.path(region.code()),
        DisclosureCalendar.count(all),
        DisclosureCalendar.otherTotals(all),
        all,
        all.stream().anyMatch(Disclosure::synthetic));
  }

  private Map<RegionCode, Folded<Disclosed>> folded(Collection<RegionCode> keys, Moment moment) {
    return rows.upTo(keys, moment);
  }

  private static Disclosure disclosure(
      Trigger trigger,
      Disclosed here,
      Node place,
      Publications posted,
      LocalDate asOf,
      WorkCalendar calendar) {
    Deadline deadline = trigger.matter().deadline();
    LocalDate counted = due(deadline, trigger.on(), calendar);
    LocalDate due = counted == null ? roughly(deadline, trigger.on()) : counted;
    Posted notice = posted.about(trigger.fact(), trigger.matter(), place.code());
    return new Disclosure(
        trigger.matter(),
        place,
        trigger.stream(),
        trigger.on(),
        trigger.position(),
        due,
        counted == null,
        notice == null ? null : notice.notice(),
        notice == null ? null : notice.on(),
        notice != null && trigger.amount() != null && statesOtherTotal(notice, here),
        notice != null && isShort(notice),
        Disclosure.status(
            trigger.matter(), trigger.on(), due, notice == null ? null : notice.on(), asOf),
        trigger.synthetic());
  }

  /**
   * Whether a notice states another total than all of it that happened here. A part of what it is
   * about may have happened elsewhere: what one division grants it does not spend again below.
   */
  private static boolean statesOtherTotal(Posted notice, Disclosed here) {
    Map<UUID, Money> amounts = new HashMap<>();
    boolean fromAbove = false;
    for (Trigger trigger : here.triggers()) {
      Money amount = trigger.amount();
      if (trigger.matter().kind() != notice.kind() || amount == null) continue;
      if (!notice.subjects().contains(trigger.fact())) continue;
      amounts.put(trigger.fact(), amount);
      fromAbove |= trigger.matter().isFulfilledFromAbove();
    }
    // One notice of a county for several villages: here is not all of it.
    if (fromAbove && !amounts.keySet().containsAll(notice.subjects())) return false;
    Money total = amounts.values().stream().reduce(Money.ZERO, Money::plus);
    return !total.equals(notice.controlTotal());
  }

  private static Disclosure accounts(
      String quarter, Node village, Publications posted, LocalDate asOf, boolean synthetic) {
    LocalDate end = DisclosureView.endOf(quarter);
    LocalDate due = end.plusDays(Matter.VILLAGE_ACCOUNTS.deadline().days());
    Posted notice = posted.accountsOf(village.code(), end);
    return new Disclosure(
        Matter.VILLAGE_ACCOUNTS,
        village,
        quarter,
        end,
        -1,
        due,
        false,
        notice == null ? null : notice.notice(),
        notice == null ? null : notice.on(),
        false,
        notice != null && isShort(notice),
        Disclosure.status(
            Matter.VILLAGE_ACCOUNTS, end, due, notice == null ? null : notice.on(), asOf),
        synthetic);
  }

  /** Null where the year's holidays are not known. */
  private static @Nullable LocalDate due(Deadline deadline, LocalDate on, WorkCalendar calendar) {
    try {
      return deadline.due(on, calendar);
    } catch (Refused unknown) {
      return null;
    }
  }

  private static LocalDate roughly(Deadline deadline, LocalDate on) {
    return deadline.count() == DayCount.CALENDAR_DAYS
        ? on.plusDays(deadline.days())
        : on.plusDays(Math.ceilDiv(deadline.days() * DAYS_OF_A_WEEK, WORKING_DAYS_OF_A_WEEK));
  }

  private static boolean isShort(Posted notice) {
    LocalDate closes = notice.closes();
    boolean onABoard =
        notice.level() == RegionLevel.TOWNSHIP || notice.level() == RegionLevel.VILLAGE;
    return onABoard
        && closes != null
        && !notice.on().isBefore(TEN_DAYS_FROM)
        && closes.isBefore(notice.on().plusDays(DAYS_ON_A_BOARD - 1L));
  }

  /** What was posted by the asked day, to be found by what it is about. */
  private static final class Publications {

    private final Map<UUID, List<Posted>> bySubject = new HashMap<>();
    private final Map<String, List<Posted>> accounts = new HashMap<>();

    Publications(List<Folded<Disclosed>> rows, LocalDate asOf) {
      for (Folded<Disclosed> row : rows) {
        Disclosed disclosed = row.row();
        if (disclosed == null) continue;
        for (Posted posted : disclosed.postedBy(asOf)) {
          if (posted.kind() == Matter.VILLAGE_ACCOUNTS.kind())
            accounts.computeIfAbsent(row.key(), _ -> new ArrayList<>()).add(posted);
          else
            for (UUID subject : Set.copyOf(posted.subjects()))
              bySubject.computeIfAbsent(subject, _ -> new ArrayList<>()).add(posted);
        }
      }
    }

    /** The first of the right kind from whom it must come. */
    @Nullable Posted about(UUID fact, Matter matter, RegionCode publisher) {
      return first(
          bySubject.getOrDefault(fact, List.of()).stream()
              .filter(posted -> posted.kind() == matter.kind())
              .filter(
                  posted -> matter.isFulfilledFromAbove() || posted.region().equals(publisher)));
    }

    /** The first that was posted in the quarter after. */
    @Nullable Posted accountsOf(RegionCode village, LocalDate endOfQuarter) {
      return first(
          accounts.getOrDefault(village.code(), List.of()).stream()
              .filter(posted ->
                  posted.on().isAfter(endOfQuarter)
                      && !posted.on().isAfter(DisclosureView.endOfNext(endOfQuarter))));
    }

    private static @Nullable Posted first(Stream<Posted> posted) {
      return posted
          .collect(Collectors.minBy(comparing(Posted::on).thenComparingLong(Posted::position)))
          .orElse(null);
    }
  }
}
