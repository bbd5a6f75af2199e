package org.sunshineledger.api.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Problems;

/**
 * A form is read whole as soon as anybody asks for one of its fields, and the check of its token is
 * the first to ask. An order may be long, so the server reads much; what nobody is known to have
 * sent, and what everybody may hand in, is turned away before that unless it is short.
 */
final class FormGate extends OncePerRequestFilter {

  private static final String FORM = MediaType.APPLICATION_FORM_URLENCODED_VALUE;

  /** 2,000 Chinese characters, nine bytes each, and the rest, with room. */
  private static final long LARGEST_OF_EVERYBODY = 64L << 10;

  private final List<RequestMatcher> forEverybody;
  private final Predicate<HttpServletRequest> isReadOnlyOnceKnown;

  /**
   * @param forEverybody where a form is short, whoever sends it
   * @param isReadOnlyOnceKnown of requests whose password is looked at before their form
   */
  FormGate(List<RequestMatcher> forEverybody, Predicate<HttpServletRequest> isReadOnlyOnceKnown) {
    this.forEverybody = List.copyOf(forEverybody);
    this.isReadOnlyOnceKnown = isReadOnlyOnceKnown;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String type = request.getContentType();
    return type == null
        || !request.getMethod().equals("POST")
        || !type.strip().regionMatches(true, 0, FORM, 0, FORM.length());
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!isShort(request)) {
      if (forEverybody.stream().anyMatch(each -> each.matches(request))) {
        Problems.turnAway(Fault.TOO_LARGE, request, response);
        return;
      }
      if (!SecuritySettings.isSignedIn() && !isReadOnlyOnceKnown.test(request)) {
        Problems.turnAway(Fault.SIGN_IN, request, response);
        return;
      }
    }
    try {
      chain.doFilter(request, response);
    } catch (InvalidParameterException e) {
      // The check of its token found that it has no fields that could be read.
      Problems.turnAway(
          e.getErrorCode() == HttpStatus.CONTENT_TOO_LARGE.value()
              ? Fault.TOO_LARGE
              : Fault.MALFORMED,
          request,
          response);
    }
  }

  /** One that comes in pieces may have any length. */
  private static boolean isShort(HttpServletRequest request) {
    return request.getContentLengthLong() <= LARGEST_OF_EVERYBODY
        && request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null;
  }
}
