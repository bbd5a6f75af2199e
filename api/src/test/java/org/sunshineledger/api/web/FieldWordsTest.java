package org.sunshineledger.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.support.ResourceBundleMessageSource;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("Fields of rows in words")
class FieldWordsTest {

  private final FieldWords words = new FieldWords(new Texts(bundles()));

  private static ResourceBundleMessageSource bundles() {
    ResourceBundleMessageSource bundles = new ResourceBundleMessageSource();
    bundles.setBasename("messages");
    bundles.setDefaultEncoding(StandardCharsets.UTF_8.name());
    bundles.setFallbackToSystemLocale(false);
    bundles.setAlwaysUseMessageFormat(true);
    return bundles;
  }

  @AfterEach
  void nobodyReads() {
    LocaleContextHolder.resetLocaleContext();
  }

  private String said(Locale reader, String json) {
    LocaleContextHolder.setLocale(reader);
    return words.said(JsonMapper.shared().readTree(json));
  }

  @Test
  @DisplayName("Names and places of a path are words, and what is quoted stands as it is")
  void aPathIsWords() {
    LocaleContextHolder.setLocale(Locale.SIMPLIFIED_CHINESE);
    assertThat(words.of("duties[3].closes")).isEqualTo("职责 › 第 4 项 › 截止");
    assertThat(words.of("duties[\"a.b\"]")).isEqualTo("职责 › a.b");
  }

  @Test
  @DisplayName("A value is said by the words of what it holds, and not as it is stored")
  void aValueIsSaidInWords() {
    String tally = "{\"households\":2,\"persons\":5,\"whole\":true}";

    assertThat(said(Locale.SIMPLIFIED_CHINESE, tally)).matches("[^{\"]+：2；[^{\"]+：5；whole：是");
    assertThat(said(Locale.ENGLISH, tally)).matches("[^{\"]+: 2; [^{\"]+: 5; whole: yes");
    assertThat(said(Locale.SIMPLIFIED_CHINESE, "[[1,2],[],null,\"GB-1\"]"))
        .isEqualTo("（1；2）；空；—；GB-1");
  }
}
