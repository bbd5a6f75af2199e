package org.sunshineledger.ledger.database;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.util.function.Supplier;

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
    return in(
        file,
        () -> {
          byte[] secret = new byte[bytes];
          random.nextBytes(secret);
          return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        });
  }

  /**
   * The secret in the file; made and flushed to the disk when there is none.
   *
   * @throws IOException when the file can be neither read nor made
   */
  public static String in(Path file, Supplier<String> made) throws IOException {
    if (Files.notExists(file)) write(file, made.get());
    return Files.readString(file, UTF_8).strip();
  }

  /**
   * Puts a secret into the file instead of the one that is there, if any.
   *
   * @throws IOException when it cannot be written; then the file is as before
   */
  public static void write(Path file, String text) throws IOException {
    // Complete or not there at all: a half secret would lock the owner out for ever.
    Path half = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(half);
    try (FileChannel channel =
        FileChannel.open(
            half, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNER_ONLY)) {
      ByteBuffer bytes = ByteBuffer.wrap((text + "\n").getBytes(UTF_8));
      while (bytes.hasRemaining()) channel.write(bytes);
      channel.force(true);
    }
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
