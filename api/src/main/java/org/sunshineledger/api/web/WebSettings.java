package org.sunshineledger.api.web;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.CacheControl;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import tools.jackson.databind.json.JsonMapper;

/** Two languages, one style sheet, and pages that answer as HTML or JSON. */
@Configuration(proxyBeanMethods = false)
class WebSettings implements WebMvcConfigurer {

  private final JsonMapper json;
  private final LogSize logSize;
  private final NewestCheckpoint checkpoint;
  private final Followed followed;
  private final PageFrame frame;

  WebSettings(
      JsonMapper json,
      LogSize logSize,
      NewestCheckpoint checkpoint,
      Followed followed,
      PageFrame frame) {
    this.json = json;
    this.logSize = logSize;
    this.checkpoint = checkpoint;
    this.followed = followed;
    this.frame = frame;
  }

  @Bean
  static MessageSource messageSource() {
    ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
    messages.setBasename("messages");
    messages.setDefaultEncoding("UTF-8");
    messages.setFallbackToSystemLocale(false);
    messages.setAlwaysUseMessageFormat(true);
    return messages;
  }

  /** Chinese for everybody who has not chosen otherwise, whatever the browser was sold with. */
  @Bean
  static LocaleResolver localeResolver() {
    CookieLocaleResolver resolver = new CookieLocaleResolver("lang");
    resolver.setDefaultLocale(Locale.SIMPLIFIED_CHINESE);
    resolver.setCookieMaxAge(Duration.ofDays(365));
    resolver.setCookieHttpOnly(true);
    resolver.setCookieSameSite("Lax");
    resolver.setRejectInvalidCookies(false);
    return resolver;
  }

  @Override
  public void addFormatters(FormatterRegistry registry) {
    registry.addFormatter(new MomentFormatter());
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(new LanguageChoice());
    registry.addInterceptor(frame);
  }

  @Override
  public void addReturnValueHandlers(List<HandlerMethodReturnValueHandler> handlers) {
    handlers.add(new PageAnswers(json, logSize, checkpoint, followed));
  }

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry
        .addResourceHandler("/static/**")
        .addResourceLocations("classpath:/static/")
        .setCacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic());
  }
}
