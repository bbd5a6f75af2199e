package org.sunshineledger.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("在浏览器里 In a browser")
class BrowserTest extends OpenDoors {

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

  @TempDir Path folder;

  @BeforeEach
  void thereIsABrowser() {
    assumeTrue(Files.isExecutable(CHROMIUM), "no Chromium at " + CHROMIUM);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/boards/410100",
        "/progress",
        "/funds",
        "/reconciliation",
        "/rules",
        "/login",
        "/?lang=en",
        "/boards/410100?lang=en",
        "/reconciliation?lang=en"
      })
  void aPageIsWholeBreaksNoPolicyAndAsksNobodyElse(String path)
      throws IOException, InterruptedException {
    File page = folder.resolve("page.html").toFile();
    File said = folder.resolve("said.log").toFile();

    Process browser =
        new ProcessBuilder(
                List.of(
                    CHROMIUM.toString(),
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
                    "--user-data-dir=" + folder.resolve("profile"),
                    "--enable-logging=stderr",
                    "--dump-dom",
                    to(path).build().uri().toString()))
            .redirectOutput(page)
            .redirectError(said)
            .start();

    assertThat(browser.waitFor(60, TimeUnit.SECONDS)).as("the browser ends").isTrue();
    assertThat(Files.readString(page.toPath()))
        .contains("<main id=\"main\"", "</html>")
        .doesNotContain("??");
    // A script, style or request that the policy forbids, or that fails, is said on the console.
    assertThat(Files.readAllLines(said.toPath()))
        .filteredOn(line -> line.contains("CONSOLE"))
        .isEmpty();
  }
}
