package org.sunshineledger.ledger.database;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/** Secrets in files that only their owner may read, each made when it is first asked for. */
public final class Secrets {

  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private Secrets() {}

  /**
   * The secret in the file, base64 of {@code bytes} random bytes without padding; made and flushed
   * to the disk when there is none.
   *
   * @throws IOException when the file can be neither read nor made
   */
  public static String in(Path file, int bytes, SecureRandom random) throws IOException {
    if (Files.notExists(file)) {
      byte[] secret = new byte[bytes];
      random.nextBytes(secret);
      String text = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
      // Complete or not there at all: a half secret would lock the owner out for ever.
      Path half = file.resolveSibling(file.getFileName() + ".new");
      Files.deleteIfExists(half);
      try (FileChannel channel =
          FileChannel.open(
              half, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNER_ONLY)) {
        channel.write(ByteBuffer.wrap((text + "\n").getBytes(US_ASCII)));
        channel.force(true);
      }
      Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return Files.readString(file, US_ASCII).strip();
  }
}
