package org.sunshineledger.ledger.journal;

import com.zaxxer.hikari.HikariDataSource;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;

/** A node that only reads, in a process of its own; it says the position of each fact it reads. */
final class ReadsElsewhere {

  private ReadsElsewhere() {}

  public static void main(String[] arguments) throws Exception {
    try (HikariDataSource pool = WritesElsewhere.pool(6);
        Journal journal = new Journal(pool);
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        ReadingOnce _ =
            new ReadingOnce(
                pool, journal, position -> WritesElsewhere.say(out, Long.toString(position)))) {
      while (System.in.read() >= 0) Thread.onSpinWait();
    }
  }
}
