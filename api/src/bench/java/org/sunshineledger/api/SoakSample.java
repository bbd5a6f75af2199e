package org.sunshineledger.api;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The figures of one moment, or of the time since the last one. */
final class SoakSample {

  private final Map<SoakFigure, Double> figures = new EnumMap<>(SoakFigure.class);

  SoakSample with(SoakFigure figure, double value) {
    figures.put(figure, value);
    return this;
  }

  /** Not a number where it was not measured. */
  double of(SoakFigure figure) {
    return figures.getOrDefault(figure, Double.NaN);
  }

  static String header() {
    return Arrays.stream(SoakFigure.values())
        .map(figure -> figure.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(","));
  }

  /** A line of the table below that header. */
  String line() {
    return Arrays.stream(SoakFigure.values())
        .map(figure -> Double.isNaN(of(figure)) ? "" : "%.2f".formatted(of(figure)))
        .collect(Collectors.joining(","));
  }
}
