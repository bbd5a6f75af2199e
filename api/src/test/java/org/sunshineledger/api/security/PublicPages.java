package org.sunshineledger.api.security;

import java.util.List;

/** The addresses that are open to everybody, for tests of other packages. */
public final class PublicPages {

  private PublicPages() {}

  public static List<String> all() {
    return List.of(SecuritySettings.PUBLIC_PAGES);
  }

  /** Those that are for whoever is signed in. */
  public static List<String> ofStaff() {
    return List.of(SecuritySettings.STAFF_PAGES);
  }
}
