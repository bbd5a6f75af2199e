package org.sunshineledger.api.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Actor;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.notice.NoticeKind;
import org.sunshineledger.ledger.notice.NoticeOrder.Announce;
import org.sunshineledger.ledger.notice.NoticeOrder.CloseNotice;
import org.sunshineledger.ledger.notice.NoticeOrder.PostNotice;
import org.sunshineledger.ledger.notice.PublishedDocument;
import org.sunshineledger.ledger.region.RegionLevel;

/** Where one village's story is told: who acts there on which day, and what is posted there. */
final class Setting {

  static final LocalDate TRANSFER_OF_BAQIAN = LocalDate.of(2016, 1, 1);

  /** 7 days, the first not counted (domain.md ID-3, EX-4). */
  private static final int NOTICE_DAYS = 7;

  final Hamlet hamlet;
  final Cast cast;
  final Telling telling;
  final RandomGenerator random;

  /** Some villages take their notices down after four days: an irregularity to be flagged. */
  final boolean closesNoticesEarly;

  /** Some hold the review with too few present. */
  final boolean reviewsWithoutQuorum;

  Setting(Hamlet hamlet, Cast cast, Script script, Telling telling) {
    this.hamlet = hamlet;
    this.cast = cast;
    this.telling = telling;
    this.random = script.random("village/" + hamlet.code());
    this.closesNoticesEarly = hamlet.number() % 37 == 5;
    this.reviewsWithoutQuorum = hamlet.number() % 41 == 7;
  }

  RegionCode village() {
    return hamlet.code();
  }

  RegionCode countyOn(LocalDate day) {
    RegionCode movedTo = hamlet.block().movedTo();
    return movedTo != null && !day.isBefore(TRANSFER_OF_BAQIAN) ? movedTo : hamlet.block().county();
  }

  Actor clerk() {
    return cast.township(hamlet.township().code(), Post.CLERK);
  }

  Actor townshipReviewer() {
    return cast.township(hamlet.township().code(), Post.TOWNSHIP_REVIEWER);
  }

  Actor countyApprover(LocalDate day) {
    return cast.county(countyOn(day), Post.COUNTY_APPROVER);
  }

  OfficerId townshipSecretary() {
    return cast.township(hamlet.township().code(), Post.PARTY_SECRETARY).officer();
  }

  Actor villageOfficer(Post post) {
    return cast.village(village(), post);
  }

  NoticeId noticeId(String matter) {
    return new NoticeId(village() + "-" + matter);
  }

  /** Posts a notice for its days and closes it on the day after the last. */
  void post(
      Actor actor,
      LocalDate opens,
      NoticeId notice,
      NoticeKind kind,
      Supplier<List<UUID>> subjects,
      PublishedDocument document) {
    LocalDate closes = opens.plusDays(closesNoticesEarly ? 4 : NOTICE_DAYS);
    telling.plan(
        opens,
        batch ->
            batch.submit(
                new PostNotice(
                    notice,
                    kind,
                    RegionLevel.VILLAGE,
                    village(),
                    subjects.get(),
                    List.of(village()),
                    closes,
                    document),
                telling.act(actor, opens, List.of(), List.of())));
    telling.tell(actor, closes.plusDays(1), new CloseNotice(notice));
  }

  /** When a notice posted on the day has been closed. */
  LocalDate closedAfter(LocalDate opens) {
    return opens.plusDays(NOTICE_DAYS + 1L);
  }

  void announce(
      Actor actor,
      LocalDate day,
      NoticeId notice,
      NoticeKind kind,
      Supplier<List<UUID>> subjects,
      PublishedDocument document) {
    telling.plan(
        day,
        batch ->
            batch.submit(
                new Announce(
                    notice,
                    kind,
                    RegionLevel.VILLAGE,
                    village(),
                    subjects.get(),
                    List.of(village()),
                    document),
                telling.act(actor, day, List.of(), List.of())));
  }

  PublishedDocument document(
      NoticeId notice,
      String matter,
      List<String> columns,
      List<List<String>> rows,
      @Nullable Money controlTotal) {
    return new PublishedDocument(
        hamlet.name() + matter,
        columns,
        rows,
        controlTotal,
        "mask-1",
        true,
        Sha256.of(("nonce/" + notice).getBytes(UTF_8)).hex());
  }

  /** A head of household as a public list may show him (domain.md PV-7): the surname only. */
  static String masked(Family family) {
    return family.head().name().charAt(0) + "**";
  }
}
