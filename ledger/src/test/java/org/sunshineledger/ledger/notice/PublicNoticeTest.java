package org.sunshineledger.ledger.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sunshineledger.ledger.Deed.CLERK;
import static org.sunshineledger.ledger.Deed.REVIEWER;
import static org.sunshineledger.ledger.Deed.live;
import static org.sunshineledger.ledger.Judging.VILLAGE;

import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.Deed;
import org.sunshineledger.ledger.EmptyVault;
import org.sunshineledger.ledger.Judging;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Place;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.notice.NoticeEvent.Announced;
import org.sunshineledger.ledger.notice.NoticeEvent.DocumentWithdrawn;
import org.sunshineledger.ledger.notice.NoticeEvent.NoticeAnnulled;
import org.sunshineledger.ledger.notice.NoticeEvent.NoticeClosed;
import org.sunshineledger.ledger.notice.NoticeEvent.NoticePosted;
import org.sunshineledger.ledger.notice.NoticeEvent.ObjectionRaised;
import org.sunshineledger.ledger.notice.NoticeEvent.ObjectionResolved;
import org.sunshineledger.ledger.notice.NoticeEvent.PostingEvidenced;
import org.sunshineledger.ledger.notice.NoticeOrder.Announce;
import org.sunshineledger.ledger.notice.NoticeOrder.AnnulNotice;
import org.sunshineledger.ledger.notice.NoticeOrder.CloseNotice;
import org.sunshineledger.ledger.notice.NoticeOrder.EvidencePosting;
import org.sunshineledger.ledger.notice.NoticeOrder.OpenObjection;
import org.sunshineledger.ledger.notice.NoticeOrder.PostNotice;
import org.sunshineledger.ledger.notice.NoticeOrder.RaiseObjection;
import org.sunshineledger.ledger.notice.NoticeOrder.ResolveObjection;
import org.sunshineledger.ledger.notice.NoticeOrder.WithdrawDocument;
import org.sunshineledger.ledger.publication.WithdrawnDocuments;
import org.sunshineledger.ledger.region.RegionLevel;
import org.sunshineledger.ledger.rules.Jurisdiction;
import org.sunshineledger.ledger.rules.Refused;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.RuleSets;
import org.sunshineledger.ledger.rules.Ruling;
import org.sunshineledger.ledger.vault.AccessPurpose;
import org.sunshineledger.ledger.vault.PersonalField;
import org.sunshineledger.ledger.vault.Statement;

/** The first notice of 2014 in a village of 八千. */
@DisplayName("公示、公告")
class PublicNoticeTest {

  private static final NoticeId NOTICE = new NoticeId("GS-2014-1");
  private static final ObjectionId NEIGHBOUR = new ObjectionId("01");
  private static final UUID REVIEW = new UUID(4, 1);
  private static final LocalDate OPENS = LocalDate.of(2014, Month.APRIL, 13);
  private static final LocalDate CLOSES = LocalDate.of(2014, Month.APRIL, 20);
  private static final LocalDate AFTER = CLOSES.plusDays(1);

  private static final PublishedDocument LIST =
      new PublishedDocument(
          "贫困户识别第一次公示",
          List.of("户主", "人数"),
          List.of(List.of("李**", "2"), List.of("王*", "3")),
          null,
          "mask-1",
          true,
          "0".repeat(64));

  private static final DocumentSeal SEAL = seal(CLOSES);

  /** The list is public for half a year after the last day. */
  private static DocumentSeal seal(LocalDate lastDay) {
    return new DocumentSeal(
        Sha256.of(DocumentJson.write(LIST)), 2, null, "mask-1", lastDay.plusDays(181));
  }

  private final Judging<PublicNotice> notice = goneOn(null);

  /** Of a list that went on this day with somebody who was erased, or is there. */
  private static Judging<PublicNotice> goneOn(@Nullable LocalDate day) {
    WithdrawnDocuments store = (_, _) -> Optional.ofNullable(day);
    return Judging.of(PublicNotice.class, EmptyVault.create(), store);
  }

  private static Deed post(LocalDate closes) {
    return live(
        OPENS,
        new PostNotice(
            NOTICE,
            NoticeKind.IDENTIFICATION_FIRST,
            RegionLevel.VILLAGE,
            VILLAGE,
            List.of(REVIEW),
            List.of(VILLAGE),
            closes,
            LIST));
  }

  private static Deed posted() {
    return post(CLOSES);
  }

