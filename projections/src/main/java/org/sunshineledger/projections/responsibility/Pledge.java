package org.sunshineledger.projections.responsibility;

import java.time.LocalDate;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.fact.RegionCode;

/**
 * 责任书: an officer signed upward for a region, for {@code [from, until]}.
 *
 * @param until the last day
 * @param position of the fact
 */
public record Pledge(
    OfficerId officer,
    Post fromPost,
    Post toPost,
    RegionCode region,
    LocalDate from,
    LocalDate until,
    int exitTargetPersons,
    long position,
    boolean synthetic) {

  public boolean covers(LocalDate day) {
    return !from.isAfter(day) && !until.isBefore(day);
  }
}
