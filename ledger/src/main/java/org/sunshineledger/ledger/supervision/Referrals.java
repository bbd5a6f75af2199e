package org.sunshineledger.ledger.supervision;

import java.util.function.Consumer;
import java.util.function.Function;

/** 移送: what an audit does with leads. Reading one guards its stream. */
public interface Referrals {

  /**
   * Begins the lead in the same append.
   *
   * @throws org.sunshineledger.ledger.rules.Refused with ALREADY_EXISTS
   */
  void begin(LeadId lead, Consumer<Lead> begun);

  /**
   * What is asked of a lead.
   *
   * @throws org.sunshineledger.ledger.rules.Refused with NO_SUCH_STREAM
   */
  <T> T fromLead(LeadId lead, Function<Lead, T> read);
}
