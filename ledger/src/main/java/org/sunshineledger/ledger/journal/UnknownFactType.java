package org.sunshineledger.ledger.journal;

/**
 * A stored fact of a type or version that this program does not know: it is older than the fact.
 */
public final class UnknownFactType extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  private final long position;
  private final String type;

  UnknownFactType(long position, String type, String hint) {
    super(
        "the fact at position %d is a %s, which this version does not know%s"
            .formatted(position, type, hint));
    this.position = position;
    this.type = type;
  }

  public long position() {
    return position;
  }

  public String type() {
    return type;
  }
}
