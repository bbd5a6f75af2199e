package org.sunshineledger.api.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.security.core.context.SecurityContextHolder;
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

  private static final int AT_ONCE = 3;
  private static final int PATIENCE_SECONDS = 20;

  private final Semaphore turns = new Semaphore(AT_ONCE, true);

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!UnreadForm.isForm(request)) {
      chain.doFilter(request, response);
    } else if (!request.getRequestURI().startsWith(FILES)) {
      Problems.turnAway(Fault.WRONG_MEDIA_TYPE, request, response);
    } else if (!SecuritySettings.bringsItsPassword(request) && !isSignedIn()) {
      Problems.turnAway(Fault.SIGN_IN, request, response);
    } else if (request.getContentLengthLong() < 0
        || request.getContentLengthLong() > LARGEST_FORM) {
      Problems.turnAway(Fault.TOO_LARGE, request, response);
    } else {
      inTurn(request, response, chain);
    }
  }

  /** Each is in memory until it is answered: some at a time, and the others wait. */
  private void inTurn(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!isMyTurn()) {
      Problems.turnAway(Fault.UNAVAILABLE, request, response);
      return;
    }
    try {
      chain.doFilter(request, response);
    } catch (InvalidParameterException e) {
      // Whoever asked for a field of it first, such as the form's token, found that there is none.
      Problems.turnAway(Fault.MALFORMED, request, response);
    } finally {
      turns.release();
    }
  }

  private boolean isMyTurn() {
    try {
      return turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static boolean isSignedIn() {
    var signedIn = SecurityContextHolder.getContext().getAuthentication();
    return signedIn != null && signedIn.getPrincipal() instanceof Account;
  }
}
