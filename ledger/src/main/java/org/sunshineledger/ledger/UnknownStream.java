package org.sunshineledger.ledger;

/** An order, or a question, about a stream that does not exist. */
public final class UnknownStream extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String stream;

  public UnknownStream(String stream) {
    super("there is no " + stream);
    this.stream = stream;
  }

  /** Its name, e.g. {@code household/4101850010010001}. */
  public String stream() {
    return stream;
  }
}
