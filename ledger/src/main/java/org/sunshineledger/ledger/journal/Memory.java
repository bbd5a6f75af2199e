package org.sunshineledger.ledger.journal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;

/**
 * Aggregates as their last order left them, so that the next one need not read their streams again.
 * One order at a time has an aggregate: it takes it out, and puts it back once it is committed.
 * What another node has added since is found by the guards, which hold for what is remembered as
 * for what is read.
 */
final class Memory {

  /**
   * An aggregate nobody works on.
   *
   * @param sequence the last fact that is in it
   * @param snapshot the last fact that is in its snapshot, -1 when it has none
   */
  record Remembered(Object root, long sequence, long snapshot) {}

  private final Cache<String, Remembered> byStream;

  Memory(Recall recall) {
    byStream = Caffeine.newBuilder().maximumSize(recall.aggregates()).build();
  }

  /** For one order alone; empty when it is not remembered or another order has it. */
  Optional<Remembered> take(String stream) {
    return Optional.ofNullable(byStream.asMap().remove(stream));
  }

  boolean has(String stream) {
    return byStream.asMap().containsKey(stream);
  }

  void put(String stream, Remembered remembered) {
    byStream.put(stream, remembered);
  }
}