  private static Deed announced() {
    return live(
        OPENS,
        new Announce(
            NOTICE,
            NoticeKind.IDENTIFICATION,
            RegionLevel.COUNTY,
            Judging.COUNTY,
            List.of(REVIEW),
            List.of(VILLAGE),
            LIST));
  }

  private static Deed objectedOn(LocalDate day) {
    return live(day, new RaiseObjection(NOTICE, NEIGHBOUR, ObjectionGrounds.OWNS_VEHICLE_OR_HOUSE));
  }

  private static Deed objectedPubliclyOn(LocalDate day) {
    return live(
        day,
        new RaisePublicObjection(
            NOTICE,
            ObjectionGrounds.OTHER,
            Sha256.of(DocumentJson.write(LIST)),
            new Statement("不对", null, null)));
  }

  private static Deed opened(String objection, OfficerId by) {
    return live(
            CLOSES,
            new OpenObjection(
                NOTICE,
                new ObjectionId(objection),
                List.of(PersonalField.TEXT),
                AccessPurpose.OBJECTION))
        .by(by);
  }

  private static Deed resolved(boolean upheld) {
    return live(CLOSES, new ResolveObjection(NOTICE, NEIGHBOUR, upheld, List.of(CLERK)))
        .by(REVIEWER);
  }

  private static Deed closedOn(LocalDate day) {
    return live(day, new CloseNotice(NOTICE));
  }

  @Nested
  @DisplayName("张贴")
  class Posting {

    @Test
    void isRecordedWhileItHangs() {
      Ruling longAfter =
          new Ruling(
              posted().act(),
              Judging.CLOCK,
              new Jurisdiction() {
                @Override
                public Place placeOf(RegionCode region, LocalDate on) {
                  return Judging.PLACE;
                }

                @Override
                public boolean backfillIsOpen(Place place) {
                  return false;
                }
              },
              RuleSets.standard());

      assertThatThrownBy(() -> new PublicNotice().handle((PostNotice) posted().order(), longAfter))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("NOTICE_RECORDED_TOO_LATE");
    }

    @Test
    void bindsItsDocumentByTheDigest() {
      notice
          .when(posted())
          .records(
              new NoticePosted(
                  NOTICE,
                  NoticeKind.IDENTIFICATION_FIRST,
                  RegionLevel.VILLAGE,
                  VILLAGE,
                  List.of(REVIEW),
                  List.of(VILLAGE),
                  OPENS,
                  CLOSES,
                  SEAL,
                  "NOTICE_PERIOD_7_CALENDAR_DAYS"));
    }

    @Test
    void hangsForSevenDaysTheFirstNotCounted() {
      notice.when(post(CLOSES.minusDays(1))).isRefusedFor(Rule.NOTICE_TOO_SHORT);
      notice
          .when(post(CLOSES.minusDays(1)).asHistory())
          .isRecordedInBreachOf(Rule.NOTICE_TOO_SHORT);
    }

    @Test
    void takesANumberOnce() {
      notice.given(posted()).when(posted()).isRefusedFor(Rule.ALREADY_EXISTS);
      notice.given(posted()).when(announced()).isRefusedFor(Rule.ALREADY_EXISTS);
    }

    @Test
    void anAnnouncementComesAfterTheDecisionAndAsksNobody() {
      notice
          .when(announced())
          .records(
              new Announced(
                  NOTICE,
                  NoticeKind.IDENTIFICATION,
                  RegionLevel.COUNTY,
                  Judging.COUNTY,
                  List.of(REVIEW),
                  List.of(VILLAGE),
                  seal(OPENS)));
      notice.given(announced()).when(objectedOn(OPENS)).isRefusedFor(Rule.NOTICE_NOT_OPEN);
      notice.given(announced()).when(closedOn(AFTER)).isRefusedFor(Rule.NOTICE_NOT_OPEN);
    }
  }

  @Nested
  @DisplayName("脱敏")
  class Redaction {

    private Deed announces(NoticeKind kind, String policy, String heading, String cell) {
      return live(
          OPENS,
          new Announce(
              NOTICE,
              kind,
              RegionLevel.COUNTY,
              Judging.COUNTY,
              List.of(REVIEW),
              List.of(VILLAGE),
              new PublishedDocument(
                  "公告",
                  List.of(heading),
                  List.of(List.of(cell)),
                  null,
                  policy,
                  true,
                  "0".repeat(64))));
    }

