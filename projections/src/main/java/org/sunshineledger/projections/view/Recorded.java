package org.sunshineledger.projections.view;

import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Fact;
import org.sunshineledger.ledger.journal.FactCodec;
import org.sunshineledger.ledger.journal.StoredFact;

/** A stored fact that is decoded when the first view wants it, and then once for all views. */
final class Recorded {

  private final long position;
  private final String type;
  private final FactCodec codec;
  private @Nullable StoredFact stored;
  private @Nullable Fact fact;

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

  synchronized Fact fact() {
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
