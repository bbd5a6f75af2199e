package org.sunshineledger.ledger.log.note;

/** A note is not to be believed. */
public final class NotVerified extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private NotVerified(String why) {
    super(why);
  }

  static NotVerified wrong(VerifierKey key) {
    return new NotVerified("the signature of %s does not hold".formatted(key.name()));
  }

  static NotVerified unknown() {
    return new NotVerified("no known key signed it");
  }
}
