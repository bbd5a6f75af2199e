package org.sunshineledger.ledger;

/** A stream has grown since it was remembered to let an order in. Nothing was written. */
public final class AssumedInVain extends RuntimeException {

  private static final long serialVersionUID = 1L;

  AssumedInVain(String stream) {
    super("%s has moved on".formatted(stream), null, false, false);
  }
}
