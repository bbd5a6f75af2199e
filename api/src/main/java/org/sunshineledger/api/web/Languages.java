package org.sunshineledger.api.web;

import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Chinese, and English for who asks. */
@Configuration(proxyBeanMethods = false)
public class Languages implements WebMvcConfigurer {

  @Bean
  static MessageSource messageSource() {
    ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
    messages.setBasename("messages");
    messages.setDefaultEncoding("UTF-8");
    messages.setFallbackToSystemLocale(false);
    // Spring Security asks before our resolver is, in whatever language the header names.
    messages.setDefaultLocale(Locale.SIMPLIFIED_CHINESE);
    messages.setAlwaysUseMessageFormat(true);
    return messages;
  }

  @Bean
  static LocaleResolver localeResolver() {
    return new AskedLanguage();
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(new LanguageChoice());
  }
}
