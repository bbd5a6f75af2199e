package org.sunshineledger.api.scenario;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.notice.NoticeKind;
import org.sunshineledger.ledger.notice.NoticeOrder.CloseNotice;
import org.sunshineledger.ledger.notice.NoticeOrder.PostNotice;
import org.sunshineledger.ledger.region.RegionLevel;
import org.sunshineledger.ledger.rules.Act;
import org.sunshineledger.ledger.village.VillageIndicators;
import org.sunshineledger.ledger.village.VillageOrder.ExitVillage;
import org.sunshineledger.ledger.village.VillageOrder.ProposeVillageExit;
import org.sunshineledger.ledger.village.VillageOrder.SurveyVillage;

/**
 * 贫困村退出 at the end of 2015, after a notice in the township (domain.md EX-6). Told when the
 * households of the village are, because its poor are counted from their facts.
 */
final class VillageExit {

  private static final LocalDate SURVEYED = LocalDate.of(2015, 11, 20);
  private static final LocalDate PROPOSED = LocalDate.of(2015, 12, 7);
  private static final LocalDate POSTED = LocalDate.of(2015, 12, 8);
  private static final LocalDate EXITED = LocalDate.of(2015, 12, 20);
  private static final int NOTICE_DAYS = 7;

  private final Setting setting;
  private UUID proposal = new UUID(0, 0);

  VillageExit(Setting setting) {
    this.setting = setting;
  }

  void tell() {
    Hamlet hamlet = setting.hamlet;
    setting.telling.tell(
        setting.clerk(),
        SURVEYED,
        new SurveyVillage(
            hamlet.code(), 2015, new VillageIndicators(true, true, true, Money.ofYuan(52_000))));
    setting.telling.plan(
        PROPOSED,
        batch ->
            proposal =
                batch
                    .submit(
                        new ProposeVillageExit(hamlet.code()),
                        setting.telling.act(
                            setting.townshipReviewer(), PROPOSED, List.of(), List.of()))
                    .getLast());
    NoticeId notice = setting.noticeId("CTC-2015");
    setting.telling.plan(POSTED, batch -> batch.submit(post(notice), postedBy()));
    setting.telling.tell(
        setting.townshipReviewer(), POSTED.plusDays(NOTICE_DAYS + 1L), new CloseNotice(notice));
    setting.telling.tell(
        setting.countyApprover(EXITED), EXITED, new ExitVillage(hamlet.code(), notice));
  }

  private Act postedBy() {
    return setting.telling.act(setting.townshipReviewer(), POSTED, List.of(), List.of());
  }

  private PostNotice post(NoticeId notice) {
    Hamlet hamlet = setting.hamlet;
    RegionCode township = hamlet.township().code();
    return new PostNotice(
        notice,
        NoticeKind.VILLAGE_EXIT,
        RegionLevel.TOWNSHIP,
        township,
        List.of(proposal),
        List.of(township, hamlet.code()),
        POSTED.plusDays(NOTICE_DAYS),
        setting.document(
            notice,
            "退出贫困村序列公示",
            List.of("贫困村", "农村人口", "未脱贫人口"),
            List.of(List.of(hamlet.name(), String.valueOf(hamlet.ruralPopulation()), "0")),
            null));
  }
}
