package org.sunshineledger.ledger;

/** A store under load. */
interface Contender extends AutoCloseable {

  /** How many orders one folder sees in its life, as many as a household. */
  int LIFE = 20;

  /** Gives the client's next order and returns once it is durable. One thread a client. */
  void order(int client, long number);

  /** Whether clients had better wait in virtual threads. */
  boolean virtualClients();

  /** The folder of this order. */
  static String folderOf(int run, int client, long number) {
    return "%d-%d-%d".formatted(run, client, number / LIFE);
  }

  static boolean opens(long number) {
    return number % LIFE == 0;
  }

  @Override
  void close();
}
