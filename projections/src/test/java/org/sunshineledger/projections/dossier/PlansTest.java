package org.sunshineledger.projections.dossier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.sunshineledger.projections.Telling.day;
import static org.sunshineledger.projections.Telling.household;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.fact.Event;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.Place;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.household.HouseholdEvent.PlanAdopted;
import org.sunshineledger.ledger.household.HouseholdEvent.PlanRevised;
import org.sunshineledger.ledger.household.PlanRevisionReason;
import org.sunshineledger.ledger.plan.HouseholdMeasure;
import org.sunshineledger.ledger.plan.MeasureId;
import org.sunshineledger.ledger.plan.MeasureKind;
import org.sunshineledger.ledger.plan.PersonMeasure;
import org.sunshineledger.ledger.policy.PolicyId;
import org.sunshineledger.projections.Telling;

@DisplayName("帮扶计划的各版")
class PlansTest {

  private static final RegionCode VILLAGE = new RegionCode("410173202001");
  private static final PolicyId HEALTH = new PolicyId("HEALTH-2016");
  private static final PlannedMeasure CARE =
      new PlannedMeasure(new MeasureId("01"), MeasureKind.HEALTH_AID, new MemberId("01"), HEALTH);
  private static final PlannedMeasure PIGS =
      new PlannedMeasure(new MeasureId("02"), MeasureKind.INDUSTRY_SUPPORT, null, null);
  private static final PlannedMeasure MOVE =
      new PlannedMeasure(new MeasureId("03"), MeasureKind.RELOCATION, null, null);

  private final Telling telling = new Telling();

  private void adopted(String on, int version, List<PlannedMeasure> measures) {
    tell(
        on,
        new PlanAdopted(
            household(1), version, persons(measures), households(measures), 2016, null));
  }

  private void revised(
      String on, int version, int year, List<PlannedMeasure> added, PlannedMeasure... removed) {
    tell(
        on,
        new PlanRevised(
            household(1),
            version,
            persons(added),
            households(added),
            List.of(removed).stream().map(PlannedMeasure::measure).toList(),
            PlanRevisionReason.POLICY_CHANGED,
            Telling.officer(2),
            year));
  }

  private static List<PersonMeasure> persons(List<PlannedMeasure> measures) {
    List<PersonMeasure> persons = new ArrayList<>();
    for (PlannedMeasure each : measures) {
      MemberId member = each.member();
      if (member != null)
        persons.add(new PersonMeasure(each.measure(), member, each.kind(), each.policy()));
    }
    return persons;
  }

  private static List<HouseholdMeasure> households(List<PlannedMeasure> measures) {
    return measures.stream()
        .filter(each -> each.member() == null)
        .map(each -> new HouseholdMeasure(each.measure(), each.kind(), each.policy()))
        .toList();
  }

  private void tell(String on, Event event) {
    telling.tell(day(on), household(1).stream(), Place.NOWHERE, event);
  }

  private List<PlanVersion> versions() {
    return Plans.of(telling.facts());
  }

  @Test
  void aHouseholdWithoutAPlanHasNoVersion() {
    telling.applied("2014-03-01", 1, VILLAGE, 2);
    assertThat(versions()).isEmpty();
    assertThat(Plans.stepByStep(versions())).isEmpty();
  }

  @Test
  void theFirstVersionAddsAllItHolds() {
    adopted("2014-06-01", 1, List.of(CARE, PIGS));
    assertThat(Plans.stepByStep(versions()))
        .singleElement()
        .satisfies(step -> {
          assertThat(step.before()).isNull();
          assertThat(step.added()).containsExactly(CARE, PIGS);
          assertThat(step.removed()).isEmpty();
          assertThat(step.movesTheYear()).isFalse();
        });
  }

  @Test
  void aRevisionSaysWhatItAddsAndWhatWasThereBefore() {
    adopted("2014-06-01", 1, List.of(CARE, PIGS));
    revised("2015-03-01", 2, 2017, List.of(MOVE), CARE);
    PlanDifference step = Plans.stepByStep(versions()).getLast();
    assertThat(step.added()).containsExactly(MOVE);
    assertThat(step.removed()).as("with kind, member and policy").containsExactly(CARE);
    assertThat(step.movesTheYear()).isTrue();
    assertThat(step.after().measures()).containsExactly(PIGS, MOVE);
    assertThat(step.after().reason()).isEqualTo(PlanRevisionReason.POLICY_CHANGED);
  }

  @Test
  void sideBySideEachMeasureSaysInWhichVersionItCameAndWent() {
    adopted("2014-06-01", 1, List.of(CARE, PIGS));
    revised("2015-03-01", 2, 2017, List.of(MOVE), CARE);
    revised("2015-09-01", 3, 2017, List.of());
    assertThat(PlanTable.of(versions()).measures())
        .extracting(PlanTable.Row::measure, PlanTable.Row::cells)
        .containsExactly(
            tuple(
                CARE, List.of(PlanTable.Cell.ADDED, PlanTable.Cell.REMOVED, PlanTable.Cell.ABSENT)),
            tuple(PIGS, List.of(PlanTable.Cell.ADDED, PlanTable.Cell.KEPT, PlanTable.Cell.KEPT)),
            tuple(MOVE, List.of(PlanTable.Cell.ABSENT, PlanTable.Cell.ADDED, PlanTable.Cell.KEPT)));
  }

  @Test
  void anyTwoVersionsCanBeComparedInBothDirections() {
    adopted("2014-06-01", 1, List.of(CARE));
    revised("2015-03-01", 2, 2016, List.of(PIGS), CARE);
    revised("2015-09-01", 3, 2016, List.of(MOVE), PIGS);
    PlanVersion first = versions().getFirst();
    PlanVersion last = versions().getLast();
    assertThat(PlanDifference.between(first, last).added()).containsExactly(MOVE);
    assertThat(PlanDifference.between(first, last).removed())
        .as("what came and went between is in neither")
        .containsExactly(CARE);
    assertThat(PlanDifference.between(last, first).added()).containsExactly(CARE);
    assertThat(PlanDifference.between(last, last).added()).isEmpty();
    assertThat(PlanDifference.between(last, last).removed()).isEmpty();
  }

  @Test
  void aNewApplicationEndsThePlanAndTheNumbersGoOn() {
    adopted("2014-06-01", 1, List.of(CARE, PIGS));
    telling.applied("2016-03-01", 1, VILLAGE, 2);
    adopted("2016-06-01", 2, List.of(MOVE));
    PlanDifference step = Plans.stepByStep(versions()).getLast();
    assertThat(step.after().measures()).containsExactly(MOVE);
    assertThat(step.removed()).containsExactly(CARE, PIGS);
  }

  @Test
  void aPlanThatIsAdoptedTakesThePlaceOfAnyOther() {
    revised("2014-05-01", 1, 2016, List.of(CARE));
    adopted("2014-06-01", 2, List.of(PIGS, MOVE));
    assertThat(versions().getLast().measures()).containsExactly(PIGS, MOVE);
  }

  @Test
  void versionsFollowTheirRecordingHoweverTheFactsAreSorted() {
    adopted("2014-06-01", 1, List.of(CARE));
    revised("2016-03-01", 2, 2016, List.of(PIGS));
    revised("2015-03-01", 3, 2016, List.of(MOVE));
    assertThat(Plans.of(telling.facts().reversed()))
        .extracting(PlanVersion::version)
        .containsExactly(1, 2, 3);
  }
}
