package org.sunshineledger.ledger.database;

import java.io.Closeable;
import java.io.IOException;
import javax.sql.DataSource;

/**
 * Connections for questions that one index answers whatever is asked and however much there is. On
 * others the server plans each question anew, because a plan that was made while a table was empty
 * would be kept while it grows; to plan these takes five times as long as to answer them. Here they
 * are planned once, and never but by an index.
 *
 * @param dataSource whose connections begin with {@link #SESSION}
 */
public record Lookups(DataSource dataSource) implements Closeable {

  /** What a connection begins with. */
  public static final String SESSION =
      "set plan_cache_mode = force_generic_plan; set enable_seqscan = off";

  @Override
  public void close() throws IOException {
    if (dataSource instanceof Closeable pool) pool.close();
  }
}
