package org.sunshineledger.projections.redflags;

import static java.util.Comparator.comparing;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Sha256;

/**
 * 民主评议、四议两公开: facts of one village and day under the same minutes and the same leaders. One meeting
 * reviews many households, each in a fact of its own.
 *
 * @param leaders chair and minute taker, who must have been there
 * @param minutes digests of the minutes
 * @param positions of all its facts
 * @param late those of them that were recorded late
 */
record Meeting(
    LocalDate on,
    List<OfficerId> leaders,
    List<Sha256> minutes,
    List<Long> positions,
    List<Long> late) {

  static final Comparator<Meeting> ORDER =
      comparing(Meeting::on)
          .thenComparing(meeting -> meeting.leaders().toString())
          .thenComparing(meeting -> meeting.minutes().toString());

  public Meeting {
    leaders = List.copyOf(leaders);
    minutes = List.copyOf(minutes);
    positions = List.copyOf(positions);
    late = List.copyOf(late);
  }

  /** As it was known when the journal held only so many facts; empty when it was not. */
  Optional<Meeting> before(long position) {
    List<Long> then = positions.stream().filter(each -> each < position).toList();
    return then.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Meeting(
                on,
                leaders,
                minutes,
                then,
                late.stream().filter(each -> each < position).toList()));
  }

  Meeting and(Meeting other) {
    return new Meeting(
        on,
        leaders,
        minutes,
        Traces.merged(positions, other.positions),
        Traces.merged(late, other.late));
  }
}
