package org.sunshineledger.api.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Problems;

/** Stands around all doors and notes who was turned away from one. */
final class TurnedAway extends OncePerRequestFilter {

  /** Where the name that somebody tried to sign in with is left. */
  static final String TRIED = TurnedAway.class.getName();

  private final Denials denials;

  TurnedAway(Denials denials) {
    this.denials = denials;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String path = request.getRequestURI();
    try {
      chain.doFilter(request, response);
    } finally {
      Fault fault = Problems.faultOf(request);
      Object tried = request.getAttribute(TRIED);
      // Who comes without a password is shown where to sign in, and nothing was denied to anybody.
      if (fault != null && Denials.isOne(fault) && (fault != Fault.SIGN_IN || tried != null))
        denials.note(
            tried instanceof String name ? name : signedIn(),
            request.getAttribute(TokenLogin.STRANGER) instanceof String stranger ? stranger : null,
            request.getMethod(),
            path,
            fault,
            request.getRemoteAddr());
    }
  }

  private static @Nullable String signedIn() {
    Authentication current = SecurityContextHolder.getContext().getAuthentication();
    return current != null && current.getPrincipal() instanceof Account account
        ? account.name()
        : null;
  }
}
