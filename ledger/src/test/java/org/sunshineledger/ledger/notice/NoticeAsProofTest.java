package org.sunshineledger.ledger.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sunshineledger.ledger.Judging.VILLAGE;
import static org.sunshineledger.ledger.notice.NoticeKind.EXIT;
import static org.sunshineledger.ledger.notice.NoticeKind.IDENTIFICATION;
import static org.sunshineledger.ledger.notice.NoticeKind.IDENTIFICATION_FIRST;

import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.Deed;
import org.sunshineledger.ledger.Judging;
import org.sunshineledger.ledger.fact.Actor;
import org.sunshineledger.ledger.fact.Envelope;
import org.sunshineledger.ledger.fact.Mode;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.Origin;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.notice.NoticeEvent.Announced;
import org.sunshineledger.ledger.notice.NoticeEvent.NoticeClosed;
import org.sunshineledger.ledger.notice.NoticeEvent.NoticePosted;
import org.sunshineledger.ledger.notice.NoticeEvent.ObjectionRaised;
import org.sunshineledger.ledger.notice.NoticeEvent.ObjectionResolved;
import org.sunshineledger.ledger.region.RegionLevel;
import org.sunshineledger.ledger.rules.RuleSets;
import org.sunshineledger.ledger.rules.Ruling;

/** What a later decision may rest on. */
@DisplayName("A notice as proof")
class NoticeAsProofTest {

  private static final NoticeId NOTICE = new NoticeId("GS-1");
  private static final ObjectionId OBJECTION = new ObjectionId("01");
  private static final UUID REVIEW = new UUID(0, 7);
  private static final LocalDate OPENS = LocalDate.of(2014, Month.APRIL, 13);
  private static final LocalDate CLOSES = OPENS.plusDays(7);
  private static final LocalDate CLOSED = CLOSES.plusDays(1);
  private static final RuleSets RULES = RuleSets.standard();
  private static final DocumentSeal DOCUMENT =
      DocumentJson.seal(
          new PublishedDocument(
              "公示", List.of("户主"), List.of(List.of("李**")), null, "mask-1", true, "5".repeat(64)),
          null);

  private final PublicNotice notice = new PublicNotice();

  private static Envelope on(LocalDate day) {
    return new Envelope(
        day,
        new Actor(Deed.CLERK, Post.CLERK, "八千乡扶贫办", Deed.TOWNSHIP),
        List.of(),
        "zhengzhou-2014.1",
        Judging.PLACE,
        null,
        List.of(),
        Mode.BACKFILL,
        Origin.SYNTHETIC,
        List.of(),
        new UUID(0, 1),
        null);
  }

  private static Ruling decidedOn(LocalDate day) {
    return Ruling.again(on(day), RULES, RULES.version("zhengzhou-2014.1").orElseThrow());
  }

  private void posted(LocalDate closes) {
    notice.on(
        new NoticePosted(
            NOTICE,
            IDENTIFICATION_FIRST,
            RegionLevel.VILLAGE,
            VILLAGE,
            List.of(REVIEW),
            List.of(VILLAGE),
            OPENS,
            closes,
            DOCUMENT,
            "NOTICE_PERIOD_7_CALENDAR_DAYS"),
        on(OPENS));
  }

  private void announced(NoticeKind kind) {
    notice.on(
        new Announced(
            NOTICE,
            kind,
            RegionLevel.VILLAGE,
            VILLAGE,
            List.of(REVIEW),
            List.of(VILLAGE),
            DOCUMENT),
        on(OPENS));
  }

  private void objected() {
    notice.on(new ObjectionRaised(NOTICE, OBJECTION, ObjectionGrounds.OTHER), on(OPENS));
  }

  private void resolved(boolean upheld) {
    notice.on(new ObjectionResolved(NOTICE, OBJECTION, upheld, List.of(Deed.REVIEWER)), on(CLOSES));
  }

