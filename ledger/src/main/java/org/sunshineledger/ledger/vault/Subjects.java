package org.sunshineledger.ledger.vault;

import java.time.LocalDate;
import java.util.Optional;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.RegionCode;

/** What a decision about a person's data must know of his household. */
public interface Subjects {

  /**
   * The household's village.
   *
   * @throws org.sunshineledger.ledger.rules.Refused with NO_SUCH_STREAM
   */
  RegionCode homeOf(HouseholdId household);

  /** Whether the household ever had a member of that number. */
  boolean isKnown(SubjectId subject);

  /** Whether the register still has the person: he applied, is on it, or benefits go on. */
  boolean isNeeded(SubjectId subject, LocalDate day);

  /** By which the person is kept from being in two households. */
  Optional<Commitment> idNumber(SubjectId subject);
}
