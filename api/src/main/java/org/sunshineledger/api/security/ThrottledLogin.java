package org.sunshineledger.api.security;

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
  private final LoginThrottle throttle;

  ThrottledLogin(Accounts accounts, PasswordEncoder passwords, LoginThrottle throttle) {
    check = new DaoAuthenticationProvider(accounts);
    check.setPasswordEncoder(passwords);
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
    try {
      Authentication done = check.authenticate(attempt);
      throttle.succeeded(name, address);
      return done;
    } catch (BadCredentialsException e) {
      throttle.failed(name, address);
      throw e;
    }
  }

  @Override
  public boolean supports(Class<?> type) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
  }
}
