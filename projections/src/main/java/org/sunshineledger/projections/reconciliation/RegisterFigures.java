package org.sunshineledger.projections.reconciliation;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.household.PovertyCause;
import org.sunshineledger.ledger.region.RegionLevel;
import org.sunshineledger.projections.progress.ProgressQuery;
import org.sunshineledger.projections.progress.Standing;
import org.sunshineledger.projections.progress.Tally;
import org.sunshineledger.projections.progress.VillageProgress.Listing;
import org.sunshineledger.projections.region.Regions;
import org.sunshineledger.projections.view.Moment;

/** Replays what the register says: households, persons, villages, causes. */
final class RegisterFigures {

  enum Kind {
    REGISTERED,
    REACHED,
    REMAINING,
    RELOCATING;

    Tally of(Standing standing) {
      return switch (this) {
        case REGISTERED -> standing.registered();
        case REACHED -> standing.reached();
        case REMAINING -> standing.remaining();
        case RELOCATING -> standing.relocating();
      };
    }
  }

  private final Regions regions;
  private final ProgressQuery progress;

  RegisterFigures(Regions regions, ProgressQuery progress) {
    this.regions = regions;
    this.progress = progress;
  }

  /** The standing, or nothing when the ledger has not heard of the region. */
  private Optional<Standing> standing(RegionCode region, LocalDate day) {
    Standing standing = progress.of(region, Moment.of(day));
    return standing.equals(Standing.NOTHING) ? Optional.empty() : Optional.of(standing);
  }

  /**
   * The same for what counts by cause or programme: below the county everybody could tell by it of
   * single households, so nothing is replayed there.
   */
  private Optional<Standing> byCauseOrProgramme(RegionCode region, LocalDate day) {
    return regions
        .on(day)
        .node(region)
        .filter(node -> node.level().compareTo(RegionLevel.COUNTY) <= 0)
        .flatMap(_ -> standing(region, day));
  }

  private Optional<Standing> standing(RegionCode region, LocalDate day, Kind kind) {
    return kind == Kind.RELOCATING ? byCauseOrProgramme(region, day) : standing(region, day);
  }

  Measured households(RegionCode region, LocalDate day, Kind kind) {
    return standing(region, day, kind)
        .map(it -> Measured.of(kind.of(it).households(), it.synthetic()))
        .orElse(Measured.NO_FACTS);
  }

  Measured persons(RegionCode region, LocalDate day, Kind kind) {
    return standing(region, day, kind)
        .map(it -> Measured.of(kind.of(it).persons(), it.synthetic()))
        .orElse(Measured.NO_FACTS);
  }

  Measured exits(RegionCode region, int year, LocalDate asOf) {
    return within(region, year, asOf, standing -> standing.exits().persons());
  }

  Measured villageExits(RegionCode region, int year, LocalDate asOf) {
    return within(region, year, asOf, Standing::exitedVillages)
        .counting(
            listings(region, asOf)
                .filter(listing -> !listing.listed() && listing.on().getYear() == year)
                .map(Listing::position)
                .toList());
  }

  private Stream<Listing> listings(RegionCode region, LocalDate day) {
    return progress.listingsWithin(region, Moment.of(day)).stream();
  }

  interface Count {
    int of(Standing standing);
  }

  /** The same of those whom a programme reached. */
  Measured reachedWithin(RegionCode region, int year, LocalDate asOf, Count count) {
    return byCauseOrProgramme(region, asOf).isPresent()
        ? within(region, year, asOf, count)
        : Measured.NO_FACTS;
  }

  /** What was added within the year; the year's beginning is told by the same villages. */
  Measured within(RegionCode region, int year, LocalDate asOf, Count count) {
    return standing(region, asOf)
        .map(after -> {
          int before =
              progress
                  .earlier(region, Moment.of(asOf), LocalDate.of(year - 1, 12, 31))
                  .map(count::of)
                  .orElse(0);
          return Measured.of(count.of(after) - before, after.synthetic());
        })
        .orElse(Measured.NO_FACTS);
  }

  Measured villages(RegionCode region, LocalDate day, Count count) {
    return standing(region, day)
        .filter(it -> it.poorVillages() + it.exitedVillages() > 0)
        .map(it -> Measured.of(count.of(it), it.synthetic()).counting(listed(region, day)))
        .orElse(Measured.NO_FACTS);
  }

  /** All facts that put villages on the list or took them off. */
  private List<Long> listed(RegionCode region, LocalDate day) {
    return listings(region, day).map(Listing::position).toList();
  }

  Measured byIllness(RegionCode region, LocalDate day) {
    return byCauseOrProgramme(region, day)
        .map(it ->
            Measured.of(
                it.causes().getOrDefault(PovertyCause.ILLNESS, Tally.NONE).persons(),
                it.synthetic()))
        .orElse(Measured.NO_FACTS);
  }

  Measured causes(RegionCode region, LocalDate day) {
    return byCauseOrProgramme(region, day)
        .map(it -> Measured.of(it.causeKinds().size(), it.synthetic()))
        .orElse(Measured.NO_FACTS);
  }

  Measured shareOfCounty(RegionCode region, LocalDate day) {
    Optional<Standing> own = standing(region, day);
    Optional<Standing> county =
        regions.on(day).parent(region).flatMap(parent -> standing(parent.code(), day));
    if (own.isEmpty() || county.isEmpty() || county.get().poorVillages() == 0)
      return Measured.NO_FACTS;
    return Measured.of(
            BigDecimal.valueOf(100L * own.get().poorVillages())
                .divide(BigDecimal.valueOf(county.get().poorVillages()), MathContext.DECIMAL32),
            own.get().synthetic())
        .counting(
            regions
                .on(day)
                .parent(region)
                .map(parent -> listed(parent.code(), day))
                .orElse(List.of()));
  }

  /** The year by which nobody is left on the register; none while somebody is. */
  Measured allExited(RegionCode region, LocalDate day) {
    return standing(region, day)
        .map(it ->
            it.registered().households() == 0
                ? Measured.of(day.getYear(), it.synthetic())
                : Measured.without(Reason.DAY_AHEAD, it.synthetic()))
        .orElse(Measured.NO_FACTS);
  }
}
