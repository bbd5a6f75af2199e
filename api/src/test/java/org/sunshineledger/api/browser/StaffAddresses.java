package org.sunshineledger.api.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.sunshineledger.api.security.Role.ADMIN;
import static org.sunshineledger.api.security.Role.APPROVER;
import static org.sunshineledger.api.security.Role.AUDITOR;
import static org.sunshineledger.api.security.Role.CLERK;
import static org.sunshineledger.api.security.Role.FINANCE;
import static org.sunshineledger.api.security.Role.INSPECTOR;
import static org.sunshineledger.api.security.Role.REVIEWER;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import org.sunshineledger.api.scenario.LoadedScenario;
import org.sunshineledger.api.security.PublicPages;
import org.sunshineledger.api.security.Role;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An address of each page on the scenario that is not for everybody, and who reads it there. Which
 * there are says the interface description, which the program makes of its own mapping, so that a
 * new page is asked for by name; which forms there are, the page that lists them.
 */
final class StaffAddresses {

  /** Pages of what the scenario has not. */
  private static final Set<String> ELSEWHERE =
      Set.of(
          // A list that somebody uploaded: StaffVisitsTest.
          "/imports/{id}",
          // Nobody's data was ever opened; it is the page of every other stream.
          "/persons/{id}",
          "/persons/{id}/facts");

  private static final Pattern FILE = Pattern.compile(".*\\.(csv|xlsx|json)");

  private static final String COUNTY = "410185";
  private static final String TOWNSHIP = "410185901";
  private static final String NOTICE = "410185-FP-2016";
  private static final String LEAD = "XS-2016-0001";
  private static final String AUDIT = "SJ-2016-0001";
  private static final String TWO_DAYS = "&from=2014-12-31&to=2016-12-31";

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static @Nullable StaffAddresses made;

  private final LoadedScenario scenario = LoadedScenario.once();
  private final List<Example> examples = new ArrayList<>();

  private StaffAddresses() {
    audit();
    money();
    inspection();
    everybody();
    orders();
  }

  /**
   * Where one page is.
   *
   * @param pattern as the interface description has it
   * @param readers who look at it in the tests; there may be others
   */
  private record Example(String pattern, String path, Set<Role> readers) {}

  private static synchronized StaffAddresses get() {
    StaffAddresses ready = made;
    if (ready == null) {
      ready = new StaffAddresses();
      made = ready;
    }
    return ready;
  }

  /** The pages that somebody of this role looks at. */
  static List<String> of(Role role) {
    return get().examples.stream()
        .filter(example -> example.readers().contains(role))
        .map(Example::path)
        .toList();
  }

  /** The patterns of all pages that are not for everybody. */
  static List<String> mapped() {
    List<PathPattern> open =
        PublicPages.all().stream().map(PathPatternParser.defaultInstance::parse).toList();
    return json(null, "/openapi.json").path("paths").properties().stream()
        .filter(path -> path.getValue().has("get"))
        .map(Map.Entry::getKey)
        .filter(pattern -> !FILE.matcher(pattern).matches() && !ELSEWHERE.contains(pattern))
        .filter(pattern -> {
          PathContainer some = PathContainer.parsePath(pattern.replaceAll("\\{\\w+}", "1"));
          return open.stream().noneMatch(each -> each.matches(some));
        })
        .toList();
  }

  /** The patterns that have an example. */
  static Set<String> exemplified() {
    Set<String> patterns = new HashSet<>();
    get().examples.forEach(example -> patterns.add(example.pattern()));
    return patterns;
  }

  private void audit() {
    String household = scenario.firstWith("household/", "household.plan-adopted.v1");
    String village = scenario.first("village");
    is("/audit", "", AUDITOR);
    is("/audit", "?region=" + TOWNSHIP + TWO_DAYS, AUDITOR);
    is("/audit/accesses", "", AUDITOR);
    is("/audit/boards/{region}", COUNTY, AUDITOR);
    is("/audit/cases", "", AUDITOR, INSPECTOR);
    is("/audit/cases/{id}", AUDIT, AUDITOR, INSPECTOR);
    is("/audit/checks", "", AUDITOR, ADMIN);
    is("/audit/denials", "", AUDITOR, ADMIN);
    is("/audit/difference", "", AUDITOR);
    is("/audit/difference", "?view=progress&region=" + TOWNSHIP + TWO_DAYS, AUDITOR);
    is("/audit/flags", "", AUDITOR, INSPECTOR);
    // Judged anew by another edition, on a page of its own.
    is("/audit/flags", "?under=national-2014.1&region=" + village, AUDITOR, INSPECTOR);
    // Nobody has the number: back to where it was typed, which says so.
    is("/audit/households", "?number=12", AUDITOR);
    is("/audit/households/{number}", household, AUDITOR);
    is("/audit/households/{number}/plans", household, AUDITOR);
    is("/audit/packages", "", AUDITOR);
    is("/audit/rows", "", AUDITOR);
    is("/audit/rows", "?view=progress&region=" + TOWNSHIP, AUDITOR);
    is("/audit/views", "", AUDITOR);
    is("/audit/views/{view}", "region", AUDITOR);
    is("/audit/views/{view}/{key}", "progress/" + village, AUDITOR);
    is("/audit/why", "", AUDITOR);
    is("/audit/why", "?view=progress&key=" + village, AUDITOR);
    stream("audits", AUDIT, AUDITOR);
  }

