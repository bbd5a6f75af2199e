package org.sunshineledger.ledger.village;

import java.time.LocalDate;
import org.sunshineledger.ledger.fact.RegionCode;

/** 贫困人口: how many of a village's people are poor, counted from the facts and never typed in. */
public interface PoorPersons {

  /**
   * @param persons in households that are on the register
   * @param facts how many facts of the journal it was counted from
   */
  record Count(int persons, long facts) {}

  /**
   * The village's persons on the register at the end of the day, by everything that is committed.
   *
   * @throws org.sunshineledger.ledger.journal.JournalUnavailable when it cannot be counted now
   */
  Count onRegister(RegionCode village, LocalDate day);
}
