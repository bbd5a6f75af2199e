package org.sunshineledger.ledger.rules;

import java.util.Map;
import java.util.Optional;

/**
 * 精准对责: which office of the county answers for households of a main cause of poverty.
 *
 * @param byCause names of offices, without the county's, by the cause's code
 */
public record ResponsibleOffices(Map<String, String> byCause) implements Terms {

  public ResponsibleOffices {
    byCause = Map.copyOf(byCause);
    if (byCause.isEmpty()) throw new IllegalArgumentException("no office answers for any cause");
  }

  /** Empty for a cause that no office was told to answer for. */
  public Optional<String> of(String cause) {
    return Optional.ofNullable(byCause.get(cause));
  }
}