    @Test
    void aDocumentThatShowsAPersonIsNotTakenEvenAsHistory() {
      Deed whole = announces(NoticeKind.EXIT, "mask-1", "户主", "李某某");
      notice.when(whole).isRefusedFor(Rule.DOCUMENT_NOT_REDACTED);
      notice.when(whole.asHistory()).isRefusedFor(Rule.DOCUMENT_NOT_REDACTED);
      notice.when(announces(NoticeKind.EXIT, "mask-1", "户主", "李**")).isRecorded();
    }

    @Test
    void aListOfPersonsDoesNotPassAsOneWithoutPersons() {
      notice
          .when(announces(NoticeKind.EXIT, "none", "项目", "李某某"))
          .isRefusedFor(Rule.DOCUMENT_NOT_REDACTED);
    }

    @Test
    void byAPolicyNobodyKnowsNothingIsPublished() {
      notice
          .when(announces(NoticeKind.EXIT, "mask-9", "户主", "李**"))
          .isRefusedFor(Rule.REDACTION_POLICY_NOT_IN_FORCE);
    }
  }

  @Nested
  @DisplayName("撤下")
  class Withdrawing {

    private Deed withdrawnOn(LocalDate day, WithdrawalReason reason) {
      return live(day, new WithdrawDocument(NOTICE, reason));
    }

    private Deed moneyAnnounced() {
      return live(
          OPENS,
          new Announce(
              NOTICE,
              NoticeKind.FUND_ALLOCATION,
              RegionLevel.COUNTY,
              Judging.COUNTY,
              List.of(),
              List.of(VILLAGE),
              new PublishedDocument(
                  "分配结果公告",
                  List.of("文号", "金额（元）"),
                  List.of(List.of("郑财预〔2014〕1号", "500")),
                  null,
                  "none",
                  true,
                  "0".repeat(64))));
    }

    @Test
    void namesTheDocumentByItsDigest() {
      notice
          .given(posted())
          .when(withdrawnOn(AFTER, WithdrawalReason.NO_LONGER_NEEDED))
          .records(new DocumentWithdrawn(NOTICE, SEAL.digest(), WithdrawalReason.NO_LONGER_NEEDED));
    }

    @Test
    void happensOnce() {
      notice
          .given(posted(), withdrawnOn(AFTER, WithdrawalReason.NO_LONGER_NEEDED))
          .when(withdrawnOn(AFTER, WithdrawalReason.MISTAKEN))
          .isRefusedFor(Rule.NOTHING_CHANGES);
      notice
          .given(posted())
          .when(withdrawnOn(CLOSES.plusDays(181), WithdrawalReason.MISTAKEN))
          .isRefusedFor(Rule.NOTHING_CHANGES);
    }

    @Test
    void leavesUpWhatNamesNobodyUnlessItShowsWhatItShouldNot() {
      notice
          .given(moneyAnnounced())
          .when(withdrawnOn(AFTER, WithdrawalReason.NO_LONGER_NEEDED))
          .isRefusedFor(Rule.DOCUMENT_MUST_STAY);
      notice
          .given(moneyAnnounced())
          .when(withdrawnOn(AFTER, WithdrawalReason.SHOWS_PERSONAL_DATA))
          .isRecorded();
    }

    @Test
    void beforeTheLastDayIsOverIsNoCleanNotice() {
      notice
          .given(posted(), withdrawnOn(CLOSES, WithdrawalReason.MISTAKEN))
          .when(closedOn(AFTER))
          .records(new NoticeClosed(NOTICE, false));
      notice
          .given(posted(), closedOn(AFTER))
          .when(withdrawnOn(AFTER, WithdrawalReason.MISTAKEN))
          .isRecorded();
    }
  }

  @Nested
  @DisplayName("异议")
  class Objections {

    @Test
    void areNotResolvedByWhoTookThemDown() {
      Deed byTheSame =
          live(CLOSES, new ResolveObjection(NOTICE, NEIGHBOUR, false, List.of(REVIEWER)));
      notice
          .given(posted(), objectedOn(CLOSES))
          .when(byTheSame)
          .isRefusedFor(Rule.RECORDER_REVIEWS);
      notice
          .given(posted(), objectedOn(CLOSES))
          .when(byTheSame.asHistory())
          .isRecordedInBreachOf(Rule.RECORDER_REVIEWS);
    }

    @Test
    void areInTimeOnTheLastDay() {
      notice
          .given(posted())
          .when(objectedOn(CLOSES))
          .records(new ObjectionRaised(NOTICE, NEIGHBOUR, ObjectionGrounds.OWNS_VEHICLE_OR_HOUSE));
      notice.given(posted()).when(objectedOn(AFTER)).isRefusedFor(Rule.NOTICE_NOT_OPEN);
      notice
          .given(posted())
          .when(objectedOn(OPENS.minusDays(1)))
          .isRefusedFor(Rule.NOTICE_NOT_OPEN);
    }

