package org.sunshineledger.api.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Reads what everybody can read, as a page and as JSON, from the front page on along every link,
 * and holds it against what may not be there. Of an address with a parameter it reads so many,
 * spread over the whole run, so that it ends in time.
 */
final class LeakCrawl {

  private static final Pattern LINK = Pattern.compile("(?:href|src|action)=\"(/[^\"#]*)");

  /** Of one address with a parameter, but for those that are all to be read. */
  private static final int OF_ONE_ADDRESS = 20;

  /** Of the questions that one page can be asked: filters lead on to each other without an end. */
  private static final int OF_ONE_PAGE = 60;

  private final int port;
  private final Leaks leaks;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<PathPattern, Integer> read = new LinkedHashMap<>();
  private final Map<String, Integer> answered = new TreeMap<>();
  private final Set<String> seen = new LinkedHashSet<>();
  private final Deque<String> waiting = new ArrayDeque<>();
  private final List<String> found = new ArrayList<>();

  LeakCrawl(int port, Leaks leaks, List<String> publicPages) {
    this.port = port;
    this.leaks = leaks;
    for (String page : publicPages) read.put(PathPatternParser.defaultInstance.parse(page), 0);
  }

  /** Adds addresses that no page links to. */
  LeakCrawl from(String... addresses) {
    for (String address : addresses) add(address);
    return this;
  }

  LeakCrawl run() {
    while (!waiting.isEmpty()) {
      String address = waiting.removeFirst();
      PathPattern page = pageOf(address);
      if (page == null) continue;
      int before = read.getOrDefault(page, 0);
      if (before >= (page.hasPatternSyntax() ? OF_ONE_ADDRESS : OF_ONE_PAGE)) continue;
      read.put(page, before + 1);
      Answer html = get(address, "text/html", null);
      look(address, html);
      follow(html.body());
      if (!address.startsWith("/static")) look(address, get(address, "application/json", null));
    }
    return this;
  }

  /** One more, with a password. */
  LeakCrawl alsoAs(String account, String password, String address) {
    look(address, get(address, "text/plain, application/json", account + ":" + password));
    return this;
  }

  /** One more, of another port of the same program. */
  LeakCrawl alsoAt(int otherPort, String address) {
    look(address, get(otherPort, address, "text/plain, application/json", null));
    return this;
  }

  /** What was read and may not be there, with its address. */
  List<String> leaks() {
    return found;
  }

  /** Public pages of which nothing was read. */
  List<String> unread() {
    return read.entrySet().stream()
        .filter(each -> each.getValue() == 0)
        .map(each -> each.getKey().getPatternString())
        .toList();
  }

  /** How often each status came. */
  Map<String, Integer> answered() {
    return answered;
  }

  int addresses() {
    return seen.size();
  }

  private void add(String address) {
    if (seen.add(address)) waiting.addLast(address);
  }

  private void follow(String body) {
    Matcher link = LINK.matcher(body);
    while (link.find()) add(link.group(1).replace("&amp;", "&"));
  }

  private @Nullable PathPattern pageOf(String address) {
    int query = address.indexOf('?');
    String path = query < 0 ? address : address.substring(0, query);
    PathContainer container = PathContainer.parsePath(URLDecoder.decode(path, UTF_8));
    return read.keySet().stream().filter(each -> each.matches(container)).findFirst().orElse(null);
  }

  private record Answer(int status, String body, String headers) {}

  private void look(String address, Answer answer) {
    answered.merge(String.valueOf(answer.status()), 1, Integer::sum);
    String said = answer.body() + "\n" + answer.headers();
    List<String> wrong =
        address.startsWith("/notices/") ? leaks.inListOfPersons(said) : leaks.in(said);
    wrong.stream().distinct().forEach(each -> found.add(address + ": " + each));
  }

  private Answer get(String address, String accept, @Nullable String credentials) {
    return get(port, address, accept, credentials);
  }

  private Answer get(int ofPort, String address, String accept, @Nullable String credentials) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ofPort + address))
            .header("Accept", accept)
            .timeout(Duration.ofSeconds(60));
    if (credentials != null)
      request.header(
          "Authorization",
          "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8)));
    try {
      HttpResponse<InputStream> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        // A stream of events never ends; what they would say is what the feeds beside it say.
        boolean ends =
            answer
                .headers()
                .firstValue("Content-Type")
                .filter(type -> type.startsWith("text/event-stream"))
                .isEmpty();
        return new Answer(
            answer.statusCode(),
            ends ? new String(body.readAllBytes(), UTF_8) : "",
            answer.headers().map().toString());
      }
    } catch (IOException e) {
      throw new AssertionError("no answer from " + address, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
