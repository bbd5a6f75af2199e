package org.sunshineledger.api.orders;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.sunshineledger.api.OpenDoors;
import org.sunshineledger.api.security.Role;
import org.sunshineledger.ledger.fact.Order;
import tools.jackson.databind.JsonNode;

/**
 * Every door there is, knocked at with what nobody sends who means well. Whatever comes, the answer
 * is one that was meant: never a fault of ours, never what was sent as it was sent, and afterwards
 * the journal is sound and no view stands still. {@code -Dhostile.cases=1000000} knocks for longer,
 * {@code -Dhostile.seed=} the same way again.
 */
@DisplayName("Hostile requests")
@TestPropertySource(
    properties = {"ledger.past-days.at-once=1000000", "ledger.past-days.per-minute=1000000"})
class HostileRequestsTest extends OpenDoors {

  private static final long CASES = Long.getLong("hostile.cases", 4_000);
  private static final long SEED = Long.getLong("hostile.seed", System.nanoTime());
  private static final Pattern VARIABLE =
      Pattern.compile("\\{\\*?([a-zA-Z]+)(?::([^{}]*))?}|\\*\\*");
  private static final int CONFLICT_IN_TIME = 503;
  private static final int RAW_EVERY = 40;

  /** These answer for as long as one listens. */
  private static final Set<String> ENDLESS = Set.of("/boards/{region}/events", "/log/events");

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  private RequestMappingHandlerMapping mapping;

  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
  private final Hostile hostile = new Hostile(random);
  private final Map<String, Session> sessions = new TreeMap<>();

  /** A door as Spring knows it. */
  private record Address(
      String method, String pattern, List<String> parameters, List<String> consumes) {}

  @Test
  void whateverComesTheAnswerIsOneThatWasMeant() throws IOException {
    List<Address> doors = doors();
    assertThat(doors).hasSizeGreaterThan(50);
    Map<Integer, Long> answers = new TreeMap<>();
    for (long n = 0; n < CASES; n++) {
      if (n % RAW_EVERY == 0) sendRaw(hostile.any(doors), n);
      else answers.merge(knock(hostile.any(doors), n), 1L, Long::sum);
    }
    System.out.printf("HOSTILE cases=%d seed=%d answers=%s%n", CASES, SEED, answers);

    viewsHaveCaughtUp();
    assertThat(checked().path("findings")).isEmpty();
    assertThat(data("/actuator/health").statusCode()).isEqualTo(200);
    assertThat(answers).containsKeys(200, 400, 403, 404);
  }

  /** What the check of the journal found. */
  private JsonNode checked() {
    operation("admin", "/actuator/fsck", "{}");
    Awaitility.await()
        .atMost(Duration.ofMinutes(5))
        .until(() -> checkState().path("status").asString().equals("FINISHED"));
    return checkState().path("report");
  }

  private JsonNode checkState() {
    return json(
        send(as("admin", toOperators("/actuator/fsck").header("Accept", "application/json"))));
  }

  private List<Address> doors() {
    List<Address> doors = new ArrayList<>();
    mapping
        .getHandlerMethods()
        .forEach((info, handler) -> {
          for (String pattern : info.getPatternValues())
            for (String method : methods(info))
              if (!ENDLESS.contains(pattern))
                doors.add(new Address(method, pattern, parameters(handler), consumed(info)));
        });
    return doors;
  }

  private static List<String> methods(RequestMappingInfo info) {
    List<String> methods =
        info.getMethodsCondition().getMethods().stream().map(Enum::name).sorted().toList();
    return methods.isEmpty() ? List.of("GET") : methods;
  }

  private static List<String> consumed(RequestMappingInfo info) {
    return info.getConsumesCondition().getConsumableMediaTypes().stream()
        .map(MediaType::toString)
        .sorted()
        .toList();
  }

