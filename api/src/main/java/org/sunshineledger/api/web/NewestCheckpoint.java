package org.sunshineledger.api.web;

import java.time.Instant;
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
   * @param witnessed how many facts are under the newest checkpoint that enough outsiders have
   *     cosigned; 0 means that the log alone vouches for showing everybody the same
   * @param witnesses names of those outsiders
   * @param partly names of those who have cosigned a newer one, and are not enough
   * @param unwitnessedSince when the first checkpoint after that one was sealed, if that is longer
   *     ago than witnesses take; else null
   */
  record Signed(
      long size,
      String root,
      long witnessed,
      List<String> witnesses,
      List<String> partly,
      @Nullable Instant unwitnessedSince) {

    public Signed {
      witnesses = List.copyOf(witnesses);
      partly = List.copyOf(partly);
    }
  }
}
