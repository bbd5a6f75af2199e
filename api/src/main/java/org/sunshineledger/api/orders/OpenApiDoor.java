package org.sunshineledger.api.orders;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.MessageSource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.sunshineledger.ledger.fact.Sha256;
import tools.jackson.databind.json.JsonMapper;

/** The description of the interface, for programs that make programs; the same for everybody. */
@RestController
final class OpenApiDoor {

  private static final Duration FRESH = Duration.ofMinutes(5);

  private final JsonMapper json;
  private final MessageSource words;
  private final RequestMappingHandlerMapping handlers;
  private @Nullable Written written;

  OpenApiDoor(
      JsonMapper json,
      MessageSource words,
      @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping handlers) {
    this.json = json;
    this.words = words;
    this.handlers = handlers;
  }

  /** The bytes of the description, and their tag. */
  private record Written(byte[] bytes, String tag) {}

  /** Written when it is first asked for: all addresses are known by then. */
  private synchronized Written written() {
    if (written == null) {
      byte[] bytes =
          json.writerWithDefaultPrettyPrinter()
              .writeValueAsBytes(
                  new OpenApi(json, new BothLanguages(words))
                      .describe(handlers.getHandlerMethods()));
      written = new Written(bytes, "\"" + Sha256.of(bytes) + "\"");
    }
    return written;
  }

  @GetMapping("/openapi.json")
  ResponseEntity<byte[]> describe() {
    Written description = written();
    return ResponseEntity.ok()
        .eTag(description.tag())
        .cacheControl(CacheControl.maxAge(FRESH).cachePublic())
        .contentType(MediaType.APPLICATION_JSON)
        .body(description.bytes());
  }
}
