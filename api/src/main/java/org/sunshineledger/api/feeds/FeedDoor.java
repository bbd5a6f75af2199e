package org.sunshineledger.api.feeds;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.sunshineledger.api.web.Texts;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Sha256;
import tools.jackson.databind.json.JsonMapper;

/** 订阅: the boards of a region and of all within it, as Atom and as JSON Feed. */
@RestController
final class FeedDoor {

  private static final MediaType ATOM = new MediaType("application", "atom+xml", UTF_8);
  private static final MediaType JSON = new MediaType("application", "feed+json");

  private final BoardFeeds feeds;
  private final Texts texts;
  private final JsonMapper json;

  FeedDoor(BoardFeeds feeds, Texts texts, JsonMapper json) {
    this.feeds = feeds;
    this.texts = texts;
    this.json = json;
  }

  /**
   * @param before only what was last changed before this position: an older stretch
   */
  @GetMapping("/boards/{region}/feed.atom")
  ResponseEntity<byte[]> atom(
      @PathVariable RegionCode region, @RequestParam(required = false) @Nullable Long before) {
    Feed feed = feed(region, before);
    return answer(feed, ATOM, AtomXml.write(feed, texts.of("site.name"), suffix(before)));
  }

  /** The same as JSON Feed 1.1. */
  @GetMapping("/boards/{region}/feed.json")
  ResponseEntity<byte[]> json(
      @PathVariable RegionCode region, @RequestParam(required = false) @Nullable Long before) {
    Feed feed = feed(region, before);
    return answer(
        feed,
        JSON,
        json.writeValueAsBytes(JsonFeed.of(feed, texts.of("site.name"), suffix(before))));
  }

  private Feed feed(RegionCode region, @Nullable Long before) {
    return feeds.of(
        region, before, ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString());
  }

  private static String suffix(@Nullable Long before) {
    return before == null ? "" : "?before=" + before;
  }

  /** Always asked again, and mostly answered with 304: nothing is sent twice. */
  private static ResponseEntity<byte[]> answer(Feed feed, MediaType type, byte[] body) {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noCache())
        .varyBy(HttpHeaders.COOKIE, HttpHeaders.ACCEPT_LANGUAGE)
        // A weak one, or the body would not be compressed.
        .eTag("W/\"" + Sha256.of(body).hex() + '"')
        .contentType(type)
        .header(HttpHeaders.CONTENT_LANGUAGE, feed.language())
        .body(body);
  }
}
