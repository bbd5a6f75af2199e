package org.sunshineledger.api.web;

import static java.util.stream.Collectors.joining;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.sunshineledger.ledger.AssumedInVain;
import org.sunshineledger.ledger.StreamMovedOn;
import org.sunshineledger.ledger.UnknownStream;
import org.sunshineledger.ledger.database.DatabaseAway;
import org.sunshineledger.ledger.journal.ClaimTaken;
import org.sunshineledger.ledger.journal.Conflict;
import org.sunshineledger.ledger.journal.DetailTooLarge;
import org.sunshineledger.ledger.journal.JournalUnavailable;
import org.sunshineledger.ledger.journal.KeyReused;
import org.sunshineledger.ledger.rules.Detail;
import org.sunshineledger.ledger.rules.Refused;
import org.sunshineledger.ledger.rules.Rule;
import tools.jackson.databind.json.JsonMapper;

/** Puts what went wrong into the reader's words, as a page for a browser and as JSON otherwise. */
@Component
public final class Problems {

  static final String ATTRIBUTE = Problems.class.getName();
  private static final String ANSWERED = ATTRIBUTE + ".answered";
  private static final String REFUSED = ATTRIBUTE + ".refused";

  /** A database that is away is mostly back, or another one in its place, in less than a minute. */
  private static final Duration SOON = Duration.ofSeconds(1);

  private final Texts texts;
  private final Formats formats;
  private final JsonMapper json;

  Problems(Texts texts, Formats formats, JsonMapper json) {
    this.texts = texts;
    this.formats = formats;
    this.json = json;
  }

  /** Why something that was sent is not carried out; null for what nobody foresaw. */
  public @Nullable Problem ofOrder(Exception thrown, HttpServletRequest request) {
    return switch (thrown) {
      case Faulty faulty -> of(faulty, request);
      case Refused refused -> of(refused, request);
      case JournalUnavailable unavailable -> of(unavailable, request);
      case KeyReused _ -> of(Fault.KEY_REUSED, null, "Idempotency-Key", request);
      case Conflict _ -> of(Fault.CONFLICT, null, null, request);
      case ClaimTaken _ -> of(Fault.CONFLICT, null, null, request);
      case AssumedInVain _ -> of(Fault.CONFLICT, null, null, request);
      case StreamMovedOn moved -> of(moved, request);
      case UnknownStream _ -> of(Fault.UNKNOWN_SUBJECT, null, null, request);
      // Of what somebody sent; when it happens while reading, it is ours.
      case ArithmeticException tooMuch when request.getMethod().equals("POST") ->
          of(tooMuch, request);
      case DetailTooLarge _ -> of(Fault.TOO_LARGE, null, null, request);
      default -> DatabaseAway.isBehind(thrown) ? unavailable(SOON, request) : null;
    };
  }

  Problem of(
      Fault fault, @Nullable String detail, @Nullable String field, HttpServletRequest request) {
    String key = "fault." + fault.name();
    answer(fault, request);
    return new Problem(
        "/rules#" + fault.name(),
        texts.of(key),
        fault.status().value(),
        detail,
        address(request),
        fault.name(),
        null,
        texts.of(key + ".remedy"),
        field,
        null,
        null,
        TraceId.of(request),
        Map.of());
  }

  Problem of(Faulty faulty, HttpServletRequest request) {
    Problem problem =
        of(
            faulty.fault(),
            faulty.detail().isEmpty() ? null : faulty.detail(),
            faulty.field(),
            request);
    Duration wait = faulty.retryAfter();
    if (wait != null) return problem.with(HttpHeaders.RETRY_AFTER, seconds(wait));
    return faulty.wrong().size() > 1 ? problem.withAll(faulty.wrong()) : problem;
  }

  /** An order the rules turn away: the rule, where it stands, and what is missing. */
  Problem of(Refused refused, HttpServletRequest request) {
    Rule rule = refused.rule();
    request.setAttribute(REFUSED, rule);
    return new Problem(
        "/rules#" + rule.name(),
        RuleTexts.title(rule),
        rule.status(),
        text(refused.detail()),
        address(request),
        rule.name(),
        rule.source(),
        texts.of("remedy." + rule.name()),
        null,
        null,
        refused.detail() instanceof Detail.Lines bad ? wrongLines(bad) : null,
        TraceId.of(request),
        Map.of());
  }

