package org.sunshineledger.projections.dossier;

import static java.util.Comparator.comparing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sunshineledger.ledger.plan.MeasureId;

/**
 * The versions of a household's plan side by side: one row a measure, one cell a version.
 *
 * @param versions the first one first
 * @param measures in the order of their numbers
 */
public record PlanTable(List<PlanVersion> versions, List<Row> measures) {

  /** What a version says of a measure, against the one before it. */
  public enum Cell {
    ABSENT,
    ADDED,
    KEPT,
    /** The version before held it, and this one does not. */
    REMOVED
  }

  /**
   * One measure.
   *
   * @param cells one for each version, in their order
   */
  public record Row(PlannedMeasure measure, List<Cell> cells) {

    public Row {
      cells = List.copyOf(cells);
    }
  }

  public PlanTable {
    versions = List.copyOf(versions);
    measures = List.copyOf(measures);
  }

  /** Of the versions in their order. */
  public static PlanTable of(List<PlanVersion> versions) {
    Map<MeasureId, PlannedMeasure> all = new LinkedHashMap<>();
    for (PlanVersion version : versions)
      version.measures().forEach(measure -> all.put(measure.measure(), measure));
    return new PlanTable(
        versions,
        all.values().stream()
            .sorted(comparing(each -> each.measure().number()))
            .map(measure -> new Row(measure, cells(measure.measure(), versions)))
            .toList());
  }

  private static List<Cell> cells(MeasureId measure, List<PlanVersion> versions) {
    List<Cell> cells = new ArrayList<>(versions.size());
    boolean held = false;
    for (PlanVersion version : versions) {
      boolean holds = version.measures().stream().anyMatch(each -> each.measure().equals(measure));
      if (holds) cells.add(held ? Cell.KEPT : Cell.ADDED);
      else cells.add(held ? Cell.REMOVED : Cell.ABSENT);
      held = holds;
    }
    return cells;
  }
}
