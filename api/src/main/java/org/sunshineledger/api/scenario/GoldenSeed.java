package org.sunshineledger.api.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.sunshineledger.ledger.fact.Actor;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.mutualaid.LoanId;
import org.sunshineledger.ledger.mutualaid.LoanUse;
import org.sunshineledger.ledger.mutualaid.MutualAidOrder.EstablishMutualAidFund;
import org.sunshineledger.ledger.mutualaid.MutualAidOrder.GrantLoan;
import org.sunshineledger.ledger.notice.NoticeKind;
import org.sunshineledger.ledger.notice.NoticeOrder.Announce;
import org.sunshineledger.ledger.notice.PublishedDocument;
import org.sunshineledger.ledger.region.RegionLevel;

/**
 * 金种子: "2015年…2500万元…50个村…每村50万元…6倍…截至今年8月…贷款9771.54万元" (article, C019 to C024). The villages and
 * the loans are made up to add up to these figures.
 */
final class GoldenSeed {

  private static final int VILLAGES = 50;
  private static final Money CAPITAL = Money.ofYuan(500_000);
  private static final int LEVERAGE = 6;

  /** 中牟 2017, after October 2016; the article names no cap. */
  private static final Money CAP = Money.ofYuan(50_000);

  private static final Money LOANS_TO_AUGUST_2016 = Money.ofYuan(97_715_400);
  private static final LocalDate ESTABLISHED = LocalDate.of(2015, 4, 20);
  private static final LocalDate FIRST_LOAN = LocalDate.of(2015, 5, 8);
  private static final int DAYS_BETWEEN_LOANS = 11;

  /** So many loans are posted in one announcement. */
  private static final int LOANS_ANNOUNCED_TOGETHER = 2;

  private final Cast cast;
  private final List<Hamlet> hamlets;

  GoldenSeed(Cast cast, List<Hamlet> hamlets) {
    this.cast = cast;
    this.hamlets = hamlets;
  }

  /** In villages with families enough for the loans, none of which moved to another county. */
  List<Fund> funds() {
    Money each = new Money(LOANS_TO_AUGUST_2016.fen() / VILLAGES);
    int loans = Math.toIntExact(Math.ceilDiv(each.fen(), CAP.fen()));
    List<Fund> funds = new ArrayList<>(VILLAGES);
    for (Hamlet hamlet : hamlets)
      if (funds.size() < VILLAGES
          && hamlet.block().movedTo() == null
          && hamlet.families().size() >= loans) funds.add(new Fund(cast, hamlet, each));
    if (funds.size() < VILLAGES) throw new IllegalStateException("too few villages for 金种子");
    return funds;
  }

  /** One village's fund and its loans up to August 2016. */
  record Fund(Cast cast, Hamlet hamlet, Money lent) {

    RegionCode village() {
      return hamlet.code();
    }

    void tell(Telling telling) {
      Actor finance = cast.county(hamlet.block().county(), Post.FINANCE_OFFICER);
      Actor clerk = cast.village(village(), Post.VILLAGE_COMMITTEE_HEAD);
      telling.tell(
          finance, ESTABLISHED, new EstablishMutualAidFund(village(), CAPITAL, LEVERAGE, CAP));
      Money left = lent;
      List<Loan> unannounced = new ArrayList<>();
      for (int i = 0; left.isPositive(); i++) {
        Money amount = left.compareTo(CAP) < 0 ? left : CAP;
        LocalDate day = FIRST_LOAN.plusDays((long) DAYS_BETWEEN_LOANS * i);
        Loan loan =
            new Loan(
                hamlet.families().get(i),
                i % 2 == 0 ? LoanUse.LIVESTOCK : LoanUse.FARMING,
                amount,
                day.plusYears(2),
                new AtomicReference<>());
        GrantLoan grant =
            new GrantLoan(
                village(),
                new LoanId("%03d".formatted(i + 1)),
                loan.family().id(),
                amount,
                loan.due(),
                loan.use());
        telling.plan(
            day,
            batch ->
                loan.fact()
                    .set(
                        batch
                            .submit(grant, telling.act(clerk, day, List.of(), List.of()))
                            .getFirst()));
        unannounced.add(loan);
        left = left.minus(amount);
        if (unannounced.size() == LOANS_ANNOUNCED_TOGETHER || !left.isPositive()) {
          announce(telling, clerk, day, i + 1, List.copyOf(unannounced));
          unannounced.clear();
        }
      }
    }

    private record Loan(
        Family family, LoanUse use, Money amount, LocalDate due, AtomicReference<UUID> fact) {}

    /** 贷款对象、用途、额度、期限 (国开办发〔2018〕11号); some villages do it late, some forgot the winter. */
    private void announce(
        Telling telling, Actor clerk, LocalDate lentOn, int upTo, List<Loan> loans) {
      if (hamlet.number() % 8 == 5 && lentOn.getMonthValue() == 12) return;
      LocalDate day = lentOn.plusDays(hamlet.number() % 11 == 7 ? 29 : 7);
      NoticeId notice = new NoticeId("%s-DK-%03d".formatted(village(), upTo));
      PublishedDocument document =
          new PublishedDocument(
              hamlet.name() + "互助资金贷款公告",
              List.of("贷款户", "用途", "额度（元）", "到期"),
              loans.stream()
                  .map(loan ->
                      List.of(
                          Setting.masked(loan.family()),
                          loan.use() == LoanUse.LIVESTOCK ? "养殖" : "种植",
                          String.valueOf(loan.amount().fen() / 100),
                          loan.due().toString()))
                  .toList(),
              loans.stream().map(Loan::amount).reduce(Money.ZERO, Money::plus),
              "mask-1",
              true,
              Sha256.of(("nonce/" + notice).getBytes(UTF_8)).hex());
      telling.plan(
          day,
          batch ->
              batch.submit(
                  new Announce(
                      notice,
                      NoticeKind.LOAN,
                      RegionLevel.VILLAGE,
                      village(),
                      loans.stream().map(loan -> loan.fact().get()).toList(),
                      List.of(village()),
                      document),
                  telling.act(clerk, day, List.of(), List.of())));
    }
  }
}
