package org.sunshineledger.projections.view;

import java.time.LocalDate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.OfficerId;

/** How much did an officer record, and of which day was the last of it? */
final class DiligenceView implements View<OfficerId, DiligenceView.Diligence> {

  /** The row is stored as JSON, and so are its components. */
  record Diligence(int facts, LocalDate last) {}

  @Override
  public String name() {
    return "diligence";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public boolean reads(String type) {
    return true;
  }

  @Override
  public Stream<OfficerId> keys(Fact fact) {
    return Stream.of(fact.envelope().actor().officer());
  }

  @Override
  public Diligence fold(@Nullable Diligence row, OfficerId key, Fact fact) {
    // Facts come in the order of their days, however late they were recorded.
    return new Diligence(row == null ? 1 : row.facts() + 1, fact.occurredOn());
  }

  @Override
  public String text(OfficerId key) {
    return key.number();
  }

  @Override
  public OfficerId key(String text) {
    return new OfficerId(text);
  }

  @Override
  public Class<Diligence> rowType() {
    return Diligence.class;
  }
}
