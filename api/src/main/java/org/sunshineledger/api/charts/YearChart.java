package org.sunshineledger.api.charts;

import static org.sunshineledger.api.charts.Charts.tenths;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.sunshineledger.projections.progress.MonthPoint;
import org.sunshineledger.projections.progress.Pace;

/**
 * Exits since the beginning of the year as a line, and the goal of the year as a level.
 *
 * @param line points of the line, as SVG has them
 * @param area the same, closed along the ground
 * @param ground height of nothing
 * @param goal height of the goal; that of the ground where there is none
 * @param months where every third month ends
 */
public record YearChart(
    int width,
    int height,
    String line,
    String area,
    List<Dot> dots,
    double ground,
    double goal,
    boolean hasGoal,
    List<Tick> months) {

  private static final int WIDTH = 264;
  private static final int HEIGHT = 128;
  private static final double LEFT = 6;
  private static final double RIGHT = 258;
  private static final double TOP = 20;
  private static final double GROUND = 106;
  private static final int MONTHS = 12;

  /** A month's end. */
  public record Dot(double x, double y, MonthPoint point) {}

  /** The name of a month below the ground. */
  public record Tick(double x, int month) {}

  static YearChart of(Pace pace) {
    long highest = Math.max(Math.max(pace.goal(), pace.exits().persons()), 1);
    List<Dot> dots = new ArrayList<>();
    StringBuilder line = new StringBuilder(LEFT + "," + GROUND);
    double x = LEFT;
    for (MonthPoint point : pace.months()) {
      x = x(point.day());
      double y = y(point.exits().persons(), highest);
      dots.add(new Dot(x, y, point));
      line.append(' ').append(x).append(',').append(y);
    }
    List<Tick> ticks = new ArrayList<>();
    for (int month = 3; month <= MONTHS; month += 3)
      ticks.add(new Tick(tenths(LEFT + (RIGHT - LEFT) * month / MONTHS), month));
    return new YearChart(
        WIDTH,
        HEIGHT,
        line.toString(),
        line + " " + x + "," + GROUND,
        List.copyOf(dots),
        GROUND,
        y(pace.goal(), highest),
        pace.goal() > 0,
        List.copyOf(ticks));
  }

  private static double x(LocalDate day) {
    return tenths(LEFT + (RIGHT - LEFT) * day.getDayOfYear() / day.lengthOfYear());
  }

  private static double y(long persons, long highest) {
    return tenths(GROUND - (GROUND - TOP) * Math.max(persons, 0) / highest);
  }
}
