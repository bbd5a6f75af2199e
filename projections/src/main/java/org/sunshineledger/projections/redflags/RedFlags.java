package org.sunshineledger.projections.redflags;

import static java.util.Comparator.comparing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.projections.redflags.Suspicion.Questioned;
import org.sunshineledger.projections.region.RegionTree;
import org.sunshineledger.projections.region.Regions;
import org.sunshineledger.projections.responsibility.Responsibility;
import org.sunshineledger.projections.view.Folded;
import org.sunshineledger.projections.view.Moment;
import org.sunshineledger.projections.view.Rows;

/** Finds what is suspicious in a region, by the region tree of the asked day. */
public final class RedFlags {

  private final Rows<String, Traces> rows;
  private final Regions regions;
  private final Responsibility responsibility;
  private final SettledByLeads settlements;
  private final Function<Collection<Long>, Map<Long, Fact>> facts;

  /**
   * @param facts of the journal, by position
   */
  public RedFlags(
      Rows<String, Traces> rows,
      Regions regions,
      Responsibility responsibility,
      SettledByLeads settlements,
      Function<Collection<Long>, Map<Long, Fact>> facts) {
    this.rows = rows;
    this.regions = regions;
    this.responsibility = responsibility;
    this.settlements = settlements;
    this.facts = facts;
  }

  /**
   * A page of the list; empty when there was no such region on the day.
   *
   * @param within meetings are compared with those of this region too, so that a village is shown
   *     what it has in common with another; what the reader may not read must not be in it
   * @param leads whether the reader may know of leads; to others everything is suspected only
   * @param only the asked flag, or null for all
   * @param limit the most that are given at once
   * @param after where the page before ended, or null for the first
   */
  public Optional<RedFlagList> of(
      RegionCode region,
      RegionCode within,
      Moment moment,
      boolean leads,
      @Nullable RedFlag only,
      int limit,
      @Nullable HitCursor after) {
    RegionTree tree = regions.on(moment);
    return tree.node(region)
        .map(node -> {
          List<Suspicion> all = suspicions(region, within, tree, moment);
          Map<Long, Settlement> settled =
              leads
                  ? settlements.of(
                      all.stream().flatMap(Suspicion::positionsInQuestion).toList(), moment)
                  : Map.of();
          List<Suspicion> asked =
              all.stream().filter(each -> only == null || each.flag() == only).toList();
          List<Suspicion> rest =
              asked.stream()
                  .filter(each ->
                      after == null || HitCursor.NEWEST_FIRST.compare(each.cursor(), after) > 0)
                  .toList();
          List<Suspicion> page = rest.subList(0, Math.min(limit, rest.size()));
          List<Hit> hits = hits(page, tree, settled);
          return new RedFlagList(
              node,
              tree.path(region),
              counts(all, settled),
              asked.size(),
              hits,
              page.size() < rest.size() ? page.getLast().cursor() : null,
              hits.stream().anyMatch(Hit::synthetic));
        });
  }

  private List<Suspicion> suspicions(
      RegionCode region, RegionCode within, RegionTree tree, Moment moment) {
    Set<RegionCode> inside = tree.villages(region).collect(Collectors.toSet());
    Set<RegionCode> compared = new LinkedHashSet<>(inside);
    tree.villages(within).forEach(compared::add);
    Map<RegionCode, Traces> own = rows(inside, RedFlagsView::villageKey, moment);
    Map<String, Traces> households = households(own.values(), moment);
    Set<OfficerId> signers = new TreeSet<>(comparing(OfficerId::toString));
    for (Traces traces : own.values())
      traces.signed().forEach(signed -> signers.add(signed.officer()));
    var duties = responsibility.duties(signers, moment);
    Search search = new Search(moment.asOf());
    own.forEach((village, traces) -> search.village(village, traces, households, duties));
    search.meetings(rows(compared, RedFlagsView::meetingsKey, moment));
    return search.found().stream()
        .filter(each -> each.touches(inside))
        .sorted(Suspicion.NEWEST_FIRST)
        .toList();
  }

