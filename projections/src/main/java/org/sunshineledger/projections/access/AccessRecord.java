package org.sunshineledger.projections.access;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.projections.region.Regions;
import org.sunshineledger.projections.view.Folded;
import org.sunshineledger.projections.view.Moment;
import org.sunshineledger.projections.view.Rows;

/**
 * What was done with the personal data of a region's people, and with what the public has said
 * there. Restricted as they are.
 */
public final class AccessRecord {

  private final Rows<RegionCode, Accesses> rows;
  private final Regions regions;

  public AccessRecord(Rows<RegionCode, Accesses> rows, Regions regions) {
    this.rows = rows;
    this.regions = regions;
  }

  /** Up to the moment, in all divisions that belong to the region then; what came last first. */
  public List<Access> of(RegionCode region, Moment moment) {
    List<RegionCode> divisions = regions.on(moment).within(region).toList();
    return rows.upTo(divisions, moment).values().stream()
        .flatMap(AccessRecord::all)
        .filter(access -> !access.on().isAfter(moment.asOf()))
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  private static Stream<Access> all(Folded<Accesses> folded) {
    @Nullable Accesses row = folded.row();
    return Optional.ofNullable(row).stream().flatMap(each -> each.all().stream());
  }
}
