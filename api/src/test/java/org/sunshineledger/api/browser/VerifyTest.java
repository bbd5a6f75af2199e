package org.sunshineledger.api.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sunshineledger.api.scenario.LoadedScenario;

/** What the browser computes must not believe the server: here the server lies. */
@DisplayName("在浏览器里核对 Verified in the browser")
class VerifyTest {

  private static final String BOARD = "/boards/410185?asOf=2016-10-17";
  private static final String NOTICE = "/notices/410185-FP-2016";

  @ParameterizedTest
  @CsvSource({
    BOARD + ",PHONE,ZH",
    BOARD + ",DESK,EN",
    BOARD + ",PHONE,EN",
    BOARD + ",DESK,ZH",
    NOTICE + ",PHONE,EN",
    NOTICE + ",DESK,ZH",
    NOTICE + ",PHONE,ZH",
    NOTICE + ",DESK,EN",
    "/log/facts/0,PHONE,ZH",
    "/log/facts/0,DESK,EN",
    "/log/facts/0,PHONE,EN",
    "/log/facts/0,DESK,ZH"
  })
  void allThreeStepsTickAndAPageWithoutWitnessesSaysSo(
      String path, Screen screen, Language language) {
    try (Visit visit = visit(screen, language)) {
      visit.open(path);
      verify(visit);

      assertThat(result(visit)).isEqualTo("unwitnessed");
      assertThat(state(visit, "list")).isEqualTo("ok");
      assertThat(state(visit, "proof")).isEqualTo("ok");
      assertThat(state(visit, "signature")).isEqualTo("unwitnessed");
      assertThat(step(visit, "signature").innerText())
          .contains(language == Language.ZH ? "未见证" : "unwitnessed");
      visit.isSound();
    }
  }

  @Test
  void aFactWhoseContentIsRestrictedIsStillProvedToBeInTheLog() {
    try (Visit visit = visit(Screen.DESK, Language.ZH)) {
      visit.open("/log/facts/100000");
      verify(visit);

      assertThat(state(visit, "list")).isEqualTo("skipped");
      assertThat(state(visit, "proof")).isEqualTo("ok");
      assertThat(result(visit)).isEqualTo("unwitnessed");
    }
  }

  @Test
  void allFactsOfABoardCanBeChecked() {
    try (Visit visit = visit(Screen.DESK, Language.ZH)) {
      visit.open("/boards/410100?asOf=2016-10-17");
      verify(visit);
      Locator all = visit.find("#verify [data-all-facts]");
      assertThat(all.innerText()).contains("核对全部");
      all.click();
      settled(visit);

      assertThat(result(visit)).isEqualTo("unwitnessed");
      assertThat(step(visit, "proof").innerText()).doesNotContain("核对全部");
    }
  }

  @Test
  void aRowThatIsShownOtherwiseThanItIsInItsListFailsTheFirstStep() {
    try (Visit visit = visit(Screen.DESK, Language.ZH)) {
      lie(visit, "**/boards/410185*", page -> shownRows(page, "7654321"));
      visit.open(BOARD);
      verify(visit);

      failed(visit, "list", "7,654,321".replace(",", ""));
    }
  }

  /** In the headline, of a division below, in the sum; each the first figure behind its words. */
  @ParameterizedTest
  @CsvSource({
    "<dl[^>]*data-line-of=\"standings\",registered",
    "<dl[^>]*data-line-of=\"standings\",villages",
    "<tr[^>]*data-list=\"standings\"[^>]*data-row=\"1\",registered",
    "<tr[^>]*data-list=\"standings\"[^>]*data-row=\"1\",poorVillages",
    "<tr[^>]*class=\"sum\",registered",
    "<caption>在册户,told.causes"
  })
  void aCountThatIsMadeOfSeveralFieldsAndShownOtherwiseFailsTheFirstStep(
      String begin, String field) {
    try (Visit visit = visit(Screen.DESK, Language.ZH)) {
      lie(visit, "**/boards/410185*", page -> shownCount(page, begin, field));
      visit.open(BOARD);
      verify(visit);

      failed(visit, "list", "7654321");
    }
  }

