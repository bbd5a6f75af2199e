package org.sunshineledger.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** What is answered alike is put together once, never for long, and never for the wrong reader. */
@DisplayName("Fresh answers")
class FreshAnswersTest {

  private static final String BOARD = "/boards/410100";

  private final AtomicLong time = new AtomicLong();
  private LocalDate today = LocalDate.of(2016, 10, 17);
  private final AtomicInteger made = new AtomicInteger();
  private final FreshAnswers answers = new FreshAnswers(time::get, new Days(), this::renewed);

  /** Midnight of today. */
  private final class Days extends Clock {

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return today.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
  }

  /** Whether pages can be renewed without a reader now, and what then waits for its turn. */
  private boolean renewing;

  private final Deque<Runnable> begun = new ArrayDeque<>();

  /** As a server does that is asked from within, but when {@link #begun} is run. */
  private boolean renewed(Renewals.Request from, Runnable over) {
    if (!renewing) return false;
    MockHttpServletRequest request = new MockHttpServletRequest("GET", from.path());
    from.headers().forEach(request::addHeader);
    from.attributes().forEach(request::setAttribute);
    request.setQueryString(from.query());
    begun.add(() -> {
      answer(request, next);
      over.run();
    });
    return true;
  }

  private FilterChain next = this::page;

  /** Answers with how often it was asked. */
  private final FilterChain pages = this::page;

  private void page(ServletRequest request, ServletResponse response) throws IOException {
    response.setContentType("text/plain");
    response.getWriter().print("page " + made.incrementAndGet());
  }

  private static MockHttpServletRequest asked(String path) {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
    request.addHeader("Accept", "text/html");
    return request;
  }

  private MockHttpServletResponse answer(MockHttpServletRequest request, FilterChain chain) {
    MockHttpServletResponse response = new MockHttpServletResponse();
    try {
      answers.doFilter(request, response, chain);
    } catch (IOException | ServletException e) {
      throw new AssertionError(e);
    }
    return response;
  }

