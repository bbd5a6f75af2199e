package org.sunshineledger.api.web;

import java.time.Clock;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Bounds the days that any address may ask for. */
@Configuration(proxyBeanMethods = false)
class AskedDays implements WebMvcConfigurer {

  private final Clock clock;

  AskedDays(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void addFormatters(FormatterRegistry registry) {
    registry.addFormatter(new DayFormatter(clock));
  }
}
