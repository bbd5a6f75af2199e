package org.sunshineledger.api.web;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Has this server put a page together while nobody waits for it. */
@FunctionalInterface
interface Renewals {

  /**
   * What a reader would have sent.
   *
   * @param scheme {@code http} or {@code https}, as the reader sees it
   * @param path as it was asked for, encoded
   * @param headers one value each
   * @param attributes what it carries from within; no reader can send any
   */
  record Request(
      String scheme,
      String server,
      int port,
      String path,
      @Nullable String query,
      Map<String, String> headers,
      Map<String, Object> attributes) {}

  /**
   * Begins, and returns before it is answered.
   *
   * @param over run when it is answered or has failed; not when it was not begun
   * @return false where so much is under way that whoever asks had better do it himself
   */
  boolean begin(Request request, Runnable over);
}
