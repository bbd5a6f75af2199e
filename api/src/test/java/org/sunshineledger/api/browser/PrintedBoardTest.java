package org.sunshineledger.api.browser;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunshineledger.api.scenario.LoadedScenario;

@DisplayName("纸上和墙上的公示 The board on paper and on a wall")
class PrintedBoardTest {

  private static final Pattern PAGES = Pattern.compile("/Type /Pages\\s+/Count (\\d+)");
  private static final Pattern SIZE = Pattern.compile("/MediaBox \\[0 0 ([\\d.]+) ([\\d.]+)]");

  private static final String SHEET = "/boards/410185/print?asOf=2016-10-17";
  private static final String NOTICE = "/notices/410185-FP-2016";

  @ParameterizedTest
  @CsvSource({"PHONE,ZH", "DESK,EN", "DESK,ZH"})
  void theSheetHasAllThatAVillagerNeedsToCheckIt(Screen screen, Language language) {
    try (Visit visit = Visit.to(LoadedScenario.once().address(), screen, language)) {
      visit.open(SHEET);

      assertThat(visit.find("main").innerText()).contains("登封", "2016-10-17", "12317", "扫码核验");
      // 44 characters of the root in groups of four.
      assertThat(visit.find(".seal code").innerText())
          .matches("[A-Za-z0-9+/]{4}( [A-Za-z0-9+/=]{4}){10}");
      visit.isSound();
    }
  }

  @Test
  void onPaperThereIsNothingToClick() {
    try (Visit visit = Visit.to(LoadedScenario.once().address(), Screen.DESK, Language.ZH)) {
      visit.open(SHEET);
      visit.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));

