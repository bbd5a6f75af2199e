package org.sunshineledger.api.scenario;

import java.time.LocalDate;
import java.util.List;
import org.sunshineledger.api.scenario.Family.Change;
import org.sunshineledger.ledger.fact.Evidence;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.fact.Signer;
import org.sunshineledger.ledger.fact.Signer.Capacity;
import org.sunshineledger.ledger.household.HouseholdOrder.SurveyIncome;
import org.sunshineledger.ledger.household.IncomeKind;
import org.sunshineledger.ledger.household.IncomePart;

/** Yearly income surveys: parts that come to a wanted income per head. */
final class Incomes {

  /** Births and deaths of 2015 come before the survey of 2016 and after that of early 2015. */
  static final LocalDate CHANGES_OF_2015 = LocalDate.of(2015, 6, 15);

  private final Setting setting;

  Incomes(Setting setting) {
    this.setting = setting;
  }

  static int sizeOn(Family family, LocalDate day) {
    return family.change() != Change.NONE && day.isAfter(CHANGES_OF_2015)
        ? family.sizeAtEndOf2015()
        : family.members().size();
  }

  void survey(Family family, LocalDate day, int year, int yuanPerCapita) {
    long total = Money.ofYuan((long) yuanPerCapita * sizeOn(family, day)).fen();
    long wages = total / 2;
    long farming = total / 3;
    long cost = total / 10;
    Post surveyor = Post.WORK_TEAM_MEMBER;
    setting.telling.tell(
        setting.clerk(),
        day,
        List.of(new Signer(setting.villageOfficer(surveyor).officer(), Capacity.SURVEYOR)),
        List.of(setting.telling.paper(Evidence.Kind.SURVEY_FORM, family.id() + "/survey/" + year)),
        new SurveyIncome(
            family.id(),
            year,
            List.of(
                new IncomePart(IncomeKind.WAGES, new Money(wages)),
                new IncomePart(IncomeKind.FARMING, new Money(farming)),
                new IncomePart(IncomeKind.TRANSFERS, new Money(total - wages - farming + cost)),
                new IncomePart(IncomeKind.PRODUCTION_COST, new Money(-cost))),
            List.of(setting.villageOfficer(surveyor).officer())));
  }
}
