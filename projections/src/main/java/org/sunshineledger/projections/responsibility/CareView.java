package org.sunshineledger.projections.responsibility;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.duty.OfficerEvent.Paired;
import org.sunshineledger.ledger.duty.OfficerEvent.PairingEnded;
import org.sunshineledger.ledger.duty.PairingScope;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.household.HouseholdEvent;
import org.sunshineledger.projections.view.View;

/** For which households of this village did somebody have to answer, and who was paired? */
public final class CareView implements View<RegionCode, Cared> {

  private static final Set<String> TYPES =
      Set.of(
          "officer.paired.v1",
          "officer.pairing-ended.v1",
          "household.household-identified.v1",
          "household.household-exited.v1",
          "household.household-removed.v1",
          "household.household-reverified.v1",
          "household.relapse-recorded.v1");

  @Override
  public String name() {
    return "care";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public boolean reads(String type) {
    return TYPES.contains(type);
  }

  @Override
  public Stream<RegionCode> keys(Fact fact) {
    return switch (fact.event()) {
      case Paired it when it.scope() != PairingScope.HOUSEHOLD -> Stream.empty();
      case PairingEnded it when it.scope() != PairingScope.HOUSEHOLD -> Stream.empty();
      default ->
          TYPES.contains(fact.type()) ? Stream.ofNullable(fact.place().village()) : Stream.empty();
    };
  }

  @Override
  public Cared fold(@Nullable Cared row, RegionCode key, Fact fact) {
    Cared before = row == null ? Cared.NOBODY : row;
    return switch (fact.event()) {
      case Paired it ->
          before.with(
              household(it.target()),
              household -> household.paired(and(household.pairings(), duty(it, fact))));
      case PairingEnded it ->
          before.with(
              household(it.target()),
              household ->
                  household.paired(
                      household.pairings().stream()
                          .map(duty ->
                              duty.isOpen() && duty.officer().equals(it.officer())
                                  ? duty.endedOn(fact.occurredOn(), fact.position())
                                  : duty)
                          .toList()));
      case HouseholdEvent it ->
          before.with(
              it.household(),
              household -> household.caring(Care.after(household.care(), fact, it)));
      default -> before;
    };
  }

  private static HouseholdId household(String stream) {
    return new HouseholdId(stream.substring(stream.indexOf('/') + 1));
  }

  private static Duty duty(Paired fact, Fact of) {
    return new Duty(
        Duty.Kind.PAIRING,
        fact.officer(),
        fact.name(),
        null,
        fact.office(),
        fact.target(),
        of.occurredOn(),
        null,
        of.position(),
        null,
        of.isSynthetic());
  }

  private static <T> List<T> and(List<T> list, T last) {
    List<T> longer = new ArrayList<>(list);
    longer.add(last);
    return longer;
  }

  @Override
  public String text(RegionCode key) {
    return key.code();
  }

  @Override
  public RegionCode key(String text) {
    return new RegionCode(text);
  }

  @Override
  public Class<Cared> rowType() {
    return Cared.class;
  }
}
