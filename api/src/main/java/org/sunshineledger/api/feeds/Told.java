package org.sunshineledger.api.feeds;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.fact.Place;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Visibility;
import org.sunshineledger.ledger.notice.NoticeEvent;
import org.sunshineledger.ledger.notice.NoticeEvent.Announced;
import org.sunshineledger.ledger.notice.NoticeEvent.NoticePosted;
import org.sunshineledger.ledger.notice.NoticeKind;
import org.sunshineledger.projections.region.RegionTree;

/**
 * One public fact about a notice, as a listener is told it.
 *
 * @param type published name of the fact
 * @param notice number of the notice or announcement
 * @param kind what it is about; null where the fact does not say that again
 * @param region which posted it
 * @param places where else it hangs
 * @param address of its page; {@code fact} and {@code proof} likewise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Told(
    long position,
    Instant recordedAt,
    String type,
    String notice,
    @Nullable NoticeKind kind,
    RegionCode region,
    List<RegionCode> places,
    String address,
    String fact,
    String proof,
    boolean synthetic,
    @JsonIgnore Place place) {

  /** Empty for what is not public, such as objections. */
  static Optional<Told> of(Fact fact) {
    if (fact.event().visibility() != Visibility.PUBLIC
        || !(fact.event() instanceof NoticeEvent event)) return Optional.empty();
    return fact.place()
        .levels()
        .findFirst()
        .map(region ->
            switch (event) {
              case NoticePosted it -> told(fact, event, it.kind(), it.region(), it.places());
              case Announced it -> told(fact, event, it.kind(), it.region(), it.places());
              default -> told(fact, event, null, region, List.of());
            });
  }

  private static Told told(
      Fact fact,
      NoticeEvent event,
      @Nullable NoticeKind kind,
      RegionCode region,
      List<RegionCode> places) {
    return new Told(
        fact.position(),
        fact.recordedAt(),
        fact.type(),
        event.notice().number(),
        kind,
        region,
        places,
        "/notices/" + event.notice(),
        "/log/facts/" + fact.position(),
        "/log/proofs/%d.tlog-proof".formatted(fact.position()),
        fact.isSynthetic(),
        fact.place());
  }

  /** Whether it hangs in the region, as the divisions lie on the tree's day or lay on its own. */
  boolean concerns(RegionCode asked, RegionTree tree) {
    return place.within(asked)
        || tree.contains(asked, region)
        || places.stream().anyMatch(each -> each.equals(asked) || tree.contains(asked, each));
  }
}
