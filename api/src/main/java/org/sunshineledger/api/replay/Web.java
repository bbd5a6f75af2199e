package org.sunshineledger.api.replay;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.zip.GZIPInputStream;

/** Reads addresses, for one thread. */
final class Web implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int FOUND = 200;
  private static final int NOT_FOUND = 404;

  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(10))
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();
  private final Map<URI, CompletableFuture<HttpResponse<byte[]>>> begun = new HashMap<>();

  /** Begins to read what will be asked for soon. */
  void begin(URI address, String accept) {
    begun.computeIfAbsent(address, _ -> send(address, accept));
  }

  private CompletableFuture<HttpResponse<byte[]>> send(URI address, String accept) {
    return client.sendAsync(
        HttpRequest.newBuilder(address)
            .timeout(PATIENCE)
            .header("Accept", accept)
            .header("Accept-Encoding", "gzip")
            .build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  /** Empty where there is nothing. */
  Optional<byte[]> find(URI address, String accept) throws IOException {
    CompletableFuture<HttpResponse<byte[]>> earlier = begun.remove(address);
    try {
      HttpResponse<byte[]> answer = (earlier == null ? send(address, accept) : earlier).get();
      if (answer.statusCode() == NOT_FOUND) return Optional.empty();
      if (answer.statusCode() != FOUND)
        throw new IOException("%s answers %d".formatted(address, answer.statusCode()));
      return Optional.of(
          answer.headers().firstValue("Content-Encoding").orElse("").equals("gzip")
              ? new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes()
              : answer.body());
    } catch (ExecutionException e) {
      throw new IOException("%s: %s".formatted(address, e.getCause()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted at " + address);
    }
  }

  byte[] read(URI address, String accept) throws IOException {
    return find(address, accept)
        .orElseThrow(() -> new IOException("there is nothing at " + address));
  }

  @Override
  public void close() {
    client.close();
  }
}
