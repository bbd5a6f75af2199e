package org.sunshineledger.ledger.journal;

/** Something that may be held once only is held already. */
public final class ClaimTaken extends AppendRefused {

  private static final long serialVersionUID = 1L;

  private final String kind;
  private final String key;

  ClaimTaken(String kind, String key) {
    super("already held: %s %s".formatted(kind, key));
    this.kind = kind;
    this.key = key;
  }

  /** What kind of thing, e.g. {@code person-on-register}. */
  public String kind() {
    return kind;
  }

  /** Which one; never a personal value, at most a keyed fingerprint of one. */
  public String key() {
    return key;
  }
}
