package org.sunshineledger.projections.flags;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.projections.view.View;

/** What was irregular here, by which rule, and who let it pass? */
public final class FlagsView implements View<String, Flagged> {

  /** The key of what belongs to no place: the acts of a province itself. */
  static final String NOWHERE = "-";

  @Override
  public String name() {
    return "flags";
  }

  @Override
  public int version() {
    return 1;
  }

  /** Any fact may be irregular, and only its detail says so. */
  @Override
  public boolean reads(String type) {
    return true;
  }

  /** Flags and approvals stand in dated lists and find each other when they are asked for. */
  @Override
  public boolean inAnyOrder() {
    return true;
  }

  @Override
  public Stream<String> keys(Fact fact) {
    return fact.envelope().breaches().isEmpty() && Approval.of(fact).isEmpty()
        ? Stream.empty()
        : Stream.of(place(fact));
  }

  /** The smallest division it belongs to. */
  private static String place(Fact fact) {
    return fact.place().levels().findFirst().map(RegionCode::code).orElse(NOWHERE);
  }

  @Override
  public Flagged fold(@Nullable Flagged row, String key, Fact fact) {
    Flagged after = row == null ? Flagged.NOTHING : row;
    if (!fact.envelope().breaches().isEmpty()) after = after.and(Flag.of(fact));
    Optional<Approval> approval = Approval.of(fact);
    return approval.isPresent() ? after.and(approval.get()) : after;
  }

  @Override
  public String text(String key) {
    return key;
  }

  @Override
  public String key(String text) {
    return text;
  }

  @Override
  public Class<Flagged> rowType() {
    return Flagged.class;
  }
}
