package org.sunshineledger.api.fsck;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fsck.Finding;
import org.sunshineledger.ledger.fsck.Report;
import org.sunshineledger.ledger.log.TreeHead;

/**
 * How the last check of this node stands.
 *
 * @param started null when there was none
 * @param checked facts checked so far
 * @param total facts in the snapshot that is judged; 0 while that is not known
 * @param percent 0 to 100, and 100 only when finished
 * @param report what it came to, once it is finished
 * @param failure why it did not come to an end, as a sentence; else null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FsckState(
    Status status,
    @Nullable Instant started,
    long checked,
    long total,
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
   * @param size of the log, null like {@code root} when facts are missing
   * @param expected {@code size:root} it was compared with, or null
   * @param sealed how many facts are under the log's checkpoints
   * @param tiles of the log
   * @param checkpoints of the log, all of which were checked
   * @param verified how many of them bear a signature of a key that is in use
   * @param findings the first twenty at most
   * @param millis how long it took
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Outcome(
      boolean sound,
      long facts,
      @Nullable Long size,
      @Nullable String root,
      @Nullable String expected,
      long sealed,
      long tiles,
      long checkpoints,
      long verified,
      long findingCount,
      List<Found> findings,
      long millis,
      long factsPerSecond) {}

  /** A finding in both languages. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Found(
      Finding.Code code,
      @Nullable Long position,
      @Nullable String about,
      String chinese,
      String english) {}

  static FsckState never() {
    return new FsckState(Status.NEVER_RUN, null, 0, 0, 0, null, null);
  }

  static FsckState running(Instant started, long checked, long total) {
    int percent = total <= 0 ? 0 : Math.clamp(checked * 100 / total, 0, 99);
    return new FsckState(Status.RUNNING, started, checked, total, percent, null, null);
  }

  FsckState finished(Report report) {
    return new FsckState(
        Status.FINISHED, started, report.facts(), report.facts(), 100, outcome(report), null);
  }

  FsckState failed(String why) {
    return new FsckState(Status.FAILED, started, checked, total, percent, null, why);
  }

  private static Outcome outcome(Report report) {
    TreeHead head = report.head();
    TreeHead noted = report.noted();
    return new Outcome(
        report.isSound(),
        report.facts(),
        head == null ? null : head.size(),
        head == null ? null : head.rootHash(),
        noted == null ? null : noted.toString(),
        report.log().size(),
        report.log().tiles(),
        report.log().checkpoints(),
        report.log().verified(),
        report.findingCount(),
        report.findings().stream().map(FsckState::found).toList(),
        report.duration().toMillis(),
        report.factsPerSecond());
  }

  private static Found found(Finding finding) {
    return new Found(
        finding.code(),
        finding.position(),
        finding.about(),
        finding.code().chinese(),
        finding.code().english());
  }
}
