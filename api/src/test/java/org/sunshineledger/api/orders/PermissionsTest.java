package org.sunshineledger.api.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sunshineledger.ledger.Ledger;
import org.sunshineledger.ledger.fact.Event;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.ledger.fact.Visibility;
import org.sunshineledger.ledger.journal.Samples;

class PermissionsTest {

  static Stream<Class<? extends Order>> allOrders() {
    return Arrays.stream(Door.values()).flatMap(Door::orders);
  }

  static List<Door> doors() {
    return List.of(Door.values());
  }

  @ParameterizedTest
  @MethodSource("allOrders")
  void someRoleMayGiveIt(Class<? extends Order> order) {
    assertThat(Permissions.rolesFor(order)).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("allOrders")
  void itsNameIsKebabCase(Class<? extends Order> order) {
    assertThat(Door.nameOf(order)).matches("[a-z]+(-[a-z]+)*");
  }

  @ParameterizedTest
  @MethodSource("doors")
  void everyOrderOfADoorNamesItsStreamInTheSameField(Door door) {
    assertThat(door.orders())
        .allSatisfy(order ->
            assertThat(order.getRecordComponents())
                .extracting(RecordComponent::getName)
                .contains(door.id()));
    assertThat(door.orders()).contains(door.first());
  }

  @ParameterizedTest
  @MethodSource("doors")
  void whatIsForEverybodyHoldsNothingRestricted(Door door) {
    String kind = door.stream("");
    List<Event> events =
        Ledger.published().names().stream()
            .filter(name -> name.startsWith(kind.replace('/', '.')))
            .map(name -> Samples.event(Ledger.published().classOf(name, 0)))
            .toList();

    assertThat(events).isNotEmpty();
    if (door.readership() == Door.Readership.EVERYBODY)
      assertThat(events).extracting(Event::visibility).containsOnly(Visibility.PUBLIC);
  }
}
