package org.sunshineledger.ledger.journal;

/**
 * Is told what a journal of this process writes, for whoever measures it. It is called on the
 * threads that write and wait, so it must be quick; what it throws is logged and does no harm.
 */
public interface AppendWatch {

  /**
   * Appends that waited were committed together; called on the thread that writes, after their
   * callers were told.
   *
   * @param facts how many new facts they had, at least one
   */
  void committed(long facts);

  /**
   * An append is durable; called on the thread of its caller, before it goes on.
   *
   * @param receipt of at least one new fact
   * @param nanos from the call until now
   */
  void durable(Receipt receipt, long nanos);
}
