package org.sunshineledger.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sunshineledger.ledger.Deed.live;

import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.notice.NoticeKind;
import org.sunshineledger.ledger.notice.NoticeOrder.PostNotice;
import org.sunshineledger.ledger.notice.NoticeOrder.RaiseObjection;
import org.sunshineledger.ledger.notice.NoticeOrder.ResolveObjection;
import org.sunshineledger.ledger.notice.ObjectionGrounds;
import org.sunshineledger.ledger.notice.ObjectionId;
import org.sunshineledger.ledger.notice.PublishedDocument;
import org.sunshineledger.ledger.region.RegionLevel;
import org.sunshineledger.ledger.rules.Refused;

/** One node remembers a notice; the other adds to it. */
@DisplayName("An order that is tried out")
class TriedOutTest {

  private static final LocalDate OPENS = LocalDate.of(2014, 4, 13);
  private static final NoticeId NOTICE = new NoticeId("GS-0001");
  private static final ObjectionId FIRST = new ObjectionId("01");

  private final Story story = new Story();
  private final Ledger other =
      new Ledger(
          story.database().app(), Judging.CLOCK, story.database().vault(), new SecureRandom());

  @BeforeEach
  void aNoticeHangs() {
    story.tell(
        live(
            OPENS,
            new PostNotice(
                NOTICE,
                NoticeKind.IDENTIFICATION_FIRST,
                RegionLevel.VILLAGE,
                Judging.VILLAGE,
                List.of(),
                List.of(Judging.VILLAGE),
                OPENS.plusDays(7),
                new PublishedDocument(
                    "贫困户识别第一次公示",
                    List.of("户主"),
                    List.of(List.of("李**")),
                    null,
                    "mask-1",
                    true,
                    "5".repeat(64)))));
  }

  @AfterEach
  void close() {
    other.close();
    story.close();
  }

  private static Deed objects() {
    return live(OPENS, new RaiseObjection(NOTICE, FIRST, ObjectionGrounds.OTHER));
  }

  private static Deed resolves() {
    return live(OPENS, new ResolveObjection(NOTICE, FIRST, false, List.of(Deed.HELPER)))
        .by(Deed.REVIEWER);
  }

  private void triedOut(Deed deed) {
    story.ledger().orders().tryOut(deed.order(), deed.act());
  }

  @Test
  void isNotRefusedForWhatAnotherNodeHasChangedSince() {
    assertThatThrownBy(() -> triedOut(resolves())).isInstanceOf(Refused.class);
    story.tell(
        live(OPENS, new RaiseObjection(NOTICE, new ObjectionId("09"), ObjectionGrounds.OTHER)));

    var _ = other.orders().submit(objects().order(), objects().act(), null);

    assertThatCode(() -> triedOut(resolves())).doesNotThrowAnyException();
  }

  @Test
  void isNotAllowedForWhatAnotherNodeHasChangedSince() {
    var _ = other.orders().submit(objects().order(), objects().act(), null);

    assertThatThrownBy(() -> triedOut(objects())).isInstanceOf(Refused.class);
  }

  @Test
  void recordsNothing() {
    long size = story.ledger().journal().size();

    triedOut(objects());

    assertThat(story.ledger().journal().size()).isEqualTo(size);
  }
}
