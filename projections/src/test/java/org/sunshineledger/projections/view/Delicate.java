package org.sunshineledger.projections.view;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Fact;

/** Counts facts, and cannot bear the one at position 5 while it is ill. */
final class Delicate implements View<String, Delicate.Count> {

  record Count(int facts) {}

  volatile boolean ill = true;

  @Override
  public String name() {
    return "delicate";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Stream<String> keys(Fact fact) {
    return Stream.of("all");
  }

  @Override
  public Count fold(@Nullable Count row, String key, Fact fact) {
    if (ill && fact.position() == 5) throw new IllegalStateException("not this one");
    return new Count(row == null ? 1 : row.facts() + 1);
  }

  @Override
  public boolean reads(String type) {
    return true;
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
  public Class<Count> rowType() {
    return Count.class;
  }
}