  @Test
  void aNumberOfListsThatIsShownOtherwiseThanItCanBeCountedFailsTheFirstStep() {
    try (Visit visit = visit(Screen.PHONE, Language.EN)) {
      visit.open(BOARD);
      visit.page().evaluate("document.querySelector('[data-count-of]').textContent = '7,654,321'");
      verify(visit);

      failed(visit, "list", "7654321");
    }
  }

  /** Whoever takes the marks away so that nothing is compared does not get the same outcome. */
  @Test
  void whatWasNotCheckedIsSaidBesideTheOutcome() {
    try (Visit visit = visit(Screen.DESK, Language.ZH)) {
      visit.open(BOARD);
      verify(visit);
      assertThat(step(visit, "list").innerText()).contains("户数和人数：据受限账实作出", "只核对摘要");
      assertThat(outcome(visit)).contains("三步都一致", "“户数和人数”据受限账实作出，只核对了摘要");
      int apart = apart(visit);
      assertThat(apart).isPositive();
      assertThat(visit.find("main .mark:text-is('未列入核对')").count()).isPositive();

      visit
          .page()
          .evaluate("document.querySelector('dl[data-line-of]').removeAttribute('data-line-of')");
      verify(visit);

      assertThat(result(visit)).isEqualTo("unwitnessed");
      assertThat(apart(visit)).isEqualTo(apart + visit.find("#counts dl.figures dd").count());
    }
  }

  private static String outcome(Visit visit) {
    return visit.find("#verify [role=status]").innerText();
  }

  private static int apart(Visit visit) {
    Matcher said = Pattern.compile("另有 (\\d+) 处数字").matcher(outcome(visit));
    assertThat(said.find()).as(outcome(visit)).isTrue();
    return Integer.parseInt(said.group(1));
  }

  @Test
  void aListThatHasNotTheDigestOnThePageFailsTheFirstStepAndBothAreShown() {
    try (Visit visit = visit(Screen.PHONE, Language.EN)) {
      lie(visit, "**/lists/announcements*", VerifyTest::moreRows);
      visit.open(BOARD);
      String told = visit.find("#verify [data-name=announcements]").getAttribute("data-digest");
      verify(visit);

      failed(visit, "list", told);
      assertThat(visit.find("#verify [role=status]").innerText()).contains("List digest", "12317");
    }
  }

  /** As if a row of the view had been changed: list and digest agree with each other. */
  @Test
  void aRowThatWasChangedTogetherWithItsDigestFailsAgainstItsFact() {
    try (Visit visit = visit(Screen.DESK, Language.ZH)) {
      String[] changed = new String[1];
      lie(
          visit,
          "**/lists/announcements*",
          list -> {
            changed[0] = moreRows(list);
            return changed[0];
          });
      visit.open(BOARD);
      Locator told = visit.find("#verify [data-name=announcements]");
      String list = visit.page().request().get(told.getAttribute("data-address")).text();
      told.evaluate("(e, digest) => e.dataset.digest = digest", sha256(moreRows(list)));
      // Where it is the newest of its kind it stands on the page once more.
      visit
          .page()
          .locator("tr[data-list=announcements] [data-is=documentRows]")
          .first()
          .evaluate(
              """
              first => {
                const fact = first.closest('tr').querySelector('[data-is=position]').textContent
                for (const e of [first, ...document.querySelectorAll(
                    `[data-fact="${fact}"] [data-is=documentRows]`)]) e.textContent = '7654321'
              }
              """);
      verify(visit);

      assertThat(changed[0]).isNotNull();
      assertThat(state(visit, "list")).isEqualTo("ok");
      failed(visit, "proof", "7654321");
    }
  }

