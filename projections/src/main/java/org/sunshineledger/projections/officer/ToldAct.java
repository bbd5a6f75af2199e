package org.sunshineledger.projections.officer;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Signer;

/**
 * What an officer did, with what the fact says of itself.
 *
 * @param capacity in which the officer signed; null otherwise
 * @param place the smallest division the fact belongs to, or null
 * @param rule that the officer let be broken; null otherwise
 * @param breaches codes of the rules the fact broke
 */
public record ToldAct(
    long position,
    String type,
    String stream,
    LocalDate on,
    Instant recordedAt,
    Act.Part part,
    Signer.@Nullable Capacity capacity,
    @Nullable RegionCode place,
    @Nullable String rule,
    List<String> breaches,
    boolean synthetic) {

  public ToldAct {
    breaches = List.copyOf(breaches);
  }

  static ToldAct of(Act act, Fact fact) {
    return new ToldAct(
        act.position(),
        fact.type(),
        fact.stream(),
        act.on(),
        fact.recordedAt(),
        act.part(),
        act.capacity(),
        act.place(),
        act.rule(),
        fact.envelope().breaches(),
        act.synthetic());
  }
}
