package org.sunshineledger.api.scenario;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.sunshineledger.ledger.fact.Actor;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.notice.NoticeKind;
import org.sunshineledger.ledger.project.AcceptanceLevel;
import org.sunshineledger.ledger.project.Procurement;
import org.sunshineledger.ledger.project.ProjectOrder.AcceptProject;
import org.sunshineledger.ledger.project.ProjectOrder.StartProject;

/**
 * The village's industry project from its start to the county's acceptance, and what hung of it.
 */
final class Works {

  private static final LocalDate STARTED = LocalDate.of(2015, 3, 5);
  private static final LocalDate ACCEPTED_BY_TOWNSHIP = LocalDate.of(2015, 11, 20);
  private static final LocalDate ACCEPTED_BY_COUNTY = LocalDate.of(2015, 12, 4);
  private static final int REPRESENTATIVES = 3;

  private final Setting setting;
  private final ProjectCode project;

  Works(Setting setting) {
    this.setting = setting;
    this.project = Budget.industryProject(setting.village());
  }

  void tell() {
    Actor unit = setting.cast.county(setting.countyOn(STARTED), Post.POVERTY_OFFICE_HEAD);
    Told started = plan(unit, STARTED, new StartProject(project, Procurement.NONE));
    // Some sites have no sign board, and in some villages it came a month late.
    if (setting.hamlet.number() % 21 != 8)
      post(
          unit,
          STARTED.plusDays(setting.hamlet.number() % 25 == 6 ? 31 : 4),
          "PB",
          NoticeKind.PROJECT_SIGN_BOARD,
          "产业扶持项目公示牌",
          started);
    setting.telling.tell(
        setting.townshipReviewer(),
        ACCEPTED_BY_TOWNSHIP,
        new AcceptProject(project, AcceptanceLevel.TOWNSHIP, REPRESENTATIVES));
    Actor county = setting.countyApprover(ACCEPTED_BY_COUNTY);
    Told accepted =
        plan(
            county,
            ACCEPTED_BY_COUNTY,
            new AcceptProject(
                project,
                AcceptanceLevel.COUNTY,
                // 验收无受益户代表: a few inspections met nobody.
                setting.hamlet.number() % 29 == 12 ? 0 : REPRESENTATIVES));
    if (setting.hamlet.number() % 17 != 4)
      post(
          county,
          ACCEPTED_BY_COUNTY.plusDays(12),
          "WG",
          NoticeKind.PROJECT_COMPLETION,
          "产业扶持项目完工公告",
          accepted);
  }

  /** The id of a fact that is told later. */
  private record Told(AtomicReference<UUID> fact) {
    List<UUID> get() {
      return List.of(fact.get());
    }
  }

  private Told plan(Actor actor, LocalDate day, Order order) {
    AtomicReference<UUID> fact = new AtomicReference<>();
    setting.telling.plan(
        day,
        batch ->
            fact.set(
                batch
                    .submit(order, setting.telling.act(actor, day, List.of(), List.of()))
                    .getFirst()));
    return new Told(fact);
  }

  private void post(
      Actor actor, LocalDate day, String what, NoticeKind kind, String title, Told subject) {
    NoticeId notice = setting.noticeId(what);
    setting.announce(
        actor,
        day,
        notice,
        kind,
        subject::get,
        setting.document(
            notice,
            title,
            List.of("项目", "实施单位", "受益户"),
            List.of(
                List.of(
                    project.code(),
                    actor.office(),
                    String.valueOf(setting.hamlet.families().size()))),
            null));
  }
}
