package org.sunshineledger.projections.supervision;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** 登记簿: the leads and audits that begin in a division, or that cite a fact, by day. */
public record Docket(List<Entry> entries) {

  static final Docket EMPTY = new Docket(List.of());

  public Docket {
    entries = List.copyOf(entries);
  }

  /**
   * One fact of a lead or an audit.
   *
   * @param stream e.g. {@code lead/XS-2016-0001}
   */
  public record Entry(String stream, LocalDate on, long position) implements Comparable<Entry> {
    @Override
    public int compareTo(Entry that) {
      int byDay = on.compareTo(that.on);
      return byDay != 0 ? byDay : Long.compare(position, that.position);
    }
  }

  Docket with(Entry entry) {
    List<Entry> longer = new ArrayList<>(entries);
    int at = Collections.binarySearch(longer, entry);
    if (at < 0) longer.add(-at - 1, entry);
    return new Docket(longer);
  }
}
