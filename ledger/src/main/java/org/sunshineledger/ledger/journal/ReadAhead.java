package org.sunshineledger.ledger.journal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.eventhandling.DomainEventMessage;

/**
 * Streams that were read together for orders of which each is decided by itself. They may have
 * moved on since, as what is remembered may: so they are guarded alike. Each is given out once;
 * whoever asks again reads it. Any thread may ask.
 */
public final class ReadAhead {

  /** Everything is read when it is asked for. */
  public static final ReadAhead NOTHING = new ReadAhead(Map.of());

  private final Map<String, List<DomainEventMessage<?>>> byStream;

  /**
   * @param byStream none for a stream that is not there
   */
  ReadAhead(Map<String, List<DomainEventMessage<?>>> byStream) {
    this.byStream = new ConcurrentHashMap<>(byStream);
  }

  Optional<List<DomainEventMessage<?>>> take(String stream) {
    return Optional.ofNullable(byStream.remove(stream));
  }
}
