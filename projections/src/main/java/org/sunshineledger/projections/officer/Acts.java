package org.sunshineledger.projections.officer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What one officer did in one month, in the order of days. */
public record Acts(List<Act> acts) {

  static final Acts NONE = new Acts(List.of());

  public Acts {
    acts = List.copyOf(acts);
  }

  Acts and(List<Act> more) {
    List<Act> longer = new ArrayList<>(acts);
    for (Act act : more) {
      int at = Collections.binarySearch(longer, act);
      if (at < 0) longer.add(-at - 1, act);
    }
    return new Acts(longer);
  }
}
