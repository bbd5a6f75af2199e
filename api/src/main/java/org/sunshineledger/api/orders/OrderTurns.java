package org.sunshineledger.api.orders;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets orders at the cores a few at a time; the others wait without one. Were each begun as it
 * comes, as many would share the cores as there are senders, and whoever puts a board together
 * meanwhile would get as little as one of them. An order is read before it is its turn, so that a
 * slow sender holds up nobody; a long one, which few send, takes no turn.
 */
@Component
@Order(OrderTurns.BEFORE_ANYBODY_ASKS_WHO_SENDS)
final class OrderTurns extends OncePerRequestFilter {

  /** The filters of security stand at −100, and are half of what a short order costs. */
  static final int BEFORE_ANYBODY_ASKS_WHO_SENDS = -150;

  private static final int AT_ONCE = 2 * Runtime.getRuntime().availableProcessors();

  /** Far more than any order but a list of payments has. */
  private static final int READ_AHEAD_BYTES = 16 << 10;

  private static final Set<String> DOORS =
      Stream.of(Door.values()).map(Door::path).collect(Collectors.toUnmodifiableSet());

  private final Semaphore turns = new Semaphore(AT_ONCE, true);

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    long length = request.getContentLengthLong();
    return !request.getMethod().equals(HttpMethod.POST.name())
        || length < 0
        || length > READ_AHEAD_BYTES
        || !isJson(request.getContentType())
        || !DOORS.contains(firstSegment(request.getRequestURI()));
  }

  /** The server reads a form by itself, and would find nothing left of it. */
  private static boolean isJson(@Nullable String type) {
    return type != null && type.startsWith(MediaType.APPLICATION_JSON_VALUE);
  }

  private static String firstSegment(String path) {
    int end = path.indexOf('/', 1);
    return path.isEmpty() ? "" : path.substring(1, end < 0 ? path.length() : end);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    byte[] body = request.getInputStream().readNBytes(READ_AHEAD_BYTES);
    turns.acquireUninterruptibly();
    try {
      chain.doFilter(new ReadRequest(request, body), response);
    } finally {
      turns.release();
    }
  }

  /** A request whose body has come. */
  private static final class ReadRequest extends HttpServletRequestWrapper {

    private final ServletInputStream body;

    ReadRequest(HttpServletRequest request, byte[] body) {
      super(request);
      this.body = new ReadBody(new ByteArrayInputStream(body));
    }

    @Override
    public ServletInputStream getInputStream() {
      return body;
    }

    @Override
    public BufferedReader getReader() {
      return new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }
  }

  private static final class ReadBody extends ServletInputStream {

    private final ByteArrayInputStream bytes;

    ReadBody(ByteArrayInputStream bytes) {
      this.bytes = bytes;
    }

    @Override
    public int read() {
      return bytes.read();
    }

    @Override
    public int read(byte[] into, int from, int length) {
      return bytes.read(into, from, length);
    }

    @Override
    public boolean isFinished() {
      return bytes.available() == 0;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new IllegalStateException("an order is read at once");
    }
  }
}
