package org.sunshineledger.api.board;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.sunshineledger.ledger.plan.MeasureKind;
import org.sunshineledger.projections.progress.ToldCounts;

/**
 * 转、扶、搬、保、救: what is told of the measures of one path. They are not added up, for a household may
 * have had several of them.
 *
 * @param measures how many households, by kind; none where nothing may be told
 */
record PathOfMeasures(MeasureKind.Path path, List<Line> measures) {

  record Line(MeasureKind kind, int households) {}

  /** All five, in the order of the saying. */
  static List<PathOfMeasures> of(ToldCounts told) {
    return Arrays.stream(MeasureKind.Path.values())
        .map(path -> new PathOfMeasures(path, lines(path, told.programmes())))
        .toList();
  }

  private static List<Line> lines(MeasureKind.Path path, Map<MeasureKind, Integer> told) {
    return told.entrySet().stream()
        .filter(each -> each.getKey().path() == path)
        .map(each -> new Line(each.getKey(), each.getValue()))
        .toList();
  }
}
