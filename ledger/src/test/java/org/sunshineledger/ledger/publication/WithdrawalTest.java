package org.sunshineledger.ledger.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sunshineledger.ledger.Deed.live;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.Deed;
import org.sunshineledger.ledger.Judging;
import org.sunshineledger.ledger.Story;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.fsck.Finding;
import org.sunshineledger.ledger.fsck.Fsck;
import org.sunshineledger.ledger.household.HouseholdOrder.ApplyForRegister;
import org.sunshineledger.ledger.household.HouseholdOrder.Person;
import org.sunshineledger.ledger.household.HouseholdOrder.RefuseIdentification;
import org.sunshineledger.ledger.household.PovertyCause;
import org.sunshineledger.ledger.household.RefusalReason;
import org.sunshineledger.ledger.household.Relationship;
import org.sunshineledger.ledger.household.Stage;
import org.sunshineledger.ledger.notice.DocumentJson;
import org.sunshineledger.ledger.notice.NoticeEvent.NoticeClosed;
import org.sunshineledger.ledger.notice.NoticeKind;
import org.sunshineledger.ledger.notice.NoticeOrder.Announce;
import org.sunshineledger.ledger.notice.NoticeOrder.CloseNotice;
import org.sunshineledger.ledger.notice.NoticeOrder.PostNotice;
import org.sunshineledger.ledger.notice.NoticeOrder.WithdrawDocument;
import org.sunshineledger.ledger.notice.PublishedDocument;
import org.sunshineledger.ledger.notice.WithdrawalReason;
import org.sunshineledger.ledger.publication.Publications.Publication;
import org.sunshineledger.ledger.region.RegionLevel;
import org.sunshineledger.ledger.region.RegionOrder.TransferRegion;
import org.sunshineledger.ledger.rules.ListTerm;
import org.sunshineledger.ledger.vault.IdNumbers;
import org.sunshineledger.ledger.vault.ProtectionBasis;
import org.sunshineledger.ledger.vault.SubjectId;
import org.sunshineledger.ledger.vault.VaultOrder.ErasePersonalData;

@DisplayName("公开文件的撤下")
class WithdrawalTest {

  private static final LocalDate APPLIED = LocalDate.of(2014, 4, 1);
  private static final LocalDate OPENS = LocalDate.of(2014, 4, 13);
  private static final LocalDate CLOSES = OPENS.plusDays(7);

  /** 180 days are over. */
  private static final LocalDate ITS_DAY = CLOSES.plusDays(181);

  private static final HouseholdId LI = new HouseholdId("4101732022010001");
  private static final HouseholdId WANG = new HouseholdId("4101732022010002");
  private static final NoticeId OF_LI = new NoticeId("GS-LI");
  private static final NoticeId OF_WANG = new NoticeId("GS-WANG");
  private static final NoticeId OF_MONEY = new NoticeId("GG-MONEY");

  private final Story story = new Story();

  @AfterEach
  void close() {
    story.close();
  }

  private static PublishedDocument list(String head) {
    return new PublishedDocument(
        "贫困户识别第一次公示",
        List.of("户主", "人数"),
        List.of(List.of(head, "1")),
        null,
        "mask-1",
        true,
        "5".repeat(64));
  }

  private static PublishedDocument money() {
    return new PublishedDocument(
        "分配结果公告",
        List.of("文号", "金额（元）"),
        List.of(List.of("郑财预〔2014〕1号", "500")),
        Money.ofYuan(500),
        "none",
        true,
        "6".repeat(64));
  }

  private static Deed applies(HouseholdId household, String idNumber) {
    return live(
        APPLIED,
        new ApplyForRegister(
            household,
            Judging.VILLAGE,
            1,
            List.of(new Person(new MemberId("01"), Relationship.HEAD, "某样例", idNumber)),
            List.of(PovertyCause.OTHER)));
  }

  private static Deed posts(NoticeId notice, UUID subject, PublishedDocument document) {
    return live(
        OPENS,
        new PostNotice(
            notice,
            NoticeKind.IDENTIFICATION_FIRST,
            RegionLevel.VILLAGE,
            Judging.VILLAGE,
            List.of(subject),
            List.of(Judging.VILLAGE),
            CLOSES,
            document));
  }