  private static List<Problem.WrongLines> wrongLines(Detail.Lines bad) {
    return bad.byRule().entrySet().stream()
        .map(each ->
            new Problem.WrongLines(
                each.getKey().name(), RuleTexts.title(each.getKey()), each.getValue()))
        .toList();
  }

  private @Nullable String text(Detail detail) {
    return switch (detail) {
      case Detail.Code code -> code.text().isEmpty() ? null : code.text();
      case Detail.Room room -> texts.of("detail.room", formats.yuan(room.left()));
      case Detail.Sum sum ->
          texts.of("detail.sum", formats.yuanOf(sum.fen()), formats.yuan(sum.stated()));
      case Detail.Lines bad ->
          bad.byRule().entrySet().stream()
              .map(each ->
                  texts.of(
                      "detail.lines",
                      Detail.Lines.ranges(each.getValue()),
                      RuleTexts.title(each.getKey())))
              .collect(joining(texts.of("detail.between")));
    };
  }

  /** Amounts of an order, each of which may be, and which come to more than there is. */
  Problem of(ArithmeticException tooMuch, HttpServletRequest request) {
    return of(Fault.MALFORMED, texts.of("malformed.too-much-money"), "order", request);
  }

  /** An order for a version that has passed: at which the stream is now, if it is there. */
  Problem of(StreamMovedOn moved, HttpServletRequest request) {
    if (moved.version() < 0) return of(Fault.MOVED_ON, null, "If-Match", request);
    String version = Long.toString(moved.version());
    return of(Fault.MOVED_ON, texts.of("detail.version", version), "If-Match", request)
        .with(HttpHeaders.ETAG, "\"" + version + "\"");
  }

  Problem of(JournalUnavailable unavailable, HttpServletRequest request) {
    return unavailable(unavailable.retryAfter(), request);
  }

  private Problem unavailable(Duration retryAfter, HttpServletRequest request) {
    return of(Fault.UNAVAILABLE, null, null, request)
        .with(HttpHeaders.RETRY_AFTER, seconds(retryAfter));
  }

  private static String seconds(Duration wait) {
    return Long.toString(Math.max(1, wait.toSeconds()));
  }

  /**
   * Turns a request away before any controller saw it. The error page writes the problem, because
   * only there the reader's language is known.
   */
  public static void turnAway(Fault fault, HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    request.setAttribute(ATTRIBUTE, fault);
    boolean maySendForm = UnreadForm.isForm(request) || request.getMethod().equals("POST");
    HttpServletRequest shown = maySendForm ? new UnreadForm(request) : request;
    shown.getRequestDispatcher(TurnedAwayPage.ADDRESS).forward(shown, response);
  }

  /** Remembers for whoever stands around the doors what the request is answered with. */
  public static void answer(Fault fault, HttpServletRequest request) {
    request.setAttribute(ANSWERED, fault);
  }

  /** What the request was answered with; null where nothing was wrong with it at the door. */
  public static @Nullable Fault faultOf(HttpServletRequest request) {
    return request.getAttribute(ANSWERED) instanceof Fault fault ? fault : null;
  }

  /** The published code the request was answered with, of a rule or a door; null where none was. */
  public static @Nullable String codeOf(HttpServletRequest request) {
    if (request.getAttribute(REFUSED) instanceof Rule rule) return rule.name();
    Fault fault = faultOf(request);
    return fault == null ? null : fault.name();
  }

  void write(Problem problem, HttpServletResponse response) throws IOException {
    byte[] body = json.writeValueAsBytes(problem);
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.setCharacterEncoding(StandardCharsets.UTF_8);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  /** Only who names HTML gets it: a program that takes anything is better served with JSON. */
  public static boolean wantsHtml(HttpServletRequest request) {
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    return accept != null && accept.contains(MediaType.TEXT_HTML_VALUE);
  }

  private static String address(HttpServletRequest request) {
    for (String attribute :
        List.of(RequestDispatcher.ERROR_REQUEST_URI, RequestDispatcher.FORWARD_REQUEST_URI))
      if (request.getAttribute(attribute) instanceof String uri) return uri;
    return request.getRequestURI();
  }
}
