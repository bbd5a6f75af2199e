package org.sunshineledger.api.lists;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;
import org.sunshineledger.api.web.ListDigest;
import org.sunshineledger.ledger.Ledger;
import org.sunshineledger.ledger.log.seal.TransparencyLog;
import org.sunshineledger.ledger.rules.WorkCalendar;
import org.sunshineledger.projections.Projections;
import org.sunshineledger.projections.published.ListName;
import org.sunshineledger.projections.published.ListName.About;
import org.sunshineledger.projections.published.ListName.Replayable;
import org.sunshineledger.projections.published.ListReader;
import org.sunshineledger.projections.published.PublishedList;
import org.sunshineledger.projections.view.Lag;
import org.sunshineledger.projections.view.Views;

/**
 * The digests of what public pages show. A digest is given only where the rows are those of exactly
 * one size of the log: a row of a later fact would make it one that nobody can derive again.
 */
@Component
public final class PublishedLists {

  private static final int DIGESTS_KEPT = 4_096;
  private static final int ROOTS_KEPT = 64;

  private record Key(ListName name, @Nullable String subject, LocalDate day, long size) {}

  private record Hashed(int rows, String digest) {}

  private record Earlier(long size, ListReader reader) {}

  private final Views views;
  private final TransparencyLog log;
  private final WorkCalendar calendar;
  private final ListReader live;
  private final Cache<Key, Hashed> digests =
      Caffeine.newBuilder().maximumSize(DIGESTS_KEPT).build();
  private final Cache<Long, String> roots = Caffeine.newBuilder().maximumSize(ROOTS_KEPT).build();
  private @Nullable Earlier earlier;

  PublishedLists(Projections projections, Ledger ledger, TransparencyLog log) {
    this.views = projections.views();
    this.log = log;
    this.calendar = ledger.rules().calendar();
    this.live = projections.lists(calendar);
  }

  /** To be asked for before anything is read that is to be shown. */
  public Shown shown(LocalDate day) {
    Map<String, Long> folded = new HashMap<>();
    for (Lag lag : views.lags()) folded.put(lag.view(), lag.folded());
    return new Shown(day, folded);
  }

  /** The lists of one page. For one thread. */
  public final class Shown {

    private record Added(ListName name, @Nullable String subject, Supplier<List<String>> rows) {}

    private final LocalDate day;
    private final Map<String, Long> folded;
    private final List<Added> added = new ArrayList<>();

    private Shown(LocalDate day, Map<String, Long> folded) {
      this.day = day;
      this.folded = folded;
    }

    /** The same where what is shown was made when no more than so many facts were folded. */
    public Shown notBeyond(long size) {
      folded.replaceAll((_, at) -> Math.min(at, size));
      return this;
    }

    /**
     * A list of the page.
     *
     * @param rows of the whole list, out of what the page has in hand
     */
    public Shown add(ListName name, @Nullable String subject, Supplier<List<String>> rows) {
      added.add(new Added(name, subject, rows));
      return this;
    }

    /** To be asked for when everything is read. */
    public List<ListDigest> digests() {
      // No fact beyond this size was there to be read, so what has folded it holds that and no
      // more.
      long size = views.size();
      return added.stream().map(each -> digest(each, size)).toList();
    }

    private ListDigest digest(Added list, long size) {
      long at =
          list.name().views().stream()
              .mapToLong(view -> folded.getOrDefault(view, 0L))
              .min()
              .orElse(size);
      if (at == size) return told(list, at, hashed(list, at));
      List<String> rows = list.rows().get();
      return list.name().replayable() == Replayable.PUBLIC
              && earlier(at).rows(list.name(), list.subject(), day).equals(Optional.of(rows))
          ? told(list, at, hashed(list, at))
          : told(list, rows.size());
    }

    private Hashed hashed(Added list, long at) {
      return digests.get(
          new Key(list.name(), list.subject(), day, at),
          key -> {
            List<String> rows = list.rows().get();
            return new Hashed(
                rows.size(),
                new PublishedList(key.name(), key.subject(), day, at, rows).digest().hex());
          });
    }

    private ListDigest told(Added list, long at, Hashed hashed) {
      return new ListDigest(
          list.name().published(),
          list.subject(),
          day,
          hashed.rows(),
          hashed.digest(),
          at,
          root(at),
          list.name().replayable().published(),
          address(list.name(), list.subject(), day, at));
    }

    private ListDigest told(Added list, int rows) {
      return new ListDigest(
          list.name().published(),
          list.subject(),
          day,
          rows,
          null,
          null,
          null,
          list.name().replayable().published(),
          address(list.name(), list.subject(), day, null));
    }
  }

  private @Nullable String root(long size) {
    return size > log.size() ? null : roots.get(size, each -> log.head(each).rootHash());
  }

  private static String address(
      ListName name, @Nullable String subject, LocalDate day, @Nullable Long size) {
    UriComponentsBuilder address = UriComponentsBuilder.fromPath("/lists/" + name.published());
    if (subject != null)
      address.queryParam(name.about() == About.REGION ? "region" : "source", subject);
    address.queryParam("asOf", day);
    // An earlier size of a list that rests on restricted facts is not told again.
    if (size != null && name.replayable() == Replayable.PUBLIC) address.queryParam("size", size);
    return address.build().encode().toUriString();
  }

  /** How far a list can be told. */
  long folded(ListName name) {
    return views.folded(name.views());
  }

  /** The list as it is; empty when its subject was not known on the day. */
  Optional<PublishedList> list(ListName name, @Nullable String subject, LocalDate day) {
    long at = folded(name);
    // Verdicts are kept for a moment, and may be of an earlier size than what they are made of.
    if (name == ListName.VERDICTS) return list(name, subject, day, at);
    Optional<List<String>> rows = live.rows(name, subject, day);
    return views.size() == at
        ? rows.map(found -> new PublishedList(name, subject, day, at, found))
        : list(name, subject, day, at);
  }

  /**
   * The list at a size.
   *
   * @param size at most {@link #folded}
   */
  Optional<PublishedList> list(ListName name, @Nullable String subject, LocalDate day, long size) {
    return earlier(size)
        .rows(name, subject, day)
        .map(rows -> new PublishedList(name, subject, day, size, rows));
  }

  /** One is kept: pages ask for the newest, and readers for one list after the other. */
  private synchronized ListReader earlier(long size) {
    Earlier kept = earlier;
    if (kept == null || kept.size() != size) {
      kept = new Earlier(size, ListReader.over(views.before(size), calendar));
      earlier = kept;
    }
    return kept.reader();
  }
}
