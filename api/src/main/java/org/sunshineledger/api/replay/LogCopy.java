package org.sunshineledger.api.replay;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.sunshineledger.ledger.log.TilePath;

/** A log as somebody outside gets it. Nothing of it is trusted before it is verified. */
interface LogCopy extends AutoCloseable {

  /**
   * What a fact says, beside its entry.
   *
   * @param salt 32 bytes
   */
  record Detail(long position, byte[] salt, byte[] bytes) {}

  /** The newest checkpoint there is, as a signed note. */
  byte[] checkpoint() throws IOException;

  /** A bundle of entries or a tile of hashes; empty where the copy does not hold it. */
  Optional<byte[]> tile(TilePath path) throws IOException;

  /** What is told of the facts of a bundle, by position; bundles are asked for in their order. */
  List<Detail> details(TilePath bundle) throws IOException;

  /** These bundles, with their details, are what will be asked for next. */
  default void ahead(List<TilePath> bundles) {}

  /** Whether public facts can only be missing because somebody holds them back. */
  boolean isOfTheWholeLog() throws IOException;

  @Override
  void close() throws IOException;
}
