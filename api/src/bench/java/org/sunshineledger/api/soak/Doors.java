package org.sunshineledger.api.soak;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Asks at the public's doors, as readers at several addresses of this machine: what one address may
 * do in a minute is the program's to say, and is left as it is.
 */
final class Doors {

  private static final int READERS = 16;
  private static final int FIRST_READER = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** No answer came, which is counted already. */
  static final class Unanswered extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Unanswered(IOException cause) {
      super(cause);
    }
  }

  private static final Pattern CODE = Pattern.compile("\"(?:code|field)\":\"([^\"]+)\"");

  private final String address;
  private final String password;
  private final Times times;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile List<HttpClient> readers;
  private final AtomicInteger turn = new AtomicInteger();

  Doors(String address, String password, Times times) {
    this.address = address;
    this.password = password;
    this.times = times;
    this.readers = come();
  }

  private List<HttpClient> come() {
    return IntStream.range(FIRST_READER, FIRST_READER + READERS)
        .mapToObj(number ->
            HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .localAddress(InetAddress.ofLiteral("127.0.0." + number))
                .executor(threads)
                .build())
        .toList();
  }

  HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(address + path)).timeout(PATIENCE);
  }

  HttpRequest.Builder page(String path) {
    return to(path).header("Accept", "text/html");
  }

  HttpRequest.Builder data(String path) {
    return to(path).header("Accept", "application/json");
  }

  /** What somebody with a password asks for or sends. */
  HttpRequest.Builder as(String account, HttpRequest.Builder request) {
    return request.header("Authorization", basic(account, password));
  }

  static String basic(String account, String password) {
    return "Basic "
        + Base64.getEncoder().encodeToString((account + ":" + password).getBytes(UTF_8));
  }

  HttpRequest.Builder sending(String path, String body) {
    return data(path)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  HttpRequest.Builder form(String path, String fields) {
    return page(path)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(fields));
  }

  String password() {
    return password;
  }

  /**
   * The answer, which is counted, timed and looked at.
   *
   * @param due when it was to be asked for
   * @param expected statuses; any other is unexpected
   */
  HttpResponse<String> ask(
      Times.Group group, String kind, long due, HttpRequest.Builder request, int... expected)
      throws InterruptedException {
    return ask(next(), group, kind, due, request, expected);
  }

  /**
   * The same of one of the readers, where it matters that each comes as often as the others.
   *
   * @param reader counts over all of them, and then from the first one on
   */
  HttpResponse<String> askAs(
      long reader,
      Times.Group group,
      String kind,
      long due,
      HttpRequest.Builder request,
      int... expected)
      throws InterruptedException {
    return ask(Reading.some(readers, reader), group, kind, due, request, expected);
  }

  private HttpResponse<String> ask(
      HttpClient reader,
      Times.Group group,
      String kind,
      long due,
      HttpRequest.Builder request,
      int... expected)
      throws InterruptedException {
    HttpRequest asked = request.build();
    try {
      HttpResponse<String> answer = reader.send(asked, HttpResponse.BodyHandlers.ofString(UTF_8));
      times.answered(group, kind, due);
      int status = answer.statusCode();
      if (Arrays.stream(expected).noneMatch(each -> each == status))
        times.unexpected(
            "%s: %d %s".formatted(kind, status, code(answer.body())),
            asked.method() + " " + asked.uri().getPath());
      return answer;
    } catch (IOException e) {
      times.unexpected("%s: %s".formatted(kind, e), asked.method() + " " + asked.uri().getPath());
      throw new Unanswered(e);
    }
  }

  /** The same of something due now, as what comes second is once the first was answered. */
  HttpResponse<String> ask(
      Times.Group group, String kind, HttpRequest.Builder request, int... expected)
      throws InterruptedException {
    return ask(group, kind, System.nanoTime(), request, expected);
  }

  /** An answer that goes on; to be closed. */
  HttpResponse<InputStream> listen(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return next().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
  }

  private HttpClient next() {
    return readers.get(Math.floorMod(turn.getAndIncrement(), READERS));
  }

  /** The published code of a problem, and the field it is about. */
  private static String code(String problem) {
    Matcher codes = CODE.matcher(problem);
    StringBuilder found = new StringBuilder();
    while (codes.find()) found.append(codes.group(1)).append(' ');
    return found.toString().strip();
  }

  Times times() {
    return times;
  }

  /** All connections are closed; who asks next makes new ones. */
  void hangUp() {
    List<HttpClient> gone = readers;
    readers = come();
    gone.forEach(HttpClient::shutdownNow);
  }
}
