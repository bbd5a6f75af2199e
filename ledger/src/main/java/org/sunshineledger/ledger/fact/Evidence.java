package org.sunshineledger.ledger.fact;

/** A paper, photograph or file behind a fact: only its kind, digest and size in bytes. */
public record Evidence(Kind kind, Sha256 sha256, long bytes) {

  /** What the evidence is. */
  public enum Kind {
    APPLICATION_FORM,
    SURVEY_FORM,
    MINUTES,
    SIGNED_FORM,
    FINGERPRINT_FORM,
    PHOTOGRAPH,
    VOUCHER,
    OFFICIAL_DOCUMENT,
    PRESS_ARTICLE
  }
}
