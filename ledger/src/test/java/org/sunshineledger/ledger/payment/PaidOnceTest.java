package org.sunshineledger.ledger.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sunshineledger.ledger.Deed.APPROVER;
import static org.sunshineledger.ledger.Deed.FINANCE;
import static org.sunshineledger.ledger.Deed.PAYER;
import static org.sunshineledger.ledger.Deed.live;
import static org.sunshineledger.ledger.Deed.onPaper;
import static org.sunshineledger.ledger.payment.LiAndWang.DAY;
import static org.sunshineledger.ledger.payment.LiAndWang.HEAD;
import static org.sunshineledger.ledger.payment.LiAndWang.LATER;
import static org.sunshineledger.ledger.payment.LiAndWang.LI;
import static org.sunshineledger.ledger.payment.LiAndWang.SON;
import static org.sunshineledger.ledger.payment.LiAndWang.WANG;
import static org.sunshineledger.ledger.payment.LiAndWang.line;
import static org.sunshineledger.ledger.payment.LiAndWang.onTheRegister;
import static org.sunshineledger.ledger.payment.LiAndWang.person;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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
import org.sunshineledger.ledger.household.HouseholdOrder.AddMember;
import org.sunshineledger.ledger.household.HouseholdOrder.CorrectMemberDetails;
import org.sunshineledger.ledger.household.HouseholdOrder.Person;
import org.sunshineledger.ledger.household.HouseholdOrder.RemoveHousehold;
import org.sunshineledger.ledger.household.HouseholdOrder.RemoveMember;
import org.sunshineledger.ledger.household.JoinReason;
import org.sunshineledger.ledger.household.LeaveReason;
import org.sunshineledger.ledger.household.Programme;
import org.sunshineledger.ledger.household.Relationship;
import org.sunshineledger.ledger.household.RemovalReason;
import org.sunshineledger.ledger.payment.PaymentOrder.ApprovePayment;
import org.sunshineledger.ledger.payment.PaymentOrder.DisburseFund;
import org.sunshineledger.ledger.payment.PaymentOrder.RequestPayment;
import org.sunshineledger.ledger.payment.PaymentOrder.ReturnPayment;
import org.sunshineledger.ledger.project.ConstructionNature;
import org.sunshineledger.ledger.project.ExpenditureKind;
import org.sunshineledger.ledger.project.Linkage;
import org.sunshineledger.ledger.project.Participation;
import org.sunshineledger.ledger.project.ProjectCategory;
import org.sunshineledger.ledger.project.ProjectOrder.AdmitProject;
import org.sunshineledger.ledger.project.ProjectOrder.ApproveProject;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.vault.PersonalField;

/** One benefit for one time to one payee, however the list writes it down. */
@DisplayName("不重复享受")
class PaidOnceTest {

  private static final DocumentNumber FUND = new DocumentNumber("郑财预〔2015〕32号");
  private static final MemberId NEWCOMER = new MemberId("03");

  private final Story story = new Story();
  private int payments;

  @BeforeEach
  void begin() {
    LiAndWang.begin(story);
    story.tell(
        live(
            DAY,
            new AppropriateFund(
                FUND,
                FundingLevel.CITY,
                Purpose.GENERAL,
                2015,
                Judging.CITY,
                Money.ofYuan(1_000_000))));
    for (ProjectCategory category :
        List.of(
            ProjectCategory.SUBSISTENCE,
            ProjectCategory.HEALTH_AID,
            ProjectCategory.SCIENCE_INDUSTRY,
            ProjectCategory.TRAINING,
            ProjectCategory.EDUCATION_AID)) story.tell(planned(category));
  }

  @AfterEach
  void close() {
    story.close();
  }

  private static ProjectCode project(ProjectCategory category) {
    return new ProjectCode(category.name().replace('_', '-') + "-1");
  }

  private static Deed[] planned(ProjectCategory category) {
    return new Deed[] {
      live(
          DAY,
          new AdmitProject(
              project(category),
              category.name(),
              category,
              ConstructionNature.SUBSIDY,
              Judging.COUNTY,
              DAY,
              LATER,
              "新郑市扶贫办",
              "补助",
              Money.ofYuan(100_000),
              FundingLevel.CITY,
              2,
              "补助到户",
              Participation.HOUSEHOLD_APPLICATION,
              Linkage.DIRECT_SUBSIDY,
              ExpenditureKind.RELIEF)),
      live(DAY, new ApproveProject(project(category), "新郑市政府", Money.ofYuan(100_000))).by(APPROVER),
      live(DAY, new AllotFund(FUND, project(category), Money.ofYuan(100_000)))
    };
  }

