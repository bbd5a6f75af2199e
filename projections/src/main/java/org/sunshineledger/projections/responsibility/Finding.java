package org.sunshineledger.projections.responsibility;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.rules.Rule;

/**
 * A stretch of days on which nobody answered who had to, or two did.
 *
 * @param target stream that was to be answered for
 * @param post that was vacant or held twice; null for a pairing or a team
 * @param to first day without it; the day after the asked one while it lasts
 * @param positions of the facts that begin and end it, as far as there are any
 */
public record Finding(
    Kind kind,
    String target,
    @Nullable Post post,
    LocalDate from,
    LocalDate to,
    List<Long> positions) {

  /** What is missing, or too much. */
  public enum Kind {
    /** Nobody was paired with the household. */
    NOBODY_PAIRED(Rule.RESPONSIBILITY_GAP),
    /** A leading post that had a holder had none. */
    POST_VACANT(Rule.RESPONSIBILITY_GAP),
    /** A post that one holds was held by two. */
    POST_HELD_TWICE(Rule.RESPONSIBILITY_OVERLAP),
    /** Fewer people in the village's team than the rule asks. */
    TEAM_TOO_SMALL(Rule.TEAM_TERM_TOO_SHORT);

    private final Rule rule;

    Kind(Rule rule) {
      this.rule = rule;
    }

    /** The published rule it goes by. */
    public Rule rule() {
      return rule;
    }
  }

  public Finding {
    positions = List.copyOf(positions);
  }

  public boolean covers(LocalDate day) {
    return !from.isAfter(day) && day.isBefore(to);
  }

  public long days() {
    return to.toEpochDay() - from.toEpochDay();
  }
}