    @Test
    void haveNumbers() {
      notice
          .given(posted(), objectedOn(OPENS))
          .when(objectedOn(CLOSES))
          .isRefusedFor(Rule.ALREADY_EXISTS);
      notice.given(posted()).when(resolved(false)).isRefusedFor(Rule.OBJECTION_UNKNOWN);
    }

    @Test
    void ofThePublicAreTakenAsLongAsThoseOfOfficersAndNumberedAfterThem() {
      notice.given(posted()).when(objectedPubliclyOn(CLOSES)).isRecorded();
      notice.given(posted()).when(objectedPubliclyOn(AFTER)).isRefusedFor(Rule.NOTICE_NOT_OPEN);
      notice.given(announced()).when(objectedPubliclyOn(OPENS)).isRefusedFor(Rule.NOTICE_NOT_OPEN);
      notice
          .given(posted(), objectedOn(OPENS), objectedPubliclyOn(OPENS), objectedPubliclyOn(OPENS))
          .when(opened("03", REVIEWER))
          .isRecorded();
    }

    @Test
    void areOpenedOnlyWhereThereIsAStatementAndByNobodyWhoPostedTheNotice() {
      notice
          .given(posted(), objectedOn(OPENS))
          .when(opened("01", REVIEWER))
          .isRefusedFor(Rule.OBJECTION_UNKNOWN);
      notice
          .given(posted(), objectedPubliclyOn(OPENS))
          .when(opened("01", CLERK))
          .isRefusedFor(Rule.INVESTIGATOR_ACTED);
    }

    @Test
    void areLookedInto() {
      notice
          .given(posted(), objectedOn(OPENS))
          .when(resolved(true))
          .records(new ObjectionResolved(NOTICE, NEIGHBOUR, true, List.of(CLERK)));
      notice
          .given(posted(), objectedOn(OPENS))
          .when(live(CLOSES, new ResolveObjection(NOTICE, NEIGHBOUR, false, List.of())))
          .isRefusedFor(Rule.NO_INVESTIGATOR);
    }
  }

  @Nested
  @DisplayName("期满")
  class Closing {

    @Test
    void waitsUntilTheLastDayIsOver() {
      notice.given(posted()).when(closedOn(CLOSES)).isRefusedFor(Rule.NOTICE_STILL_OPEN);
      notice.given(posted()).when(closedOn(AFTER)).records(new NoticeClosed(NOTICE, true));
    }

    @Test
    void waitsForEveryObjection() {
      notice
          .given(posted(), objectedOn(CLOSES))
          .when(closedOn(AFTER))
          .isRefusedFor(Rule.OBJECTION_OPEN);
    }

    @Test
    void isCleanWhenNothingWasUpheld() {
      notice
          .given(posted(), objectedOn(CLOSES), resolved(false))
          .when(closedOn(AFTER))
          .records(new NoticeClosed(NOTICE, true));
      notice
          .given(posted(), objectedOn(CLOSES), resolved(true))
          .when(closedOn(AFTER))
          .records(new NoticeClosed(NOTICE, false));
    }

    @Test
    void isNotCleanWhenTheListWentBeforeTheLastDayWasOver() {
      goneOn(CLOSES)
          .given(posted())
          .when(closedOn(AFTER))
          .records(new NoticeClosed(NOTICE, false, CLOSES));
      goneOn(AFTER)
          .given(posted())
          .when(closedOn(AFTER.plusDays(1)))
          .records(new NoticeClosed(NOTICE, true));
    }

    @Test
    void isNotCleanAfterTooFewDays() {
      notice
          .given(post(CLOSES.minusDays(3)).asHistory())
          .when(closedOn(AFTER))
          .records(new NoticeClosed(NOTICE, false));
    }

    @Test
    void happensOnce() {
      notice
          .given(posted(), closedOn(AFTER))
          .when(closedOn(AFTER))
          .isRefusedFor(Rule.NOTICE_NOT_OPEN);
      notice
          .given(posted(), closedOn(AFTER))
          .when(objectedOn(CLOSES))
          .isRefusedFor(Rule.NOTICE_NOT_OPEN);
    }
  }

  private static Deed annulledOn(LocalDate day) {
    return live(day, new AnnulNotice(NOTICE, AnnulmentReason.CONTENT_WRONG));
  }

