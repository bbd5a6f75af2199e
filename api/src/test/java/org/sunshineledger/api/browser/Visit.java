package org.sunshineledger.api.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One reader with one screen and one language, from his first page to his last; nothing is kept of
 * the reader before. It notes what no page may do: ask anybody else, fail on the console, run over
 * the edge of the screen, leave somebody out who cannot see or has no mouse.
 */
public final class Visit implements AutoCloseable {

  /** Rows of a long table are made alike, and axe takes seconds for a thousand. */
  private static final String MORE_OF_THE_SAME = "tbody > tr:nth-child(n + 101)";

  /** WCAG 2.2 AA and what it builds on. */
  private static final List<String> STANDARD =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

  private static final Set<String> GRAVE = Set.of("serious", "critical");

  private final String address;
  private final Language language;
  private final BrowserContext context;
  private final Page page;
  private final List<String> complaints = new ArrayList<>();
  private Screen screen;

  private Visit(String address, Screen screen, Language language, BrowserContext context) {
    this.address = address;
    this.screen = screen;
    this.language = language;
    this.context = context;
    context.onRequest(this::asked);
    context.onResponse(this::answered);
    context.onConsoleMessage(this::said);
    context.onWebError(error -> complaints.add("threw " + error.error()));
    this.page = context.newPage();
  }

  /**
   * A visit to a program; the test is skipped where there is no Chromium.
   *
   * @param address of the program, e.g. {@code http://127.0.0.1:40001}
   */
  public static Visit to(String address, Screen screen, Language language) {
    BrowserContext context =
        Chromium.get()
            .newContext(
                new Browser.NewContextOptions()
                    .setBaseURL(address)
                    .setViewportSize(screen.width(), screen.height())
                    .setHasTouch(screen == Screen.PHONE)
                    .setLocale(language == Language.EN ? "en-GB" : "zh-CN")
                    .setTimezoneId("Asia/Shanghai")
                    .setReducedMotion(com.microsoft.playwright.options.ReducedMotion.REDUCE));
    context.setDefaultTimeout(Chromium.PATIENCE_MILLIS);
    context.addCookies(List.of(new Cookie("lang", language.code()).setUrl(address)));
    return new Visit(address, screen, language, context);
  }

  /** Opens an address of the program and waits until its scripts have been read. */
  public Page open(String path) {
    Response answer = page.navigate(path);
    assertThat(answer).as(path).isNotNull();
    assertThat(answer.status()).as(path).isLessThan(400);
    return page;
  }

  public Page page() {
    return page;
  }

  /** What may be set up for all pages, such as an answer that is not the program's. */
  public BrowserContext context() {
    return context;
  }

  /** Signs in with the form, as one of the demonstration accounts. */
  public Visit signIn(String account, String password) {
    open("/login");
    page.locator("input[name=username]").fill(account);
    page.locator("input[name=password]").fill(password);
    page.locator("form.login button").click();
    assertThat(page.locator("header form").innerText()).contains(account);
    return this;
  }

  /** Turns to another screen with the page that is open; no page asks what else it is read on. */
  public Visit on(Screen other) {
    if (other == screen) return this;
    screen = other;
    page.setViewportSize(other.width(), other.height());
    return this;
  }

  /** Asserts of the page that is open all that no page may do. */
  public Visit isSound() {
    isLaidOut();
    assertThat(grave()).as("axe on " + where()).isEmpty();
    return this;
  }

  /** The same but for what axe finds. */
  public Visit isLaidOut() {
    assertThat(complaints).as(where()).isEmpty();
    assertThat(page.content()).as("texts of " + where()).doesNotContain("??");
    assertThat(overflowing()).as("wider than the screen: " + where()).isEmpty();
    return this;
  }

  /** Opens a page and asserts the same of it. */
  public Visit isLaidOut(String path) {
    complaints.clear();
    open(path);
    return isLaidOut();
  }

  private String where() {
    return "%s on %s in %s".formatted(page.url(), screen, language);
  }

  /**
   * Opens a page on a phone, widens it to a desk, and asserts of both all that no page may do. What
   * axe finds depends on the width and on the markup, which is the same in both languages, and most
   * of a page stands on others too: so axe looks at half of the pages on the phone in English,
   * where there is the least room, and at the others at the desk in Chinese.
   */
  public Visit isSoundOnPhoneAndDesk(String path) {
    complaints.clear();
    boolean onThePhone = Math.floorMod(path.hashCode(), 2) == 0;
    on(Screen.PHONE).open(path);
    if (onThePhone && language == Language.EN) isSound();
    else isLaidOut();
    on(Screen.DESK);
    return onThePhone || language == Language.EN ? isLaidOut() : isSound();
  }

  /** What was asked of others, failed or said on the console so far; it is forgotten with this. */
  public List<String> complaints() {
    List<String> so = List.copyOf(complaints);
    complaints.clear();
    return so;
  }

  /** Writes what the screen shows. */
  public Visit picture(Path file) {
    page.screenshot(new Page.ScreenshotOptions().setPath(file));
    return this;
  }

  /** Writes the whole page, however long. */
  public Visit wholePicture(Path file) {
    page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
    return this;
  }

  public Locator find(String selector) {
    return page.locator(selector);
  }

  @Override
  public void close() {
    context.close();
  }

  private void asked(Request request) {
    if (!request.url().startsWith(address + "/")
        && !request.url().startsWith("blob:")
        && !request.url().startsWith("data:")) complaints.add("asked " + request.url());
  }

  private void answered(Response response) {
    if (response.status() >= 400) complaints.add(response.status() + " for " + response.url());
  }

  private void said(ConsoleMessage message) {
    if (message.type().equals("error") || message.type().equals("warning"))
      complaints.add("said " + message.text());
  }

  /** What pushes the page over the edge of the screen; a table may scroll in its own box. */
  @SuppressWarnings("unchecked")
  private List<String> overflowing() {
    return (List<String>)
        page.evaluate(
            """
            () => {
              const wide = document.documentElement.clientWidth
              if (document.documentElement.scrollWidth <= wide) return []
              const scrolls = (e) => {
                for (let p = e.parentElement; p && p !== document.body; p = p.parentElement)
                  if (getComputedStyle(p).overflowX !== 'visible') return true
                return false
              }
              return [...document.body.querySelectorAll('*')]
                .filter((e) => e.getBoundingClientRect().right > wide + 1 && !scrolls(e))
                .map((e) => e.tagName + '.' + e.className + ' ' + e.textContent.trim().slice(0, 40))
                .concat(['width ' + document.documentElement.scrollWidth])
            }
            """);
  }

  private List<String> grave() {
    // All that passed would travel here too, with the markup of each element.
    AxeRunOptions violationsOnly = new AxeRunOptions();
    violationsOnly.setResultTypes(List.of("violations"));
    return new AxeBuilder(page)
            .options(violationsOnly)
            .withTags(STANDARD)
            .exclude(MORE_OF_THE_SAME)
            .setLegacyMode(true)
            .analyze()
            .getViolations()
            .stream()
            .filter(each -> GRAVE.contains(each.getImpact()))
            .map(Visit::told)
            .toList();
  }

  private static String told(Rule rule) {
    return rule.getId()
        + ": "
        + rule.getHelp()
        + rule.getNodes().stream().limit(5).map(node -> "\n  " + node.getHtml()).toList();
  }
}
