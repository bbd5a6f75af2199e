package org.sunshineledger.api.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Problems;

/**
 * Lets in who brings a token of the identity provider, as the account that is bound to its subject:
 * what he may do stands in this ledger's accounts and nowhere in the token. It stands before the
 * check of forms, and a request with a token goes no further unless that token is good: it is never
 * taken for one of the session that a browser sends along.
 */
final class TokenLogin extends OncePerRequestFilter {

  /** Where the short form of a subject that no account is bound to is left. */
  static final String STRANGER = TokenLogin.class.getName() + ".stranger";

  private static final String SETTLED = TokenLogin.class.getName();
  private static final String SCHEME = "Bearer";
  private static final Pattern HEADER =
      Pattern.compile("bearer +([A-Za-z0-9._~+/-]+=*)", Pattern.CASE_INSENSITIVE);

  private final @Nullable JwtDecoder decoder;
  private final Accounts accounts;
  private final SecurityContextRepository contexts =
      new RequestAttributeSecurityContextRepository();

  /**
   * @param decoder null where no provider is configured; every token is then a bad one
   */
  TokenLogin(@Nullable JwtDecoder decoder, Accounts accounts) {
    this.decoder = decoder;
    this.accounts = accounts;
  }

  /**
   * Whether the request came with a token, and was let in by it or is on its way to the page that
   * says why not: no form's token has to say anything to that.
   */
  static boolean hasSettled(HttpServletRequest request) {
    return request.getAttribute(SETTLED) != null;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    List<String> headers = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
    if (headers.stream().noneMatch(TokenLogin::isOfAToken)) {
      chain.doFilter(request, response);
      return;
    }
    // Whose session comes along does not matter, not even for what is denied.
    SecurityContextHolder.clearContext();
    Fault fault = signIn(headers, request, response);
    request.setAttribute(SETTLED, true);
    if (fault != null) {
      challenge(fault, response);
      Problems.turnAway(fault, new Unsigned(request), response);
    } else {
      chain.doFilter(request, response);
    }
  }

  private static boolean isOfAToken(String header) {
    return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
  }

  /** Null once somebody is signed in. */
  private @Nullable Fault signIn(
      List<String> headers, HttpServletRequest request, HttpServletResponse response) {
    Matcher header = HEADER.matcher(headers.getFirst());
    // Of two headers it could not be said whose request it is.
    if (decoder == null || headers.size() > 1 || !header.matches()) return Fault.BAD_TOKEN;
    Jwt token;
    try {
      token = decoder.decode(header.group(1));
    } catch (BadJwtException e) {
      return Fault.BAD_TOKEN;
    } catch (JwtException e) {
      return Fault.ISSUER_AWAY;
    }
    String issuer = token.getClaimAsString("iss");
    String subject = token.getSubject();
    if (issuer == null || subject == null) return Fault.BAD_TOKEN;
    Optional<Account> bound = accounts.boundTo(issuer, subject);
    if (bound.isEmpty()) {
      request.setAttribute(STRANGER, Accounts.shortForm(issuer, subject));
      return Fault.NO_ACCOUNT;
    }
    Account account = bound.get();
    if (!account.isEnabled()) {
      request.setAttribute(TurnedAway.TRIED, account.name());
      return Fault.NO_ACCOUNT;
    }
    enter(account, request, response);
    return null;
  }

  private void enter(Account account, HttpServletRequest request, HttpServletResponse response) {
    UsernamePasswordAuthenticationToken signedIn =
        UsernamePasswordAuthenticationToken.authenticated(account, null, account.getAuthorities());
    signedIn.setDetails(new WebAuthenticationDetails(request));
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(signedIn);
    SecurityContextHolder.setContext(context);
    // An answer that is written by another thread looks for it here, and not in the session.
    contexts.saveContext(context, request, response);
  }

  /** On the way to the page that says why not, nobody signs in by another header. */
  private static final class Unsigned extends HttpServletRequestWrapper {

    Unsigned(HttpServletRequest request) {
      super(request);
    }

    @Override
    public @Nullable String getHeader(String name) {
      return HttpHeaders.AUTHORIZATION.equalsIgnoreCase(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
      return HttpHeaders.AUTHORIZATION.equalsIgnoreCase(name)
          ? Collections.emptyEnumeration()
          : super.getHeaders(name);
    }
  }

  private void challenge(Fault fault, HttpServletResponse response) {
    switch (fault) {
      case BAD_TOKEN ->
          response.setHeader(
              HttpHeaders.WWW_AUTHENTICATE,
              decoder == null
                  ? SecuritySettings.BASIC
                  : SecuritySettings.BEARER + ", error=\"invalid_token\"");
      case ISSUER_AWAY ->
          response.setHeader(
              HttpHeaders.RETRY_AFTER, Long.toString(IssuerKeys.AFTER_FAILURE.toSeconds()));
      default -> {
        // Another token of the same person would not help.
      }
    }
  }
}
