package org.sunshineledger.api.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Problems;
import org.sunshineledger.api.web.UnreadForm;

/**
 * Forms with files are in memory until they are answered: some at a time, and the others wait. It
 * is the turn of whoever is signed in, so that nobody else can keep him waiting.
 */
final class UploadTurns extends OncePerRequestFilter {

  private static final int AT_ONCE = 3;
  private static final int PATIENCE_SECONDS = 20;

  private final Semaphore turns = new Semaphore(AT_ONCE, true);

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !UnreadForm.isForm(request);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
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
}
