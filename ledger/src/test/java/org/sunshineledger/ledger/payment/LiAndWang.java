package org.sunshineledger.ledger.payment;

import static org.sunshineledger.ledger.Deed.APPROVER;
import static org.sunshineledger.ledger.Deed.FINANCE;
import static org.sunshineledger.ledger.Deed.PAYER;
import static org.sunshineledger.ledger.Deed.live;
import static org.sunshineledger.ledger.Deed.onPaper;

import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.Deed;
import org.sunshineledger.ledger.Judging;
import org.sunshineledger.ledger.Story;
import org.sunshineledger.ledger.fact.DocumentNumber;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.PaymentId;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fund.FundOrder.AllotFund;
import org.sunshineledger.ledger.fund.FundOrder.AppropriateFund;
import org.sunshineledger.ledger.fund.FundingLevel;
import org.sunshineledger.ledger.fund.Purpose;
import org.sunshineledger.ledger.household.HouseholdCategory;
import org.sunshineledger.ledger.household.HouseholdOrder.ApplyForRegister;
import org.sunshineledger.ledger.household.HouseholdOrder.IdentifyHousehold;
import org.sunshineledger.ledger.household.HouseholdOrder.Person;
import org.sunshineledger.ledger.household.IdentificationBasis;
import org.sunshineledger.ledger.household.PovertyCause;
import org.sunshineledger.ledger.household.PovertyStandard;
import org.sunshineledger.ledger.household.Programme;
import org.sunshineledger.ledger.household.Relationship;
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
import org.sunshineledger.ledger.vault.IdNumbers;

/** 雨露计划 2015 for the families Li and Wang: money, a project, and two households on the register. */
final class LiAndWang {

  static final LocalDate DAY = LocalDate.of(2015, Month.SEPTEMBER, 1);
  static final LocalDate LATER = LocalDate.of(2016, Month.DECEMBER, 1);
  static final PaymentId PAYMENT = new PaymentId("ZF-2015-0001");
  static final PaymentId SECOND = new PaymentId("ZF-2015-0002");
  static final ProjectCode YULU = new ProjectCode("YULU-2015");
  static final ProjectCode OTHER = new ProjectCode("OTHER-2015");
  static final DocumentNumber FUND = new DocumentNumber("郑财预〔2015〕31号");
  static final HouseholdId LI = new HouseholdId("4101732022010001");
  static final HouseholdId WANG = new HouseholdId("4101732022010002");
  static final HouseholdId NOBODY = new HouseholdId("4101732022019999");
  static final MemberId HEAD = new MemberId("01");
  static final MemberId SON = new MemberId("02");

  static final PaymentLine TO_LI = line(1, LI, SON, 2_000);
  static final PaymentLine TO_WANG = line(2, WANG, SON, 2_000);
  static final List<PaymentLine> LINES = List.of(TO_LI, TO_WANG);

  private LiAndWang() {}

  /** Up to the day on which the first list is requested. */
  static void begin(Story story) {
    story.tell(
        live(
            DAY,
            new AppropriateFund(
                FUND,
                FundingLevel.CITY,
                Purpose.EDUCATION,
                2015,
                Judging.CITY,
                Money.ofYuan(10_000))),
        admitted(YULU),
        approved(YULU),
        live(DAY, new AllotFund(FUND, YULU, Money.ofYuan(4_500))),
        onTheRegister(LI, 1),
        onPaper(DAY, identify(LI)),
        onTheRegister(WANG, 5),
        onPaper(DAY, identify(WANG)));
  }

  static PaymentLine line(int number, HouseholdId household, @Nullable MemberId member, long yuan) {
    return new PaymentLine(number, household, member, Money.ofYuan(yuan));
  }

  static Deed admitted(ProjectCode project) {
    return live(
        DAY,
        new AdmitProject(
            project,
            project.equals(YULU) ? "雨露计划" : "雨露计划续建",
            ProjectCategory.EDUCATION_AID,
            ConstructionNature.SUBSIDY,
            Judging.COUNTY,
            DAY,
            LATER,
            "新郑市扶贫办",
            "补助在校生",
            Money.ofYuan(9_000),
            FundingLevel.CITY,
            2,
            "2 名学生完成学业",
            Participation.HOUSEHOLD_APPLICATION,
            Linkage.DIRECT_SUBSIDY,
            ExpenditureKind.STUDENT_SUBSIDY));
  }

  static Deed approved(ProjectCode project) {
    return live(DAY, new ApproveProject(project, "新郑市政府", Money.ofYuan(9_000))).by(APPROVER);
  }

  static Deed onTheRegister(HouseholdId household, int firstPerson) {
    return onPaper(
        DAY,
        new ApplyForRegister(
            household,
            Judging.VILLAGE,
            1,
            List.of(
                person(HEAD, Relationship.HEAD, firstPerson),
                person(SON, Relationship.SON, firstPerson + 1)),
            List.of(PovertyCause.SCHOOLING)));
  }

  static Person person(MemberId member, Relationship relationship, int number) {
    return new Person(member, relationship, "某某", IdNumbers.of(number));
  }

  static IdentifyHousehold identify(HouseholdId household) {
    return new IdentifyHousehold(
        household,
        PovertyCause.SCHOOLING,
        List.of(),
        HouseholdCategory.ORDINARY,
        PovertyStandard.NATIONAL,
        null,
        IdentificationBasis.EDUCATION,
        null);
  }

  static Deed request(PaymentId payment, ProjectCode project, List<PaymentLine> lines) {
    Money total = lines.stream().map(PaymentLine::amount).reduce(Money.ZERO, Money::plus);
    return request(payment, project, lines, total);
  }

  static Deed request(
      PaymentId payment, ProjectCode project, List<PaymentLine> lines, Money total) {
    return live(
            DAY,
            new RequestPayment(
                payment, project, FUND, Programme.YULU_SUBSIDY, "2015", lines, total))
        .by(FINANCE);
  }

  static Deed approve(PaymentId payment) {
    return live(DAY, new ApprovePayment(payment)).by(APPROVER);
  }

  static Deed disburse(PaymentId payment, List<PaymentLine> lines) {
    return live(DAY, new DisburseFund(payment, lines)).by(PAYER);
  }
}
