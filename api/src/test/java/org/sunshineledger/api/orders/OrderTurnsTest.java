package org.sunshineledger.api.orders;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

@DisplayName("The turns of orders")
class OrderTurnsTest {

  private static final int AT_ONCE = 2 * Runtime.getRuntime().availableProcessors();

  private final OrderTurns turns = new OrderTurns();

  private static MockHttpServletRequest order(String body) {
    MockHttpServletRequest request = new MockHttpServletRequest("POST", "/officers");
    request.setContentType("application/json");
    request.setContent(body.getBytes(UTF_8));
    return request;
  }

  private void give(MockHttpServletRequest request, FilterChain chain) {
    try {
      turns.doFilter(request, new MockHttpServletResponse(), chain);
    } catch (IOException | ServletException e) {
      throw new AssertionError(e);
    }
  }

  /** What the server is given to decide; null where it is given nothing. */
  private @Nullable ServletRequest handedOn(MockHttpServletRequest request) {
    MockFilterChain chain = new MockFilterChain();
    give(request, chain);
    return chain.getRequest();
  }

  @Test
  void aFewAreDecidedAtOnceAndEachIsReadWhole() throws Exception {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch full = new CountDownLatch(AT_ONCE);
    try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> given =
          IntStream.range(0, 20 * AT_ONCE)
              .mapToObj(n ->
                  senders.submit(() -> {
                    CompletableFuture<String> read = new CompletableFuture<>();
                    give(
                        order("{\"n\":" + n + "}"),
                        (request, _) -> {
                          int now = inside.incrementAndGet();
                          most.accumulateAndGet(now, Math::max);
                          full.countDown();
                          awaited(full);
                          read.complete(new String(request.getInputStream().readAllBytes(), UTF_8));
                          inside.decrementAndGet();
                        });
                    return read.get();
                  }))
              .toList();
      for (int n = 0; n < given.size(); n++)
        assertThat(given.get(n).get()).isEqualTo("{\"n\":" + n + "}");
    }
    assertThat(most).hasValue(AT_ONCE);
  }

  @Test
  void whoeverSendsSlowlyHoldsUpNobody() {
    AtomicInteger decided = new AtomicInteger();
    CountDownLatch mayEnd = new CountDownLatch(1);
    try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
      CountDownLatch sending = new CountDownLatch(2 * AT_ONCE);
      for (int n = 0; n < 2 * AT_ONCE; n++)
        senders.execute(() ->
            give(
                new MockHttpServletRequest("POST", "/officers") {
                  {
                    setContentType("application/json");
                    setContent(new byte[] {'{', '}'});
                  }

                  @Override
                  public ServletInputStream getInputStream() {
                    sending.countDown();
                    awaited(mayEnd);
                    return super.getInputStream();
                  }
                },
                (_, _) -> decided.incrementAndGet()));
      awaited(sending);

      give(order("{}"), (_, _) -> decided.incrementAndGet());
      assertThat(decided).as("his, and none of theirs").hasValue(1);
      mayEnd.countDown();
    }
    assertThat(decided).hasValue(1 + 2 * AT_ONCE);
  }

  @Test
  void aFormIsLeftToTheServerToRead() {
    MockHttpServletRequest form = order("name=x");
    form.setContentType("application/x-www-form-urlencoded");
    assertThat(handedOn(form)).isSameAs(form);
  }

  @Test
  void whatIsAskedAndWhatTakesLongAwaitsNoTurn() {
    MockHttpServletRequest question = order("");
    question.setMethod("GET");
    MockHttpServletRequest pack = order("{}");
    pack.setRequestURI("/audit/packages");
    MockHttpServletRequest list = order("x".repeat(1 << 15));
    for (MockHttpServletRequest each : List.of(question, pack, list))
      assertThat(handedOn(each)).isSameAs(each);
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
