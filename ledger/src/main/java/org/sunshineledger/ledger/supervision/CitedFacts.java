package org.sunshineledger.ledger.supervision;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sunshineledger.ledger.fact.OfficerId;

/**
 * The facts that a lead or an audit cites by their positions. A fact never changes and never goes,
 * so reading one guards nothing.
 */
public interface CitedFacts {

  /** How many positions one order cites at most. */
  int MOST = 200;

  /**
   * Every officer in the fact: who recorded it, signed it or is named in it, and who let it break a
   * rule.
   */
  record CitedFact(Set<OfficerId> officers) {

    public CitedFact {
      officers = Set.copyOf(officers);
    }

    /** Whether none of them is one of these. */
    boolean isWithout(Set<OfficerId> others) {
      return Collections.disjoint(officers, others);
    }
  }

  /** Those of these positions that are in the journal, read at once. */
  Map<Long, CitedFact> at(Collection<Long> positions);

  /**
   * The positions of an order: each once, none below zero.
   *
   * @throws IllegalArgumentException otherwise
   */
  static List<Long> positions(List<Long> cited) {
    if (cited.size() > MOST) throw new IllegalArgumentException("more than 200 positions");
    Set<Long> seen = new HashSet<>();
    for (Long position : cited)
      if (position == null || position < 0 || !seen.add(position))
        throw new IllegalArgumentException("not a position, or twice: " + position);
    return List.copyOf(cited);
  }
}
