package org.sunshineledger.ledger.journal;

import java.security.SecureRandom;
import java.util.UUID;
import org.sunshineledger.ledger.fact.Envelope;
import org.sunshineledger.ledger.fact.Event;

/** Facts straight into an append, as the storage engine puts them there, without an aggregate. */
public final class PlainFacts {

  /** What a fact says. */
  public interface Said {
    Event event(String name, int sequence);

    Envelope envelope();
  }

  private final FactCodec codec;
  private final Said said;
  private final SecureRandom random = new SecureRandom();

  public PlainFacts(FactCodec codec, Said said) {
    this.codec = codec;
    this.said = said;
  }

  /** Adds the stream's fact of this sequence. */
  public void add(Append append, String stream, int sequence) {
    UUID id = UUID.fromString(new FactIds().generateIdentifier());
    byte[] salt = new byte[32];
    random.nextBytes(salt);
    Event event = said.event(stream, sequence);
    append.fact(
        new Append.NewFact(
            id,
            stream,
            sequence,
            codec.types().nameOf(event.getClass()),
            salt,
            codec.encode(id, stream, sequence, said.envelope(), event)));
  }
}
