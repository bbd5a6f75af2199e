package org.sunshineledger.ledger.household;

import static org.sunshineledger.ledger.Deed.APPROVER;
import static org.sunshineledger.ledger.Deed.FINANCE;
import static org.sunshineledger.ledger.Deed.PAYER;
import static org.sunshineledger.ledger.Deed.live;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.Deed;
import org.sunshineledger.ledger.Judging;
import org.sunshineledger.ledger.fact.DocumentNumber;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.PaymentId;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fund.FundOrder.AllotFund;
import org.sunshineledger.ledger.fund.FundOrder.AppropriateFund;
import org.sunshineledger.ledger.fund.FundingLevel;
import org.sunshineledger.ledger.fund.Purpose;
import org.sunshineledger.ledger.payment.PaymentLine;
import org.sunshineledger.ledger.payment.PaymentOrder.ApprovePayment;
import org.sunshineledger.ledger.payment.PaymentOrder.DisburseFund;
import org.sunshineledger.ledger.payment.PaymentOrder.RequestPayment;
import org.sunshineledger.ledger.project.ConstructionNature;
import org.sunshineledger.ledger.project.ExpenditureKind;
import org.sunshineledger.ledger.project.Linkage;
import org.sunshineledger.ledger.project.Participation;
import org.sunshineledger.ledger.project.ProjectCategory;
import org.sunshineledger.ledger.project.ProjectOrder.AdmitProject;
import org.sunshineledger.ledger.project.ProjectOrder.ApproveProject;

/** Money for the Li family's schooling and cattle: one fund, two projects, payments of one line. */
final class Subsidies {

  private static final DocumentNumber FUND = new DocumentNumber("郑财预〔2014〕31号");
  private static final ProjectCode SCHOOLING = new ProjectCode("SCHOOLING-2014");
  private static final ProjectCode INDUSTRY = new ProjectCode("INDUSTRY-2014");
  private static final LocalDate SPRING = LocalDate.of(2014, 6, 1);

  private Subsidies() {}

  static Deed[] planned() {
    List<Deed> deeds = new ArrayList<>();
    deeds.add(
        live(
            SPRING,
            new AppropriateFund(
                FUND,
                FundingLevel.CITY,
                Purpose.GENERAL,
                2014,
                Judging.CITY,
                Money.ofYuan(200_000))));
    deeds.addAll(planned(SCHOOLING, "教育扶贫", ProjectCategory.EDUCATION_AID));
    deeds.addAll(planned(INDUSTRY, "产业扶贫", ProjectCategory.SCIENCE_INDUSTRY));
    return deeds.toArray(Deed[]::new);
  }

  private static List<Deed> planned(ProjectCode project, String name, ProjectCategory category) {
    return List.of(
        live(
            SPRING,
            new AdmitProject(
                project,
                name,
                category,
                ConstructionNature.SUBSIDY,
                Judging.COUNTY,
                SPRING,
                SPRING.plusYears(2),
                "新郑市扶贫办",
                "补助到户",
                Money.ofYuan(100_000),
                FundingLevel.CITY,
                1,
                "1 户受益",
                Participation.HOUSEHOLD_APPLICATION,
                Linkage.DIRECT_SUBSIDY,
                ExpenditureKind.STUDENT_SUBSIDY)),
        live(SPRING, new ApproveProject(project, "新郑市政府", Money.ofYuan(100_000))).by(APPROVER),
        live(SPRING, new AllotFund(FUND, project, Money.ofYuan(100_000))));
  }

  /** One payment to the family or a member of it, requested, approved and paid on one day. */
  record Payment(
      int number,
      LocalDate day,
      Programme programme,
      String period,
      @Nullable MemberId member,
      Money amount) {

    private PaymentId id() {
      return new PaymentId("ZF-%04d".formatted(number));
    }

    private ProjectCode project() {
      return programme == Programme.INDUSTRY_GRANT ? INDUSTRY : SCHOOLING;
    }

    private List<PaymentLine> lines() {
      return List.of(new PaymentLine(1, LiFamily.LI, member, amount));
    }

    Deed[] approved() {
      return new Deed[] {
        live(day, new RequestPayment(id(), project(), FUND, programme, period, lines(), amount))
            .by(FINANCE),
        live(day, new ApprovePayment(id())).by(APPROVER)
      };
    }

    Deed paid() {
      return live(day, new DisburseFund(id(), lines())).by(PAYER);
    }
  }
}
