package org.sunshineledger.ledger.payment;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.sunshineledger.ledger.Deed.APPROVER;
import static org.sunshineledger.ledger.Deed.FINANCE;
import static org.sunshineledger.ledger.Deed.live;
import static org.sunshineledger.ledger.payment.LiAndWang.DAY;
import static org.sunshineledger.ledger.payment.LiAndWang.FUND;
import static org.sunshineledger.ledger.payment.LiAndWang.HEAD;
import static org.sunshineledger.ledger.payment.LiAndWang.LI;
import static org.sunshineledger.ledger.payment.LiAndWang.LINES;
import static org.sunshineledger.ledger.payment.LiAndWang.NOBODY;
import static org.sunshineledger.ledger.payment.LiAndWang.OTHER;
import static org.sunshineledger.ledger.payment.LiAndWang.PAYMENT;
import static org.sunshineledger.ledger.payment.LiAndWang.SECOND;
import static org.sunshineledger.ledger.payment.LiAndWang.SON;
import static org.sunshineledger.ledger.payment.LiAndWang.TO_LI;
import static org.sunshineledger.ledger.payment.LiAndWang.WANG;
import static org.sunshineledger.ledger.payment.LiAndWang.YULU;
import static org.sunshineledger.ledger.payment.LiAndWang.admitted;
import static org.sunshineledger.ledger.payment.LiAndWang.approve;
import static org.sunshineledger.ledger.payment.LiAndWang.approved;
import static org.sunshineledger.ledger.payment.LiAndWang.disburse;
import static org.sunshineledger.ledger.payment.LiAndWang.line;
import static org.sunshineledger.ledger.payment.LiAndWang.request;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.Deed;
import org.sunshineledger.ledger.Story;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fund.FundOrder.AllotFund;
import org.sunshineledger.ledger.household.CrossCheckHit;
import org.sunshineledger.ledger.household.CrossCheckSource;
import org.sunshineledger.ledger.household.HitId;
import org.sunshineledger.ledger.household.HouseholdEvent.BenefitCredited;
import org.sunshineledger.ledger.household.HouseholdOrder.CrossCheck;
import org.sunshineledger.ledger.household.Programme;
import org.sunshineledger.ledger.payment.PaymentOrder.RequestPayment;
import org.sunshineledger.ledger.project.AcceptanceLevel;
import org.sunshineledger.ledger.project.Procurement;
import org.sunshineledger.ledger.project.ProjectOrder.AcceptProject;
import org.sunshineledger.ledger.project.ProjectOrder.CloseProject;
import org.sunshineledger.ledger.project.ProjectOrder.StartProject;
import org.sunshineledger.ledger.rules.Detail;
import org.sunshineledger.ledger.rules.ExclusionSignals.Signal;
import org.sunshineledger.ledger.rules.Refused;
import org.sunshineledger.ledger.rules.Rule;

/** A list is refused whole, and the answer names each line that is wrong. */
@DisplayName("错误清单")
class BadListTest {

  private static final HouseholdId ZHAO = new HouseholdId("4101732022010003");

  private final Story story = new Story();

  @BeforeEach
  void begin() {
    LiAndWang.begin(story);
  }

  @AfterEach
  void close() {
    story.close();
  }

  private String refusalOf(Deed deed) {
    return requireNonNull(
            catchThrowableOfType(
                Refused.class,
                () -> story.ledger().orders().submit(deed.order(), deed.act(), null)),
            "not refused")
        .detail()
        .toString();
  }

  @Test
  void namesEveryLineWithoutAnAmount() {
    List<PaymentLine> lines =
        List.of(line(1, LI, SON, 0), line(2, WANG, null, 10), line(3, ZHAO, null, -5));

    assertThat(refusalOf(request(PAYMENT, YULU, lines)))
        .isEqualTo("AMOUNT_NOT_POSITIVE in lines 1, 3");
  }

  @Test
  void namesEveryLineThatIsThereTwice() {
    List<PaymentLine> lines = List.of(TO_LI, line(2, LI, SON, 1), line(3, LI, SON, 2));

    assertThat(refusalOf(request(PAYMENT, YULU, lines))).isEqualTo("PAYEE_TWICE in lines 2, 3");
  }

  @Test
  void namesEveryLineOfEveryKindAtOnce() {
    List<PaymentLine> lines =
        List.of(
            line(2, LI, SON, 0),
            line(2, WANG, null, 10),
            line(4, LI, SON, 1),
            line(4, ZHAO, null, -5));

    assertThat(refusalOf(request(PAYMENT, YULU, lines)))
        .isEqualTo(
            "LINES_NOT_NUMBERED in lines 1, 3; AMOUNT_NOT_POSITIVE in lines 1, 4;"
                + " PAYEE_TWICE in lines 3");
  }

  @Test
  void namesFiveThousandLinesBrieflyAndAllOfThemByNumber() {
    List<PaymentLine> lines =
        IntStream.rangeClosed(1, 5_000)
            .mapToObj(number ->
                line(
                    number,
                    new HouseholdId("41017320220%05d".formatted(number)),
                    null,
                    number == 7 ? 1 : 0))
            .toList();

    Detail detail =
        requireNonNull(
                catchThrowableOfType(
                    Refused.class, () -> story.tell(request(PAYMENT, YULU, lines))))
            .detail();

    assertThat(detail).hasToString("AMOUNT_NOT_POSITIVE in lines 1-6, 8-5000");
    assertThat(detail)
        .isInstanceOfSatisfying(
            Detail.Lines.class,
            bad ->
                assertThat(bad.byRule().get(Rule.AMOUNT_NOT_POSITIVE))
                    .hasSize(4_999)
                    .doesNotContain(7));
  }