  private void publishAll() {
    UUID li = story.tell(applies(LI, IdNumbers.of(1))).getFirst();
    UUID wang = story.tell(applies(WANG, IdNumbers.of(2))).getFirst();
    story.tell(
        posts(OF_LI, li, list("李**")),
        posts(OF_WANG, wang, list("王**")),
        live(
            OPENS,
            new Announce(
                OF_MONEY,
                NoticeKind.FUND_ALLOCATION,
                RegionLevel.COUNTY,
                Judging.COUNTY,
                List.of(),
                List.of(Judging.COUNTY),
                money())));
  }

  private Publications on(LocalDate day) {
    ZoneId zone = ZoneId.of("Asia/Shanghai");
    return new Publications(
        story.database().app(), Clock.fixed(day.atTime(9, 0).atZone(zone).toInstant(), zone));
  }

  private Publication found(LocalDate day, PublishedDocument document) {
    NoticeId notice =
        document.controlTotal() != null
            ? OF_MONEY
            : document.rows().getFirst().getFirst().startsWith("李") ? OF_LI : OF_WANG;
    return on(day).find(notice.stream(), Sha256.of(DocumentJson.write(document))).orElseThrow();
  }

  private List<Finding> findings() {
    return new Fsck(story.database().app(), story.ledger().codec())
        .check(null, (_, _) -> {})
        .findings();
  }

