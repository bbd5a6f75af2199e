package org.sunshineledger.ledger.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A node in a process of its own: {@link Callers} append until its input ends, or until it is
 * killed. It says a line for each acknowledgement.
 */
final class WritesElsewhere {

  private static final int FAILED = 3;

  private WritesElsewhere() {}

  /** Arguments: which life this is, whether streams are shared, and {@code caller=number} each. */
  public static void main(String[] arguments) throws Exception {
    Map<String, Integer> from = new LinkedHashMap<>();
    for (int i = 2; i < arguments.length; i++) {
      String[] caller = arguments[i].split("=", 2);
      from.put(caller[0], Integer.parseInt(caller[1]));
    }
    try (HikariDataSource pool = pool(4);
        Journal journal = new Journal(pool);
        OutputStream out = new FileOutputStream(FileDescriptor.out)) {
      Callers callers =
          new Callers(
              journal,
              Integer.parseInt(arguments[0]),
              from,
              Boolean.parseBoolean(arguments[1]),
              acknowledged -> say(out, acknowledged.line()),
              WritesElsewhere::fail);
      while (System.in.read() >= 0) Thread.onSpinWait();
      callers.stop();
    }
  }

  private static void fail(Throwable failure) {
    failure.printStackTrace();
    Runtime.getRuntime().halt(FAILED);
  }

  /** One write for a line, so that it is there as a whole or not at all. */
  static void say(OutputStream out, String line) {
    synchronized (out) {
      try {
        out.write((line + "\n").getBytes(UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static HikariDataSource pool(int size) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(Elsewhere.login().dataSource());
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(1);
    return new HikariDataSource(config);
  }
}
