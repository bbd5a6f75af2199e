package org.sunshineledger.api.web;

import java.util.function.LongSupplier;

/** How many facts the log holds at this moment; every page says so at its foot. */
public final class LogSize {

  private final LongSupplier size;

  public LogSize(LongSupplier size) {
    this.size = size;
  }

  public long get() {
    return size.getAsLong();
  }
}
