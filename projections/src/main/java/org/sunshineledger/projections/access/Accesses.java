package org.sunshineledger.projections.access;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What was done with the data of one division's people, in the order of days. */
public record Accesses(List<Access> all) {

  static final Accesses NONE = new Accesses(List.of());

  public Accesses {
    all = List.copyOf(all);
  }

  Accesses with(Access access) {
    List<Access> more = new ArrayList<>(all);
    int at = Collections.binarySearch(more, access);
    if (at < 0) more.add(-at - 1, access);
    return new Accesses(more);
  }
}
