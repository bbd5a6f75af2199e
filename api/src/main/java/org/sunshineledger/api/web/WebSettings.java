package org.sunshineledger.api.web;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.CacheControl;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** One style sheet, a few scripts, and pages that answer as HTML or JSON. */
@Configuration(proxyBeanMethods = false)
class WebSettings implements WebMvcConfigurer {

  private final JsonMapper json;
  private final LogSize logSize;
  private final NewestCheckpoint checkpoint;
  private final Followed followed;
  private final PageFrame frame;
  private final Texts texts;

  WebSettings(
      JsonMapper json,
      LogSize logSize,
      NewestCheckpoint checkpoint,
      Followed followed,
      PageFrame frame,
      Texts texts) {
    this.json = json;
    this.logSize = logSize;
    this.checkpoint = checkpoint;
    this.followed = followed;
    this.frame = frame;
    this.texts = texts;
  }

  @Bean
  static TomcatRenewals renewals() {
    return new TomcatRenewals();
  }

  /**
   * Behind the one that says who asks, which stands at −100.
   *
   * @param given {@code ledger.young-pages-again}
   */
  @Bean
  static FilterRegistrationBean<FreshAnswers> freshAnswers(
      Clock clock, Renewals renewals, @Value("${ledger.young-pages-again}") boolean given) {
    FilterRegistrationBean<FreshAnswers> filter =
        new FilterRegistrationBean<>(new FreshAnswers(System::nanoTime, clock, renewals));
    filter.setOrder(0);
    filter.setEnabled(given);
    return filter;
  }

  @Override
  public void addFormatters(FormatterRegistry registry) {
    registry.addFormatter(new MomentFormatter());
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(frame);
  }

  @Override
  public void addReturnValueHandlers(List<HandlerMethodReturnValueHandler> handlers) {
    handlers.add(new PageAnswers(json, logSize, checkpoint, followed, texts));
  }

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry
        .addResourceHandler("/static/**")
        .addResourceLocations("classpath:/static/")
        .setCacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic());
  }
}
