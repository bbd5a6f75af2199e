package org.sunshineledger.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An identity provider that has two keys and says so, when it is up. */
final class SmallIssuer {

  static final String AUDIENCE = "sunshine-ledger";

  private static final Duration TOKENS_LAST = Duration.ofMinutes(5);

  private final AtomicInteger asked = new AtomicInteger();
  private volatile JWKSet keys = new JWKSet();
  private volatile RSAKey key;
  private final ECKey small;
  private int port;
  private @Nullable HttpServer server;

  /** It has an address, and is down. */
  SmallIssuer() {
    try {
      small = new ECKeyGenerator(Curve.P_256).keyID("small").generate();
      key = rsa("first");
      publish();
      up();
      down();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  static RSAKey rsa(String name) {
    try {
      return new RSAKeyGenerator(2048).keyID(name).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private void publish() {
    keys = new JWKSet(List.of(key, small)).toPublicJWKSet();
  }

  String address() {
    return "http://127.0.0.1:" + port;
  }

  RSAKey key() {
    return key;
  }

  /** Signs with another key from now on, and publishes it instead. */
  void turnTo(RSAKey other) {
    key = other;
    publish();
  }

  /** How often somebody has asked for its keys. */
  int asked() {
    return asked.get();
  }

  void up() {
    if (server != null) return;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    port = server.getAddress().getPort();
    says(
        server,
        "/.well-known/openid-configuration",
        () -> "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\"}".formatted(address(), address()));
    says(
        server,
        "/keys",
        () -> {
          asked.incrementAndGet();
          return keys.toString();
        });
    server.start();
  }

  private static void says(HttpServer server, String path, Supplier<String> words) {
    server.createContext(
        path,
        exchange -> {
          byte[] body = words.get().getBytes(UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  void down() {
    if (server == null) return;
    server.stop(0);
    server = null;
  }

  /** What a good token of that subject says. */
  JWTClaimsSet.Builder claims(String subject, Instant now) {
    return new JWTClaimsSet.Builder()
        .issuer(address())
        .audience(AUDIENCE)
        .subject(subject)
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plus(TOKENS_LAST)));
  }

  /** A good token of that subject. */
  String token(String subject, Instant now) {
    return token(subject, now, claims -> claims);
  }

  /** A token that would be good but for what is changed. */
  String token(String subject, Instant now, UnaryOperator<JWTClaimsSet.Builder> changed) {
    return signed(key, changed.apply(claims(subject, now)).build());
  }

  static String signed(RSAKey key, JWTClaimsSet claims) {
    try {
      return signed(
          new JWSHeader.Builder(JWSAlgorithm.RS256)
              .keyID(key.getKeyID())
              .type(new JOSEObjectType("at+jwt"))
              .build(),
          claims,
          new RSASSASigner(key));
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  /** The same with a key on a curve. */
  String smallToken(String subject, Instant now) {
    try {
      return signed(
          new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(small.getKeyID()).build(),
          claims(subject, now).build(),
          new ECDSASigner(small));
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  static String signed(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) {
    try {
      SignedJWT token = new SignedJWT(header, claims);
      token.sign(signer);
      return token.serialize();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }
}
