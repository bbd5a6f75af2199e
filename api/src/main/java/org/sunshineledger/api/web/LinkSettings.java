package org.sunshineledger.api.web;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.thymeleaf.spring6.SpringTemplateEngine;

/** Every link that a template writes is built in one place. */
@Configuration(proxyBeanMethods = false)
class LinkSettings {

  /** Once all pages are known, and before the first is written. */
  @Bean
  static SmartInitializingSingleton momentLinks(
      SpringTemplateEngine engine,
      @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping pages) {
    return () -> engine.setLinkBuilder(new MomentLinks(new AskedOf(pages)));
  }
}
