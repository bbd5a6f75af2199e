package org.sunshineledger.ledger.fund;

import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Consumer;
import org.sunshineledger.ledger.fact.Balance;
import org.sunshineledger.ledger.fact.DocumentNumber;
import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fact.RegionCode;

/** What a fund asks of the projects it is given to, and of the documents that follow from it. */
public interface Uses {

  /** Name of the project's category; empty for one that was not in the library by the day. */
  Optional<String> categoryOf(ProjectCode project, LocalDate day);

  /** Where the project is. */
  RegionCode regionOf(ProjectCode project);

  /** Whether the project was closed by the day. */
  boolean isClosed(ProjectCode project, LocalDate day);

  /** The most the project may cost, by day; empty for one that was not approved by the day. */
  Optional<Balance> ceilingOf(ProjectCode project, LocalDate day);

  /** What the project had spent of the fund, by day. */
  Balance spent(ProjectCode project, DocumentNumber fund);

  /**
   * Begins another fund in the same append.
   *
   * @throws org.sunshineledger.ledger.rules.Refused with ALREADY_EXISTS
   */
  void begin(DocumentNumber document, Consumer<Fund> begun);
}
