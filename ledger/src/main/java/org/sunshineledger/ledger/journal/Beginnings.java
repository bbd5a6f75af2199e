package org.sunshineledger.ledger.journal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Place;

/**
 * Where streams began. A first fact never changes, so those of late are remembered: what was read,
 * and what this process has written. A stream that is not there is asked for each time.
 */
public final class Beginnings {

  private static final int HELD_AT_MOST = 50_000;

  private final Journal journal;
  private final FactCodec codec;
  private final Cache<String, Place> places =
      Caffeine.newBuilder().maximumSize(HELD_AT_MOST).build();

  Beginnings(Journal journal, FactCodec codec) {
    this.journal = journal;
    this.codec = codec;
  }

  /** The place of a stream's first fact; empty when there is no such stream. */
  public Optional<Place> of(String stream) {
    @Nullable Place known = places.getIfPresent(stream);
    if (known != null) return Optional.of(known);
    Optional<Place> found = journal.beginning(stream).map(first -> codec.decode(first).place());
    found.ifPresent(place -> places.put(stream, place));
    return found;
  }

  /** The same of many, asked for together; a stream that is not there is left out. */
  public Map<String, Place> of(Collection<String> streams) {
    Map<String, Place> found = new HashMap<>(places.getAllPresent(streams));
    List<String> unknown =
        streams.stream().distinct().filter(stream -> !found.containsKey(stream)).toList();
    if (unknown.isEmpty()) return found;
    for (StoredFact first : journal.beginnings(unknown, 1)) {
      Place place = codec.decode(first).place();
      places.put(first.stream(), place);
      found.put(first.stream(), place);
    }
    return found;
  }

  /** The append is committed: the streams that it began are there for good. */
  void committed(Append append) {
    places.asMap().putAll(append.begun());
  }
}
