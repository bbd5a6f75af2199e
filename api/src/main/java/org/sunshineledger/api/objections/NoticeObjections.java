package org.sunshineledger.api.objections;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.sunshineledger.api.security.Account;
import org.sunshineledger.api.security.Readers;
import org.sunshineledger.ledger.Ledger;
import org.sunshineledger.ledger.Statements.State;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.journal.StoredFact;
import org.sunshineledger.ledger.notice.NoticeEvent.ObjectionRaised;
import org.sunshineledger.ledger.notice.NoticeEvent.ObjectionSealed;
import org.sunshineledger.ledger.notice.ObjectionGrounds;
import org.sunshineledger.ledger.notice.ObjectionId;

/** The objections to a notice, for staff of its region: that they are there, and nobody's name. */
@Component
public final class NoticeObjections {

  private final Ledger ledger;
  private final Readers readers;

  NoticeObjections(Ledger ledger, Readers readers) {
    this.ledger = ledger;
    this.readers = readers;
  }

  /**
   * One of them.
   *
   * @param sealed whether it came from the public, and what was said is in the vault
   * @param state what its receipt says
   * @param position of the fact that raised it
   */
  public record Line(
      ObjectionId objection,
      LocalDate on,
      ObjectionGrounds grounds,
      boolean sealed,
      State state,
      long position) {}

  /** Null for who may not know of them, such as everybody. */
  public @Nullable List<Line> of(NoticeId notice, @Nullable Account account) {
    if (account == null) return null;
    List<Fact> raised = new ArrayList<>();
    Set<ObjectionId> sealed = new HashSet<>();
    for (StoredFact row : ledger.journal().stream(notice.stream())) {
      Fact fact = ledger.codec().decode(row);
      if (fact.event() instanceof ObjectionRaised) raised.add(fact);
      if (fact.event() instanceof ObjectionSealed it) sealed.add(it.objection());
    }
    if (raised.isEmpty() || !readers.mayRead(account, raised.getFirst())) return null;
    readers.note(account, "the objections to " + notice);
    Map<ObjectionId, State> states = ledger.statements().statesOf(notice);
    return raised.stream().map(fact -> line(fact, sealed, states)).toList();
  }

  private static Line line(Fact fact, Set<ObjectionId> sealed, Map<ObjectionId, State> states) {
    ObjectionRaised raised = (ObjectionRaised) fact.event();
    return new Line(
        raised.objection(),
        fact.occurredOn(),
        raised.grounds(),
        sealed.contains(raised.objection()),
        Objects.requireNonNull(states.get(raised.objection())),
        fact.position());
  }
}
