package org.sunshineledger.api.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sunshineledger.api.scenario.Family.Fate;
import org.sunshineledger.api.scenario.Script.Block;
import org.sunshineledger.ledger.household.HouseholdOrder.Person;
import org.sunshineledger.ledger.household.PovertyCause;
import org.sunshineledger.ledger.village.PoorVillageLevel;

@DisplayName("合成的村、户、人与公布的总数相符")
class CensusTest {

  private final List<Hamlet> hamlets = new Census(Script.read()).hamlets();

  @Test
  void theCityHas39000PersonsOnTheRegisterAtTheEndOf2015() {
    assertThat(onRegister(families(null)).mapToInt(Family::sizeAtEndOf2015).sum())
        .isEqualTo(39_000);
  }

  @Test
  void everyBlockAddsUpToItsHouseholdsAndPersons() {
    for (Block block : Script.read().blocks()) {
      List<Family> counted =
          block.exited2015()
              ? families(block.name()).filter(f -> f.fate() == Fate.EXITED_2015).toList()
              : onRegister(families(block.name())).toList();
      assertThat(counted).as(block.name()).hasSize(block.households());
      assertThat(counted.stream().mapToInt(Family::sizeAtEndOf2015).sum())
          .as(block.name())
          .isEqualTo(block.persons());
    }
  }

  @Test
  void ofBaqians302HouseholdsWith948Persons218With748ReachedTheStandard() {
    List<Family> reached = families("八千").filter(f -> f.fate() == Fate.REACHED).toList();

    assertThat(reached).hasSize(218);
    assertThat(reached.stream().mapToInt(Family::sizeAtEndOf2015).sum()).isEqualTo(748);
  }

  @Test
  void dengfengHas57VillagesOfTheProvincesListAnd28OfTheCitys() {
    assertThat(hamlets)
        .filteredOn(hamlet -> hamlet.block().name().equals("登封"))
        .filteredOn(hamlet -> hamlet.level() == PoorVillageLevel.PROVINCE)
        .hasSize(57);
    assertThat(hamlets)
        .filteredOn(hamlet -> hamlet.block().name().equals("登封"))
        .filteredOn(hamlet -> hamlet.level() == PoorVillageLevel.CITY)
        .hasSize(28);
  }

  @Test
  void xingyangHas642PersonsPoorByIllness() {
    assertThat(
            onRegister(families("荥阳"))
                .filter(f -> f.cause() == PovertyCause.ILLNESS)
                .mapToInt(Family::sizeAtEndOf2015)
                .sum())
        .isEqualTo(642);
  }

  @Test
  void theCityUsesTenCauses() {
    assertThat(families(null).map(Family::cause).distinct()).hasSize(10);
  }

  @Test
  void noTwoPersonsShareAnIdNumberAndNoneHasOneOfARealProvince() {
    Set<String> seen = new HashSet<>();
    families(null)
        .flatMap(
            family -> Stream.concat(family.members().stream(), Stream.ofNullable(family.newborn())))
        .map(Person::idNumber)
        .forEach(number -> {
          assertThat(number).matches("99\\d{15}[0-9X]");
          assertThat(seen.add(number)).as(number).isTrue();
        });
  }

  @Test
  void theSameSeedMakesTheSameFamilies() {
    assertThat(new Census(Script.read()).hamlets()).isEqualTo(hamlets);
  }

  private Stream<Family> families(@Nullable String block) {
    return hamlets.stream()
        .filter(hamlet -> block == null || hamlet.block().name().equals(block))
        .flatMap(hamlet -> hamlet.families().stream());
  }

  private static Stream<Family> onRegister(Stream<Family> families) {
    return families.filter(family -> family.fate().isOnRegisterAtEndOf2015());
  }
}
