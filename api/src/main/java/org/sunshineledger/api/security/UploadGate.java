package org.sunshineledger.api.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Problems;
import org.sunshineledger.api.web.UnreadForm;

/**
 * A form with a file is read into memory as soon as anybody asks for one of its fields, and the
 * check of its token is the first to ask. So it is turned away before that unless a signed-in
 * reader sends it to the one address that takes files, and it is no larger than a file may be.
 */
final class UploadGate extends OncePerRequestFilter {

  private static final String FILES = "/imports/";

  /** A file of 32 MiB and the fields beside it. */
  private static final long LARGEST_FORM = 33L << 20;

  private final UploadTurns turns;

  UploadGate(UploadTurns turns) {
    this.turns = turns;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!UnreadForm.isForm(request)) {
      chain.doFilter(request, response);
    } else if (!request.getRequestURI().startsWith(FILES)) {
      Problems.turnAway(Fault.WRONG_MEDIA_TYPE, request, response);
    } else if (!SecuritySettings.bringsItsPassword(request) && !SecuritySettings.isSignedIn()) {
      Problems.turnAway(Fault.SIGN_IN, request, response);
    } else if (request.getContentLengthLong() < 0
        || request.getContentLengthLong() > LARGEST_FORM) {
      Problems.turnAway(Fault.TOO_LARGE, request, response);
    } else if (SecuritySettings.isSignedIn()) {
      turns.doFilter(request, response, chain);
    } else {
      // His turn comes once his password was found right; until then nobody reads his form.
      chain.doFilter(request, response);
    }
  }
}