  @Nested
  @DisplayName("作废")
  class Annulment {

    @Test
    void endsANoticeAndAnAnnouncement() {
      notice
          .given(posted())
          .when(annulledOn(OPENS.plusDays(2)))
          .records(
              new NoticeAnnulled(
                  NOTICE, NoticeKind.IDENTIFICATION_FIRST, VILLAGE, AnnulmentReason.CONTENT_WRONG));
      notice
          .given(announced())
          .when(annulledOn(OPENS))
          .records(
              new NoticeAnnulled(
                  NOTICE,
                  NoticeKind.IDENTIFICATION,
                  Judging.COUNTY,
                  AnnulmentReason.CONTENT_WRONG));
      notice
          .given(posted(), closedOn(AFTER))
          .when(annulledOn(AFTER.plusDays(1)))
          .records(
              new NoticeAnnulled(
                  NOTICE, NoticeKind.IDENTIFICATION_FIRST, VILLAGE, AnnulmentReason.CONTENT_WRONG));
    }

    @Test
    void happensOnceAndNotBeforeItHangs() {
      notice
          .given(posted(), annulledOn(OPENS))
          .when(annulledOn(OPENS))
          .isRefusedFor(Rule.NOTHING_CHANGES);
      notice
          .given(posted())
          .when(annulledOn(OPENS.minusDays(1)))
          .isRefusedFor(Rule.NOTICE_NOT_OPEN);
    }

    @Test
    void leavesNothingToObjectToOrToClose() {
      notice
          .given(posted(), annulledOn(OPENS))
          .when(objectedOn(OPENS))
          .isRefusedFor(Rule.NOTICE_NOT_OPEN);
      notice
          .given(posted(), annulledOn(OPENS))
          .when(closedOn(AFTER))
          .isRefusedFor(Rule.NOTICE_NOT_OPEN);
    }
  }

  private static Deed photographed(LocalDate day, RegionCode place, String picture) {
    Sha256 digest = Sha256.of(picture.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return live(day, new EvidencePosting(NOTICE, place, digest));
  }

  @Nested
  @DisplayName("张贴照片")
  class Photographs {

    @Test
    void showWhereItHangs() {
      notice
          .given(posted())
          .when(photographed(OPENS, VILLAGE, "board"))
          .records(
              new PostingEvidenced(
                  NOTICE,
                  VILLAGE,
                  VILLAGE,
                  Sha256.of("board".getBytes(java.nio.charset.StandardCharsets.UTF_8))));
      notice
          .given(announced())
          .when(photographed(AFTER, VILLAGE, "board"))
          .records(
              new PostingEvidenced(
                  NOTICE,
                  Judging.COUNTY,
                  VILLAGE,
                  Sha256.of("board".getBytes(java.nio.charset.StandardCharsets.UTF_8))));
    }

    @Test
    void areTakenWhereItHangsAndOnce() {
      notice
          .given(posted())
          .when(photographed(OPENS, Judging.CLOSED_COUNTY, "board"))
          .isRefusedFor(Rule.NOTICE_NOT_THERE);
      notice
          .given(posted(), photographed(OPENS, VILLAGE, "board"))
          .when(photographed(CLOSES, VILLAGE, "board"))
          .isRefusedFor(Rule.NOTHING_CHANGES);
    }

    @Test
    void areNotTakenBeforeItHangsNorOfWhatIsAnnulled() {
      notice
          .given(posted())
          .when(photographed(OPENS.minusDays(1), VILLAGE, "board"))
          .isRefusedFor(Rule.NOTICE_NOT_OPEN);
      notice
          .given(posted(), annulledOn(OPENS))
          .when(photographed(OPENS, VILLAGE, "board"))
          .isRefusedFor(Rule.NOTICE_NOT_OPEN);
    }
  }

  @Nested
  @DisplayName("文件")
  class Documents {

    @Test
    void areBytesOnceAndForAll() {
      assertThat(new String(DocumentJson.write(LIST), java.nio.charset.StandardCharsets.UTF_8))
          .isEqualTo(
              """
              {"title":"贫困户识别第一次公示","columns":["户主","人数"],\
              "rows":[["李**","2"],["王*","3"]],"controlTotal":null,"redactionPolicy":"mask-1",\
              "synthetic":true,"nonce":"%s"}\
              """
                  .formatted("0".repeat(64)));
    }

    @Test
    void areReadAsTheyWereWritten() {
      assertThat(DocumentJson.read(DocumentJson.write(LIST))).isEqualTo(LIST);
    }
  }
}
