package org.sunshineledger.api.lists;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.sunshineledger.api.web.Fault;
import org.sunshineledger.api.web.Faulty;
import org.sunshineledger.api.web.PastAnswers;
import org.sunshineledger.api.web.Texts;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.projections.published.ListName;
import org.sunshineledger.projections.published.ListName.Replayable;
import org.sunshineledger.projections.published.PublishedList;

/** Every list of the public pages as the text that is hashed. */
@RestController
final class ListsDoor {

  /** SHA-256 of the body, in hexadecimal digits. */
  private static final String DIGEST = "Sunshine-List-Digest";

  private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, UTF_8);
  private static final CacheControl BRIEFLY =
      CacheControl.maxAge(Duration.ofSeconds(1)).cachePublic();
  private static final CacheControl LONG = CacheControl.maxAge(Duration.ofDays(1)).cachePublic();

  private final PublishedLists lists;
  private final PastAnswers past;
  private final Texts texts;
  private final Clock clock;

  ListsDoor(PublishedLists lists, PastAnswers past, Texts texts, Clock clock) {
    this.lists = lists;
    this.past = past;
    this.texts = texts;
    this.clock = clock;
  }

  /**
   * A list that can be asked for.
   *
   * @param about {@code REGION}, {@code SOURCE} or {@code LEDGER}
   */
  record Listed(String name, ListName.About about, String replayable) {}

  /** Which lists there are. */
  @GetMapping("/lists")
  List<Listed> all() {
    return Arrays.stream(ListName.values())
        .map(name -> new Listed(name.published(), name.about(), name.replayable().published()))
        .toList();
  }

  /**
   * @param size of the log: the list as it was then, whatever is known since; the newest when left
   *     out. Only of lists that public facts make.
   */
  @GetMapping("/lists/{name}")
  ResponseEntity<byte[]> list(
      @PathVariable String name,
      @RequestParam(required = false) @Nullable RegionCode region,
      @RequestParam(required = false) @Nullable String source,
      @RequestParam(required = false) @Nullable LocalDate asOf,
      @RequestParam(required = false) @Nullable Long size) {
    ListName asked =
        ListName.of(name).orElseThrow(() -> Faulty.of(Fault.UNKNOWN_ADDRESS, "/lists/" + name));
    LocalDate today = LocalDate.now(clock);
    LocalDate day = asOf == null ? today : asOf;
    if (day.isAfter(today)) throw Faulty.malformed("asOf", day.toString());
    @Nullable String subject = subject(asked, region, source);
    PublishedList list =
        found(asked, subject, day, size)
            .orElseThrow(() ->
                asked.about() == ListName.About.REGION
                    ? Faulty.of(Fault.UNKNOWN_PLACE, String.valueOf(subject))
                    : Faulty.of(Fault.UNKNOWN_SUBJECT, ""));
    return ResponseEntity.ok()
        .cacheControl(size == null ? BRIEFLY : LONG)
        .contentType(TEXT)
        .header(DIGEST, list.digest().hex())
        .body(list.text());
  }

  private @Nullable String subject(
      ListName name, @Nullable RegionCode region, @Nullable String source) {
    return switch (name.about()) {
      case LEDGER -> null;
      case REGION -> {
        if (region == null) throw Faulty.malformed("region", texts.of("malformed.missing"));
        yield region.code();
      }
      case SOURCE -> {
        if (source == null) throw Faulty.malformed("source", texts.of("malformed.missing"));
        yield source;
      }
    };
  }

  private Optional<PublishedList> found(
      ListName name, @Nullable String subject, LocalDate day, @Nullable Long size) {
    long folded = lists.folded(name);
    if (size == null)
      return past.of(
              name.published(),
              subject,
              day,
              name.views(),
              ListsDoor::rows,
              () -> lists.list(name, subject, day))
          // What is kept has the same rows at every size up to the one that is folded.
          .map(list -> list.size() < folded ? list.at(folded) : list);
    // Every size is folded anew: for lists over many households that is dear.
    boolean isTold = size == folded || name.replayable() == Replayable.PUBLIC;
    if (size < 0 || size > folded || !isTold)
      throw Faulty.malformed("size", texts.of("malformed.list-size"));
    return past.first(
        name.published(),
        subject,
        day,
        size,
        ListsDoor::rows,
        () -> lists.list(name, subject, day, size));
  }

  private static int rows(Optional<PublishedList> list) {
    return list.map(PublishedList::rows).map(List::size).orElse(0);
  }
}
