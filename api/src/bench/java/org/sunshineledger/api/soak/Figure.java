package org.sunshineledger.api.soak;

/** What is noted of the program in every sample; the names are the columns of the table. */
enum Figure {
  /** Since the load began. */
  MINUTE,
  /** In the journal. */
  FACTS,
  /** Live, in MB: used after a full collection. */
  HEAP,
  /** Classes, compiled code and buffers, in MB. */
  OUTSIDE_HEAP,
  /** Resident, in MB. */
  RSS,
  /** Of the process, as the system counts them: carriers, collector and compiler among them. */
  THREADS,
  /** At rest only: counting them holds everybody up. */
  VIRTUAL_THREADS,
  FILES,
  /** Among the files. */
  SOCKETS,
  /** Connections of the pools. */
  POOLED,
  /** Processes of the database that serve somebody, as the database counts them. */
  BACKENDS,
  /** Facts that the slowest view has not folded. */
  VIEW_LAG,
  SEAL_LAG,
  /** Cores that the program kept busy, without its database. */
  CORES,
  /** Share of the machine's processors that somebody used. */
  BUSY,
  ORDERS,
  ORDERS_P50,
  ORDERS_P99,
  BOARDS,
  BOARDS_P50,
  BOARDS_P99,
  OTHERS,
  OTHERS_P50,
  OTHERS_P99,
  /** Answers that were not the expected ones, since the load began. */
  UNEXPECTED
}