      assertThat(visit.find("main").isVisible()).isTrue();
      assertThat(visit.find("a:visible").count()).isZero();
      String pdf = pdf(visit);
      assertThat(PAGES.matcher(pdf).results().map(each -> each.group(1))).containsExactly("1");
      assertThat(SIZE.matcher(pdf).results())
          .as("210 by 297 millimetres in points of 1/72 inch")
          .singleElement()
          .satisfies(size -> {
            assertThat(Double.parseDouble(size.group(1))).isCloseTo(595.3, within(1.0));
            assertThat(Double.parseDouble(size.group(2))).isCloseTo(841.9, within(1.0));
          });
    }
  }

  @Test
  void theCodeLeadsToTheBoardOfThatDayAndChecksThePrintedRoot()
      throws IOException, ReaderException {
    String address = LoadedScenario.once().address();
    String scanned;
    try (Visit visit = Visit.to(address, Screen.DESK, Language.ZH)) {
      visit.open(SHEET);
      scanned = scannedFrom(visit, address + "/boards/410185?asOf=2016-10-17#verify=");
    }
    checksWhatIsPrinted(address, scanned);
  }

  @ParameterizedTest
  @CsvSource({"PHONE,ZH", "DESK,EN"})
  void aNoticeHasASheetOfItsRowsWithTheSameSeal(Screen screen, Language language) {
    try (Visit visit = Visit.to(LoadedScenario.once().address(), screen, language)) {
      visit.open(NOTICE);
      List<String> rows = visit.find("#document tbody tr").allTextContents();
      String digest = visit.find("#verify").getAttribute("data-document-digest");
      visit.find("a[href='" + NOTICE + "/print']").click();

      assertThat(visit.find("#document tbody tr").allTextContents()).isNotEmpty().isEqualTo(rows);
      assertThat(visit.find("main").innerText()).contains("12317", "扫码核验");
      assertThat(visit.find(".proved code").innerText().replace(" ", "")).isEqualTo(digest);
      assertThat(visit.find(".seal code").innerText())
          .matches("[A-Za-z0-9+/]{4}( [A-Za-z0-9+/=]{4}){10}");
      visit.isSound();
    }
  }

  @Test
  void aNoticeOnPaperIsA4AndItsCodeLeadsToItAndChecksThePrintedRoot()
      throws IOException, ReaderException {
    String address = LoadedScenario.once().address();
    String scanned;
    try (Visit visit = Visit.to(address, Screen.DESK, Language.ZH)) {
      visit.open(NOTICE + "/print");
      scanned = scannedFrom(visit, address + NOTICE + "#verify=");

      visit.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
      assertThat(visit.find("a:visible").count()).isZero();
      assertThat(SIZE.matcher(pdf(visit)).results())
          .isNotEmpty()
          .allSatisfy(
              size -> assertThat(Double.parseDouble(size.group(2))).isCloseTo(841.9, within(1.0)));
    }
    checksWhatIsPrinted(address, scanned);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/boards/410185/qr.svg?asOf=2016-10-17&size=", NOTICE + "/qr.svg?size="})
  void aCodeOfALogThatIsNotSealedYetIsRefused(String code) {
    try (Visit visit = Visit.to(LoadedScenario.once().address(), Screen.DESK, Language.ZH)) {
      assertThat(visit.page().request().get(code + "999999999").status()).isEqualTo(400);
    }
  }

  @Test
  void theWallDisplayIsReadableFromMetresAndRenewsItself() {
    try (Visit visit = Visit.to(LoadedScenario.once().address(), Screen.WALL, Language.ZH)) {
      visit.page().clock().install();
      visit.open("/boards/410185/wall?asOf=2016-10-17");

      // 1.25 % of the width for the smallest text: 15 millimetres on a display of 1.2 metres.
      assertThat(
              (Number)
                  visit.page().evaluate("parseFloat(getComputedStyle(document.body).fontSize)"))
          .satisfies(size -> assertThat(size.doubleValue()).isGreaterThanOrEqualTo(24));
      assertThat(visit.find("body").innerText()).contains("12317", "扫码核验");
      visit.isSound();

      visit.page().evaluate("document.querySelector('h1').textContent = '昨天'");
      visit.page().waitForResponse("**/wall*", () -> visit.page().clock().fastForward(61_000));
      visit.find("h1:not(:has-text('昨天'))").waitFor();
      assertThat(visit.find("h1").innerText()).contains("登封");
    }
  }

  @Test
  void aDisplayThatCannotReachTheLedgerSaysSoAndKeepsWhatItShows() {
    try (Visit visit = Visit.to(LoadedScenario.once().address(), Screen.WALL, Language.ZH)) {
      visit.page().clock().install();
      visit.open("/boards/410185/wall?asOf=2016-10-17");
      visit.context().route("**/wall*", route -> route.abort());
      visit.page().clock().fastForward(61_000);

      visit.page().waitForSelector("#stale:visible");
      assertThat(visit.find("h1").innerText()).contains("登封");
    }
  }

  /** What the code on a sheet says: an address, and the root that is printed beside it. */
  private static String scannedFrom(Visit visit, String begin) throws IOException, ReaderException {
    String root = visit.find(".seal code").innerText().replace(" ", "");
    String scanned = scanned(visit.find(".seal img"));
    assertThat(scanned)
        .startsWith(begin)
        .endsWith(root.replace('+', '-').replace('/', '_').replace("=", ""));
    return scanned;
  }

  /** The page finds the printed root in the log, and does not find one that was never there. */
  private static void checksWhatIsPrinted(String address, String scanned) {
    String path = scanned.substring(address.length());
    try (Visit phone = Visit.to(address, Screen.PHONE, Language.ZH)) {
      phone.open(path);
      verify(phone);
      assertThat(phone.find("#verify").getAttribute("data-result")).isEqualTo("unwitnessed");
      assertThat(phone.find("[data-step=signature]").innerText()).contains("所印的前");
    }
    try (Visit phone = Visit.to(address, Screen.PHONE, Language.ZH)) {
      phone.open(path.replaceFirst("[^.]{43}$", "A".repeat(43)));
      verify(phone);
      assertThat(phone.find("#verify").getAttribute("data-result")).isEqualTo("failed");
    }
  }

  /** Chromium takes the size that the style sheet names; its page tree is plain text. */
  private static String pdf(Visit visit) {
    return new String(
        visit.page().pdf(new Page.PdfOptions().setPreferCSSPageSize(true)), ISO_8859_1);
  }

  private static void verify(Visit visit) {
    visit.find("#verify [data-verify]").click();
    visit.find("#verify[data-result] [data-verify]:enabled").waitFor();
  }

  /** What a telephone reads of it: paper has three dots where a screen has one. */
  private static String scanned(Locator code) throws IOException, ReaderException {
    Object _ = code.evaluate("code => code.style.zoom = 300 / 96");
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(code.screenshot()));
    if (image == null) throw NotFoundException.getNotFoundInstance();
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    return new QRCodeReader()
        .decode(
            new BinaryBitmap(
                new HybridBinarizer(
                    new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels))))
        .getText();
  }
}
