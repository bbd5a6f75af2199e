package org.sunshineledger.api.scenario;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Actor;
import org.sunshineledger.ledger.fact.DocumentNumber;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.PaymentId;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.household.HouseholdOrder.Person;
import org.sunshineledger.ledger.household.PovertyCause;
import org.sunshineledger.ledger.household.Programme;
import org.sunshineledger.ledger.household.Relationship;
import org.sunshineledger.ledger.notice.NoticeKind;
import org.sunshineledger.ledger.payment.PaymentLine;
import org.sunshineledger.ledger.payment.PaymentOrder.ApprovePayment;
import org.sunshineledger.ledger.payment.PaymentOrder.DisburseFund;
import org.sunshineledger.ledger.payment.PaymentOrder.RequestPayment;

/** Payment lists of one village: requested, approved and paid by three people, then announced. */
final class Payments {

  /** 雨露计划: 2,000 yuan a year for a pupil in vocational education (article, 2016-10-17). */
  private static final long YULU_YUAN = 2_000;

  private final Setting setting;

  Payments(Setting setting) {
    this.setting = setting;
  }

  void industryGrants(List<Family> families, LocalDate day) {
    // Villages that finished in 2015 have nobody left to be paid.
    if (families.isEmpty()) return;
    List<PaymentLine> lines = new ArrayList<>();
    for (Family family : families)
      lines.add(
          new PaymentLine(
              lines.size() + 1,
              family.id(),
              null,
              Money.ofYuan(1_000 + 100L * setting.random.nextInt(11))));
    pay(
        "CY" + day.getYear(),
        "产业扶持资金",
        Budget.industryProject(setting.village()),
        Programme.INDUSTRY_GRANT,
        families,
        lines,
        day);
  }

  void yuluSubsidies(List<Family> families, LocalDate day) {
    List<Family> paid = new ArrayList<>();
    List<PaymentLine> lines = new ArrayList<>();
    for (Family family : families) {
      MemberId pupil = pupil(family);
      if (pupil == null) continue;
      paid.add(family);
      lines.add(new PaymentLine(lines.size() + 1, family.id(), pupil, Money.ofYuan(YULU_YUAN)));
    }
    if (lines.isEmpty()) return;
    pay(
        "YL" + day.getYear(),
        "雨露计划补助",
        Budget.yuluProject(setting.hamlet.township().code()),
        Programme.YULU_SUBSIDY,
        paid,
        lines,
        day);
  }

  private static @Nullable MemberId pupil(Family family) {
    if (family.cause() != PovertyCause.SCHOOLING) return null;
    for (Person person : family.members().subList(0, Assistance.livingMembers(family)))
      if (person.relationship() == Relationship.SON
          || person.relationship() == Relationship.DAUGHTER) return person.member();
    return null;
  }

  private void pay(
      String list,
      String title,
      ProjectCode project,
      Programme programme,
      List<Family> families,
      List<PaymentLine> lines,
      LocalDate day) {
    RegionCode county = setting.countyOn(day);
    PaymentId payment = new PaymentId(setting.village() + "-" + list);
    DocumentNumber fund = Budget.fund(setting.hamlet.block().county(), day.getYear());
    Money total = lines.stream().map(PaymentLine::amount).reduce(Money.ZERO, Money::plus);
    Actor requester = setting.cast.county(county, Post.FINANCE_OFFICER);
    Actor payer = setting.cast.county(county, Post.PAYING_OFFICER);
    setting.telling.tell(
        requester,
        day,
        new RequestPayment(
            payment, project, fund, programme, String.valueOf(day.getYear()), lines, total));
    setting.telling.tell(
        setting.cast.countySecond(county, Post.FINANCE_OFFICER),
        day.plusDays(4),
        new ApprovePayment(payment));
    LocalDate paidOn = day.plusDays(9);
    AtomicReference<UUID> disbursed = new AtomicReference<>();
    setting.telling.plan(
        paidOn,
        batch ->
            disbursed.set(
                batch
                    .submit(
                        new DisburseFund(payment, lines),
                        setting.telling.act(payer, paidOn, List.of(), List.of()))
                    .getFirst()));
    NoticeId announcement = setting.noticeId("ZF-" + list);
    setting.announce(
        requester,
        paidOn.plusDays(6),
        announcement,
        NoticeKind.PAYMENT,
        () -> List.of(disbursed.get()),
        setting.document(
            announcement,
            day.getYear() + "年" + title + "发放公告",
            List.of("村民组", "户主", "金额（元）"),
            rows(families, lines),
            total));
  }

  private static List<List<String>> rows(List<Family> families, List<PaymentLine> lines) {
    List<List<String>> rows = new ArrayList<>(lines.size());
    for (int i = 0; i < lines.size(); i++) {
      Family family = families.get(i);
      rows.add(
          List.of(
              family.group() + "组",
              Setting.masked(family),
              "%d.%02d"
                  .formatted(
                      lines.get(i).amount().fen() / 100, lines.get(i).amount().fen() % 100)));
    }
    return rows;
  }
}
