package org.sunshineledger.ledger.project;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** 验收: 乡自验、县验收、市抽验, in this order (郑扶贫办〔2016〕55号, PR-5). */
public enum AcceptanceLevel {
  TOWNSHIP,
  COUNTY,
  CITY;

  /** Whether it is the first one or comes right after the other, or is that one again. */
  boolean mayFollow(@Nullable AcceptanceLevel last) {
    List<AcceptanceLevel> all = List.of(values());
    return all.indexOf(this) <= (last == null ? 0 : all.indexOf(last) + 1);
  }
}
