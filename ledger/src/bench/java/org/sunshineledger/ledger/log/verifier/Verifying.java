package org.sunshineledger.ledger.log.verifier;

import java.nio.file.Path;

/** The verifier as the tests have it, compiled from the resource. */
public final class Verifying {

  private Verifying() {}

  /** Verifies a package by a key from outside it; whatever else comes out is an error. */
  public static void verify(Path zip, String vkey) {
    Verifier.run(zip.toString(), "--vkey", vkey).verified();
  }
}
