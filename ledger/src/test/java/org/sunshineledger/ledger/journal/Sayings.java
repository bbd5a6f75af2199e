package org.sunshineledger.ledger.journal;

import java.security.SecureRandom;
import java.util.UUID;
import org.sunshineledger.ledger.fact.Envelope;
import org.sunshineledger.ledger.fact.Event;
import org.sunshineledger.ledger.fact.FactType;
import org.sunshineledger.ledger.fact.Visibility;

/**
 * Facts that say which append they are part of, so that half an append can be told from a whole.
 */
final class Sayings {

  sealed interface Saying extends Event {
    @Override
    default Visibility visibility() {
      return Visibility.PUBLIC;
    }

    /**
     * One fact of an append.
     *
     * @param append its name
     * @param part from 0
     * @param parts how many facts the append has
     */
    @FactType("test.said.v1")
    record Said(String append, int part, int parts) implements Saying {}
  }

  static final FactCodec CODEC = new FactCodec(FactTypes.of(Saying.class));

  private static final Envelope ENVELOPE = Samples.envelope();

  private Sayings() {}

  static Append.NewFact fact(String stream, long sequence, Saying.Said said) {
    UUID id = UUID.randomUUID();
    byte[] detail = CODEC.encode(id, stream, sequence, ENVELOPE, said);
    return new Append.NewFact(id, stream, sequence, "test.said.v1", new byte[32], detail);
  }

  /** An append of one fact. */
  static Append one(String stream, long sequence) {
    return new Append()
        .fact(fact(stream, sequence, new Saying.Said(stream + "/" + sequence, 0, 1)));
  }

  static Saying.Said said(StoredFact fact) {
    return (Saying.Said) CODEC.decode(fact).event();
  }

  /** Axon's event store on a journal of sayings. */
  static JournalEventStore eventStore(Journal journal) {
    return JournalEventStore.on(
        journal, new JournalStorageEngine(journal, CODEC, new SecureRandom()));
  }
}
