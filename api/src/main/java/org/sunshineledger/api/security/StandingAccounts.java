package org.sunshineledger.api.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends a session whose account was disabled, got another password, another role or another officer
 * since it signed in: it would otherwise go on as what the account was.
 */
final class StandingAccounts extends OncePerRequestFilter {

  private final Accounts accounts;

  StandingAccounts(Accounts accounts) {
    this.accounts = accounts;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    HttpSession session = request.getSession(false);
    Authentication current =
        session == null ? null : SecurityContextHolder.getContext().getAuthentication();
    if (session != null
        && current != null
        && current.getPrincipal() instanceof Account account
        && !accounts.stands(account)) {
      session.invalidate();
      SecurityContextHolder.clearContext();
    }
    chain.doFilter(request, response);
  }
}
