package org.sunshineledger.ledger.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the server's log while the library waits for the server: the library waits for the whole
 * time even when the server has long said that it will not start. An interrupt ends its waiting.
 */
final class StartWatch implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(StartWatch.class);
  private static final String GIVEN_UP = "could not start server";
  private static final int LOOK_EVERY_MILLIS = 200;

  private final Path serverLog;
  private final long from;
  private final Thread starter = Thread.currentThread();
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread watcher;
  private volatile boolean givenUp;

  /**
   * Watches until it is closed, for the thread that makes it.
   *
   * @param from what the log held before
   */
  StartWatch(Path serverLog, long from) {
    this.serverLog = serverLog;
    this.from = from;
    this.watcher = Thread.ofVirtual().name("database-start").start(this::watch);
  }

  private void watch() {
    try {
      while (!over.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
        if (said(serverLog, from).contains(GIVEN_UP)) {
          givenUp = true;
          starter.interrupt();
          return;
        }
      }
    } catch (InterruptedException e) {
      log.trace("The watch is over");
    } catch (IOException e) {
      log.debug("The server's log cannot be read", e);
    }
  }

  /** What the server has said since the start. */
  static String said(Path serverLog, long from) throws IOException {
    if (Files.notExists(serverLog)) return "";
    try (InputStream in = Files.newInputStream(serverLog)) {
      in.skipNBytes(from);
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  boolean hasGivenUp() {
    return givenUp;
  }

  /** Ends the watch; an interrupt of its own is taken back. */
  @Override
  public void close() {
    over.countDown();
    try {
      watcher.join();
    } catch (InterruptedException e) {
      if (!givenUp) starter.interrupt();
    }
    if (givenUp) Thread.interrupted();
  }
}
