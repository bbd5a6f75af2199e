package org.sunshineledger.ledger.duty;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What somebody has held, each for a term: posts, pairings, agreements. None is ever dropped. */
final class Tenures<W> {

  /** {@code office} is empty but for a post. */
  record Held<W>(W what, String office, Term term) {}

  private final List<Held<W>> held = new ArrayList<>();

  boolean isHeld(W what, LocalDate day) {
    return any(of(what).and(each -> each.term().covers(day)));
  }

  /** Whether one that began on the day and lasts would meet no other. */
  boolean isFree(W what, LocalDate day) {
    return !any(of(what).and(each -> each.term().meetsOneSince(day)));
  }

  /** The same of whatever is held. */
  boolean isFree(LocalDate day) {
    return !any(each -> each.term().meetsOneSince(day));
  }

  /** The one that may end on the day. */
  Optional<Held<W>> lasting(W what, LocalDate day) {
    return held.stream().filter(of(what).and(each -> each.term().mayEndOn(day))).findFirst();
  }

  /** The one that began last of those held on the day. */
  Optional<Held<W>> latest(LocalDate day) {
    return held.stream()
        .filter(each -> each.term().covers(day))
        .max(Comparator.comparing(each -> each.term().from()));
  }

  void begin(W what, String office, LocalDate day) {
    held.add(new Held<>(what, office, Term.since(day)));
  }

  /** Ends what may end on the day, and nothing that ended or began otherwise. */
  void end(W what, LocalDate day) {
    held.replaceAll(each ->
        of(what).test(each) && each.term().mayEndOn(day)
            ? new Held<>(what, each.office(), each.term().endedOn(day))
            : each);
  }

  private boolean any(Predicate<Held<W>> such) {
    return held.stream().anyMatch(such);
  }

  private static <W> Predicate<Held<W>> of(W what) {
    return each -> each.what().equals(what);
  }
}
