package org.sunshineledger.projections.view;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Lines for PostgreSQL's {@code COPY … FROM STDIN (FORMAT binary)}. */
final class CopyBinary {

  private static final byte[] HEADER = "PGCOPY\n\u00ff\r\n\0\0\0\0\0\0\0\0\0".getBytes(ISO_8859_1);

  /** Less than what the collector calls humongous, which it would count as old from the start. */
  private static final int ENOUGH = 1 << 18;

  private static final long EPOCH = LocalDate.of(2000, 1, 1).toEpochDay();
  private static final byte JSONB_VERSION = 1;

  /** PostgreSQL's number of the type. */
  private static final int BIGINT = 20;

  private byte[] bytes = new byte[1 << 12];
  private int size;

  CopyBinary() {
    begin();
  }

  private void begin() {
    System.arraycopy(HEADER, 0, bytes, 0, HEADER.length);
    size = HEADER.length;
  }

  boolean isEmpty() {
    return size == HEADER.length;
  }

  /** Whether it is time to send. */
  boolean isEnough() {
    return size >= ENOUGH;
  }

  /** Begins a line of so many columns, which follow. */
  CopyBinary line(int columns) {
    room(Short.BYTES);
    int16(columns);
    return this;
  }

  CopyBinary text(String value) {
    int length = value.length();
    room(Integer.BYTES + length);
    int from = size + Integer.BYTES;
    for (int i = 0; i < length; i++) {
      char each = value.charAt(i);
      if (each >= 0x80) return bytes(value.getBytes(UTF_8));
      bytes[from + i] = (byte) each;
    }
    int32(length);
    size += length;
    return this;
  }

  private CopyBinary bytes(byte[] value) {
    room(Integer.BYTES + value.length);
    int32(value.length);
    append(value);
    return this;
  }

  CopyBinary day(LocalDate value) {
    room(2 * Integer.BYTES);
    int32(Integer.BYTES);
    int32(Math.toIntExact(value.toEpochDay() - EPOCH));
    return this;
  }

  CopyBinary number(long value) {
    room(Integer.BYTES + Long.BYTES);
    int32(Long.BYTES);
    int32((int) (value >>> 32));
    int32((int) value);
    return this;
  }

  /** A {@code bigint[]}. */
  CopyBinary numbers(Positions values) {
    int count = values.count();
    int length = 5 * Integer.BYTES + count * (Integer.BYTES + Long.BYTES);
    room(Integer.BYTES + length);
    int32(length);
    int32(1); // dimensions
    int32(0); // no nulls
    int32(BIGINT);
    int32(count);
    int32(1); // the first index
    for (int i = 0; i < count; i++) number(values.at(i));
    return this;
  }

  CopyBinary truth(boolean value) {
    room(Integer.BYTES + 1);
    int32(1);
    bytes[size++] = (byte) (value ? 1 : 0);
    return this;
  }

  /**
   * A {@code jsonb}.
   *
   * @param value JSON in UTF-8; null for none
   */
  CopyBinary json(byte @Nullable [] value) {
    if (value == null) {
      room(Integer.BYTES);
      int32(-1);
      return this;
    }
    room(Integer.BYTES + 1 + value.length);
    int32(1 + value.length);
    bytes[size++] = JSONB_VERSION;
    append(value);
    return this;
  }

  private void append(byte[] value) {
    System.arraycopy(value, 0, bytes, size, value.length);
    size += value.length;
  }

  private void int16(int value) {
    bytes[size++] = (byte) (value >>> 8);
    bytes[size++] = (byte) value;
  }

  private void int32(int value) {
    int16(value >>> 16);
    int16(value);
  }

  private void room(int more) {
    if (bytes.length - size < more)
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), 2 * size));
  }

  /** All lines up to here, as they are sent; it goes on without them. */
  byte[] take() {
    room(Short.BYTES);
    int16(-1);
    byte[] taken = Arrays.copyOf(bytes, size);
    begin();
    return taken;
  }
}
