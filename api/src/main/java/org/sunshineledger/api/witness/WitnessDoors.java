package org.sunshineledger.api.witness;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.RequestDispatcher;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.sunshineledger.api.web.Texts;
import org.sunshineledger.ledger.log.TreeHead;
import org.sunshineledger.ledger.log.note.VerifierKey;
import org.sunshineledger.ledger.log.witness.Answer;
import org.sunshineledger.ledger.log.witness.Witness;

/**
 * The addresses of a witness: those of C2SP tlog-witness, and a page that shows what it has done.
 */
final class WitnessDoors {

  private static final int MOST_BYTES = 1_000_000;
  private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, UTF_8);

  private static final CacheControl BRIEFLY =
      CacheControl.maxAge(Duration.ofSeconds(1)).cachePublic();

  private final Witness witness;
  private final Texts texts;

  WitnessDoors(Witness witness, Texts texts) {
    this.witness = witness;
    this.texts = texts;
  }

  RouterFunction<ServerResponse> routes() {
    return RouterFunctions.route()
        .POST("/add-checkpoint", this::add)
        .GET("/vkey", _ -> verifierKeys())
        .GET("/{hash}/checkpoint", this::latest)
        .GET("/", this::show)
        .resources("/static/**", new ClassPathResource("static/"))
        .route(RequestPredicates.all(), this::elsewhere)
        .onError(SQLException.class, (_, _) -> problem("UNAVAILABLE", 503, ""))
        .build();
  }

  private ServerResponse add(ServerRequest request) throws Exception {
    byte[] body;
    try (InputStream in = request.servletRequest().getInputStream()) {
      body = in.readNBytes(MOST_BYTES + 1);
    }
    if (body.length > MOST_BYTES) return problem(Answer.Refusal.MALFORMED.name(), 400, "");
    return switch (witness.add(body)) {
      case Answer.Cosigned cosigned ->
          ServerResponse.ok()
              .cacheControl(CacheControl.noStore())
              .contentType(TEXT)
              .body(cosigned.bytes());
      case Answer.OtherSize other ->
          ServerResponse.status(HttpStatus.CONFLICT)
              .header(HttpHeaders.CONTENT_TYPE, Answer.OtherSize.CONTENT_TYPE)
              .body(other.bytes());
      case Answer.Refused(Answer.Refusal why, String detail) ->
          problem(why.name(), why.status(), detail);
    };
  }

  private ServerResponse verifierKeys() {
    StringBuilder lines = new StringBuilder();
    for (VerifierKey key : witness.verifierKeys()) lines.append(key).append('\n');
    return text(lines.toString().getBytes(UTF_8));
  }

  private ServerResponse latest(ServerRequest request) throws Exception {
    return witness
        .latest(request.pathVariable("hash"))
        .map(note -> text(note.bytes()))
        .orElseGet(() -> problem(Answer.Refusal.UNKNOWN_LOG.name(), 404, ""));
  }

  private static ServerResponse text(byte[] bytes) {
    return ServerResponse.ok().cacheControl(BRIEFLY).contentType(TEXT).body(bytes);
  }

  /** The page, and the same as JSON. */
  private ServerResponse show(ServerRequest request) throws Exception {
    Shown shown =
        new Shown(
            witness.verifierKeys().stream().map(VerifierKey::toString).toList(),
            witness.known().stream().map(Log::of).toList());
    boolean html =
        request.headers().accept().stream()
            .anyMatch(each -> each.isCompatibleWith(MediaType.TEXT_HTML) && !each.isWildcardType());
    if (!html) return ServerResponse.ok().contentType(MediaType.APPLICATION_JSON).body(shown);
    return ServerResponse.ok()
        .contentType(new MediaType(MediaType.TEXT_HTML, UTF_8))
        .render(
            "witness", Map.of("content", shown, "otherLanguage", Texts.inChinese() ? "en" : "zh"));
  }

  /** Also where the server itself turned a request away. */
  private ServerResponse elsewhere(ServerRequest request) {
    int status =
        request
            .attribute(RequestDispatcher.ERROR_STATUS_CODE)
            .filter(Integer.class::isInstance)
            .map(Integer.class::cast)
            .orElse(404);
    return problem(status == 404 ? "NOT_HERE" : "NOT_ANSWERED", status, "");
  }

  private ServerResponse problem(String code, int status, String detail) {
    ProblemDetail problem = ProblemDetail.forStatus(status);
    problem.setTitle(texts.of("witness." + code));
    if (!detail.isEmpty()) problem.setDetail(detail);
    problem.setProperty("code", code);
    problem.setProperty("remedy", texts.of("witness." + code + ".remedy"));
    return ServerResponse.status(status)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }

  /**
   * @param keys one line each
   */
  record Shown(List<String> keys, List<Log> logs) {}

  /**
   * A log that is cosigned.
   *
   * @param root base64; null while nothing is cosigned
   * @param address of its newest checkpoint here
   */
  record Log(
      String origin,
      long size,
      @Nullable String root,
      @Nullable Instant cosignedAt,
      long forks,
      String address) {

    static Log of(Witness.Known known) {
      return new Log(
          known.origin(),
          known.size(),
          Optional.ofNullable(known.head()).map(TreeHead::rootHash).orElse(null),
          known.cosignedAt(),
          known.forks(),
          known.address());
    }
  }
}
