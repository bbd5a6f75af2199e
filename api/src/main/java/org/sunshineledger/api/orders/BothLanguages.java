package org.sunshineledger.api.orders;

import java.util.Locale;
import java.util.Objects;
import org.springframework.context.MessageSource;

/** The words of the bundles, whoever asks: Chinese first, then English. */
final class BothLanguages {

  private final MessageSource messages;

  BothLanguages(MessageSource messages) {
    this.messages = messages;
  }

  /** {@code missing} where the bundles have no such key. */
  String chinese(String key, String missing) {
    return of(key, missing, Locale.SIMPLIFIED_CHINESE);
  }

  /** {@code missing} where the bundles have no such key. */
  String english(String key, String missing) {
    return of(key, missing, Locale.ENGLISH);
  }

  /** Nothing where the bundles have no such key. */
  String both(String key) {
    return (chinese(key, "") + " " + english(key, "")).strip();
  }

  private String of(String key, String missing, Locale language) {
    return Objects.requireNonNull(messages.getMessage(key, null, missing, language));
  }
}