  private static List<String> parameters(HandlerMethod handler) {
    return Stream.of(handler.getMethodParameters())
        .filter(each -> each.hasParameterAnnotation(RequestParam.class))
        .map(HostileRequestsTest::nameOf)
        .toList();
  }

  private static String nameOf(MethodParameter parameter) {
    RequestParam annotation = parameter.getParameterAnnotation(RequestParam.class);
    if (annotation != null && !annotation.name().isEmpty()) return annotation.name();
    return parameter.getParameter().getName();
  }

  /** Status of the answer. */
  private int knock(Address door, long n) {
    @Nullable Class<? extends Order> order = null;
    String path = door.pattern();
    if (path.contains("{door")) {
      Door to = hostile.any(List.of(Door.values()));
      order = hostile.any(to.orders().toList());
      path =
          path.replaceFirst("\\{door[^}]*}", to.name().toLowerCase(Locale.ROOT).replace('_', '-'))
              .replace("{order}", hostile.oneIn(8) ? "{order}" : Door.nameOf(order));
    }
    String address = filled(path) + query(door.parameters());
    String account = hostile.oneIn(4) ? "" : hostile.any(List.of(Role.values())).key();
    HttpRequest.Builder request = to(address);
    describe(request, door, account, order);
    HttpResponse<String> answer;
    try {
      answer = send(request);
    } catch (AssertionError e) {
      throw new AssertionError(told(n, door, address, account) + " was not answered", e);
    }
    requireMeant(answer, told(n, door, address, account));
    return answer.statusCode();
  }

  private static String told(long n, Address door, String address, String account) {
    return "case %d of seed %d: %s %s as %s".formatted(n, SEED, door.method(), address, account);
  }

  private void describe(
      HttpRequest.Builder request,
      Address door,
      String account,
      @Nullable Class<? extends Order> order) {
    request.header("Accept", accept());
    if (hostile.oneIn(6)) request.header("Accept-Language", header());
    String cookie = hostile.oneIn(8) ? "lang=" + header() : hostile.oneIn(2) ? "lang=en" : "";
    if (!account.isEmpty()) {
      Session session = sessions.computeIfAbsent(account, this::signIn);
      cookie = cookie.isEmpty() ? session.cookie() : cookie + "; " + session.cookie();
      if (!hostile.oneIn(30)) request.header("X-CSRF-TOKEN", session.token());
    }
    if (!cookie.isEmpty()) request.header("Cookie", cookie);
    if (hostile.oneIn(6)) request.header("Idempotency-Key", header());
    if (hostile.oneIn(6)) request.header("If-Match", header());
    if (hostile.oneIn(6)) request.header("If-None-Match", header());
    if (hostile.oneIn(12)) request.header("X-Forwarded-For", header());
    if (hostile.oneIn(12)) request.header("Range", "bytes=" + header());
    if (door.method().equals("GET")) return;
    String type =
        hostile.oneIn(12) || door.consumes().isEmpty()
            ? hostile.any(
                List.of(
                    "application/json",
                    "text/csv",
                    "application/x-www-form-urlencoded",
                    "multipart/form-data; boundary=x",
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                    "text/plain"))
            : hostile.any(door.consumes());
    request.header("Content-Type", type);
    String body = order == null ? hostile.text() : hostile.body(order);
    request.method(door.method(), HttpRequest.BodyPublishers.ofString(body));
  }

  private String accept() {
    return switch (random.nextInt(8)) {
      case 0 -> "*/*";
      case 1 -> header();
      case 2, 3, 4 -> "application/json";
      default -> "text/html";
    };
  }

  /** What a client may send in a header at all. */
  private String header() {
    String text = hostile.text().replaceAll("[^\\x20-\\x7e]", "?").strip();
    return text.isEmpty() ? "x" : text.substring(0, Math.min(text.length(), 2_000));
  }