  private static ProjectCategory categoryOf(Programme programme) {
    return switch (programme) {
      case SUBSISTENCE_ALLOWANCE -> ProjectCategory.SUBSISTENCE;
      case MEDICAL_RELIEF -> ProjectCategory.HEALTH_AID;
      case TRAINING_SUBSIDY -> ProjectCategory.TRAINING;
      case YULU_SUBSIDY, UNIVERSITY_GRANT -> ProjectCategory.EDUCATION_AID;
      default -> ProjectCategory.SCIENCE_INDUSTRY;
    };
  }

  /** Approved, and not paid yet. */
  private Deed list(Programme programme, String period, PaymentLine... lines) {
    PaymentId payment = new PaymentId("ZF-1-%04d".formatted(++payments));
    Money total = List.of(lines).stream().map(PaymentLine::amount).reduce(Money.ZERO, Money::plus);
    story.tell(
        live(
                DAY,
                new RequestPayment(
                    payment,
                    project(categoryOf(programme)),
                    FUND,
                    programme,
                    period,
                    List.of(lines),
                    total))
            .by(FINANCE),
        live(DAY, new ApprovePayment(payment)).by(APPROVER));
    return live(DAY, new DisburseFund(payment, List.of(lines))).by(PAYER);
  }

  private Deed one(
      Programme programme, String period, HouseholdId household, @Nullable MemberId member) {
    long yuan =
        switch (programme) {
          case YULU_SUBSIDY -> 2_000;
          case UNIVERSITY_GRANT -> 4_000;
          default -> 500;
        };
    return list(programme, period, line(1, household, member, yuan));
  }

