package org.sunshineledger.ledger.rules;

/** How far a rule's text is known. */
public enum Confidence {
  /** Read in the full statutory text, or in the article itself. */
  S1,
  /** Read in an excerpt of an official page. */
  S2,
  /** Read in news, forms or public source code. */
  S3,
  /** Generally known, not confirmed by a text. */
  G,
  /** Our own choice or inference. */
  I,
  /** Looked for and not found; what stands here is taken from elsewhere. */
  N
}