  private void money() {
    String payment = scenario.firstWith("payment/", "payment.fund-disbursed.v1");
    is("/audit/money/{region}", COUNTY, AUDITOR);
    is("/audit/payments/{id}", payment, AUDITOR);
    is(
        "/audit/mutual-aid/{village}",
        scenario.firstWith("mutual-aid/", "mutual-aid.loan-granted.v1"),
        AUDITOR);
    stream("payments", payment, AUDITOR);
  }

  private void inspection() {
    String household = scenario.firstWith("household/", "household.household-exited.v1");
    is("/inspection/red-flags", "", AUDITOR, INSPECTOR);
    is("/inspection", "", INSPECTOR);
    is("/inspection/households", "?number=12", INSPECTOR);
    is("/inspection/officers", "?number=NOBODY-1", INSPECTOR);
    is("/inspection/gaps", "", INSPECTOR);
    is("/inspection/leads", "", INSPECTOR);
    is("/inspection/leads/{id}", LEAD, INSPECTOR);
    is(
        "/inspection/officers/{officer}",
        scenario.firstWith("officer/", "officer.paired.v1"),
        INSPECTOR);
    responsible("households", household);
    responsible("exits", household);
    responsible("villages", scenario.first("village"));
    responsible("projects", scenario.first("project"));
    responsible("funds", scenario.first("fund"));
    responsible("payments", scenario.firstWith("payment/", "payment.fund-disbursed.v1"));
    responsible("notices", NOTICE);
    stream("leads", LEAD, INSPECTOR);
  }

  private void responsible(String subject, String number) {
    is("/inspection/%s/{number}/responsible".formatted(subject), number, INSPECTOR);
  }

  private void everybody() {
    is("/staff", "", Role.values());
    is("/orders", "", Role.values());
    is("/imports", "", CLERK, REVIEWER, APPROVER, FINANCE, ADMIN);
    String household =
        scenario.firstWith("household/" + TOWNSHIP, "household.household-applied.v1");
    is("/audit/households/{number}", household, CLERK);
    stream("households", household, CLERK);
  }

  private void stream(String door, String number, Role reader) {
    is("/%s/{id}".formatted(door), number, reader);
    is("/%s/{id}/facts".formatted(door), number, reader);
  }

  /**
   * @param sample what stands for the variables, or a question where there are none
   */
  private void is(String pattern, String sample, Role... readers) {
    examples.add(new Example(pattern, filledIn(pattern, sample), Set.of(readers)));
  }

  private static String filledIn(String pattern, String sample) {
    if (!pattern.contains("{")) return pattern + sample;
    String begin = pattern.substring(0, pattern.indexOf('{'));
    String end = pattern.substring(pattern.lastIndexOf('}') + 1);
    return begin + URLEncoder.encode(sample, UTF_8).replace("%2F", "/") + end;
  }

  /** Some forms; and of each kind of stream one that its stream leads to. */
  private void orders() {
    Set<String> known = new HashSet<>();
    for (Role role : Role.values()) {
      JsonNode doors = json(role, "/orders").at("/content/doors");
      forms(role, doors, known);
      for (JsonNode offered : doors) {
        String door = offered.path("door").asString();
        // What has no stream yet has forms of what begins one only.
        String later = door.equals("persons") ? "first" : "others";
        JsonNode order = offered.path(later).path(0).path("order");
        if (order.isMissingNode() || !known.add(door)) continue;
        examples.add(
            new Example(
                "/%s/{id}/{order}".formatted(door),
                "/%s/%s/%s".formatted(door, sample(door), order.asString()),
                Set.of(role)));
      }
    }
  }

  /**
   * One of each kind of stream, and of each role one that nobody before it looks at: all are made
   * of the same fields, and FormsTest reads each of them.
   */
  private void forms(Role role, JsonNode doors, Set<String> known) {
    boolean hasOne = false;
    for (JsonNode offered : doors) {
      String pattern = "/orders/%s/{order}".formatted(offered.path("door").asString());
      if (hasOne && known.contains(pattern)) continue;
      Optional<String> form =
          Stream.of("first", "others")
              .flatMap(part -> offered.path(part).valueStream())
              .map(order -> order.path("address").asString())
              .filter(address -> !known.contains(address))
              .findFirst();
      if (form.isEmpty()) continue;
      hasOne = true;
      known.addAll(List.of(pattern, form.get()));
      examples.add(new Example(pattern, form.get(), Set.of(role)));
    }
    assertThat(hasOne).as("a form for %s", role).isTrue();
  }

  private String sample(String door) {
    return switch (door) {
      case "regions" -> COUNTY;
      case "notices" -> NOTICE;
      case "leads" -> LEAD;
      case "audits" -> AUDIT;
      case "persons" -> scenario.first("household") + "-01";
      case "policies" -> URLEncoder.encode(scenario.first("policy"), UTF_8);
      case "mutual-aid" -> scenario.first(door);
      default -> URLEncoder.encode(scenario.first(door.substring(0, door.length() - 1)), UTF_8);
    };
  }

  private static JsonNode json(@Nullable Role role, String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(LoadedScenario.once().address() + path))
            .header("Accept", "application/json");
    if (role != null) {
      byte[] credentials = (role.key() + ":" + LoadedScenario.PASSWORD).getBytes(UTF_8);
      request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
    }
    try {
      HttpResponse<String> answer =
          CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
      assertThat(answer.statusCode()).as(path).isEqualTo(200);
      return JsonMapper.shared().readTree(answer.body());
    } catch (IOException e) {
      throw new AssertionError("no answer from " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
