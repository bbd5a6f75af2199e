package org.sunshineledger.api.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** The message bundles in the reader's language, for code; templates use {@code #{…}}. */
@Component("texts")
public final class Texts {

  private final MessageSource messages;

  Texts(MessageSource messages) {
    this.messages = messages;
  }

  public String of(String key, Object... arguments) {
    return messages.getMessage(key, arguments, LocaleContextHolder.getLocale());
  }

  /** The reader's word for a constant, under {@code <Type>.<CONSTANT>}. */
  public String word(Enum<?> constant) {
    return of(constant.getDeclaringClass().getSimpleName() + "." + constant.name());
  }

  /** The text under a key, or what is to stand there where nobody has written it yet. */
  public String orElse(String key, String other) {
    String text = messages.getMessage(key, null, other, LocaleContextHolder.getLocale());
    return text == null ? other : text;
  }

  /** Whether there is a word for the constant. */
  boolean hasWord(Enum<?> constant) {
    return !orElse(constant.getDeclaringClass().getSimpleName() + "." + constant.name(), "")
        .isEmpty();
  }

  /** Chinese unless the reader asked for English. */
  public static boolean inChinese() {
    return !Locale.ENGLISH.getLanguage().equals(LocaleContextHolder.getLocale().getLanguage());
  }

  /** Says in which language the answer is, and by what it was chosen. */
  static void sayLanguage(HttpServletResponse response) {
    response.setHeader(HttpHeaders.CONTENT_LANGUAGE, inChinese() ? "zh-CN" : "en");
    for (String chosenBy :
        List.of(HttpHeaders.ACCEPT, HttpHeaders.ACCEPT_LANGUAGE, HttpHeaders.COOKIE))
      response.addHeader(HttpHeaders.VARY, chosenBy);
  }
}