  @Test
  void aRowThatIsLeftOutFailsTheFirstStep() {
    try (Visit visit = visit(Screen.DESK, Language.ZH)) {
      visit.open(BOARD);
      visit
          .page()
          .evaluate(
              "document.querySelectorAll('[data-list=announcements]').forEach(e => e.remove())");
      verify(visit);

      failed(visit, "list", "0");
    }
  }

  @Test
  void aProofOfAnotherTreeFailsTheSecondStep() {
    try (Visit visit = visit(Screen.DESK, Language.EN)) {
      lie(
          visit,
          "**/*.tlog-proof",
          proof -> proof.replaceFirst("\n[A-Za-z0-9+/]{43}=", "\n" + base64(new byte[32])));
      visit.open(BOARD);
      verify(visit);

      assertThat(state(visit, "list")).isEqualTo("ok");
      failedAtTheRoot(visit);
    }
  }

  @Test
  void anEntryThatIsNotTheOneInTheLogFailsTheSecondStep() {
    try (Visit visit = visit(Screen.DESK, Language.ZH)) {
      visit.open("/log/facts/100000");
      visit
          .page()
          .evaluate(
              "e = document.getElementById('fact-entry'); e.textContent ="
                  + " e.textContent.replace('T', 'U')");
      verify(visit);

      failedAtTheRoot(visit);
    }
  }

  @Test
  void aContentThatIsNotWhatTheEntryCommitsToFailsTheFirstStep() {
    try (Visit visit = visit(Screen.DESK, Language.ZH)) {
      visit.open("/log/facts/0");
      visit
          .page()
          .evaluate(
              "e = document.getElementById('fact-bytes'); e.textContent ="
                  + " e.textContent.replace('specversion', 'specversi0n')");
      verify(visit);

      byte[] salt = Base64.getDecoder().decode(visit.find("#fact-salt").textContent());
      byte[] content = visit.find("#fact-bytes").textContent().getBytes(UTF_8);
      assertThat(content).asString(UTF_8).contains("specversi0n");
      failed(
          visit,
          "list",
          visit.find("#fact-entry").textContent().split("\n", -1)[3],
          base64(
              digest(
                  ByteBuffer.allocate(salt.length + content.length)
                      .put(salt)
                      .put(content)
                      .array())));
    }
  }

  @Test
  void aDocumentThatIsNotTheOneInTheFactFailsTheFirstStep() {
    try (Visit visit = visit(Screen.PHONE, Language.ZH)) {
      lie(visit, "**/document", document -> document.replace("\"nonce\":\"", "\"nonce\":\"0"));
      visit.open(NOTICE);
      verify(visit);

      failed(visit, "list", visit.find("#verify").getAttribute("data-document-digest"));
    }
  }

  @Test
  void aCellThatIsNotInTheDocumentFailsTheFirstStep() {
    try (Visit visit = visit(Screen.DESK, Language.ZH)) {
      visit.open(NOTICE);
      visit.page().evaluate("document.querySelector('#document td').textContent = '另一户'");
      verify(visit);

      failed(visit, "list", "另一户");
    }
  }

  @Test
  void aSignatureOfSomethingElseFailsTheThirdStep() {
    try (Visit visit = visit(Screen.DESK, Language.ZH)) {
      lie(visit, "**/*.tlog-proof", VerifyTest::otherSignature);
      visit.open(BOARD);
      verify(visit);

      assertThat(state(visit, "proof")).isEqualTo("ok");
      byte[] forged = payload(otherSignature(checkpoint(visit)));
      failed(
          visit,
          "signature",
          base64(Arrays.copyOfRange(forged, 4, forged.length)),
          head(checkpoint(visit)));
    }
  }