  private void run(String sql) throws SQLException {
    try (Connection connection = story.database().superuser().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void aListOfPersonsIsPublicUntilItsDayAndNotOnIt() {
    publishAll();

    assertThat(found(ITS_DAY.minusDays(1), list("李**")).content()).isNotNull();
    assertThat(found(ITS_DAY, list("李**")).content()).as("before any task ran").isNull();
    assertThat(found(ITS_DAY, list("李**")).withdrawOn()).isEqualTo(ITS_DAY);
    assertThat(found(ITS_DAY.plusYears(9), money()).content()).as("money stays").isNotNull();
  }

  @Test
  void onItsDayTheBytesAreDestroyedOnceWhoeverDoesIt() throws Exception {
    publishAll();
    assertThat(on(ITS_DAY.minusDays(1)).withdrawDue()).isZero();

    int destroyed = 0;
    try (ExecutorService nodes = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Integer> node = on(ITS_DAY)::withdrawDue;
      for (Future<Integer> each : nodes.invokeAll(List.of(node, node))) destroyed += each.get();
    }

    assertThat(destroyed).isEqualTo(2);
    assertThat(on(ITS_DAY).withdrawDue()).isZero();
    Publication gone = found(OPENS, list("李**"));
    assertThat(gone.content()).as("on an earlier day too").isNull();
    assertThat(gone.withdrawnAt()).isNotNull();
    assertThat(findings()).as("a document that came down is no finding").isEmpty();
  }

  @Test
  void whatPaperHistoryTellsLateIsPublicForAsLong() {
    ListTerm term = new ListTerm(180, List.of("EXIT"));
    LocalDate entered = LocalDate.of(2017, 3, 1);

    assertThat(term.withdrawOn("EXIT", CLOSES, OPENS)).contains(ITS_DAY);
    assertThat(term.withdrawOn("EXIT", CLOSES, entered)).contains(entered.plusDays(181));
    assertThat(term.withdrawOn("POLICY", CLOSES, entered)).isEmpty();
  }

  @Test
  void anOfficerTakesItDownAtOnceAndTheFactSaysWhy() {
    publishAll();
    story.tell(live(OPENS.plusDays(1), withdraw(OF_LI, WithdrawalReason.SHOWS_PERSONAL_DATA)));

    assertThat(found(OPENS, list("李**")).content()).isNull();
    assertThat(found(OPENS, list("王**")).content()).isNotNull();
    assertThat(findings()).isEmpty();
  }

  private static WithdrawDocument withdraw(NoticeId notice, WithdrawalReason reason) {
    return new WithdrawDocument(notice, reason);
  }

  @Test
  void whoeverIsErasedIsOnNoListAnyMore() {
    publishAll();
    story.tell(
        live(
            APPLIED.plusDays(30),
            new RefuseIdentification(LI, Stage.VILLAGE_REVIEW, RefusalReason.INCOME_ABOVE_LINE)),
        live(
            APPLIED.plusDays(31),
            new ErasePersonalData(
                SubjectId.of(LI, new MemberId("01")), ProtectionBasis.PURPOSE_ENDED)));

    assertThat(found(OPENS, list("李**")).content()).isNull();
    assertThat(found(OPENS, list("王**")).content()).isNotNull();
    assertThat(findings()).isEmpty();
  }

  private static Deed refusesLi(LocalDate day) {
    return live(
        day, new RefuseIdentification(LI, Stage.VILLAGE_REVIEW, RefusalReason.INCOME_ABOVE_LINE));
  }

  private static Deed erasesLi(LocalDate day) {
    return live(
        day,
        new ErasePersonalData(SubjectId.of(LI, new MemberId("01")), ProtectionBasis.PURPOSE_ENDED));
  }

  /** Its rows show Li and Wang, whatever its subjects are. */
  private static PublishedDocument both() {
    return new PublishedDocument(
        "贫困户识别第一次公示",
        List.of("户主", "人数"),
        List.of(List.of("李**", "1"), List.of("王**", "1")),
        null,
        "mask-1",
        true,
        "7".repeat(64));
  }

  private Deed announcesBoth(String number, RegionCode region, RegionCode place, UUID... subjects) {
    return live(
        OPENS,
        new Announce(
            new NoticeId(number),
            NoticeKind.IDENTIFICATION,
            RegionLevel.COUNTY,
            region,
            List.of(subjects),
            List.of(place),
            both()));
  }

  private boolean isUp(String number) {
    return on(OPENS)
            .find("notice/" + number, Sha256.of(DocumentJson.write(both())))
            .orElseThrow()
            .content()
        != null;
  }

  @Test
  void aListThatNamesFewerThanItShowsComesDownWhereTheErasedOneLives() {
    UUID li = story.tell(applies(LI, IdNumbers.of(1))).getFirst();
    UUID wang = story.tell(applies(WANG, IdNumbers.of(2))).getFirst();
    UUID wangAgain =
        story
            .tell(
                live(
                    APPLIED.plusDays(1),
                    new RefuseIdentification(
                        WANG, Stage.VILLAGE_REVIEW, RefusalReason.INCOME_ABOVE_LINE)))
            .getFirst();
    story.tell(
        announcesBoth("NOBODY", Judging.VILLAGE, Judging.VILLAGE),
        announcesBoth("ONE-OF-TWO", Judging.COUNTY, Judging.COUNTY, wang),
        announcesBoth("ONE-TWICE", Judging.COUNTY, Judging.COUNTY, wang, wangAgain),
        announcesBoth("HANGS-THERE", Judging.CLOSED_COUNTY, Judging.VILLAGE, wang),
        announcesBoth("BOTH", Judging.COUNTY, Judging.COUNTY, wang, li),
        announcesBoth("ELSEWHERE", Judging.CLOSED_COUNTY, Judging.CLOSED_COUNTY),
        refusesLi(APPLIED.plusDays(30)));
    assertThat(isUp("NOBODY")).isTrue();

    story.tell(erasesLi(APPLIED.plusDays(31)));

    for (String shown : List.of("NOBODY", "ONE-OF-TWO", "ONE-TWICE", "HANGS-THERE", "BOTH"))
      assertThat(isUp(shown)).as(shown).isFalse();
    assertThat(isUp("ELSEWHERE")).isTrue();
    assertThat(findings()).isEmpty();
  }

  @Test
  void aListComesDownInEveryDivisionThatWasEverAbove() {
    story.tell(applies(LI, IdNumbers.of(1)));
    UUID wang = story.tell(applies(WANG, IdNumbers.of(2))).getFirst();
    story.tell(
        announcesBoth("BEFORE", Judging.COUNTY, Judging.COUNTY, wang),
        live(OPENS, new TransferRegion(Deed.TOWNSHIP, Judging.CLOSED_COUNTY)),
        announcesBoth("AFTER", Judging.CLOSED_COUNTY, Judging.CLOSED_COUNTY, wang),
        refusesLi(APPLIED.plusDays(30)));
    assertThat(isUp("BEFORE") && isUp("AFTER")).isTrue();

    story.tell(erasesLi(APPLIED.plusDays(31)));

    assertThat(isUp("BEFORE")).isFalse();
    assertThat(isUp("AFTER")).isFalse();
  }

  @Test
  void whatIsPublishedAfterAnErasureStaysThroughTheNextStart() {
    publishAll();
    UUID wang = story.facts(WANG.stream()).getFirst().id();
    story.tell(
        refusesLi(APPLIED.plusDays(30)),
        erasesLi(APPLIED.plusDays(31)),
        announcesBoth("LATER", Judging.VILLAGE, Judging.VILLAGE, wang));

    story.reopen();

    assertThat(isUp("LATER")).isTrue();
    assertThat(found(OPENS, list("李**")).content()).isNull();
  }

  private boolean closesClean(NoticeId notice) {
    story.tell(live(CLOSES.plusDays(1), new CloseNotice(notice)));
    return ((NoticeClosed) story.facts(notice.stream()).getLast().event()).clean();
  }

  @Test
  void aNoticeWhoseListWentWithAnErasureBeforeItsLastDayDoesNotCloseClean() {
    publishAll();
    story.tell(refusesLi(OPENS.plusDays(1)), erasesLi(OPENS.plusDays(2)));

    assertThat(closesClean(OF_LI)).isFalse();
    assertThat(story.facts(OF_LI.stream()).getLast().event())
        .isEqualTo(new NoticeClosed(OF_LI, false, OPENS.plusDays(2)));
    assertThat(closesClean(OF_WANG)).isTrue();
  }

  @Test
  void aListThatWentWithAnErasureIsNotCleanForBeingTakenDownLater() {
    publishAll();
    story.tell(
        refusesLi(OPENS.plusDays(1)),
        erasesLi(OPENS.plusDays(2)),
        live(CLOSES.plusDays(1), withdraw(OF_LI, WithdrawalReason.MISTAKEN)));

    assertThat(closesClean(OF_LI)).isFalse();
  }

  @Test
  void aNoticeWhoseListWentAfterItsLastDayHungItsDays() {
    publishAll();
    story.tell(refusesLi(OPENS.plusDays(1)), erasesLi(CLOSES.plusDays(1)));

    assertThat(closesClean(OF_LI)).isTrue();
  }

  @Test
  void aStoreThatIsPutBackLosesAgainWhatWasTakenDown() throws SQLException {
    publishAll();
    String copy = "create table public.copy as select * from publication.document";
    run(copy);
    story.tell(
        live(OPENS.plusDays(1), withdraw(OF_WANG, WithdrawalReason.MISTAKEN)),
        live(
            APPLIED.plusDays(30),
            new RefuseIdentification(LI, Stage.VILLAGE_REVIEW, RefusalReason.INCOME_ABOVE_LINE)),
        live(
            APPLIED.plusDays(31),
            new ErasePersonalData(
                SubjectId.of(LI, new MemberId("01")), ProtectionBasis.PURPOSE_ENDED)));
    run("alter table publication.document disable trigger all");
    run("delete from publication.document");
    run("insert into publication.document select * from public.copy");
    run("alter table publication.document enable always trigger only_withdraw");
    run("alter table publication.document enable always trigger no_truncate");
    assertThat(findings())
        .extracting(Finding::code)
        .containsExactly(Finding.Code.DOCUMENT_CAME_BACK);

    story.reopen();

    assertThat(found(OPENS, list("李**")).content()).isNull();
    assertThat(found(OPENS, list("王**")).content()).isNull();
    assertThat(found(OPENS, money()).content()).isNotNull();
    assertThat(findings()).isEmpty();
  }

  @Test
  void nothingElseHappensToADocument() {
    publishAll();
    for (String sql :
        List.of(
            "update publication.document set content = 'other'",
            "delete from publication.document",
            "truncate publication.document"))
      assertThatThrownBy(() -> run(sql)).as(sql).hasMessageContaining("a document is withdrawn");
  }

  @Test
  void theCheckNamesADocumentThatIsAnotherOrMissing() throws SQLException {
    publishAll();
    run("alter table publication.document disable trigger all");
    run("update publication.document set content = 'other' where notice = 'notice/GS-LI'");
    run("delete from publication.document where notice = 'notice/GS-WANG'");

    assertThat(findings())
        .extracting(Finding::code)
        .contains(
            Finding.Code.DOCUMENT_DIFFERS, Finding.Code.DOCUMENT_MISSING, Finding.Code.GUARD_OFF);
  }

  @Test
  void theCheckGoesOnWhereADetailIsNoText() throws SQLException {
    publishAll();
    run("alter table journal.event disable trigger all");
    run(
        """
        update journal.event set detail = '\\xff'
        where type = 'notice.notice-posted.v1' and stream = 'notice/GS-LI'
        """);
    run("alter table publication.document disable trigger all");
    run("delete from publication.document where notice = 'notice/GS-WANG'");

    assertThat(findings())
        .extracting(Finding::code)
        .contains(Finding.Code.DETAIL_CONTRADICTS_ROW, Finding.Code.DOCUMENT_MISSING);
  }
}