  private String filled(String pattern) {
    Matcher variable = VARIABLE.matcher(pattern);
    StringBuilder path = new StringBuilder();
    while (variable.find())
      variable.appendReplacement(path, Matcher.quoteReplacement(encoded(hostile.text())));
    return variable.appendTail(path).toString();
  }

  private String query(List<String> parameters) {
    StringBuilder query = new StringBuilder();
    for (String name : parameters)
      if (!hostile.oneIn(3))
        query.append('&').append(name).append('=').append(encoded(hostile.text()));
    if (hostile.oneIn(6))
      query.append('&').append(encoded(hostile.text())).append('=').append(encoded(hostile.text()));
    if (hostile.oneIn(10)) query.append("&lang=").append(encoded(hostile.text()));
    return query.isEmpty() ? "" : "?" + query.substring(1);
  }

  private static String encoded(String text) {
    String whole = text.length() > 3_000 ? text.substring(0, 3_000) : text;
    return URLEncoder.encode(whole, UTF_8).replace("+", "%20");
  }

  private static void requireMeant(HttpResponse<String> answer, String request) {
    int status = answer.statusCode();
    String body = answer.body();
    assertThat(status)
        .as(() -> request + " was answered with " + body)
        .satisfiesAnyOf(
            it -> assertThat(it).isLessThan(500), it -> assertThat(it).isEqualTo(CONFLICT_IN_TIME));
    String type = answer.headers().firstValue("Content-Type").orElse("");
    if (type.startsWith("text/html"))
      assertThat(body).as(request).doesNotContain(Hostile.MARKUP).doesNotContain("<img src=x");
    assertThat(body)
        .as(request)
        .doesNotContain("\tat org.")
        .doesNotContain("\tat java.")
        .doesNotContain("Exception:")
        .doesNotContain("org.postgresql")
        .doesNotContain("root:x:0");
    assertThat(answer.headers().map()).as(request).doesNotContainKeys("x-hostile");
    assertThat(answer.headers().allValues("Set-Cookie"))
        .as(request)
        .noneMatch(each -> each.startsWith("hostile"));
    if (status >= 400 && !type.startsWith("text/html"))
      assertThat(type).as(request + " " + status).startsWith("application/problem+json");
  }

  /** Bytes no client library would send; the server may hang up on them, and goes on. */
  private void sendRaw(Address door, long n) throws IOException {
    URI root = to("/").build().uri();
    String request =
        "%s %s HTTP/1.%s\r\nHost: %s\r\n%s: %s\r\nContent-Length: %s\r\n\r\n%s"
            .formatted(
                hostile.oneIn(4) ? hostile.text() : door.method(),
                hostile.oneIn(2) ? hostile.text() : door.pattern(),
                random.nextInt(3),
                hostile.oneIn(2) ? hostile.text() : "localhost",
                hostile.oneIn(2) ? "Transfer-Encoding" : hostile.text(),
                hostile.oneIn(2) ? "chunked" : hostile.text(),
                hostile.oneIn(2) ? String.valueOf(random.nextInt(-5, 50)) : hostile.text(),
                hostile.text());
    byte[] bytes = request.getBytes(hostile.oneIn(2) ? UTF_8 : ISO_8859_1);
    try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), root.getPort())) {
      socket.setSoTimeout(Math.toIntExact(Duration.ofSeconds(30).toMillis()));
      OutputStream out = socket.getOutputStream();
      out.write(bytes);
      socket.shutdownOutput();
      String answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
      assertThat(answer)
          .as("raw case %d of seed %d: %s", n, SEED, new String(bytes, ISO_8859_1))
          // What a transfer coding or a version that nobody knows is due (RFC 9110, 15.6).
          .doesNotContainPattern("HTTP/1\\.1 5(?!01|05)")
          .doesNotContain("\tat org.")
          .doesNotContain("root:x:0");
    } catch (SocketException e) {
      // Hung up on while we were still sending.
      assertThat(page("/").statusCode()).isEqualTo(200);
    }
  }
}
