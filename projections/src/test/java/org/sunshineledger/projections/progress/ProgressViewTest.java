package org.sunshineledger.projections.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sunshineledger.projections.Telling.day;
import static org.sunshineledger.projections.Telling.household;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.Place;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdRemoved;
import org.sunshineledger.ledger.household.PovertyCause;
import org.sunshineledger.ledger.household.RegisterStatus;
import org.sunshineledger.ledger.household.RemovalReason;
import org.sunshineledger.ledger.village.PoorVillageLevel;
import org.sunshineledger.ledger.village.VillageEvent.VillageExited;
import org.sunshineledger.ledger.village.VillageEvent.VillageListed;
import org.sunshineledger.projections.Telling;

@DisplayName("脱贫进度")
class ProgressViewTest {

  private static final RegionCode VILLAGE = new RegionCode("410173202001");
  private static final Place PLACE =
      new Place(VILLAGE, Telling.BAQIAN, Telling.AIRPORT, Telling.CITY);
  private static final Tally LI = new Tally(1, 3);

  private final Telling telling = new Telling();

  @Test
  void aHouseholdIsCountedInOnePlaceOnEachDayOfItsLife() {
    telling
        .applied("2014-03-01", 1, VILLAGE, 3)
        .identified("2014-05-01", 1, VILLAGE, 3)
        .planned("2014-06-01", 1, VILLAGE, 2016)
        .surveyed("2016-06-01", 1, VILLAGE, 3, 4_000)
        .exitProposed("2016-07-01", 1, VILLAGE)
        .exited("2016-08-01", 1, VILLAGE, 3)
        .relapsed("2016-09-01", 1, VILLAGE, 3);
    assertThat(on("2014-02-28")).isEqualTo(Standing.NOTHING);
    assertThat(on("2014-04-30").applied()).isEqualTo(LI);
    assertThat(on("2014-04-30").registered()).isEqualTo(Tally.NONE);
    assertThat(on("2014-05-01").onRegister()).isEqualTo(LI);
    assertThat(on("2014-05-01").applied()).isEqualTo(Tally.NONE);
    assertThat(on("2014-05-01").causes()).containsEntry(PovertyCause.ILLNESS, LI);
    assertThat(on("2014-06-01").planned()).containsEntry(2016, LI);
    assertThat(on("2016-05-31").remaining()).isEqualTo(LI);
    assertThat(on("2016-06-01").reached()).isEqualTo(LI);
    assertThat(on("2016-06-01").remaining()).isEqualTo(Tally.NONE);
    assertThat(on("2016-07-31").exitPending()).isEqualTo(LI);
    assertThat(on("2016-07-31").registered()).isEqualTo(LI);
    assertThat(on("2016-08-01").exited()).isEqualTo(LI);
    assertThat(on("2016-08-01").exits()).isEqualTo(LI);
    assertThat(on("2016-08-01").registered()).isEqualTo(Tally.NONE);
    assertThat(on("2016-08-01").reached()).isEqualTo(Tally.NONE);
    assertThat(on("2016-09-01").relapsed()).isEqualTo(LI);
    assertThat(on("2016-09-01").exited()).isEqualTo(Tally.NONE);
    assertThat(on("2016-09-01").exits()).as("an act of exit stays one").isEqualTo(LI);
    assertThat(on("2016-09-01").remaining()).as("a new survey must show it again").isEqualTo(LI);
  }

  @Test
  void aRemovalIsACorrectionAndNeverAnExit() {
    telling.identified("2014-05-01", 1, VILLAGE, 3);
    telling.tell(
        day("2015-05-01"),
        household(1).stream(),
        PLACE,
        new HouseholdRemoved(household(1), RemovalReason.DUPLICATE, 3, RegisterStatus.ON_REGISTER));
    assertThat(on("2015-05-01").removals()).isEqualTo(LI);
    assertThat(on("2015-05-01").exits()).isEqualTo(Tally.NONE);
    assertThat(on("2015-05-01").registered()).isEqualTo(Tally.NONE);
  }

  @Test
  void aVillageLeavesTheListWithItsExit() {
    telling.tell(
        day("2014-01-01"),
        "village/" + VILLAGE,
        PLACE,
        new VillageListed(VILLAGE, PoorVillageLevel.CITY, 1_200));
    telling.tell(
        day("2015-12-01"),
        "village/" + VILLAGE,
        PLACE,
        new VillageExited(VILLAGE, 12, 1_200, new NoticeId("NOTICE-1"), 900L));
    assertThat(on("2015-11-30").cityVillages()).isEqualTo(1);
    assertThat(on("2015-12-01").cityVillages()).isZero();
    assertThat(on("2015-12-01").exitedVillages()).isEqualTo(1);
  }

  private Standing on(String day) {
    ProgressView view = new ProgressView();
    @Nullable VillageProgress row = null;
    List<Fact> facts = telling.facts();
    for (Fact fact : facts)
      for (RegionCode key : view.keys(fact).toList()) row = view.fold(row, key, fact);
    return row == null
        ? Standing.NOTHING
        : new Changes.Sum(day(day)).add(Changes.of(unsynthetic(row))).standing();
  }

  /** So that a day before everything equals nothing. */
  private static VillageProgress unsynthetic(VillageProgress row) {
    return new VillageProgress(row.households(), row.listings(), row.lastBackfilled(), false);
  }
}
