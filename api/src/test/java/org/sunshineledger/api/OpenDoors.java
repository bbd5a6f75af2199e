package org.sunshineledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.pollinterval.IterativePollInterval;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.FileSystemUtils;
import org.sunshineledger.api.security.Account;
import org.sunshineledger.api.security.Accounts;
import org.sunshineledger.api.security.Role;
import org.sunshineledger.ledger.Ledger;
import org.sunshineledger.ledger.fact.Order;
import org.sunshineledger.projections.view.Views;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole application on a port of its own, without the scenario; all tests share it. */
@SpringBootTest(
    classes = {SunshineLedger.class, OpenDoors.SpansKept.class},
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "management.server.port=0",
      "ledger.scenario.enabled=false",
      // A test reads at once what it has just changed.
      "ledger.young-pages-again=false",
      // As many as all tests ask for at one address; then a day a minute, however slow they run.
      "ledger.past-days.at-once=200",
      "ledger.past-days.per-minute=1",
      // More than all tests hand in at one address, and less than one hands in at another.
      "ledger.objections.at-once=30",
      "ledger.objections.per-hour=1",
      // So quiet that a test may wait for the next one.
      "ledger.feeds.heartbeat=1s",
      "LEDGER_DEMO_PASSWORD=" + OpenDoors.PASSWORD
    })
public abstract class OpenDoors {

  static {
    // What a test waits for is mostly there at once: it looks, and looks again ever less often.
    Awaitility.setDefaultPollInterval(
        IterativePollInterval.iterative(
            last -> Duration.ofMillis(Math.min(2 * last.toMillis(), 100)), Duration.ofMillis(4)));
  }

  protected static final String PASSWORD = "open-sesame-2016";

  private static final String HOME = "ledger-home-";
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
  private static final AtomicBoolean SWEPT = new AtomicBoolean();

  @Autowired protected Ledger ledger;
  @Autowired private Views views;
  @Autowired private Accounts accounts;
  @Autowired private PasswordEncoder passwords;
  @LocalServerPort private int port;
  @LocalManagementPort private int operators;

  private final HttpClient client =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  private final JsonMapper json = JsonMapper.shared();

  /** Where traces are sent; only those are recorded that a test asks for in its request. */
  @TestConfiguration(proxyBeanMethods = false)
  static class SpansKept {

    @Bean
    static InMemorySpanExporter spans() {
      return InMemorySpanExporter.create();
    }
  }

  @DynamicPropertySource
  static void home(DynamicPropertyRegistry properties) throws IOException {
    Path home = Files.createTempDirectory(swept(), HOME);
    properties.add("ledger.home", home::toString);
  }

  /** A home weighs a hundred megabytes; those of the last run are of no use, those of this are. */
  private static Path swept() throws IOException {
    Path target = Path.of("target").toAbsolutePath();
    if (SWEPT.getAndSet(true)) return target;
    try (Stream<Path> left = Files.list(target)) {
      for (Path old : left.filter(each -> each.getFileName().toString().startsWith(HOME)).toList())
        FileSystemUtils.deleteRecursively(old);
    }
    return target;
  }

  @BeforeEach
  void theTownStands() {
    if (ledger.journal().size() == 0) TownOnTheLedger.build(ledger);
    viewsHaveCaughtUp();
  }