  @Test
  void saysHowMuchTheLinesComeTo() {
    assertThat(refusalOf(request(PAYMENT, YULU, LINES, Money.ofYuan(1))))
        .isEqualTo("400000 fen in the lines, 100 stated");
  }

  @Test
  void isNotAskedOfADocumentThatAllottedNothingToTheProject() {
    story.tell(admitted(OTHER), approved(OTHER));

    story.refuses(request(PAYMENT, OTHER, LINES), Rule.DISBURSED_MORE_THAN_ALLOTTED);
  }

  @Test
  void namesEveryLineThatCannotBePaidWithItsRule() {
    List<PaymentLine> lines =
        List.of(
            line(1, LI, SON, 1_999),
            line(2, NOBODY, null, 2_000),
            line(3, WANG, new MemberId("09"), 2_000),
            line(4, LI, HEAD, 2_001));
    story.tell(
        live(DAY, new AllotFund(FUND, YULU, Money.ofYuan(4_500))),
        request(PAYMENT, YULU, lines),
        approve(PAYMENT));

    assertThat(refusalOf(disburse(PAYMENT, lines)))
        .isEqualTo(
            "NO_SUCH_STREAM in lines 2; MEMBER_UNKNOWN in lines 3;"
                + " AMOUNT_NOT_THE_TARIFF in lines 1, 4");
    assertThat(story.facts(LI.stream()))
        .extracting(Fact::event)
        .noneMatch(BenefitCredited.class::isInstance);
  }

  @Test
  void namesEveryLineThatWasPaidAlready() {
    story.tell(
        request(PAYMENT, YULU, LINES),
        approve(PAYMENT),
        disburse(PAYMENT, LINES),
        live(DAY, new AllotFund(FUND, YULU, Money.ofYuan(4_500))));
    List<PaymentLine> lines = List.of(line(1, LI, HEAD, 2_000), line(2, WANG, SON, 2_000));
    story.tell(request(SECOND, YULU, lines), approve(SECOND));

    assertThat(refusalOf(disburse(SECOND, lines))).isEqualTo("BENEFIT_ALREADY_PAID in lines 2");
  }

  @Test
  void isNoLongerThanFiveThousandLines() {
    List<PaymentLine> lines =
        IntStream.rangeClosed(1, 5_001)
            .mapToObj(number ->
                line(number, new HouseholdId("41017320220%05d".formatted(number)), null, 1))
            .toList();

    story.refuses(request(PAYMENT, YULU, lines), Rule.LIST_TOO_LONG);
    story.tell(request(PAYMENT, YULU, lines.subList(0, 5_000)));
  }

  @Test
  void adds5000LinesOfTheMostMoneyThereIsAndSaysThatTheyDiffer() {
    Money most = Money.ofYuan(1_000_000_000_000L);
    List<PaymentLine> lines =
        IntStream.rangeClosed(1, 5_000)
            .mapToObj(number ->
                new PaymentLine(
                    number, new HouseholdId("41017320220%05d".formatted(number)), null, most))
            .toList();

    story.refuses(request(PAYMENT, YULU, lines, most), Rule.CONTROL_TOTAL_DIFFERS);
  }

  @Test
  void namesTheLineThatIsMoreThanAllTheMoneyThereIs() {
    List<PaymentLine> lines =
        List.of(TO_LI, new PaymentLine(2, WANG, SON, new Money(100_000_000_000_001L)));

    story.refuses(request(PAYMENT, YULU, lines, Money.ofYuan(1)), Rule.AMOUNT_TOO_LARGE);
    assertThat(refusalOf(request(PAYMENT, YULU, lines, Money.ofYuan(1))))
        .isEqualTo("lines 2 amount");
  }

  @Test
  @DisplayName("专款专用: an education project pays no grant for cattle")
  void isOfTheProjectsKind() {
    Deed request =
        live(
                DAY,
                new RequestPayment(
                    PAYMENT,
                    YULU,
                    FUND,
                    Programme.INDUSTRY_GRANT,
                    "2015",
                    LINES,
                    Money.ofYuan(4_000)))
            .by(FINANCE);

    story.refuses(request, Rule.PROGRAMME_NOT_OF_PROJECT);
  }

  @Test
  @DisplayName("明知而发放: paid while a hit was open, it is flagged")
  void isFlaggedWhereAHitIsOpen() {
    story.tell(
        live(
            DAY,
            new CrossCheck(
                WANG,
                List.of(CrossCheckSource.VEHICLES),
                List.of(new CrossCheckHit(new HitId("01"), null, Signal.FAMILY_CAR)))),
        request(PAYMENT, YULU, LINES),
        approve(PAYMENT),
        disburse(PAYMENT, LINES));

    assertThat(story.lastBreaches(WANG.stream()))
        .containsExactly(Rule.PAID_DESPITE_OPEN_HIT.name());
    assertThat(story.lastBreaches(LI.stream())).isEmpty();
  }

  @Test
  void isNotPaidOutOfAClosedProject() {
    story.tell(
        request(PAYMENT, YULU, LINES),
        approve(PAYMENT),
        live(DAY, new StartProject(YULU, Procurement.NONE)),
        live(DAY, new AcceptProject(YULU, AcceptanceLevel.TOWNSHIP, 1)).by(FINANCE),
        live(DAY, new AcceptProject(YULU, AcceptanceLevel.COUNTY, 1)).by(APPROVER),
        live(DAY, new CloseProject(YULU)));

    story.refuses(disburse(PAYMENT, LINES), Rule.PROJECT_CLOSED);
    story.refuses(request(SECOND, YULU, LINES), Rule.PROJECT_CLOSED);
  }
}
