package org.sunshineledger.ledger.publication;

import java.time.LocalDate;
import java.util.Optional;
import org.sunshineledger.ledger.fact.Sha256;

/**
 * Which documents are not there any more, whoever took them down: an erasure is on the stream of
 * the person, and the notice whose list went with it is not told.
 */
@FunctionalInterface
public interface WithdrawnDocuments {

  /**
   * The day on which a notice's document went; empty while it is there.
   *
   * @param notice stream of the notice
   */
  Optional<LocalDate> goneOn(String notice, Sha256 digest);
}