  private Map<String, Traces> households(Collection<Traces> villages, Moment moment) {
    List<String> suspects = villages.stream().flatMap(Search::suspects).distinct().toList();
    return rows(suspects, RedFlagsView::householdKey, moment);
  }

  /** Today's rows hold every day, and of every trace when it became known. */
  private <T> Map<T, Traces> rows(Collection<T> some, Function<T, String> key, Moment moment) {
    List<String> keys = some.stream().map(key).toList();
    Map<String, Folded<Traces>> folded = rows.rows(keys);
    long known = rows.known(moment);
    Map<T, Traces> found = new HashMap<>();
    for (T each : some) {
      Folded<Traces> row = folded.get(key.apply(each));
      Traces traces = row == null ? null : row.row();
      if (traces != null) found.put(each, moment.knowsAll() ? traces : traces.before(known));
    }
    return found;
  }

  private static List<RedFlagCount> counts(List<Suspicion> all, Map<Long, Settlement> settled) {
    Map<RedFlag, Map<Settlement, Long>> counts =
        all.stream()
            .collect(
                Collectors.groupingBy(
                    Suspicion::flag,
                    Collectors.groupingBy(
                        each -> each.settlement(settled), Collectors.counting())));
    return Arrays.stream(RedFlag.values())
        .map(flag -> count(flag, counts.getOrDefault(flag, Map.of())))
        .toList();
  }

  private static RedFlagCount count(RedFlag flag, Map<Settlement, Long> counts) {
    return new RedFlagCount(
        flag,
        counts.values().stream().mapToLong(Long::longValue).sum(),
        counts.getOrDefault(Settlement.SUSPECTED, 0L),
        counts.getOrDefault(Settlement.UNDER_INQUIRY, 0L),
        counts.getOrDefault(Settlement.UNFOUNDED, 0L),
        counts.getOrDefault(Settlement.FOUND, 0L));
  }

  private List<Hit> hits(List<Suspicion> page, RegionTree tree, Map<Long, Settlement> settled) {
    Map<Long, Fact> known = facts.apply(page.stream().flatMap(RedFlags::shown).distinct().toList());
    return page.stream().map(each -> hit(each, tree, settled, known)).toList();
  }

  /** Of a meeting one fact is shown, and the positions of the others. */
  private static Stream<Long> shown(Suspicion suspicion) {
    return Stream.concat(
        suspicion.grounds().stream(),
        suspicion.questioned().stream().map(each -> each.positions().getFirst()));
  }

  private static Hit hit(
      Suspicion suspicion, RegionTree tree, Map<Long, Settlement> settled, Map<Long, Fact> known) {
    List<Behind> behind = new ArrayList<>();
    for (long position : suspicion.grounds())
      behind.add(Behind.of(present(known, position), false, List.of()));
    for (Questioned each : suspicion.questioned()) {
      List<Long> positions = each.positions();
      behind.add(
          Behind.of(
              present(known, positions.getFirst()), true, positions.subList(1, positions.size())));
    }
    behind.sort(comparing(Behind::on).thenComparingLong(Behind::position));
    return new Hit(
        suspicion.flag(),
        suspicion.flag().code(),
        suspicion.settlement(settled),
        suspicion.on(),
        suspicion.villages().stream().flatMap(code -> tree.node(code).stream()).toList(),
        behind.stream().map(Behind::stream).distinct().toList(),
        suspicion.officer(),
        suspicion.member(),
        suspicion.signal(),
        suspicion.days(),
        behind,
        behind.stream().anyMatch(Behind::synthetic));
  }

  private static Fact present(Map<Long, Fact> known, long position) {
    Fact fact = known.get(position);
    if (fact == null) throw new IllegalStateException("no fact at " + position);
    return fact;
  }
}
