package org.sunshineledger.ledger.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.UUID;
import org.axonframework.common.IdentifierFactory;
import org.sunshineledger.ledger.fact.Sha256;

/**
 * Ids of facts: the moment and chance, unless the unit of work has an idempotency key. Then they
 * are made of the key and a counter, so that an order which is repeated after a crash leads to the
 * same facts.
 */
public final class FactIds extends IdentifierFactory {

  @Override
  public String generateIdentifier() {
    Append append = Append.currentOrNull();
    Append.Idempotency once = append == null ? null : append.idempotency();
    if (append == null || once == null)
      return timed(System.currentTimeMillis(), UUID.randomUUID()).toString();
    return named(once.key(), append.nextIdNumber()).toString();
  }

  /**
   * A version 7 UUID (RFC 9562 section 5.7): 74 bits of chance behind the moment. Ids that were
   * made together stand together in the index, so that a large journal takes the next one as fast
   * as a young one; of random ones each would change a page of its own.
   */
  static UUID timed(long epochMillis, UUID chance) {
    long high = (epochMillis << 16) | 0x7000L | (chance.getMostSignificantBits() & 0x0FFFL);
    return new UUID(high, chance.getLeastSignificantBits());
  }

  /** A version 8 UUID (RFC 9562 section 5.8) of SHA-256 over key, line feed and number. */
  static UUID named(String key, int number) {
    ByteBuffer hash = ByteBuffer.wrap(Sha256.of((key + "\n" + number).getBytes(UTF_8)).bytes());
    long high = (hash.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x8000L;
    long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }
}
