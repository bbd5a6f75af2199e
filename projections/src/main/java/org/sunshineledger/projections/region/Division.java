package org.sunshineledger.projections.region;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.region.RegionLevel;

/**
 * One division with its names and parents over time, each list in the order of days.
 *
 * @param level null while only later facts of the division are known
 */
public record Division(
    @Nullable RegionLevel level, List<Named> names, List<Placed> parents, boolean synthetic) {

  static final Division UNKNOWN = new Division(null, List.of(), List.of(), false);

  public Division {
    names = List.copyOf(names);
    parents = List.copyOf(parents);
  }

  /** The name from that day on. */
  public record Named(LocalDate from, String name, long position) {}

  /** The parent from that day on; null at the top. */
  public record Placed(LocalDate from, @Nullable RegionCode parent, long position) {}

  /** As it was when the journal held only so many facts; a division of later has neither. */
  Division before(long position) {
    return new Division(
        level,
        names.stream().filter(named -> named.position() < position).toList(),
        parents.stream().filter(placed -> placed.position() < position).toList(),
        synthetic);
  }

  Optional<Named> nameOn(LocalDate day) {
    return names.reversed().stream().filter(named -> !named.from().isAfter(day)).findFirst();
  }

  Optional<Placed> placeOn(LocalDate day) {
    return parents.reversed().stream().filter(placed -> !placed.from().isAfter(day)).findFirst();
  }
}
