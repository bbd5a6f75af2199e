package org.sunshineledger.ledger.vault;

/**
 * A key for what has to be kept secret for some days and is then forgotten, such as a file before
 * it is recorded. Whoever destroys the wrapped key destroys what was sealed. Safe for many threads.
 */
public final class SealingKey {

  /** How a value is turned into the other one. */
  interface Turning {
    byte[] turn(byte[] value, String context);
  }

  private final byte[] wrapped;
  private final Turning sealing;
  private final Turning opening;

  SealingKey(byte[] wrapped, Turning sealing, Turning opening) {
    this.wrapped = wrapped.clone();
    this.sealing = sealing;
    this.opening = opening;
  }

  /** The key encrypted under the master key: to be stored, and given to {@link Vault#sealing}. */
  public byte[] wrapped() {
    return wrapped.clone();
  }

  /**
   * Encrypts with AES-256-GCM.
   *
   * @param context where it will stand; it opens nowhere else
   */
  public byte[] seal(byte[] plain, String context) {
    return sealing.turn(plain, context);
  }

  /**
   * What was sealed in this place.
   *
   * @throws IllegalStateException when it was changed, or sealed for another place
   */
  public byte[] open(byte[] sealed, String context) {
    return opening.turn(sealed, context);
  }

  /** Never the key. */
  @Override
  public String toString() {
    return "SealingKey";
  }
}
