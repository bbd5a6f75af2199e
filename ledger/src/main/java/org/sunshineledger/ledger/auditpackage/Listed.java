package org.sunshineledger.ledger.auditpackage;

import java.util.HexFormat;

/** A file as datapackage.json lists it; {@code sha256} in hexadecimal digits. */
record Listed(String path, long bytes, String sha256) {

  static Listed of(String path, byte[] content) {
    return new Listed(
        path, content.length, HexFormat.of().formatHex(Spool.sha256().digest(content)));
  }
}
