package org.sunshineledger.api.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.PathContainer;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import org.springframework.web.util.WebUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * What everybody is answered alike is put together once in a while, not for each reader: a public
 * page that is younger than a second is given again. Before it is that old it is renewed, and its
 * readers meanwhile get it as it is: none waits for it. Where none is there, the first reader puts
 * it together and the others wait for it. Whoever has a session or a password is answered by
 * himself, and nothing that sets a cookie is kept, so no page with somebody's form or name in it
 * reaches another.
 */
final class FreshAnswers extends OncePerRequestFilter {

  /**
   * Counted from before it was put together: no fact that was on the board then is missing. A view
   * is a quarter of a second behind at most while all is well, and both together are no second.
   */
  private static final long OLDEST = Duration.ofMillis(700).toNanos();

  /** At the latest; earlier where it takes long to put together. */
  private static final long RENEWED_AFTER = Duration.ofMillis(400).toNanos();

  /** A renewal is begun so many times before it is needed as the last one took. */
  private static final int TIMES_AHEAD = 2;

  private static final int BYTES_KEPT = 64 << 20;
  private static final int BYTES_BESIDE = 1_000;

  /** What a request from within carries; an attribute is nothing that a reader can send. */
  private static final String RENEWAL = FreshAnswers.class.getName() + ".renewal";

  /** A longer question is nobody's. */
  private static final int LONGEST_QUESTION = 1_024;

  private static final int LONGEST_HEADER = 256;

  private static final String LANGUAGE = "lang";

  private static final List<PathPattern> SHARED =
      Stream.of(
              "/",
              "/boards/{region}",
              "/boards/{region}/print",
              "/boards/{region}/wall",
              "/notices/{notice}",
              "/notices/{notice}/print",
              "/progress",
              "/progress/{region}",
              "/funds",
              "/funds/{fund}",
              "/projects",
              "/projects/{code}",
              "/disclosures",
              "/mutual-aid",
              "/tariffs",
              "/reconciliation",
              "/reconciliation/{source}/{claim}",
              "/rules",
              "/rules/{version}",
              "/help",
              "/help/{reader}",
              "/lists")
          .map(PathPatternParser.defaultInstance::parse)
          .toList();

  /** All that an answer to somebody unknown depends on, beside the facts. */
  private record Question(
      LocalDate day,
      String scheme,
      String server,
      int port,
      String path,
      @Nullable String query,
      String accept,
      @Nullable String chosenLanguage,
      @Nullable String acceptedLanguage) {

    Renewals.Request renewedFor(Renewal renewal) {
      Map<String, String> headers = new HashMap<>();
      if (!accept.isEmpty()) headers.put(HttpHeaders.ACCEPT, accept);
      if (chosenLanguage != null) headers.put(HttpHeaders.COOKIE, LANGUAGE + "=" + chosenLanguage);
      if (acceptedLanguage != null) headers.put(HttpHeaders.ACCEPT_LANGUAGE, acceptedLanguage);
      return new Renewals.Request(
          scheme, server, port, path, query, headers, Map.of(RENEWAL, renewal));
    }
  }

  /**
   * What is put together while nobody waits.
   *
   * @param made comes to the page; to null when it is not to be given to others
   */
  private record Renewal(Question question, CompletableFuture<@Nullable Kept> made) {}

  /**
   * @param begun when it began to be put together, by the ticker
   * @param ready when it was
   * @param etag a weak one, so that it may be sent compressed
   */
  private record Kept(
      long begun,
      long ready,
      String contentType,
      @Nullable String language,
      List<String> vary,
      byte[] body,
      String etag) {

    boolean isTooOld(long now) {
      return now - begun >= OLDEST;
    }

    /** So that the next is ready before this one is too old, even where the cores are busy. */
    boolean isToBeRenewed(long now) {
      return now - begun >= Math.min(RENEWED_AFTER, OLDEST - TIMES_AHEAD * (ready - begun));
    }
  }

  private final LongSupplier ticker;
  private final Clock clock;
  private final Renewals renewals;

  /** What is put together now; comes to null when it is not to be given to others. */
  private final ConcurrentHashMap<Question, CompletableFuture<@Nullable Kept>> underway =
      new ConcurrentHashMap<>();

  private final Cache<Question, Kept> kept =
      Caffeine.newBuilder()
          .maximumWeight(BYTES_KEPT)
          .weigher((Question _, Kept each) -> BYTES_BESIDE + each.body().length)
          .build();

