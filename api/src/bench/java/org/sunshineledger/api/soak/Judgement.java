package org.sunshineledger.api.soak;

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
final class Judgement {

  private static final double TENTH = 0.1;
  private static final double LATENCY_GROWTH = 1.5;

  /** A p99 of a few milliseconds is another one with every run. */
  private static final double LATENCY_SLACK_MILLIS = 10;

  /** In fewer samples a quarter says nothing. */
  private static final int ENOUGH = 20;

  private static final List<Figure> LATENCIES =
      List.of(Figure.ORDERS_P99, Figure.BOARDS_P99, Figure.OTHERS_P99);

  /** What is taken while somebody is served and given back afterwards; so many may differ. */
  private record GivenBack(Figure figure, int slack) {}

  /** Carriers of virtual threads and connections of the pools come and go by themselves. */
  private static final List<GivenBack> GIVEN_BACK =
      List.of(
          new GivenBack(Figure.THREADS, 8),
          new GivenBack(Figure.VIRTUAL_THREADS, 4),
          new GivenBack(Figure.FILES, 8),
          new GivenBack(Figure.SOCKETS, 4),
          new GivenBack(Figure.POOLED, 2),
          new GivenBack(Figure.BACKENDS, 2));

  private final List<Sample> samples;
  private final Sample before;
  private final Sample after;
  private final double mbAFact;

  /**
   * @param before at rest, when all was warm
   * @param after at rest again
   * @param mbAFact of the heap, by what the scenario took
   */
  Judgement(List<Sample> samples, Sample before, Sample after, double mbAFact) {
    this.samples = samples;
    this.before = before;
    this.after = after;
    this.mbAFact = mbAFact;
  }

  void print() {
    for (Figure figure : Figure.values())
      if (figure != Figure.MINUTE)
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
    if (after.of(Figure.VIEW_LAG) > 0) faults.add("a view is behind though nobody orders");
    if (after.of(Figure.SEAL_LAG) > 0) faults.add("facts are not sealed though nobody orders");
    if (samples.size() < ENOUGH) {
      System.out.printf("too short to judge growth by: %d samples%n", samples.size());
      return faults;
    }
    grown(faults, Figure.HEAP, explained() + first(Figure.HEAP) * TENTH);
    grown(faults, Figure.OUTSIDE_HEAP, first(Figure.OUTSIDE_HEAP) * TENTH);
    grown(faults, Figure.RSS, first(Figure.RSS) * TENTH);
    for (GivenBack each : GIVEN_BACK)
      if (each.figure() != Figure.VIRTUAL_THREADS)
        grown(faults, each.figure(), each.slack() + first(each.figure()) * TENTH);
    for (Figure latency : LATENCIES)
      grown(faults, latency, first(latency) * (LATENCY_GROWTH - 1) + LATENCY_SLACK_MILLIS);
    return faults;
  }

  private void grown(List<String> faults, Figure figure, double bound) {
    double by = last(figure) - first(figure);
    // Not a number is not within any bound.
    if (!(by <= bound)) faults.add("%s grew by %.1f, and may by %.1f".formatted(figure, by, bound));
  }

  private double gainedFacts() {
    return last(Figure.FACTS) - first(Figure.FACTS);
  }

  private double explained() {
    return gainedFacts() * mbAFact;
  }

  private int quarter() {
    return Math.max(1, samples.size() / 4);
  }

  private double first(Figure figure) {
    return median(samples.subList(0, quarter()), figure);
  }

  private double last(Figure figure) {
    return median(samples.subList(samples.size() - quarter(), samples.size()), figure);
  }

  private static double median(List<Sample> of, Figure figure) {
    List<Double> sorted = of.stream().map(each -> each.of(figure)).sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  private double most(Figure figure) {
    return samples.stream().mapToDouble(each -> each.of(figure)).max().orElseThrow();
  }

  /** By least squares, for each hour. */
  private double slope(Figure figure) {
    double meanX = samples.stream().mapToDouble(Judgement::hour).average().orElseThrow();
    double meanY = samples.stream().mapToDouble(each -> each.of(figure)).average().orElseThrow();
    double together = 0;
    double alone = 0;
    for (Sample each : samples) {
      double x = hour(each) - meanX;
      together += x * (each.of(figure) - meanY);
      alone += x * x;
    }
    return together / alone;
  }

  private static double hour(Sample sample) {
    return sample.of(Figure.MINUTE) / 60;
  }
}
