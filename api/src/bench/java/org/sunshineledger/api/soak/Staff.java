package org.sunshineledger.api.soak;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.api.AuditorsVerifier;
import org.sunshineledger.api.soak.Times.Group;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What people with a password do, and the long work: lists, packages, the whole log, views. */
final class Staff {

  /** Where the clerk and the reviewer of the demonstration have their post. */
  static final String TOWNSHIP = "410185901";

  private static final String COUNTY = "410185";
  private static final String HOUSEHOLD = "4101859019010028";
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
  private static final int HOUSEHOLDS_OF_A_LIST = 100;
  private static final int MEMBERS = 3;

  /** Who does not sign out leaves a session that the program ends after half an hour. */
  private static final int FORGETS_TO_SIGN_OUT = 10;

  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration LOOK = Duration.ofMillis(500);

  /** Who signs in, and the pages he goes to. */
  private record Role(String account, List<String> pages) {}

  private static final List<Role> ROLES =
      List.of(
          new Role(
              "clerk",
              List.of(
                  "/orders",
                  "/imports",
                  "/households/%s/facts".formatted(HOUSEHOLD),
                  "/audit/households/" + HOUSEHOLD,
                  "/orders/households/apply-for-register")),
          new Role(
              "auditor",
              List.of(
                  "/audit",
                  "/audit/flags?region=" + COUNTY,
                  "/audit/money/" + COUNTY,
                  "/audit/boards/%s?asOf=2016-03-01".formatted(COUNTY),
                  "/audit/checks")),
          new Role("reviewer", List.of("/orders", "/orders/notices/post-notice")),
          new Role(
              "inspector",
              List.of(
                  "/inspection",
                  "/inspection/households/%s/responsible?at=2016-03-01".formatted(HOUSEHOLD),
                  "/inspection/gaps?region=" + COUNTY,
                  "/inspection/red-flags?region=" + COUNTY,
                  "/inspection/leads")),
          new Role("admin", List.of("/audit/denials", "/orders")));

  private final Doors doors;
  private final SoakedLedger ledger;
  private final Path folder;
  private final List<String> villages;
  private final AtomicInteger lists = new AtomicInteger();
  private final AtomicInteger persons = new AtomicInteger();
  private final AtomicInteger imported = new AtomicInteger();

  /**
   * @param folder for the auditors' verifier
   * @param villages in which the clerk records
   */
  Staff(Doors doors, SoakedLedger ledger, Path folder, List<String> villages) {
    this.doors = doors;
    this.ledger = ledger;
    this.folder = folder;
    this.villages = villages;
  }

  /** Rows that were recorded of lists. */
  int imported() {
    return imported.get();
  }

  /** Signs in with the form, looks at what the role is for, and signs out. */
  void session(long number, long due) throws InterruptedException {
    Role role = Reading.some(ROLES, number);
    HttpResponse<String> form = doors.ask(Group.OTHERS, "sign-in", due, doors.page("/login"), 200);
    HttpResponse<String> signedIn =
        doors.ask(
            Group.WORK,
            "signed in",
            doors
                .form(
                    "/login",
                    "username=%s&password=%s&_csrf=%s"
                        .formatted(role.account(), doors.password(), token(form)))
                .header("Cookie", cookie(form)),
            302);
    String session = cookie(signedIn);
    HttpResponse<String> last = staffPage("/staff", session);
    for (String page : role.pages()) last = staffPage(page, session);
    if (number % FORGETS_TO_SIGN_OUT == 0) return;
    HttpResponse<String> _ =
        doors.ask(
            Group.OTHERS,
            "sign-out",
            doors.form("/logout", "_csrf=" + token(last)).header("Cookie", session),
            302);
  }

  private HttpResponse<String> staffPage(String path, String session) throws InterruptedException {
    return doors.ask(Group.OTHERS, "staff page", doors.page(path).header("Cookie", session), 200);
  }

  private static String cookie(HttpResponse<String> answer) {
    return answer.headers().allValues("Set-Cookie").stream()
        .filter(each -> each.startsWith("JSESSIONID="))
        .map(each -> each.substring(0, each.indexOf(';')))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no session: " + answer.statusCode()));
  }

  private static String token(HttpResponse<String> page) {
    Matcher token = TOKEN.matcher(page.body());
    if (!token.find()) throw new IllegalStateException("no token on " + page.uri().getPath());
    return URLEncoder.encode(token.group(1), UTF_8);
  }

