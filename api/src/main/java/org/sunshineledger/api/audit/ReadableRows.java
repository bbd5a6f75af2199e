package org.sunshineledger.api.audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import org.sunshineledger.api.security.Account;
import org.sunshineledger.api.security.Readers;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.supervision.LeadEvent;
import org.sunshineledger.projections.view.Moment;
import org.sunshineledger.projections.view.RowDifference;
import org.sunshineledger.projections.view.Views;

/**
 * Rows of any view, as far as their reader may see them: a row says nothing but what its facts say,
 * so whoever may read them all may read it.
 */
@Component
final class ReadableRows {

  private final Views views;
  private final Readers readers;

  ReadableRows(Views views, Readers readers) {
    this.views = views;
    this.readers = readers;
  }

  /** What a reader may know of a row. */
  private enum Reach {
    OPEN,
    CLOSED,
    /** Not even that there is such a row. */
    UNKNOWN
  }

  /**
   * The name again.
   *
   * @throws Faulty with UNKNOWN_VIEW, which names those there are
   */
  String known(String view) {
    if (!views.names().contains(view))
      throw Faulty.of(Fault.UNKNOWN_VIEW, String.join(", ", views.names()));
    return view;
  }

  /**
   * @param until the row has no other facts than those of this moment
   * @throws Faulty with UNKNOWN_SUBJECT or OUTSIDE_YOUR_REGION
   */
  void require(Account account, String view, String key, Moment until) {
    switch (reach(view, key, until, readers.mayReadAny(account))) {
      case OPEN -> {}
      case CLOSED -> throw Faulty.of(Fault.OUTSIDE_YOUR_REGION, key);
      case UNKNOWN -> throw Faulty.of(Fault.UNKNOWN_SUBJECT, key);
    }
  }

  /**
   * Rows, and how many others there are that the reader may not see.
   *
   * @param withheld without those of which he may not even know
   */
  record Open(List<RowDifference> rows, int withheld) {

    Open {
      rows = List.copyOf(rows);
    }
  }

  Open open(Account account, String view, Collection<RowDifference> rows, Moment until) {
    Predicate<Fact> mayRead = readers.mayReadAny(account);
    List<RowDifference> open = new ArrayList<>();
    int withheld = 0;
    for (RowDifference row : rows)
      switch (reach(view, row.key(), until, mayRead)) {
        case OPEN -> open.add(row);
        case CLOSED -> withheld++;
        case UNKNOWN -> {}
      }
    return new Open(open, withheld);
  }

  private Reach reach(String view, String key, Moment until, Predicate<Fact> mayRead) {
    Collection<Fact> facts = views.facts(views.why(view, key, until)).values();
    List<Fact> hidden = facts.stream().filter(mayRead.negate()).toList();
    if (hidden.isEmpty()) return facts.isEmpty() ? Reach.UNKNOWN : Reach.OPEN;
    boolean onlyLeads = hidden.stream().allMatch(fact -> fact.event() instanceof LeadEvent);
    return onlyLeads && hidden.size() == facts.size() ? Reach.UNKNOWN : Reach.CLOSED;
  }
}
