package org.sunshineledger.ledger.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 删除名录: the ids of destroyed keys, one a line, in a file outside the database. A database that is
 * put back to before an erasure knows nothing of it; the list does. An id is random and says
 * nothing of anybody.
 *
 * <p>It is written after the erasure is committed. A crash in between is made good by the next
 * start, which reads the erasures of the journal.
 */
public final class ErasureList {

  /** No list is kept, for databases that nobody puts back. */
  public static final ErasureList NOWHERE = new ErasureList(null);

  private final @Nullable Path file;
  private final Set<UUID> known = new LinkedHashSet<>();

  private ErasureList(@Nullable Path file) {
    this.file = file;
  }

  /**
   * Reads the list, or begins one. Half a line at its end, of a crash, is taken away.
   *
   * @throws UncheckedIOException when the file can be neither read nor made
   * @throws IllegalStateException when another line is no id
   */
  public static ErasureList in(Path file) {
    ErasureList list = new ErasureList(file);
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) Files.createDirectories(folder);
      list.read(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return list;
  }

  private void read(Path path) throws IOException {
    if (Files.notExists(path)) Files.createFile(path);
    String text = Files.readString(path, US_ASCII);
    int whole = text.lastIndexOf('\n') + 1;
    if (whole < text.length())
      try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
        channel.truncate(whole).force(true);
      }
    int number = 0;
    for (String line : text.substring(0, whole).lines().toList()) {
      number++;
      try {
        known.add(UUID.fromString(line));
      } catch (IllegalArgumentException e) {
        throw new IllegalStateException("line %d of %s is no key's id".formatted(number, path), e);
      }
    }
  }

  synchronized Set<UUID> keys() {
    return Set.copyOf(known);
  }

  /** Durable when it returns; what is there already is not written again. */
  synchronized void add(Collection<UUID> keys) {
    StringBuilder lines = new StringBuilder();
    Set<UUID> fresh = new LinkedHashSet<>(keys);
    fresh.removeAll(known);
    for (UUID key : fresh) lines.append(key).append('\n');
    if (file != null && !fresh.isEmpty())
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.APPEND)) {
        ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(US_ASCII));
        while (bytes.hasRemaining()) channel.write(bytes);
        channel.force(true);
      } catch (IOException e) {
        throw new UncheckedIOException("the erasure list could not be written", e);
      }
    if (file != null) known.addAll(fresh);
  }
}
