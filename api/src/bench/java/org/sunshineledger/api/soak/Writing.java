package org.sunshineledger.api.soak;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.sunshineledger.api.soak.Times.Group;
import tools.jackson.databind.json.JsonMapper;

/** Orders, objections of the public, and what the doors are to turn away. */
final class Writing {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  /** So many hold a post at once: boards do not grow by those who come and go. */
  private static final int IN_OFFICE = 300;

  private static final int APPLICANTS_WAITING = 5;
  private static final int AGAIN_EVERY = 50;
  private static final int DAYS_OF_A_NOTICE = 10;

  /** More than an order may weigh. */
  private static final String OVERSIZED = "{\"x\":\"%s\"}".formatted("x".repeat(1_200_000));

  private static final String ANY_ORDER = "{\"occurredOn\":\"2016-10-20\",\"order\":{}}";

  private final Doors doors;
  private final List<String> regions;
  private final List<String> villages;
  private final AtomicInteger statements = new AtomicInteger();
  private final AtomicInteger keys = new AtomicInteger();
  private final AtomicInteger officers = new AtomicInteger();
  private final AtomicInteger households = new AtomicInteger();
  private final AtomicInteger notices = new AtomicInteger();
  private final Queue<String> registered = new ConcurrentLinkedQueue<>();
  private final Queue<Held> inOffice = new ConcurrentLinkedQueue<>();
  private final AtomicInteger held = new AtomicInteger();
  private final Queue<String> applied = new ConcurrentLinkedQueue<>();
  private volatile String newestNotice = "";

  /** An officer's post. */
  private record Held(String officer, String region) {}

  /**
   * @param villages in which the clerk records
   */
  Writing(Doors doors, List<String> regions, List<String> villages) {
    this.doors = doors;
    this.regions = regions;
    this.villages = villages;
  }

  /** Officers come, take a post and leave it; households apply, and their income is surveyed. */
  void order(long number, long due) throws InterruptedException {
    switch ((int) (number % 20)) {
      case 0 -> apply(number, due);
      case 10 -> survey(number, due);
      case 1, 4, 7, 11, 14, 17 -> register(number, due);
      case 2, 5, 8, 12, 15, 18 -> takePost(number, due);
      default -> leavePost(number, due);
    }
  }

  private void register(long number, long due) throws InterruptedException {
    String officer = "SOAK-%06d".formatted(officers.incrementAndGet());
    if (given(
        number,
        due,
        "admin",
        "/officers",
        "{\"officer\":\"%s\",\"name\":\"试测\"}".formatted(officer))) registered.add(officer);
  }

  private void takePost(long number, long due) throws InterruptedException {
    String officer = registered.poll();
    if (officer == null) {
      register(number, due);
      return;
    }
    String region = Reading.some(regions, officers.get());
    if (given(
        number,
        due,
        "admin",
        "/officers/%s/take-post".formatted(officer),
        "{\"post\":\"OFFICIAL\",\"office\":\"试测\",\"region\":\"%s\"}".formatted(region))) {
      inOffice.add(new Held(officer, region));
      int _ = held.incrementAndGet();
    }
  }

  private void leavePost(long number, long due) throws InterruptedException {
    Held leaving = held.get() > IN_OFFICE ? inOffice.poll() : null;
    if (leaving == null) {
      takePost(number, due);
      return;
    }
    int _ = held.decrementAndGet();
    boolean _ =
        given(
            number,
            due,
            "admin",
            "/officers/%s/leave-post".formatted(leaving.officer()),
            "{\"post\":\"OFFICIAL\",\"region\":\"%s\",\"reason\":\"TRANSFERRED\"}"
                .formatted(leaving.region()));
  }

  private void apply(long number, long due) throws InterruptedException {
    int next = households.incrementAndGet();
    String household = "41018577%08d".formatted(next);
    if (given(
        number,
        due,
        "clerk",
        "/households",
        """
        {"household":"%s","village":"%s","group":1,"claimedCauses":["ILLNESS"],"members":[\
        {"member":"01","relationship":"HEAD","name":"某某","idNumber":"97%09d"},\
        {"member":"02","relationship":"OTHER","name":"某某","idNumber":"98%09d"}]}\
        """
            .formatted(household, Reading.some(villages, next), next, next)))
      applied.add(household);
  }

  private void survey(long number, long due) throws InterruptedException {
    String household = applied.size() > APPLICANTS_WAITING ? applied.poll() : null;
    if (household == null) {
      register(number, due);
      return;
    }
    boolean _ =
        given(
            number,
            due,
            "clerk",
            "/households/%s/survey-income".formatted(household),
            """
            {"year":%d,"parts":[{"kind":"FARMING","amount":400000}],"surveyors":["DEMO-CLERK"]}\
            """
                .formatted(today().getYear() - 1));
  }