  @Test
  void aCheckpointThatTheLogDidNotSignFailsTheThirdStep() throws GeneralSecurityException {
    Signer other = new Signer("localhost/sunshine-ledger", 1);
    try (Visit visit = visit(Screen.DESK, Language.EN)) {
      lie(visit, "**/log/vkey", _ -> other.verifierKey() + "\n");
      visit.open(NOTICE);
      verify(visit);

      failed(visit, "signature", other.verifierKey().substring(0, 30));
    }
  }

  @Test
  void aWitnessOfThePolicyIsNamedAndALyingOneFails() throws GeneralSecurityException {
    Signer witness = new Signer("witness.example.cn/audit", 4);
    String policy = "witness audit " + witness.verifierKey() + "\nquorum audit\n";
    try (Visit visit = visit(Screen.DESK, Language.ZH)) {
      visit
          .context()
          .route(
              "**/log/policy",
              route -> route.fulfill(new Route.FulfillOptions().setStatus(200).setBody(policy)));
      lie(visit, "**/*.tlog-proof", proof -> proof + witness.cosignature(noteOf(proof)));
      visit.open(NOTICE);
      verify(visit);

      assertThat(result(visit)).isEqualTo("ok");
      assertThat(step(visit, "signature").innerText()).contains("已见证：audit");
    }
    try (Visit visit = visit(Screen.DESK, Language.ZH)) {
      visit
          .context()
          .route(
              "**/log/policy",
              route -> route.fulfill(new Route.FulfillOptions().setStatus(200).setBody(policy)));
      String lying = witness.cosignature("another\n");
      lie(visit, "**/*.tlog-proof", proof -> proof + lying);
      visit.open(NOTICE);
      verify(visit);

      // Behind the key's id and the time.
      byte[] forged = payload(lying);
      failed(
          visit,
          "signature",
          base64(Arrays.copyOfRange(forged, 12, forged.length)),
          head(checkpoint(visit)));
    }
  }

  private static Visit visit(Screen screen, Language language) {
    return Visit.to(LoadedScenario.once().address(), screen, language);
  }

  private static void verify(Visit visit) {
    visit.find("#verify [data-verify]").click();
    settled(visit);
  }

  private static void settled(Visit visit) {
    visit.find("#verify[data-result] [data-verify]:enabled").waitFor();
  }

  private static String result(Visit visit) {
    return String.valueOf(visit.find("#verify").getAttribute("data-result"));
  }

  private static Locator step(Visit visit, String step) {
    return visit.find("#verify [data-step=" + step + "]");
  }

  private static String state(Visit visit, String step) {
    return String.valueOf(step(visit, step).getAttribute("data-state"));
  }

  private static void failed(Visit visit, String step, String value) {
    assertThat(state(visit, step)).as(step(visit, step).innerText()).isEqualTo("failed");
    assertThat(result(visit)).isEqualTo("failed");
    assertThat(step(visit, step).innerText()).contains(value);
    assertThat(visit.find("#verify [data-step=" + step + "] ul li").count()).isGreaterThan(1);
  }

  /** The same, and these are the two values that stand beside each other. */
  private static void failed(Visit visit, String step, String told, String computed) {
    failed(visit, step, told);
    assertThat(values(visit, step)).containsExactly(told, computed);
  }

  /** What was computed leads to another root than the signed one. */
  private static void failedAtTheRoot(Visit visit) {
    String root = head(checkpoint(visit)).split(" ", -1)[2];
    failed(visit, "proof", root);
    assertThat(values(visit, "proof")).hasSize(2).startsWith(root);
    assertThat(values(visit, "proof").getLast()).matches("[A-Za-z0-9+/]{43}=").isNotEqualTo(root);
  }

  /** What a failed step was told and what it computed, without the words before them. */
  private static List<String> values(Visit visit, String step) {
    List<String> lines = visit.find("#verify [data-step=" + step + "] ul li").allTextContents();
    List<String> values = new ArrayList<>();
    for (String word : List.of("told", "computed")) {
      String before =
          visit.find("#verify [data-word=" + word + "]").textContent().replace("%1", "");
      String line = lines.get(lines.size() - 2 + values.size());
      assertThat(line).startsWith(before);
      values.add(line.substring(before.length()));
    }
    return values;
  }

