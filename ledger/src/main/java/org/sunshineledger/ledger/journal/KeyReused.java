package org.sunshineledger.ledger.journal;

/** The idempotency key was used before, for something else. */
public final class KeyReused extends AppendRefused {

  private static final long serialVersionUID = 1L;

  private final String key;

  KeyReused(String key) {
    super("this idempotency key was used for another order: " + key);
    this.key = key;
  }

  public String key() {
    return key;
  }
}
