package org.sunshineledger.projections.view;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.journal.FactCodec;
import org.sunshineledger.ledger.journal.StoredFact;

/** A stored fact that is decoded when the first view wants it, and then once for all views. */
final class Recorded {

  private static final Logger log = LoggerFactory.getLogger(Recorded.class);

  private final long position;
  private final String type;
  private final FactCodec codec;
  private @Nullable StoredFact stored;
  private volatile @Nullable Fact fact;

  Recorded(StoredFact stored, FactCodec codec) {
    this.position = stored.position();
    this.type = stored.type();
    this.codec = codec;
    this.stored = stored;
  }

  long position() {
    return position;
  }

  String type() {
    return type;
  }

  /**
   * Decodes it now, on this thread. What cannot be decoded is said to whoever asks for the fact.
   */
  void decodeAhead() {
    try {
      Fact _ = fact();
    } catch (RuntimeException e) {
      log.debug("the fact at position {} cannot be decoded", position, e);
    }
  }

  Fact fact() {
    Fact decoded = fact;
    return decoded == null ? decoded() : decoded;
  }

  private synchronized Fact decoded() {
    Fact decoded = fact;
    if (decoded == null) {
      StoredFact bytes = stored;
      if (bytes == null) throw new IllegalStateException("neither bytes nor fact at " + position);
      decoded = codec.decode(bytes);
      fact = decoded;
      stored = null; // The bytes weigh as much as the fact; one of the two is enough.
    }
    return decoded;
  }
}