  private void closed(LocalDate day) {
    notice.on(new NoticeClosed(NOTICE, true), on(day));
  }

  private boolean isClean(LocalDate day) {
    return notice.closedClean(IDENTIFICATION_FIRST, REVIEW.toString(), OPENS, decidedOn(day));
  }

  @Test
  void provesFromTheDayItClosed() {
    posted(CLOSES);
    assertThat(isClean(CLOSED)).isFalse();

    closed(CLOSED);

    assertThat(isClean(CLOSED.minusDays(1))).isFalse();
    assertThat(isClean(CLOSED)).isTrue();
  }

  @Test
  void provesNothingWhenItsListWasGoneBeforeTheEnd() {
    posted(CLOSES);
    notice.on(new NoticeClosed(NOTICE, false, CLOSES), on(CLOSED));

    assertThat(isClean(CLOSED)).isFalse();
  }

  @Test
  void provesOnlyWhatItIsAbout() {
    posted(CLOSES);
    closed(CLOSED);

    assertThat(notice.closedClean(EXIT, REVIEW.toString(), OPENS, decidedOn(CLOSED))).isFalse();
    assertThat(
            notice.closedClean(
                IDENTIFICATION_FIRST, new UUID(0, 8).toString(), OPENS, decidedOn(CLOSED)))
        .isFalse();
  }

  @Test
  void provesNothingOfWhatCameAfterIt() {
    posted(CLOSES);
    closed(CLOSED);

    assertThat(
            notice.closedClean(
                IDENTIFICATION_FIRST, REVIEW.toString(), OPENS.plusDays(1), decidedOn(CLOSED)))
        .isFalse();
  }

  @Test
  void provesNothingWhenItHungTooShort() {
    posted(CLOSES.minusDays(1));
    closed(CLOSED);

    assertThat(isClean(CLOSED)).isFalse();
  }

  @Test
  void provesNothingWhenAnObjectionWasUpheld() {
    posted(CLOSES);
    objected();
    resolved(true);
    closed(CLOSED);

    assertThat(isClean(CLOSED)).isFalse();
  }

  @Test
  void provesWhenTheObjectionWasNot() {
    posted(CLOSES);
    objected();
    resolved(false);
    closed(CLOSED);

    assertThat(isClean(CLOSED)).isTrue();
  }

  @Test
  void isNotMadeCleanByClosingItAgain() {
    posted(CLOSES);
    objected();
    closed(CLOSED);
    resolved(false);
    closed(CLOSED.plusDays(1));

    assertThat(isClean(CLOSED.plusDays(1))).isFalse();
  }

  @Test
  void keepsTheDayItClosedFirst() {
    posted(CLOSES);
    closed(CLOSED);
    closed(CLOSED.plusDays(9));

    assertThat(isClean(CLOSED)).isTrue();
  }

  @Test
  void isNoneWhenItWasAnnouncedAndThenClosed() {
    announced(IDENTIFICATION_FIRST);
    closed(CLOSED);

    assertThat(isClean(CLOSED)).isFalse();
  }

  @Test
  void announcesFromItsDayWhatItIsAbout() {
    announced(IDENTIFICATION);

    assertThat(notice.announcedOn(IDENTIFICATION, REVIEW.toString(), OPENS)).contains(OPENS);
    assertThat(notice.announcedOn(IDENTIFICATION, REVIEW.toString(), OPENS.minusDays(1))).isEmpty();
    assertThat(notice.announcedOn(EXIT, REVIEW.toString(), OPENS)).isEmpty();
    assertThat(notice.announcedOn(IDENTIFICATION, new UUID(0, 8).toString(), OPENS)).isEmpty();
  }

  @Test
  void announcesNothingWhenItIsOnlyPosted() {
    posted(CLOSES);

    assertThat(notice.announcedOn(IDENTIFICATION_FIRST, REVIEW.toString(), CLOSED)).isEmpty();
  }
}
