package org.sunshineledger.api.browser;

/** What a page is read in. */
public enum Language {
  ZH("zh"),
  EN("en");

  private final String code;

  Language(String code) {
    this.code = code;
  }

  String code() {
    return code;
  }
}