  /**
   * @param ticker nanoseconds that pass
   * @param clock tells which day a page is of
   */
  FreshAnswers(LongSupplier ticker, Clock clock, Renewals renewals) {
    this.ticker = ticker;
    this.clock = clock;
    this.renewals = renewals;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    // The path first: what an address asks is read only where it may be answered here.
    return !isShared(request.getRequestURI())
        || !request.getMethod().equals("GET")
        || request.getUserPrincipal() != null
        || request.getRequestedSessionId() != null
        || request.getHeader(HttpHeaders.AUTHORIZATION) != null
        || saysTwice(request, HttpHeaders.ACCEPT)
        || saysTwice(request, HttpHeaders.ACCEPT_LANGUAGE)
        || wantsTable(request)
        || tooLong(request.getQueryString(), LONGEST_QUESTION)
        || tooLong(request.getHeader(HttpHeaders.ACCEPT), LONGEST_HEADER)
        || tooLong(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE), LONGEST_HEADER)
        || tooLong(request.getHeader(HttpHeaders.HOST), LONGEST_HEADER);
  }

  /** What two lines come to, others may read otherwise than we do. */
  private static boolean saysTwice(HttpServletRequest request, String header) {
    return Collections.list(request.getHeaders(header)).size() > 1;
  }

  /** Tables are written row by row and have as many as there are; they are not kept. */
  private static boolean wantsTable(HttpServletRequest request) {
    @Nullable String accept = request.getHeader(HttpHeaders.ACCEPT);
    return request.getParameter("format") != null
        || (accept != null && accept.toLowerCase(Locale.ROOT).contains("csv"));
  }

  private static boolean tooLong(@Nullable String text, int longest) {
    return text != null && text.length() > longest;
  }

  private static boolean isShared(String path) {
    if (path.length() > LONGEST_QUESTION) return false;
    PathContainer asked = PathContainer.parsePath(path);
    return SHARED.stream().anyMatch(pattern -> pattern.matches(asked));
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    long now = ticker.getAsLong();
    if (request.getAttribute(RENEWAL) instanceof Renewal renewal) {
      putTogether(renewal.question(), renewal.made(), now, request, response, chain);
      return;
    }
    Question question = question(request);
    @Nullable Kept there = kept.getIfPresent(question);
    if (there != null && there.isTooOld(now)) there = null;
    if (there != null && !there.isToBeRenewed(now)) {
      give(there, request, response);
      return;
    }
    CompletableFuture<@Nullable Kept> mine = new CompletableFuture<>();
    CompletableFuture<@Nullable Kept> other = underway.putIfAbsent(question, mine);
    if (other == null && !(there != null && isBegun(new Renewal(question, mine)))) {
      putTogether(question, mine, now, request, response, chain);
      return;
    }
    // However long it takes: were each to begin his own, the server would be busy with nothing
    // else.
    if (there == null) there = Objects.requireNonNull(other).join();
    if (there == null) chain.doFilter(request, response);
    else give(there, request, response);
  }

  private boolean isBegun(Renewal renewal) {
    return renewals.begin(
        renewal.question().renewedFor(renewal),
        () -> {
          // Where it did not come as far as this filter.
          underway.remove(renewal.question(), renewal.made());
          renewal.made().complete(null);
        });
  }

  private Question question(HttpServletRequest request) {
    @Nullable String accept = request.getHeader(HttpHeaders.ACCEPT);
    @Nullable Cookie language = WebUtils.getCookie(request, LANGUAGE);
    return new Question(
        LocalDate.now(clock),
        request.getScheme(),
        request.getServerName(),
        request.getServerPort(),
        request.getRequestURI(),
        request.getQueryString(),
        accept == null ? "" : accept,
        language == null ? null : language.getValue(),
        request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
  }

  private void putTogether(
      Question question,
      CompletableFuture<@Nullable Kept> mine,
      long now,
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain)
      throws IOException, ServletException {
    @Nullable Kept made = null;
    ContentCachingResponseWrapper whole = new ContentCachingResponseWrapper(response);
    try {
      chain.doFilter(request, whole);
      made = madeFor(everybody(request, whole), whole, now);
      if (made != null) kept.put(question, made);
    } finally {
      underway.remove(question, mine);
      mine.complete(made);
    }
    if (made == null) whole.copyBodyToResponse();
    else give(made, request, response);
  }

  /** Whether another reader who asks the same may be given the same. */
  private static boolean everybody(
      HttpServletRequest request, ContentCachingResponseWrapper answer) {
    return answer.getStatus() == HttpStatus.OK.value()
        && !answer.isCommitted()
        && !request.isAsyncStarted()
        && request.getSession(false) == null
        && answer.getHeader(HttpHeaders.SET_COOKIE) == null
        && answer.getContentType() != null;
  }

  private @Nullable Kept madeFor(
      boolean everybody, ContentCachingResponseWrapper answer, long begun) {
    if (!everybody) return null;
    byte[] body = answer.getContentAsByteArray();
    return new Kept(
        begun,
        ticker.getAsLong(),
        Objects.requireNonNull(answer.getContentType()),
        answer.getHeader(HttpHeaders.CONTENT_LANGUAGE),
        List.copyOf(answer.getHeaders(HttpHeaders.VARY)),
        body,
        etag(body));
  }

  private static String etag(byte[] body) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
      return "W/\"" + HexFormat.of().formatHex(digest, 0, 16) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A browser may keep it, and asks each time whether it is still the same. */
  private static void give(Kept answer, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
    if (!response.containsHeader(HttpHeaders.VARY))
      answer.vary().forEach(each -> response.addHeader(HttpHeaders.VARY, each));
    if (answer.language() != null)
      response.setHeader(HttpHeaders.CONTENT_LANGUAGE, answer.language());
    if (new ServletWebRequest(request, response).checkNotModified(answer.etag())) return;
    response.setContentType(answer.contentType());
    response.setContentLength(answer.body().length);
    response.getOutputStream().write(answer.body());
  }
}
