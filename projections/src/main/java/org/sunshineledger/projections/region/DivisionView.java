package org.sunshineledger.projections.region;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.region.RegionEvent;
import org.sunshineledger.ledger.region.RegionEvent.RegionDefined;
import org.sunshineledger.ledger.region.RegionEvent.RegionRenamed;
import org.sunshineledger.ledger.region.RegionEvent.RegionTransferred;
import org.sunshineledger.projections.view.View;

/** What is each division called, and to which does it belong, on any day? */
public final class DivisionView implements View<RegionCode, Division> {

  @Override
  public String name() {
    return "region";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public boolean reads(String type) {
    return type.startsWith("region.");
  }

  @Override
  public Stream<RegionCode> keys(Fact fact) {
    return fact.event() instanceof RegionEvent event ? Stream.of(event.region()) : Stream.empty();
  }

  @Override
  public @Nullable Division fold(@Nullable Division row, RegionCode key, Fact fact) {
    Division before = row == null ? Division.UNKNOWN : row;
    boolean synthetic = before.synthetic() || fact.isSynthetic();
    return switch ((RegionEvent) fact.event()) {
      case RegionDefined(_, String name, var level, var parent) ->
          new Division(
              level,
              and(before.names(), new Division.Named(fact.occurredOn(), name, fact.position())),
              and(
                  before.parents(),
                  new Division.Placed(fact.occurredOn(), parent, fact.position())),
              synthetic);
      case RegionRenamed(_, String name) ->
          new Division(
              before.level(),
              and(before.names(), new Division.Named(fact.occurredOn(), name, fact.position())),
              before.parents(),
              synthetic);
      case RegionTransferred(_, _, RegionCode to) ->
          new Division(
              before.level(),
              before.names(),
              and(before.parents(), new Division.Placed(fact.occurredOn(), to, fact.position())),
              synthetic);
    };
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
  public Class<Division> rowType() {
    return Division.class;
  }
}
