package org.sunshineledger.api.web;

import java.util.Map;
import java.util.ResourceBundle;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/** What the script of the verify panel says, in the reader's language: all of {@code verify.*}. */
@Component("verifyWords")
public final class VerifyWords {

  private static final String PREFIX = "verify.";

  private final Texts texts;
  private final Map<Boolean, String> spans = new ConcurrentHashMap<>();

  VerifyWords(Texts texts) {
    this.texts = texts;
  }

  /** A {@code span} for each word, escaped: put together once for each language, not each page. */
  public String spans() {
    return spans.computeIfAbsent(Texts.inChinese(), _ -> written());
  }

  private String written() {
    ResourceBundle bundle = ResourceBundle.getBundle("messages", LocaleContextHolder.getLocale());
    StringBuilder all = new StringBuilder();
    for (String key : new TreeSet<>(bundle.keySet()))
      if (key.startsWith(PREFIX))
        all.append("<span data-word=\"")
            .append(key.substring(PREFIX.length()))
            .append("\">")
            .append(HtmlUtils.htmlEscape(texts.of(key)))
            .append("</span>");
    return all.toString();
  }
}
