package org.sunshineledger.api.imports;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.sunshineledger.api.imports.Import.Recorded;
import org.sunshineledger.api.imports.Import.State;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Sha256;

/** An import as its people see it. */
@Component
final class ImportPage {

  /** As many problems as a page shows at once. */
  static final int PROBLEMS_AT_ONCE = 100;

  private final ImportStore store;
  private final FlawTexts texts;

  ImportPage(ImportStore store, FlawTexts texts) {
    this.store = store;
    this.texts = texts;
  }

  /**
   * One problem.
   *
   * @param row its number from 1
   * @param place letters of the column, or null for the whole row
   * @param field of the column, or null
   * @param foreseen whether it is what the ledger would answer now
   * @param text what is wrong
   * @param remedy what to do
   */
  record Told(
      int row,
      @Nullable String place,
      @Nullable String field,
      String code,
      boolean foreseen,
      String text,
      String remedy) {}

  /**
   * @param kind as it stands in the address
   * @param rows below the header
   * @param orders how many orders the sound rows come to
   * @param done how many of them the running work has come to
   * @param recorded how many are facts
   * @param refused how many the ledger refused
   * @param problems in rows, and foreseen for orders
   * @param problemList at most a hundred of them, in the order of the rows
   * @param next address of the next ones, or null
   * @param report address of the report without its ending
   * @param whole whether every row is part of an order
   */
  record Shown(
      UUID id,
      String kind,
      State state,
      @Nullable Recorded mode,
      RegionCode region,
      Sha256 sha256,
      long bytes,
      int rows,
      int orders,
      int done,
      int recorded,
      int refused,
      int problems,
      List<Told> problemList,
      @Nullable String next,
      String report,
      Instant uploadedAt,
      Instant expiresAt,
      @JsonIgnore boolean whole) {

    /** Whether it is worked on. */
    @JsonProperty("working")
    public boolean isWorking() {
      return state == State.CHECKING || state == State.RECORDING;
    }

    /**
     * How it may be recorded. What was foreseen withholds nothing: it is foreseen anew before all
     * is recorded together.
     */
    public List<Recorded> modes() {
      return rows <= ImportWork.MOST_ROWS_TOGETHER && whole
          ? List.of(Recorded.ALL_OR_NOTHING, Recorded.LINE_BY_LINE)
          : List.of(Recorded.LINE_BY_LINE);
    }

    /** Percent of the running work. */
    public int percent() {
      return orders == 0 ? 100 : (int) (100L * done / orders);
    }
  }

  /** As it stands in a list of several. */
  Shown withoutProblems(Import one) {
    return shown(one, List.of(), null);
  }

  /**
   * @param from how many problems are passed over
   */
  Shown of(Import one, int from) {
    List<ImportStore.Numbered> found = store.problems(one.id(), from, PROBLEMS_AT_ONCE + 1);
    boolean isMore = found.size() > PROBLEMS_AT_ONCE;
    return shown(
        one,
        found.stream().limit(PROBLEMS_AT_ONCE).map(each -> told(each.found())).toList(),
        isMore ? "/imports/%s?from=%d".formatted(one.id(), from + PROBLEMS_AT_ONCE) : null);
  }

  private Shown shown(Import one, List<Told> problems, @Nullable String next) {
    ImportStore.Tally tally = store.tally(one.id());
    return new Shown(
        one.id(),
        one.kind().address(),
        one.state(),
        one.mode(),
        one.region(),
        one.digest(),
        one.bytes(),
        one.rows(),
        tally.recorded() + tally.refused() + tally.open(),
        one.done(),
        tally.recorded(),
        tally.refused(),
        one.problems(),
        problems,
        next,
        "/imports/%s/report".formatted(one.id()),
        one.uploadedAt(),
        one.expiresAt(),
        tally.bad() == 0);
  }

  Told told(Flaws.Found found) {
    return new Told(
        found.row(),
        found.place(),
        found.field(),
        found.code(),
        found.unit() != null,
        texts.text(found.code(), found.arguments()),
        texts.remedy(found.code()));
  }
}
