package org.sunshineledger.projections.view;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that memory has no room for, on the disk. The file has no name any more as soon as it is
 * open: however the process ends, nothing is left over.
 */
final class Spill implements AutoCloseable {

  private @Nullable FileChannel file;
  private long size;

  /** Where bytes lie in the file. */
  record Place(long at, int length) {}

  Place write(byte[] bytes) {
    try {
      FileChannel open = file;
      if (open == null) file = open = open();
      ByteBuffer left = ByteBuffer.wrap(bytes);
      while (left.hasRemaining()) {
        int _ = open.write(left, size + left.position());
      }
      Place place = new Place(size, bytes.length);
      size += bytes.length;
      return place;
    } catch (IOException e) {
      throw new UncheckedIOException("rows cannot be put onto the disk", e);
    }
  }

  private static FileChannel open() throws IOException {
    Path path = Files.createTempFile("views-", ".rows");
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    Files.delete(path);
    return channel;
  }

  byte[] read(Place place) {
    FileChannel open = file;
    if (open == null) throw new IllegalStateException("nothing was written yet");
    ByteBuffer bytes = ByteBuffer.allocate(place.length());
    try {
      while (bytes.hasRemaining())
        if (open.read(bytes, place.at() + bytes.position()) < 0)
          throw new EOFException("the file ends at " + (place.at() + bytes.position()));
    } catch (IOException e) {
      throw new UncheckedIOException("rows cannot be read back from the disk", e);
    }
    return bytes.array();
  }

  /** How many bytes were ever written. */
  long size() {
    return size;
  }

  @Override
  public void close() {
    try {
      FileChannel open = file;
      if (open != null) open.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
