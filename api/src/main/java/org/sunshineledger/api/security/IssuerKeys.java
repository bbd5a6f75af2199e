package org.sunshineledger.api.security;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The public keys of the identity provider, as it publishes them. They are asked for when a token
 * first needs them, so that the ledger starts while the provider is down, and no more often than
 * tokens of unknown keys could make anybody wish.
 */
final class IssuerKeys implements JWKSource<SecurityContext> {

  private static final Logger log = LoggerFactory.getLogger(IssuerKeys.class);

  /** Older keys are asked for anew. */
  private static final Duration FRESH = Duration.ofMinutes(5);

  /** Older keys are not used even while the provider is away: it may have withdrawn one. */
  static final Duration USABLE = Duration.ofHours(1);

  /** A key that is not known may be a new one, or invented by whoever sends the token. */
  private static final Duration BETWEEN = Duration.ofSeconds(30);

  /** How soon a provider that did not answer is asked again. */
  static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final long LARGEST = 1 << 20;
  private static final int OK = 200;
  private static final String DISCOVERY = "/.well-known/openid-configuration";
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  /**
   * What is known.
   *
   * @param keys as they were when they were last read
   * @param read when that was
   * @param asked when they were last asked for
   * @param failed whether that was in vain
   */
  private record Known(JWKSet keys, Instant read, Instant asked, boolean failed) {}

  private final String issuer;
  private final @Nullable URI published;
  private final Clock clock;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final ReentrantLock asking = new ReentrantLock();
  private volatile Known known = new Known(new JWKSet(), Instant.EPOCH, Instant.EPOCH, false);

  /**
   * @param published where the keys are; null for where the provider's own description says
   * @throws IllegalArgumentException for an address at which somebody on the way could put his own
   *     keys
   */
  IssuerKeys(String issuer, @Nullable String published, Clock clock) {
    URI _ = safe(issuer);
    this.issuer = issuer;
    this.published = published == null ? null : safe(published);
    this.clock = clock;
  }

  /**
   * @throws RemoteKeySourceException when the key may be there and the provider does not say
   */
  @Override
  public List<JWK> get(JWKSelector wanted, @Nullable SecurityContext context)
      throws KeySourceException {
    List<JWK> found = usable(wanted);
    if (!found.isEmpty()) {
      // Of those who find old keys one asks for new ones, and nobody waits for him.
      if (!isOver(known.read(), FRESH) || !asking.tryLock()) return found;
    } else {
      asking.lock();
    }
    try {
      if (isOver(known.asked(), known.failed() ? AFTER_FAILURE : BETWEEN)) ask();
    } finally {
      asking.unlock();
    }
    found = usable(wanted);
    if (found.isEmpty() && known.failed())
      throw new RemoteKeySourceException("the keys of the issuer cannot be read", null);
    return found;
  }

  private List<JWK> usable(JWKSelector wanted) {
    Known now = known;
    return isOver(now.read(), USABLE) ? List.of() : wanted.select(now.keys());
  }

  private boolean isOver(Instant since, Duration time) {
    return !clock.instant().isBefore(since.plus(time));
  }

  private void ask() {
    try {
      // Whatever else is published there, only public keys are of use.
      JWKSet read =
          JWKSet.parse(text(published == null ? described() : published)).toPublicJWKSet();
      Instant now = clock.instant();
      known = new Known(read, now, now, false);
    } catch (IOException | ParseException | JacksonException | IllegalArgumentException e) {
      log.warn("the keys of the identity provider could not be read: {}", e.toString());
      known = new Known(known.keys(), known.read(), clock.instant(), true);
    }
  }

  private URI described() throws IOException {
    String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    JsonNode description = JsonMapper.shared().readTree(text(URI.create(base + DISCOVERY)));
    if (!description.path("issuer").asString("").equals(issuer))
      throw new IOException("what is described there is another issuer than " + issuer);
    return safe(description.path("jwks_uri").asString(""));
  }

  private String text(URI address) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(PATIENCE)
            .header("Accept", "application/json, application/jwk-set+json")
            .build();
    CompletableFuture<HttpResponse<String>> coming =
        client.sendAsync(
            request,
            HttpResponse.BodyHandlers.limiting(
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8), LARGEST));
    try {
      HttpResponse<String> answer = coming.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      if (answer.statusCode() != OK)
        throw new IOException("%s answers %d".formatted(address, answer.statusCode()));
      return answer.body();
    } catch (ExecutionException e) {
      throw new IOException("%s: %s".formatted(address, e.getCause()), e);
    } catch (TimeoutException e) {
      // The patience of the request ends with the headers; a body may drip for ever.
      boolean _ = coming.cancel(true);
      throw new IOException("%s does not answer".formatted(address), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted at " + address, e);
    }
  }

  private static URI safe(String address) {
    URI uri = URI.create(address);
    boolean secret = "https".equals(uri.getScheme());
    boolean near = "http".equals(uri.getScheme()) && THIS_MACHINE.contains(uri.getHost());
    if (uri.getHost() == null || !(secret || near))
      throw new IllegalArgumentException("not an https address: " + address);
    return uri;
  }
}
