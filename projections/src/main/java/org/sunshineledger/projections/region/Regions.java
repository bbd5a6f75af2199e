package org.sunshineledger.projections.region;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.region.RegionLevel;
import org.sunshineledger.projections.view.Folded;
import org.sunshineledger.projections.view.Moment;
import org.sunshineledger.projections.view.Rows;

/** The region tree of any day. */
public final class Regions {

  private static final int TREES_KEPT = 64;

  private final Rows<RegionCode, Division> rows;
  private final Map<LocalDate, RegionTree> trees =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<LocalDate, RegionTree> eldest) {
          return size() > TREES_KEPT;
        }
      };
  private Map<RegionCode, Division> divisions = Map.of();
  private long seen = -1;

  public Regions(Rows<RegionCode, Division> rows) {
    this.rows = rows;
  }

  /** The tree as everything recorded up to now tells it. */
  public synchronized RegionTree on(LocalDate day) {
    Map<RegionCode, Division> now = divisions();
    return trees.computeIfAbsent(day, each -> new RegionTree(now, each));
  }

  /** All divisions as today's rows hold them; read again only when one of them has changed. */
  private synchronized Map<RegionCode, Division> divisions() {
    long last = rows.last();
    if (last != seen) {
      trees.clear();
      Map<RegionCode, Division> fresh = new HashMap<>();
      for (Folded<Division> row : rows.startingWith("")) {
        @Nullable Division division = row.row();
        if (division != null) fresh.put(new RegionCode(row.key()), division);
      }
      divisions = fresh;
      seen = last;
    }
    return divisions;
  }

  /**
   * The last days of the stretches from one day to another in which no division was named or placed
   * anew, and the last day itself.
   */
  public List<LocalDate> endsOfStretches(LocalDate from, LocalDate to) {
    SortedSet<LocalDate> ends = new TreeSet<>();
    for (Division division : divisions().values()) {
      division.names().forEach(named -> ends.add(named.from().minusDays(1)));
      division.parents().forEach(placed -> ends.add(placed.from().minusDays(1)));
    }
    List<LocalDate> within = new ArrayList<>();
    for (LocalDate end : ends) if (!end.isBefore(from) && end.isBefore(to)) within.add(end);
    if (!to.isBefore(from)) within.add(to);
    return within;
  }

  /** Where each village was first placed, whatever became of it later. */
  public Map<RegionCode, RegionCode> firstPlaces() {
    Map<RegionCode, RegionCode> places = new HashMap<>();
    divisions()
        .forEach((code, division) -> {
          if (division.level() != RegionLevel.VILLAGE || division.parents().isEmpty()) return;
          @Nullable RegionCode parent = division.parents().getFirst().parent();
          if (parent != null) places.put(code, parent);
        });
    return places;
  }

  /** The tree as it was known then. */
  public RegionTree on(Moment moment) {
    if (moment.knowsAll()) return on(moment.asOf());
    long known = rows.known(moment);
    if (knewAllDivisions(known)) return on(moment.asOf());
    Map<RegionCode, Division> then = new HashMap<>();
    divisions().forEach((code, division) -> then.put(code, division.before(known)));
    return new RegionTree(then, moment.asOf());
  }

  /** Divisions change seldom: most moments know of them what is known today. */
  private synchronized boolean knewAllDivisions(long known) {
    divisions();
    return seen < known;
  }
}
