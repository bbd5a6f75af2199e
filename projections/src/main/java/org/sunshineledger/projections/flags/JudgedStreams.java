package org.sunshineledger.projections.flags;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.projections.board.BoardQuery;
import org.sunshineledger.projections.progress.ProgressQuery;
import org.sunshineledger.projections.region.RegionTree;
import org.sunshineledger.projections.region.Regions;
import org.sunshineledger.projections.view.Moment;

/** Finds the streams of a region that can be judged anew: households, notices and villages. */
public final class JudgedStreams {

  private final Regions regions;
  private final ProgressQuery progress;
  private final BoardQuery boards;

  public JudgedStreams(Regions regions, ProgressQuery progress, BoardQuery boards) {
    this.regions = regions;
    this.progress = progress;
    this.boards = boards;
  }

  /** In the order of their names; empty when there was no such region on the day. */
  public Optional<List<String>> of(RegionCode region, Moment moment) {
    RegionTree tree = regions.on(moment);
    if (tree.node(region).isEmpty()) return Optional.empty();
    Set<RegionCode> within = tree.within(region).collect(Collectors.toSet());
    Set<String> streams = new TreeSet<>();
    progress
        .villagesOfHouseholds()
        .forEach((household, village) -> {
          if (within.contains(village)) streams.add(new HouseholdId(household).stream());
        });
    boards.postedBy(within, moment).stream().map(NoticeId::stream).forEach(streams::add);
    // A village that was never on a list has no facts and costs one look.
    tree.villages(region).map(village -> "village/" + village).forEach(streams::add);
    return Optional.of(List.copyOf(streams));
  }
}
