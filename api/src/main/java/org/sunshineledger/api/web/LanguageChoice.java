package org.sunshineledger.api.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.support.RequestContextUtils;

/** {@code ?lang=en} or {@code ?lang=zh} is kept in a cookie; anything else is no choice. */
final class LanguageChoice implements HandlerInterceptor {

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    String chosen = request.getParameter("lang");
    LocaleResolver resolver = RequestContextUtils.getLocaleResolver(request);
    if (chosen == null || resolver == null) return true;
    switch (chosen) {
      case "en" -> resolver.setLocale(request, response, Locale.ENGLISH);
      case "zh" -> resolver.setLocale(request, response, Locale.SIMPLIFIED_CHINESE);
      default -> {
        // The page stays in the language it was in.
      }
    }
    return true;
  }
}
