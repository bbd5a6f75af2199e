package org.sunshineledger.projections.region;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.RegionCode;
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
  private Map<String, Long> seen = Map.of();

  public Regions(Rows<RegionCode, Division> rows) {
    this.rows = rows;
  }

  /** The tree as everything recorded up to now tells it. */
  public synchronized RegionTree on(LocalDate day) {
    Map<String, Long> positions = rows.positions();
    if (!positions.equals(seen)) {
      trees.clear();
      seen = positions;
    }
    @Nullable RegionTree tree = trees.get(day);
    if (tree == null) {
      Map<RegionCode, Division> divisions = new HashMap<>();
      for (Folded<Division> row : rows.startingWith("")) {
        @Nullable Division division = row.row();
        if (division != null) divisions.put(new RegionCode(row.key()), division);
      }
      tree = new RegionTree(divisions, day);
      trees.put(day, tree);
    }
    return tree;
  }

  /** The tree as it was known then. */
  public RegionTree on(Moment moment) {
    if (moment.knownAt() == null) return on(moment.asOf());
    Map<RegionCode, Folded<Division>> known =
        rows.rows(rows.positions().keySet().stream().map(RegionCode::new).toList(), moment);
    Map<RegionCode, Division> divisions = new HashMap<>();
    known.forEach((code, folded) -> {
      @Nullable Division division = folded.row();
      if (division != null) divisions.put(code, division);
    });
    return new RegionTree(divisions, moment.asOf());
  }
}
