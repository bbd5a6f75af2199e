package org.sunshineledger.projections.officer;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Signer;

/**
 * What one officer did in one month, as far as one stretch of the journal tells it. Most acts of an
 * officer are alike, so what they have in common is written once.
 *
 * @param alike in the order of their kinds
 */
public record Acts(YearMonth month, List<Alike> alike) {

  public Acts {
    alike = List.copyOf(alike);
  }

  /** All that an act is beside its fact and its day. */
  public record Kind(
      Act.Part part,
      Signer.@Nullable Capacity capacity,
      @Nullable RegionCode place,
      @Nullable String rule,
      boolean irregular,
      boolean synthetic)
      implements Comparable<Kind> {

    private static final Comparator<Kind> ORDER =
        comparing(Kind::part)
            .thenComparing(Kind::capacity, nullsFirst(naturalOrder()))
            .thenComparing(Kind::place, nullsFirst(comparing(RegionCode::code)))
            .thenComparing(Kind::rule, nullsFirst(naturalOrder()))
            .thenComparing(Kind::irregular)
            .thenComparing(Kind::synthetic);

    @Override
    public int compareTo(Kind that) {
      return ORDER.compare(this, that);
    }
  }

  /**
   * Where an act of a kind stands.
   *
   * @param day of the month
   */
  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  public record At(int day, long position) implements Comparable<At> {

    @Override
    public int compareTo(At that) {
      int byDay = Integer.compare(day, that.day);
      return byDay != 0 ? byDay : Long.compare(position, that.position);
    }
  }

  /** The acts of a kind, by day, then position. */
  public record Alike(Kind kind, List<At> at) {

    public Alike {
      at = List.copyOf(at);
    }

    Alike and(List<At> more) {
      return new Alike(
          kind, Stream.concat(at.stream(), more.stream()).sorted().distinct().toList());
    }
  }

  static Acts none(YearMonth month) {
    return new Acts(month, List.of());
  }

  /** What one officer did about one fact twice in the same way is one act. */
  Acts and(List<Act> more) {
    Map<Kind, List<At>> news = new HashMap<>();
    for (Act act : more)
      news.computeIfAbsent(kind(act), _ -> new ArrayList<>())
          .add(new At(act.on().getDayOfMonth(), act.position()));
    List<Alike> longer = new ArrayList<>();
    for (Alike each : alike) {
      List<At> added = news.remove(each.kind());
      longer.add(added == null ? each : each.and(added));
    }
    if (!news.isEmpty()) {
      news.forEach((kind, at) -> longer.add(new Alike(kind, List.of()).and(at)));
      longer.sort(comparing(Alike::kind));
    }
    return new Acts(month, longer);
  }

  private static Kind kind(Act act) {
    return new Kind(
        act.part(), act.capacity(), act.place(), act.rule(), act.irregular(), act.synthetic());
  }

  /** In no order. */
  Stream<Act> each() {
    return alike.stream().flatMap(each -> each.at().stream().map(at -> act(each.kind(), at)));
  }

  private Act act(Kind kind, At at) {
    return new Act(
        at.position(),
        month.atDay(at.day()),
        kind.part(),
        kind.capacity(),
        kind.place(),
        kind.rule(),
        kind.irregular(),
        kind.synthetic());
  }
}
