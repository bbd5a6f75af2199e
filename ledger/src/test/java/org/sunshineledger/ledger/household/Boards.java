package org.sunshineledger.ledger.household;

import static org.sunshineledger.ledger.Deed.live;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.sunshineledger.ledger.Deed;
import org.sunshineledger.ledger.Judging;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.notice.NoticeKind;
import org.sunshineledger.ledger.notice.NoticeOrder.Announce;
import org.sunshineledger.ledger.notice.NoticeOrder.CloseNotice;
import org.sunshineledger.ledger.notice.NoticeOrder.PostNotice;
import org.sunshineledger.ledger.notice.PublishedDocument;
import org.sunshineledger.ledger.region.RegionLevel;

/** Notices about the Li family, on the whole ledger. */
final class Boards {

  private Boards() {}

  private static PublishedDocument list() {
    return new PublishedDocument(
        "公示", List.of("户主"), List.of(List.of("李**")), null, "mask-1", true, "5".repeat(64));
  }

  static Deed posted(
      NoticeId notice, NoticeKind kind, RegionCode region, LocalDate day, int days, UUID subject) {
    return live(
        day,
        new PostNotice(
            notice,
            kind,
            RegionLevel.VILLAGE,
            region,
            List.of(subject),
            List.of(region),
            day.plusDays(days),
            list()));
  }

  /** Posted in the village, and closed on the day after its last. */
  static Deed[] hung(NoticeId notice, NoticeKind kind, LocalDate day, int days, UUID subject) {
    return new Deed[] {
      posted(notice, kind, Judging.VILLAGE, day, days, subject),
      live(day.plusDays(days + 1L), new CloseNotice(notice))
    };
  }

  static Deed announced(NoticeId notice, LocalDate day, UUID subject) {
    return live(
        day,
        new Announce(
            notice,
            NoticeKind.IDENTIFICATION,
            RegionLevel.COUNTY,
            Judging.COUNTY,
            List.of(subject),
            List.of(Judging.VILLAGE),
            list()));
  }
}
