package org.sunshineledger.api.imports;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.api.web.Texts;

/**
 * What a file of claims or checks comes to.
 *
 * @param lines below the header, blank ones left out
 * @param sound whether every line can be recorded; otherwise none is
 * @param recorded null for a preview
 */
record ClaimsReport(
    String source,
    ClaimsFile.Kind kind,
    int lines,
    boolean sound,
    List<Found> findings,
    @Nullable Recorded recorded) {

  /**
   * @param place line and column, e.g. {@code 7:value}
   * @param column null for the whole line
   * @param text what is wrong and what to do
   */
  record Found(ClaimFlaw code, String place, long line, @Nullable String column, String text) {}

  /**
   * @param repeated whether the same request had come before under the same key
   * @param facts addresses, one for each line in its order
   */
  record Recorded(long first, long last, boolean repeated, List<String> facts) {}

  static ClaimsReport of(String source, ClaimsFile.Read read, Texts texts) {
    return new ClaimsReport(
        source,
        read.kind(),
        read.lines(),
        read.flaws().isEmpty(),
        read.flaws().stream().map(flaw -> found(flaw, texts)).toList(),
        null);
  }

  private static Found found(ClaimsFile.Flawed flaw, Texts texts) {
    Spot.Line at = flaw.at();
    return new Found(
        flaw.code(),
        at.toString(),
        at.line(),
        at.column(),
        texts.of("ClaimFlaw." + flaw.code().name(), flaw.arguments().toArray()));
  }

  ClaimsReport with(Recorded facts) {
    return new ClaimsReport(source, kind, lines, true, List.of(), facts);
  }
}
