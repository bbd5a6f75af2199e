package org.sunshineledger.projections.responsibility;

import static java.util.Comparator.comparing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.projections.region.Node;
import org.sunshineledger.projections.region.RegionTree;
import org.sunshineledger.projections.region.Regions;
import org.sunshineledger.projections.view.Folded;
import org.sunshineledger.projections.view.Moment;
import org.sunshineledger.projections.view.Rows;

/** Finds where in a region nobody answered, or two did, by the region tree of the asked day. */
public final class Gaps {

  private final Rows<RegionCode, Cared> rows;
  private final Responsibility responsibility;
  private final Regions regions;

  public Gaps(Rows<RegionCode, Cared> rows, Responsibility responsibility, Regions regions) {
    this.rows = rows;
    this.responsibility = responsibility;
    this.regions = regions;
  }

  /**
   * 责任断档 of a region.
   *
   * @param counts by kind, of all findings, whichever kind is asked for
   * @param lasting how many of them lasted on the asked day
   * @param findings the latest first
   */
  public record Listed(
      Node region,
      List<Node> path,
      Map<Finding.Kind, Integer> counts,
      Map<Finding.Kind, Integer> lasting,
      List<Placed> findings,
      boolean synthetic) {}

  /** A finding and the division it lies in, as it was called on the asked day. */
  public record Placed(Node place, Finding finding) {}

  /** Empty when there was no such region on the day. */
  public Optional<Listed> of(RegionCode region, Moment moment) {
    RegionTree tree = regions.on(moment);
    return tree.node(region).map(node -> listed(node, tree, moment));
  }

  private Listed listed(Node region, RegionTree tree, Moment moment) {
    List<Placed> found = new ArrayList<>();
    boolean synthetic = false;
    for (Folded<Cared> row : folded(tree.villages(region.code()).toList(), moment)) {
      synthetic |= row.synthetic() && row.row() != null;
      found.addAll(pairing(row, tree, moment));
    }
    for (Finding finding : responsibility.posts(tree.within(region.code()).toList(), moment)) {
      RegionCode place =
          new RegionCode(finding.target().substring(finding.target().indexOf('/') + 1));
      tree.node(place).ifPresent(node -> found.add(new Placed(node, finding)));
    }
    found.sort(
        comparing((Placed each) -> each.finding().from())
            .reversed()
            .thenComparing(each -> each.finding().target()));
    Map<Finding.Kind, Integer> counts = new EnumMap<>(Finding.Kind.class);
    Map<Finding.Kind, Integer> lasting = new EnumMap<>(Finding.Kind.class);
    for (Placed each : found) {
      counts.merge(each.finding().kind(), 1, Integer::sum);
      if (each.finding().covers(moment.asOf()))
        lasting.merge(each.finding().kind(), 1, Integer::sum);
    }
    return new Listed(region, tree.path(region.code()), counts, lasting, found, synthetic);
  }

  /** The households of a region with which nobody is paired on the asked day, in no order. */
  public List<Placed> unpaired(RegionCode region, Moment moment) {
    RegionTree tree = regions.on(moment);
    List<Placed> found = new ArrayList<>();
    for (Folded<Cared> row : folded(tree.villages(region).toList(), moment))
      for (Placed each : pairing(row, tree, moment))
        if (each.finding().covers(moment.asOf())) found.add(each);
    return found;
  }

  private static List<Placed> pairing(Folded<Cared> row, RegionTree tree, Moment moment) {
    @Nullable Cared cared = row.row();
    Optional<Node> village = tree.node(new RegionCode(row.key()));
    if (cared == null || village.isEmpty()) return List.of();
    List<Placed> found = new ArrayList<>();
    for (Cared.Household household : cared.households())
      for (Finding finding :
          Findings.pairing(
              household.id().stream(), household.care(), household.pairings(), moment.asOf()))
        found.add(new Placed(village.get(), finding));
    return found;
  }

  /** Today's rows hold every day; only what was known earlier has to be folded anew. */
  private Collection<Folded<Cared>> folded(List<RegionCode> villages, Moment moment) {
    return rows.upTo(villages, moment).values();
  }
}