  /** Waits until the pages know what the ledger knows. */
  protected void viewsHaveCaughtUp() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(views.isCaughtUp()).isTrue());
  }

  /** One more order of the archivist, on the town's first day. */
  protected void recorded(Order order) {
    ledger.orders().submit(order, TownOnTheLedger.act(), null);
  }

  /** One more account than those of the demonstration, with their password. */
  protected void account(String name, String officer, Role role, String region) {
    // Its password would be made anew, and bcrypt takes its time.
    if (accounts.find(name).isPresent()) return;
    accounts.put(
        new Account(
            name,
            officer,
            Set.of(role),
            region,
            Objects.requireNonNull(passwords.encode(PASSWORD)),
            true));
  }

  /** An answer with its body as text. */
  protected HttpResponse<String> send(HttpRequest.Builder request) {
    return send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  /** An answer with its body as it came. */
  protected HttpResponse<byte[]> raw(HttpRequest.Builder request) {
    return send(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  /** An answer to a reader at another address of this machine, e.g. {@code 127.0.0.2}. */
  protected HttpResponse<String> from(String address, HttpRequest.Builder request) {
    try (HttpClient reader =
        HttpClient.newBuilder().localAddress(InetAddress.ofLiteral(address)).build()) {
      return send(reader, request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }
  }

  /** An answer that is read line by line as it comes; to be closed. */
  protected HttpResponse<Stream<String>> lines(HttpRequest.Builder request) {
    return send(request, HttpResponse.BodyHandlers.ofLines());
  }

  /** A reader at another address who was let in to a stream; he goes when he is shut down. */
  protected HttpClient listening(String address, HttpRequest.Builder request) {
    HttpClient reader =
        HttpClient.newBuilder().localAddress(InetAddress.ofLiteral(address)).build();
    assertThat(send(reader, request, HttpResponse.BodyHandlers.ofLines()).statusCode())
        .isEqualTo(200);
    return reader;
  }

  private <T> HttpResponse<T> send(
      HttpRequest.Builder request, HttpResponse.BodyHandler<T> reading) {
    return send(client, request, reading);
  }

  private static <T> HttpResponse<T> send(
      HttpClient client, HttpRequest.Builder request, HttpResponse.BodyHandler<T> reading) {
    try {
      return client.send(request.timeout(Duration.ofSeconds(30)).build(), reading);
    } catch (IOException e) {
      throw new AssertionError("the doors do not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  protected HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }

  /** The port of the operators. */
  protected HttpRequest.Builder toOperators(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + operators + path));
  }

  protected HttpResponse<String> operation(String account, String path, String body) {
    return send(
        as(account, toOperators(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /**
   * What a meter shows now.
   *
   * @param meter its name and tags as they are written for Prometheus
   */
  protected double figure(String meter) {
    return send(toOperators("/actuator/prometheus"))
        .body()
        .lines()
        .filter(line -> line.startsWith(meter + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(meter.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no meter " + meter));
  }

  protected static HttpRequest.Builder as(String account, HttpRequest.Builder request) {
    String credentials = account + ":" + PASSWORD;
    return request.header(
        "Authorization",
        "Basic "
            + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Somebody who signed in with the form.
   *
   * @param cookie as he sends it back
   * @param token of the forms of his session
   */
  protected record Session(String cookie, String token) {}

  /** A browser's sign-in. */
  protected Session signIn(String account) {
    HttpResponse<String> form = page("/login");
    HttpResponse<String> signedIn =
        send(
            to("/login")
                .header("Cookie", cookie(form))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "username=%s&password=%s&_csrf=%s"
                            .formatted(account, PASSWORD, token(form)))));
    assertThat(signedIn.statusCode()).isEqualTo(302);
    String session = cookie(signedIn);
    return new Session(
        session, token(send(to("/").header("Accept", "text/html").header("Cookie", session))));
  }

  private static String cookie(HttpResponse<String> answer) {
    return answer.headers().allValues("Set-Cookie").stream()
        .filter(each -> each.startsWith("JSESSIONID="))
        .map(each -> each.substring(0, each.indexOf(';')))
        .findFirst()
        .orElseThrow();
  }

  private static String token(HttpResponse<String> page) {
    Matcher token = TOKEN.matcher(page.body());
    assertThat(token.find()).isTrue();
    return token.group(1);
  }

  protected HttpResponse<String> page(String path) {
    return send(to(path).header("Accept", "text/html"));
  }

  /** Where somebody of the account is led who asks for what has no page of its own. */
  protected String led(String account, String path) {
    HttpResponse<String> answer = send(as(account, to(path)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    return answer.headers().firstValue("Location").orElseThrow();
  }

  /** Where the top of a page leads whoever asks for it. */
  protected String navigation(HttpRequest.Builder asked) {
    String body = send(asked.header("Accept", "text/html")).body();
    return body.substring(body.indexOf("<nav"), body.indexOf("</nav>"));
  }

  protected HttpResponse<String> data(String path) {
    return send(to(path).header("Accept", "application/json"));
  }

  protected HttpResponse<String> order(String account, String path, String body) {
    return send(
        as(account, to(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  protected JsonNode json(HttpResponse<String> answer) {
    return json.readTree(answer.body());
  }

  /** Status and published code of a problem, e.g. {@code 404 UNKNOWN_PLACE}. */
  protected String problem(HttpResponse<String> answer) {
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    return answer.statusCode() + " " + json(answer).path("code").asString();
  }
}
