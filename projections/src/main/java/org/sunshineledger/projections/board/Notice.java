package org.sunshineledger.projections.board;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.notice.DocumentSeal;
import org.sunshineledger.ledger.notice.NoticeKind;
import org.sunshineledger.ledger.region.RegionLevel;

/**
 * A notice (公示) or an announcement (公告) as the board shows it. Its title and lines stand in the
 * published document, found by the digest.
 *
 * @param places where else it hangs, beside the region that posted it
 * @param opens the day it was posted or announced
 * @param closes the last day on which an objection is in time; null for an announcement
 * @param rule code of the rule that sets the days; null for an announcement
 * @param closing how it ended; null while it is open, and for an announcement
 * @param position of the fact that posted it
 */
public record Notice(
    NoticeId notice,
    NoticeKind kind,
    RegionLevel level,
    RegionCode region,
    List<RegionCode> places,
    LocalDate opens,
    @Nullable LocalDate closes,
    @Nullable String rule,
    DocumentSeal document,
    @Nullable Closing closing,
    long position,
    boolean synthetic) {

  public Notice {
    places = List.copyOf(places);
  }

  /**
   * The end of a notice.
   *
   * @param clean whether no objection is open and none was upheld
   */
  public record Closing(NoticeId notice, LocalDate on, boolean clean, long position) {}

  public boolean isAnnouncement() {
    return closes == null;
  }

  /** Position of the last fact that is about it and public. */
  public long lastChange() {
    return closing == null ? position : Math.max(position, closing.position());
  }

  public boolean hangsIn(RegionCode place) {
    return region.equals(place) || places.contains(place);
  }

  Notice closedBy(@Nullable Closing end) {
    return new Notice(
        notice, kind, level, region, places, opens, closes, rule, document, end, position,
        synthetic);
  }
}
