package org.sunshineledger.projections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sunshineledger.projections.Telling.day;

import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.Place;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.notice.AnnulmentReason;
import org.sunshineledger.ledger.notice.DocumentSeal;
import org.sunshineledger.ledger.notice.NoticeEvent;
import org.sunshineledger.ledger.notice.NoticeEvent.Announced;
import org.sunshineledger.ledger.notice.NoticeEvent.NoticeAnnulled;
import org.sunshineledger.ledger.notice.NoticeEvent.NoticePosted;
import org.sunshineledger.ledger.notice.NoticeEvent.PostingEvidenced;
import org.sunshineledger.ledger.notice.NoticeKind;
import org.sunshineledger.ledger.region.RegionLevel;
import org.sunshineledger.projections.board.BoardQuery.Hung;
import org.sunshineledger.projections.board.Notice;
import org.sunshineledger.projections.view.Moment;

/**
 * One notice and one announcement of a village, photographed on the second and annulled on the
 * third day.
 */
@DisplayName("公示的佐证和作废")
class NoticesOnBoardsTest {

  private static final RegionCode VILLAGE = new RegionCode("410173202001");
  private static final Place PLACE =
      new Place(VILLAGE, Telling.BAQIAN, Telling.XINZHENG, Telling.CITY);
  private static final NoticeId POSTED = new NoticeId("NOTICE-1");
  private static final NoticeId ANNOUNCED = new NoticeId("NOTICE-2");
  private static final DocumentSeal SEAL =
      new DocumentSeal(Sha256.of(new byte[0]), 1, null, "mask-1", null);

  private final ToldLedger ledger = new ToldLedger();
  private final Projections projections = ledger.projections();
  private final Telling telling = new Telling().divisions();

  @BeforeEach
  void tell() throws TimeoutException {
    tell(
        "2015-03-01",
        new NoticePosted(
            POSTED,
            NoticeKind.EXIT,
            RegionLevel.VILLAGE,
            VILLAGE,
            List.of(),
            List.of(VILLAGE),
            day("2015-03-01"),
            day("2015-03-08"),
            SEAL,
            "NOTICE_DAYS"));
    tell(
        "2015-03-01",
        new Announced(
            ANNOUNCED,
            NoticeKind.EXIT,
            RegionLevel.VILLAGE,
            VILLAGE,
            List.of(),
            List.of(VILLAGE),
            SEAL));
    tell("2015-03-02", new PostingEvidenced(POSTED, VILLAGE, VILLAGE, Sha256.of(new byte[] {1})));
    for (NoticeId notice : List.of(POSTED, ANNOUNCED))
      tell(
          "2015-03-03",
          new NoticeAnnulled(notice, NoticeKind.EXIT, VILLAGE, AnnulmentReason.CONTENT_WRONG));
    ledger.append(telling.facts());
    projections.start();
    ToldLedger.await(projections.views());
  }

  private void tell(String on, NoticeEvent event) {
    telling.tell(day(on), event.notice().stream(), PLACE, event);
  }

  @AfterEach
  void close() {
    projections.close();
    ledger.close();
  }

  private Hung hung(String on) {
    return projections.boards().hung(VILLAGE, Moment.of(day(on)));
  }

  @Test
  void hangUntilTheDayOnWhichTheyAreAnnulled() {
    assertThat(hung("2015-03-02").open()).extracting(Notice::notice).containsExactly(POSTED);
    assertThat(hung("2015-03-02").announcements().getFirst().annulment()).isNull();
    assertThat(hung("2015-03-03").open()).isEmpty();
  }

  @Test
  void showThePhotographsThatWereTakenByTheDay() {
    assertThat(hung("2015-03-01").open().getFirst().photographs()).isEmpty();
    assertThat(hung("2015-03-02").open().getFirst().photographs())
        .extracting(Notice.Photograph::place)
        .containsExactly(VILLAGE);
    assertThat(hung("2015-03-02").announcements().getFirst().photographs()).isEmpty();
  }

  @Test
  void areShownAsWhatTheyAreFromThenOn() {
    for (Notice notice :
        List.of(
            hung("2015-03-03").past().getFirst(), hung("2015-03-03").announcements().getFirst()))
      assertThat(notice.annulment())
          .isNotNull()
          .extracting(Notice.Annulment::on, Notice.Annulment::reason)
          .containsExactly(day("2015-03-03"), AnnulmentReason.CONTENT_WRONG);
  }
}
