package org.sunshineledger.ledger.log.seal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.database.StartRefused;
import org.sunshineledger.ledger.log.note.NotVerified;
import org.sunshineledger.ledger.log.note.SignedNote;

/**
 * 检查点留底: the newest checkpoint that was published, in a file outside the database. A database that
 * was put back to before it knows nothing of it, and would sign another history under the same
 * name; the file knows.
 *
 * <p>It is on the disk before anybody is shown the checkpoint, and after the database has committed
 * it: so it is never ahead of a database that was left alone.
 */
public final class NotedCheckpoint {

  /** Nothing is noted, for databases that nobody puts back. */
  public static final NotedCheckpoint NOWHERE = new NotedCheckpoint(null);

  private final @Nullable Path file;

  private NotedCheckpoint(@Nullable Path file) {
    this.file = file;
  }

  /** In this file, which is made with the first checkpoint. */
  public static NotedCheckpoint in(Path file) {
    return new NotedCheckpoint(file.toAbsolutePath().normalize());
  }

  /**
   * What was noted last; empty when nothing was.
   *
   * @throws StartRefused when the file cannot be read, or holds no checkpoint that one of these
   *     keys signed
   */
  Optional<SealedCheckpoint> read(LogKeys keys) {
    if (file == null || Files.notExists(file)) return Optional.empty();
    try {
      SignedNote note = SignedNote.parse(Files.readAllBytes(file));
      var _ = note.verify(keys.verifierKeys());
      return Optional.of(SealedCheckpoint.of(note));
    } catch (IOException | IllegalArgumentException | NotVerified e) {
      throw new StartRefused(
          "The file %s holds no checkpoint of the log %s: %s."
              .formatted(file, keys.origin(), e.getMessage()),
          "It keeps what this log has published last. Put the file back, or the key that signed it;"
              + " for another log take another folder.",
          e);
    }
  }

  /**
   * Notes it, unless a longer one is noted: several nodes may keep one file, and the slower must
   * not take back what another has shown. Durable when it returns.
   *
   * @throws UncheckedIOException when it cannot be written; what was noted before is still there
   */
  void note(SealedCheckpoint published) {
    if (file == null) return;
    try {
      Path folder = Files.createDirectories(file.getParent());
      // A lock of a file is one of the process: threads keep out of each other's way by the class.
      synchronized (NotedCheckpoint.class) {
        try (FileChannel others =
                FileChannel.open(
                    folder.resolve(file.getFileName() + ".lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            FileLock _ = others.lock()) {
          if (size() < published.size()) replace(folder, published);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the newest checkpoint cannot be noted in %s, and so is not published".formatted(file),
          e);
    }
  }

  /** Of what is noted, whoever signed it; -1 where nothing is, or nothing that can be read. */
  private long size() throws IOException {
    if (file == null || Files.notExists(file)) return -1;
    try {
      return SealedCheckpoint.of(SignedNote.parse(Files.readAllBytes(file))).size();
    } catch (IllegalArgumentException _) {
      return -1;
    }
  }

  private void replace(Path folder, SealedCheckpoint published) throws IOException {
    if (file == null) return;
    Path fresh = Files.createTempFile(folder, file.getFileName().toString(), ".new");
    try {
      write(fresh, published.note().bytes());
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
    // The name as well.
    try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
      names.force(true);
    }
  }

  private static void write(Path fresh, byte[] note) throws IOException {
    try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(note);
      while (bytes.hasRemaining()) channel.write(bytes);
      channel.force(true);
    }
  }
}
