package org.sunshineledger.api.security;

import java.util.List;

/** The addresses that are open to everybody, for tests of other packages. */
public final class PublicPages {

  private PublicPages() {}

  public static List<String> all() {
    return List.of(SecuritySettings.PUBLIC_PAGES);
  }
}
