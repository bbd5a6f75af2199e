package org.sunshineledger.ledger.rules;

import java.util.List;
import java.util.Map;

/**
 * 用途范围: what may be done under a head, by the names of both.
 *
 * @param covers by head; one that is not here covers everything
 */
public record Scope(Map<String, List<String>> covers) implements Terms {

  public Scope {
    covers = Map.copyOf(covers);
  }

  /** Whether the head covers the use. */
  public boolean covers(String head, String use) {
    List<String> uses = covers.get(head);
    return uses == null || uses.contains(use);
  }
}
