package org.sunshineledger.api.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.Semaphore;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.OutputBuffer;
import org.apache.coyote.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.web.server.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.web.util.UriUtils;

/**
 * By a request that comes over no connection, which Tomcat's adapter takes as it takes any other:
 * the whole way through filters and doors is the same.
 */
final class TomcatRenewals implements Renewals {

  private static final Logger log = LoggerFactory.getLogger(TomcatRenewals.class);

  /**
   * Whoever asks for many pages gets them old and at once; what he causes is not to pile up behind
   * him.
   */
  private static final int AT_ONCE = 4;

  private final Semaphore free = new Semaphore(AT_ONCE);
  private volatile @Nullable Connector connector;

  /** The doors are open; those of the operators are another server's. */
  @EventListener
  void opened(ServletWebServerInitializedEvent event) {
    ServletWebServerApplicationContext context = event.getApplicationContext();
    if (context.getServerNamespace() == null
        && event.getWebServer() instanceof TomcatWebServer server)
      connector = server.getTomcat().getConnector();
  }

  @Override
  public boolean begin(Request request, Runnable over) {
    Connector by = connector;
    if (by == null || !free.tryAcquire()) return false;
    Thread _ =
        Thread.ofVirtual()
            .name("renewal")
            .start(() -> {
              try {
                org.apache.coyote.Request asked = asked(request);
                by.getProtocolHandler().getAdapter().service(asked, answered(asked));
              } catch (Exception e) {
                log.warn("{} could not be renewed", request.path(), e);
              } finally {
                free.release();
                over.run();
              }
            });
    return true;
  }

  private static org.apache.coyote.Request asked(Request request) {
    org.apache.coyote.Request asked = new org.apache.coyote.Request();
    asked.setMethod("GET");
    asked.protocol().setString("HTTP/1.1");
    asked.scheme().setString(request.scheme());
    asked.serverName().setString(request.server());
    asked.setServerPort(request.port());
    asked.remoteAddr().setString(InetAddress.getLoopbackAddress().getHostAddress());
    asked.requestURI().setString(request.path());
    asked.decodedURI().setString(UriUtils.decode(request.path(), UTF_8));
    if (request.query() != null) asked.queryString().setString(request.query());
    request
        .headers()
        .forEach((name, value) -> asked.getMimeHeaders().addValue(name).setString(value));
    request.attributes().forEach(asked::setAttribute);
    return asked;
  }

  /** What would be sent goes nowhere. */
  private static Response answered(org.apache.coyote.Request asked) {
    Response answered = new Response();
    answered.setOutputBuffer(new Nowhere());
    answered.setRequest(asked);
    asked.setResponse(answered);
    return answered;
  }

  private static final class Nowhere implements OutputBuffer {

    private long written;

    @Override
    public int doWrite(ByteBuffer bytes) {
      int length = bytes.remaining();
      bytes.position(bytes.limit());
      written += length;
      return length;
    }

    @Override
    public long getBytesWritten() {
      return written;
    }
  }
}
