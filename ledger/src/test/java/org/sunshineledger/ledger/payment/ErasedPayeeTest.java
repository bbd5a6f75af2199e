package org.sunshineledger.ledger.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sunshineledger.ledger.Deed.live;
import static org.sunshineledger.ledger.payment.LiAndWang.DAY;
import static org.sunshineledger.ledger.payment.LiAndWang.HEAD;
import static org.sunshineledger.ledger.payment.LiAndWang.LATER;
import static org.sunshineledger.ledger.payment.LiAndWang.LI;
import static org.sunshineledger.ledger.payment.LiAndWang.LINES;
import static org.sunshineledger.ledger.payment.LiAndWang.PAYMENT;
import static org.sunshineledger.ledger.payment.LiAndWang.SECOND;
import static org.sunshineledger.ledger.payment.LiAndWang.SON;
import static org.sunshineledger.ledger.payment.LiAndWang.WANG;
import static org.sunshineledger.ledger.payment.LiAndWang.YULU;
import static org.sunshineledger.ledger.payment.LiAndWang.line;
import static org.sunshineledger.ledger.payment.LiAndWang.request;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.Deed;
import org.sunshineledger.ledger.Judging;
import org.sunshineledger.ledger.Story;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.PaymentId;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.household.HouseholdOrder.RemoveMember;
import org.sunshineledger.ledger.household.LeaveReason;
import org.sunshineledger.ledger.notice.DocumentJson;
import org.sunshineledger.ledger.notice.NoticeKind;
import org.sunshineledger.ledger.notice.NoticeOrder.Announce;
import org.sunshineledger.ledger.notice.PublishedDocument;
import org.sunshineledger.ledger.publication.Publications;
import org.sunshineledger.ledger.region.RegionLevel;
import org.sunshineledger.ledger.vault.ProtectionBasis;
import org.sunshineledger.ledger.vault.SubjectId;
import org.sunshineledger.ledger.vault.VaultOrder.ErasePersonalData;

@DisplayName("发放名单公示后、发放前的删除")
class ErasedPayeeTest {

  /** Before the lists would come down by themselves. */
  private static final Instant OF_THE_DAY = DAY.atTime(9, 0).toInstant(ZoneOffset.UTC);

  private static final PublishedDocument TO_BOTH = list("李**", "王**");
  private static final PublishedDocument TO_WANG_ALONE = list("王**");

  private final Story story = new Story();

  @BeforeEach
  void begin() {
    LiAndWang.begin(story);
  }

  @AfterEach
  void close() {
    story.close();
  }

  private static PublishedDocument list(String... heads) {
    return new PublishedDocument(
        "雨露计划补助",
        List.of("户主", "金额（元）"),
        List.of(heads).stream().map(head -> List.of(head, "2000")).toList(),
        Money.ofYuan(2_000L * heads.length),
        "mask-1",
        true,
        "8".repeat(64));
  }

  /** Requested, and shown to everybody; nobody has been paid. */
  private void published(PaymentId payment, List<PaymentLine> lines, PublishedDocument document) {
    UUID requested = story.tell(request(payment, YULU, lines)).getFirst();
    story.tell(
        live(
            DAY,
            new Announce(
                notice(payment),
                NoticeKind.PAYMENT,
                RegionLevel.COUNTY,
                Judging.COUNTY,
                List.of(requested),
                List.of(Judging.VILLAGE),
                document)));
  }

  private static NoticeId notice(PaymentId payment) {
    return new NoticeId("GS-" + payment.number());
  }

  private static Deed erasesTheSonOfLi() {
    return live(LATER, new ErasePersonalData(SubjectId.of(LI, SON), ProtectionBasis.PURPOSE_ENDED));
  }

  private boolean isUp(PaymentId payment, PublishedDocument document) {
    return new Publications(story.database().app(), Clock.fixed(OF_THE_DAY, ZoneOffset.UTC))
            .find(notice(payment).stream(), Sha256.of(DocumentJson.write(document)))
            .orElseThrow()
            .content()
        != null;
  }

  @Test
  void aListThatNobodyWasPaidByComesDownForWhoStandsOnIt() {
    published(PAYMENT, LINES, TO_BOTH);
    published(SECOND, List.of(line(1, WANG, SON, 2_000)), TO_WANG_ALONE);
    assertThat(isUp(PAYMENT, TO_BOTH)).isTrue();

    story.tell(live(LATER, new RemoveMember(LI, SON, LeaveReason.MOVED)), erasesTheSonOfLi());

    assertThat(isUp(PAYMENT, TO_BOTH)).isFalse();
    assertThat(isUp(SECOND, TO_WANG_ALONE)).isTrue();
  }

  /** As those of before the payees were kept: whom they show, nobody can tell. */
  @Test
  void aListWhosePayeesAreNotKnownComesDownForWhoeverLivesThere() throws SQLException {
    published(SECOND, List.of(line(1, WANG, HEAD, 2_000)), TO_WANG_ALONE);
    assertThat(isUp(SECOND, TO_WANG_ALONE)).isTrue();
    try (Connection connection = story.database().superuser().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("alter table publication.payee disable trigger all");
      statement.execute("delete from publication.payee");
      statement.execute("alter table publication.payee enable always trigger append_only");
    }

    story.tell(live(LATER, new RemoveMember(LI, SON, LeaveReason.MOVED)), erasesTheSonOfLi());

    assertThat(isUp(SECOND, TO_WANG_ALONE)).isFalse();
  }
}
