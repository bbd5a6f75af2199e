package org.sunshineledger.ledger.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.UUID;
import org.axonframework.common.IdentifierFactory;
import org.sunshineledger.ledger.fact.Sha256;

/**
 * Ids of facts: random, unless the unit of work has an idempotency key. Then they are made of the
 * key and a counter, so that an order which is repeated after a crash leads to the same facts.
 */
public final class FactIds extends IdentifierFactory {

  @Override
  public String generateIdentifier() {
    Append append = Append.currentOrNull();
    Append.Idempotency once = append == null ? null : append.idempotency();
    if (append == null || once == null) return UUID.randomUUID().toString();
    return named(once.key(), append.nextIdNumber()).toString();
  }

  /** A version 8 UUID (RFC 9562 section 5.8) of SHA-256 over key, line feed and number. */
  static UUID named(String key, int number) {
    ByteBuffer hash = ByteBuffer.wrap(Sha256.of((key + "\n" + number).getBytes(UTF_8)).bytes());
    long high = (hash.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x8000L;
    long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }
}
