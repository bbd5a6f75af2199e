package org.sunshineledger.projections.board;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.notice.AnnulmentReason;
import org.sunshineledger.ledger.notice.DocumentSeal;
import org.sunshineledger.ledger.notice.NoticeKind;
import org.sunshineledger.ledger.notice.WithdrawalReason;
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
 * @param annulment from when on it counts no more; null for most
 * @param photographs of the boards on which it hangs
 * @param withdrawal who took its document down before its day is in the fact; null while it is up,
 *     and for one that came down by itself
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
    @Nullable Annulment annulment,
    List<Photograph> photographs,
    @Nullable Withdrawal withdrawal,
    long position,
    boolean synthetic) {

  public Notice {
    places = List.copyOf(places);
    photographs = List.copyOf(photographs);
  }

  /** As it was posted. */
  public Notice(
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
    this(
        notice, kind, level, region, places, opens, closes, rule, document, closing, null,
        List.of(), null, position, synthetic);
  }

  /** That a notice or an announcement counts no more, from a day on. */
  public record Annulment(NoticeId notice, LocalDate on, AnnulmentReason reason, long position) {}

  /** A photograph of the board in a place, by its digest. */
  public record Photograph(
      NoticeId notice, LocalDate on, RegionCode place, Sha256 digest, long position) {}

  /**
   * The end of a notice.
   *
   * @param clean whether no objection is open and none was upheld
   */
  public record Closing(NoticeId notice, LocalDate on, boolean clean, long position) {}

  /** The taking down of a document. */
  public record Withdrawal(NoticeId notice, LocalDate on, WithdrawalReason reason, long position) {}

  public boolean isAnnouncement() {
    return closes == null;
  }

  /** Whether an objection is in time on the day. */
  public boolean isOpenOn(LocalDate day) {
    return closes != null
        && closing == null
        && annulment == null
        && !day.isBefore(opens)
        && !day.isAfter(closes);
  }

  /** Position of the last fact that is about it and public. */
  public long lastChange() {
    long last = position;
    if (closing != null) last = Math.max(last, closing.position());
    if (annulment != null) last = Math.max(last, annulment.position());
    if (withdrawal != null) last = Math.max(last, withdrawal.position());
    for (Photograph photograph : photographs) last = Math.max(last, photograph.position());
    return last;
  }

  public boolean hangsIn(RegionCode place) {
    return region.equals(place) || places.contains(place);
  }

  Notice with(
      @Nullable Closing end,
      @Nullable Annulment annulled,
      List<Photograph> taken,
      @Nullable Withdrawal takenDown) {
    return new Notice(
        notice, kind, level, region, places, opens, closes, rule, document, end, annulled, taken,
        takenDown, position, synthetic);
  }
}
