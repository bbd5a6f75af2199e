package org.sunshineledger.api.audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import org.sunshineledger.api.security.Account;
import org.sunshineledger.api.security.Readers;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.supervision.LeadEvent;
import org.sunshineledger.projections.view.Moment;
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
    Reader reader = reader(account);
    views.factsOf(view, List.of(key), until, reader);
    switch (reader.reach(key)) {
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
  record Open<T>(List<T> rows, int withheld) {

    Open {
      rows = List.copyOf(rows);
    }
  }

  /** To be shown every fact of the rows he asks for. */
  Reader reader(Account account) {
    return new Reader(readers.mayReadAny(account));
  }

  /** Who reads, and what he may know of the rows whose facts were shown to him. */
  static final class Reader implements BiConsumer<String, Fact> {

    /** How many facts of a row there are that he may read, that he may not, and that are leads. */
    private static final class Facts {
      private int open;
      private int hidden;
      private int leads;
    }

    private final Predicate<Fact> mayRead;
    private final Map<String, Facts> rows = new HashMap<>();

    private Reader(Predicate<Fact> mayRead) {
      this.mayRead = mayRead;
    }

    @Override
    public void accept(String key, Fact fact) {
      Facts facts = rows.computeIfAbsent(key, _ -> new Facts());
      if (mayRead.test(fact)) facts.open++;
      else if (fact.event() instanceof LeadEvent) facts.leads++;
      else facts.hidden++;
    }

    <T> Open<T> open(Collection<T> found, Function<T, String> key) {
      List<T> open = new ArrayList<>();
      int withheld = 0;
      for (T row : found)
        switch (reach(key.apply(row))) {
          case OPEN -> open.add(row);
          case CLOSED -> withheld++;
          case UNKNOWN -> {}
        }
      return new Open<>(open, withheld);
    }

    private Reach reach(String key) {
      Facts facts = rows.getOrDefault(key, new Facts());
      if (facts.hidden + facts.leads == 0) return facts.open == 0 ? Reach.UNKNOWN : Reach.OPEN;
      return facts.open + facts.hidden == 0 ? Reach.UNKNOWN : Reach.CLOSED;
    }
  }
}
