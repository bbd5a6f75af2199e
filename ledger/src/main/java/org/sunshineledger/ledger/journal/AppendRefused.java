package org.sunshineledger.ledger.journal;

/** Why the journal did not take an append. Nothing of it was written. */
public abstract sealed class AppendRefused extends RuntimeException
    permits Conflict, ClaimTaken, KeyReused, DetailTooLarge {

  private static final long serialVersionUID = 1L;

  AppendRefused(String message) {
    super(message);
  }
}