  @ParameterizedTest
  @CsvSource({
    "2015, 2015-Q1",
    "2015, 2015-07",
    "2015-Q3, 2015",
    "2015-Q3, 2015-09",
    "2015-03, 2015",
    "2015-03, 2015-Q1",
    "2015-03, 2015-03"
  })
  void isNotPaidAgainForAMonthThatWasPaid(String paid, String again) {
    story.tell(one(Programme.SUBSISTENCE_ALLOWANCE, paid, LI, null));

    Deed twice = one(Programme.SUBSISTENCE_ALLOWANCE, again, LI, null);
    story.refuses(twice, Rule.BENEFIT_ALREADY_PAID);
    story.refuses(twice.asHistory(), Rule.BENEFIT_ALREADY_PAID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2014", "2016-01", "2015-Q2", "2015-04"})
  void isPaidForAnotherTime(String other) {
    story.tell(
        one(Programme.SUBSISTENCE_ALLOWANCE, "2015-Q1", LI, null),
        one(Programme.SUBSISTENCE_ALLOWANCE, other, LI, null));

    assertThat(story.lastBreaches(LI.stream())).isEmpty();
  }

  @Test
  @DisplayName(
      "a household's benefit is the same whether a member or the household is written down")
  void isTheHouseholdsWhomeverOfItTheListNames() {
    Deed toTheHousehold = one(Programme.SUBSISTENCE_ALLOWANCE, "2015-03", LI, null);
    story.refuses(
        one(Programme.SUBSISTENCE_ALLOWANCE, "2015-03", LI, HEAD), Rule.PAYEE_NOT_OF_PROGRAMME);
    story.tell(toTheHousehold);

    story.refuses(
        one(Programme.SUBSISTENCE_ALLOWANCE, "2015-03", LI, HEAD).asHistory(),
        Rule.BENEFIT_ALREADY_PAID);
    story.refuses(
        list(
                Programme.SUBSISTENCE_ALLOWANCE,
                "2015-04",
                line(1, WANG, null, 500),
                line(2, WANG, SON, 500))
            .asHistory(),
        Rule.BENEFIT_ALREADY_PAID);
  }

  @Test
  void isEachMembersWhereItIsPersonal() {
    story.tell(
        one(Programme.MEDICAL_RELIEF, "2015", LI, HEAD),
        one(Programme.MEDICAL_RELIEF, "2015", LI, SON));

    assertThat(story.lastBreaches(LI.stream())).isEmpty();
    story.refuses(one(Programme.MEDICAL_RELIEF, "2015-02", LI, null), Rule.PAYEE_NOT_OF_PROGRAMME);
    story.refuses(one(Programme.MEDICAL_RELIEF, "2015-02", LI, SON), Rule.BENEFIT_ALREADY_PAID);
  }

  @Test
  void isPaidAgainForAMonthWhoseMoneyCameBack() {
    Deed yearly = one(Programme.SUBSISTENCE_ALLOWANCE, "2015", LI, null);
    PaymentId payment = new PaymentId("ZF-1-0001");
    story.tell(
        yearly,
        live(DAY, new ReturnPayment(payment, 1, LI, ReturnReason.ACCOUNT_CLOSED)).by(PAYER),
        one(Programme.SUBSISTENCE_ALLOWANCE, "2015-05", LI, null));

    assertThat(story.lastBreaches(LI.stream())).isEmpty();
    story.refuses(
        one(Programme.SUBSISTENCE_ALLOWANCE, "2015", LI, null), Rule.BENEFIT_ALREADY_PAID);
  }

  @Nested
  @DisplayName("换户: the same person in another household")
  class InAnotherHousehold {

    private static Deed leaves() {
      return onPaper(DAY, new RemoveMember(LI, SON, LeaveReason.MARRIAGE));
    }

    private static Deed joins() {
      return onPaper(
          DAY, new AddMember(WANG, person(NEWCOMER, Relationship.OTHER, 2), JoinReason.MARRIAGE));
    }

    @Test
    void isNotPaidAgain() {
      story.tell(one(Programme.YULU_SUBSIDY, "2015", LI, SON), leaves(), joins());

      story.refuses(
          one(Programme.YULU_SUBSIDY, "2015-09", WANG, NEWCOMER), Rule.BENEFIT_ALREADY_PAID);
      story.refuses(
          one(Programme.UNIVERSITY_GRANT, "2015", WANG, NEWCOMER),
          Rule.BENEFITS_EXCLUDE_EACH_OTHER);
      story.tell(one(Programme.YULU_SUBSIDY, "2016", WANG, NEWCOMER));
    }

    @Test
    void isNotPaidAgainByTheHouseholdThatItLeftEither() {
      story.tell(leaves(), joins(), one(Programme.TRAINING_SUBSIDY, "2015", WANG, NEWCOMER));

      story.refuses(
          one(Programme.TRAINING_SUBSIDY, "2015-Q3", LI, SON).asHistory(),
          Rule.BENEFIT_ALREADY_PAID);
    }

    @Test
    void isPaidWhatTheFirstHouseholdsBankGaveBack() {
      story.tell(
          one(Programme.YULU_SUBSIDY, "2015", LI, SON),
          live(DAY, new ReturnPayment(new PaymentId("ZF-1-0001"), 1, LI, ReturnReason.OTHER))
              .by(PAYER),
          leaves(),
          joins(),
          one(Programme.YULU_SUBSIDY, "2015", WANG, NEWCOMER));

      assertThat(story.lastBreaches(WANG.stream())).isEmpty();
    }

    private static final String RIGHT = "41018419700101123X";

    private Deed[] paidUnderAWrongNumber() {
      return new Deed[] {
        one(Programme.YULU_SUBSIDY, "2015", LI, SON),
        live(DAY, new CorrectMemberDetails(LI, SON, PersonalField.ID_NUMBER, RIGHT)),
        leaves()
      };
    }

    @Test
    void isFoundUnderTheNumberThatWasCorrectedAfterThePayment() {
      story.tell(paidUnderAWrongNumber());
      story.tell(
          onPaper(
              DAY,
              new AddMember(
                  WANG,
                  new Person(NEWCOMER, Relationship.OTHER, "某某", RIGHT),
                  JoinReason.MARRIAGE)));

      story.refuses(
          one(Programme.YULU_SUBSIDY, "2015-02", WANG, NEWCOMER), Rule.BENEFIT_ALREADY_PAID);
    }

    @Test
    void isNotTheOneWhoseNumberWasWrittenThereByMistake() {
      story.tell(paidUnderAWrongNumber());
      story.tell(joins(), one(Programme.YULU_SUBSIDY, "2015", WANG, NEWCOMER));

      assertThat(story.lastBreaches(WANG.stream())).isEmpty();
    }

    @Test
    void isFoundUnderANewRegisterNumber() {
      HouseholdId again = new HouseholdId("4101732022010077");
      story.tell(
          one(Programme.YULU_SUBSIDY, "2015", LI, SON),
          onPaper(DAY, new RemoveHousehold(LI, RemovalReason.WHOLE_HOUSEHOLD_GONE)),
          onTheRegister(again, 1),
          onPaper(DAY, LiAndWang.identify(again)));

      story.refuses(one(Programme.YULU_SUBSIDY, "2015", again, SON), Rule.BENEFIT_ALREADY_PAID);
    }

    @Test
    void isFoundUnderTheNumberOfAMemberWhoCameBack() {
      story.tell(
          one(Programme.YULU_SUBSIDY, "2015", LI, SON),
          leaves(),
          onPaper(
              DAY, new AddMember(LI, person(NEWCOMER, Relationship.SON, 2), JoinReason.RETURNED)));

      story.refuses(one(Programme.YULU_SUBSIDY, "2015", LI, NEWCOMER), Rule.BENEFIT_ALREADY_PAID);
    }
  }
}
