package org.sunshineledger.ledger;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Event;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.Mode;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Overriding;
import org.sunshineledger.ledger.fact.Signer;
import org.sunshineledger.ledger.journal.FactCodec;
import org.sunshineledger.ledger.journal.Journal;
import org.sunshineledger.ledger.journal.StoredFact;
import org.sunshineledger.ledger.supervision.CitedFacts;

/** The facts of the journal as cases cite them: by position, with the officers in them. */
final class Cited implements CitedFacts {

  private final Journal journal;
  private final FactCodec codec;

  Cited(Journal journal, FactCodec codec) {
    this.journal = journal;
    this.codec = codec;
  }

  @Override
  public Map<Long, CitedFact> at(Collection<Long> positions) {
    Map<Long, Fact> facts = read(positions);
    Map<Long, Fact> behind = read(behind(facts.values()));
    Map<Long, CitedFact> cited = new HashMap<>();
    facts.forEach((position, fact) -> cited.put(position, citing(fact, behind)));
    return cited;
  }

  private Map<Long, Fact> read(Collection<Long> positions) {
    Map<Long, Fact> facts = new HashMap<>();
    for (StoredFact stored : journal.at(positions))
      facts.put(stored.position(), codec.decode(stored));
    return facts;
  }

  /** Where it may stand who let rules be broken: of each breach one fact, right behind. */
  private static Set<Long> behind(Collection<Fact> facts) {
    Set<Long> behind = new HashSet<>();
    for (Fact fact : facts)
      if (fact.envelope().mode() == Mode.LIVE)
        for (int i = 1; i <= fact.envelope().breaches().size(); i++)
          behind.add(fact.position() + i);
    return behind;
  }

  private static CitedFact citing(Fact fact, Map<Long, Fact> behind) {
    Set<OfficerId> officers = new HashSet<>();
    Fact next = behind.get(fact.position() + 1);
    while (next != null
        && next.stream().equals(fact.stream())
        && next.event() instanceof Overriding override) {
      officers.add(override.authority());
      next = behind.get(next.position() + 1);
    }
    officers.add(fact.envelope().actor().officer());
    for (Signer signer : fact.envelope().signers()) officers.add(signer.officer());
    for (RecordComponent component : fact.event().getClass().getRecordComponents())
      collect(value(fact.event(), component), officers);
    return new CitedFact(officers);
  }

  private static void collect(@Nullable Object value, Set<OfficerId> officers) {
    switch (value) {
      case OfficerId officer -> officers.add(officer);
      case Signer signer -> officers.add(signer.officer());
      case List<?> list -> list.forEach(each -> collect(each, officers));
      case null, default -> {
        // Names no officer.
      }
    }
  }

  private static @Nullable Object value(Event event, RecordComponent component) {
    try {
      return component.getAccessor().invoke(event);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("an event's fields can be read", e);
    }
  }
}
