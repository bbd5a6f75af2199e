package org.sunshineledger.projections.redflags;

import static java.util.Comparator.comparing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.sunshineledger.ledger.fact.OfficerId;

/**
 * What red flags are looked for in: a village's row has what is rare and who signed there, the row
 * of its meetings what is compared with other villages, a household's row what is looked at once
 * something rare is known of it. Lists are in the order of days, so the facts may come in any
 * order.
 *
 * @param signed who signed when in the village, by officer and day: most of a row, so it is kept
 *     short
 * @param handled which officers had to do with the household
 */
public record Traces(
    List<Trace.Kin> kin,
    List<Trace.Death> deaths,
    List<Trace.Correction> corrections,
    List<Trace.Comparison> comparisons,
    List<Trace.Settled> settled,
    List<Trace.Lapsed> lapsed,
    List<Meeting> meetings,
    List<Signed> signed,
    List<Trace.Credit> credits,
    List<Trace.Signature> signatures,
    List<Trace.Handled> handled) {

  static final Traces NONE =
      new Traces(
          List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
          List.of(), List.of(), List.of());

  public Traces {
    kin = List.copyOf(kin);
    deaths = List.copyOf(deaths);
    corrections = List.copyOf(corrections);
    comparisons = List.copyOf(comparisons);
    settled = List.copyOf(settled);
    lapsed = List.copyOf(lapsed);
    meetings = List.copyOf(meetings);
    signed = List.copyOf(signed);
    credits = List.copyOf(credits);
    signatures = List.copyOf(signatures);
    handled = List.copyOf(handled);
  }

  /** What an officer signed in the village on one day, by position. */
  public record Signed(OfficerId officer, LocalDate on, List<Long> positions) {

    private static final Comparator<Signed> ORDER =
        comparing((Signed signed) -> signed.officer().toString()).thenComparing(Signed::on);

    public Signed {
      positions = List.copyOf(positions);
    }

    Optional<Signed> before(long position) {
      List<Long> then = positions.stream().filter(each -> each < position).toList();
      return then.isEmpty() ? Optional.empty() : Optional.of(new Signed(officer, on, then));
    }
  }

  /** As they were when the journal held only so many facts. */
  Traces before(long position) {
    return new Traces(
        before(kin, position),
        before(deaths, position),
        before(corrections, position),
        before(comparisons, position),
        before(settled, position),
        before(lapsed, position),
        meetings.stream().flatMap(each -> each.before(position).stream()).toList(),
        signed.stream().flatMap(each -> each.before(position).stream()).toList(),
        before(credits, position),
        before(signatures, position),
        before(handled, position));
  }

  private static <T extends Trace> List<T> before(List<T> traces, long position) {
    return traces.stream().filter(trace -> trace.position() < position).toList();
  }

  Traces with(Trace trace) {
    return new Traces(
        trace instanceof Trace.Kin it ? and(kin, it) : kin,
        trace instanceof Trace.Death it ? and(deaths, it) : deaths,
        trace instanceof Trace.Correction it ? and(corrections, it) : corrections,
        trace instanceof Trace.Comparison it ? and(comparisons, it) : comparisons,
        trace instanceof Trace.Settled it ? and(settled, it) : settled,
        trace instanceof Trace.Lapsed it ? and(lapsed, it) : lapsed,
        meetings,
        signed,
        trace instanceof Trace.Credit it ? and(credits, it) : credits,
        trace instanceof Trace.Signature it ? and(signatures, it) : signatures,
        trace instanceof Trace.Handled it ? and(handled, it) : handled);
  }

  Traces with(Meeting meeting) {
    List<Meeting> more = new ArrayList<>(meetings);
    int at = Collections.binarySearch(more, meeting, Meeting.ORDER);
    if (at < 0) more.add(-at - 1, meeting);
    else more.set(at, more.get(at).and(meeting));
    return with(more, signed);
  }

  Traces with(Signed day) {
    List<Signed> more = new ArrayList<>(signed);
    int at = Collections.binarySearch(more, day, Signed.ORDER);
    if (at < 0) more.add(-at - 1, day);
    else
      more.set(
          at,
          new Signed(day.officer(), day.on(), merged(more.get(at).positions(), day.positions())));
    return with(meetings, more);
  }

  private Traces with(List<Meeting> nowMeetings, List<Signed> nowSigned) {
    return new Traces(
        kin,
        deaths,
        corrections,
        comparisons,
        settled,
        lapsed,
        nowMeetings,
        nowSigned,
        credits,
        signatures,
        handled);
  }

  private static <T extends Trace> List<T> and(List<T> sorted, T trace) {
    return inserted(sorted, trace, comparing(Trace::at));
  }

  static List<Long> merged(List<Long> sorted, List<Long> more) {
    List<Long> all = sorted;
    for (Long each : more) all = inserted(all, each, Long::compare);
    return all;
  }

  private static <T> List<T> inserted(List<T> sorted, T item, Comparator<? super T> order) {
    int at = Collections.binarySearch(sorted, item, order);
    if (at >= 0) return sorted;
    List<T> longer = new ArrayList<>(sorted);
    longer.add(-at - 1, item);
    return longer;
  }
}
