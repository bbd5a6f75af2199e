package org.sunshineledger.api.scenario;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
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
import org.sunshineledger.ledger.household.HouseholdOrder.AcknowledgeBenefit;
import org.sunshineledger.ledger.household.HouseholdOrder.Person;
import org.sunshineledger.ledger.household.PovertyCause;
import org.sunshineledger.ledger.household.Programme;
import org.sunshineledger.ledger.household.Relationship;
import org.sunshineledger.ledger.notice.NoticeKind;
import org.sunshineledger.ledger.payment.PaymentLine;
import org.sunshineledger.ledger.payment.PaymentOrder.ApprovePayment;
import org.sunshineledger.ledger.payment.PaymentOrder.DisburseFund;
import org.sunshineledger.ledger.payment.PaymentOrder.RequestPayment;
import org.sunshineledger.ledger.payment.PaymentOrder.ReturnPayment;
import org.sunshineledger.ledger.payment.PaymentOrder.SettlePayment;
import org.sunshineledger.ledger.payment.ReturnReason;

/** Payment lists of one village: requested, approved and paid by three people, then announced. */
final class Payments {

  /** 雨露计划: 2,000 yuan a year for a pupil in vocational education (article, 2016-10-17). */
  private static final long YULU_YUAN = 2_000;

  private final Setting setting;
  private final Telling telling;

  /** What came in each quarter, by its last day. */
  private final SortedMap<LocalDate, Money> quarters = new TreeMap<>();

  Payments(Setting setting) {
    this.setting = setting;
    this.telling = setting.telling;
  }

  private static LocalDate quarterOf(LocalDate day) {
    return LocalDate.of(day.getYear(), day.getMonth().firstMonthOfQuarter(), 1)
        .plusMonths(3)
        .minusDays(1);
  }

  /** 村务公开: the village posts each quarter's accounts; some late, some never. */
  void postAccounts() {
    if (setting.hamlet.number() % 23 == 5) return;
    Actor head = setting.villageOfficer(Post.VILLAGE_COMMITTEE_HEAD);
    quarters.forEach((end, total) -> {
      NoticeId notice = setting.noticeId("CW-" + end.getYear() + "-" + end.getMonthValue());
      setting.announce(
          head,
          end.plusDays(setting.hamlet.number() % 19 == 3 ? 44 : 9),
          notice,
          NoticeKind.VILLAGE_ACCOUNTS,
          List::of,
          setting.document(
              notice,
              "%d年%d季度财务公开".formatted(end.getYear(), end.getMonthValue() / 3),
              List.of("项目", "金额（元）"),
              List.of(List.of("扶贫资金到户", yuan(total))),
              total));
    });
  }

  private static String yuan(Money money) {
    return "%d.%02d".formatted(money.fen() / 100, money.fen() % 100);
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
    telling.tell(
        requester,
        day,
        new RequestPayment(
            payment, project, fund, programme, String.valueOf(day.getYear()), lines, total));
    telling.tell(
        setting.cast.countySecond(county, Post.FINANCE_OFFICER),
        day.plusDays(4),
        new ApprovePayment(payment));
    LocalDate paidOn = day.plusDays(9);
    AtomicReference<UUID> disbursed = new AtomicReference<>();
    telling.plan(
        paidOn,
        batch ->
            disbursed.set(
                batch
                    .submit(
                        new DisburseFund(payment, lines),
                        telling.act(payer, paidOn, List.of(), List.of()))
                    .getFirst()));
    telling.tell(payer, paidOn.plusDays(1), new SettlePayment(payment, "HD-" + payment.number()));
    // In a few villages one card had been closed.
    if (setting.hamlet.number() % 30 == 11 && programme == Programme.INDUSTRY_GRANT)
      telling.tell(
          payer,
          paidOn.plusDays(4),
          new ReturnPayment(payment, 1, lines.getFirst().household(), ReturnReason.ACCOUNT_CLOSED));
    if (programme == Programme.YULU_SUBSIDY)
      for (int i = 0; i < lines.size(); i++)
        telling.tell(
            setting.clerk(),
            paidOn.plusDays(8),
            new AcknowledgeBenefit(
                lines.get(i).household(), payment, i + 1, families.get(i).head().member()));
    quarters.merge(quarterOf(paidOn), total, Money::plus);
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
      rows.add(List.of(family.group() + "组", Setting.masked(family), yuan(lines.get(i).amount())));
    }
    return rows;
  }
}
