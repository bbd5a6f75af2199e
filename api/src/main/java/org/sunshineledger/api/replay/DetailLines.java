package org.sunshineledger.api.replay;

import java.io.IOException;
import java.util.Base64;

/** The lines of {@code details.tsv}: position, salt and detail, the latter two in base64. */
final class DetailLines {

  private static final int FIELDS = 3;

  private DetailLines() {}

  static LogCopy.Detail read(String line) throws IOException {
    String[] fields = line.split("\t", -1);
    try {
      if (fields.length != FIELDS) throw new IllegalArgumentException("of no three fields");
      return new LogCopy.Detail(
          Long.parseLong(fields[0]),
          Base64.getDecoder().decode(fields[1]),
          Base64.getDecoder().decode(fields[2]));
    } catch (IllegalArgumentException e) {
      throw new IOException("a line of details that cannot be read: " + e.getMessage(), e);
    }
  }
}
