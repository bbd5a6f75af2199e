package org.sunshineledger.ledger.rules;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * 名单公开期限: for how long a list of persons is public.
 *
 * @param days after the last day of its notice, or the day it went up if that is later
 * @param matters names of the matters whose lists name persons; what is not here stays
 */
public record ListTerm(int days, List<String> matters) implements Terms {

  public ListTerm {
    if (days < 1) throw new IllegalArgumentException("a list that is never up");
    matters = List.copyOf(matters);
    if (matters.isEmpty()) throw new IllegalArgumentException("a term of no list");
  }

  /**
   * The first day on which only the list's digest is left; empty for one that stays.
   *
   * @param closes the last day of the notice
   * @param up the day on which it became public, which paper history does late
   */
  public Optional<LocalDate> withdrawOn(String matter, LocalDate closes, LocalDate up) {
    if (!matters.contains(matter)) return Optional.empty();
    return Optional.of((up.isAfter(closes) ? up : closes).plusDays(days + 1L));
  }
}
