package org.sunshineledger.ledger.auditpackage;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A file that is written beside the archive, and goes into it when it is whole. */
final class Spool extends FilterOutputStream {

  private static final int BUFFER = 1 << 16;

  private final Path file;
  private final MessageDigest digest;

  private Spool(Path file, MessageDigest digest) throws IOException {
    super(
        new DigestOutputStream(
            new BufferedOutputStream(Files.newOutputStream(file), BUFFER), digest));
    this.file = file;
    this.digest = digest;
  }

  static Spool open() throws IOException {
    return new Spool(Files.createTempFile("audit-package", ".part"), sha256());
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    out.write(bytes, from, length);
  }

  /** Ends writing and copies what was written. */
  Listed into(String name, OutputStream archive) throws IOException {
    out.close();
    Files.copy(file, archive);
    return new Listed(name, Files.size(file), HexFormat.of().formatHex(digest.digest()));
  }

  /** Leaves nothing behind. */
  @Override
  public void close() throws IOException {
    try {
      out.close();
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