  private String said(MockHttpServletRequest request) {
    try {
      return answer(request, pages).getContentAsString();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void pass(int millis) {
    time.addAndGet(Duration.ofMillis(millis).toNanos());
  }

  @Test
  void whatAnAddressAsksIsNotReadWhereNothingIsShared() {
    MockHttpServletRequest unreadable =
        new MockHttpServletRequest("GET", "/error") {
          @Override
          public String getParameter(String name) {
            throw new IllegalStateException("bytes that are no text");
          }
        };

    assertThat(said(unreadable)).isEqualTo("page 1");
  }

  @Test
  void aYoungAnswerIsGivenAgain() {
    assertThat(said(asked(BOARD))).isEqualTo("page 1");
    pass(399);
    assertThat(said(asked(BOARD))).isEqualTo("page 1");
  }

  /** As it is while orders keep the cores busy. */
  @Test
  void whatTakesLongToPutTogetherIsRenewedEarlier() {
    FilterChain slow =
        (request, response) -> {
          pass(300);
          pages.doFilter(request, response);
        };
    answer(asked(BOARD), slow);
    pass(1);
    assertThat(said(asked(BOARD)))
        .as("399 ms before it is too old, and a renewal takes 300")
        .isEqualTo("page 2");
  }

  @Test
  void anOldAnswerIsGivenToNobody() {
    renewing = true;
    said(asked(BOARD));
    pass(700);
    assertThat(said(asked(BOARD))).isEqualTo("page 2");
  }

  @Test
  void aPageIsRenewedWhileAllItsReadersGetItAsItIs() {
    renewing = true;
    said(asked(BOARD));
    pass(400);

    assertThat(said(asked(BOARD))).isEqualTo("page 1");
    assertThat(said(asked(BOARD))).isEqualTo("page 1");
    assertThat(begun).as("once for both").hasSize(1);
    begun.remove().run();
    assertThat(said(asked(BOARD))).isEqualTo("page 2");
    pass(399);
    assertThat(said(asked(BOARD))).as("young again").isEqualTo("page 2");
    assertThat(begun).isEmpty();
  }

  @Test
  void whatIsAskedFromWithinIsWhatTheReaderAsked() {
    renewing = true;
    MockHttpServletRequest english = asked(BOARD);
    english.setCookies(new Cookie("lang", "en"));
    english.addHeader("Accept-Language", "en-GB");
    english.setQueryString("asOf=2016-01-01");
    said(english);
    pass(400);
    List<String> heard = new ArrayList<>();
    next =
        (request, response) -> {
          HttpServletRequest from = (HttpServletRequest) request;
          for (String header : List.of("Accept", "Accept-Language", "Cookie"))
            heard.add(from.getHeader(header));
          heard.add(from.getRequestURI() + "?" + from.getQueryString());
          page(request, response);
        };
    said(english);
    begun.remove().run();

    assertThat(heard).containsExactly("text/html", "en-GB", "lang=en", BOARD + "?asOf=2016-01-01");
  }

  @Test
  void aRenewalThatFailsLeavesThePageUntilItIsTooOldAndIsTriedAgain() {
    renewing = true;
    said(asked(BOARD));
    pass(400);
    next = (_, response) -> ((HttpServletResponse) response).sendError(503);
    said(asked(BOARD));
    begun.remove().run();

    assertThat(said(asked(BOARD))).isEqualTo("page 1");
    assertThat(begun).hasSize(1);
    pass(300);
    CompletableFuture<String> late = CompletableFuture.supplyAsync(() -> said(asked(BOARD)));
    begun.remove().run();
    assertThat(late.join()).isEqualTo("page 2");
  }

  @Test
  void whereNothingCanBeRenewedBesideOneReaderRenewsItAndTheOthersDoNotWait() throws IOException {
    said(asked(BOARD));
    pass(400);
    FilterChain whileOthersAsk =
        (request, response) -> {
          assertThat(said(asked(BOARD))).isEqualTo("page 1");
          pages.doFilter(request, response);
        };

    assertThat(answer(asked(BOARD), whileOthersAsk).getContentAsString()).isEqualTo("page 2");
    assertThat(said(asked(BOARD))).isEqualTo("page 2");
  }

  /** Has begun when it is returned, and ends when it may. */
  private CompletableFuture<MockHttpServletResponse> firstReader(CountDownLatch mayEnd)
      throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    FilterChain slow =
        (request, response) -> {
          begun.countDown();
          try {
            mayEnd.await();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
          pages.doFilter(request, response);
        };
    CompletableFuture<MockHttpServletResponse> first =
        CompletableFuture.supplyAsync(() -> answer(asked(BOARD), slow));
    begun.await();
    return first;
  }

  @Test
  void whoComesWhileTheFirstIsPutTogetherWaitsForIt() throws Exception {
    CountDownLatch mayEnd = new CountDownLatch(1);
    CompletableFuture<MockHttpServletResponse> first = firstReader(mayEnd);
    CompletableFuture<String> second = CompletableFuture.supplyAsync(() -> said(asked(BOARD)));
    mayEnd.countDown();

    assertThat(second.get()).isEqualTo(first.get().getContentAsString()).isEqualTo("page 1");
  }

  @Test
  void aFailureIsNotKeptAndLetsTheNextOneRenew() {
    said(asked(BOARD));
    pass(400);
    answer(asked(BOARD), (_, response) -> ((HttpServletResponse) response).sendError(503));

    assertThat(said(asked(BOARD))).isEqualTo("page 2");
  }

  @Test
  void whoHasASessionAPasswordOrANameIsAnsweredByHimself() {
    said(asked(BOARD));
    MockHttpServletRequest withSession = asked(BOARD);
    withSession.setRequestedSessionId("0123456789");
    MockHttpServletRequest withPassword = asked(BOARD);
    withPassword.addHeader("Authorization", "Basic Y2xlcms6");
    MockHttpServletRequest known = asked(BOARD);
    known.setUserPrincipal(() -> "clerk");

    assertThat(said(withSession)).isEqualTo("page 2");
    assertThat(said(withPassword)).isEqualTo("page 3");
    assertThat(said(known)).isEqualTo("page 4");
    assertThat(said(asked(BOARD))).isEqualTo("page 1");
  }

  @Test
  void whatMakesASessionOrSetsACookieIsNotKept() {
    answer(
        asked(BOARD),
        (request, response) -> {
          ((HttpServletRequest) request).getSession();
          pages.doFilter(request, response);
        });
    answer(
        asked(BOARD),
        (request, response) -> {
          ((HttpServletResponse) response).addCookie(new Cookie("lang", "en"));
          pages.doFilter(request, response);
        });

    assertThat(said(asked(BOARD))).isEqualTo("page 3");
  }

  @Test
  void eachLanguageFormAndQuestionHasItsOwn() {
    MockHttpServletRequest english = asked(BOARD);
    english.setCookies(new Cookie("lang", "en"));
    MockHttpServletRequest json = new MockHttpServletRequest("GET", BOARD);
    json.addHeader("Accept", "application/json");
    MockHttpServletRequest pastDay = asked(BOARD);
    pastDay.setQueryString("asOf=2016-01-01");

    assertThat(said(asked(BOARD))).isEqualTo("page 1");
    assertThat(said(english)).isEqualTo("page 2");
    assertThat(said(json)).isEqualTo("page 3");
    assertThat(said(pastDay)).isEqualTo("page 4");
    assertThat(said(asked("/boards/410185"))).isEqualTo("page 5");
  }

  @Test
  void aHeaderThatIsSentTwiceIsAnsweredByItself() {
    for (String header : new String[] {"Accept", "Accept-Language"}) {
      MockHttpServletRequest twice = asked(BOARD);
      twice.addHeader(header, "text/csv");
      twice.addHeader(header, "*/*");
      String theirs = said(twice);

      assertThat(said(asked(BOARD))).isNotEqualTo(theirs);
    }
  }

  @Test
  void tablesAreNotKept() {
    MockHttpServletRequest byQuery = asked(BOARD);
    // In other letters it is the same, and a server hands over what it has read.
    byQuery.setQueryString("%66ormat=csv");
    byQuery.setParameter("format", "csv");
    MockHttpServletRequest byHeader = new MockHttpServletRequest("GET", BOARD);
    byHeader.addHeader("Accept", "TEXT/CSV");

    assertThat(said(byQuery)).isNotEqualTo(said(byQuery));
    assertThat(said(byHeader)).isNotEqualTo(said(byHeader));
  }

  @Test
  void howeverLongItTakesItIsPutTogetherOnce() throws Exception {
    CountDownLatch mayEnd = new CountDownLatch(1);
    CompletableFuture<MockHttpServletResponse> first = firstReader(mayEnd);
    pass(1_000);
    AtomicReference<String> second = new AtomicReference<>();
    Thread waiting = Thread.ofPlatform().start(() -> second.set(said(asked(BOARD))));
    Awaitility.await().until(() -> waiting.getState() == Thread.State.WAITING);
    mayEnd.countDown();
    waiting.join();

    assertThat(second).hasValue("page 1");
    assertThat(first.get().getContentAsString()).isEqualTo("page 1");
    assertThat(said(asked(BOARD))).as("it was old when it came").isEqualTo("page 2");
  }

  @Test
  void aPageOfYesterdayIsGivenToNobodyToday() {
    said(asked(BOARD));
    today = today.plusDays(1);

    assertThat(said(asked(BOARD))).isEqualTo("page 2");
  }

  @Test
  void whatIsNotForEverybodyIsNeverKept() {
    for (String path : new String[] {"/audit/boards/410100", "/login", "/boards/410100/events"}) {
      String first = said(asked(path));
      assertThat(said(asked(path))).isNotEqualTo(first);
    }
  }

  @Test
  void whoHasItAlreadyIsToldThatItIsTheSame() throws IOException {
    MockHttpServletResponse first = answer(asked(BOARD), pages);
    MockHttpServletRequest again = asked(BOARD);
    again.addHeader("If-None-Match", String.valueOf(first.getHeader("ETag")));

    MockHttpServletResponse second = answer(again, pages);

    assertThat(first.getHeader("ETag")).startsWith("W/");
    assertThat(first.getHeader("Cache-Control")).isEqualTo("no-cache");
    assertThat(second.getStatus()).isEqualTo(304);
    assertThat(second.getContentAsString()).isEmpty();
  }
}
