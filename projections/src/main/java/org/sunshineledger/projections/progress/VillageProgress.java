package org.sunshineledger.projections.progress;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.village.PoorVillageLevel;

/**
 * One village: each household's steps and the village's own listing, all dated, so that any day can
 * be told from the one row. It names households and is not public; the figures made of it are.
 *
 * @param households steps by register number, each list in the order of days
 * @param lastBackfilled the latest day of a fact entered from paper history, or null: how far the
 *     village's history is known to reach
 */
public record VillageProgress(
    NavigableMap<String, List<Step>> households,
    List<Listing> listings,
    @Nullable LocalDate lastBackfilled,
    boolean synthetic) {

  public VillageProgress {
    households = Collections.unmodifiableNavigableMap(households);
    listings = List.copyOf(listings);
  }

  /**
   * The village was put on the list of poor villages, or left it.
   *
   * @param level null when it left
   * @param poorPersons on the day it left, else null
   */
  public record Listing(
      LocalDate on,
      long position,
      boolean listed,
      @Nullable PoorVillageLevel level,
      @Nullable Integer poorPersons,
      int ruralPopulation,
      @Nullable NoticeId notice,
      boolean synthetic)
      implements Comparable<Listing> {

    @Override
    public int compareTo(Listing other) {
      int byDay = on.compareTo(other.on);
      return byDay != 0 ? byDay : Long.compare(position, other.position);
    }
  }
}
