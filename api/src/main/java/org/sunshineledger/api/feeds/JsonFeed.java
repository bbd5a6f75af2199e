package org.sunshineledger.api.feeds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A feed as JSON Feed 1.1 (jsonfeed.org/version/1.1), field by field in its order. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record JsonFeed(
    String version,
    String title,
    @JsonProperty("home_page_url") String home,
    @JsonProperty("feed_url") String self,
    @JsonProperty("next_url") @Nullable String next,
    String language,
    List<Author> authors,
    List<Item> items) {

  private static final String VERSION = "https://jsonfeed.org/version/1.1";

  record Author(String name) {}

  /** What JSON Feed has no field for: what the notice can be checked against. */
  record Ledger(long position, String digest, String fact, String proof, boolean synthetic) {}

  record Item(
      String id,
      String url,
      String title,
      @JsonProperty("content_text") String text,
      @JsonProperty("date_published") String published,
      @JsonProperty("date_modified") String modified,
      List<String> tags,
      @JsonProperty("_sunshine_ledger") Ledger ledger) {}

  /**
   * @param site who publishes it
   * @param suffix what the address of this stretch ends with, beginning with a question mark
   */
  static JsonFeed of(Feed feed, String site, String suffix) {
    Long before = feed.before();
    return new JsonFeed(
        VERSION,
        feed.title(),
        feed.board(),
        feed.self() + ".json" + suffix,
        before == null ? null : feed.self() + ".json?before=" + before,
        feed.language(),
        List.of(new Author(site)),
        feed.entries().stream().map(JsonFeed::item).toList());
  }

  private static Item item(Feed.Entry entry) {
    return new Item(
        entry.id(),
        entry.address(),
        entry.title(),
        entry.summary(),
        entry.published().toString(),
        entry.updated().toString(),
        List.of(entry.kind()),
        new Ledger(
            entry.position(), entry.digest(), entry.fact(), entry.proof(), entry.synthetic()));
  }
}