  /** Gives an order under a key; now and then again, as who has not heard the answer does. */
  private boolean given(long number, long due, String account, String path, String order)
      throws InterruptedException {
    String key = key();
    int first = ordered("order", key, due, account, path, order, 201).statusCode();
    if (number % AGAIN_EVERY == 0) {
      HttpResponse<String> _ =
          ordered("order again", key, System.nanoTime(), account, path, order, 200);
    }
    return first == 201;
  }

  private String key() {
    return "soak-%08d".formatted(keys.incrementAndGet());
  }

  private HttpResponse<String> ordered(
      String kind, String key, long due, String account, String path, String order, int expected)
      throws InterruptedException {
    return doors.ask(
        Group.ORDERS,
        kind,
        due,
        doors.as(account, doors.sending(path, body(order))).header("Idempotency-Key", key),
        expected);
  }

  private static String body(String order) {
    return "{\"occurredOn\":\"%s\",\"order\":%s}".formatted(today(), order);
  }

  static LocalDate today() {
    return LocalDate.now(ZONE);
  }

  /** Something to object to, and for listeners to hear of. */
  void notice(long number, long due) throws InterruptedException {
    String notice = "SOAK-GS-" + notices.incrementAndGet();
    String village = Reading.some(villages, number);
    HttpResponse<String> answer =
        ordered(
            "notice posted",
            key(),
            due,
            "reviewer",
            "/notices",
            """
            {"notice":"%s","kind":"PROJECT","level":"TOWNSHIP","region":"%s","subjects":[],\
            "places":["%s"],"closes":"%s","document":{"title":"项目公示","columns":["项目"],\
            "rows":[["养殖"]],"redactionPolicy":"mask-1","synthetic":true,"nonce":"%s"}}\
            """
                .formatted(
                    notice,
                    Staff.TOWNSHIP,
                    village,
                    today().plusDays(DAYS_OF_A_NOTICE),
                    "55".repeat(32)),
            201);
    if (answer.statusCode() == 201) newestNotice = notice;
  }

  /** Somebody objects, and looks up what became of it. */
  void objection(long number, long due) throws InterruptedException {
    if (newestNotice.isEmpty()) return;
    handedIn(
        "objection",
        due,
        "/notices/%s/objections".formatted(newestNotice),
        "{\"grounds\":\"NOT_RESIDENT\",\"text\":\"试测 %d\"}".formatted(number));
  }

  void report(long number, long due) throws InterruptedException {
    handedIn(
        "report",
        due,
        "/reports",
        "{\"region\":\"%s\",\"positions\":[],\"text\":\"试测 %d\"}"
            .formatted(Reading.some(villages, number), number));
  }

  private void handedIn(String kind, long due, String path, String body)
      throws InterruptedException {
    HttpResponse<String> answer =
        doors.askAs(
            statements.incrementAndGet(), Group.OTHERS, kind, due, doors.sending(path, body), 201);
    if (answer.statusCode() != 201) return;
    String receipt = JsonMapper.shared().readTree(answer.body()).path("status").asString();
    HttpResponse<String> _ = doors.ask(Group.OTHERS, "receipt", doors.page(receipt), 200);
  }

  /** What is to be turned away, each with the status that says why. */
  void bad(long number, long due) throws InterruptedException {
    switch ((int) (number % 10)) {
      case 0 -> turnedAway(due, doors.as("admin", doors.sending("/officers", "{")), 400);
      case 1 ->
          turnedAway(due, doors.as("admin", doors.sending("/officers", "{\"order\":[]}")), 400);
      case 2 -> turnedAway(due, doors.page("/boards/999999"), 404);
      case 3 -> turnedAway(due, doors.page("/soak/%d/nothing".formatted(number)), 404);
      case 4 -> turnedAway(due, doors.page("/boards/410185?asOf=yesterday"), 400);
      case 5 -> turnedAway(due, doors.sending("/officers", ANY_ORDER), 401);
      case 6 -> turnedAway(due, doors.as("clerk", doors.sending("/officers", ANY_ORDER)), 403);
      case 7 ->
          turnedAway(
              due,
              doors
                  .data("/audit/flags")
                  .header(
                      "Authorization", Doors.basic("nobody-" + number % 1_000, doors.password())),
              401);
      case 8 ->
          turnedAway(
              due,
              doors.as(
                  "admin",
                  doors.sending("/officers", body("{\"officer\":\"DEMO-ADMIN\",\"name\":\"试测\"}"))),
              409);
      default -> turnedAway(due, doors.as("admin", doors.sending("/officers", OVERSIZED)), 413);
    }
  }

  private void turnedAway(long due, HttpRequest.Builder request, int status)
      throws InterruptedException {
    HttpResponse<String> _ = doors.ask(Group.OTHERS, "turned away", due, request, status);
  }
}
