package org.sunshineledger.api.rebuild;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.projections.view.RebuildReport;

/**
 * How the last rebuild of this node stands.
 *
 * @param started null when there was none
 * @param views their names
 * @param done facts read or folded so far
 * @param of so many
 * @param percent 0 to 100, and 100 only when finished
 * @param report what it came to, once it is finished
 * @param failure why it did not come to an end, as a sentence; else null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RebuildState(
    Status status,
    @Nullable Instant started,
    List<String> views,
    long done,
    long of,
    int percent,
    @Nullable Outcome report,
    @Nullable String failure) {

  /** How far it is. */
  public enum Status {
    NEVER_RUN,
    RUNNING,
    FINISHED,
    FAILED
  }

  /**
   * The report as JSON.
   *
   * @param same whether every view was built, and none of them had stood otherwise
   * @param size how many facts they were built of at first
   */
  public record Outcome(
      boolean same, long size, int passes, long millis, List<RebuildReport.Outcome> views) {}

  static RebuildState never() {
    return new RebuildState(Status.NEVER_RUN, null, List.of(), 0, 0, 0, null, null);
  }

  static RebuildState running(Instant started, List<String> views, long done, long of) {
    int percent = of <= 0 ? 0 : Math.clamp(done * 100 / of, 0, 99);
    return new RebuildState(Status.RUNNING, started, views, done, of, percent, null, null);
  }

  RebuildState finished(RebuildReport report) {
    return new RebuildState(
        Status.FINISHED,
        started,
        views,
        of,
        of,
        100,
        new Outcome(
            report.isSame(),
            report.size(),
            report.passes(),
            report.duration().toMillis(),
            report.views()),
        null);
  }

  RebuildState failed(String why) {
    return new RebuildState(Status.FAILED, started, views, done, of, percent, null, why);
  }
}
