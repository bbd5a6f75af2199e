package org.sunshineledger.api.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has been signed of the log so far; every page says so at its foot. */
@FunctionalInterface
public interface NewestCheckpoint {

  /** Null in the first moment of a new log. */
  @Nullable Signed get();

  /**
   * A checkpoint in short.
   *
   * @param size how many facts it covers
   * @param root base64 of 32 bytes
   * @param witnesses names of those outside who have cosigned it; none means that the log alone
   *     vouches for showing everybody the same
   */
  record Signed(long size, String root, List<String> witnesses) {

    public Signed {
      witnesses = List.copyOf(witnesses);
    }
  }
}
