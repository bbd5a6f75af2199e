package org.sunshineledger.projections.progress;

import java.util.Optional;
import org.sunshineledger.ledger.fact.RegionCode;

/** Where published targets come from. */
@FunctionalInterface
public interface Targets {

  Optional<TargetFigure> of(RegionCode region, int year);
}
