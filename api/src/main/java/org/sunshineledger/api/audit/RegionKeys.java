package org.sunshineledger.api.audit;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.projections.progress.ProgressQuery;
import org.sunshineledger.projections.region.Regions;
import org.sunshineledger.projections.view.Moment;

/** Under which keys views keep what is of a region. */
@Component
final class RegionKeys {

  private final Regions regions;
  private final ProgressQuery progress;

  RegionKeys(Regions regions, ProgressQuery progress) {
    this.regions = regions;
    this.progress = progress;
  }

  /**
   * Of the region itself, the divisions within it, and the households of its villages: a division
   * that came or went lay in it at one of the moments. No view has a row for each of them.
   */
  SortedSet<String> of(RegionCode region, List<Moment> moments) {
    Set<RegionCode> within = new HashSet<>();
    for (Moment moment : moments) regions.on(moment).within(region).forEach(within::add);
    SortedSet<String> keys = new TreeSet<>();
    for (RegionCode each : within)
      keys.addAll(List.of(each.code(), "region/" + each, "village/" + each));
    progress
        .villagesOfHouseholds()
        .forEach((household, village) -> {
          if (within.contains(village)) keys.add(new HouseholdId(household).stream());
        });
    return keys;
  }
}
