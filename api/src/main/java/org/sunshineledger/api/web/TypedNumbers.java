package org.sunshineledger.api.web;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.journal.Journal;
import org.sunshineledger.projections.dossier.Dossiers;
import org.sunshineledger.projections.officer.OfficerRecords;
import org.sunshineledger.projections.view.Moment;

/**
 * Numbers that a reader types to be led to a page. One that leads nowhere comes back to the form it
 * was typed in, which says why.
 */
@Component
public final class TypedNumbers {

  private final Dossiers dossiers;
  private final OfficerRecords officers;
  private final Journal journal;

  TypedNumbers(Dossiers dossiers, OfficerRecords officers, Journal journal) {
    this.dossiers = dossiers;
    this.officers = officers;
    this.journal = journal;
  }

  /** Why a number leads nowhere. */
  public enum Astray {
    /** It is not written as such a number is. */
    NO_NUMBER,
    /** No fact is about it. */
    UNKNOWN,
    /** What is known of it is of later days. */
    NOT_YET
  }

  /**
   * A number as it was typed.
   *
   * @param day for which it is asked
   * @param astray why it leads nowhere, or null when it does not
   */
  public record Typed(String number, LocalDate day, @Nullable Astray astray) {}

  /** That of a household. */
  public Typed household(String text, LocalDate day) {
    return typed(text.strip(), day, HouseholdId::new, HouseholdId::stream, dossiers::of);
  }

  /** That of an officer. */
  public Typed officer(String text, LocalDate day) {
    return typed(
        text.strip().toUpperCase(Locale.ROOT),
        day,
        OfficerId::new,
        OfficerId::stream,
        officers::of);
  }

  /**
   * @param read the number itself; throws {@link IllegalArgumentException} for what is none
   * @param stream of its facts
   * @param found what the page shows of it, which is all that is known at the moment
   */
  private <I> Typed typed(
      String number,
      LocalDate day,
      Function<String, I> read,
      Function<I, String> stream,
      BiFunction<I, Moment, Optional<?>> found) {
    I id;
    try {
      id = read.apply(number);
    } catch (IllegalArgumentException _) {
      return new Typed(number, day, Astray.NO_NUMBER);
    }
    if (found.apply(id, Moment.of(day)).isPresent()) return new Typed(number, day, null);
    return new Typed(
        number,
        day,
        journal.beginning(stream.apply(id)).isEmpty() ? Astray.UNKNOWN : Astray.NOT_YET);
  }
}
