package org.sunshineledger.api.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The machine's own browser, one for all tests of a run. For one thread, as Playwright is. */
final class Chromium {

  /** A busy machine is no failure. */
  static final double PATIENCE_MILLIS = 30_000;

  private static final Path DEBIANS = Path.of("/usr/bin/chromium");
  private static @Nullable Browser started;

  private Chromium() {}

  /** The browser. Without one the test that asks is skipped, and says so. */
  static Browser get() {
    assumeTrue(Files.isExecutable(DEBIANS), "no Chromium at " + DEBIANS);
    Browser ready = started;
    if (ready == null || !ready.isConnected()) {
      ready = start();
      started = ready;
    }
    return ready;
  }

  // It goes with the JVM, whose end closes the pipe that it hangs on.
  private static Browser start() {
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    return playwright
        .chromium()
        .launch(
            new BrowserType.LaunchOptions()
                .setExecutablePath(DEBIANS)
                .setHeadless(true)
                // Root, as whom CI runs, has no sandbox.
                .setChromiumSandbox(false)
                .setArgs(
                    List.of(
                        "--disable-gpu",
                        // Where /dev/shm is small, as in containers, it would end in the middle.
                        "--disable-dev-shm-usage",
                        "--disable-quic",
                        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1")));
  }
}
