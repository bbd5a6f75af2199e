package org.sunshineledger.projections.redflags;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.rules.ExclusionSignals.Signal;
import org.sunshineledger.projections.region.Node;

/**
 * 疑点 as a reader finds it. It is a suspicion, and no finding before it is settled.
 *
 * @param code of the catalogue
 * @param on day of the newest fact in question
 * @param places villages it concerns, as they were called on the asked day
 * @param streams that its facts stand on
 * @param officer whom it concerns, or null
 * @param member whom it concerns, or null
 * @param signal what another register says, or null
 * @param days how long a hit of a comparison has been open, or how long after the death; or null
 * @param facts behind it, in the order of days
 */
public record Hit(
    RedFlag flag,
    String code,
    Settlement settlement,
    LocalDate on,
    List<Node> places,
    List<String> streams,
    @Nullable OfficerId officer,
    @Nullable MemberId member,
    @Nullable Signal signal,
    @Nullable Integer days,
    List<Behind> facts,
    boolean synthetic) {

  public Hit {
    places = List.copyOf(places);
    streams = List.copyOf(streams);
    facts = List.copyOf(facts);
  }
}
