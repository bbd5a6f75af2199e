package org.sunshineledger.projections.disclosure;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.sunshineledger.projections.disclosure.Disclosure.Status;
import org.sunshineledger.projections.region.Node;

/**
 * 公开日历 of a region: every duty to publish of it and the divisions within, the latest first.
 *
 * @param counts how many of each matter there are in each state, but for the next
 * @param otherTotals how many of each matter were published, in time or late, with another total
 *     than was allocated: that is no publication of it
 */
public record DisclosureCalendar(
    Node region,
    List<Node> path,
    Map<Matter, Map<Status, Integer>> counts,
    Map<Matter, Integer> otherTotals,
    List<Disclosure> disclosures,
    boolean synthetic) {

  static Map<Matter, Integer> otherTotals(List<Disclosure> all) {
    Map<Matter, Integer> counts = new EnumMap<>(Matter.class);
    for (Disclosure each : all)
      if (each.isOfAnotherTotal()) counts.merge(each.matter(), 1, Integer::sum);
    return counts;
  }

  static Map<Matter, Map<Status, Integer>> count(List<Disclosure> all) {
    Map<Matter, Map<Status, Integer>> counts = new EnumMap<>(Matter.class);
    for (Disclosure each : all) {
      Map<Status, Integer> ofMatter =
          counts.computeIfAbsent(each.matter(), _ -> new EnumMap<>(Status.class));
      if (!each.isOfAnotherTotal()) ofMatter.merge(each.status(), 1, Integer::sum);
    }
    return counts;
  }
}
