package org.sunshineledger.projections.dossier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sunshineledger.projections.Telling.day;
import static org.sunshineledger.projections.Telling.household;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.PaymentId;
import org.sunshineledger.ledger.fact.Place;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.household.CancellationReason;
import org.sunshineledger.ledger.household.HouseholdEvent;
import org.sunshineledger.ledger.household.HouseholdEvent.BenefitCredited;
import org.sunshineledger.ledger.household.HouseholdEvent.BenefitReversed;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdRemoved;
import org.sunshineledger.ledger.household.HouseholdEvent.MeasureCancelled;
import org.sunshineledger.ledger.household.HouseholdEvent.MemberLeft;
import org.sunshineledger.ledger.household.HouseholdEvent.PlanAdopted;
import org.sunshineledger.ledger.household.LeaveReason;
import org.sunshineledger.ledger.household.Programme;
import org.sunshineledger.ledger.household.RegisterStatus;
import org.sunshineledger.ledger.household.RemovalReason;
import org.sunshineledger.ledger.household.ReversalReason;
import org.sunshineledger.ledger.plan.HouseholdMeasure;
import org.sunshineledger.ledger.plan.MeasureId;
import org.sunshineledger.ledger.plan.MeasureKind;
import org.sunshineledger.ledger.plan.PersonMeasure;
import org.sunshineledger.projections.Telling;

@DisplayName("应享未享")
class NotEnjoyedTest {

  private static final MemberId PUPIL = new MemberId("02");
  private static final ProjectCode PROJECT = new ProjectCode("PROJECT-1");
  private static final PaymentId PAYMENT = new PaymentId("PAY-0001");
  private static final Money TARIFF = Money.ofYuan(2_000);

  private final Telling telling = new Telling();

  private void planned() {
    tell(
        "2015-03-01",
        new PlanAdopted(
            household(1),
            1,
            List.of(
                new PersonMeasure(
                    new MeasureId("01"), new MemberId("01"), MeasureKind.SKILLS_TRAINING),
                new PersonMeasure(new MeasureId("02"), PUPIL, MeasureKind.YULU_SUBSIDY)),
            List.of(new HouseholdMeasure(new MeasureId("03"), MeasureKind.MICROCREDIT)),
            2016,
            null));
  }

  @Test
  void isNothingThatWasCancelledBeforeItsYearWasOver() {
    planned();
    tell(
        "2015-11-01",
        new MeasureCancelled(
            household(1),
            new MeasureId("02"),
            MeasureKind.YULU_SUBSIDY,
            PUPIL,
            CancellationReason.HOUSEHOLD_REQUEST,
            PUPIL));

    assertThat(dueOf(2015)).isEmpty();
  }

  private void credited(String on, String period) {
    tell(
        on,
        new BenefitCredited(
            household(1), Programme.YULU_SUBSIDY, period, PUPIL, TARIFF, PROJECT, PAYMENT, 1));
  }

  private void tell(String on, HouseholdEvent event) {
    telling.tell(day(on), household(1).stream(), Place.NOWHERE, event);
  }

  private Stream<MemberId> dueOf(int year) {
    return NotEnjoyed.of(new Dossier(household(1), telling.facts(), false), year)
        .map(NotEnjoyed.Due::member);
  }

  @Test
  void isWhatAPlanNamesAndNobodyPaid() {
    planned();

    assertThat(dueOf(2014)).as("no plan yet").isEmpty();
    assertThat(dueOf(2015)).containsExactly(PUPIL);
  }

  @Test
  void isPaidByThePeriodItIsFor() {
    planned();
    credited("2016-02-01", "2015");

    assertThat(dueOf(2015)).isEmpty();
    assertThat(dueOf(2016)).containsExactly(PUPIL);
  }

  @Test
  void isDueAgainWhenAllWentBack() {
    planned();
    credited("2015-09-01", "2015-09");
    tell(
        "2015-09-10",
        new BenefitReversed(
            household(1),
            Programme.YULU_SUBSIDY,
            "2015-09",
            PUPIL,
            TARIFF,
            PROJECT,
            PAYMENT,
            1,
            ReversalReason.RETURNED));

    assertThat(dueOf(2015)).containsExactly(PUPIL);
  }

  @Test
  void endsWithTheMemberAndWithTheRegister() {
    planned();
    tell(
        "2016-05-01",
        new MemberLeft(household(1), PUPIL, LeaveReason.MARRIAGE, 1, RegisterStatus.ON_REGISTER));
    assertThat(dueOf(2015)).containsExactly(PUPIL);
    assertThat(dueOf(2016)).isEmpty();

    tell(
        "2015-11-01",
        new HouseholdRemoved(
            household(1),
            RemovalReason.NOT_ELIGIBLE_FROM_THE_START,
            2,
            RegisterStatus.ON_REGISTER));
    assertThat(dueOf(2015)).isEmpty();
  }

  @Test
  void isAskedOfTheLastYearThatIsOver() {
    assertThat(NotEnjoyed.lastYear(day("2016-12-30"))).isEqualTo(2015);
    assertThat(NotEnjoyed.lastYear(day("2016-12-31"))).isEqualTo(2016);
  }
}