  private static String checkpoint(Visit visit) {
    return visit.page().request().get("/log/checkpoint").text();
  }

  /** Origin, size and root. */
  private static String head(String checkpoint) {
    return String.join(" ", checkpoint.lines().limit(3).toList());
  }

  /** Of the last signature. */
  private static byte[] payload(String note) {
    return Base64.getDecoder()
        .decode(note.substring(note.lastIndexOf(' ') + 1, note.lastIndexOf('\n')));
  }

  /** Lets the server answer otherwise than it does. */
  private static void lie(Visit visit, String address, UnaryOperator<String> lie) {
    visit
        .context()
        .route(
            address,
            route -> {
              APIResponse truth = route.fetch();
              route.fulfill(
                  new Route.FulfillOptions().setResponse(truth).setBody(lie.apply(truth.text())));
            });
  }

  private static String shownRows(String page, String rows) {
    String changed =
        page.replaceFirst(
            "(data-list=\"announcements\"[\\s\\S]*?data-is=\"documentRows\">)[0-9,]+", "$1" + rows);
    assertThat(changed).isNotEqualTo(page);
    return changed;
  }

  private static String shownCount(String page, String begin, String field) {
    String changed =
        page.replaceFirst(
            "(%s[\\s\\S]*?data-is=\"%s[^>]*>\\s*<a[^>]*>)[0-9,]+".formatted(begin, field),
            "$1" + "7654321");
    assertThat(changed).isNotEqualTo(page);
    return changed;
  }

  private static String moreRows(String list) {
    String changed = list.replaceFirst("\"documentRows\":[0-9]+", "\"documentRows\":7654321");
    assertThat(changed).isNotEqualTo(list);
    return changed;
  }

  private static String noteOf(String proof) {
    String note = proof.substring(proof.indexOf("\n\n") + 2);
    return note.substring(0, note.indexOf("\n\n") + 1);
  }

  private static String otherSignature(String proof) {
    int end = proof.lastIndexOf('\n');
    int start = proof.lastIndexOf(' ') + 1;
    byte[] payload = Base64.getDecoder().decode(proof.substring(start, end));
    payload[20] ^= 1;
    return proof.substring(0, start) + base64(payload) + "\n";
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static String sha256(String text) {
    return HexFormat.of().formatHex(digest(text.getBytes(UTF_8)));
  }

  private static byte[] digest(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** A key of ours, as C2SP signed-note has it. */
  private static final class Signer {

    private final String name;
    private final KeyPair keys;
    private final byte[] typed;

    Signer(String name, int type) throws GeneralSecurityException {
      this.name = name;
      this.keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      byte[] encoded = keys.getPublic().getEncoded();
      byte[] raw = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
      this.typed = ByteBuffer.allocate(33).put((byte) type).put(raw).array();
    }

    private byte[] id() {
      byte[] named = (name + "\n").getBytes(UTF_8);
      byte[] all = ByteBuffer.allocate(named.length + typed.length).put(named).put(typed).array();
      return Arrays.copyOf(digest(all), 4);
    }

    String verifierKey() {
      return name + "+" + HexFormat.of().formatHex(id()) + "+" + base64(typed);
    }

    String cosignature(String note) {
      long time = 1_767_225_600L;
      try {
        Signature signing = Signature.getInstance("Ed25519");
        signing.initSign(keys.getPrivate());
        signing.update(("cosignature/v1\ntime " + time + "\n" + note).getBytes(UTF_8));
        byte[] payload =
            ByteBuffer.allocate(76).put(id()).putLong(time).put(signing.sign()).array();
        return "\u2014 " + name + " " + base64(payload) + "\n";
      } catch (GeneralSecurityException e) {
        throw new AssertionError(e);
      }
    }
  }
}
