package org.sunshineledger.api.start;

import java.io.Console;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** How far something is, on the console: a bar on a terminal, a line for every tenth elsewhere. */
final class ProgressBar {

  private static final int LENGTH = 40;
  private static final int LINE_EVERY_PERCENT = 10;

  private final String name;
  private final Logger log;
  private final @Nullable Console terminal = terminal(System.console());
  private int lastLine = -1;

  /**
   * @param log of whoever shows it, for where there is no terminal
   */
  ProgressBar(String name, Logger log) {
    this.name = name;
    this.log = log;
  }

  private static @Nullable Console terminal(@Nullable Console console) {
    return console != null && console.isTerminal() ? console : null;
  }

  /**
   * Shows it anew, in the same line of a terminal.
   *
   * @param percent 0 to 100; the line of a terminal ends with 100
   */
  void show(int percent, long done, long total) {
    if (terminal != null) {
      int full = percent * LENGTH / 100;
      terminal
          .writer()
          .printf(
              "\r%s  %s%s %3d %%  %,d / %,d 条%s",
              name,
              "█".repeat(full),
              "░".repeat(LENGTH - full),
              percent,
              done,
              total,
              percent == 100 ? System.lineSeparator() : "");
      terminal.flush();
    } else if (percent / LINE_EVERY_PERCENT > lastLine) {
      lastLine = percent / LINE_EVERY_PERCENT;
      log.info("{}: {} %, {} of {} facts", name, percent, done, total);
    }
  }
}
