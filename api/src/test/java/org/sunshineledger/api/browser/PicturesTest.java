package org.sunshineledger.api.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sunshineledger.api.scenario.LoadedScenario;

/**
 * The pictures of the README, under {@code target/pictures}; {@code -Dpictures=docs} puts them into
 * {@code docs}, from where the README shows them.
 */
@DisplayName("说明书里的图片 The pictures of the README")
class PicturesTest {

  private static final Path FOLDER =
      Path.of(System.getProperty("pictures", "target/pictures")).toAbsolutePath();

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "board,/boards/410173202901?asOf=2015-09-10,DESK,-,-",
        "board-phone,/boards/410173202901?asOf=2015-09-10,PHONE,-,-",
        "board-print,/boards/410185/print?asOf=2016-10-17,DESK,-,-",
        "board-wall,/boards/410185/wall?asOf=2016-10-17,WALL,-,-",
        "verify,/boards/410185?asOf=2016-10-17,DESK,-,#verify",
        "progress,/progress?asOf=2016-10-17,DESK,-,-",
        "money,/funds?region=410185,DESK,-,.drawing",
        "reconciliation,/reconciliation,DESK,-,-",
        "responsible,/inspection/households/4101732029010001/responsible?at=2015-12-01,DESK,inspector,-",
        "dossier,/audit/households/4101732029010001,DESK,auditor,-",
        "workbench,/audit?region=410185901&from=2014-12-31&to=2016-12-31,DESK,auditor,-",
        "staff,/staff,DESK,approver,-"
      })
  void areMade(
      String name, String path, Screen screen, @Nullable String account, @Nullable String part)
      throws IOException {
    Files.createDirectories(FOLDER);
    Path file = FOLDER.resolve(name + ".png");
    try (Visit visit = Visit.to(LoadedScenario.once().address(), screen, Language.ZH)) {
      if (account != null) visit.signIn(account, LoadedScenario.PASSWORD);
      visit.open(path);
      if (name.equals("verify")) {
        visit.find("#verify [data-verify]").click();
        visit.find("#verify[data-result] [data-verify]:enabled").waitFor();
      }
      // Not before: a picture that cannot be made leaves the old one.
      Files.deleteIfExists(file);
      if (part == null) visit.picture(file);
      else visit.find(part).screenshot(new Locator.ScreenshotOptions().setPath(file));
    }
    assertThat(file).isNotEmptyFile();
  }
}
