package org.sunshineledger.api.start;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/** Says in one line why the ledger did not start and what to do; the stack trace only at debug. */
final class OneLineReporter implements FailureAnalysisReporter {

  private static final Logger log = LoggerFactory.getLogger("org.sunshineledger.start");

  @Override
  public void report(FailureAnalysis analysis) {
    log.error(
        "启动失败 Not started: {} {}",
        inOneLine(analysis.getDescription()),
        inOneLine(analysis.getAction()));
    log.debug("The cause", analysis.getCause());
  }

  private static String inOneLine(@Nullable String text) {
    return text == null ? "" : text.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
