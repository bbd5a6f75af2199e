package org.sunshineledger.projections.redflags;

import java.util.Collection;
import java.util.Map;
import org.sunshineledger.projections.view.Moment;

/** What became of facts that were called in question: those who handle leads know it. */
@FunctionalInterface
public interface Settlements {

  /** As long as nobody handles leads, everything is suspected only. */
  Settlements NONE = (_, _) -> Map.of();

  /** By position, as it was at the moment; a fact that no lead cites is left out. */
  Map<Long, Settlement> of(Collection<Long> positions, Moment moment);
}
