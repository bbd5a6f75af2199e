package org.sunshineledger.projections.reconciliation;

import static java.util.stream.Collectors.toSet;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.projections.progress.ProgressQuery;
import org.sunshineledger.projections.region.RegionTree;
import org.sunshineledger.projections.region.Regions;
import org.sunshineledger.projections.responsibility.Duty;
import org.sunshineledger.projections.responsibility.Responsibility;
import org.sunshineledger.projections.view.Moment;

/** Replays who answers for villages and households; what it reads once it keeps. */
final class DutyFigures {

  private final Regions regions;
  private final ProgressQuery progress;
  private final Responsibility responsibility;

  private @Nullable List<Duty> pairings;
  private @Nullable List<Duty> firstSecretaries;
  private @Nullable Map<String, RegionCode> villagesOfHouseholds;

  DutyFigures(Regions regions, ProgressQuery progress, Responsibility responsibility) {
    this.regions = regions;
    this.progress = progress;
    this.responsibility = responsibility;
  }

  Measured villagesWithFirstSecretary(RegionCode region, LocalDate day) {
    RegionTree tree = regions.on(day);
    List<Duty> posted = postedIn(region, day, tree);
    if (posted.isEmpty()) return Measured.NO_FACTS;
    Set<String> villages = posted.stream().map(Duty::target).collect(toSet());
    long poor =
        villages.stream()
            .map(target -> new RegionCode(target.substring("village/".length())))
            .filter(village -> progress.of(village, Moment.of(day)).poorVillages() > 0)
            .count();
    return Measured.of(poor, posted.stream().anyMatch(Duty::synthetic)).counting(positions(posted));
  }

  Measured firstSecretaries(RegionCode region, LocalDate day) {
    List<Duty> posted = postedIn(region, day, regions.on(day));
    return officers(posted).counting(positions(posted));
  }

  private static List<Long> positions(List<Duty> duties) {
    return duties.stream().map(Duty::position).toList();
  }

  private List<Duty> postedIn(RegionCode region, LocalDate day, RegionTree tree) {
    List<Duty> all = firstSecretaries;
    if (all == null) {
      all = responsibility.all(Duty.Kind.FIRST_SECRETARY, "village/");
      firstSecretaries = all;
    }
    return all.stream()
        .filter(duty -> duty.covers(day))
        .filter(duty ->
            tree.contains(region, new RegionCode(duty.target().substring("village/".length()))))
        .toList();
  }

  Measured pairedOfficers(RegionCode region, LocalDate day) {
    List<Duty> all = pairings;
    if (all == null) {
      all = responsibility.all(Duty.Kind.PAIRING, "household/");
      pairings = all;
    }
    Map<String, RegionCode> villages = villagesOfHouseholds;
    if (villages == null) {
      villages = progress.villagesOfHouseholds();
      villagesOfHouseholds = villages;
    }
    Set<RegionCode> within = regions.on(day).villages(region).collect(toSet());
    Map<String, RegionCode> known = villages;
    return officers(
        all.stream()
            .filter(duty -> duty.covers(day))
            .filter(duty -> {
              @Nullable RegionCode village =
                  known.get(duty.target().substring("household/".length()));
              return village != null && within.contains(village);
            })
            .toList());
  }

  private static Measured officers(List<Duty> duties) {
    return duties.isEmpty()
        ? Measured.NO_FACTS
        : Measured.of(
            duties.stream().map(Duty::officer).distinct().count(),
            duties.stream().anyMatch(Duty::synthetic));
  }
}
