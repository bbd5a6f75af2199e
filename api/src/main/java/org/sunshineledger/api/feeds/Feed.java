package org.sunshineledger.api.feeds;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is new on the boards of a region, before it is written in one format or another.
 *
 * @param id a tag URI (RFC 4151), the same for ever and at whatever address the ledger is read
 * @param board absolute address of the page it is a feed of
 * @param self absolute address of this stretch of it, without its format, e.g. {@code
 *     https://…/boards/410185/feed}
 * @param language {@code zh-CN} or {@code en}
 * @param updated when the newest of its entries was recorded
 * @param entries what was recorded last on top
 * @param before the position from which on its entries are, or null when there are no older ones
 */
record Feed(
    String id,
    String title,
    String board,
    String self,
    String language,
    Instant updated,
    List<Entry> entries,
    @Nullable Long before) {

  Feed {
    entries = List.copyOf(entries);
  }

  /**
   * A notice or an announcement, as it stands now.
   *
   * @param id a tag URI, the same for ever
   * @param kind published code of what it is about
   * @param address absolute address of its page
   * @param fact absolute address of the fact that posted it
   * @param proof absolute address of that fact's proof file
   * @param published when it was recorded
   * @param updated when the last fact about it was recorded
   * @param position of the fact that posted it
   * @param digest of its document, in hexadecimal digits
   */
  record Entry(
      String id,
      String title,
      String summary,
      String kind,
      String address,
      String fact,
      String proof,
      Instant published,
      Instant updated,
      long position,
      String digest,
      boolean synthetic) {}
}
