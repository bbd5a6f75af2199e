package org.sunshineledger.ledger.journal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Sends rows through {@code COPY … FROM STDIN (FORMAT BINARY)} (PostgreSQL manual, COPY, File
 * Formats). Closing it without {@link #end} takes everything back.
 */
final class BinaryCopy implements AutoCloseable {

  private static final byte[] SIGNATURE = "PGCOPY\n\377\r\n\0".getBytes(ISO_8859_1);
  private static final Instant POSTGRES_EPOCH = Instant.parse("2000-01-01T00:00:00Z");

  private final CopyIn copy;
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);

  BinaryCopy(Connection database, String sql) throws SQLException {
    copy = database.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
    buffer.put(SIGNATURE).putInt(0).putInt(0);
  }

  BinaryCopy row(int fields) throws SQLException {
    room(Short.BYTES).putShort((short) fields);
    return this;
  }

  BinaryCopy bigint(long value) throws SQLException {
    room(Integer.BYTES + Long.BYTES).putInt(Long.BYTES).putLong(value);
    return this;
  }

  BinaryCopy timestamp(Instant moment) throws SQLException {
    return bigint(POSTGRES_EPOCH.until(moment, ChronoUnit.MICROS));
  }

  BinaryCopy uuid(UUID id) throws SQLException {
    room(Integer.BYTES + 2 * Long.BYTES)
        .putInt(2 * Long.BYTES)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits());
    return this;
  }

  BinaryCopy text(String value) throws SQLException {
    return bytea(value.getBytes(UTF_8));
  }

  BinaryCopy bytea(byte[] value) throws SQLException {
    room(Integer.BYTES).putInt(value.length);
    if (value.length > buffer.capacity()) {
      flush();
      copy.writeToCopy(value, 0, value.length);
    } else {
      room(value.length).put(value);
    }
    return this;
  }

  /** Sends the rest and waits for the server to take it. */
  void end() throws SQLException {
    room(Short.BYTES).putShort((short) -1);
    flush();
    copy.endCopy();
  }

  private ByteBuffer room(int bytes) throws SQLException {
    if (buffer.remaining() < bytes) flush();
    return buffer;
  }

  private void flush() throws SQLException {
    copy.writeToCopy(buffer.array(), 0, buffer.position());
    buffer.clear();
  }

  @Override
  public void close() throws SQLException {
    if (copy.isActive()) copy.cancelCopy();
  }
}
