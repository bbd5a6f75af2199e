package org.sunshineledger.ledger.journal;

/** The detail of a fact is larger than 1 MiB. */
public final class DetailTooLarge extends AppendRefused {

  private static final long serialVersionUID = 1L;

  DetailTooLarge(String type, int bytes) {
    super("a %s of %,d bytes; at most %,d".formatted(type, bytes, Append.MAX_DETAIL_BYTES));
  }
}