  /** A register from a file: looked through, recorded line by line, reported on, taken back. */
  void list(long number, long due) throws InterruptedException {
    HttpResponse<String> taken =
        work(
            "list",
            doors
                .data("/imports/register")
                .header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofString(register())),
            201);
    if (taken.statusCode() != 201) return;
    String at = taken.headers().firstValue("Location").orElseThrow();
    JsonNode ready = until(at, "READY");
    if (ready.path("problems").asInt() != 0) doors.times().unexpected("list: " + ready);
    HttpResponse<String> _ = work("list recorded", post(at + "/record?mode=LINE_BY_LINE"), 202);
    JsonNode recorded = until(at, "RECORDED");
    if (recorded.path("recorded").asInt() != HOUSEHOLDS_OF_A_LIST)
      doors.times().unexpected("list: " + recorded);
    int _ = imported.addAndGet(recorded.path("recorded").asInt());
    HttpResponse<String> _ = work("list reported", doors.to(at + "/report.csv"), 200);
    HttpResponse<String> _ = work("list deleted", post(at + "/delete"), 200, 204, 303);
  }

  private HttpRequest.Builder post(String path) {
    return doors.data(path).POST(HttpRequest.BodyPublishers.noBody());
  }

  private HttpResponse<String> work(String kind, HttpRequest.Builder request, int... expected)
      throws InterruptedException {
    return doors.ask(Group.WORK, kind, doors.as("clerk", request), expected);
  }

  private JsonNode until(String at, String state) throws InterruptedException {
    return until(
        "the list is not " + state,
        () -> {
          JsonNode content =
              JsonMapper.shared()
                  .readTree(work("list looked at", doors.data(at), 200).body())
                  .path("content");
          return content.path("state").asString().equals(state) ? content : null;
        });
  }

  private String register() {
    int list = lists.incrementAndGet();
    List<String> lines = new ArrayList<>();
    lines.add("户编号,村代码,村民组,与户主关系,姓名,证件号码,致贫原因,日期");
    for (int household = 0; household < HOUSEHOLDS_OF_A_LIST; household++)
      for (int member = 0; member < MEMBERS; member++)
        lines.add(
            "41018588%04d%04d,%s,2,%s,某某,96%09d,因病,%s"
                .formatted(
                    list,
                    household,
                    Reading.some(villages, household),
                    member == 0 ? "户主" : "其他",
                    persons.incrementAndGet(),
                    Writing.today()));
    return String.join("\n", lines) + "\n";
  }

  /** What an auditor takes away of a township. */
  void auditPackage(long number, long due) throws InterruptedException {
    HttpResponse<String> _ =
        doors.ask(
            Group.WORK,
            "package",
            doors.as("auditor", doors.form("/audit/packages", "region=" + TOWNSHIP)),
            200);
  }

  /** The whole log, read and proven by the auditors' own program, which remembers how far. */
  void verify(long number, long due) throws IOException, InterruptedException {
    String key = doors.ask(Group.WORK, "key of the log", doors.to("/log/vkey"), 200).body().strip();
    AuditorsVerifier.Verdict verdict =
        AuditorsVerifier.run(
            folder,
            ledger.address() + "/log",
            "--vkey",
            key,
            "--state",
            folder.resolve("seen.txt").toString());
    doors.times().answered(Group.WORK, "log verified", System.nanoTime());
    if (verdict.status() != 0) doors.times().unexpected("verifier: " + verdict.said());
  }

  /** All views made anew beside the load; they are to come out as they stood. */
  void rebuild(long number, long due) throws InterruptedException {
    JsonNode _ = ledger.operation("rebuild", true);
    JsonNode done =
        until(
            "the views are not built",
            () -> {
              JsonNode state = ledger.operation("rebuild", false);
              return state.path("status").asString().equals("RUNNING") ? null : state;
            });
    doors.times().answered(Group.WORK, "views rebuilt", System.nanoTime());
    if (!done.at("/report/same").asBoolean()) doors.times().unexpected("rebuild: " + done);
  }

  /** Asks again and again until there is something. */
  private interface Asked {
    @Nullable JsonNode answer() throws InterruptedException;
  }

  private static JsonNode until(String failure, Asked asked) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      JsonNode answer = asked.answer();
      if (answer != null) return answer;
      LockSupport.parkNanos(LOOK.toNanos());
    }
    throw new IllegalStateException(failure);
  }
}
