package org.sunshineledger.projections.waiting;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.projections.region.Node;
import org.sunshineledger.projections.region.RegionTree;
import org.sunshineledger.projections.region.Regions;
import org.sunshineledger.projections.view.Folded;
import org.sunshineledger.projections.view.Rows;

/** Finds what waits in a region, by the region tree of the day. */
public final class WaitingQuery {

  private final Rows<String, Waiting> rows;
  private final Regions regions;

  public WaitingQuery(Rows<String, Waiting> rows, Regions regions) {
    this.rows = rows;
    this.regions = regions;
  }

  /**
   * Something that waits, and where.
   *
   * @param place null for what belongs to a province itself
   */
  public record Placed(@Nullable Node place, Pending pending) {}

  /**
   * What waits for one of these steps in the region and those within it, by step, what waits
   * longest first; a step for which nothing waits is left out.
   */
  public Map<NextStep, List<Placed>> of(RegionCode region, LocalDate today, Set<NextStep> steps) {
    RegionTree tree = regions.on(today);
    Set<RegionCode> within = tree.within(region).collect(Collectors.toSet());
    boolean whole = tree.node(region).map(Node::parent).isEmpty();
    Map<NextStep, List<Placed>> found = new EnumMap<>(NextStep.class);
    for (Folded<Waiting> folded : rows.present())
      for (Pending each : Objects.requireNonNull(folded.row()).pending()) {
        @Nullable RegionCode place = each.place();
        if (!steps.contains(each.step()) || !(place == null ? whole : within.contains(place)))
          continue;
        @Nullable Node node = place == null ? null : tree.node(place).orElse(null);
        found.computeIfAbsent(each.step(), _ -> new ArrayList<>()).add(new Placed(node, each));
      }
    found
        .values()
        .forEach(list -> list.sort(Comparator.comparing(Placed::pending, Pending.OLDEST_FIRST)));
    return found;
  }
}
