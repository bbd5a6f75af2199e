package org.sunshineledger.api.scenario;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.sunshineledger.ledger.fact.Actor;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.mutualaid.LoanId;
import org.sunshineledger.ledger.mutualaid.LoanUse;
import org.sunshineledger.ledger.mutualaid.MutualAidOrder.EstablishMutualAidFund;
import org.sunshineledger.ledger.mutualaid.MutualAidOrder.GrantLoan;

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
      for (int i = 0; left.isPositive(); i++) {
        Money amount = left.compareTo(CAP) < 0 ? left : CAP;
        LocalDate day = FIRST_LOAN.plusDays(11L * i);
        telling.tell(
            clerk,
            day,
            new GrantLoan(
                village(),
                new LoanId("%03d".formatted(i + 1)),
                hamlet.families().get(i).id(),
                amount,
                day.plusYears(2),
                i % 2 == 0 ? LoanUse.LIVESTOCK : LoanUse.FARMING));
        left = left.minus(amount);
      }
    }
  }
}
