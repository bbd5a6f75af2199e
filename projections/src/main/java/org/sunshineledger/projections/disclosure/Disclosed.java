package org.sunshineledger.projections.disclosure;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.ledger.fact.NoticeId;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.notice.NoticeKind;
import org.sunshineledger.ledger.region.RegionLevel;

/**
 * One division: what happened here that must be published, and what was posted from here.
 *
 * @param quarters in which households of the village were paid, as 2016-Q3
 */
public record Disclosed(
    List<Trigger> triggers, List<Posted> posted, List<String> quarters, List<Annulled> annulled) {

  static final Disclosed NOTHING = new Disclosed(List.of(), List.of(), List.of(), List.of());

  public Disclosed {
    triggers = List.copyOf(triggers);
    posted = List.copyOf(posted);
    quarters = List.copyOf(quarters);
    annulled = List.copyOf(annulled);
  }

  /**
   * A fact that must be published.
   *
   * @param amount what the publication must state as its total, or null
   */
  public record Trigger(
      UUID fact,
      Matter matter,
      String stream,
      LocalDate on,
      long position,
      @Nullable Money amount,
      boolean synthetic)
      implements Comparable<Trigger> {
    @Override
    public int compareTo(Trigger that) {
      return BY_POSITION.compare(this, that);
    }

    /** One fact may have to be published in more than one way. */
    private static final Comparator<Trigger> BY_POSITION =
        Comparator.comparingLong(Trigger::position).thenComparing(Trigger::matter);
  }

  /**
   * A notice or announcement about such facts.
   *
   * @param closes the last day of a notice; null for an announcement
   */
  public record Posted(
      NoticeId notice,
      NoticeKind kind,
      RegionLevel level,
      RegionCode region,
      LocalDate on,
      @Nullable LocalDate closes,
      List<UUID> subjects,
      @Nullable Money controlTotal,
      long position)
      implements Comparable<Posted> {

    public Posted {
      subjects = List.copyOf(subjects);
    }

    @Override
    public int compareTo(Posted that) {
      return Long.compare(position, that.position);
    }
  }

  /** That a notice or an announcement is none any more, from a day on. */
  public record Annulled(NoticeId notice, LocalDate on, long position)
      implements Comparable<Annulled> {
    @Override
    public int compareTo(Annulled that) {
      return Long.compare(position, that.position);
    }
  }

  Disclosed with(Trigger trigger) {
    return new Disclosed(and(triggers, trigger), posted, quarters, annulled);
  }

  Disclosed with(Posted notice) {
    return new Disclosed(triggers, and(posted, notice), quarters, annulled);
  }

  Disclosed with(Annulled notice) {
    return new Disclosed(triggers, posted, quarters, and(annulled, notice));
  }

  Disclosed withQuarter(String quarter) {
    return new Disclosed(triggers, posted, and(quarters, quarter), annulled);
  }

  /** What was posted by the day and still counts on it. */
  List<Posted> postedBy(LocalDate day) {
    Set<NoticeId> none =
        annulled.stream()
            .filter(each -> !each.on().isAfter(day))
            .map(Annulled::notice)
            .collect(toUnmodifiableSet());
    return posted.stream()
        .filter(each -> !each.on().isAfter(day) && !none.contains(each.notice()))
        .toList();
  }

  private static <T extends Comparable<T>> List<T> and(List<T> sorted, T item) {
    int at = Collections.binarySearch(sorted, item);
    if (at >= 0) return sorted;
    List<T> longer = new ArrayList<>(sorted);
    longer.add(-at - 1, item);
    return longer;
  }
}
