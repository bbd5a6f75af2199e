package org.sunshineledger.ledger.journal;

import java.util.Random;
import java.util.UUID;

/** Facts that say nothing, for tests of what does not care what facts say. */
public final class RandomFacts {

  private static final int MOST_DETAIL_BYTES = 300;

  private final Random random;

  public RandomFacts(long seed) {
    random = new Random(seed);
  }

  /** Appends so many at once, to a stream of their own. */
  public void append(Journal journal, int facts) {
    String stream = "test/" + new UUID(random.nextLong(), random.nextLong());
    Append append = new Append();
    for (int sequence = 0; sequence < facts; sequence++) {
      UUID id = new UUID(random.nextLong(), random.nextLong());
      append.fact(
          new Append.NewFact(
              id,
              stream,
              sequence,
              "test.said.v1",
              bytes(32),
              bytes(1 + random.nextInt(MOST_DETAIL_BYTES))));
    }
    Receipt _ = journal.append(append);
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
