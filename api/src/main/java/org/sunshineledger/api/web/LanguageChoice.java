package org.sunshineledger.api.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.support.RequestContextUtils;

/** {@code ?lang=en} or {@code ?lang=zh} is kept in a cookie. */
final class LanguageChoice implements HandlerInterceptor {

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    Locale chosen = AskedLanguage.inAddress(request);
    LocaleResolver resolver = RequestContextUtils.getLocaleResolver(request);
    if (chosen != null && resolver != null) resolver.setLocale(request, response, chosen);
    return true;
  }
}
