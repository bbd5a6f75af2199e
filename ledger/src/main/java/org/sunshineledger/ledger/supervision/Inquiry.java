package org.sunshineledger.ledger.supervision;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.rules.AtLeast;
import org.sunshineledger.ledger.rules.Rule;
import org.sunshineledger.ledger.rules.Ruling;
import org.sunshineledger.ledger.supervision.CitedFacts.CitedFact;

/** What a case and an audit ask alike of whom they name and of what they cite. */
final class Inquiry {

  private Inquiry() {}

  static void requireKnown(List<OfficerId> named, Ruling ruling, Officers officers) {
    for (OfficerId officer : named)
      ruling.require(officers.isKnown(officer), Rule.NO_SUCH_STREAM, officer.stream());
  }

  /** {@code there} is what was found of it. */
  static void requireThere(Collection<Long> cited, Map<Long, CitedFact> there, Ruling ruling) {
    for (Long position : cited)
      ruling.require(
          there.containsKey(position), Rule.CITED_FACT_UNKNOWN, String.valueOf(position));
  }

  /** Nobody looks into anything alone. */
  static void requireEnough(List<OfficerId> named, Rule rule, Ruling ruling) {
    int persons = new HashSet<>(named).size();
    ruling.require(ruling.meets(rule, AtLeast.class, enough -> enough.holds(persons)), rule);
  }
}
