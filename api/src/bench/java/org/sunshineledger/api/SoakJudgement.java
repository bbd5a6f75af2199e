package org.sunshineledger.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Compares the first quarter of the samples with the last one, and the rest before the load with
 * the rest after it, and says what grew beyond its bound.
 *
 * <p>The load adds facts, and rows that views keep in memory grow with them, so the heap may grow
 * by what the scenario took for as many facts, and by a tenth beside that.
 */
final class SoakJudgement {

  private static final double TENTH = 0.1;
  private static final double LATENCY_GROWTH = 1.5;

  /** A p99 of a few milliseconds is another one with every run. */
  private static final double LATENCY_SLACK_MILLIS = 10;

  /** In fewer samples a quarter says nothing. */
  private static final int ENOUGH = 20;

  private static final List<SoakFigure> LATENCIES =
      List.of(SoakFigure.ORDERS_P99, SoakFigure.BOARDS_P99, SoakFigure.OTHERS_P99);

  /** What is taken while somebody is served and given back afterwards; so many may differ. */
  private record GivenBack(SoakFigure figure, int slack) {}

  /** Carriers of virtual threads and connections of the pools come and go by themselves. */
  private static final List<GivenBack> GIVEN_BACK =
      List.of(
          new GivenBack(SoakFigure.THREADS, 8),
          new GivenBack(SoakFigure.VIRTUAL_THREADS, 4),
          new GivenBack(SoakFigure.FILES, 8),
          new GivenBack(SoakFigure.SOCKETS, 4),
          new GivenBack(SoakFigure.POOLED, 2),
          new GivenBack(SoakFigure.BACKENDS, 2));

  private final List<SoakSample> samples;
  private final SoakSample before;
  private final SoakSample after;
  private final double mbAFact;

  /**
   * @param before at rest, when all was warm
   * @param after at rest again
   * @param mbAFact of the heap, by what the scenario took
   */
  SoakJudgement(List<SoakSample> samples, SoakSample before, SoakSample after, double mbAFact) {
    this.samples = samples;
    this.before = before;
    this.after = after;
    this.mbAFact = mbAFact;
  }

  void print() {
    for (SoakFigure figure : SoakFigure.values())
      if (figure != SoakFigure.MINUTE)
        System.out.printf(
            "BENCH soak.%s first-quarter=%.1f last-quarter=%.1f slope=%+.1f/h most=%.1f"
                + " rest-before=%.1f rest-after=%.1f%n",
            figure.name().toLowerCase(Locale.ROOT).replace('_', '-'),
            first(figure),
            last(figure),
            slope(figure),
            most(figure),
            before.of(figure),
            after.of(figure));
    System.out.printf(
        "BENCH soak.explained heap=%+.1f MB by %,.0f facts, %.0f bytes each as the scenario's%n",
        explained(), gainedFacts(), mbAFact * (1 << 20));
  }

  /** Empty where nothing leaked and nothing got slower. */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    for (GivenBack each : GIVEN_BACK)
      // Not a number is not within any bound.
      if (!(after.of(each.figure()) <= before.of(each.figure()) + each.slack()))
        faults.add(
            "%s at rest: %.0f, and %.0f before the load"
                .formatted(each.figure(), after.of(each.figure()), before.of(each.figure())));
    if (after.of(SoakFigure.VIEW_LAG) > 0) faults.add("a view is behind though nobody orders");
    if (after.of(SoakFigure.SEAL_LAG) > 0) faults.add("facts are not sealed though nobody orders");
    if (samples.size() < ENOUGH) {
      System.out.printf("too short to judge growth by: %d samples%n", samples.size());
      return faults;
    }
    grown(faults, SoakFigure.HEAP, explained() + first(SoakFigure.HEAP) * TENTH);
    grown(faults, SoakFigure.OUTSIDE_HEAP, first(SoakFigure.OUTSIDE_HEAP) * TENTH);
    grown(faults, SoakFigure.RSS, first(SoakFigure.RSS) * TENTH);
    for (GivenBack each : GIVEN_BACK)
      if (each.figure() != SoakFigure.VIRTUAL_THREADS)
        grown(faults, each.figure(), each.slack() + first(each.figure()) * TENTH);
    for (SoakFigure latency : LATENCIES)
      grown(faults, latency, first(latency) * (LATENCY_GROWTH - 1) + LATENCY_SLACK_MILLIS);
    return faults;
  }

  private void grown(List<String> faults, SoakFigure figure, double bound) {
    double by = last(figure) - first(figure);
    // Not a number is not within any bound.
    if (!(by <= bound)) faults.add("%s grew by %.1f, and may by %.1f".formatted(figure, by, bound));
  }

  private double gainedFacts() {
    return last(SoakFigure.FACTS) - first(SoakFigure.FACTS);
  }

  private double explained() {
    return gainedFacts() * mbAFact;
  }

  private int quarter() {
    return Math.max(1, samples.size() / 4);
  }

  private double first(SoakFigure figure) {
    return median(samples.subList(0, quarter()), figure);
  }

  private double last(SoakFigure figure) {
    return median(samples.subList(samples.size() - quarter(), samples.size()), figure);
  }

  private static double median(List<SoakSample> of, SoakFigure figure) {
    List<Double> sorted = of.stream().map(each -> each.of(figure)).sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  private double most(SoakFigure figure) {
    return samples.stream().mapToDouble(each -> each.of(figure)).max().orElseThrow();
  }

  /** By least squares, for each hour. */
  private double slope(SoakFigure figure) {
    double meanX = samples.stream().mapToDouble(SoakJudgement::hour).average().orElseThrow();
    double meanY = samples.stream().mapToDouble(each -> each.of(figure)).average().orElseThrow();
    double together = 0;
    double alone = 0;
    for (SoakSample each : samples) {
      double x = hour(each) - meanX;
      together += x * (each.of(figure) - meanY);
      alone += x * x;
    }
    return together / alone;
  }

  private static double hour(SoakSample sample) {
    return sample.of(SoakFigure.MINUTE) / 60;
  }
}
