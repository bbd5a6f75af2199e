package org.sunshineledger.api.charts;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingDouble;
import static org.sunshineledger.api.charts.Charts.tenths;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.sunshineledger.ledger.fact.Money;
import org.sunshineledger.projections.money.Leg;
import org.sunshineledger.projections.money.Stop;

/**
 * 桑基图: stops as boxes in columns, what went from one to the next as a band as broad as the amount.
 * What is not above zero has no breadth and stands in the table only.
 *
 * @param bands the broad ones first, so that the narrow ones lie on top
 */
public record FlowChart(int width, int height, List<Box> boxes, List<Band> bands) {

  private static final int WIDTH = 960;
  private static final double BOX = 14;
  private static final double TOP = 8;
  private static final double GAP = 8;

  /** So high that its name can be read. */
  private static final double LINE = 17;

  /** What the fullest column is high, without its gaps. */
  private static final double FULL = 300;

  /** The last column's names stand before it, so that they end within the drawing. */
  private static final double BEFORE = -6;

  private static final double BEHIND = BOX + 6;

  /**
   * A stop.
   *
   * @param amount what came in or went out, whichever is more
   * @param labelX where its name stands
   * @param anchor which end of the name that is, as SVG calls it
   */
  public record Box(
      Stop stop,
      Money amount,
      double x,
      double y,
      double width,
      double height,
      double labelX,
      double labelY,
      String anchor) {}

  /** What went from one stop to the next. */
  public record Band(Leg leg, String path, double breadth) {}

  /** A stop, and the more of what came in and what went out. */
  private record Sized(Stop stop, Money amount) {}

  static FlowChart of(List<Leg> all) {
    List<Leg> legs = all.stream().filter(leg -> leg.amount().isPositive()).toList();
    Map<Integer, List<Sized>> columns = columns(legs);
    double scale = scale(columns.values());
    Map<Stop, Box> boxes = new LinkedHashMap<>();
    double bottom = TOP;
    int at = 0;
    for (List<Sized> column : columns.values()) {
      boolean isLast = at == columns.size() - 1;
      // A leg leads to a later column, so there are none or two at least.
      double x = (WIDTH - BOX) * at / (columns.size() - 1);
      double y = TOP;
      for (Sized each : column) {
        double height = Math.max(1, each.amount().fen() * scale);
        boxes.put(
            each.stop(),
            new Box(
                each.stop(),
                each.amount(),
                tenths(x),
                tenths(y),
                BOX,
                tenths(height),
                tenths(x + (isLast ? BEFORE : BEHIND)),
                tenths(y + Math.max(height, LINE) / 2 + 4),
                isLast ? "end" : "start"));
        y += Math.max(height, LINE) + GAP;
      }
      bottom = Math.max(bottom, y);
      at++;
    }
    return new FlowChart(
        WIDTH, (int) Math.ceil(bottom), List.copyOf(boxes.values()), bands(legs, boxes, scale));
  }

  /** By how far along the way they are; within a column the largest on top. */
  private static Map<Integer, List<Sized>> columns(List<Leg> legs) {
    Map<Integer, List<Sized>> columns = new TreeMap<>();
    amounts(legs)
        .forEach((stop, amount) ->
            columns
                .computeIfAbsent(stop.kind().rank(), _ -> new ArrayList<>())
                .add(new Sized(stop, amount)));
    columns
        .values()
        .forEach(column ->
            column.sort(
                comparing(Sized::amount)
                    .reversed()
                    .thenComparing(each -> each.stop().kind())
                    .thenComparing(each -> each.stop().key())));
    return columns;
  }

  private static Map<Stop, Money> amounts(List<Leg> legs) {
    Map<Stop, Money> in = new HashMap<>();
    Map<Stop, Money> out = new HashMap<>();
    for (Leg leg : legs) {
      out.merge(leg.from(), leg.amount(), Money::plus);
      in.merge(leg.to(), leg.amount(), Money::plus);
    }
    Map<Stop, Money> amounts = new LinkedHashMap<>(out);
    in.forEach((stop, amount) ->
        amounts.merge(stop, amount, (one, other) -> one.compareTo(other) < 0 ? other : one));
    return amounts;
  }

  /** Pixels a fen. */
  private static double scale(Collection<List<Sized>> columns) {
    double most = 1;
    for (List<Sized> column : columns) {
      double sum = 0;
      for (Sized each : column) sum += each.amount().fen();
      most = Math.max(most, sum);
    }
    return FULL / most;
  }

  private static List<Band> bands(List<Leg> legs, Map<Stop, Box> boxes, double scale) {
    Map<Stop, Double> left = new HashMap<>();
    Map<Stop, Double> arrived = new HashMap<>();
    List<Leg> fromAbove = new ArrayList<>(legs);
    // Bands leave in the order in which their other ends lie, or they would cross for nothing.
    fromAbove.sort(
        comparingDouble((Leg leg) -> box(leg.from(), boxes).y())
            .thenComparingDouble(leg -> box(leg.to(), boxes).y()));
    List<Band> bands = new ArrayList<>();
    for (Leg leg : fromAbove) {
      Box from = box(leg.from(), boxes);
      Box to = box(leg.to(), boxes);
      double breadth = leg.amount().fen() * scale;
      double y1 = from.y() + left.merge(leg.from(), breadth, Double::sum) - breadth / 2;
      double y2 = to.y() + arrived.merge(leg.to(), breadth, Double::sum) - breadth / 2;
      double x1 = from.x() + BOX;
      double middle = (x1 + to.x()) / 2;
      bands.add(
          new Band(
              leg,
              String.format(
                  Locale.ROOT,
                  "M%.1f,%.1fC%.1f,%.1f %.1f,%.1f %.1f,%.1f",
                  x1,
                  y1,
                  middle,
                  y1,
                  middle,
                  y2,
                  to.x(),
                  y2),
              Math.max(1, tenths(breadth))));
    }
    bands.sort(comparingDouble(Band::breadth).reversed());
    return List.copyOf(bands);
  }

  private static Box box(Stop stop, Map<Stop, Box> boxes) {
    Box box = boxes.get(stop);
    if (box == null) throw new IllegalStateException("a leg ends at a stop that is not drawn");
    return box;
  }
}
