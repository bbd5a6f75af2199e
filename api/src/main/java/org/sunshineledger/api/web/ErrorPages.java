package org.sunshineledger.api.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.sunshineledger.ledger.database.DatabaseAway;

/** Where the server sends what no controller answered: filters' refusals and bare statuses. */
@Controller
final class ErrorPages implements ErrorController {

  static final String ADDRESS = "/error";

  private final Problems problems;
  private final PageFrame frame;

  ErrorPages(Problems problems, PageFrame frame) {
    this.problems = problems;
    this.frame = frame;
  }

  @RequestMapping(ADDRESS)
  @Nullable ModelAndView show(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Fault fault =
        request.getAttribute(Problems.ATTRIBUTE) instanceof Fault known ? known : faultOf(request);
    return render(problems.of(fault, null, null, request), request, response);
  }

  /** The problem as a page, or null once it is written as JSON. */
  @Nullable ModelAndView render(
      Problem problem, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    problem.headers().forEach(response::setHeader);
    Texts.sayLanguage(response);
    response.setStatus(problem.status());
    if (!Problems.wantsHtml(request)) {
      problems.write(problem, response);
      return null;
    }
    ModelAndView page = new ModelAndView("problem", Map.of("page", "problem", "problem", problem));
    // No interceptor runs behind an exception.
    frame.fill(page, request);
    return page;
  }

  private static Fault faultOf(HttpServletRequest request) {
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    if (!(status instanceof Integer code)) return Fault.UNKNOWN_ADDRESS;
    return switch (code) {
      case 400 -> Fault.MALFORMED;
      case 401 -> Fault.SIGN_IN;
      case 403 -> Fault.NOT_YOUR_ROLE;
      case 404 -> Fault.UNKNOWN_ADDRESS;
      case 405 -> Fault.WRONG_METHOD;
      case 406 -> Fault.NOT_ACCEPTABLE;
      case 413 -> Fault.TOO_LARGE;
      case 415 -> Fault.WRONG_MEDIA_TYPE;
      case 503 -> Fault.UNAVAILABLE;
      default -> code >= 400 && code < 500 ? Fault.MALFORMED : failed(request);
    };
  }

  /** What fails before any door, as the look for an account does. */
  private static Fault failed(HttpServletRequest request) {
    return request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable thrown
            && DatabaseAway.isBehind(thrown)
        ? Fault.UNAVAILABLE
        : Fault.INTERNAL;
  }
}
