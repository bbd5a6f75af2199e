package org.sunshineledger.api.soak;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The figures of one moment, or of the time since the last one. */
final class Sample {

  private final Map<Figure, Double> figures = new EnumMap<>(Figure.class);

  Sample with(Figure figure, double value) {
    figures.put(figure, value);
    return this;
  }

  /** Not a number where it was not measured. */
  double of(Figure figure) {
    return figures.getOrDefault(figure, Double.NaN);
  }

  static String header() {
    return Arrays.stream(Figure.values())
        .map(figure -> figure.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(","));
  }

  /** A line of the table below that header. */
  String line() {
    return Arrays.stream(Figure.values())
        .map(figure -> Double.isNaN(of(figure)) ? "" : "%.2f".formatted(of(figure)))
        .collect(Collectors.joining(","));
  }
}
