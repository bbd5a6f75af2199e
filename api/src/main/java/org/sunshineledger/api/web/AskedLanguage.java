package org.sunshineledger.api.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.SimpleLocaleContext;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The language of an answer: that of {@code ?lang=}, or else of the cookie, or else Chinese.
 * Programs, which have no switch to press, may ask for English by {@code Accept-Language}; of a
 * browser that says only where it was sold.
 */
final class AskedLanguage extends CookieLocaleResolver {

  private static final Duration KEPT = Duration.ofDays(365);

  AskedLanguage() {
    super("lang");
    setDefaultLocaleFunction(AskedLanguage::withoutChoice);
    setCookieMaxAge(KEPT);
    setCookieHttpOnly(true);
    setCookieSameSite("Lax");
    setRejectInvalidCookies(false);
  }

  /** Anything but the two is no choice. The body, which may be a file of megabytes, says none. */
  static @Nullable Locale inAddress(HttpServletRequest request) {
    @Nullable String query = request.getQueryString();
    if (query == null || !query.contains("lang=")) return null;
    return switch (UriComponentsBuilder.newInstance()
        .query(query)
        .build()
        .getQueryParams()
        .getFirst("lang")) {
      case "en" -> Locale.ENGLISH;
      case "zh" -> Locale.SIMPLIFIED_CHINESE;
      case null, default -> null;
    };
  }

  /** A cookie that names a third language names none. */
  @Override
  protected @Nullable Locale parseLocaleValue(String cookie) {
    Locale locale = super.parseLocaleValue(cookie);
    return locale == null ? null : spoken(locale);
  }

  private static @Nullable Locale spoken(Locale locale) {
    return switch (locale.getLanguage()) {
      case "zh" -> Locale.SIMPLIFIED_CHINESE;
      case "en" -> Locale.ENGLISH;
      default -> null;
    };
  }

  /** The address says it before any page is found, so that what is not found is said in it too. */
  @Override
  public LocaleContext resolveLocaleContext(HttpServletRequest request) {
    Locale chosen = inAddress(request);
    return chosen == null ? super.resolveLocaleContext(request) : new SimpleLocaleContext(chosen);
  }

  @Override
  public Locale resolveLocale(HttpServletRequest request) {
    Locale chosen = inAddress(request);
    return chosen == null ? super.resolveLocale(request) : chosen;
  }

  private static Locale withoutChoice(HttpServletRequest request) {
    if (request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) == null || Problems.wantsHtml(request))
      return Locale.SIMPLIFIED_CHINESE;
    for (Locale wanted : Collections.list(request.getLocales())) {
      Locale spoken = spoken(wanted);
      if (spoken != null) return spoken;
    }
    return Locale.SIMPLIFIED_CHINESE;
  }
}
