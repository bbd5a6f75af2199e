package org.sunshineledger.api.security;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Checks a password, unless too many wrong ones came before it. */
final class ThrottledLogin implements AuthenticationProvider {

  private static final Logger log = LoggerFactory.getLogger(ThrottledLogin.class);

  private final DaoAuthenticationProvider check;
  private final Accounts accounts;
  private final VerifiedPasswords verified;
  private final LoginThrottle throttle;

  ThrottledLogin(
      Accounts accounts,
      PasswordEncoder passwords,
      VerifiedPasswords verified,
      LoginThrottle throttle) {
    check = new DaoAuthenticationProvider(accounts);
    check.setPasswordEncoder(passwords);
    this.accounts = accounts;
    this.verified = verified;
    this.throttle = throttle;
  }

  @Override
  public @Nullable Authentication authenticate(Authentication attempt) {
    String name = attempt.getName();
    String address =
        attempt.getDetails() instanceof WebAuthenticationDetails details
            ? details.getRemoteAddress()
            : null;
    if (throttle.isBlocked(name, address)) {
      log.warn("a sign-in was blocked after too many failures");
      throw new LockedException("too many failures");
    }
    String password = attempt.getCredentials() instanceof String given ? given : "";
    Optional<Authentication> remembered = remembered(name, password, attempt);
    if (remembered.isPresent()) return remembered.get();
    try {
      Authentication done = check.authenticate(attempt);
      if (done.getPrincipal() instanceof Account account) verified.remember(account, password);
      throttle.succeeded(name, address);
      return done;
    } catch (BadCredentialsException e) {
      throttle.failed(name, address);
      throw e;
    }
  }

  /** The account is read anew each time: one that was disabled or changed is none of these. */
  private Optional<Authentication> remembered(
      String name, String password, Authentication attempt) {
    return accounts
        .find(name)
        .filter(account -> account.isEnabled() && verified.knows(account, password))
        .map(account -> {
          UsernamePasswordAuthenticationToken done =
              UsernamePasswordAuthenticationToken.authenticated(
                  account, null, account.getAuthorities());
          done.setDetails(attempt.getDetails());
          return done;
        });
  }

  @Override
  public boolean supports(Class<?> type) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
  }
}
