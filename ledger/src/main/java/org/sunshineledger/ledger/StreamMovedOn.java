package org.sunshineledger.ledger;

/**
 * The stream of an order is not at any of the versions its sender has seen. Nothing was written.
 */
public final class StreamMovedOn extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final long version;

  /**
   * @param version sequence of the stream's last fact; -1 for a stream without facts
   */
  StreamMovedOn(String stream, long version) {
    super("%s is at version %d".formatted(stream, version), null, false, false);
    this.version = version;
  }

  /** At which version it is: the sequence of its last fact, -1 for a stream without facts. */
  public long version() {
    return version;
  }
}
